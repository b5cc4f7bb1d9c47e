"""The named types whose method set has an interface's methods, found by the rarest method name.

Every such type either declares that method itself or embeds, at some depth, a type or interface that has it. So the search
starts from the declarations of the rarest method and closes them under embedding; nothing else is opened. Types declared
inside functions are not found (they can only have promoted methods).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.program.model import Member

MOST_EMBEDDED = 200
"""Types whose embedding types are searched for one interface; beyond it the answer says it is cut."""


@dataclass(frozen=True, slots=True)
class Implementers:
    """Named types (not pointers) that have an interface's methods, some only through a pointer, in source order.
    ``reason`` is '' or why others may exist."""

    types: tuple[go.Named, ...]
    reason: str


class Search:
    """Finds implementers on demand, each interface once."""

    def __init__(self, graph: Callgraph) -> None:
        self._graph = graph
        self._types = graph.program.types
        self._known: dict[go.Type, Implementers] = {}
        self._embedders: dict[Member, tuple[go.Named, ...]] = {}

    def implementers(self, interface: go.Type) -> Implementers:
        """All production types of the tree that implement ``interface``, whether anybody makes one or not."""
        if interface not in self._known:
            self._known[interface] = self._find(interface)
        return self._known[interface]

    def embedding(self, member: Member) -> tuple[go.Named, ...]:
        """The types that embed a type, directly or through others."""
        if member not in self._embedders:
            found: dict[Member, go.Named] = {}
            frontier = [member]
            while frontier and len(found) < MOST_EMBEDDED:
                inner = frontier.pop()
                named = self._types.of_member(inner)
                if not isinstance(named, go.Named):
                    continue
                for outer in self._embedding(inner, named):
                    made = self._types.of_member(outer)
                    if outer not in found and outer is not member and isinstance(made, go.Named):
                        found[outer] = made
                        frontier.append(outer)
            self._embedders[member] = tuple(found.values())
        return self._embedders[member]

    def _find(self, interface: go.Type) -> Implementers:
        underlying = self._types.underlying(interface)
        if not isinstance(underlying, go.InterfaceOf) or not underlying.methods:
            return Implementers((), f"{go.text(interface)} cannot be looked into")
        names = [method.name for method in underlying.methods]
        rarest = self._graph.program.mentions.rarest(names)
        found: dict[tuple[str, str], go.Named] = {}
        reason = ""
        frontier = list(self._having(rarest))
        if len(names) > 1:
            exported = (member.name for member in frontier if member.name[:1].isupper())
            self._graph.program.tree.expect(itertools.islice(exported, MOST_EMBEDDED))
        met: set[Member] = set()
        searched = 0
        while frontier:
            member = frontier.pop()
            if member in met:
                continue
            met.add(member)
            named = self._types.of_member(member)
            if not isinstance(named, go.Named):
                continue
            if not self._graph.is_interface(named) and self._fits(member, named, interface, names):
                found[member.file.path, member.name] = named
            if len(names) > 1 or self._graph.is_interface(named):
                searched += 1
                if searched > MOST_EMBEDDED:
                    reason = f"more than {MOST_EMBEDDED} types have {rarest}"
                    continue
                frontier.extend(self._embedding(member, named))
        return Implementers(tuple(named for _, named in sorted(found.items())), reason)

    def _fits(self, member: Member, named: go.Named, interface: go.Type, names: list[str]) -> bool:
        """Whether ``*T`` has the methods. What cannot be decided stays a candidate, since dropping it could lose a callee."""
        package = member.file.package
        if any(package.method(member.name, name) is None for name in names) and not self._embeds_any(member):
            return False
        return self._types.implements(go.Pointer(named), interface) is not False

    def _embeds_any(self, member: Member) -> bool:
        spec = self._graph.program.declared(member)
        return isinstance(spec, ir.TypeSpec) and (
            not isinstance(spec.type, ir.StructType) or any(field.embedded for field in spec.type.fields)
        )

    def _having(self, method: str) -> Iterator[Member]:
        """The types that declare a method, and the interfaces that list it."""
        for declared in self._graph.program.mentions.declaring(method):
            if declared.kind == "method":
                member = declared.file.package.member(declared.entry.receiver)
                if member is not None and member.kind == "type":
                    yield member
        for member, spec in self._graph.program.mentions.types(method):
            if isinstance(spec.type, ir.InterfaceType) and any(m.name == method for m in spec.type.methods):
                yield member

    def _embedding(self, embedded: Member, named: go.Named) -> Iterator[Member]:
        """The types that embed a type directly."""
        everywhere = embedded.name[:1].isupper()
        for member, spec in self._graph.program.mentions.embedding(embedded, everywhere=everywhere):
            if member is embedded:
                continue
            parts: tuple[ir.Expr, ...] = ()
            if isinstance(spec.type, ir.StructType):
                parts = tuple(
                    field.type for field in spec.type.fields if field.embedded and field.name == embedded.name
                )
            elif isinstance(spec.type, ir.InterfaceType):
                parts = spec.type.embeds
            for part in parts:
                found = self._types.type_expr(member.file, part)
                if found is not None and self._graph.same(self._graph.named(found), named):
                    yield member
                    break
