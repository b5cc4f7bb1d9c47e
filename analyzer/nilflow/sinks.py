"""What happens where a rule's sink stands: nothing arrives, or what replaced it, or a closure that shows later what it gives."""

from __future__ import annotations

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import avoiding, closures, expressions, leaving, suspended, terms
from analyzer.nilflow.interest import Interest, interest, origins, owner_of
from analyzer.nilflow.machine import Arrival, Frame
from analyzer.nilflow.state import Missed, Pending, State, first_fallback
from analyzer.nilflow.values import (
    UNSEEN,
    Address,
    Cell,
    Func,
    Key,
    Opaque,
    Origin,
    Ref,
    Test,
    Value,
    Zero,
    trail_of,
)
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


def field_pointed(frame: Frame, state: State, address: Address, value: Value, at: int) -> Value:
    """Looks at an assignment through a pointer to a field."""
    thing = state.heap.get(address.key)
    return value if thing is None else _filled(frame, state, thing.type, address.key, address.field, value, at)


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
                first_fallback(state.absent),
            )
        )
        return True
    if type(value) is Func:
        owner = owner_of(value, frame)
        if owner not in m.running:
            owner = frame.number  # the variable outlives its function, and may still change here
        trail = trail_of(value) or closures.trail_into(frame, state, value)
        pending = Pending(value, sink, name, owner, state.conditions, (*trail, hop))
        if owner in m.running:
            state.pending = (*state.pending, pending)
            m.sink_meetings += 1
        else:
            closures.show(frame, state, pending)
        return True
    if type(value) is Ref and leaving.holds_nothing(state, value):
        for origin in origins(m, state, value):
            outcome = "covered" if state.absent else "nil"
            read = first_fallback(state.absent)
            trail = (*closures.trail_in(state, value), hop)
            m.arrive(Arrival(origin, sink, name, outcome, state.conditions, trail, _test(state, origin), read))
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
            closures.show(frame, state, pending)
