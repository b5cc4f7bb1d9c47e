"""What happens at a watched call of the root: it passes nothing, something, or what the root's own caller gives."""

from __future__ import annotations

import msgspec

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import reads, suspended
from analyzer.nilflow.machine import Frame, Sighting, Watched
from analyzer.nilflow.state import Object, State, Ways
from analyzer.nilflow.values import ELEMENT, Address, Opaque, Origin, Parameter, Ref, Value, Zero

Met = list[tuple[Value | None, tuple[Value, ...], State]]


def meet(frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]) -> Met:
    """The operands of a watched call, the nothing among them marked."""
    ways: Met = [(receiver, arguments, state)]
    for watched in frame.machine.watched[call]:
        ways = [met for given, values, before in ways for met in _met(frame, before, call, watched, given, values)]
    return ways


def _met(
    frame: Frame, state: State, call: ir.Call, watched: Watched, receiver: Value | None, arguments: tuple[Value, ...]
) -> Met:
    index = watched.index
    if index < 0:
        if receiver is None:
            return [(None, arguments, state)]
        looked = _operand(frame, state, call, watched, receiver, watched.fields)
        return [(value, arguments, after) for value, after in looked]
    if index >= len(arguments):
        return [(receiver, arguments, state)]
    fields, positions = watched.fields, range(index, index + 1)
    if fields[:1] == (ELEMENT,) and not call.spread and _is_variadic(watched):
        fields, positions = fields[1:], range(index, len(arguments))
    ways: Met = [(receiver, arguments, state)]
    for position in positions:
        ways = [
            (receiver, (*given[:position], value, *given[position + 1 :]), after)
            for _, given, before in ways
            for value, after in _operand(frame, before, call, watched, given[position], fields)
        ]
    return ways


def _is_variadic(watched: Watched) -> bool:
    params = watched.callee.decl.signature.params
    return watched.index == len(params) - 1 and isinstance(params[-1].type, ir.Ellipsis)


def _operand(
    frame: Frame, state: State, call: ir.Call, watched: Watched, value: Value, fields: tuple[str, ...]
) -> Ways:
    found: Ways = []
    with frame.machine.standing_in(True):
        ways = suspended.force(state, value)
    for forced, after in ways:
        if fields:
            found += _field(frame, after, call, watched, forced, fields)
        else:
            found.append((_look(frame, after, call, watched, forced), after))
    return found


def _field(frame: Frame, state: State, call: ir.Call, watched: Watched, value: Value, fields: tuple[str, ...]) -> Ways:
    """Looks at a field of an operand, and marks the nothing in it."""
    name, rest = fields[0], fields[1:]
    if type(value) is Address:
        inside = state.pointed(value)
        if type(inside) is Zero:
            key = (frame.number, call.paren)
            state.heap[key] = Object({}, None)
            inside = Ref(key, pointer=False)
            state.point(value, inside)
        if inside is None:
            return [(value, state)]
        return [(value, after) for _, after in _field(frame, state, call, watched, inside, fields)]
    if type(value) is Ref and name == ELEMENT:
        states = [state]
        for one in state.object(value).fields:
            states = [
                after for before in states for _, after in _field(frame, before, call, watched, value, (one, *rest))
            ]
        return [(value, after) for after in states]
    if type(value) is Ref:
        thing = state.object(value)
        held = thing.fields.get(name)
        anything = Opaque(name)
        if held is None:
            held = anything if thing.open else Zero("omitted-field")
        seen = held != anything
        found: Ways = []
        for forced, before in suspended.force(state, held):
            for new, after in (
                _field(frame, before, call, watched, forced, rest)
                if rest
                else [(_look(frame, before, call, watched, forced, seen=seen), before)]
            ):
                if new is not thing.fields.get(name):
                    after.heap[value.key] = after.object(value).having(name, new)
                found.append((value, after))
        return found
    if type(value) is Zero:
        return [(_look(frame, state, call, watched, value), state)]
    if type(value) is Opaque:
        kept = state.fields.get(f"{value.term}.{name}")
        if kept is None and value.parameter is not None:
            kept = msgspec.structs.replace(
                value, parameter=Parameter(value.parameter.index, (*value.parameter.fields, name))
            )
        if kept is not None:
            _look(frame, state, call, watched, kept)
    return [(value, state)]


def _look(frame: Frame, state: State, call: ir.Call, watched: Watched, value: Value, *, seen: bool = True) -> Value:
    """Marks a nothing, and notes everything else; what was not ``seen`` may be anything."""
    m = frame.machine
    if type(value) is Opaque and value.parameter is None and type(set_by_nobody := reads.known(frame, value)) is Zero:
        value = set_by_nobody
    if type(value) is Zero:
        return value if value.origin is not None else nothing(frame, state, call, watched, value)
    if m.trial:
        return value
    if type(value) is Opaque and value.maybe is not None and state.facts.get(f"{value.term} == nil") is not False:
        m.events.set_elsewhere[call, watched] = seen
        return nothing(frame, state, call, watched, value.maybe)
    given = value.parameter if type(value) is Opaque else None
    if given is not None:
        m.events.forwarded.setdefault((given, watched))
    if given is None or given.index < 0:
        m.events.set_elsewhere[call, watched] = seen and m.events.set_elsewhere.get((call, watched), True)
    return value


def nothing(frame: Frame, state: State, call: ir.Call, watched: Watched, value: Zero) -> Zero:
    """Marks a nothing that a watched call passes, and notes the sighting."""
    m = frame.machine
    where, how = frame.place(call.at), value.how
    origin = Origin(where, how)
    if not m.trial:
        m.events.sightings.setdefault(
            (origin, watched.parameter), Sighting(origin, frame.body, call, watched, state.conditions)
        )
    passes = f"{how.replace('-', ' ')} as {watched.omits or watched.parameter}"
    return Zero(how, origin, value.typed, (*value.trail, Hop(where, "pass", passes)))
