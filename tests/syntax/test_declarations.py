"""Declarations at the top level and in bodies."""

from __future__ import annotations

import pytest

from tests.syntax.notation import body, declarations, show

LOCAL = [
    ("var x int", "(var x int)"),
    ("var x, y = 1, 2", "(var x, y = 1, 2)"),
    ("var x, y T = f()", "(var x, y T = (call f))"),
    ("var ( a int; b = 1\n c, d T = 1, 2\n)", "(var a int) (var b = 1) (var c, d T = 1, 2)"),
    ("var (x int)", "(var x int)"),
    ("var ()", ""),
    ("const x = 1", "(const 0 x = 1)"),
    ("const x, y T = 1, 2", "(const 0 x, y T = 1, 2)"),
    (
        "const (\n\ta = iota\n\tb\n\t_\n\tc, d T = iota, 2\n\te, f\n)",
        "(const 0 a = iota) (const 1 b = iota) (const 2 _ = iota) (const 3 c, d T = iota, 2) (const 4 e, f T = iota, 2)",
    ),
    ("const (a = iota; b)", "(const 0 a = iota) (const 1 b = iota)"),
    ("const (a = 1)", "(const 0 a = 1)"),
    ("type A int", "(type A int)"),
    ("type A = B", "(alias A B)"),
    ("type (\n\tA int\n\tB = C[int]\n)", "(type A int) (alias B (index C int))"),
    ("type (A int)", "(type A int)"),
    ("type A[K comparable, V any] map[K]V", "(type A[K comparable, V any] (map K V))"),
    ("type A[T, U ~int|string] struct{}", "(type A[T (| (~ int) string), U (| (~ int) string)] (struct))"),
    ("type A[T interface{ ~int }] = []T", "(alias A[T (interface (~ int))] ([] T))"),
    ("type A [N]int", "(type A (array N int))"),
    ("type A[T *C,] int", "(type A[T (star C)] int)"),
    ("var /* a */ x /* b */ int /* c */ = /* d */ 1", "(var x int = 1)"),
    ("const ( // a\n\tx = 1 // b\n\t// c\n\ty\n)", "(const 0 x = 1) (const 1 y = 1)"),
    ("type /* a */ T /* b */ [ /* c */ P /* d */ any /* e */ ] /* f */ int", "(type T[P any] int)"),
]

TOP_LEVEL = [
    ("func f()", "(func f []->[] _)"),
    ("func f() int", "(func f []->[int] _)"),
    ("func f() {}", "(func f []->[] {})"),
    ("func f[T any, U ~int](a T) (b U) { return }", "(func f[T any, U (~ int)] [a T]->[b U] {(return)})"),
    ("func (r *T) M(a int) error { return nil }", "(func (r (star T)) M [a int]->[error] {(return nil)})"),
    ("func (T) M() {}", "(func (T) M []->[] {})"),
    ("func (r *T[A, B]) M() {}", "(func (r (star (index T A B))) M []->[] {})"),
    ("func (r (T)) M()", "(func (r T) M []->[] _)"),
    ("func (*T[A]) M() {}", "(func ((star (index T A))) M []->[] {})"),
    ("func _() {}", "(func _ []->[] {})"),
    ("var x = 1", "(var x = 1)"),
    ("var ( x int\n y = f()\n)", "(var x int) (var y = (call f))"),
    ("const ( a = iota\n b\n)", "(const 0 a = iota) (const 1 b = iota)"),
    ("type T struct{}", "(type T (struct))"),
    ("type T = p.U", "(alias T (. p U))"),
    ("type T[P any] = []P", "(alias T[P any] ([] P))"),
    (
        "func /* a */ ( /* b */ r /* c */ T /* d */ ) /* e */ M /* f */ ( /* g */ ) /* h */ { /* i */ }",
        "(func (r T) M []->[] {})",
    ),
]


@pytest.mark.parametrize(("go", "want"), LOCAL)
def test_local_declarations(go: str, want: str) -> None:
    """A constant gets the wrong value or a local type is unknown."""
    assert body(go) == want


@pytest.mark.parametrize(("go", "want"), TOP_LEVEL)
def test_top_level_declarations(go: str, want: str) -> None:
    """A function or method is not found by its name or receiver."""
    assert show(declarations(go)[0]) == want
