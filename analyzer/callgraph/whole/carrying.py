"""Which types' places hold tokens, and which types have elements that do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.program.typing import Types

Contained = tuple[str, go.Type]
"""What kind of container, and its elements' type."""
_DEEPEST = 6


class Carrying:
    """Answers for the types of one program, each once."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._carries: dict[go.Type, bool] = {}

    def of(self, t: go.Type) -> bool:
        """Whether a place of a type holds tokens: interfaces, functions, type parameters, and what nobody can see into."""
        found = self._carries.get(t)
        if found is None:
            under = self._types.underlying(t)
            found = isinstance(t, go.TypeParameter) or isinstance(under, go.InterfaceOf | go.Signature | go.Unknown)
            self._carries[t] = found
        return found

    def element(self, t: go.Type) -> Contained | None:
        """What kind of container a slice, array, map, channel or pointer is, and its elements' type; None if they hold no tokens."""
        found = self.contained(t)
        return found if found is not None and self.of(found[1]) else None

    def contained(self, t: go.Type) -> Contained | None:
        """As `element`, whatever they hold."""
        under = self._types.core(t)
        match under:
            case go.Pointer():
                inner = self._types.core(under.elem)
                return ("element", inner.elem) if isinstance(inner, go.ArrayOf) else ("pointer", under.elem)
            case go.SliceOf() | go.ArrayOf():
                return "element", under.elem
            case go.MapOf():
                return "value", under.value
            case go.ChanOf():
                return "channel", under.elem
        return None

    def alike(self, a: go.Type, b: go.Type, depth: int = 0) -> Iterator[tuple[Contained, Contained]]:
        """Two types of one value, one with type arguments in place of type parameters: the elements that are the same."""
        if a == b or depth > _DEEPEST:
            return
        left, right = self.contained(a), self.contained(b)
        if left is not None and right is not None:
            if self.of(left[1]) or self.of(right[1]):
                yield left, right
            yield from self.alike(left[1], right[1], depth + 1)
