"""Takes down what a package contributes, as it is read."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from analyzer.callgraph.whole.codes import Code
from analyzer.callgraph.whole.reading import Called, Declared, Reading, Routine, Row
from analyzer.callgraph.whole.typerows import Rows
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.program import Program
    from analyzer.program.package import Package

Node = int


class Notes:
    """The notes on one package. Places are found again by their keys."""

    def __init__(self, program: Program, package: Package) -> None:
        self.types = Rows(program, package.directory)
        self._package = package
        self._codes: dict[Code, int] = {}
        self._files: dict[str, int] = {}
        self._own: dict[Hashable, Node] = {}
        self._shared: dict[Row, Node] = {}
        self._places: list[Row | None] = []
        self._edges: dict[tuple[Node, Node], None] = {}
        self._puts: dict[tuple[Node, int], None] = {}
        self._handlers: dict[tuple[int, Node], None] = {}
        self.declared: list[Declared] = []
        self.within: list[tuple[int, int, int]] = []
        self.loops: list[tuple[int, int, int]] = []
        self.taken: list[tuple[int, int, str, int, int]] = []
        self.calls: list[Called] = []
        self.blind: dict[tuple[str, str], None] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._own

    def type(self, t: go.Type) -> int:
        """The number of a type."""
        return self.types.number(t)

    def code(self, code: Code) -> int:
        """The number of a function."""
        return self._codes.setdefault(code, len(self._codes))

    def file(self, path: str) -> int:
        """The number of a file."""
        return self._files.setdefault(path, len(self._files))

    def own(self, key: Hashable) -> Node:
        """A place that nobody else can name."""
        found = self._own.get(key)
        if found is None:
            found = self._own[key] = len(self._places)
            self._places.append(None)
        return found

    def shared(self, *row: object) -> Node:
        """A place that the whole program shares: its kind, then plain values."""
        found = self._shared.get(row)
        if found is None:
            found = self._shared[row] = len(self._places)
            self._places.append(row)
        return found

    def edge(self, source: Node, target: Node) -> None:
        """What ``source`` holds goes to ``target``."""
        if source != target:
            self._edges[source, target] = None

    def put(self, node: Node, t: go.Type) -> None:
        """A place holds values of a concrete type."""
        self._puts[node, self.type(t)] = None

    def handler(self, t: go.Named, source: Node) -> None:
        """A function is converted to a function type."""
        self._handlers[self.type(t), source] = None

    def reading(self, routines: list[Routine]) -> tuple[Reading, list[go.Type]]:
        """All of it, and the types of its rows."""
        package = self._package
        return Reading(
            package.directory, package.path, package.name, self.types.rows, list(self._codes), list(self._files), routines,
            self.declared, self._places, _flat(self._edges), _flat(self._puts), _flat(self._handlers), self.within, self.loops,
            self.taken, self.calls, list(self.blind), self.types.whole,
        ), self.types.live  # fmt: skip


def _flat(pairs: dict[tuple[int, int], None]) -> list[int]:
    return [part for pair in pairs for part in pair]
