"""Calls into functions: arguments to parameters, results back, and which methods of what a receiver holds are entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from analyzer.callgraph.sites import Through
from analyzer.callgraph.whole.codes import OUTSIDE, Code
from analyzer.callgraph.whole.reader import Entry, Slot
from analyzer.callgraph.whole.reading import NONE, Given
from analyzer.callgraph.whole.tokens import FunctionValue
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine, Loaded
    from analyzer.callgraph.whole.flow import Bits, Node


class Giving(Protocol):
    """What a call gives its callee."""

    def give(self, position: int, slot: Slot) -> None:
        """An argument by its position."""

    def rest(self, position: int, entry: Entry) -> None:
        """The arguments from a position on, for a variadic parameter."""

    def alike(self, entry: Entry) -> None:
        """The arguments' types beside those of a generic function."""


class Arguments:
    """The arguments of a call as they are written; the first ``shift`` are left out."""

    __slots__ = ("_entering", "_given", "_loaded", "_shift")

    def __init__(self, entering: Entering, loaded: Loaded, given: Given, shift: int = 0) -> None:
        self._entering = entering
        self._loaded = loaded
        self._given = given
        self._shift = shift

    def __len__(self) -> int:
        return len(self._given.values) // 2 - self._shift

    def shifted(self) -> Arguments:
        """Those behind the first, which is taken for a receiver."""
        shift = len(self) if self._given.several else 1
        return Arguments(self._entering, self._loaded, self._given, shift)

    def _at(self, position: int) -> tuple[int, int]:
        first = 2 * (position + self._shift)
        return self._given.values[first], self._given.values[first + 1]

    def give(self, position: int, slot: Slot) -> None:
        """An argument by its position."""
        if position < len(self):
            t, node = self._at(position)
            if t != NONE:
                self._entering.value(self._loaded.types[t], NONE if node == NONE else self._loaded.nodes[node], *slot)

    def rest(self, position: int, entry: Entry) -> None:
        """The arguments from a position on; a slice that is spread has its elements' node already."""
        if entry.elements is None or self._given.spread:
            return
        for index in range(position, len(self)):
            self.give(index, entry.elements)

    def alike(self, entry: Entry) -> None:
        """Links the elements of what a generic function is called with to those of its parameters."""
        if not self._given.several:
            for position, wanted in zip(range(len(self)), entry.types, strict=False):
                t, _ = self._at(position)
                if t != NONE:
                    self._entering.alike(self._loaded.types[t], wanted)


