"""What ``x.name`` means (Go spec, "Selectors"): fields and methods by embedding depth, pointers followed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from analyzer.facts import ir
from analyzer.program.generics import substitute_signature
from analyzer.program.model import External, Function, Opaque
from analyzer.program.package import Package
from analyzer.program.types import (
    Basic,
    FieldSelection,
    InterfaceMethod,
    InterfaceOf,
    Later,
    MethodSelection,
    Named,
    Pointer,
    Qualified,
    Selection,
    Signature,
    StructField,
    StructOf,
    Tuple,
    Type,
    TypeParameter,
    Unknown,
    exported,
    text,
)

if TYPE_CHECKING:
    from analyzer.program.scope import Body
    from analyzer.program.typing import Types

_DEEPEST = 30
"""Levels of embedding; deeper ones occur only in generic types that embed ever larger instances of themselves."""


class Missing(msgspec.Struct, frozen=True):
    """No such field or method. Not ``sure`` when something on the way could not be seen."""

    reason: str
    sure: bool = True


@dataclass(slots=True)
class Part:
    """A type reached by embedding. ``twice`` tells that another way of the same length leads to it."""

    type: Type
    path: tuple[StructField, ...]
    indirect: bool
    twice: bool = False


class Declared(NamedTuple):
    """What a named type itself has under a name."""

    method: MethodSelection | None
    unseen: str = ""


class Selectors:
    """Looks up fields and methods, each (type, name, package) once."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._found: dict[tuple[Type, str, str | None], FieldSelection | MethodSelection | Missing] = {}

    def selection(self, body: Body, s: ir.Select) -> Selection:
        """What a selector expression in a body means."""
        if isinstance(s.x, ir.Name):
            package = body.object(s.x)
            if isinstance(package, Package):
                member = self._types.exported(package, s.name)
                return member if isinstance(member, Unknown) else Qualified(package, member, s.name)
            if isinstance(package, External):
                return Qualified(package, None, s.name)
        denoted = self._types.denoted(body, s.x)
        operand = denoted if denoted is not None else self._types.expr(body, s.x)
        if isinstance(operand, Unknown):
            return operand
        found = self.find(operand, s.name, body.package.path)
        if isinstance(found, Missing):
            return Unknown(found.reason)
        if denoted is None:
            return found
        if isinstance(found, MethodSelection):
            return found.seen_from(denoted, expression=True)
        return Unknown(f"{s.name} is a field of the type {text(denoted)}, not a method")

    def find(self, t: Type, name: str, package: str | None) -> FieldSelection | MethodSelection | Missing:
        """The field or method that ``name`` selects in a value of type ``t``, written in ``package`` (None: any)."""
        key = (t, name, None if exported(name) else package)
        found = self._found.get(key)
        if found is None:
            try:
                found = self._search(t, name, key[2])
            except Opaque as reason:
                found = Missing(str(reason), sure=False)
            self._found[key] = found
        return found

    def _search(self, t: Type, name: str, package: str | None) -> FieldSelection | MethodSelection | Missing:
        if isinstance(t, Tuple | Basic) or name == "_":
            return Missing(f"{text(t)} has no {name}")
        if isinstance(t, Named) and isinstance(pointer := self._types.underlying(t), Pointer):
            found = self._search(pointer, name, package)
            return found if isinstance(found, FieldSelection) else Missing(f"{text(t)} has no {name}")
        start = t.elem if isinstance(t, Pointer) else t
        if isinstance(t, Pointer) and isinstance(self._types.underlying(start), InterfaceOf):
            return Missing(f"{text(t)} is a pointer to an interface, without fields and methods")
        level = [Part(start, (), isinstance(t, Pointer))]
        met: set[Type] = set()
        for _ in range(_DEEPEST):
            results: list[FieldSelection | MethodSelection] = []
            unseen = ""
            for part in level:
                declared = self._own(t, part, name, package)
                unseen = unseen or declared.unseen
                hit = declared.method or self._field(part, name, package)
                if hit is not None:
                    results += [hit, hit] if part.twice else [hit]
            if len(results) == 1:
                return results[0]
            if results:
                return Missing(f"{text(t)} has more than one {name}")
            if unseen:
                return Missing(unseen, sure=False)
            met.update(part.type for part in level)
            level = self.embedded(level, met)
            if not level:
                break
        return Missing(f"{text(t)} has no {name}")

    def embedded(self, level: list[Part], met: set[Type]) -> list[Part]:
        """The types that those of a level embed, one level deeper."""
        deeper: dict[Type, Part] = {}
        for part in level:
            struct = self._types.underlying(part.type)
            for field in struct.fields if isinstance(struct, StructOf) else ():
                if not field.embedded:
                    continue
                kind = field.type
                pointer = isinstance(kind, Pointer)
                kind = kind.elem if isinstance(kind, Pointer) else kind
                if kind in deeper:
                    deeper[kind].twice = True
                elif kind not in met:
                    deeper[kind] = Part(kind, (*part.path, field), part.indirect or pointer, part.twice)
        return list(deeper.values())

    # -- one type --------------------------------------------------------------------------------

    def _own(self, receiver: Type, part: Part, name: str, package: str | None) -> Declared:
        """The method that a type declares itself, or as an interface has."""
        t = part.type
        if isinstance(t, Named):
            declared = self._declared(receiver, t, part, name, package)
            if declared.method is not None:
                return declared
        under = self._types.underlying(t)
        if isinstance(under, Unknown):
            return Declared(None, under.reason)
        if not isinstance(under, InterfaceOf):
            return Declared(None)
        for method in under.methods:
            if method.name == name and (package is None or method.package == package):
                return Declared(
                    MethodSelection(
                        receiver, t, name, part.path, indirect=part.indirect, interface=method,
                        type=Later(partial(_signature, method), _failed),
                    )
                )  # fmt: skip
        return Declared(None, under.unseen)

    def _declared(self, receiver: Type, t: Named, part: Part, name: str, package: str | None) -> Declared:
        if t.local is not None:
            return Declared(None)
        if t.member is None:
            return self._outside(receiver, t, part, name)
        if package is not None and t.package != package:
            return Declared(None)
        member = t.member.file.package.method(t.member.name, name)
        if member is None:
            return Declared(None)
        owner = t.member
        params = self._types.declarations.type_params(owner)
        bindings = dict(zip(params, t.args, strict=False)) if params != t.args else {}

        def function() -> Function | None:
            try:
                return self._types.program.function(member)
            except Opaque:
                return None

        def signature() -> Signature:
            own = self._types.declarations.signature(self._types.program.function(member))
            return substitute_signature(own, bindings)

        return Declared(
            MethodSelection(
                receiver, t, name, part.path, indirect=part.indirect, found=function,
                pointer=lambda: (declared := function()) is not None and declared.pointer, type=Later(signature, _failed),
            )
        )  # fmt: skip

    def _outside(self, receiver: Type, t: Named, part: Part, name: str) -> Declared:
        declared = self._types.outside.methods(t)
        if declared is None:
            return Declared(None, f"{t.package}.{t.name} is outside the tree")
        decl = declared.get(name)
        if decl is None:
            return Declared(None)
        params = self._types.outside.type_params(t.package, t.name)
        bindings = dict(zip(params, t.args, strict=False)) if params != t.args else {}
        pointer = decl.receiver is not None and isinstance(decl.receiver.type, ir.Star)
        return Declared(
            MethodSelection(
                receiver, t, name, part.path, indirect=part.indirect, pointer=lambda: pointer,
                type=Later(lambda: substitute_signature(self._types.outside.method(t, decl), bindings), _failed),
            )
        )  # fmt: skip

    def _field(self, part: Part, name: str, package: str | None) -> FieldSelection | None:
        struct = self._types.underlying(part.type)
        if not isinstance(struct, StructOf):
            return None
        for field in struct.fields:
            if field.name == name and (package is None or field.package == package):
                owner = part.type if isinstance(part.type, Named) else struct
                return FieldSelection(owner, field, part.path, part.indirect)
        return None

    def names(self, t: Type) -> Iterator[str]:
        """The names of all methods a type or the types it embeds have, whether they are promoted or not."""
        start = t.elem if isinstance(t, Pointer) else t
        level, met = [Part(start, (), indirect=False)], set[Type]()
        for _ in range(_DEEPEST):
            for part in level:
                yield from self._own_names(part.type)
            met.update(part.type for part in level)
            level = self.embedded(level, met)

    def _own_names(self, t: Type) -> Iterator[str]:
        if isinstance(t, Named) and t.member is not None:
            yield from t.member.file.package.methods(t.member.name)
        elif isinstance(t, Named) and t.local is None:
            yield from self._types.outside.methods(t) or ()
        if isinstance(t, Named | InterfaceOf | TypeParameter):
            under = self._types.underlying(t)
            if isinstance(under, InterfaceOf):
                yield from (method.name for method in under.methods)


def _signature(method: InterfaceMethod) -> Signature:
    return method.signature


def _failed(reason: str) -> Signature:
    """A signature nobody could read."""
    return Signature((), ())
