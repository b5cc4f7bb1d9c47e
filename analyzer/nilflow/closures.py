"""Closures at sinks: they are run to see what they give, when their variables have their last values or somebody may call them."""

from __future__ import annotations

from analyzer.callgraph import Target
from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import avoiding, calls, expressions, suspended, terms
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import Arrival, Events, Frame
from analyzer.nilflow.state import Pending, State, first_fallback, shape_of
from analyzer.nilflow.values import Func, Multi, Opaque, Origin, Ref, Value, Zero, is_nothing


def show(frame: Frame, state: State, pending: Pending) -> None:
    """Runs a closure that lies at a sink, and notes what it gives for each watched nothing it has to do with."""
    m = frame.machine
    value = pending.value
    key = pending, shape_of(value, state, fine=True), _captured(state, value), state.absent, state.present
    if key in m.shown:
        m.sink_meetings += 1
        return
    if not m.trial:
        m.shown.add(key)
    start = state.fork()
    start.conditions, start.test, start.pending = pending.conditions, None, ()
    found = origins(m, state, value)
    lost_before = len(m.events.arrivals)
    with m.for_results(), m.standing_in(value.instead is not None):
        ends = _run(frame, start, value)
    for origin in found:
        outcome, after = _outcome(
            frame, value, ends, keeps=value.instead is None and not _closes_over(state, value, origin)
        )
        if outcome == "lost" and len(m.events.arrivals) > lost_before:
            continue
        test, fallback = None, ""
        if after is not None:
            fallback = first_fallback(after.absent | after.present)
        if value.instead is not None and value.instead.origin == origin:
            test = value.instead
        conditions = after.conditions if after is not None and outcome == "nil" else pending.conditions
        m.arrive(Arrival(origin, pending.sink, pending.name, outcome, conditions, pending.trail, test, fallback))
        if value.instead is not None and outcome != "nil" and not m.trial and value.instead.origin == origin:
            m.events.replaced.setdefault((value.instead, fallback))


def trail_into(frame: Frame, state: State, value: Func) -> tuple[Hop, ...]:
    """The way of the watched nothing into a closure that uses it, or what holds it."""
    held = value.receiver
    if value.literal is not None and value.frame is not None:
        cells = (state.cells.get(value.frame.cell(local)) for local in value.frame.body.captures(value.literal))
        held = next((inside for inside in cells if inside is not None and trail_in(state, inside)), None)
    trail = trail_in(state, held) if held is not None else ()
    if not trail or value.literal is None or value.frame is None:
        return trail
    return (*trail, Hop(value.frame.place(value.literal.at), "capture", "used by a function literal"))


def trail_in(state: State, value: Value) -> tuple[Hop, ...]:
    """The hops of the watched nothing that a value is, or holds in a field."""
    parts = state.object(value).fields.values() if type(value) is Ref else (value,)
    return next((part.trail for part in parts if type(part) is Zero and part.origin is not None), ())


def _captured(state: State, value: Func) -> tuple[object, ...]:
    """What distinguishes the variables that a closure uses."""
    if value.literal is None or value.frame is None:
        return ()
    cells = (state.cells.get(value.frame.cell(local)) for local in value.frame.body.captures(value.literal))
    return tuple(None if held is None else shape_of(held, state, fine=True) for held in cells)


def _run(frame: Frame, state: State, value: Func) -> list[tuple[Value, State]]:
    m = frame.machine
    literal, function = value.literal, value.function
    signature = literal.signature if literal is not None else function.decl.signature if function is not None else None
    if signature is None:
        return []
    given = tuple(
        Opaque(terms.mark(param.name or f"argument{position}", m.fresh()))
        for position, param in enumerate(signature.params)
        if not isinstance(param.type, ir.Ellipsis)
    )
    at = literal.at if literal is not None else 0
    call = ir.Call(ir.Name("closure", at), (), False, at, at)
    if function is not None:
        return calls.enter(frame, state, call, Target(function=function), value.receiver, given)
    return calls.run_literal(frame, state, call, value, given)