class Entering:
    """Enters functions; each target's entry is made once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flow = engine.flow
        self._types = engine.types
        self._carrying = engine.carrying
        self._entries: dict[Code, Entry] = {}
        self._methods: dict[tuple[go.Type, str], Code | Through | None] = {}
        self.is_open = engine.routines.is_open

    def entry(self, target: Code) -> Entry:
        """Where values enter and leave a function of the tree."""
        found = self._entries.get(target)
        if found is None:
            found = self._entries[target] = self._entry(target)
        return found

    def _entry(self, target: Code) -> Entry:
        signature = self._engine.routines.signature(target)
        assert signature is not None
        receiver = self._engine.routines.receiver(target)
        last = signature.params[-1] if signature.variadic else None
        elements = self._engine.places.elements(last) if last is not None else None
        slot = self._engine.places.slot
        return Entry(
            tuple(self._slot("param", target, position, t) for position, t in enumerate(signature.params)),
            signature.params,
            tuple((slot("out", target, position), t) for position, t in enumerate(signature.results)),
            None if receiver is None else self._slot("receiver", target, 0, receiver),
            (elements, last.elem) if elements is not None and isinstance(last, go.SliceOf) else None,
            bool(signature.type_params),
        )

    def _slot(self, kind: str, target: Code, position: int, t: go.Type) -> Slot | None:
        return (self._engine.places.slot(kind, target, position), t) if self._carrying.of(t) else None

    def value(self, given: go.Type, source: Node, target: Node, wanted: go.Type) -> None:
        """A value of a type, at ``source`` if that has a place, is assigned to a place of type ``wanted``."""
        if not self._carrying.of(given):
            self._flow.put(target, self._engine.tokens.of_type(given))
            return
        if isinstance(self._types.underlying(given), go.Signature) and not isinstance(
            self._types.underlying(wanted), go.Signature
        ):
            self._flow.put(target, self._engine.tokens.of_type(given))
            if source != NONE and isinstance(given, go.Named):
                self._engine.outside.handler(given, source)
        if source != NONE:
            self._flow.edge(source, target)

    def alike(self, a: go.Type, b: go.Type) -> None:
        """Two types of one value, one with type arguments in place of type parameters: their elements are the same."""
        for left, right in self._carrying.alike(a, b):
            one, other = self._engine.places.contained(*left), self._engine.places.contained(*right)
            self._flow.edge(one, other)
            self._flow.edge(other, one)

    def enter(self, target: Code, given: Giving, results: Sequence[Node], receiver: Node | None = None) -> None:
        """Arguments to parameters; results to ``results``, as far as there are any."""
        entry = self.entry(target)
        for position, slot in enumerate(entry.params):
            if slot is not None:
                given.give(position, slot)
        if entry.elements is not None:
            given.rest(len(entry.params) - 1, entry)
        if entry.generic:
            given.alike(entry)
        if receiver is not None:
            self.bind(target, receiver)
        for node, (result, t) in zip(results, entry.results, strict=False):
            if self._carrying.of(t):
                self._flow.edge(result, node)

    def bind(self, target: Code, receiver: Node) -> None:
        """The receiver of a method that is called through an interface: only functions can go in there."""
        entry = self.entry(target)
        if entry.receiver is not None:
            self._flow.edge(receiver, entry.receiver[0])

    # -- what a receiver or function value holds ---------------------------------------------------------

    def function_values(self, holder: Node, t: go.Type, found: Callable[[FunctionValue], None]) -> None:
        """Tells of every function of a type that a place can hold, once."""
        admits = self._engine.tokens.admitting(t)

        def react(new: Bits) -> None:
            for token in self._engine.tokens.each(admits.of(new)):
                if isinstance(token, FunctionValue):
                    found(token)

        self._flow.watch(holder, react)

    def methods(self, holder: Node, interface: go.Type, name: str, found: Callable[[Code, Node], None]) -> None:
        """Tells of every method that a call through an interface can enter, and of the place that holds its receiver."""
        _Invocation(self._engine, self, found).through(holder, interface, name)

    def method(self, t: go.Type, name: str) -> Code | Through | None:
        """A concrete type's method; through a field, for one that is promoted from an embedded interface."""
        key = (t, name)
        if key not in self._methods:
            self._methods[key] = self._method(t, name)
        return self._methods[key]

    def _method(self, t: go.Type, name: str) -> Code | Through | None:
        sites = self._engine.sites
        selection = self._types.method_set(t).get(name)
        if selection is None:
            named = sites.named(t)
            return Code(OUTSIDE, name=f"{named.package}.({named.name}).{name}") if named is not None else None
        if selection.interface is None:
            return self._engine.codes.of(sites.concrete(selection).targets[0])
        return sites.interface_of(selection, None)


class _Invocation:
    """A call through an interface; it meets each method and each embedded interface once."""

    def __init__(self, engine: Engine, entering: Entering, found: Callable[[Code, Node], None]) -> None:
        self._engine = engine
        self._entering = entering
        self._found = found
        self._met: set[object] = set()

    def through(self, holder: Node, interface: go.Type, name: str) -> None:
        admits = self._engine.tokens.admitting(interface)
        self._engine.flow.watch(holder, lambda new: self._tokens(holder, admits.of(new), name))

    def _tokens(self, holder: Node, new: Bits, name: str) -> None:
        for token in self._engine.tokens.each(new & ~self._engine.tokens.functions):
            if isinstance(token, FunctionValue):
                continue
            method = self._entering.method(token, name)
            if isinstance(method, Code):
                if (method, holder) not in self._met:
                    self._met.add((method, holder))
                    self._found(method, holder)
            elif method is not None and method.owner is not None and (method.owner, method.field) not in self._met:
                self._met.add((method.owner, method.field))
                self.through(self._engine.places.field(method.owner, method.field), method.interface, name)
