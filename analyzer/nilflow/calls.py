"""Calls: sinks and watched calls first, then the functions they enter, as far as something watched goes in.

A call that nothing watched goes into is not looked into: its result is `Suspended`, to be worked out when it takes the place of
something watched. So only the few functions on the value's way are ever read.
"""

from __future__ import annotations

import msgspec

from analyzer.callgraph import Callees, Target
from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import (
    assignment,
    avoiding,
    branching,
    expressions,
    functions,
    leaving,
    library,
    literals,
    operands,
    sinks,
    suspended,
    terms,
    watching,
    writing,
)
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import DEEPEST, Frame, Machine
from analyzer.nilflow.state import Object, State, Ways, shape_of
from analyzer.nilflow.values import UNSEEN, Func, Opaque, Origin, Ref, Value, Zero, stepped
from analyzer.nilflow.vocabulary import called_name
from analyzer.program import types as go


def evaluate_call(frame: Frame, state: State, call: ir.Call) -> Ways:
    """The results of a call, and what it does."""
    found: Ways = []
    for function, receiver, arguments, after in operands.evaluated(frame, state, call):
        found += apply(frame, after, call, function, receiver, arguments)
    return found


def apply(
    frame: Frame,
    state: State,
    call: ir.Call,
    function: Value | None,
    receiver: Value | None,
    arguments: tuple[Value, ...],
) -> Ways:
    """One call with its operands evaluated. ``function`` is a function value, where the call is of one."""
    m = frame.machine
    special = library.apply(frame, state, call, receiver, arguments)
    if special is not None:
        return special
    arguments = sinks.arguments(frame, state, call, arguments)
    if call not in m.watched or not frame.root:
        return _go_in(frame, state, call, function, receiver, arguments)
    ways: Ways = []
    for met, given, after in watching.meet(frame, state, call, receiver, arguments):
        passed = _origins(m, after, met, given)
        after.met = frozenset()
        ends = _go_in(frame, after, call, function, met, given)
        for value, late in ends:
            failed = branching.is_failure(frame, late, value)
            if not failed:
                avoiding.arrive(frame, late)
            for origin in passed if not m.trial else ():
                end = "failed" if failed else "met" if late.met else "nothing"
                m.events.ends.setdefault(origin, {}).setdefault(end)
        ways += ends
    return ways


def _go_in(
    frame: Frame,
    state: State,
    call: ir.Call,
    function: Value | None,
    receiver: Value | None,
    arguments: tuple[Value, ...],
) -> Ways:
    m = frame.machine
    if type(function) is Zero:
        return []  # it panics
    if type(function) is Func:
        return _enter_function(frame, state, call, function, arguments)
    given = [receiver, *arguments]
    most = max((interest(m, state, value) for value in given), default=Interest.NONE)
    if most is Interest.NONE:
        if writing.may_fill(frame, state, call, receiver, arguments) or avoiding.may_be_filled(
            frame, state, call, arguments
        ):
            return follow(frame, state, call, receiver, arguments)
        return [(suspended.suspend(frame, state, call, function, receiver, arguments), state)]
    if most is Interest.SEES:
        settled = [leaving.settle(frame, state, value, call.at) for value in given]
        if all(settled):
            leaving.hand_over(frame, state, call, receiver, arguments)
            return [(suspended.suspend(frame, state, call, function, receiver, arguments), state)]
    return follow(frame, state, call, receiver, arguments)


