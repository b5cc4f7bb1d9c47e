"""What the types alone allow: the arguments of a call through an interface may arrive at every method that fits, those of a call of a
function value at every function of its type, and their results come back.

That is where values flow (as in the first round of variable type analysis); which callees a call has is told by what its receiver holds.
Calls of one interface method, and calls of one function type, meet in one node for each argument and result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.callgraph.sites import Through
from analyzer.callgraph.whole.codes import Code
from analyzer.callgraph.whole.reader import Entry
from analyzer.callgraph.whole.tokens import Shape, shape
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.callgraph.whole.entering import Giving
    from analyzer.callgraph.whole.flow import Node
    from analyzer.callgraph.whole.reading import Reading
    from analyzer.callgraph.whole.typerows import Types


class Group:
    """Calls that the types send to the same functions: a node for each parameter and result that can hold something."""

    def __init__(self, engine: Engine, key: object, signature: go.Signature) -> None:
        self._engine = engine
        flow, carries = engine.flow, engine.carrying.of
        self._params = [
            (flow.node(("into", key, i)), t) if carries(t) else None for i, t in enumerate(signature.params)
        ]
        self._results = [
            (flow.node(("out", key, i)), t) if carries(t) else None for i, t in enumerate(signature.results)
        ]
        last = signature.params[-1] if signature.variadic else None
        elements = engine.places.elements(last) if last is not None else None
        self._elements: Entry | None = None
        if elements is not None and isinstance(last, go.SliceOf):
            self._elements = Entry((), (), (), None, (elements, last.elem), generic=False)

    def enter(self, given: Giving, results: Sequence[tuple[go.Type, Node]]) -> None:
        """A call gives its arguments, and has the results."""
        for position, slot in enumerate(self._params):
            if slot is not None:
                given.give(position, slot)
        if self._elements is not None:
            given.rest(len(self._params) - 1, self._elements)
        for result, (_, node) in zip(self._results, results, strict=False):
            if result is not None:
                self._engine.flow.edge(result[0], node)

    def first(self) -> Node | None:
        """The node of the first argument."""
        return self._params[0][0] if self._params and self._params[0] is not None else None

    def add(self, entry: Entry) -> None:
        """A function that the calls can enter."""
        flow = self._engine.flow
        for slot, param in zip(self._params, entry.params, strict=False):
            if slot is not None and param is not None:
                flow.edge(slot[0], param[0])
        for slot, (result, _) in zip(self._results, entry.results, strict=False):
            if slot is not None:
                flow.edge(result, slot[0])

    def join(self, inner: Group) -> None:
        """Calls that go on through an embedded interface."""
        flow = self._engine.flow
        for slot, param in zip(self._params, inner._params, strict=False):
            if slot is not None and param is not None:
                flow.edge(slot[0], param[0])
        for slot, result in zip(self._results, inner._results, strict=False):
            if slot is not None and result is not None:
                flow.edge(result[0], slot[0])


class Hierarchy:
    """The groups of one program, each filled when it is first met."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._types = engine.types
        self._functions: dict[tuple[int, int], list[Code]] = defaultdict(list)
        self._by_shape: dict[tuple[int, int], dict[Shape, list[Code]]] = {}
        self._calls: dict[Shape, Group] = {}
        self._having: dict[str, list[tuple[Types, int]]] = defaultdict(list)
        self._embedding: list[tuple[Types, int]] = []
        self._groups: dict[object, Group] = {}
        self._fitting: dict[go.Type, list[go.Pointer]] = {}

    def add(self, reading: Reading, types: Types) -> None:
        """Takes note of the functions and named types of a package of own code."""
        for routine in reading.routines:
            if routine.code.receiver:
                continue
            _, params, results, *_ = reading.types[routine.signature]
            self._functions[len(params), len(results)].append(routine.code)
        for one in reading.declared:
            if one.embeds:
                self._embedding.append((types, one.type))
            for name in one.methods:
                self._having[name].append((types, one.type))

    def fill(self) -> None:
        """Sends the calls of function values to the functions of their types, all of which are known now."""
        for key, group in self._calls.items():
            params, results, _ = key
            for target in self._shaped(len(params), len(results)).get(key, ()):
                group.add(self._engine.entering.entry(target))

    def _shaped(self, params: int, results: int) -> dict[Shape, list[Code]]:
        found = self._by_shape.get((params, results))
        if found is None:
            found = self._by_shape[params, results] = defaultdict(list)
            for target in self._functions[params, results]:
                signature = self._engine.tokens.signature(target)
                if signature is not None:
                    found[shape(signature)].append(target)
        return found

    def function(self, signature: go.Signature) -> Group:
        """The group of the calls of a function type."""
        key = shape(signature)
        found = self._calls.get(key)
        if found is None:
            found = self._calls[key] = Group(self._engine, ("function", key), signature)
        return found

    def invoke(self, interface: go.Type, name: str) -> Group:
        """The group of the calls of an interface's method."""
        key = ("invoke", interface, name)
        if key not in self._groups:
            under = self._types.underlying(interface)
            methods = under.methods if isinstance(under, go.InterfaceOf) else ()
            signature = next((method.signature for method in methods if method.name == name), go.Signature((), ()))
            group = self._groups[key] = Group(self._engine, key, signature)
            for method in self._methods(interface, [one.name for one in methods], name):
                if isinstance(method, Through):
                    group.join(self.invoke(method.interface, name))
                elif self._engine.entering.is_open(method):
                    group.add(self._engine.entering.entry(method))
        return self._groups[key]

    def _methods(self, interface: go.Type, names: list[str], name: str) -> Iterator[Code | Through]:
        fitting = self._fitting.get(interface)
        if fitting is None:
            pointers = map(go.Pointer, self._candidates(names))
            fitting = [pointer for pointer in pointers if self._types.implements(pointer, interface) is not False]
            self._fitting[interface] = fitting
        for pointer in fitting:
            method = self._engine.entering.method(pointer, name)
            if method is not None:
                yield method

    def _candidates(self, names: list[str]) -> Iterator[go.Type]:
        rarest = min((self._having.get(name, []) for name in names), key=len, default=[])
        return (types[number] for types, number in (*rarest, *self._embedding))
