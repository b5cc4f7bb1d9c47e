"""Call graphs as GraphML (http://graphml.graphdrawing.org), for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from analyzer.callgraph.graph import Graph
from analyzer.report.escape import visible

_KEYS = (
    ("name", "node", "string"), ("package", "node", "string"), ("place", "node", "string"), ("own", "node", "boolean"),
    ("entered", "node", "boolean"), ("root", "node", "boolean"), ("call", "edge", "string"), ("kind", "edge", "string"),
    ("statement", "edge", "string"), ("sure", "edge", "string"), ("handed", "edge", "boolean"),
)  # fmt: skip


def graphml(graph: Graph) -> str:
    """All functions, and all calls with a known callee."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>' for name, kind, type in _KEYS),
        '<graph id="calls" edgedefault="directed">',
    ]
    for number, node in enumerate(graph.nodes):
        place = node.place if node.path else ""
        data = _data(
            name=node.name, package=node.package, place=place, own=node.own, entered=node.entered, root=node.root
        )
        lines.append(f'<node id="n{number}">{data}</node>')
    for edge in graph.edges:
        if edge.callee >= 0:
            data = _data(call=edge.place, kind=edge.kind, statement=edge.statement, sure=edge.sure, handed=edge.handed)
            lines.append(f'<edge source="n{edge.caller}" target="n{edge.callee}">{data}</edge>')
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(**values: str | bool) -> str:
    return "".join(
        f"<data key={quoteattr(key)}>{str(value).lower() if isinstance(value, bool) else escape(visible(value))}</data>"
        for key, value in values.items()
    )
