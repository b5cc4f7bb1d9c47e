"""Type identity where parts may be unknown: True, False, or None when nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.program.types import (
    ArrayOf,
    ChanOf,
    MapOf,
    Named,
    Pointer,
    Signature,
    SliceOf,
    Tuple,
    Type,
    TypeParameter,
    Unknown,
)


def matches(a: Type, b: Type) -> bool | None:
    """Whether two types are identical; None if that depends on what is unknown, or on a type argument still open."""
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return None
    if isinstance(a, TypeParameter) or isinstance(b, TypeParameter):
        return True if a == b else None
    match a, b:
        case (Named(), Named()):
            return _all(a.args, b.args) if a.declared_as(b) else False
        case (Pointer(elem=x), Pointer(elem=y)) | (SliceOf(elem=x), SliceOf(elem=y)):
            return matches(x, y)
        case (ArrayOf(), ArrayOf()):
            if a.length != b.length and a.length is not None and b.length is not None:
                return False
            same = matches(a.elem, b.elem)
            return None if same and (a.length is None or b.length is None) else same
        case (MapOf(), MapOf()):
            return _all((a.key, a.value), (b.key, b.value))
        case (ChanOf(), ChanOf()):
            return matches(a.elem, b.elem) if a.dir == b.dir else False
        case (Tuple(), Tuple()):
            return _all(a.types, b.types)
        case (Signature(), Signature()):
            if a.shape != b.shape or a.variadic != b.variadic:
                return False
            return _all((*a.params, *a.results), (*b.params, *b.results))
    return a == b


def _all(left: Iterable[Type], right: Iterable[Type]) -> bool | None:
    answer: bool | None = True
    for a, b in zip(left, right, strict=False):
        same = matches(a, b)
        if same is False:
            return False
        if same is None:
            answer = None
    return answer
