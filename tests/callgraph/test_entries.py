"""The chain of calls that leads to a function from outside its package."""

from __future__ import annotations

import pytest

from analyzer.callgraph import Callgraph
from analyzer.callgraph.entries import entry_chain
from tests.programs import program_of

PROGRAM = """
-- go.mod --
module example.com/m
-- a.go --
package m

type puller interface{ pull() }

type own struct{}

func (own) pull() { fetch() }

func Start(p puller) { prepare(); p.pull() }

func prepare() { fetch() }

func Stop() { prepare() }

func fetch() { forgotten() }

func forgotten() {}

func nobody() { alone() }

func alone() {}

func main() { Start(own{}) }
"""


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("Start", []),
        ("prepare", ["Start"]),
        ("fetch", ["Start", "prepare"]),
        ("forgotten", ["Start", "prepare", "fetch"]),
        ("alone", ["nobody"]),
        ("nobody", []),
    ],
)
def test_chain_from_the_nearest_exported_function(name: str, chain: list[str]) -> None:
    """A finding does not say which API call leads to it, or names a longer way than there is."""
    program = program_of(PROGRAM)
    graph = Callgraph(program)
    member = next(one for one in program.mentions.declaring(name))
    found = entry_chain(graph, program.function(member))
    assert [body.function.name if body.function is not None else "" for body, _ in found] == chain
