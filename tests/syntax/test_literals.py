"""Basic, composite and function literals."""

from __future__ import annotations

import pytest

from tests.syntax.notation import expression

BASIC = [
    ("1", "1"),
    ("0x1F", "0x1F"),
    ("0b1", "0b1"),
    ("0o17", "0o17"),
    ("017", "017"),
    ("1_000", "1_000"),
    ("1.5", "1.5"),
    (".5", ".5"),
    ("1e3", "1e3"),
    ("0x1p-2", "0x1p-2"),
    ("1i", "1i"),
    ("0.5i", "0.5i"),
    ("'a'", "'a'"),
    ("'\\''", "'\\''"),
    ("'\\x00'", "'\\x00'"),
    ("'世'", "'世'"),
    ('"a"', '"a"'),
    ('"a\\n\\"b\\""', '"a\\n\\"b\\""'),
    ('""', '""'),
    ("`a\\n`", "`a\\n`"),
    ("``", "``"),
    ("`a\nb`", "`a\nb`"),
    ('"世界"', '"世界"'),
]

COMPOSITE = [
    ("T{}", "(lit T)"),
    ("p.T{a, b}", "(lit (. p T) a b)"),
    ("T{a: b, c: d,}", "(lit T a: b c: d)"),
    ("&T{a: 1}", "(& (lit T a: 1))"),
    ("[]T{{}, {a: 1}, {1, 2}}", "(lit ([] T) (lit _) (lit _ a: 1) (lit _ 1 2))"),
    ("[...]T{1: {}, a}", "(lit (array ... T) 1: (lit _) a)"),
    ("map[K]V{a: b, {1}: {2}}", "(lit (map K V) a: b (lit _ 1): (lit _ 2))"),
    ('map[string]func(){"a": f}', '(lit (map string []->[]) "a": f)'),
    ("[]*T{{a: 1}}", "(lit ([] (star T)) (lit _ a: 1))"),
    ("[][]int{{1}, {2}}", "(lit ([] ([] int)) (lit _ 1) (lit _ 2))"),
    ("struct{ a int }{1}", "(lit (struct (field a int)) 1)"),
    ("struct{ a int }{1}.a", "(. (lit (struct (field a int)) 1) a)"),
    ("T{f: func() {}}", "(lit T f: (func []->[] {}))"),
    ("[](T){}", "(lit ([] T))"),
    ("T{(a): 1, (2)}", "(lit T a: 1 2)"),
    ("func() {}", "(func []->[] {})"),
    (
        "func(a, b int, c ...string) (x, y int, err error) { return }",
        "(func [a int, b int, c ...string]->[x int, y int, err error] {(return)})",
    ),
    ("func(int, string) error { return nil }", "(func [int, string]->[error] {(return nil)})"),
    ("func() { f() }()", "(call (func []->[] {(call f)}))"),
]


@pytest.mark.parametrize(("go", "want"), BASIC)
def test_basic_literals(go: str, want: str) -> None:
    """A setting compared with a literal is shown or evaluated wrongly."""
    assert expression(go) == want


@pytest.mark.parametrize(("go", "want"), COMPOSITE)
def test_composite_and_function_literals(go: str, want: str) -> None:
    """A field that a request leaves out, or sets, is not seen: the verdict is about another program."""
    assert expression(go) == want
