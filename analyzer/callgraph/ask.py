"""Questions to a call graph, named after those of the ``digraph`` tool where it has them.

All answers are in the graph's own order, so that the same question has the same answer. Functions that are handed to code outside
count as called by the call that hands them over; so do those that code outside may enter as starting points.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

import msgspec

from analyzer.callgraph.graph import KINDS, SURE, Edge, Graph


class Stats(msgspec.Struct, frozen=True):
    """Counts of one graph. ``calls`` are call sites; ``resolved`` those with a known callee."""

    functions: int
    outside: int
    calls: int
    resolved: int
    edges: int
    handed: int
    unreachable: int
    kinds: dict[str, int]
    sure: dict[str, int]
    packages: int


class Questions:
    """Answers about one graph; the edges are indexed once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._out: list[list[Edge]] = [[] for _ in graph.nodes]
        self._in: list[list[Edge]] = [[] for _ in graph.nodes]
        for edge in graph.edges:
            if edge.callee >= 0:
                self._out[edge.caller].append(edge)
                self._in[edge.callee].append(edge)

    def callers(self, node: int) -> list[Edge]:
        """The calls that can enter a function."""
        return self._in[node]

    def callees(self, node: int) -> list[Edge]:
        """What a function can call."""
        return self._out[node]

    def path(self, source: int, target: int) -> list[Edge] | None:
        """A shortest chain of calls; of several calls from one function to another the surest, and then the first by place."""
        came: dict[int, Edge | None] = {source: None}
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            if node == target:
                return list(reversed(list(_back(came, node))))
            for edge in sorted(self._out[node], key=_preference):
                if edge.callee not in came:
                    came[edge.callee] = edge
                    waiting.append(edge.callee)
        return None

    def paths(self, source: int, target: int, limit: int) -> list[list[Edge]]:
        """Chains of calls without a function twice, shortest first, at most ``limit``."""
        import networkx as nx

        plain: nx.DiGraph[int] = nx.DiGraph()
        plain.add_nodes_from((source, target))
        best: dict[tuple[int, int], Edge] = {}
        for edge in sorted((edge for edges in self._out for edge in edges), key=_preference):
            best.setdefault((edge.caller, edge.callee), edge)
        plain.add_edges_from(sorted(best))
        if source == target or not nx.has_path(plain, source, target):
            return []
        chains = islice(nx.shortest_simple_paths(plain, source, target), limit)
        return [[best[step] for step in pairwise(chain)] for chain in chains]

    def reachable(self, sources: Iterable[int]) -> list[int]:
        """The functions that some functions can enter, themselves included."""
        return sorted(self._closure(sources))

    def unreachable(self) -> list[int]:
        """Own functions that nothing enters: not from ``main``, ``init`` or initialisation (without a main package, from what is
        exported), and not from code outside."""
        starts = [number for number, node in enumerate(self.graph.nodes) if node.root or node.entered]
        entered = self._closure(starts)
        return [number for number, node in enumerate(self.graph.nodes) if node.own and number not in entered]

    def focus(self, node: int, depth: int) -> list[Edge]:
        """The calls around a function, up to ``depth`` steps to its callers and its callees."""
        near = {
            id(edge): edge for edge in (*self._around(node, depth, self._in), *self._around(node, depth, self._out))
        }
        return sorted(near.values(), key=lambda edge: (edge.path, edge.line, edge.column, edge.callee))

    def _around(self, node: int, depth: int, table: list[list[Edge]]) -> Iterator[Edge]:
        front, met = {node}, {node}
        for _ in range(depth):
            edges = [edge for number in sorted(front) for edge in table[number]]
            yield from edges
            front = {edge.caller if table is self._in else edge.callee for edge in edges} - met
            met |= front

    def _closure(self, sources: Iterable[int]) -> set[int]:
        met = set(sources)
        waiting = list(met)
        while waiting:
            for edge in self._out[waiting.pop()]:
                if edge.callee not in met:
                    met.add(edge.callee)
                    waiting.append(edge.callee)
        return met

    def stats(self) -> Stats:
        """Counts of the whole graph."""
        graph = self.graph
        calls = {(edge.path, edge.line, edge.column): edge for edge in graph.edges}
        resolved = {(edge.path, edge.line, edge.column) for edge in graph.edges if edge.callee >= 0 and not edge.handed}
        kinds = Counter(edge.kind for edge in calls.values())
        sure = Counter(edge.sure for edge in graph.edges if edge.callee >= 0)
        return Stats(
            functions=sum(node.own for node in graph.nodes),
            outside=sum(not node.own for node in graph.nodes),
            calls=len(calls),
            resolved=len(resolved),
            edges=sum(edge.callee >= 0 and not edge.handed for edge in graph.edges),
            handed=sum(edge.handed for edge in graph.edges),
            unreachable=len(self.unreachable()),
            kinds={kind: kinds[kind] for kind in KINDS},
            sure={word: sure[word] for word in SURE},
            packages=len({node.package for node in graph.nodes if node.own}),
        )


def _preference(edge: Edge) -> tuple[int, str, int, int, int]:
    return (SURE.index(edge.sure), edge.path, edge.line, edge.column, edge.callee)


def _back(came: dict[int, Edge | None], node: int) -> Iterator[Edge]:
    edge = came[node]
    while edge is not None:
        yield edge
        edge = came[edge.caller]