def follow(frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]) -> Ways:
    """Enters every function that a call can enter; what cannot be followed is noted."""
    m = frame.machine
    if type(receiver) is Opaque and receiver.suspended is not None and m.graph.static(frame.body, call) is not None:
        forced = suspended.force(state, receiver)
        if all(type(value) is Ref for value, _ in forced):
            return [way for value, after in forced for way in follow(frame, after, call, value, arguments)]
    if not _origins(m, state, receiver, arguments) and m.graph.static(frame.body, call) is None:
        leaving.hand_over(frame, state, call, receiver, arguments)
        return [(suspended.suspend(frame, state, call, None, receiver, arguments), state)]
    if type(receiver) is Ref and (devirtualised := _method_of_object(frame, state, call, receiver)) is not None:
        answer = Callees("static", (devirtualised,))
    else:
        answer = m.graph.callees(frame.body, call)
    inside = [target for target in answer.targets if has_body(target)]
    outside = [target for target in answer.targets if not has_body(target)]
    if answer.reason and (not inside or not answer.targets):
        leaving.leave(
            frame, state, call, receiver, arguments, f"is passed to a call that is not resolved ({answer.reason})"
        )
    elif outside and not inside:
        leaving.leave_tree(frame, state, call, receiver, arguments, outside[0])
    ways: Ways = []
    for number, target in enumerate(inside):
        start = state if number == len(inside) - 1 and not (outside or not inside) else state.fork()
        ways += enter(frame, start, call, target, receiver, arguments)
    if not inside:
        leaving.hand_over(frame, state, call, receiver, arguments)
        return [(suspended.result_term(frame, state, call, receiver, arguments), state)]
    return ways


def enter(
    frame: Frame, state: State, call: ir.Call, target: Target, receiver: Value | None, arguments: tuple[Value, ...]
) -> Ways:
    """Runs one callee."""
    m = frame.machine
    if target.literal is not None:
        body, literal = target.literal
        return _run(
            Frame(m, body, body.function, literal, None, frame.depth + 1, root=False),
            frame,
            state,
            call,
            None,
            arguments,
        )
    function = target.function
    assert function is not None
    inner = Frame(m, m.program.body(function), function, None, None, frame.depth + 1, root=False)
    if not function.receiver:
        receiver = None
    elif receiver is None and arguments and _is_method_expression(frame, call):
        receiver, arguments = arguments[0], arguments[1:]
    if type(receiver) is Ref and function.decl.receiver is not None:
        pointer = isinstance(function.decl.receiver.type, ir.Star)
        receiver = msgspec.structs.replace(receiver, pointer=pointer)
    return _run(inner, frame, state, call, receiver, arguments)


def _is_method_expression(frame: Frame, call: ir.Call) -> bool:
    """Whether a call gives the receiver as its first argument: ``T.Method(x)``."""
    if not isinstance(call.func, ir.Select):
        return False
    selected = frame.machine.program.types.selection(frame.body, call.func)
    return isinstance(selected, go.MethodSelection) and selected.expression


def run_literal(frame: Frame, state: State, call: ir.Call, value: Func, arguments: tuple[Value, ...]) -> Ways:
    """Runs a function literal in the activation it closes over."""
    assert value.frame is not None
    assert value.literal is not None
    m, outer = frame.machine, value.frame
    inner = Frame(m, outer.body, outer.function, value.literal, outer, frame.depth + 1, root=outer.root)
    return _run(inner, frame, state, call, None, arguments)


def _enter_function(frame: Frame, state: State, call: ir.Call, value: Func, arguments: tuple[Value, ...]) -> Ways:
    """Calls a known function value."""
    m = frame.machine
    if all(interest(m, state, operand) is Interest.NONE for operand in (value, value.receiver, *arguments)):
        if _assigns(state, value) or writing.value_may_fill(frame, state, value, arguments):
            return enter_value(frame, state, call, value, arguments)
        return [(suspended.suspend(frame, state, call, value, value.receiver, arguments), state)]
    return enter_value(frame, state, call, value, arguments)


def enter_value(frame: Frame, state: State, call: ir.Call, value: Func, arguments: tuple[Value, ...]) -> Ways:
    """Runs a function value."""
    if value.function is not None:
        return enter(frame, state, call, Target(function=value.function), value.receiver, arguments)
    return run_literal(frame, state, call, value, arguments)


def _run(
    inner: Frame, outer: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]
) -> Ways:
    m = inner.machine
    if inner.signature is None:
        return [(UNSEEN, state)]
    key = (
        id(inner.literal or inner.body.decl),
        tuple(shape_of(value, state, fine=False) for value in (receiver, *arguments) if value is not None),
    )
    if m.active.count(key) > 1:
        return []  # the outer calls with the same operands show what this one would
    if len(m.active) >= DEEPEST:
        m.lost(
            _origins(m, state, receiver, arguments),
            outer.place(call.at),
            state,
            f"is followed through more than {DEEPEST} calls",
        )
        return [(UNSEEN, state)]
    m.active.append(key)
    m.running.add(inner.number)
    m.entered[inner.body] = None
    try:
        bind(inner, outer, state, call, receiver, arguments)
        return functions.run_function(inner, state)
    finally:
        m.active.pop()
        m.running.discard(inner.number)


