"""Call graphs and answers as JSON: the same records in every answer."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from analyzer.callgraph.graph import Edge, Graph
from analyzer.findings import Build
from analyzer.report.graph import Answer


class Function(msgspec.Struct, frozen=True):
    """A function by name; ``place`` is '' outside the repository."""

    name: str
    package: str
    place: str
    own: bool
    entered: bool
    root: bool


class Call(msgspec.Struct, frozen=True):
    """One edge; ``callee`` is '' where none is known."""

    caller: str
    callee: str
    place: str
    kind: str
    statement: str
    sure: str
    handed: bool


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer, or a whole graph."""

    question: str
    functions: tuple[Function, ...] = ()
    calls: tuple[Call, ...] = ()
    paths: tuple[tuple[Call, ...], ...] = ()
    build: Build | None = None


def answer(answer: Answer) -> str:
    """An answer; the functions are all that occur in it."""
    graph = answer.graph
    chains = answer.chains or ()
    edges = [*answer.edges, *(edge for chain in chains for edge in chain)]
    numbers = {*answer.nodes, *(number for edge in edges for number in (edge.caller, edge.callee) if number >= 0)}
    return encoded(
        Part(
            answer.question,
            _functions(graph, sorted(numbers)),
            _calls(graph, answer.edges),
            tuple(_calls(graph, chain) for chain in chains),
        )
    )


def whole(graph: Graph) -> str:
    """All functions and calls."""
    return encoded(
        Part("graph", _functions(graph, range(len(graph.nodes))), _calls(graph, graph.edges), build=graph.build)
    )


def encoded(message: msgspec.Struct) -> str:
    """A message as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(message), indent=2).decode() + "\n"


def _functions(graph: Graph, numbers: Iterable[int]) -> tuple[Function, ...]:
    nodes = (graph.nodes[number] for number in numbers)
    return tuple(
        Function(node.name, node.package, node.place if node.path else "", node.own, node.entered, node.root)
        for node in nodes
    )


def _calls(graph: Graph, edges: Iterable[Edge]) -> tuple[Call, ...]:
    names = graph.nodes
    return tuple(
        Call(
            names[edge.caller].name, names[edge.callee].name if edge.callee >= 0 else "", edge.place, edge.kind,
            edge.statement, edge.sure, edge.handed,
        )
        for edge in edges
    )  # fmt: skip
