"""The chain of calls that leads from an API call to a site.

``// entry A > B > C`` beside a declaration, or beside a call in a function literal, is the chain down to that function; ``=>`` is a call through an
interface, ``~>`` one of a function value, ``handler A`` an HTTP handler in A; nothing is an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.callgraph import Callgraph
from analyzer.callgraph.entries import Step, entry_chain
from analyzer.places import Place, line_of, place
from analyzer.program import Body, Program
from tests.programs import bodies, lines_of, program_of

PROGRAMS = sorted((Path(__file__).parent / "entries").glob("*.txtar"))


def wanted(program: Program) -> Iterator[tuple[Body, Place, str]]:
    """The bodies with an expectation, and the place of it."""
    for body in bodies(program):
        lines = lines_of(program, body.file.path)
        graph = Callgraph(program)
        places = [call.at for call in graph.index(body).calls]
        if body.function is not None:
            places.insert(0, body.function.decl.at)
        for at in places:
            _, marked, text = lines[line_of(at) - 1].partition("// entry")
            if marked:
                yield body, place(body.file.path, at), text.strip()


def written(graph: Callgraph, body: Body, site: Place) -> str:
    """The chain as the programs write it."""
    chain = entry_chain(graph, body, site)
    assert body.function is not None
    parts = [f"{caller(step)} {'=>' if step.interface else '~>' if step.dynamic else '>'} " for step in chain]
    return "".join(parts) + (body.function.qualified if chain else "")


def caller(step: Step) -> str:
    """The function that a step is in."""
    name = step.body.function.qualified if step.body.function is not None else "initial value"
    return f"handler {name}" if step.handler else name


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_chain_from_the_entry(path: Path) -> None:
    """A finding does not say which API call leads to it, or names a way that is none, or a longer one than there is."""
    program = program_of(path)
    found = {(str(site), want): written(Callgraph(program), body, site) for body, site, want in wanted(program)}
    assert found
    assert found == {(site, want): want for site, want in found}


def test_tests_are_callers_where_they_are_asked_for() -> None:
    """A test is shown as the way to a production site, or cannot be seen with --tests."""
    path = Path(__file__).parent / "entries" / "tests_apart.txtar"
    for tests, want in ((False, ""), (True, "apart.TestFetch > apart.fetch")):
        program = program_of(path, tests=tests)
        member = next(iter(program.mentions.declaring("fetch")))
        body = program.body(program.function(member))
        assert written(Callgraph(program), body, place(body.file.path, program.function(member).decl.at)) == want
