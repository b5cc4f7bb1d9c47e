"""One self-contained page that draws a call graph."""

from __future__ import annotations

from analyzer.callgraph.graph import Graph


def page(graph: Graph, title: str, about: int = -1) -> str:
    """The page; it loads nothing from anywhere."""
    raise NotImplementedError
