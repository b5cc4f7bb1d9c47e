"""Every ``// want`` beside a call, in programs of our own.

``// want CALL: TARGET... WORD...`` holds for the calls on its line that are called CALL (several parted by ``|``). The targets are all
there are, ``none`` is no target at all, ``!TARGET`` says what must not be one; a literal is ``func:LINE``. A word is a kind, a
certainty, or ``unseen``: a reason is given. ``// callers FILE:LINE...`` beside a declaration lists all calls that enter it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.callgraph import Callees, Callgraph, Target
from analyzer.callgraph.nodes import index
from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program import Body, Program
from analyzer.program.model import Function
from tests.program.fake_tree import FakeTree

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.txtar"))
WORDS = {"static", "interface", "dynamic", "builtin", "conversion", "exact", "narrowed", "possible", "unseen"}


def bodies(program: Program) -> Iterator[Body]:
    """Every production body of a program, file by file."""
    for package, file in program.packages_of_files(program.tree.mentioning("package")):
        for entry in file.outline.entries:
            if entry.kind == "func":
                yield program.body(program.function(package.members[entry.names[0]]))
            elif entry.kind == "method":
                yield program.body(program.function(package.methods[entry.receiver][entry.names[0]]))


def text(target: Target) -> str:
    """A target as the programs write it."""
    if target.function is not None:
        return target.function.qualified
    if target.literal is not None:
        return f"func:{line_of(target.literal[1].at)}"
    return target.external


def name_of(call: ir.Call, source: list[str]) -> str:
    """What a call is called in a ``want``: the name before its parenthesis."""
    line, column = line_of(call.paren), (call.paren & 0xFFFFF) - 1
    before = source[line - 1].encode()[:column].decode()
    found = re.search(r"(\w+|\(\d*\)|func\(\) \{\}|\]byte|interface\{.*\})(\[[^\]]*\])?$", before)
    return found.group(1).replace("func() {}", "func") if found else before


def check(graph: Callgraph, body: Body, call: ir.Call, want: str) -> list[str]:
    """What differs between a call's callees and its ``want``."""
    answer: Callees = graph.callees(body, call)
    words = want.split()
    got = [text(target) for target in answer.targets]
    wanted = [word for word in words if word not in WORDS and not word.startswith("!") and word != "none"]
    wrong = [f"{word[1:]} is a target" for word in words if word.startswith("!") and word[1:] in got]
    if (wanted or "none" in words) and sorted(wanted) != sorted(got):
        wrong.append(f"targets {got}")
    facts = {answer.kind, answer.sure, *(["unseen"] if answer.reason else [])}
    wrong += [f"not {word} but {sorted(facts)}" for word in words if word in WORDS and word not in facts]
    return [f"{body.file.path}:{line_of(call.at)}: want {want!r}: {item} ({answer.reason})" for item in wrong]


def check_callers(graph: Callgraph, function: Function, want: str) -> list[str]:
    """What differs between a function's callers and those listed beside it."""
    answer = graph.function_callers(function)
    if want == "unseen":
        return [] if answer.reason else [f"{function.place}: no reason"]
    got = [f"{body.file.path}:{line_of(call.at)}" for body, call in answer.calls]
    return [] if got == want.split() else [f"{function.place}: want callers {want}, got {got} ({answer.reason})"]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_program(path: Path) -> None:
    """A call is followed into exactly the functions it can enter: one too few hides a nil, one too many invents one."""
    tree = FakeTree(path.read_text())
    program = Program(tree)
    graph = Callgraph(program)
    wrong: list[str] = []
    met: set[tuple[str, int, str]] = set()
    wants: set[tuple[str, int, str]] = set()
    for body in bodies(program):
        listing = tree.text(body.file.path)
        assert listing is not None
        source = listing.decode().split("\n")
        for number, line in enumerate(source, 1):
            if "// want " in line:
                for want in line.split("// want ")[1].split(" | "):
                    wants.add((body.file.path, number, want.split(": ")[0].strip()))
        for call in index(body.decl).calls:
            line = source[line_of(call.paren) - 1]
            if "// want " not in line:
                continue
            for want in line.split("// want ")[1].split(" | "):
                name, _, rest = want.partition(": ")
                if name.strip() == name_of(call, source):
                    met.add((body.file.path, line_of(call.paren), name.strip()))
                    wrong += check(graph, body, call, rest)
        if body.function is not None and "// callers " in (line := source[body.function.place.line - 1]):
            wrong += check_callers(graph, body.function, line.split("// callers ")[1].strip())
    wrong += [f"{item}: no such call" for item in sorted(wants - met)]
    assert not wrong, "\n" + "\n".join(wrong)
