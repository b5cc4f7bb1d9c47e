"""Simple statements, loops and labels."""

from __future__ import annotations

import pytest

from tests.syntax.notation import body

SIMPLE = [
    ("f()", "(call f)"),
    ("<-c", "(<- c)"),
    ("a = b", "(a = b)"),
    ("a, b = b, a", "(a, b = b, a)"),
    ("x, ok := <-c", "(x, ok := (<- c))"),
    ("x += 1", "(x += 1)"),
    ("x &^= y", "(x &^= y)"),
    ("x <<= 2", "(x <<= 2)"),
    ("x++", "(x += 1)"),
    ("x.y[0]--", "((index (. x y) 0) -= 1)"),
    ("c <- v", "(send c v)"),
    ("c <- <-d", "(send c (<- d))"),
    ("go f(x)", "(go (call f x))"),
    ("go func() { f() }()", "(go (call (func []->[] {(call f)})))"),
    ("defer f()", "(defer (call f))"),
    ("defer (f())", "(defer (call f))"),
    ("return", "(return)"),
    ("return a, f(b)", "(return a (call f b))"),
    ("return func() {}", "(return (func []->[] {}))"),
    ("{}", "{}"),
    ("{ x := 1; f(x) }", "{(x := 1); (call f x)}"),
    ("f(); ; g();", "(call f); (call g)"),
    (";", ""),
    ("f();;g()", "(call f); (call g)"),
    ("L: f()", "(L: (call f))"),
    ("L:", "(L: {})"),
    ("goto L", "(goto L)"),
    ("break", "(break)"),
    ("continue L", "(continue L)"),
    ("x := 1;;\ny()", "(x := 1); (call y)"),
    ("if a { f();; }", "(if a {(call f)})"),
    ("func() {}()", "(call (func []->[] {}))"),
]

LOOPS = [
    ("for {}", "(for _ _ {})"),
    ("for x {}", "(for x _ {})"),
    ("for i := 0; i < n; i++ {}", "{(i := 0); (for (< i n) (i += 1) {})}"),
    ("for ; ; {}", "(for _ _ {})"),
    ("for ; x; {}", "(for x _ {})"),
    ("for i = 0; ; i-- {}", "{(i = 0); (for _ (i -= 1) {})}"),
    ("for ; ; f() {}", "(for _ (call f) {})"),
    ("for x < y {}", "(for (< x y) _ {})"),
    ("for range c {}", "(range= _ _ c {})"),
    ("for i := range 10 {}", "(range:= i _ 10 {})"),
    ("for k, v = range m {}", "(range= k v m {})"),
    ("for _, v := range f() {}", "(range:= _ v (call f) {})"),
    ("for a[0], b.c = range m {}", "(range= (index a 0) (. b c) m {})"),
    ("for i, x := range []int{1} {}", "(range:= i x (lit ([] int) 1) {})"),
    ("for x := range f(func() {}) { break }", "(range:= x _ (call f (func []->[] {})) {(break)})"),
    ("for range func(yield func(int) bool) {} {}", "(range= _ _ (func [yield [int]->[bool]]->[] {}) {})"),
    ("for {;;}", "(for _ _ {})"),
]

LABELS = [
    ("L: for {}", "(L: (for L: _ _ {}))"),
    ("L:\nfor i := 0; ; {}", "(L: {(i := 0); (for L: _ _ {})})"),
    ("L: for range x { continue L }", "(L: (range= L: _ _ x {(continue L)}))"),
    ("L: for x {}", "(L: (for L: x _ {}))"),
    ("L: switch {}", "(L: (switch L:))"),
    ("L: switch f() { case 1: break L }", "(L: {(·3_11 := (call f)); (switch L: ([(== ·3_11 1)] {(break L)}))})"),
    ("L: switch x.(type) {}", "(L: (typeswitch L: _ x))"),
    ("L: switch y := f(); y.(type) {}", "(L: {(y := (call f)); (typeswitch L: _ y)})"),
    ("L: select {}", "(L: (select L:))"),
    ("L: { for {} }", "(L: {(for _ _ {})})"),
    ("L: if x := f(); x {}", "(L: {(x := (call f)); (if x {})})"),
    ("L: M: for {}", "(L: (M: (for M: _ _ {})))"),
    ("L: // c\nfor {}", "(L: (for L: _ _ {}))"),
]

COMMENTED = [
    ("if /* a */ x /* b */ { /* c */ } /* d */ else /* e */ { /* f */ }", "(if x {} {})"),
    (
        "for /* a */ i := /* b */ 0 /* c */; /* d */ x /* e */; /* f */ i++ /* g */ { /* h */ }",
        "{(i := 0); (for x (i += 1) {})}",
    ),
    ("for /* a */ k /* b */, v /* c */ := /* d */ range /* e */ m /* f */ {}", "(range:= k v m {})"),
    (
        "switch /* a */ x /* b */ { /* c */ case /* d */ 1 /* e */, /* f */ 2 /* g */: /* h */ f() /* i */\n // j\n default /* k */: // l\n}",
        "(switch ([(== x 1), (== x 2)] {(call f)}) (default {}))",
    ),
    (
        "switch /* a */ y /* b */ := /* c */ x /* d */ .( /* e */ type /* f */ ) { /* g */ case /* h */ T /* i */: }",
        "(typeswitch y x ([T] {}))",
    ),
    ("select { /* a */ case /* b */ x /* c */ := /* d */ <-c /* e */: /* f */ }", "(select ((x := (<- c)) {}))"),
    ("return /* a */ x /* b */, /* c */ y // d", "(return x y)"),
    ("L /* a */ : /* b */ f()", "(L: (call f))"),
    ("a /* x */ = /* y */ b", "(a = b)"),
    ("x /* a */ ++", "(x += 1)"),
    ("go /* a */ f()", "(go (call f))"),
    ("defer /* a */ f()", "(defer (call f))"),
    ("break /* a */ L", "(break L)"),
    ("c /* a */ <- /* b */ v", "(send c v)"),
]


@pytest.mark.parametrize(("go", "want"), SIMPLE)
def test_simple_statements(go: str, want: str) -> None:
    """A value is not followed through an assignment, a channel, a goroutine or a return."""
    assert body(go) == want


@pytest.mark.parametrize(("go", "want"), LOOPS)
def test_loops(go: str, want: str) -> None:
    """A variable of a loop is looked up in the wrong scope."""
    assert body(go) == want


@pytest.mark.parametrize(("go", "want"), LABELS)
def test_labels(go: str, want: str) -> None:
    """A labelled break or continue is taken to leave another loop: a guard seems to be skipped."""
    assert body(go) == want


@pytest.mark.parametrize(("go", "want"), COMMENTED)
def test_comments_anywhere(go: str, want: str) -> None:
    """A comment inside a statement makes niltrail lose it."""
    assert body(go) == want
