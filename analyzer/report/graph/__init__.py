"""Call graphs and answers about them -> text of each format. Pure; everything from a repository is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from analyzer.callgraph.ask import Stats
from analyzer.callgraph.graph import Edge, Graph

__all__ = ["EXPORTS", "FORMATS", "Answer", "export", "render", "render_stats"]

FORMATS = ("text", "json", "dot")
EXPORTS = ("tsv", "json", "dot", "graphml", "html")


class Answer(msgspec.Struct, frozen=True):
    """What a question about a graph was answered with: chains of calls, calls, or functions alone; by their positions in the
    graph. ``about`` is the function that was asked about; in calls from and to it only the other side is shown."""

    graph: Graph
    question: str
    about: int = -1
    nodes: tuple[int, ...] = ()
    edges: tuple[Edge, ...] = ()
    chains: tuple[tuple[Edge, ...], ...] | None = None


def render(answer: Answer, format: str) -> str:
    """An answer in one of `FORMATS`."""
    from analyzer.report.graph import plain, records

    if format == "json":
        return records.answer(answer)
    if format == "dot":
        from analyzer.report.graph.dot import dot

        edges = [*answer.edges, *(edge for chain in answer.chains or () for edge in chain)]
        return dot(answer.graph, edges, answer.nodes)
    return plain.answer(answer)


def render_stats(stats: Stats, format: str) -> str:
    """Counts, as text or JSON."""
    from analyzer.report.graph import plain, records

    return records.encoded(stats) if format == "json" else plain.stats(stats)


def export(graph: Graph, format: str, *, title: str = "") -> str:
    """A whole graph in one of `EXPORTS`."""
    return _exporter(format)(graph, title)


def _exporter(format: str) -> Callable[[Graph, str], str]:
    from analyzer.report.graph import dot, graphml, page, records, tsv

    exporters: dict[str, Callable[[Graph, str], str]] = {
        "tsv": lambda graph, _: tsv.tsv(graph),
        "json": lambda graph, _: records.whole(graph),
        "dot": lambda graph, _: dot.dot(graph, [edge for edge in graph.edges if edge.callee >= 0], own(graph)),
        "graphml": lambda graph, _: graphml.graphml(graph),
        "html": page.page,
    }
    return exporters[format]


def own(graph: Graph) -> Sequence[int]:
    """The positions of the tree's own functions."""
    return [number for number, node in enumerate(graph.nodes) if node.own]
