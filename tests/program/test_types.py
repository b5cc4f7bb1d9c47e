"""Every ``_ = expression // want TYPE``, in programs of our own.

The type is written as Go writes it, with bare package names. ``_, _ = f()`` wants one type for each value, parted by ``|``. ``unknown``
says that nobody can tell; what follows it stands in the reason. ``// todo want`` is a known limit: it fails the day it holds.
`tests/go` holds the wanted types against Go's own type checker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program import Body, Program
from analyzer.program.operators import default
from analyzer.program.types import Type, Unknown, text
from tests.programs import bodies, files_of, lines_of, program_of

PROGRAMS = sorted((Path(__file__).parent / "types").glob("*.txtar"))
_WANT = re.compile(r"// (todo )?want (.*)")


def blanks(body: Body) -> Iterator[ir.Assign]:
    """The assignments of a body to nothing but ``_``."""
    for node in ir.walk(body.decl):
        if isinstance(node, ir.Assign) and node.op == "=" and {getattr(x, "name", "") for x in node.lhs} == {"_"}:
            yield node


def types_of(program: Program, body: Body, stmt: ir.Assign) -> list[Type]:
    """The types of the values that a statement assigns; an untyped constant has its default type."""
    if len(stmt.lhs) == len(stmt.rhs):
        return [default(program.types.expr(body, value)) for value in stmt.rhs]
    return [program.types.result(body, stmt.rhs[0], position) for position in range(len(stmt.lhs))]


def differs(found: Type, want: str) -> str:
    """What a type is if it is not the wanted one, else ''."""
    if isinstance(found, Unknown):
        word, _, reason = want.partition(" ")
        return "" if word == "unknown" and reason in found.reason else f"unknown: {found.reason}"
    return "" if text(found) == want else text(found)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_program(path: Path) -> None:
    """A call is resolved on a value of another type, or on none at all."""
    program = program_of(path)
    wanted: dict[tuple[str, int], tuple[bool, str]] = {}
    for file in files_of(program):
        for number, line in enumerate(lines_of(program, file.path), 1):
            found = _WANT.search(line)
            if found is not None:
                wanted[file.path, number] = bool(found[1]), found[2].strip()
    left = set(wanted)
    wrong: list[str] = []
    for body in bodies(program):
        for stmt in blanks(body):
            place = body.file.path, line_of(stmt.at)
            if place not in wanted:
                continue
            left.discard(place)
            todo, want = wanted[place]
            parts = want.split(" | ")
            got = types_of(program, body, stmt)
            told = [differs(found, part) for found, part in zip(got, parts, strict=True)]
            if todo and not any(told):
                told = ["holds now: it is no limit any more"]
            elif todo:
                told = []
            wrong += [f"{place[0]}:{place[1]}: want {want}: {one}" for one in told if one]
    wrong += [f"{path}:{line}: no such statement" for path, line in sorted(left)]
    assert wanted
    assert not wrong, "\n" + "\n".join(wrong)


def test_type_that_differs_is_told() -> None:
    """The programs above are green whatever types are found."""
    program = program_of("-- go.mod --\nmodule m\n-- a.go --\npackage m\n\nfunc f() { _ = 1; _ = g }\n")
    (body,) = bodies(program)
    number, missing = [types_of(program, body, stmt)[0] for stmt in blanks(body)]
    assert differs(number, "int") == ""
    assert differs(number, "string") == "int"
    assert differs(number, "unknown") == "int"
    assert differs(missing, "unknown") == differs(missing, "unknown not declared") == ""
    assert differs(missing, "int") == differs(missing, "unknown outside") == "unknown: g is not declared"
