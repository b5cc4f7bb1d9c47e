"""Resolves every call of a program's own code at once: the top of the whole-program resolution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzer.callgraph.sites import Sites
from analyzer.callgraph.whole.carrying import Carrying
from analyzer.callgraph.whole.codes import LITERAL, Code, Codes
from analyzer.callgraph.whole.entering import Arguments, Entering
from analyzer.callgraph.whole.flow import Flow, Node
from analyzer.callgraph.whole.hierarchy import Hierarchy
from analyzer.callgraph.whole.outside import Outside
from analyzer.callgraph.whole.places import Places
from analyzer.callgraph.whole.reading import NONE, Called, Reading
from analyzer.callgraph.whole.routines import Routines
from analyzer.callgraph.whole.tokens import FunctionValue, Tokens, generic
from analyzer.callgraph.whole.typerows import Types
from analyzer.program import Program
from analyzer.program import types as go


@dataclass(slots=True, eq=False)
class Site:
    """One call of own code with what it can enter. ``handed`` are functions given to code outside that may call them. ``owner`` is
    None for the initial values of ``package``."""

    called: Called
    path: str
    owner: Code | None
    package: Reading
    targets: dict[Code, None] = field(default_factory=dict)
    handed: dict[Code, None] = field(default_factory=dict)
    results: list[tuple[go.Type, Node]] = field(default_factory=list)
    signature: go.Signature | None = None
    given: Arguments | None = None


class Engine:
    """The resolution of one program; see the package."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.types = program.types
        self.sites = Sites(program)
        self.codes = Codes(program)
        self.carrying = Carrying(self.types)
        self.flow = Flow()
        self.routines = Routines(self)
        self.tokens = Tokens(self)
        self.places = Places(self)
        self.entering = Entering(self)
        self.outside = Outside(self)
        self.hierarchy = Hierarchy(self)
        self.readings: list[Reading] = []
        self._loaded: list[Loaded] = []

    def add(self, reading: Reading, live: Sequence[go.Type]) -> None:
        """Takes in what a package contributes; ``live`` are its types, if it was read now."""
        loaded = Loaded(reading, Types(self.program, reading.types, live))
        self.readings.append(reading)
        self._loaded.append(loaded)
        self.routines.add(reading, loaded.types)
        self.hierarchy.add(reading, loaded.types)

    def resolve(self) -> list[Site]:
        """All calls of the packages, with their callees, in the order met."""
        found = [site for loaded in self._loaded for site in self._connect(loaded)]
        self.hierarchy.fill()
        self.flow.run()
        return found

    # -- one package -------------------------------------------------------------------------------------

    def _connect(self, loaded: Loaded) -> Iterable[Site]:
        """Puts a package's places, values and calls into the flow."""
        reading, types, flow = loaded.reading, loaded.types, self.flow
        nodes = loaded.nodes = self.places.of(reading, types)
        ends = iter(reading.edges)
        for source in ends:
            flow.edge(nodes[source], nodes[next(ends)])
        pairs = iter(reading.puts)
        for node in pairs:
            flow.put(nodes[node], self.tokens.of_type(types[next(pairs)]))
        pairs = iter(reading.handlers)
        for t in pairs:
            self.outside.handler(types[t], nodes[next(pairs)])
        for made, t, node in reading.within:
            slot = self.outside.within(types[made])
            if slot is not None:
                self.entering.value(types[t], NONE if node == NONE else nodes[node], *slot)
        for holder, t, loop in reading.loops:
            self._iterate(nodes[holder], types[t], reading.codes[loop])
        for holder, interface, method, node, taken in reading.taken:
            self._method_value(loaded, nodes[holder], types[interface], method, (nodes[node], taken))
        for called in reading.calls:
            owner = None if called.owner == NONE else reading.codes[called.owner]
            site = Site(called, reading.files[called.path], owner, reading)
            yield site
            self._call(loaded, site)

    def _method_value(
        self, loaded: Loaded, holder: Node, interface: go.Type, method: str, value: tuple[Node, int]
    ) -> None:
        node, taken = value
        receiver = None if taken == NONE else loaded.types[taken]
        put, of_function = self.flow.put, self.tokens.of_function
        self.entering.methods(holder, interface, method, lambda target, _: put(node, of_function(target, receiver)))

    def _iterate(self, iterator: Node, over: go.Type, loop: Code) -> None:
        """A loop over a function gives it the loop's body."""

        def found(value: FunctionValue) -> None:
            if self.entering.is_open(value.target) and value.receiver is None:
                slots = self.entering.entry(value.target).params
                if slots and slots[0] is not None:
                    self.flow.edge(self.places.function(loop), slots[0][0])

        self.entering.function_values(iterator, over, found)

    # -- calls -------------------------------------------------------------------------------------------

    def _call(self, loaded: Loaded, site: Site) -> None:
        called, types = site.called, loaded.types
        if called.target != NONE:
            site.targets[loaded.reading.codes[called.target]] = None
        given = called.given
        if given is None:
            return
        ends = iter(called.results)
        site.results = [(types[t], loaded.nodes[next(ends)]) for t in ends]
        signature = types[called.signature] if called.signature != NONE else None
        site.signature = signature if isinstance(signature, go.Signature) else None
        site.given = Arguments(self.entering, loaded, given)
        holder = None if called.holder == NONE else loaded.nodes[called.holder]
        if called.target != NONE:
            self.outside.call(site, loaded.reading.codes[called.target], site.given)
        elif called.through != NONE:
            self._interface(site, types[called.through], holder, site.given)
        else:
            self._dynamic(site, holder, site.given)

    def _interface(self, site: Site, interface: go.Type, holder: Node | None, given: Arguments) -> None:
        method = site.called.method
        self.hierarchy.invoke(interface, method).enter(given, site.results)
        self.outside.interface(site, interface, given)

        def found(target: Code, receiver: Node) -> None:
            site.targets[target] = None
            if self.entering.is_open(target):
                self.entering.bind(target, receiver)
            else:
                self.outside.call(site, target, given)

        if holder is not None:
            self.entering.methods(holder, interface, method, found)
        if isinstance(interface, go.TypeParameter):
            demanded = self.types.underlying(interface)
            methods = demanded.methods if isinstance(demanded, go.InterfaceOf) else ()
            arguments = self.places.type_arguments(interface)
            self.entering.methods(arguments, go.InterfaceOf(methods), method, found)

    def _dynamic(self, site: Site, holder: Node | None, given: Arguments) -> None:
        signature = site.signature
        if signature is None:
            return
        self.hierarchy.function(signature).enter(given, site.results)
        if generic(signature) and signature.params:
            given.give(0, (self.places.open, signature.params[0]))
        if holder is None:
            return
        results = [node for _, node in site.results]

        def found(value: FunctionValue) -> None:
            target = value.target
            site.targets[target] = None
            if not self.entering.is_open(target):
                self.outside.call(site, target, given.shifted() if value.receiver is not None else given)
                return
            entry = self.entering.entry(target)
            if value.receiver is not None and len(given):
                if entry.receiver is not None:
                    given.give(0, entry.receiver)
                self.entering.enter(target, given.shifted(), results)
            elif generic(signature) or (target.kind != LITERAL and target.receiver):
                self.entering.enter(target, given, results)

        self.entering.function_values(holder, signature, found)


class Loaded:
    """A package that was taken in: its types, and the nodes of its places."""

    __slots__ = ("nodes", "reading", "types")

    def __init__(self, reading: Reading, types: Types) -> None:
        self.reading = reading
        self.types = types
        self.nodes: list[Node] = []
