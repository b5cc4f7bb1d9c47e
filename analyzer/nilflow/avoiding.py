"""Sinks that nothing does not reach, because the code goes round them when there is nothing: that is what hurts, too.

    if credentials != nil { options.Credentials = credentials }     a sink on the other side of a nil test
    if credentials == nil { return anonymous(options) }             a sink after it

What the other side would have met is found by running it as if there were something. A path that meets the same sink later on, with
whatever value, has not gone round it; nor has one that ends in an error. A field that is a sink may be filled after nothing was stored
in it, as long as the struct has not been used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import assignment, branching, reading, reads, statements
from analyzer.nilflow.machine import Arrival, Frame
from analyzer.nilflow.state import End, Missed, Object, State, Unfilled, first_fallback
from analyzer.nilflow.values import Func, Key, Opaque, Origin, Ref, Test, Value, Zero

if TYPE_CHECKING:
    from analyzer.program.types import Type
    from analyzer.rules.model import Sink

_EMPTY = Zero("omitted-field")
Run = Callable[[State], "list[End]"]


def meets(state: State, rows: Iterable[Sink]) -> None:
    """The path comes to sinks."""
    met = frozenset(rows)
    state.met |= met
    if state.missed:
        state.missed = tuple(missed for missed in state.missed if missed.row not in met)


def made(frame: Frame, state: State, kind: Type, given: Iterable[str]) -> None:
    """A struct is made without some of its fields: those that are sinks are empty."""
    empty = frame.machine.vocabulary.sinks_beside(kind, given)
    if empty:
        state.met -= empty


def not_looked_into(frame: Frame, state: State, call: ir.Call) -> None:
    """The path calls a function that nothing watched goes into; it may come to sinks in there."""
    if state.missed or frame.machine.noting:
        rows, falls_back = reading.met_by(frame, call)
        meets(state, rows)
        if falls_back:
            state.missed = ()


def answered(frame: Frame, state: State, test: Test, run: Run, other: Run, *, leaves: bool) -> list[End]:
    """Runs the side of a nil test that nothing takes, and notes the sinks that the ``other`` side (and, where this one ``leaves``, what
    follows) would have met with something."""
    m = frame.machine
    start, rest = state.fork(), frame.rest
    calls = frozenset(row for row in state.met if row.assigns is None)
    state.met -= calls  # another client is made by another call, but a field that is filled stays filled
    m.noting += 1
    try:
        ends = run(state)
    finally:
        m.noting -= 1
    beyond: dict[bool, dict[Sink, Missed]] = {}
    for jump, after in ends:
        returns = jump is not None and jump.kind == "return"
        if (jump is None or returns) and not branching.fails(frame, (jump, after)):
            if returns not in beyond:
                beyond[returns] = _beyond(frame, start, test, other, rest if returns and leaves else ())
            new = (missed for row, missed in beyond[returns].items() if row not in after.met)
            after.missed = tuple(dict.fromkeys((*after.missed, *new)))
        after.met |= calls
    return ends


def _beyond(frame: Frame, state: State, test: Test, other: Run, rest: Sequence[ir.Stmt]) -> dict[Sink, Missed]:
    """The sinks that something would have met on the ``other`` side and in the ``rest`` of the statements."""
    m = frame.machine
    outer, m.probed = m.probed, {}
    try:
        with m.supposing():
            ends = other(_as_if_something(state, test))
            if rest:
                statements.execute_all(frame, [after for jump, after in ends if jump is None], rest)
        found = m.probed
    finally:
        m.probed = outer
    return {
        row: Missed(test.origin, row, sink, name, state.conditions, _trail(state, test, trail[-1]))
        for row, (sink, name, trail) in found.items()
    }


def _trail(state: State, test: Test, sink: Hop) -> tuple[Hop, ...]:
    held = next((v for v in state.cells.values() if type(v) is Zero and v.origin == test.origin), None)
    return (*(held.trail if held is not None else ()), Hop(test.place, "guard", f"goes round: {test.text}"), sink)


def _as_if_something(state: State, test: Test) -> State:
    """The path as it would be if the watched nothing were something."""
    other = state.fork()
    something = Opaque("something", instead=test)
    other.cells = {cell: _instead(value, test.origin, something) for cell, value in state.cells.items()}
    other.fields = {term: _instead(value, test.origin, something) for term, value in state.fields.items()}
    for key, thing in state.heap.items():
        if any(type(value) is Zero and value.origin == test.origin for value in thing.fields.values()):
            fields = {name: _instead(value, test.origin, something) for name, value in thing.fields.items()}
            other.heap[key] = Object(fields, thing.type, thing.open, thing.container)
    other.test, other.missed, other.unfilled, other.pending = None, (), (), ()
    return other


def _instead(value: Value, origin: Origin, something: Opaque) -> Value:
    return something if type(value) is Zero and value.origin == origin else value


def arrive(frame: Frame, state: State) -> None:
    """Nothing is what the sinks get that the path went round."""
    for missed in state.missed:
        _arrive(frame, state, missed, state.absent)
    state.missed = ()


def _arrive(frame: Frame, state: State, missed: Missed, absent: frozenset[str]) -> None:
    test = state.test if state.test is not None and state.test.origin == missed.origin else None
    outcome = "covered" if absent else "nil"
    conditions, trail, fallback = missed.conditions, missed.trail, first_fallback(absent)
    frame.machine.arrive(Arrival(missed.origin, missed.sink, missed.name, outcome, conditions, trail, test, fallback))


# ---- fields that may still be filled -----------------------------------------------------------------


def leave_unfilled(frame: Frame, state: State, key: Key, field: str, missed: Missed) -> None:
    """Nothing is stored in a field that is a sink."""
    frame.machine.sink_meetings += 1
    state.unfilled = (*state.unfilled, Unfilled(key, field, missed, frame.number, state.absent))


def filled(frame: Frame, state: State, key: Key, field: str, value: Value, at: int) -> Value:
    """What is stored in a field that is a sink; where it takes the place of nothing, it says so."""
    before = [one for one in state.unfilled if one.key == key and one.field == field]
    if not before:
        return value
    state.unfilled = tuple(one for one in state.unfilled if one not in before)
    origin = before[0].missed.origin
    value = reads.known(frame, value)
    if type(value) is Zero:
        return value if value.origin is not None else msgspec.structs.replace(value, origin=origin)
    if isinstance(value, Opaque | Func | Ref) and value.instead is None:
        return assignment.in_place_of(frame, state, value, Test(frame.place(at), "it is assigned", origin))
    return value


def moved(state: State, old: Key, new: Key) -> None:
    """A struct is copied; a literal is gone then."""
    if state.unfilled:
        copies = tuple(msgspec.structs.replace(one, key=new) for one in state.unfilled if one.key == old)
        kept = tuple(one for one in state.unfilled if one.key != new and (one.key != old or old[1] < 0))
        state.unfilled = (*kept, *copies)


def overwritten(state: State, old: Value | None, new: Value) -> None:
    """A variable that holds a struct is given another one: what was in it is gone, unless it is empty there as well."""
    if not state.unfilled or type(old) is not Ref or old.pointer or (type(new) is Ref and new.key == old.key):
        return
    kept = tuple(one for one in state.unfilled if one.key != old.key)
    if type(new) is Ref:
        fields = state.object(new).fields
        kept += tuple(
            msgspec.structs.replace(one, key=new.key)
            for one in state.unfilled
            if one.key == old.key and type(fields.get(one.field, _EMPTY)) is Zero
        )
    state.unfilled = kept


def may_be_filled(frame: Frame, state: State, call: ir.Call, values: Iterable[Value]) -> bool:
    """Whether a function of the same package gets a struct with a sink that is empty: it may give it back filled."""
    keys = {one.key for one in state.unfilled}
    if not keys or not any(type(value) is Ref and value.key in keys for value in values):
        return False
    target = frame.machine.graph.static(frame.body, call)
    function = target.function if target is not None else None
    return function is not None and function.decl.body is not None and function.file.package is frame.body.package


def used(frame: Frame, state: State, values: Iterable[Value | None]) -> None:
    """Somebody else gets structs: the sinks in them get what is in them now."""
    if state.unfilled:
        keys = {value.key for value in values if type(value) is Ref}
        _settle(frame, state, [one for one in state.unfilled if one.key in keys])


def settle_frame(frame: Frame, state: State) -> None:
    """An activation ends."""
    if state.unfilled:
        _settle(frame, state, [one for one in state.unfilled if one.owner == frame.number])


def _settle(frame: Frame, state: State, due: list[Unfilled]) -> None:
    state.unfilled = tuple(one for one in state.unfilled if one not in due)
    for one in due:
        _arrive(frame, state, one.missed, one.absent)
