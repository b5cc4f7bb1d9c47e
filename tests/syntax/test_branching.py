"""if, switch, type switch and select."""

from __future__ import annotations

import pytest

from tests.syntax.notation import body

CONDITIONS = [
    ("if x {}", "(if x {})"),
    ("if x {} else {}", "(if x {} {})"),
    ("if x { f() } else if y { g() } else { h() }", "(if x {(call f)} {(if y {(call g)} {(call h)})})"),
    ("if x := f(); x {}", "{(x := (call f)); (if x {})}"),
    ("if f(); x {}", "{(call f); (if x {})}"),
    ("if x {} else if y := f(); y {} else {}", "(if x {} {(y := (call f)); (if y {} {})})"),
    ("if _, ok := m[k]; !ok { return }", "{(_, ok := (index m k)); (if (! ok) {(return)})}"),
    ("if x == (T{}) {}", "(if (== x (lit T)) {})"),
]

SWITCHES = [
    ("switch {}", "(switch)"),
    ("switch { case a, b: f(); default: g() }", "(switch ([a, b] {(call f)}) (default {(call g)}))"),
    ("switch x { case 1, 2: case nil: }", "(switch ([(== x 1), (== x 2)] {}) ([(== x nil)] {}))"),
    ("switch (x) { case y: }", "(switch ([(== x y)] {}))"),
    ("switch x.y { case 1: }", "{(·3_10 := (. x y)); (switch ([(== ·3_10 1)] {}))}"),
    (
        "switch f() { case 1: fallthrough; case 2: f(); fallthrough; default: g() }",
        "{(·3_8 := (call f)); (switch ([(== ·3_8 1)] {} fallthrough) ([(== ·3_8 2)] {(call f)} fallthrough) (default {(call g)}))}",
    ),
    ("switch x := f(); x { case 1: }", "{(x := (call f)); (switch ([(== x 1)] {}))}"),
    ("switch x := f(); { case x > 1: }", "{(x := (call f)); (switch ([(> x 1)] {}))}"),
    ("switch f(); {}", "{(call f); (switch)}"),
    ("switch x := f(); x.y { case 1: }", "{(x := (call f)); (·3_20 := (. x y)); (switch ([(== ·3_20 1)] {}))}"),
    ("switch x {}", "{(·3_8 := x); (switch)}"),
    ("switch x { default: }", "{(·3_8 := x); (switch (default {}))}"),
    ("switch f() {}", "{(·3_8 := (call f)); (switch)}"),
    ("switch nil { case x: case nil: }", "(switch ([(== x nil)] {}) ([(== nil nil)] {}))"),
    ("switch true { case x: }", "(switch ([(== true x)] {}))"),
    ("switch x { case 1: L: }", "(switch ([(== x 1)] {(L: {})}))"),
    ("switch x { case 1: fallthrough; ; case 2: }", "(switch ([(== x 1)] {} fallthrough) ([(== x 2)] {}))"),
    ("fallthrough", "(bad fallthrough that does not end a case)"),
    ("if x { fallthrough }", "(if x {(bad fallthrough that does not end a case)})"),
]

CLAUSES = [
    (
        "switch x.(type) { case nil: case int, *T: f(); default: }",
        "(typeswitch _ x ([nil] {}) ([int, (star T)] {(call f)}) (default {}))",
    ),
    ("switch y := x.(type) { case p.T: f(y) }", "(typeswitch y x ([(. p T)] {(call f y)}))"),
    ("switch a := f(); y := a.(type) {}", "{(a := (call f)); (typeswitch y a)}"),
    ("switch f(); x.(type) {}", "{(call f); (typeswitch _ x)}"),
    (
        "switch y := f(x).b.(type) { case func(): case interface{}, []int, chan int, map[k]v, struct{}, G[int], (T): }",
        "(typeswitch y (. (call f x) b) ([[]->[]] {}) ([(interface), ([] int), (chan both int), (map k v), (struct), (index G int), T] {}))",
    ),
    ("select {}", "(select)"),
    ("select { case c <- v: f() }", "(select ((send c v) {(call f)}))"),
    (
        "select { case x := <-c: case x, ok = <-d: case a[i] = <-c: case <-c: f(); case (<-c): default: }",
        "(select ((x := (<- c)) {}) ((x, ok = (<- d)) {}) (((index a i) = (<- c)) {}) ((<- c) {(call f)}) ((<- c) {}) (default {}))",
    ),
]


@pytest.mark.parametrize(("go", "want"), CONDITIONS)
def test_if_keeps_the_scope_of_its_init(go: str, want: str) -> None:
    """A variable of an if statement leaks or is lost, and a shadowed guard is taken for a real one."""
    assert body(go) == want


@pytest.mark.parametrize(("go", "want"), SWITCHES)
def test_switch_becomes_conditions(go: str, want: str) -> None:
    """A guard written as a switch is not seen as one."""
    assert body(go) == want


@pytest.mark.parametrize(("go", "want"), CLAUSES)
def test_type_switch_and_select(go: str, want: str) -> None:
    """A case of a type switch or select is not followed."""
    assert body(go) == want
