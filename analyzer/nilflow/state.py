"""The state of one path, and joining paths that no longer differ in anything that matters."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from analyzer.findings import Hop
from analyzer.nilflow.values import Address, Cell, Func, Key, Multi, Opaque, Origin, Ref, Test, Value, Zero
from analyzer.places import Place
from analyzer.rules.model import Sink

if TYPE_CHECKING:
    from analyzer.facts import ir
    from analyzer.nilflow.machine import Frame
    from analyzer.program.model import Local
    from analyzer.program.types import Type

MOST_FINE = 4
"""Paths kept apart for variables that are known to be zero, true or false; beyond it only what is watched keeps them apart."""
_DEEPEST = 5
_TRUTHS = ("true", "false")
_NUMBERS = itertools.count(1)
_OMITTED = Zero("omitted-field")


class Object:
    """A struct or container in the heap; never changed. A field that is missing is zero, unless the object is ``open``: then somebody
    unseen may have written it. A ``container`` (``list``, ``map``, ``chan``; '' for a struct) keeps its elements under ``0``, ``1``, ... and
    what is stored at unknown places under ``*``; a ``box`` is a variable that is no struct, its value under ``*``.
    """

    __slots__ = ("_telling", "container", "fields", "open", "type")

    def __init__(self, fields: dict[str, Value], type: Type | None, open: bool = False, container: str = "") -> None:
        self.fields = fields
        self.type = type
        self.open = open
        self.container = container
        self._telling: tuple[tuple[str, Value], ...] | None = None

    @property
    def telling(self) -> tuple[tuple[str, Value], ...]:
        """The fields that can distinguish one path from another (`shape_of`), by name."""
        if self._telling is None:
            self._telling = tuple(
                (name, value)
                for name, value in sorted(self.fields.items(), key=lambda field: field[0])
                if (
                    value.instead is not None or value.fallback
                    if isinstance(value, Opaque)
                    else not isinstance(value, Zero) or value.origin is not None
                )
            )
        return self._telling

    def having(self, name: str, value: Value) -> Object:
        """The object after an assignment to a field."""
        return Object({**self.fields, name: value}, self.type, self.open, self.container)

    def opened(self) -> Object:
        """The object after it was handed to somebody unseen."""
        return Object(self.fields, self.type, True, self.container)


_UNKNOWN_OBJECT = Object({}, None, open=True)


class Missed(msgspec.Struct, frozen=True):
    """A sink (``row`` of the rule) that a path with nothing goes round, because of a nil test: nothing is what it gets."""

    origin: Origin
    row: Sink
    sink: Place
    name: str
    conditions: tuple[str, ...]
    trail: tuple[Hop, ...]


class Unfilled(msgspec.Struct, frozen=True):
    """Nothing in a field that is a sink, of a struct (``key``) that this path still owns: it may be filled before the struct is used.
    ``owner`` is the activation that stored it."""

    key: Key
    field: str
    missed: Missed
    owner: int
    absent: frozenset[str]


class Pending(msgspec.Struct, frozen=True):
    """A closure that has come to a sink: what it gives shows when the activation that owns its variables (``owner``) ends, because
    they may still change until then."""

    value: Func
    sink: Place
    name: str
    owner: int
    conditions: tuple[str, ...]
    trail: tuple[Hop, ...]


Deferred = tuple["Frame", "ir.Call", Value | None, Value | None, tuple[Value, ...]]
"""A call that is deferred, or started as a goroutine: where, its function value or receiver, and its arguments."""


class State:
    """Variables, heap, what the path's tests decided, and what is still to happen at its end.

    Attributes:
        facts: the answer of every question asked so far, by key (`analyzer.nilflow.terms`).
        conditions: the answers that a reader should see, in words.
        test: the nil test on something watched that governs this place, if any.
        absent, present: the fallbacks that were looked at and had nothing, or something, to offer.
        fields: what was stored in fields of opaque values, by term.
        met: the sinks met since the last nil test of something watched (see `analyzer.nilflow.avoiding`).
        missed: the sinks that the path has gone round with nothing.
        unfilled: the nothing in sinks that may still be filled.
        started: the goroutines that nobody has waited for yet.
        written: how often a term was assigned to.
    """

    __slots__ = (
        "absent", "cells", "conditions", "deferred", "facts", "fields", "heap", "met", "missed", "pending", "present", "started",
        "test", "unfilled", "written",
    )  # fmt: skip

    def __init__(self) -> None:
        self.cells: dict[Cell, Value] = {}
        self.heap: dict[Key, Object] = {}
        self.fields: dict[str, Value] = {}
        self.facts: dict[str, bool] = {}
        self.written: dict[str, int] = {}
        self.conditions: tuple[str, ...] = ()
        self.test: Test | None = None
        self.absent: frozenset[str] = frozenset()
        self.present: frozenset[str] = frozenset()
        self.pending: tuple[Pending, ...] = ()
        self.deferred: tuple[Deferred, ...] = ()
        self.started: tuple[Deferred, ...] = ()
        self.met: frozenset[Sink] = frozenset()
        self.missed: tuple[Missed, ...] = ()
        self.unfilled: tuple[Unfilled, ...] = ()

    def fork(self) -> State:
        """A second path that starts here."""
        other = State.__new__(State)
        other.cells = dict(self.cells)
        other.heap = dict(self.heap)
        other.fields = dict(self.fields) if self.fields else {}
        other.facts = dict(self.facts)
        other.written = self.written
        other.conditions = self.conditions
        other.test = self.test
        other.absent = self.absent
        other.present = self.present
        other.pending = self.pending
        other.deferred = self.deferred
        other.started = self.started
        other.met = self.met
        other.missed = self.missed
        other.unfilled = self.unfilled
        return other

    def object(self, ref: Ref) -> Object:
        """The object that a reference means; one that this path does not know may hold anything."""
        return self.heap.get(ref.key, _UNKNOWN_OBJECT)

    def pointed(self, address: Address) -> Value | None:
        """What a pointer points to; None where this path does not know."""
        if address.cell is not None:
            return self.cells.get(address.cell)
        thing = self.heap.get(address.key)
        return None if thing is None else thing.fields.get(address.field, None if thing.open else _OMITTED)

    def point(self, address: Address, value: Value) -> None:
        """Lets what a pointer points to be something else."""
        if address.cell is not None:
            self.cells[address.cell] = value
        elif address.key in self.heap:
            self.heap[address.key] = self.heap[address.key].having(address.field, value)

    def write(self, term: str) -> int:
        """Notes an assignment to what ``term`` names: nothing that was decided of it holds any more."""
        count = self.written.get(term, 0) + 1
        self.written = {**self.written, term: count}
        self.facts = {key: truth for key, truth in self.facts.items() if term not in key}
        return count


def first_fallback(looked_at: frozenset[str]) -> str:
    """One of the fallbacks in ``State.absent`` or ``State.present``, the same in every run; '' if there is none."""
    return min((key.partition("\0")[0] for key in looked_at), default="")


class Jump(NamedTuple):
    """How a path leaves a statement: return, break, continue, goto or fallthrough."""

    kind: str
    label: str = ""
    value: Value | None = None


End = tuple[Jump | None, State]
"""Where a path comes out of a statement."""
Ways = list[tuple[Value, State]]
"""What an expression can give, each with the path it gives it on."""


def merged(states: Sequence[State]) -> list[State]:
    """The states, those of equal meaning joined: of a joined one only what both agree on is kept."""
    if len(states) < 2:
        return list(states)
    found = _grouped(states, fine=True)
    return found if len(found) <= MOST_FINE else _grouped(found, fine=False)


def _grouped(states: Sequence[State], *, fine: bool) -> list[State]:
    groups: dict[Hashable, State] = {}
    for state in states:
        key = meaning(state, fine=fine)
        known = groups.get(key)
        groups[key] = state if known is None else _joined(known, state)
    return list(groups.values())


def meaning(state: State, *, fine: bool = True, without: frozenset[Local] = frozenset()) -> tuple[Hashable, ...]:
    """What distinguishes a path from others at the same place, some variables aside. What is watched always does; ``fine``, also
    variables that are known to be zero, true or false."""
    cells = []
    for (number, local), value in state.cells.items():
        if type(value) is Opaque and value.instead is None and not value.fallback and value.term not in _TRUTHS:
            continue
        shape = shape_of(value, state, fine=fine and local.kind != "result")
        if shape is not None and local not in without:
            cells.append((number, id(local), shape))
    fields = [(term, shape) for term, value in state.fields.items() if (shape := shape_of(value, state)) is not None]
    return (
        frozenset(cells),
        frozenset(fields),
        (*state.pending, *state.missed, *state.unfilled),
        len(state.deferred),
        len(state.started),
        bool(state.absent),
    )


def shape_of(value: Value, state: State, *, fine: bool = False, depth: int = 0) -> Hashable:
    """What distinguishes a value; None when nothing about it matters."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, Opaque):
        if value.instead is not None:
            return "instead", value.instead
        if value.fallback:
            return "fallback"
        return value.term if fine and value.term in _TRUTHS else None
    if isinstance(value, Zero):
        if value.origin is not None:
            return "nothing", value.origin, value.typed
        return "zero" if fine else None
    if isinstance(value, Func):
        return _shape_of_function(value, state, depth)
    if isinstance(value, Ref):
        thing = state.heap.get(value.key)
        if thing is None or not thing.telling:
            return ("ref", value.key, value.pointer, value.instead, ()) if value.instead is not None else None
        inner = tuple(
            (name, shape)
            for name, held in thing.telling
            if (shape := shape_of(held, state, depth=depth + 1)) is not None
        )
        return ("ref", value.key, value.pointer, value.instead, inner) if inner or value.instead is not None else None
    if isinstance(value, Address):
        inside = state.pointed(value)
        return None if inside is None else shape_of(inside, state, depth=depth + 1)
    parts = tuple(shape_of(part, state, fine=fine, depth=depth + 1) for part in value.values)
    return parts if any(part is not None for part in parts) else None


