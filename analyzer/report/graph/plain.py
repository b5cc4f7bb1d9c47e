"""Answers about a call graph as lines of text: easy to read, and to pass on to grep."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.callgraph.ask import Stats
from analyzer.callgraph.graph import Edge, Graph
from analyzer.report.escape import visible
from analyzer.report.graph import Answer


def answer(answer: Answer) -> str:
    """Chains one after the other, calls and functions one a line."""
    graph = answer.graph
    if answer.chains is not None:
        return (
            "\n".join(_chain(graph, chain, answer.about) for chain in answer.chains) or f"no path: {answer.question}\n"
        )
    lines = [_call(graph, edge, answer.about) for edge in answer.edges]
    lines += [f"{visible(graph.nodes[number].name)}  {visible(graph.nodes[number].place)}" for number in answer.nodes]
    return _lines(lines)


def stats(stats: Stats) -> str:
    """Counts, one a line."""
    rows = {
        "packages": stats.packages,
        "functions": stats.functions,
        "functions outside": stats.outside,
        "calls": stats.calls,
        **{f"  {kind}": count for kind, count in stats.kinds.items()},
        "calls with a known callee": stats.resolved,
        "edges": stats.edges,
        **{f"  {word}": count for word, count in stats.sure.items()},
        "functions handed to code outside": stats.handed,
        "unreachable functions": stats.unreachable,
    }
    width = max(map(len, rows))
    return _lines(f"{name:<{width}}  {count:>9,}" for name, count in rows.items())


def _chain(graph: Graph, chain: Iterable[Edge], start: int) -> str:
    edges = list(chain)
    lines = [visible(graph.nodes[edges[0].caller if edges else start].name)]
    lines += [f"  {_how(edge)} {visible(graph.nodes[edge.callee].name)}  at {visible(edge.place)}" for edge in edges]
    return _lines(lines)


def _call(graph: Graph, edge: Edge, about: int) -> str:
    caller, callee = (visible(graph.nodes[number].name) for number in (edge.caller, edge.callee))
    if about == edge.callee:
        return f"{caller}  {_how(edge)}  {visible(edge.place)}"
    shown = f"{_how(edge)}  {visible(edge.place)}"
    return f"{callee}  {shown}" if about == edge.caller else f"{caller} -> {callee}  {shown}"


def _how(edge: Edge) -> str:
    """How a call is made, and how sure that is: ``static``, ``go interface, narrowed``, ``handed over``."""
    words = ("" if edge.statement == "call" else f"{edge.statement} ") + ("handed over" if edge.handed else edge.kind)
    return words if edge.sure == "exact" else f"{words}, {edge.sure}"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