def bind(
    inner: Frame, outer: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]
) -> None:
    """Gives parameters their values, and named results nothing."""
    signature = inner.signature
    assert signature is not None
    decl = inner.body.decl
    if inner.literal is None and isinstance(decl, ir.FuncDecl) and decl.receiver is not None:
        value = receiver if receiver is not None else Opaque(terms.mark(decl.receiver.name or "receiver", inner.number))
        _bind_param(inner, state, decl.receiver, _own_receiver(inner, outer, call, value), call)
    for position, param in enumerate(signature.params):
        if isinstance(param.type, ir.Ellipsis):
            rest = arguments[position:]
            value = rest[0] if call.spread and rest else _packed(inner, state, rest, call)
        else:
            value = arguments[position] if position < len(arguments) else Opaque(terms.mark(param.name, inner.number))
            if type(value) is Zero and value.origin is not None and position < len(call.args):
                value = assignment.converted(inner, param.type, value, outer, call.args[position])
        hop = Hop(outer.place(call.at), "pass", f"argument {param.name or position} of {name_of(inner)}")
        _bind_param(inner, state, param, stepped(value, hop), call)
    for result in signature.results:
        if result.name:
            _bind_param(inner, state, result, Zero("unassigned-variable"), call)


def _own_receiver(inner: Frame, outer: Frame, call: ir.Call, value: Value) -> Value:
    """Behind an interface the receiver is called what the method calls it."""
    if type(value) is Opaque and inner.function is not None and isinstance(call.func, ir.Select):
        decl = inner.body.decl
        assert isinstance(decl, ir.FuncDecl)
        assert decl.receiver is not None
        static = outer.machine.program.types.expr(outer.body, call.func.x)
        if isinstance(outer.machine.program.types.underlying(static), go.InterfaceOf):
            return Opaque(terms.mark(decl.receiver.name or "receiver", inner.number), value.fallback)
    return value


def _bind_param(inner: Frame, state: State, param: ir.Param, value: Value, call: ir.Call) -> None:
    local = inner.body.declared(param)
    if local is not None:
        state.cells[inner.number, local] = literals.copied(inner, state, value, call.paren)


def _packed(inner: Frame, state: State, values: tuple[Value, ...], call: ir.Call) -> Value:
    if not values:
        return Zero("omitted-option")
    key = (inner.number, call.paren)
    fields = {str(position) if position < expressions.UNROLLED else "*": value for position, value in enumerate(values)}
    state.heap[key] = Object(fields, None, container="list")
    return Ref(key, pointer=False)


def _assigns(state: State, value: Func) -> bool:
    """Whether a literal assigns to variables of this path."""
    if value.literal is None or value.frame is None:
        return False
    return any(value.frame.cell(local) in state.cells for local in value.frame.body.assigned_in(value.literal))


def _method_of_object(frame: Frame, state: State, call: ir.Call, receiver: Ref) -> Target | None:
    """The method of an object whose type is known, also behind an interface."""
    thing = state.heap.get(receiver.key)
    name = called_name(call)
    if thing is None or not isinstance(thing.type, go.Named) or not isinstance(call.func, ir.Select):
        return None
    selected = frame.machine.program.types.selectors.find(go.Pointer(thing.type), name, None)
    if isinstance(selected, go.MethodSelection) and selected.function is not None and not selected.path:
        return Target(function=selected.function)
    return None


def has_body(target: Target) -> bool:
    """Whether the code of a callee is in the tree."""
    return target.literal is not None or (target.function is not None and target.function.decl.body is not None)


def _origins(m: Machine, state: State, receiver: Value | None, arguments: tuple[Value, ...]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(o for value in (receiver, *arguments) for o in origins(m, state, value)))


def name_of(frame: Frame) -> str:
    """What is being run, for a reader."""
    if frame.literal is not None:
        return "a function literal"
    return frame.function.qualified if frame.function is not None else "an initial value"
