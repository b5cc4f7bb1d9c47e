"""Method sets (Go spec, "Method sets") and what implements what (Go spec, "Implementing an interface")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analyzer.program.matching import matches
from analyzer.program.selection import Missing
from analyzer.program.types import (
    InterfaceMethod,
    InterfaceOf,
    MethodSelection,
    Pointer,
    Term,
    Type,
    TypeParameter,
    Unknown,
    text,
)

if TYPE_CHECKING:
    from analyzer.program.typing import Types


class MethodSet(Mapping[str, MethodSelection]):
    """The method set of a type, by name. A name is looked up when it is asked for; iterating sees all of them."""

    def __init__(self, types: Types, t: Type) -> None:
        self._types = types
        self._type = t

    def __getitem__(self, name: str) -> MethodSelection:
        found = self._types.selectors.find(self._type, name, None)
        if isinstance(found, MethodSelection) and callable_on(self._type, found):
            return found
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        names = dict.fromkeys(self._types.selectors.names(self._type))
        return (name for name in sorted(names) if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def callable_on(t: Type, method: MethodSelection) -> bool:
    """Whether a method that a selector finds is in the type's method set too: a pointer method needs a pointer."""
    return isinstance(t, Pointer) or method.indirect or method.interface is not None or not method.pointer


class Implementing:
    """Whether a type has an interface's methods, each question once."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._known: dict[tuple[Type, Type], bool | Unknown] = {}

    def implements(self, t: Type, interface: Type) -> bool | Unknown:
        """Whether ``t`` implements ``interface``; Unknown where a type on the way could not be seen."""
        key = (t, interface)
        if key not in self._known:
            self._known[key] = Unknown("it depends on itself")
            self._known[key] = self._decide(t, interface)
        return self._known[key]

    def _decide(self, t: Type, interface: Type) -> bool | Unknown:
        wanted = self._types.underlying(interface)
        if isinstance(wanted, Unknown):
            return wanted
        if not isinstance(wanted, InterfaceOf):
            return False
        if isinstance(t, Unknown):
            return t
        unsure: Unknown | None = None
        for method in wanted.methods:
            answer = self._has(t, method)
            if answer is False:
                return False
            if isinstance(answer, Unknown):
                unsure = unsure or answer
        if unsure is None and wanted.unseen:
            unsure = Unknown(wanted.unseen)
        for union in wanted.unions:
            if not isinstance(t, TypeParameter) and not any(self._in(t, term) for term in union):
                return False
        return unsure or True

    def _has(self, t: Type, method: InterfaceMethod) -> bool | Unknown:
        found = self._types.selectors.find(t, method.name, method.package)
        if isinstance(found, Missing):
            return False if found.sure else Unknown(found.reason)
        if not isinstance(found, MethodSelection) or not callable_on(t, found):
            return False
        same = matches(found.signature, method.signature)
        return Unknown(f"{text(t)}.{method.name} depends on a type that is not known") if same is None else same

    def _in(self, t: Type, term: Term) -> bool:
        """Whether a type is one that a union's term admits."""
        return matches(self._types.underlying(t) if term.tilde else t, term.type) is not False
