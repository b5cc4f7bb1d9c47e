"""Every ``// want`` beside a call, in programs of our own.

``// want CALL: TARGET... WORD...`` holds for the calls on its line that are called CALL (several parted by ``|``). The targets are all
there are, ``none`` is no target at all, ``!TARGET`` says what must not be one. A literal is ``func:NAME``, for the comment in it:
``func /* NAME */ () {}``. A word is a kind, a certainty, ``seen`` or ``unseen``: whether a reason is given why others may exist.
``// todo want`` is a known limit: it fails the day it holds. ``// callers FUNCTION...`` beside a declaration lists where it is called,
once a call; ``none`` is nowhere, and ``unseen`` says that a reason is given why others may exist, its absence that none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from analyzer.callgraph import Callees, Callgraph, Target
from analyzer.callgraph.nodes import index
from analyzer.facts import ir
from analyzer.places import column_of, line_of
from analyzer.program import Body, Program
from analyzer.program.model import Function
from tests.programs import bodies, files_of, lines_of, program_of

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.txtar"))
WORDS = {"static", "interface", "dynamic", "builtin", "conversion", "exact", "narrowed", "possible", "seen", "unseen"}
_WANT = re.compile(r"// (todo )?want (.*)")
_NAMED = re.compile(r"func /\* (\w+) \*/")


class Want(NamedTuple):
    """What a line says of its calls of one name."""

    path: str
    line: int
    name: str
    words: tuple[str, ...]
    todo: bool


def wants(path: str, lines: list[str]) -> Iterator[Want]:
    """The expectations of a file."""
    for number, line in enumerate(lines, 1):
        if "// callers " in line:
            yield Want(path, number, "callers", tuple(line.split("// callers ")[1].split()), todo=False)
        found = _WANT.search(line)
        for part in found[2].split(" | ") if found is not None else ():
            assert found is not None
            name, _, rest = part.partition(": ")
            yield Want(path, number, name.strip(), tuple(rest.split()), bool(found[1]))


def text(program: Program, target: Target) -> str:
    """A target as the programs write it."""
    if target.function is not None:
        return target.function.qualified
    if target.literal is not None:
        body, literal = target.literal
        lines = lines_of(program, body.file.path)
        named = _NAMED.match(lines[line_of(literal.at) - 1].encode()[column_of(literal.at) - 1 :].decode())
        return f"func:{named[1]}" if named is not None else "func"
    return target.external


def before(lines: list[str], at: int) -> str:
    """What stands before a place on its line."""
    return lines[line_of(at) - 1].encode()[: column_of(at) - 1].decode()


def name_of(call: ir.Call, lines: list[str]) -> str:
    """What a call is called in a ``want``: the word before its parenthesis, type arguments and indices aside; ``func`` for a literal; else
    what stands in parentheses there."""
    written = before(lines, call.paren)
    while written.endswith("]"):
        written = written[: _opening(written)]
    if written.endswith(")"):
        return written[_opening(written) :]
    if written.endswith("}"):
        return "func" if "func" in written else "interface"
    found = re.search(r"\w+$", written)
    assert found is not None, written
    return found[0]


def _opening(written: str) -> int:
    """Where the bracket opens that a text ends with."""
    depth = 0
    for position in range(len(written) - 1, -1, -1):
        depth += (written[position] in ")]}") - (written[position] in "([{")
        if depth == 0:
            return position
    raise AssertionError(written)


def differences(graph: Callgraph, body: Body, call: ir.Call, want: Want) -> list[str]:
    """What differs between a call's callees and its ``want``."""
    answer: Callees = graph.callees(body, call)
    got = [text(graph.program, target) for target in answer.targets]
    wanted = [word for word in want.words if word not in WORDS and not word.startswith("!") and word != "none"]
    wrong = [f"{word[1:]} is a target" for word in want.words if word.startswith("!") and word[1:] in got]
    if (wanted or "none" in want.words) and sorted(wanted) != sorted(got):
        wrong.append(f"targets {got}")
    named = graph.static(body, call)
    if named != (answer.targets[0] if answer.kind == "static" else None):
        wrong.append(f"static names {named}")
    facts = {answer.kind, answer.sure, "unseen" if answer.reason else "seen"}
    wrong += [f"not {word} but {sorted(facts)}" for word in want.words if word in WORDS and word not in facts]
    return [f"{one} ({answer.reason})" for one in wrong]


