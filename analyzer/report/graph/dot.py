"""Call graphs in the language of Graphviz: exact calls are solid, others dashed, functions handed over dotted."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.callgraph.graph import Edge, Graph
from analyzer.report.escape import visible


def dot(graph: Graph, edges: Iterable[Edge], nodes: Iterable[int] = ()) -> str:
    """Some calls with their functions, and further functions; parallel calls of one kind are one arrow."""
    arrows: dict[tuple[int, int, str], None] = {}
    for edge in edges:
        if edge.callee >= 0:
            style = "dotted" if edge.handed else "solid" if edge.sure == "exact" else "dashed"
            arrows[edge.caller, edge.callee, style] = None
    numbers = sorted({*nodes, *(number for arrow in arrows for number in arrow[:2])})
    lines = ["digraph calls {", "  rankdir=LR;", "  node [shape=box, fontname=monospace];"]
    for number in numbers:
        node = graph.nodes[number]
        lines.append(f"  n{number} [label={_quoted(node.name)}{'' if node.own else ', style=dashed'}];")
    lines += [f"  n{caller} -> n{callee} [style={style}];" for caller, callee, style in arrows]
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    """A quoted string (Graphviz, "The DOT Language"); a backslash would start an escape."""
    escaped = visible(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
