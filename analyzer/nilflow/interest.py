"""Which values matter: they are, hold or close over what is watched."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from analyzer.nilflow.state import State
from analyzer.nilflow.values import Address, Func, Opaque, Origin, Ref, Value, Zero

if TYPE_CHECKING:
    from analyzer.nilflow.machine import Frame, Machine

_DEEPEST = 6


class Interest(IntEnum):
    """How much a value matters: not at all, as a closure that sees something watched, or because it is watched itself."""

    NONE = 0
    SEES = 1
    WATCHED = 2


def interest(m: Machine, state: State, value: Value | None, depth: int = 0) -> Interest:
    """How much a value matters on this path."""
    if value is None or depth > _DEEPEST:
        return Interest.NONE
    if isinstance(value, Zero):
        return Interest.WATCHED if value.origin is not None else Interest.NONE
    if isinstance(value, Opaque):
        if value.instead is not None:
            return Interest.WATCHED
        if value.suspended is not None and any(
            interest(m, state, part, depth + 1) for part in (*value.suspended.arguments, value.suspended.receiver)
        ):
            return Interest.WATCHED
        return _of_fields(m, state, value.term, depth) if state.fields else Interest.NONE
    if isinstance(value, Func):
        return _of_function(m, state, value, depth)
    if isinstance(value, Ref):
        if value.instead is not None:
            return Interest.WATCHED
        thing = state.heap.get(value.key)
        if thing is None:
            return Interest.NONE
        if thing.type is not None and not thing.open and m.vocabulary.is_request(thing.type):
            return Interest.WATCHED
        return _most(m, state, thing.fields.values(), depth)
    if isinstance(value, Address):
        return interest(m, state, state.pointed(value), depth + 1)
    return _most(m, state, value.values, depth)


def _most(m: Machine, state: State, values: Any, depth: int) -> Interest:
    found = Interest.NONE
    for value in values:
        found = max(found, interest(m, state, value, depth + 1))
        if found is Interest.WATCHED:
            break
    return found


def _of_fields(m: Machine, state: State, term: str, depth: int) -> Interest:
    start = f"{term}."
    return _most(m, state, (value for key, value in state.fields.items() if key.startswith(start)), depth)


def _of_function(m: Machine, state: State, value: Func, depth: int) -> Interest:
    if value.instead is not None:
        return Interest.WATCHED
    if value.literal is None or value.frame is None:
        return min(Interest.SEES, interest(m, state, value.receiver, depth + 1))
    if (id(value.literal), value.frame.number) in m.settled:
        return Interest.NONE
    if not m.watched.keys().isdisjoint(value.frame.body.calls_in(value.literal)):
        return Interest.SEES
    for local in value.frame.body.captures(value.literal):
        inside = state.cells.get(value.frame.cell(local))
        if inside is not None and interest(m, state, inside, depth + 1):
            return Interest.SEES
    return Interest.NONE


def origins(m: Machine, state: State, value: Value | None, depth: int = 0) -> tuple[Origin, ...]:
    """The watched calls whose nothing (or what replaced it) a value is, holds or closes over."""
    return tuple(dict.fromkeys(_origins(m, state, value, depth)))


def _origins(m: Machine, state: State, value: Value | None, depth: int) -> Iterator[Origin]:
    if value is None or depth > _DEEPEST:
        return
    if isinstance(value, Zero):
        if value.origin is not None:
            yield value.origin
    elif isinstance(value, Opaque | Func | Ref) and value.instead is not None:
        yield value.instead.origin
    elif isinstance(value, Opaque):
        if value.suspended is not None:
            for part in (*value.suspended.arguments, value.suspended.receiver):
                yield from _origins(m, state, part, depth + 1)
        start = f"{value.term}."
        for key, part in state.fields.items():
            if key.startswith(start):
                yield from _origins(m, state, part, depth + 1)
    elif isinstance(value, Func):
        yield from _origins(m, state, value.receiver, depth + 1)
        if value.literal is not None and value.frame is not None:
            for local in value.frame.body.captures(value.literal):
                yield from _origins(m, state, state.cells.get(value.frame.cell(local)), depth + 1)
    elif isinstance(value, Ref):
        thing = state.heap.get(value.key)
        for part in thing.fields.values() if thing is not None else ():
            yield from _origins(m, state, part, depth + 1)
    elif isinstance(value, Address):
        yield from _origins(m, state, state.pointed(value), depth + 1)
    else:
        for part in value.values:
            yield from _origins(m, state, part, depth + 1)


def owner_of(value: Func, frame: Frame) -> int:
    """The innermost activation whose variables a closure uses; 0 when it uses none."""
    if value.literal is None or value.frame is None:
        return 0
    numbers = [value.frame.cell(local)[0] for local in value.frame.body.captures(value.literal)]
    return max(numbers, default=0)
