"""Expressions and what they mean."""

from __future__ import annotations

import pytest

from tests.syntax.notation import expression

CALLS = [
    ("x", "x"),
    ("(x)", "x"),
    ("((x))", "x"),
    ("nil", "nil"),
    ("a.b.c", "(. (. a b) c)"),
    ("f()", "(call f)"),
    ("f(a, b)", "(call f a b)"),
    ("f(a, b...)", "(call f a b)..."),
    ("f(a,\n\tb,\n)", "(call f a b)"),
    ("a.b(c)", "(call (. a b) c)"),
    ("f(x)(y)", "(call (call f x) y)"),
    ("new(T)", "(call new T)"),
    ("new(*p.T)", "(call new (star (. p T)))"),
    ("make(chan<- T, 1)", "(call make (chan send T) 1)"),
    ("make(map[string][]T)", "(call make (map string ([] T)))"),
    ("make(T[int])", "(call make (index T int))"),
    ("[]byte(s)", "(call ([] byte) s)"),
    ("(*T)(nil)", "(call (star T) nil)"),
    ("(*p.T)(x)", "(call (star (. p T)) x)"),
    ("(<-chan int)(c)", "(call (chan receive int) c)"),
    ("(func())(x)", "(call []->[] x)"),
    ("chan int(x)", "(call (chan both int) x)"),
    ("interface{}(x)", "(call (interface) x)"),
    ("struct{}(x)", "(call (struct) x)"),
    ("[2]T(x)", "(call (array 2 T) x)"),
    ("map[K]V(x)", "(call (map K V) x)"),
    ("T(x)", "(call T x)"),
    ("p.T(x)", "(call (. p T) x)"),
    ("(T)(x)", "(call T x)"),
    ("T[int](x)", "(call (index T int) x)"),
    ("(T[int])(x)", "(call (index T int) x)"),
    ("<-chan int(c)", "(<- (call (chan both int) c))"),
    ("<-chan <-chan int(c)", "(<- (call (chan send (chan both int)) c))"),
    ("func() int(x)", "(call []->[int] x)"),
    ("*T(x)", "(star (call T x))"),
    ("&T(x)", "(& (call T x))"),
    ("-f(x)[0]", "(- (index (call f x) 0))"),
    ("chan<- int(c)", "(call (chan send int) c)"),
    ("new", "new"),
    ("make", "make"),
    ("iota", "iota"),
]

INSTANCES = [
    ("F[int]", "(index F int)"),
    ("F[int, string]", "(index F int string)"),
    ("F[[]int]", "(index F ([] int))"),
    ("F[*T]", "(index F (star T))"),
    ("F[*T](x)", "(call (index F (star T)) x)"),
    ("F[int]()", "(call (index F int))"),
    ("F[int, T]()", "(call (index F int T))"),
    ("p.F[T]", "(index (. p F) T)"),
    ("p.F[T](x)", "(call (index (. p F) T) x)"),
    ("p.F[T, U](x, y)", "(call (index (. p F) T U) x y)"),
    ("p.F[[]T]()", "(call (index (. p F) ([] T)))"),
    ("*F[T](x)", "(star (call (index F T) x))"),
    ("**p.F[T, U](x)", "(star (star (call (index (. p F) T U) x)))"),
    ("*F[a.b](x).y(z)[i]", "(star (index (call (. (call (index F (. a b)) x) y) z) i))"),
    ("*F[T](x).(U)[1:]", "(star (slice (assert (call (index F T) x) U) 1 _ _))"),
    ("*(*F[T])(x).y", "(star (. (call (star (index F T)) x) y))"),
    ("(*F[T])(x)", "(call (star (index F T)) x)"),
    ("(*F[T, U])(x)", "(call (star (index F T U)) x)"),
    ("(*F[T, U]).m", "(. (star (index F T U)) m)"),
    ("f(**F[T, U])", "(call f (star (star (index F T U))))"),
    ("(*p)[i]", "(index (star p) i)"),
    ("(*p)[i, j]", "(index (star p) i j)"),
    ("(*p).x", "(. (star p) x)"),
    ("(*p)(x)", "(call (star p) x)"),
    ("x.f[T](y)", "(call (index (. x f) T) y)"),
    ("a.b.f[T](y)", "(call (index (. (. a b) f) T) y)"),
    ("a[i]", "(index a i)"),
    ("a[i][j]", "(index (index a i) j)"),
    ("a[i](x)", "(call (index a i) x)"),
    ("a[i](x, y)", "(call (index a i) x y)"),
    ("m[k].f()", "(call (. (index m k) f))"),
    ("G[int]{1}", "(lit (index G int) 1)"),
    ("p.G[int]{}", "(lit (index (. p G) int))"),
    ("x.y[T, U].z(1)", "(call (. (index (. x y) T U) z) 1)"),
]

