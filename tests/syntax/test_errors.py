"""Files with errors: what could be read, and where it could not."""

from __future__ import annotations

import pytest

from analyzer.syntax import lower_file
from tests.syntax.notation import outline, place, show


def troubles(source: str) -> list[str]:
    """Reason, place and text of each trouble."""
    text = source.encode()
    return [
        f"{one.reason} {place(one.at)} {text[one.start : one.end].decode()}".rstrip() for one in outline(source).trouble
    ]


def lowered(go: str) -> str:
    """A file's declarations in the notation."""
    return " ".join(show(declaration) for declaration in lower_file(f"package p\n{go}\n".encode())[1])


@pytest.mark.parametrize(
    ("go", "want"),
    [
        # a statement
        ("func f() { a(); x := }", "(func f []->[] {(call a); (x := (bad missing identifier))})"),
        ("func f() { a(); x = 1 2; b() }", "(func f []->[] {(call a); (x = 1); (bad syntax error); (call b)})"),
        ("func f() { a() @ ; b() }", "(func f []->[] {(call a); (bad syntax error); (call b)})"),
        # an expression
        ("func f() { g(a, , b); h() }", "(func f []->[] {(call g a (bad syntax error) b); (call h)})"),
        ("func f() { x = g(a b).c }", "(func f []->[] {(x = (. (call g a (bad syntax error)) c))})"),
        ("func f() { x = T{a b, c: d} }", "(func f []->[] {(x = (lit T a (bad syntax error) c: d))})"),
        # a statement with others inside: they are kept after it
        (
            "func f() { if x y { a() } else { b() }; c() }",
            "(func f []->[] {{(bad syntax error); {(call a)}; {(call b)}}; (call c)})",
        ),
        (
            "func f() { for i := range ! { a() } }",
            "(func f []->[] {(range:= i _ (! (bad missing identifier)) {(call a)})})",
        ),
        (
            "func f() { switch x { case 1: a(); case ): b(); case 2: c() } }",
            "(func f []->[] {{(bad syntax error); (call a); (call c)}})",
        ),
        # what stands between statements
        (
            "func f() {\n<<<<<<< HEAD\n\ta()\n=======\n\tb()\n>>>>>>> x\n\tc()\n}",
            "(func f []->[] {(bad syntax error); HEAD; (call a); (bad syntax error); (call b); (bad syntax error); x; (call c)})",
        ),
        ("func f() { if x {} a() }", "(func f []->[] {(bad syntax error); (if x {}); (call a)})"),
        # a missing end
        ("func f() {\n\ta()\n", "(func f []->[] {(call a); (bad missing })})"),
        (
            "func f() {\n\ta()\n\tvar b int\n\tswitch {\n",
            "(func f []->[] {(bad syntax error); (call a); (var b int)})",
        ),
        # signatures
        ("func f( { a() }\nfunc g() {}", "(func f [(bad syntax error)]->[] {(call a)}) (func g []->[] {})"),
        ("func f(a int, !) { a() }", "(func f [(bad syntax error)]->[] {(call a)})"),
        ("func (t T!) f() { a() }", "(func ((bad syntax error)) f []->[] {(call a)})"),
        ("func f() ! { a() }", "(func f [(bad syntax error)]->[] {(call a)})"),
        # specs
        ("var (\n\ta = 1\n\tb = = 2\n\tc = 3\n)", "(var a = 1) (var b (bad syntax error)) (var c = 3)"),
        (
            "const (\n\ta = iota\n\tb ! = 2\n\tc = 4\n)",
            "(const 0 a = iota) (const 1 b (bad syntax error)) (const 2 c = 4)",
        ),
        ("type (\n\tA struct { ! }\n\tB int\n)", "(type A (bad syntax error)) (type B int)"),
        ("type A struct {\n\ta int\n\tb c d\n}\nfunc f() {}", "(type A (bad syntax error)) (func f []->[] {})"),
    ],
)
def test_what_can_be_read_is_kept(go: str, want: str) -> None:
    """One mistake in a file hides the rest of it, or worse, is read as if it were nothing."""
    assert lowered(go) == want
    assert outline(f"package p\n{go}\n").trouble


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("package p\nfunc f() { x := }\n", ["missing identifier 2:16"]),
        ("package p\n}\nfunc f() {}\n", ["syntax error 2:1 }"]),
        ("package p\nx := 1\nfunc f() {}\n", ["statement outside a function 2:1 x := 1"]),
        ("", ["no package clause 1:1"]),
        ("func f() {}\n", ["no package clause 1:1"]),
        ("package p\nvar x = 1\n\0", ["NUL byte 3:1 \0"]),
        ('package p\nvar x = "a\0"\n', ["NUL byte 2:11 \0"]),
    ],
)
def test_troubles(source: str, want: list[str]) -> None:
    """A verdict rests on a file that could not be read, and does not say so."""
    assert troubles(source) == want


@pytest.mark.parametrize(
    "go",
    [
        "var (x int)",
        "var (x int; y = 1)",
        "const (a = iota; b)",
        "const (a = 1)",
        "type (A int)",
        "type A int;type B int",
        'import ("a"; "b")',
        "func f() { g();;h() }",
        "func f() { ; g(); ; h(); }",
        "func f() {};\nvar x int;;\n",
        "func f() { L:;g() }",
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_unusual_layout_is_no_trouble(go: str, end: str) -> None:
    """Go that builds is reported as unreadable, only because it is not formatted by gofmt."""
    assert outline(f"package p\n{go}{end}").trouble == ()


@pytest.mark.parametrize(
    ("go", "want"),
    [
        ("func f() {}\n}\nfunc g() {}\nvar h int", ["f", "g", "h"]),
        ("func f() {}}\nvar x int\nfunc g() {}", ["f", "x", "g"]),
        ("func f() { x(] }\nfunc g() {}\ntype T int", ["f", "g", "T"]),
        ("<<<<<<< HEAD\nfunc f() {}\n=======\nfunc g() {}\n>>>>>>> x\nvar h int", ["f", "g", "h"]),
        ("func f() {\n\tvar local int\n\tif ( {\n", ["f"]),
        ("func f() {\n\tvar local int\n\tswitch x {\n", ["f"]),
    ],
)
def test_what_a_broken_file_declares(go: str, want: list[str]) -> None:
    """One mistake makes all functions of a file unknown, or a local variable a global one."""
    assert [name for entry in outline(f"package p\n{go}\n").entries for name in entry.names] == want


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\n",
        b"\xef\xbb\xbf",
        b"\0" * 100,
        b"\xff\xfe\xfd" * 100,
        b"package",
        b"package p",
        b"The quick brown fox jumps over the lazy dog.\n" * 20,
        b"\x7fELF\x02\x01\x01\0\0\0" * 20,
        b"package p\nfunc f() { \xff\xfe }\n",
        b'package p\nvar x = "',
        b"package p\nvar x = `",
        b"package p /*",
        b"package p\r\nfunc f() {\r\n}\r\n",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
    ],
    ids=range(15),
)
def test_any_bytes_are_answered(source: bytes) -> None:
    """One strange file in a repository stops the whole run."""
    seen, declarations = lower_file(source)
    assert len(seen.entries) == len(declarations)
    ranges = [(one.start, one.end) for one in seen.entries] + [(one.start, one.end) for one in seen.trouble]
    assert all(0 <= start <= end <= len(source) for start, end in ranges)
