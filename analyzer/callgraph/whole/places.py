"""The places that packages share, as nodes of one flow. The kinds of rows are written in `holders` and `reader`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyzer.callgraph.whole.codes import Code
from analyzer.callgraph.whole.reading import NONE, OPEN, PANICS, Reading, Row
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.callgraph.whole.flow import Node
    from analyzer.callgraph.whole.typerows import Types

_CONTAINERS = frozenset(("element", "pointer", "value", "channel"))
_SLOTS = frozenset(("param", "out", "receiver"))


class Places:
    """Finds the nodes of one program's places."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flow = engine.flow
        self._types = engine.types
        self._looked_into: set[Node] = set()
        self.open = self._flow.node(OPEN)
        self.panics = self._flow.node(PANICS)

    def of(self, reading: Reading, types: Types) -> list[Node]:
        """The nodes of a package's places, in their order."""
        add, codes = self._flow.add, reading.codes
        nodes = []
        for row in reading.places:
            if row is None:
                nodes.append(add())
            elif row[0] in _SLOTS:
                nodes.append(self._flow.node((row[0], codes[row[1]], row[2])))
            else:
                nodes.append(self._shared(row, types, codes))
        return nodes

    def _shared(self, row: Row, types: Types, codes: list[Code]) -> Node:
        kind: str = row[0]
        rest: Any = row[1:]
        if kind in _CONTAINERS:
            return self.elements_of(kind, types[rest[0]])
        match kind:
            case "contained":
                return self.contained(rest[0], types[rest[1]])
            case "field":
                return self.field(types[rest[0]], rest[1])
            case "function":
                return self.function(codes[rest[0]], None if rest[1] == NONE else types[rest[1]])
            case "outside":
                return self._outside_variable(rest[0], rest[1], types[rest[2]])
            case "key":
                return self._flow.node(("key", types[rest[0]]))
            case "arguments":
                return self._flow.node(("arguments", types[rest[0]]))
            case "first":
                return self._first(types[rest[0]])
        return self._flow.node(row if rest else kind)

    def slot(self, kind: str, code: Code, position: int) -> Node:
        """A parameter, result or receiver of a function."""
        return self._flow.node((kind, code, position))

    def _first(self, t: go.Type) -> Node:
        """The first argument of all calls of a function type; a node that nothing reaches if it holds nothing."""
        found = self._engine.hierarchy.function(t).first() if isinstance(t, go.Signature) else None
        return self._flow.add() if found is None else found

    def elements(self, t: go.Type) -> Node | None:
        """The elements of all slices, arrays, maps, channels or pointers of a type; None if they hold no tokens."""
        found = self._engine.carrying.element(t)
        return None if found is None else self.elements_of(*found)

    def elements_of(self, kind: str, elem: go.Type) -> Node:
        """The elements of all containers of one kind and element type, which somebody looks into."""
        node = self.contained(kind, elem)
        if isinstance(elem, go.Named) and node not in self._looked_into:
            self._looked_into.add(node)
            self._engine.outside.elements(elem, node)
        return node

    def contained(self, kind: str, elem: go.Type) -> Node:
        """The same place, for what only makes such a container."""
        return self._flow.node((kind, elem))

    def field(self, owner: go.Type, name: str) -> Node:
        """A field of a struct type, of all instances of a generic one."""
        if isinstance(owner, go.Named):
            key: object = owner.member or owner.local or (owner.package, owner.name)
        else:
            key = owner
        known = ("field", key, name)
        if known in self._flow:
            return self._flow.node(known)
        node = self._flow.node(known)
        if isinstance(owner, go.Named):
            self._engine.outside.field(owner, name, node)
        return node

    def function(self, code: Code, receiver: go.Type | None = None) -> Node:
        """A function as a value."""
        key = ("function", code, receiver)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._flow.put(node, self._engine.tokens.of_function(code, receiver))
        return node

    def _outside_variable(self, path: str, name: str, t: go.Type) -> Node:
        key = ("variable", path, name)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._engine.outside.variable(path, t, node)
        return node

    def type_arguments(self, param: go.TypeParameter) -> Node:
        """The types that a type parameter is instantiated with."""
        return self._flow.node(("arguments", param))
