"""The call graph as a table: one row for each call and callee, after a header.

Functions handed to code outside are no callees of that call, and are not in it: every row is a call that Go makes.
"""

from __future__ import annotations

from analyzer.callgraph.graph import Graph
from analyzer.report.escape import visible

COLUMNS = ("caller", "caller_decl", "call", "kind", "statement", "sure", "callee", "callee_decl")


def tsv(graph: Graph) -> str:
    """``callee_decl`` is ``-`` outside the repository; a call without a known callee has one row with ``-`` for it."""
    names = [visible(node.name) for node in graph.nodes]
    places = [visible(node.place) for node in graph.nodes]
    rows = ["\t".join(COLUMNS)]
    for edge in graph.edges:
        if edge.handed:
            continue
        callee = (names[edge.callee], places[edge.callee]) if edge.callee >= 0 else ("-", "-")
        rows.append(
            "\t".join(
                (
                    names[edge.caller],
                    places[edge.caller],
                    visible(edge.place),
                    edge.kind,
                    edge.statement,
                    edge.sure,
                    *callee,
                )
            )
        )
    return "\n".join(rows) + "\n"