_WORST = ("nil", "unknown", "covered", "guarded")


def _closes_over(state: State, value: Func, origin: Origin) -> bool:
    """Whether a closure uses a variable that still is the watched nothing."""
    if value.literal is None or value.frame is None:
        return False
    cells = (state.cells.get(value.frame.cell(local)) for local in value.frame.body.captures(value.literal))
    return any(type(held) is Zero and held.origin == origin for held in cells)


def _outcome(frame: Frame, value: Func, ends: list[tuple[Value, State]], *, keeps: bool) -> tuple[str, State | None]:
    """The worst of what a closure gives on its paths; a path that ends in an error gives nothing that could hurt. ``keeps``
    tells that what it uses has been replaced before."""
    worst: tuple[str, State | None] = ("guarded", None)
    ways = [way for result, after in ends for way in _worked_out(frame, after, result)]
    used = any(_from_fallback(result) for result, _ in ways)
    for result, state in ways:
        one = _of_path(result, state, had_it=used and (bool(state.present) or keeps))
        if one and _WORST.index(one) < _WORST.index(worst[0]):
            worst = one, state
        elif one and worst[1] is None:
            worst = worst[0], state
    return worst


def _worked_out(frame: Frame, state: State, result: Value) -> list[tuple[Value, State]]:
    """What a closure gives where that is the result of a call which nothing watched went into, and which could read a fallback or not."""
    parts = result.values if type(result) is Multi else (result,)
    waiting = next((part for part in parts if type(part) is Opaque and part.suspended is not None), None)
    if waiting is None or _from_fallback(result):
        return [(result, state)]
    assert waiting.suspended is not None
    ways = suspended.resumed(state, waiting.suspended)
    return [(given, after) for given, after in ways] or [(result, state)]


def _has_failed(result: Value, state: State) -> bool:
    last = result.values[-1] if type(result) is Multi and result.values else result
    return type(last) is Opaque and (last.error or state.facts.get(f"{last.term} == nil") is False)


def _from_fallback(result: Value) -> bool:
    return any(expressions.fallback_of(part) for part in (result.values if type(result) is Multi else (result,)))


def _of_path(result: Value, state: State, *, had_it: bool) -> str:
    """What one path gives; one that ``had`` the fallback, which others give, and gives nothing has its reasons."""
    parts = result.values if type(result) is Multi else (result,)
    if _has_failed(result, state):
        return ""
    if state.absent:
        return "covered"
    if had_it or _from_fallback(result):
        return "guarded"
    if any(type(part) is Zero and part.origin is not None for part in parts):
        return "nil"
    gives = parts[:-1] if len(parts) > 1 else parts
    return "nil" if gives and all(is_nothing(part) for part in gives) else "guarded"


def run_escaping(frame: Frame, state: State, value: Func, at: int) -> bool:
    """Runs a closure that somebody unseen may call from now on. True when it met a sink, and so need not be followed."""
    m = frame.machine
    if value.literal is None or value.frame is None:
        return interest(m, state, value.receiver) is Interest.NONE
    meetings, shown, events = m.sink_meetings, set(m.shown), m.events
    m.events = Events(sightings=events.sightings)
    start = state.fork()
    start.test, start.pending, start.missed, start.unfilled = None, (), (), ()
    try:
        for result, after in _run(frame, start, value):
            for pending in after.pending:
                show(frame, after, pending)
            if not _has_failed(result, after):
                avoiding.arrive(frame, after)
    finally:
        seen, m.events = m.events, events
    watches = not m.watched.keys().isdisjoint(value.frame.body.calls_in(value.literal))
    if m.sink_meetings == meetings and not watches:
        m.shown = shown
        return False
    events.absorb(seen)
    m.settled.add((id(value.literal), value.frame.number))
    return True
