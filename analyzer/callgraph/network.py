"""The call graph as a networkx graph, for those who want to go on from there in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.graph import Graph

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]


def network(graph: Graph) -> Network:
    """Nodes are the functions' names, in the graph's order.

    Node attributes: ``package``, ``place`` (``path:line:column``, '' outside the tree), ``own``, ``entered``, ``root``; see
    `analyzer.callgraph.graph.Node`. Edge attributes: ``call`` (``path:line:column`` of the opening parenthesis), ``kind``,
    ``statement``, ``sure``, ``handed``; see `analyzer.callgraph.graph.Edge`. A call without a known callee has no edge.
    """
    import networkx as nx

    made: Network = nx.MultiDiGraph()
    for node in graph.nodes:
        place = node.place if node.path else ""
        made.add_node(node.name, package=node.package, place=place, own=node.own, entered=node.entered, root=node.root)
    for edge in graph.edges:
        if edge.callee >= 0:
            made.add_edge(
                graph.nodes[edge.caller].name,
                graph.nodes[edge.callee].name,
                call=edge.place,
                kind=edge.kind,
                statement=edge.statement,
                sure=edge.sure,
                handed=edge.handed,
            )
    return made
