"""Where the IR says things stand: 1-based lines, 1-based byte columns, as in the whole file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import asdict

from analyzer.facts import ir
from analyzer.places import column_of, line_of
from analyzer.syntax import lower, lower_file, outline
from tests.syntax.notation import place


def nodes(root: object) -> Iterator[ir.Node]:
    """All nodes below one, outermost first."""
    if isinstance(root, tuple):
        for part in root:
            yield from nodes(part)
    elif isinstance(root, ir.Node):
        yield root
        yield from nodes(tuple(asdict(root).values()))


def places(go: str) -> list[str]:
    """The kind and place of every node in the body of ``func f() { ... }``, whose first line is line 1."""
    (declaration,) = lower_file(f"package p;func f() {{\t{go}\n}}\n".encode())[1]
    assert isinstance(declaration, ir.FuncDecl) and declaration.body is not None
    return [f"{type(node).__name__} {place(node.at)}" for node in nodes(declaration.body.stmts)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("go", "want"),
    [
        ("a.b(c)", "ExprStmt 1:22, Call 1:24, Select 1:24, Name 1:22, Name 1:26"),
        ("f[T](x)", "ExprStmt 1:22, Call 1:22, Index 1:22, Name 1:22, Name 1:24, Name 1:27"),
        ("(*T)(x)", "ExprStmt 1:22, Call 1:22, Star 1:23, Name 1:24, Name 1:27"),
        ("a(1)(2)", "ExprStmt 1:22, Call 1:22, Call 1:22, Name 1:22, Lit 1:24, Lit 1:27"),
        ("ä.b = \n 'é'", "Assign 1:22, Select 1:25, Name 1:22, Lit 2:2"),
        (
            "if nil == a { b() }",
            "If 1:22, Binary 1:25, Name 1:32, Name 1:25, Block 1:34, ExprStmt 1:36, Call 1:36, Name 1:36",
        ),
        ("x++", "Assign 1:22, Name 1:22, Lit 1:23"),
        ("return &T{k: v}", "Return 1:22, Unary 1:29, Composite 1:30, Name 1:30, Element 1:32, Name 1:32, Name 1:35"),
        ("L: for {}", "Labeled 1:22, Loop 1:25, Block 1:29"),
        ("var a, b T", "Declare 1:22, ValueSpec 1:26, Name 1:26, Name 1:29, Name 1:31"),
        (
            "type t struct{ *p.T }",
            "Declare 1:22, TypeSpec 1:27, StructType 1:29, Field 1:40, Star 1:37, Select 1:40, Name 1:38",
        ),
        (
            "_ = func(a int) {}",
            "Assign 1:22, Name 1:22, FuncLit 1:26, FuncType 1:26, Param 1:31, Name 1:33, Block 1:38",
        ),
    ],
)
def test_where_things_stand(go: str, want: str) -> None:
    """A report points at the wrong place of a line."""
    assert places(go) == want.split(", ")


def test_parenthesis_and_end() -> None:
    """A call is not matched with the position another tool gives it, or a function's end is unknown."""
    source = b"package p\nfunc f() {\n\tif a {\n\t\tx.y (1)\n\t}\n}\n"
    (declaration,) = lower_file(source)[1]
    assert isinstance(declaration, ir.FuncDecl) and declaration.body is not None
    (call,) = [node for node in nodes(declaration) if isinstance(node, ir.Call)]
    assert [place(call.at), place(call.paren)] == ["4:5", "4:7"]
    assert [place(node.end) for node in nodes(declaration) if isinstance(node, ir.Block)] == ["6:1", "5:2"]


def test_a_clause_ends_with_its_last_statement() -> None:
    """A case seems to reach into the next one."""
    source = b"package p\nfunc f() {\n\tswitch {\n\tcase a:\n\t\tg(1)\n\tcase b:\n\t}\n}\n"
    blocks = [node for node in nodes(lower_file(source)[1]) if isinstance(node, ir.Block)]
    assert [(place(block.at), place(block.end)) for block in blocks[1:]] == [("4:8", "5:6"), ("6:8", "6:8")]


def test_first_line_of_a_declaration_alone_is_shifted() -> None:
    """A function that does not start its line is reported at wrong columns, but only on its first line."""
    source = b"package p; func f() { a(\n b) }; type (\nT struct { c D }; E int\n)\n"
    found = {
        node.name: place(node.at)
        for entry in outline(source).entries
        for node in nodes(lower(source, entry))
        if isinstance(node, ir.Name | ir.Field | ir.TypeSpec)
    }
    assert found == {"a": "1:23", "b": "2:2", "T": "3:1", "c": "3:12", "D": "3:14", "E": "3:19", "int": "3:21"}


def test_columns_too_wide_for_a_position_stay_on_their_line() -> None:
    """A file with a megabyte on one line gets positions on lines it does not have."""
    source = b"package p\nvar x = f(" + b"1," * (1 << 19) + b"a, b.c, g())\n"
    seen = [node.at for node in nodes(lower_file(source)[1])]  # type: ignore[attr-defined]
    assert {line_of(at) for at in seen} == {2}
    assert max(column_of(at) for at in seen) == (1 << 20) - 1
