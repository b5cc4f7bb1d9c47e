"""What happens where a rule's sink stands: nothing arrives, or what replaced it, or a closure that shows later what it gives."""

from __future__ import annotations

from analyzer.callgraph import Target
from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import avoiding, calls, expressions, suspended, terms
from analyzer.nilflow.interest import Interest, interest, origins, owner_of
from analyzer.nilflow.machine import Arrival, Events, Frame
from analyzer.nilflow.state import Missed, Pending, State, shape_of
from analyzer.nilflow.values import UNSEEN, Cell, Func, Key, Multi, Opaque, Origin, Ref, Test, Value, Zero, is_nothing, trail_of
from analyzer.program import types as go
from analyzer.rules.model import Sink


def arguments(frame: Frame, state: State, call: ir.Call, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Looks at the arguments of a call that is a sink; what has arrived is followed no further."""
    for sink in frame.machine.vocabulary.sinks_of(frame.body, call):
        position = _position(frame, call, sink)
        if position is None or position >= len(values) or _tests(frame, call, position):
            continue
        name = f"argument {sink.parameter or position} of {terms.source_text(call.func)}"
        avoiding.meets(state, (sink,))
        if arrive(frame, state, values[position], call.at, name, sink):
            values = (*values[:position], UNSEEN, *values[position + 1 :])
    return values


def _tests(frame: Frame, call: ir.Call, position: int) -> bool:
    """Whether a function of the same package looks at the argument itself: then what matters is what it does with it."""
    called = frame.machine.vocabulary.called(frame.body, call)
    if called is None or called.package != frame.body.package.path:
        return False
    target = frame.machine.graph.static(frame.body, call)
    if target is None or target.function is None or target.function.decl.body is None:
        return False
    params = target.function.decl.signature.params
    name = params[position].name if position < len(params) else ""
    return any(
        isinstance(node, ir.Binary) and node.op in ("==", "!=") and {"nil", name} == _names(node.x) | _names(node.y)
        for node in ir.walk(target.function.decl.body)
    )


def _names(expr: ir.Expr) -> set[str]:
    return {expr.name} if isinstance(expr, ir.Name) else set()


def _position(frame: Frame, call: ir.Call, sink: Sink) -> int | None:
    if sink.argument is not None:
        return sink.argument
    for target in frame.machine.graph.callees(frame.body, call).targets:
        if target.function is not None:
            for position, param in enumerate(target.function.decl.signature.params):
                if param.name == sink.parameter:
                    return position
    return None


def field_assigned(frame: Frame, state: State, base: Value, target: ir.Select, value: Value, at: int) -> Value:
    """Looks at an assignment ``x.field = value``, ``base`` being ``x``; what has arrived is followed no further."""
    m = frame.machine
    if not m.vocabulary.may_be_sink_field(target.name):
        return value
    selected = m.program.types.selection(frame.body, target)
    if isinstance(selected, go.FieldSelection):
        key = base.key if type(base) is Ref and base.key in state.heap else None
        return _filled(frame, state, selected.owner, key, target.name, value, at)
    return value


def field_filled(
    frame: Frame, state: State, made: go.Type, key: Key, name: str, value: Value, element: ir.Element
) -> Value:
    """Looks at a field in a composite literal, which becomes the object ``key``."""
    return _filled(frame, state, made, key, name, value, element.at)


def _filled(
    frame: Frame, state: State, owner: go.Type | None, key: Key | None, field: str, value: Value, at: int
) -> Value:
    rows = frame.machine.vocabulary.sinks_of_field(field, owner) if isinstance(owner, go.Named) else []
    if not rows or owner is None:
        return value
    avoiding.meets(state, rows)
    if key is not None:
        value = avoiding.filled(frame, state, key, field, value, at)
    name = f"field {field} of {go.text(owner)}"
    if type(value) is Zero and value.origin is not None and key is not None and not frame.machine.trial:
        hop = Hop(frame.place(at), "sink", name)
        missed = Missed(value.origin, rows[0], frame.place(at), name, state.conditions, (*value.trail, hop))
        avoiding.leave_unfilled(frame, state, key, field, missed)
        return Zero(value.how)
    return UNSEEN if arrive(frame, state, value, at, name, rows[0]) else value


# ---- arriving ----------------------------------------------------------------------------------------


def arrive(frame: Frame, state: State, value: Value, at: int, name: str, row: Sink) -> bool:
    """Notes what a sink gets, if it has to do with anything watched."""
    m = frame.machine
    if type(value) is Opaque and value.suspended is not None and interest(m, state, value) is not Interest.NONE:
        for forced, after in suspended.force(state, value):
            if type(forced) is not Opaque or forced.suspended is None:
                arrive(frame, after, forced, at, name, row)
        return True
    if interest(m, state, value) is Interest.NONE:
        return False
    sink = frame.place(at)
    hop = Hop(sink, "sink", name)
    if m.probed is not None:
        m.probed.setdefault(row, (sink, name, (*trail_of(value), hop)))
    if type(value) is Zero:
        assert value.origin is not None
        outcome = "covered" if state.absent else "nil"
        m.arrive(
            Arrival(
                value.origin,
                sink,
                name,
                outcome,
                state.conditions,
                (*value.trail, hop),
                _test(state, value.origin),
                _read(state),
            )
        )
        return True
    if type(value) is Func:
        owner = owner_of(value, frame)
        if owner not in m.running:
            owner = frame.number  # the variable outlives its function, and may still change here
        pending = Pending(value, sink, name, owner, state.conditions, (*trail_of(value), hop))
        if owner in m.running:
            state.pending = (*state.pending, pending)
            m.sink_meetings += 1
        else:
            show(frame, state, pending)
        return True
    for origin in origins(m, state, value):
        test = value.instead if isinstance(value, Opaque | Ref) else None
        m.arrive(
            Arrival(
                origin,
                sink,
                name,
                "guarded",
                state.conditions,
                (*trail_of(value), hop),
                test,
                expressions.fallback_of(value),
            )
        )
    return True


def _test(state: State, origin: Origin) -> Test | None:
    return state.test if state.test is not None and state.test.origin == origin else None


def _read(state: State) -> str:
    return min((key.partition("\0")[0] for key in state.absent), default="")


def settle_frame(frame: Frame, state: State) -> None:
    """An activation ends: closures at sinks that use its variables give what they give now."""
    _settle(frame, state, [pending for pending in state.pending if pending.owner == frame.number])
    avoiding.settle_frame(frame, state)


def before_redeclared(frame: Frame, state: State, cell: Cell) -> None:
    """A loop declares a variable anew: closures at sinks that use it keep the former one."""
    _settle(frame, state, [pending for pending in state.pending if _uses(pending.value, cell)])


def _uses(value: Func, cell: Cell) -> bool:
    if value.literal is None or value.frame is None:
        return False
    return any(value.frame.cell(local) == cell for local in value.frame.body.captures(value.literal))


def _settle(frame: Frame, state: State, due: list[Pending]) -> None:
    if due:
        state.pending = tuple(pending for pending in state.pending if pending not in due)
        for pending in due:
            show(frame, state, pending)


# ---- closures ----------------------------------------------------------------------------------------


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
    with m.for_results():
        ends = _run(frame, start, value)
    for origin in found:
        outcome, after = _outcome(frame, value, ends, keeps=value.instead is None and not _closes_over(state, value, origin))
        if outcome == "lost" and len(m.events.arrivals) > lost_before:
            continue
        test, fallback = None, ""
        if after is not None:
            fallback = min((key.partition("\0")[0] for key in after.absent | after.present), default="")
        if value.instead is not None and value.instead.origin == origin:
            test = value.instead
        conditions = after.conditions if after is not None and outcome == "nil" else pending.conditions
        m.arrive(Arrival(origin, pending.sink, pending.name, outcome, conditions, pending.trail, test, fallback))
        if value.instead is not None and outcome != "nil" and not m.trial and value.instead.origin == origin:
            m.events.replaced.setdefault((value.instead, fallback))


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


def _outcome(
    frame: Frame, value: Func, ends: list[tuple[Value, State]], *, keeps: bool
) -> tuple[str, State | None]:
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
        return True
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