OPERATORS = [
    ("a[:]", "(slice a _ _ _)"),
    ("a[1:]", "(slice a 1 _ _)"),
    ("a[:2]", "(slice a _ 2 _)"),
    ("a[1:2]", "(slice a 1 2 _)"),
    ("a[1:2:3]", "(slice a 1 2 3)"),
    ("a[:2:3]", "(slice a _ 2 3)"),
    ("f()[i:j]", "(slice (call f) i j _)"),
    ("x.(T)", "(assert x T)"),
    ("x.(*p.T)", "(assert x (star (. p T)))"),
    ("x.(interface{ M() })", "(assert x (interface (M []->[])))"),
    ("x.(T).f.(U)", "(assert (. (assert x T) f) U)"),
    ("T.M", "(. T M)"),
    ("(*T).M", "(. (star T) M)"),
    ("T[int].M", "(. (index T int) M)"),
    ("-x", "(- x)"),
    ("+x", "(+ x)"),
    ("!x", "(! x)"),
    ("^x", "(^ x)"),
    ("&x", "(& x)"),
    ("<-c", "(<- c)"),
    ("*x", "(star x)"),
    ("**x", "(star (star x))"),
    ("*x.y", "(star (. x y))"),
    ("(*x).y", "(. (star x) y)"),
    ("&x.y", "(& (. x y))"),
    ("- -x", "(- (- x))"),
    ("<-<-c", "(<- (<- c))"),
    ("!f(x)", "(! (call f x))"),
    ("-(-x)", "(- (- x))"),
    ("a + b", "(+ a b)"),
    ("a + b * c", "(+ a (* b c))"),
    ("(a + b) * c", "(* (+ a b) c)"),
    ("a - b - c", "(- (- a b) c)"),
    ("a || b && c", "(|| a (&& b c))"),
    ("a &^ b", "(&^ a b)"),
    ("a << 1 | b", "(| (<< a 1) b)"),
    ("a == b", "(== a b)"),
    ("x == nil", "(== x nil)"),
    ("nil == x", "(== x nil)"),
    ("nil != x", "(!= x nil)"),
    ("(nil) == (x)", "(== x nil)"),
    ("nil == nil", "(== nil nil)"),
    ("nil < x", "(< nil x)"),
    ("x != nil && nil != y", "(&& (!= x nil) (!= y nil))"),
]

COMMENTED = [
    ("a /* c */ + /* d */ b", "(+ a b)"),
    ("f(/* g */ a /* h */, /* i */)", "(call f a)"),
    ("a /* x */ . /* y */ b", "(. a b)"),
    ("a /* x */ [ /* y */ 1 /* z */ ]", "(index a 1)"),
    ("T /* a */ { /* b */ c /* d */ : /* e */ d /* f */, /* g */ }", "(lit T c: d)"),
    ("x. // c\n\tf( // d\n\t)", "(call (. x f))"),
    ("[ /* a */ ] /* b */ int /* c */ (x)", "(call ([] int) x)"),
    ("- /* a */ x", "(- x)"),
    ("x /* a */ .( /* b */ T /* c */ )", "(assert x T)"),
    ("a /* a */ [ /* b */ 1 /* c */ : /* d */ 2 /* e */ ]", "(slice a 1 2 _)"),
    ("func /* a */ ( /* b */ a /* c */ int /* d */ ) /* e */ error /* f */ { /* g */ }", "(func [a int]->[error] {})"),
]


@pytest.mark.parametrize(("go", "want"), CALLS)
def test_calls_and_conversions(go: str, want: str) -> None:
    """A call is missed, or its arguments are taken for something else: the nil passed there is not seen."""
    assert expression(go) == want


@pytest.mark.parametrize(("go", "want"), INSTANCES)
def test_indexing_and_instances_have_one_shape(go: str, want: str) -> None:
    """A generic function is not found behind its type arguments."""
    assert expression(go) == want


@pytest.mark.parametrize(("go", "want"), OPERATORS)
def test_operators(go: str, want: str) -> None:
    """A nil test is misread, and with it the guard that makes a call harmless."""
    assert expression(go) == want


@pytest.mark.parametrize(("go", "want"), COMMENTED)
def test_comments_anywhere(go: str, want: str) -> None:
    """A comment inside an expression makes niltrail lose it."""
    assert expression(go) == want
