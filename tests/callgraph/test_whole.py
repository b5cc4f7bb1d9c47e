"""The whole-program graph: the programs of the lazy answers held against it, and programs of its own.

In the programs below ``whole`` the notation is that of `tests.callgraph.test_programs`; targets are all there are, words are kinds and
certainties. A line may also say ``// handed CALL: TARGET...``: the functions that a call hands to code outside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from analyzer.callgraph import Callgraph
from analyzer.callgraph.graph import Edge, Graph
from analyzer.callgraph.nodes import index
from analyzer.callgraph.whole.build import build
from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program import Program
from tests.callgraph.test_broken import BROKEN, REST
from tests.callgraph.test_programs import PROGRAMS, WORDS, Want, name_of, text, wants
from tests.programs import bodies, files_of, lines_of, program_of

SPEC = sorted((Path(__file__).parent / "spec").glob("*.txtar"))
"""A program for each section of the Go specification that tells what a call is, or where a value goes."""
WHOLE = [*sorted((Path(__file__).parent / "whole").glob("*.txtar")), *SPEC]
_HANDED = re.compile(r"// handed (\w+): (.*)")
_NARROWER = {("dynamic", 160), ("narrowed", 103), ("narrowed", 105)}
"""Programs and lines where the whole graph knows more: it tells the assignments of a local apart."""
_SURE = {"static", "exact", "narrowed"}
_SAID = WORDS | {"call", "go", "defer"}
_NAMED = re.compile(r"func /\* (\w+) \*/")
Place = tuple[str, int, int]


class Answers:
    """What the graph of a program says of each call."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.graph: Graph = build(program).graph
        self.lines = {file.path: lines_of(program, file.path) for file in files_of(program)}
        self._edges: dict[Place, list[Edge]] = defaultdict(list)
        for edge in self.graph.edges:
            self._edges[edge.path, edge.line, edge.column].append(edge)
        self.named = {edge: self._name(place) for place in self._edges for edge in (place,)}

    def _name(self, place: Place) -> str:
        path, line, column = place
        call = ir.Call(ir.Name("", 0), (), spread=False, at=0, paren=line << 20 | column)
        return name_of(call, self.lines[path])

    def of(self, want: Want) -> list[list[Edge]]:
        """The edges of each call that a want speaks of."""
        return [
            self._edges[place]
            for place, name in self.named.items()
            if (place[0], place[1], name) == (want.path, want.line, want.name)
        ]

    def callers(self, want: Want) -> list[str]:
        """Who calls the function that is declared on a line, once a call."""
        declared = {
            number for number, node in enumerate(self.graph.nodes) if (node.path, node.line) == (want.path, want.line)
        }
        return sorted(self._written(edge.caller) for edge in self.graph.edges if edge.callee in declared)

    def callees(self, edges: list[Edge], *, handed: bool = False) -> list[str]:
        """The names of the callees, as the programs write them."""
        return sorted(self._written(edge.callee) for edge in edges if edge.callee >= 0 and edge.handed == handed)

    def _written(self, number: int) -> str:
        node = self.graph.nodes[number]
        if "$" in node.name:
            line = self.lines[node.path][node.line - 1].encode()[node.column - 1 :].decode()
            named = _NAMED.match(line)
            return f"func:{named[1]}" if named is not None else "func"
        if not node.bare:
            return node.name
        inside = node.name[len(node.package) + 1 :]
        return f"{node.bare}.{inside}"


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_whole_graph_has_what_the_lazy_answers_have(path: Path) -> None:
    """The graph and the verdicts are two engines that disagree: a call that a verdict follows is not in the graph."""
    answers = Answers(program_of(path))
    wrong = []
    for name, lines in answers.lines.items():
        for want in wants(name, lines):
            if want.todo or not _SURE & set(want.words) or (path.stem, want.line) in _NARROWER:
                continue
            wanted = {word for word in want.words if word not in WORDS and not word.startswith("!") and word != "none"}
            for edges in answers.of(want):
                got = answers.callees(edges)
                missing = wanted - set(got)
                if missing or ("static" in want.words and sorted(wanted) != got):
                    wrong.append(f"{want.path}:{want.line}: {want.name}: {sorted(wanted)} but {got}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_whole_program(path: Path) -> None:
    """A construct of Go is resolved wrongly in every graph: a missing callee, or one that cannot be."""
    answers = Answers(program_of(path))
    wrong, count = [], 0
    for name, lines in answers.lines.items():
        for want in wants(name, [line.split("// handed")[0] for line in lines]):
            count += 1
            if want.name == "callers":
                callers = answers.callers(want)
                wrong += [f"{name}:{want.line}: called by {callers}"] if callers != _targets(want) else []
                continue
            found = answers.of(want)
            differences = [difference for edges in found for difference in _differences(answers, edges, want)]
            if want.todo:
                differences = [] if differences else ["holds now: it is no limit any more"]
            wrong += [
                f"{name}:{want.line}: {want.name}: {one}" for one in differences or ([] if found else ["no such call"])
            ]
        for number, line in enumerate(lines, 1):
            handed = _HANDED.search(line)
            if handed is not None:
                count += 1
                want = Want(name, number, handed[1], (), todo=False)
                got = [answers.callees(edges, handed=True) for edges in answers.of(want)]
                if got != [sorted(handed[2].split())]:
                    wrong.append(f"{name}:{number}: {handed[1]} hands over {got}")
    assert count
    assert not wrong, "\n" + "\n".join(wrong)


def _targets(want: Want) -> list[str]:
    return sorted(word for word in want.words if word not in _SAID and word != "none" and not word.startswith("!"))


def _differences(answers: Answers, edges: list[Edge], want: Want) -> list[str]:
    got = answers.callees(edges)
    wanted = _targets(want)
    wrong = [f"targets {got}"] if got != wanted else []
    wrong += [f"{word[1:]} is a target" for word in want.words if word.startswith("!") and word[1:] in got]
    said = {word for edge in edges for word in (edge.kind, edge.sure, edge.statement)}
    return wrong + [f"not {word} but {sorted(said)}" for word in want.words if word in _SAID and word not in said]


@pytest.mark.parametrize("path", SPEC, ids=lambda path: path.stem)
def test_lazy_answers_agree_where_they_are_sure(path: Path) -> None:
    """A verdict is sure of a call's callees, and one is missing. It may have too many, for it tells no assignments apart."""
    program = program_of(path)
    graph = Callgraph(program)
    wrong, count = [], 0
    for body in bodies(program):
        lines = lines_of(program, body.file.path)
        told = wants(body.file.path, [line.split("// handed")[0] for line in lines])
        wanted = {(want.line, want.name): want for want in told if not want.todo}
        for call in index(body.decl).calls:
            want = wanted.get((line_of(call.paren), name_of(call, lines)))
            answer = graph.callees(body, call)
            if want is None or answer.sure == "possible" or answer.reason:
                continue
            count += 1
            got = sorted(text(program, target) for target in answer.targets)
            missing = set(_targets(want)) - set(got)
            if missing or (answer.sure == "exact" and got != _targets(want)):
                wrong.append(f"{want.path}:{want.line}: {want.name}: {answer.kind} {answer.sure} {got}")
    assert count
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("go", [go for go, _ in BROKEN.values()], ids=BROKEN.keys())
def test_graph_of_a_program_that_does_not_build(go: str) -> None:
    """One file in the middle of an edit ends the graph of a whole repository with a traceback."""
    archive = f"-- go.mod --\nmodule m\n\ngo 1.21\n-- a.go --\npackage m\n\nfunc f() {{ {go} }}{REST}"
    assert any(node.name == "m.f" for node in build(program_of(archive)).graph.nodes)


def test_name_outside_that_is_a_type_somewhere_is_converted_to() -> None:
    """Conversions to types of absent dependencies are drawn as calls."""
    archive = (
        '-- go.mod --\nmodule m\n-- a.go --\npackage m\n\nimport "example.org/elsewhere"\n\n'
        "func f(id elsewhere.ID) { g(elsewhere.ID(1)); elsewhere.Do(2) }\n\nfunc g(elsewhere.ID) {}\n"
    )
    graph = build(program_of(archive)).graph
    assert sorted(graph.nodes[edge.callee].name for edge in graph.edges) == ["example.org/elsewhere.Do", "m.g"]


def test_graph_is_the_same_each_time() -> None:
    """Two runs on one revision give different files, and every difference looks like a change."""
    assert build(program_of(PROGRAMS[0])) == build(program_of(PROGRAMS[0]))


def test_names_of_functions() -> None:
    """A name that a user takes from one answer is not understood in the next question, or means two functions."""
    archive = (
        "-- go.mod --\nmodule m\n-- a/a.go --\npackage a\n\ntype T struct{}\n\nfunc (*T) M() { func() { func() {}() }() }\n\n"
        "func init() {}\n\nfunc init() {}\n\nvar x = func() int { return 1 }()\nvar y = func() int { return 2 }()\n"
    )
    names = [node.name for node in build(program_of(archive)).graph.nodes]
    assert names == [
        "m/a.init", "m/a.(*T).M", "m/a.(*T).M$1", "m/a.(*T).M$1$1", "m/a.init#1", "m/a.init#2", "m/a.init$1", "m/a.init$2",
    ]  # fmt: skip
