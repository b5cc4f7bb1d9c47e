"""Joining paths that no longer differ in anything that matters, so that their number stays small."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from analyzer.nilflow.machine import MOST_STATES
from analyzer.nilflow.values import Address, Cell, Closure, Nothing, Reference, State, Thing, Tuple, Value

_DULL: Hashable = None


def merged(states: Sequence[State]) -> list[State]:
    """The states, with those of equal meaning joined: only what all of them agree on is kept."""
    if len(states) < 2:
        return list(states)
    groups: dict[Hashable, State] = {}
    for state in states:
        key = (_cells_key(state), state.pending, bool(state.consulted), state.deferred)
        known = groups.get(key)
        if known is None:
            groups[key] = state
        else:
            groups[key] = _joined(known, state)
    result = list(groups.values())
    if len(result) > MOST_STATES:
        return _forced(result)
    return result


def _forced(states: list[State]) -> list[State]:
    """Too many: forget nil values that nobody watches."""
    groups: dict[Hashable, State] = {}
    for state in states:
        for cell, value in state.cells.items():
            if type(value) is Nothing and value.origin is None:
                state.cells[cell] = Thing()
        key = (_cells_key(state), state.pending, bool(state.consulted))
        known = groups.get(key)
        groups[key] = state if known is None else _joined(known, state)
    return list(groups.values())


def _joined(one: State, two: State) -> State:
    cells: dict[Cell, Value] = {}
    for cell, value in one.cells.items():
        other = two.cells.get(cell)
        if other is None:
            if value_key(value, one) is not _DULL:
                cells[cell] = value
        else:
            cells[cell] = value if value == other or value_key(value, one) is not _DULL else _joined_thing(value, other)
    for cell, value in two.cells.items():
        if cell not in one.cells and value_key(value, two) is not _DULL:
            cells[cell] = value
    facts = {key: truth for key, truth in one.facts.items() if two.facts.get(key) is truth}
    heap = {**two.heap, **one.heap}
    for number, thing in two.heap.items():
        mine = one.heap.get(number)
        if mine is not None and thing.open and not mine.open:
            heap[number] = mine.opened()
    conditions = _common(one.conditions, two.conditions)
    test = one.test if one.test == two.test else one.test or two.test
    written = one.written if one.written is two.written else {**two.written, **one.written}
    return State(
        cells, heap, facts, conditions, test, one.consulted, max(one.calls, two.calls), one.pending, written, one.deferred
    )


def _joined_thing(one: Value, two: Value) -> Value:
    if type(one) is not Thing or type(two) is not Thing:
        return Thing()
    fallback = one.fallback if one.fallback == two.fallback else one.fallback or two.fallback
    parameter = one.parameter if one.parameter == two.parameter else None
    return Thing(fallback=fallback, parameter=parameter)


def _common(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    if one == two:
        return one
    return tuple(condition for condition in one if condition in two)


def _cells_key(state: State) -> Hashable:
    found = []
    for cell, value in state.cells.items():
        key = value_key(value, state)
        if key is not _DULL:
            found.append((cell[0], cell[1] if type(cell[1]) is str else id(cell[1]), key))
    return frozenset(found)


def value_key(value: Value, state: State, depth: int = 0) -> Hashable:
    """What distinguishes a value; None when nothing about it matters."""
    kind = type(value)
    if kind is Thing:
        return ("instead", value.instead) if value.instead is not None else _DULL
    if kind is Nothing:
        return ("nil", value.origin, value.covered, value.typed, bool(value.doubt))
    if kind is Closure:
        return ("func", id(value.literal or value.function), value.frames, value.instead)
    if kind is Address:
        return ("address", value.cell[0], id(value.cell[1]))
    if kind is Tuple:
        return tuple(value_key(part, state, depth) for part in value.values)
    if kind is Reference:
        thing = state.heap.get(value.object)
        if thing is None or depth > 4:
            return _DULL
        inner = tuple(
            (name, key) for name in sorted(thing.fields) if (key := value_key(thing.fields[name], state, depth + 1)) is not _DULL
        )
        if thing.watched:
            return ("object", value.object, value.pointer, thing.open, inner, frozenset(thing.fields))
        return ("object", value.object, value.pointer, thing.open, inner) if inner else _DULL
    return _DULL