def caller_differences(graph: Callgraph, function: Function, want: Want) -> list[str]:
    """What differs between a function's callers and those listed beside it."""
    answer = graph.function_callers(function)
    got = [body.function.qualified if body.function is not None else body.file.path for body, _ in answer.calls]
    wrong = []
    if ("unseen" in want.words) != bool(answer.reason):
        wrong.append(f"reason {answer.reason!r}")
    wanted = [word for word in want.words if word not in ("none", "unseen")]
    if (wanted or "none" in want.words) and sorted(got) != sorted(wanted):
        wrong.append(f"callers {got}")
    return wrong


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_program(path: Path) -> None:
    """A call is followed into exactly the functions it can enter: one too few hides a nil, one too many invents one."""
    program = program_of(path)
    graph = Callgraph(program)
    lines = {file.path: lines_of(program, file.path) for file in files_of(program)}
    wanted = [want for name, text in lines.items() for want in wants(name, text)]
    wrong: list[str] = []
    met: set[Want] = set()

    def tell(want: Want, found: list[str]) -> None:
        met.add(want)
        if want.todo:
            found = [] if found else ["holds now: it is no limit any more"]
        wrong.extend(f"{want.path}:{want.line}: {want.name} {' '.join(want.words)}: {one}" for one in found)

    for body in bodies(program):
        for call in index(body.decl).calls:
            name = name_of(call, lines[body.file.path])
            for want in wanted:
                if want[:3] == (body.file.path, line_of(call.paren), name):
                    tell(want, differences(graph, body, call, want))
        for want in wanted:
            if body.function is not None and want[:3] == (body.file.path, body.function.place.line, "callers"):
                tell(want, caller_differences(graph, body.function, want))
    wrong += [f"{want}: no such call" for want in wanted if want not in met]
    assert wanted
    assert not wrong, "\n" + "\n".join(wrong)


def test_expectation_that_does_not_hold_is_told() -> None:
    """The programs above are green whatever the call graph answers."""
    archive = (
        "-- go.mod --\nmodule m\n-- a.go --\npackage m\n\nfunc f() { g() }\n\nfunc g() {}\n\nvar h = func /* h */ () {}\n"
        "\nfunc i() { h() }\n"
    )
    program = program_of(archive)
    graph = Callgraph(program)
    calls = {body.function.name: (body, index(body.decl).calls[0]) for body in bodies(program)
             if body.function is not None and index(body.decl).calls}  # fmt: skip

    def told(name: str, *words: str) -> list[str]:
        return differences(graph, *calls[name], Want("a.go", 0, name, words, todo=False))

    assert told("f", "m.g", "static", "exact", "seen", "!m.h") == []
    assert told("i", "func:h", "dynamic", "narrowed") == []
    assert told("f", "m.h") == ["targets ['m.g'] ()"]
    assert told("f", "m.g", "m.h") == ["targets ['m.g'] ()"]
    assert told("f", "none") == ["targets ['m.g'] ()"]
    assert told("f", "!m.g") == ["m.g is a target ()"]
    assert told("f", "dynamic") == ["not dynamic but ['exact', 'seen', 'static'] ()"]
    assert told("f", "unseen") == ["not unseen but ['exact', 'seen', 'static'] ()"]
    function = calls["i"][0].function
    assert function is not None

    def callers(*words: str) -> list[str]:
        return caller_differences(graph, function, Want("a.go", 0, "callers", words, todo=False))

    assert callers("none") == []
    assert callers("m.f") == ["callers []"]
    assert callers("none", "unseen") == ["reason ''"]
