"""Whole files: nothing is lost, and one declaration alone says what it says in its file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer.facts import ir
from analyzer.syntax import lower, lower_file
from analyzer.syntax.outlines import outline
from tests.syntax.leaves import dropped
from tests.syntax.notation import show

EVERYTHING = (Path(__file__).parent / "everything.go.txt").read_bytes()
CRLF = EVERYTHING.replace(b"\n", b"\r\n")
UNGROUPED = b"package p; type A int; type (B int; C = A); var x, y = 1, 2; func f() { x() }; const ( c = iota; d )"
BROKEN = b"package p\nvar (\n\ta = 1\n\tb = = 2\n)\nfunc f() { g(; h() }\ntype T struct { ! }\nfunc g() {}\n"
SOURCES = {
    "everything": EVERYTHING,
    "crlf": CRLF,
    "mark": b"\xef\xbb\xbf" + EVERYTHING,
    "no last newline": EVERYTHING.rstrip(),
    "one line": UNGROUPED,
    "first line": b"package p; type A int; func (a A) f(b B) { a.c(b) }",
    "broken": BROKEN,
    "half": EVERYTHING[: len(EVERYTHING) // 2],
    "later half": EVERYTHING[len(EVERYTHING) // 2 :],
    "invalid UTF-8": EVERYTHING.replace("ä".encode(), b"\xff"),
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_declaration_alone_is_the_same(source: bytes) -> None:
    """The call graph of a whole program and the verdict of one site disagree about the same function."""
    seen, declarations = lower_file(source)
    alone = [lower(source, entry) for entry in seen.entries]
    assert seen == outline(source)
    assert msgspec.msgpack.encode(alone) == msgspec.msgpack.encode(declarations)


@pytest.mark.parametrize("name", ["everything", "crlf", "mark", "no last newline", "one line", "first line"])
def test_every_name_and_literal_is_lowered_at_its_place(name: str) -> None:
    """Part of a program is dropped without a word: what it does to a nil is never looked at."""
    assert dropped(SOURCES[name]) == []
    assert outline(SOURCES[name]).trouble == ()


def test_names_of_entries_are_those_of_their_declarations() -> None:
    """A symbol that the outline promises is not in the declaration it points to."""
    for source in SOURCES.values():
        for entry, declaration in zip(*(lower_file(source)[0].entries, lower_file(source)[1]), strict=True):
            assert set(entry.names) <= declared(declaration), entry
            assert lower_file(source)[0].trouble or set(entry.names) == declared(declaration), entry


def declared(declaration: ir.Declaration) -> set[str]:
    """The names a declaration declares."""
    if isinstance(declaration, ir.FuncDecl):
        return {declaration.name}
    found: set[str] = set()
    for spec in declaration.specs:
        found |= {spec.name} if isinstance(spec, ir.TypeSpec) else {name.name for name in spec.names}
    return found


def test_each_type_of_a_group_is_lowered_alone() -> None:
    """Asking for one type reads, and depends on, all types of its group."""
    source = b"package p\n\ntype (\n\tA struct{ b B }\n\tB = []A\n)\n"
    assert [show(lower(source, entry)) for entry in outline(source).entries] == [
        "(type A (struct (field b B)))",
        "(alias B ([] A))",
    ]


def test_an_entry_of_other_text_is_answered() -> None:
    """A stale outline stops the run instead of making the verdict unknown."""
    (entry,) = outline(b"package p\nfunc (t *T) f() {}\n").entries
    assert show(lower(b"", entry)) == "(func (T) f []->[] {(bad the method declaration cannot be read)})"
    (entry,) = outline(b"package p\nvar a, b = 1, 2\n").entries
    assert show(lower(b"package p\nfunc f() {}\n", entry)) == "(var a, b (bad the var declaration cannot be read))"
    (entry,) = outline(b"package p\ntype A int\n").entries
    assert show(lower(b"}{" * 20, entry)) == "(type A (bad the type declaration cannot be read))"
