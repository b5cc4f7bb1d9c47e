"""What leaves the tree, and what may come back: calls of code that is not read, its fields, variables and callbacks.

Code outside is taken in units: a module, or for the standard library a type or function (`library`). What is given to a unit can be
called by it, through the interface or function type it was given as, with what else the unit holds; and it comes back where a result,
field or parameter of the unit has a type that it fits. Of the standard library it is known which functions give back what they got.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.whole import library
from analyzer.callgraph.whole.codes import OUTSIDE, OWN, Code, is_own
from analyzer.callgraph.whole.makes import Makes
from analyzer.callgraph.whole.reader import Entry, Slot
from analyzer.callgraph.whole.tokens import FunctionValue
from analyzer.callgraph.whole.units import Units
from analyzer.program import types as go
from analyzer.program.forms import UNIVERSE
from analyzer.program.model import Function, Opaque

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine, Site
    from analyzer.callgraph.whole.entering import Arguments
    from analyzer.callgraph.whole.flow import Node

_ANY = go.InterfaceOf()
_ERROR = UNIVERSE["error"]
_UNSEEN = go.Unknown("a type outside the tree")


class Outside:
    """The units of one program."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flow = engine.flow
        self._types = engine.types
        self._carrying = engine.carrying
        self._places = engine.places
        self._units = Units(engine.program)
        self._makes = Makes(engine)
        self._called: dict[Code, None] = {}

    # -- calls -----------------------------------------------------------------------------------------

    def call(self, site: Site, target: Code, given: Arguments) -> None:
        """A call of own code enters code outside."""
        signature: go.Type | None = site.signature
        declared: Function | None = None
        if target.kind != OUTSIDE:
            declared = self._engine.routines.function(target)
            unit = self._units.of(self._engine.program.layout.path(target.home))
            signature = self._engine.routines.signature(target)
            gives: str | None = unit
        else:
            path, name = library.parted(target.name)
            unit = library.unit(path, name) if self._units.is_library(path) else self._units.of(path)
            gives = library.gives(path, name) if self._units.is_library(path) else unit
            self._pooled(path, name, site)
        self._enter(unit, signature, given, site)
        if gives is not None:
            self._results(gives, site, declared)

    def interface(self, site: Site, interface: go.Type, given: Arguments) -> None:
        """A call through an interface that is declared outside: what is behind it may be as well."""
        named, method = self._engine.sites.named(interface), site.called.method
        if (
            named is None
            or not named.package
            or (self._engine.sites.package_of(named) is not None and self._is_own(named))
        ):
            return
        if self._units.is_library(named.package):
            unit = library.unit(named.package, f"({named.name}).{method}")
            gives = library.gives(named.package, f"({named.name}).{method}")
            self._pooled(named.package, method, site)
        else:
            unit = gives = self._units.of(named.package)
        self._enter(unit, site.signature, given, site)
        if gives is not None:
            self._results(gives, site)

    def _is_own(self, named: go.Named) -> bool:
        return named.member is not None and is_own(named.member.file.package.directory)

    def _pooled(self, path: str, name: str, site: Site) -> None:
        """Errors that the standard library was given as such, or met in what it called, can come out of its functions; out of one that
        gets nothing to call through an interface, only what the functions return that are handed to it."""
        if not self._units.is_library(path) or not library.is_pooled(path, name):
            return
        pools = [library.errors_of(library.unit(path, name))]
        if library.unwraps(path, name):
            pools.append(library.POOL)
        elif not self._is_closed(name, site.signature):
            pools.append(library.ERRORS)
        for t, node in site.results:
            if t == _ERROR:
                for pool in pools:
                    self._flow.edge(self.given_back(pool, t), node)

    def _is_closed(self, name: str, signature: go.Type | None) -> bool:
        """Whether all that a function can call is a function that it is handed: what else it gets is only data."""
        if name.startswith("(") or not isinstance(signature, go.Signature):
            return False
        handed = [t for t in signature.params if isinstance(self._types.underlying(t), go.Signature)]
        return bool(handed) and all(t in handed or self._is_data(t) for t in signature.params)

    def _is_data(self, t: go.Type) -> bool:
        under = self._types.underlying(t)
        return isinstance(under, go.Basic) or (isinstance(under, go.SliceOf) and self._is_data(under.elem))

    def _results(self, unit: str, site: Site, function: Function | None = None) -> None:
        for position, (t, node) in enumerate(site.results):
            made = self._made(function, position) if function is not None and t == _ERROR else None
            if not self._carrying.of(t):
                self._containers(unit, t)
            elif made is None:
                self._flow.edge(self.given_back(unit, t), node)
            else:
                for own in made:
                    self._flow.put(node, self._engine.tokens.of_type(own))

    def _made(self, function: Function, position: int) -> frozenset[go.Type] | None:
        try:
            return self._makes.types(function, position)
        except Opaque:
            return None

    def _enter(self, unit: str, signature: go.Type | None, given: Arguments, site: Site) -> None:
        """Arguments go into a unit, by the types that they are taken as."""
        if not isinstance(signature, go.Signature):
            for position in range(len(given)):
                given.give(position, (self._taken(unit, _UNSEEN), _ANY))
            self._failing(unit, _UNSEEN)
            return
        params = signature.params
        for position, t in enumerate(params):
            if isinstance(self._types.underlying(t), go.Signature):
                given.give(position, (self._handed(site, unit, position, t), t))
            elif self._carrying.of(t):
                given.give(position, (self._taken(unit, t), t))
                self._failing(unit, t)
            elif signature.variadic and position == len(params) - 1 and isinstance(t, go.SliceOf):
                if self._carrying.of(t.elem):
                    node = self._places.elements(t)
                    elements: Slot | None = (node, t.elem) if node is not None else None
                    given.rest(position, Entry((), (), (), None, elements, generic=False))
                    self._containers(unit, t)
            else:
                self._containers(unit, t)

    def _handed(self, site: Site, unit: str, position: int, t: go.Type) -> Node:
        """A function goes into a unit: the call is told which functions it hands over."""
        key = ("handed", site, position, unit)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._flow.edge(node, self._taken(unit, t))

            def found(value: FunctionValue) -> None:
                site.handed[value.target] = None

            self._engine.entering.function_values(node, t, found)
        return node

    def _containers(self, unit: str, t: go.Type) -> None:
        """The elements of a slice, map, channel or pointer that goes out or comes in."""
        node = self._places.elements(t)
        key = ("shared", unit, node)
        if node is None or key in self._flow:
            return
        self._flow.node(key)
        under = self._types.core(t)
        elem = under.value if isinstance(under, go.MapOf) else under.elem  # type: ignore[union-attr]
        self._flow.edge(node, self._taken(unit, elem))
        if not library.is_unit(unit):
            self._flow.edge(self.given_back(unit, elem), node)

    # -- fields and variables ----------------------------------------------------------------------------

    def field(self, owner: go.Named, name: str, node: Node) -> None:
        """A field of a struct type that is declared outside: the unit reads it, and may write it."""
        if not owner.package or self._is_own(owner) or owner.local is not None:
            return
        found = self._types.field(owner, name)
        if isinstance(found, go.Unknown):
            return
        t = found.type
        if self._units.is_library(owner.package):
            self._flow.edge(node, self._taken(library.unit(owner.package, f"({owner.name}).{name}"), t))
            gives = library.gives(owner.package, f"({owner.name}).{name}")
            if gives is not None:
                self._flow.edge(self.given_back(gives, t), node)
            return
        unit = self._units.of(owner.package)
        self._flow.edge(node, self._taken(unit, t))
        self._flow.edge(self.given_back(unit, t), node)

    def within(self, t: go.Type) -> Slot | None:
        """Where the values go that are put into a literal of a type outside that nobody can see into."""
        named = self._engine.sites.named(t)
        if named is None or not named.package or named.member is not None or self._units.is_library(named.package):
            return None
        return self._taken(self._units.of(named.package), _UNSEEN), _ANY

    def elements(self, t: go.Named, node: Node) -> None:
        """The elements of all slices (maps, channels, pointers) of a type that is declared outside: its module has such, too."""
        if t.package and not self._is_own(t) and t.local is None and not self._units.is_library(t.package):
            unit = self._units.of(t.package)
            self._flow.edge(node, self._taken(unit, t))
            self._flow.edge(self.given_back(unit, t), node)

    def variable(self, path: str, t: go.Type, node: Node) -> None:
        """A package variable outside."""
        if self._units.is_library(path):
            self._flow.edge(node, self._taken(library.unit(path, ""), t))
            return
        unit = self._units.of(path)
        self._flow.edge(node, self._taken(unit, t))
        self._flow.edge(self.given_back(unit, t), node)

    def handler(self, t: go.Type, source: Node) -> None:
        """A function is converted to a function type with methods; those outside can call it."""
        if not isinstance(t, go.Named) or self._is_own(t) or t.local is not None or not t.package:
            return
        unit = (
            library.unit(t.package, f"({t.name})") if self._units.is_library(t.package) else self._units.of(t.package)
        )
        self._flow.edge(source, self._taken(unit, t))

    def entered(self) -> set[Code]:
        """The functions of own code that code outside may call: what it was given, and all exported methods of what it holds."""
        found = set(self._called)
        for token in self._engine.tokens.each(self._flow.held(self._flow.node(("unit", library.EVERYTHING)))):
            named = None if isinstance(token, FunctionValue) else self._engine.sites.named(token)
            if named is None or named.member is None or not self._is_own(named):
                continue
            package = named.member.file.package
            for name in package.methods(named.member.name):
                if go.exported(name):
                    found.add(Code(OWN, package.directory, named.member.name, name))
        return found

    # -- units -------------------------------------------------------------------------------------------

    def given_back(self, unit: str, t: go.Type) -> Node:
        """What of a unit's values can be in a place of a type."""
        key = ("back", unit, t)
        known = key in self._flow
        node = self._flow.node(key, self._engine.tokens.admitting(t))
        if not known:
            self._flow.edge(self._flow.node(("unit", unit)), node)
        return node

    def _taken(self, unit: str, t: go.Type) -> Node:
        """The node of what a unit takes as a type: it may call it."""
        key = ("taken", unit, t)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._flow.edge(node, self._flow.node(("unit", unit)))
            self._flow.edge(node, self._flow.node(("unit", library.EVERYTHING)))
            if library.is_unit(unit):
                self._flow.edge(node, self._flow.node(("unit", library.POOL)))
            under = self._types.underlying(t)
            if isinstance(under, go.Signature | go.Unknown):
                self._engine.entering.function_values(node, t, lambda value: self._callback(unit, value))
            elif isinstance(under, go.InterfaceOf):
                for method in under.methods:
                    self._engine.entering.methods(
                        node, t, method.name, lambda target, at: self._method(unit, target, at)
                    )
        return node

    def _callback(self, unit: str, value: FunctionValue) -> None:
        """A function that is handed over: its errors come back from where it was handed to."""
        if value.receiver is None:
            self._entered(unit, value.target, None)
            self._fails(unit, value.target, library.errors_of(unit))

    def _method(self, unit: str, target: Code, receiver: Node | None) -> None:
        """A method of what is handed over: others may get hold of it, and return its errors."""
        self._entered(unit, target, receiver)
        self._fails(unit, target, library.ERRORS)

    def _fails(self, unit: str, target: Code, pool: str) -> None:
        if library.keeps_errors(unit) and self._engine.entering.is_open(target):
            for result, t in self._engine.entering.entry(target).results:
                if self._is_error(t):
                    self._flow.edge(result, self._flow.node(("unit", pool)))

    def _entered(self, unit: str, target: Code, receiver: Node | None) -> None:
        """A unit calls a function of the tree: with what it holds, and it gets the results."""
        if not self._engine.entering.is_open(target):
            return
        self._called[target] = None
        self._engine.entering.enter(target, _Unit(self, unit), (), receiver)
        for result, t in self._engine.entering.entry(target).results:
            if self._carrying.of(t):
                self._flow.edge(result, self._taken(unit, t))
            else:
                self._containers(unit, t)

    def _failing(self, unit: str, t: go.Type) -> None:
        """What the standard library was given as an error can come out where it returns one."""
        if library.keeps_errors(unit) and self._is_error(t):
            self._flow.edge(self._taken(unit, t), self._flow.node(("unit", library.ERRORS)))

    def _is_error(self, t: go.Type) -> bool:
        under = self._types.underlying(t)
        if isinstance(under, go.InterfaceOf):
            return any(method.name == "Error" for method in under.methods)
        return isinstance(under, go.Unknown)


class _Unit:
    """A unit as the one who gives arguments."""

    def __init__(self, outside: Outside, unit: str) -> None:
        self._outside = outside
        self._unit = unit

    def give(self, position: int, slot: Slot) -> None:
        node, t = slot
        self._outside._flow.edge(self._outside.given_back(self._unit, t), node)  # noqa: SLF001

    def rest(self, position: int, entry: Entry) -> None:
        if entry.elements is not None:
            self.give(position, entry.elements)

    def alike(self, entry: Entry) -> None:
        """What a unit gives has no types of its own."""