def _shape_of_function(value: Func, state: State, depth: int) -> Hashable:
    """A function value matters when it stands in for nothing, or closes over what matters."""
    if value.instead is None:
        held = [value.receiver] if value.receiver is not None else []
        if value.literal is not None and value.frame is not None:
            cells = (state.cells.get(value.frame.cell(local)) for local in value.frame.body.captures(value.literal))
            held += [inside for inside in cells if inside is not None]
        if all(shape_of(inside, state, depth=depth + 2) is None for inside in held):
            return None
    return "func", id(value.literal or value.function), value.frame and value.frame.number, value.instead


def _joined(one: State, two: State) -> State:
    found = one.fork()
    found.cells = {
        cell: value if value == other else joined_value(value, other, cell[1].name)
        for cell, value in one.cells.items()
        if (other := two.cells.get(cell)) is not None
    }
    for state, opposite in ((one, two), (two, one)):
        found.cells |= {cell: value for cell, value in state.cells.items() if cell not in opposite.cells}
    found.heap = {**two.heap, **one.heap}
    for key, thing in two.heap.items():
        mine = one.heap.get(key)
        if mine is not None and mine is not thing:
            found.heap[key] = _joined_object(mine, thing)
    found.fields = {term: value for term, value in one.fields.items() if two.fields.get(term) == value}
    found.facts = {key: truth for key, truth in one.facts.items() if two.facts.get(key) is truth}
    found.written = one.written if one.written is two.written else {**two.written, **one.written}
    found.conditions = tuple(condition for condition in one.conditions if condition in two.conditions)
    found.test = one.test if one.test == two.test else None
    found.absent = one.absent & two.absent or (one.absent if one.absent and two.absent else frozenset())
    found.present = one.present & two.present
    found.met = one.met & two.met
    return found


