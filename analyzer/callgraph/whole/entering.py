"""Calls into functions: arguments to parameters, results back, and which methods of what a receiver holds are entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analyzer.callgraph.model import Target
from analyzer.callgraph.sites import Through
from analyzer.callgraph.whole.tokens import FunctionValue
from analyzer.facts import ir
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.callgraph.whole.flow import Bits, Node
    from analyzer.program import Body

Slot = tuple["Node", go.Type]
"""A node and its type."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where values enter and leave a function: None for what holds no tokens. ``elements`` is the last parameter's, of a variadic
    function. A ``generic`` one's types are in terms of its type parameters."""

    params: tuple[Slot | None, ...]
    types: tuple[go.Type, ...]
    results: tuple[Slot, ...]
    receiver: Slot | None
    elements: Slot | None
    generic: bool


class Giving(Protocol):
    """What a call gives its callee."""

    def give(self, position: int, slot: Slot) -> None:
        """An argument by its position."""

    def rest(self, position: int, entry: Entry) -> None:
        """The arguments from a position on, for a variadic parameter."""

    def alike(self, entry: Entry) -> None:
        """The arguments' types beside those of a generic function."""


class Arguments:
    """The arguments of a call as they are written; ``shift`` of them are the receiver's."""

    def __init__(self, engine: Engine, body: Body, call: ir.Call, shift: int = 0) -> None:
        self._holders = engine.holders
        self._types = engine.types
        self._body = body
        self._args = call.args[shift:]
        self._spread = call.spread
        self._several = len(self._args) == 1 and isinstance(engine.types.expr(body, self._args[0]), go.Tuple)

    def give(self, position: int, slot: Slot) -> None:
        """An argument by its position."""
        if self._several:
            self._holders.flow(self._body, self._args[0], *slot, position)
        elif position < len(self._args):
            self._holders.flow(self._body, self._args[position], *slot)

    def rest(self, position: int, entry: Entry) -> None:
        """The arguments from a position on; a slice that is spread has its elements' node already."""
        if entry.elements is None or self._spread:
            return
        for index in range(position, len(self._args)):
            self.give(index, entry.elements)

    def alike(self, entry: Entry) -> None:
        """Links the elements of what a generic function is called with to those of its parameters."""
        if not self._several:
            for argument, wanted in zip(self._args, entry.types, strict=False):
                self._holders.alike(self._types.expr(self._body, argument), wanted)


class Entering:
    """Enters functions; each target's entry is made once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flow = engine.flow
        self._types = engine.types
        self._entries: dict[Target, Entry] = {}
        self._methods: dict[tuple[go.Type, str], Target | Through | None] = {}

    def is_open(self, target: Target) -> bool:
        """Whether the body of a target takes part."""
        if target.function is not None:
            return target.function.decl.body is not None and self._engine.is_own(target.function.package)
        return target.literal is not None

    def entry(self, target: Target) -> Entry:
        """Where values enter and leave a function of the tree."""
        found = self._entries.get(target)
        if found is None:
            found = self._entries[target] = self._entry(target)
        return found

    def _entry(self, target: Target) -> Entry:
        receiver: Slot | None = None
        if target.literal is not None:
            body, literal = target.literal
            written = literal.signature
            signature = self._types.expr(body, literal)
        else:
            assert target.function is not None
            decl = target.function.decl
            written = decl.signature
            signature = self._types.signature(target.function)
            if decl.receiver is not None:
                body = self._engine.program.body(target.function)
                receiver = self._slot(decl.receiver, self._types.form(body, decl.receiver.type))
        assert isinstance(signature, go.Signature)
        last = signature.params[-1] if signature.variadic else None
        elements = self._engine.holders.elements(last) if last is not None else None
        assert last is None or isinstance(last, go.SliceOf)
        return Entry(
            tuple(self._slot(param, t) for param, t in zip(written.params, signature.params, strict=True)),
            signature.params,
            tuple((self._flow.node(result), t) for result, t in zip(written.results, signature.results, strict=True)),
            receiver,
            (elements, last.elem) if elements is not None and last is not None else None,
            bool(signature.type_params),
        )

    def _slot(self, param: ir.Param, t: go.Type) -> Slot | None:
        return (self._flow.node(param), t) if self._engine.holders.carries(t) else None

    def enter(self, target: Target, given: Giving, results: Sequence[Node], receiver: Node | None = None) -> None:
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
            if self._engine.holders.carries(t):
                self._flow.edge(result, node)

    def bind(self, target: Target, receiver: Node) -> None:
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

    def methods(self, holder: Node, interface: go.Type, name: str, found: Callable[[Target, Node], None]) -> None:
        """Tells of every method that a call through an interface can enter, and of the place that holds its receiver."""
        _Invocation(self._engine, self, found).through(holder, interface, name)

    def method(self, t: go.Type, name: str) -> Target | Through | None:
        """A concrete type's method; through a field, for one that is promoted from an embedded interface."""
        key = (t, name)
        if key not in self._methods:
            self._methods[key] = self._method(t, name)
        return self._methods[key]

    def _method(self, t: go.Type, name: str) -> Target | Through | None:
        sites = self._engine.sites
        selection = self._types.method_set(t).get(name)
        if selection is None:
            named = sites.named(t)
            return Target(external=f"{named.package}.({named.name}).{name}") if named is not None else None
        if selection.interface is None:
            return sites.concrete(selection).targets[0]
        return sites.interface_of(selection, None)


class _Invocation:
    """A call through an interface; it meets each method and each embedded interface once."""

    def __init__(self, engine: Engine, entering: Entering, found: Callable[[Target, Node], None]) -> None:
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
            if isinstance(method, Target):
                if (method, holder) not in self._met:
                    self._met.add((method, holder))
                    self._found(method, holder)
            elif method is not None and method.owner is not None and (method.owner, method.field) not in self._met:
                self._met.add((method.owner, method.field))
                self.through(self._engine.holders.field(method.owner, method.field), method.interface, name)