def joined_value(one: Value, two: Value, name: str) -> Value:
    """A value that is one of two; their shapes are equal, so what is watched is in both or in none."""
    if type(one) is Multi and type(two) is Multi and len(one.values) == len(two.values):
        return Multi(
            tuple(joined_value(x, y, name) if x != y else x for x, y in zip(one.values, two.values, strict=True))
        )
    if type(one) is not Opaque or type(two) is not Opaque:
        if type(one) is type(two) and not isinstance(one, Ref | Address):
            return one
        return Opaque(_name_of_either(name), maybe=_maybe(one) or _maybe(two))
    return Opaque(
        _name_of_either(name),
        one.fallback if one.fallback == two.fallback else "",
        one.instead,
        one.parameter if one.parameter == two.parameter else None,
        error=one.error and two.error,
        maybe=one.maybe or two.maybe,
        trail=one.trail,
    )


def _name_of_either(name: str) -> str:
    return f"{name}‹j{next(_NUMBERS)}›"


def _maybe(value: Value) -> Zero | None:
    """The nothing that a value is, or may be."""
    return value if type(value) is Zero else value.maybe if type(value) is Opaque else None


def _joined_object(one: Object, two: Object) -> Object:
    fields: dict[str, Value] = {}
    for name in {**one.fields, **two.fields}:
        left, right = one.fields.get(name), two.fields.get(name)
        if left is None:
            fields[name] = _or_missing(name, two.fields[name], one)
        elif right is None:
            fields[name] = _or_missing(name, left, two)
        elif left == right or type(left) is type(right) is not Opaque:
            fields[name] = left
        else:
            fields[name] = joined_value(left, right, name)
    return Object(fields, one.type, one.open or two.open, one.container)


def _or_missing(name: str, value: Value, without: Object) -> Value:
    """A field's value where the other object has none: that is zero or, of an open object, anything."""
    if type(value) is Zero or (type(value) is not Opaque and (without.open or without.container)):
        return value
    zero = None if without.open else Zero("omitted-field")
    if type(value) is Opaque and without.container:
        return msgspec.structs.replace(value, maybe=zero)
    return Opaque(_name_of_either(name), maybe=zero)
