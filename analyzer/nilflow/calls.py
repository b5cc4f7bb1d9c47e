"""Calls: sinks and watched calls first, then the functions they enter, as far as something watched goes in.

A call that nothing watched goes into is not looked into: its result is `Suspended`, to be worked out when it takes the place of
something watched. So only the few functions on the value's way are ever read.
"""

from __future__ import annotations

import msgspec

from analyzer.callgraph import Callees, Target
from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import assignment, expressions, library, sinks, statements, terms, watching
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import DEEPEST, Frame, Machine
from analyzer.nilflow.state import Object, State, shape_of
from analyzer.nilflow.values import UNSEEN, Address, Func, Multi, Opaque, Origin, Ref, Suspended, Value, Zero, stepped
from analyzer.nilflow.vocabulary import called_name
from analyzer.program import types as go

Ways = list[tuple[Value, State]]
SMALL = 4
"""Statements of a predicate that conditions look into."""


def evaluate_call(frame: Frame, state: State, call: ir.Call) -> Ways:
    """The results of a call, and what it does."""
    found: Ways = []
    for function, receiver, arguments, after in operands(frame, state, call):
        found += apply(frame, after, call, function, receiver, arguments)
    return found


def operands(
    frame: Frame, state: State, call: ir.Call
) -> list[tuple[Value | None, Value | None, tuple[Value, ...], State]]:
    """The function value or receiver of a call, if it has one, and its arguments."""
    return [
        (function, receiver, _spread(arguments), after)
        for function, receiver, before in _function(frame, state, call)
        for arguments, after in expressions.evaluate_all(frame, before, _value_arguments(frame, call))
    ]


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
    return [
        way
        for met, given, after in watching.meet(frame, state, call, receiver, arguments)
        for way in _go_in(frame, after, call, function, met, given)
    ]


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
    operands = [receiver, *arguments]
    most = max((interest(m, state, value) for value in operands), default=Interest.NONE)
    if most is Interest.NONE:
        return [(_suspended(frame, state, call, function, receiver, arguments), state)]
    if most is Interest.SEES:
        settled = [settle(frame, state, value, call.at) for value in operands]
        if all(settled):
            _hand_over(frame, state, call, receiver, arguments)
            return [(_suspended(frame, state, call, function, receiver, arguments), state)]
    return follow(frame, state, call, receiver, arguments)


def follow(frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]) -> Ways:
    """Enters every function that a call can enter; what cannot be followed is noted."""
    m = frame.machine
    if not _origins(m, state, receiver, arguments) and m.graph.static(frame.body, call) is None:
        _hand_over(frame, state, call, receiver, arguments)
        return [(_suspended(frame, state, call, None, receiver, arguments), state)]
    if type(receiver) is Ref and (devirtualised := _method_of_object(frame, state, call, receiver)) is not None:
        answer = Callees("static", (devirtualised,))
    else:
        answer = m.graph.callees(frame.body, call)
    inside = [target for target in answer.targets if _has_body(target)]
    outside = [target for target in answer.targets if not _has_body(target)]
    if answer.reason and (not inside or not answer.targets):
        _leave(frame, state, call, receiver, arguments, f"is passed to a call that is not resolved ({answer.reason})")
    elif outside and not inside:
        _leaves_tree(frame, state, call, receiver, arguments, outside[0])
    ways: Ways = []
    for number, target in enumerate(inside):
        start = state if number == len(inside) - 1 and not (outside or not inside) else state.fork()
        ways += enter(frame, start, call, target, receiver, arguments)
    if not inside:
        _hand_over(frame, state, call, receiver, arguments)
        return [(_result_term(frame, state, call, receiver, arguments), state)]
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
        if value.literal is not None and value.frame is not None:
            _forget_assigned(state, value, value.frame)
        return [(_suspended(frame, state, call, value, value.receiver, arguments), state)]
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
        return statements.run_function(inner, state)
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
        state.cells[inner.number, local] = expressions.copied(inner, state, value, call.paren)


def _packed(inner: Frame, state: State, values: tuple[Value, ...], call: ir.Call) -> Value:
    if not values:
        return Zero("omitted-option")
    key = (inner.number, call.paren)
    fields = {str(position) if position < expressions.UNROLLED else "*": value for position, value in enumerate(values)}
    state.heap[key] = Object(fields, None, container=True)
    return Ref(key, pointer=False)


# ---- operands --------------------------------------------------------------------------------------


def _function(frame: Frame, state: State, call: ir.Call) -> list[tuple[Value | None, Value | None, State]]:
    """The function value of a call, or its receiver, or neither for a function or package member by name."""
    func = call.func
    while isinstance(func, ir.Index):
        func = func.x
    if isinstance(func, ir.Name):
        local = frame.body.local(func)
        if local is None or local.kind == "type":
            return [(None, None, state)]
        return [(value, None, after) for value, after in expressions.evaluate(frame, state, func)]
    if isinstance(func, ir.Select):
        if type(func.x) is ir.Name and frame.body.local(func.x) is None:
            return [(None, None, state)]
        if frame.machine.program.types.is_type(frame.body, func.x):
            return [(None, None, state)]
        found: list[tuple[Value | None, Value | None, State]] = []
        for value, after in expressions.evaluate(frame, state, func.x):
            held = _held_function(frame, after, value, func)
            found.append((held, None if held is not None else value, after))
        return found
    if isinstance(func, ir.FuncLit | ir.Call | ir.Assert | ir.Star):
        if frame.machine.program.types.is_type(frame.body, func):
            return [(None, None, state)]
        return [(value, None, after) for value, after in expressions.evaluate(frame, state, func)]
    return [(None, None, state)]


def _held_function(frame: Frame, state: State, value: Value, func: ir.Select) -> Value | None:
    """The function value in a field, if a selector means one and not a method."""
    if type(value) is Ref:
        held = state.object(value).fields.get(func.name)
        return held if type(held) is Func else None
    if type(value) is Opaque:
        held = state.fields.get(f"{value.term}.{func.name}")
        return held if type(held) is Func else None
    return None


def _value_arguments(frame: Frame, call: ir.Call) -> tuple[ir.Expr, ...]:
    """The arguments that are values: ``make`` and ``new`` take a type first."""
    if (
        isinstance(call.func, ir.Name)
        and call.func.name in ("make", "new")
        and isinstance(frame.body.object(call.func), str)
    ):
        return call.args[1:]
    return call.args


def _spread(arguments: tuple[Value, ...]) -> tuple[Value, ...]:
    """The results of ``g()`` in ``f(g())``."""
    if len(arguments) == 1 and type(arguments[0]) is Multi:
        return arguments[0].values
    return arguments


def _forget_assigned(state: State, value: Func, frame: Frame) -> None:
    """A literal that is called and not looked into: what it assigns to is not known any more."""
    assert value.literal is not None
    for local in frame.body.assigned_in(value.literal):
        cell = frame.cell(local)
        if cell in state.cells:
            state.cells[cell] = Opaque(terms.mark(local.name, frame.machine.fresh()))


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


def _has_body(target: Target) -> bool:
    return target.literal is not None or (target.function is not None and target.function.decl.body is not None)


# ---- calls that are not looked into ------------------------------------------------------------------


def _suspended(
    frame: Frame,
    state: State,
    call: ir.Call,
    function: Value | None,
    receiver: Value | None,
    arguments: tuple[Value, ...],
) -> Value:
    result = _result_term(frame, state, call, receiver, arguments)
    if type(result) is not Opaque or result.error:
        return result
    called = function if type(function) is Func else None
    return msgspec.structs.replace(result, suspended=Suspended(frame, call, called, receiver, arguments))


def _result_term(
    frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]
) -> Value:
    """The result of a call as a term: calls that are known to have no effects and no memory agree with their repetition."""
    name = terms.source_text(call.func) if receiver is None else f"{expressions.term_of(receiver)}.{called_name(call)}"
    text = f"{name}({', '.join(expressions.term_of(value) for value in arguments)})"
    fallback = next(
        (f for value in (receiver, *arguments) if value is not None and (f := expressions.fallback_of(value))), ""
    )
    pure = receiver is None and terms.is_pure(name)
    text = (
        terms.bounded(text, name, frame.machine.fresh())
        if pure
        else terms.mark(terms.bounded(text, name), frame.machine.fresh())
    )
    return Opaque(text, fallback)


def force(state: State, value: Value) -> Ways:
    """A value for certain: the result of a call that was not looked into so far."""
    if type(value) is not Opaque or value.suspended is None:
        return [(value, state)]
    waiting = value.suspended
    plain = msgspec.structs.replace(value, suspended=None)
    ways: Ways = []
    with waiting.frame.machine.for_results():
        resumed = _resumed(state, waiting)
    for found, after in resumed:
        result = found.values[waiting.index] if type(found) is Multi and waiting.index < len(found.values) else found
        if state.facts.get(f"{value.term} == nil") is False and type(result) is Zero:
            continue
        ways.append((plain if result == UNSEEN else result, after))
    return ways or [(plain, state)]


def _resumed(state: State, waiting: Suspended) -> Ways:
    """Every way a suspended call comes out; none where it is not certain what it enters."""
    frame, call = waiting.frame, waiting.call
    if waiting.function is not None:
        return enter_value(frame, state.fork(), call, waiting.function, waiting.arguments)
    answer = frame.machine.graph.callees(frame.body, call)
    targets = [target for target in answer.targets if _has_body(target)]
    if answer.reason:
        return []
    return [
        way
        for target in targets
        for way in enter(frame, state.fork(), call, target, waiting.receiver, waiting.arguments)
    ]


def predicate(state: State, value: Opaque) -> Ways | None:
    """The results of a small predicate of the program that a condition calls; None for any other call."""
    waiting = value.suspended
    assert waiting is not None
    m = waiting.frame.machine
    answer = m.graph.callees(waiting.frame.body, waiting.call) if _is_near(waiting) else None
    function = answer.targets[0].function if answer is not None and answer.kind == "static" and answer.targets else None
    if function is None or function.decl.body is None or len(function.decl.body.stmts) > SMALL:
        return None
    if len(function.decl.signature.results) != 1:
        return None
    with m.for_results():
        return enter(waiting.frame, state, waiting.call, Target(function=function), waiting.receiver, waiting.arguments)


def _is_near(waiting: Suspended) -> bool:
    """Whether a call is of a method, or of a function of the same package, and not of an error."""
    func = waiting.call.func
    if isinstance(func, ir.Name):
        return True
    return waiting.receiver is not None and type(waiting.receiver) is Opaque and waiting.receiver.suspended is None


def _leaves_tree(
    frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...], target: Target
) -> None:
    """Something watched goes to code outside the tree: the standard library does no harm, others may."""
    name = target.external or (target.function.qualified if target.function is not None else "a function")
    if library.is_standard(name) or frame.machine.vocabulary.harmless(frame.body, call):
        return
    _leave(frame, state, call, receiver, arguments, f"is passed to {name}, which is not in the tree")


def _leave(
    frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...], reason: str
) -> None:
    m = frame.machine
    if m.vocabulary.harmless(frame.body, call):
        return
    for value in (receiver, *arguments):
        if type(value) is Zero and value.origin is not None:
            m.lost((value.origin,), frame.place(call.at), state, reason, value.trail)
        elif type(value) is Func and interest(m, state, value) is Interest.SEES:
            m.lost(origins(m, state, value), frame.place(call.at), state, reason)
        elif type(value) is Ref or type(value) is Address:
            nothing = [o for o in origins(m, state, value) if _holds_nothing(state, value)]
            m.lost(tuple(nothing), frame.place(call.at), state, reason)


def _holds_nothing(state: State, value: Value, depth: int = 0) -> bool:
    """Whether a value is, or holds, the watched nothing itself (and not what replaced it)."""
    if depth > 5:
        return True
    if type(value) is Zero:
        return value.origin is not None
    if type(value) is Ref:
        thing = state.heap.get(value.key)
        return thing is not None and any(_holds_nothing(state, part, depth + 1) for part in thing.fields.values())
    if type(value) is Address:
        inside = state.cells.get(value.cell)
        return inside is not None and _holds_nothing(state, inside, depth + 1)
    return False


def _hand_over(frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]) -> None:
    """Code that is not looked into may fill what it gets a pointer to."""
    for value in (receiver, *arguments):
        if type(value) is Ref and value.pointer:
            thing = state.heap.get(value.key)
            if thing is not None:
                state.heap[value.key] = thing.opened()
        elif type(value) is Address and type(state.cells.get(value.cell)) is not Func:
            held = state.cells.get(value.cell)
            if not (type(held) is Zero and held.origin is not None):
                state.cells[value.cell] = Opaque(terms.mark(value.cell[1].name, frame.machine.fresh()))


def settle(frame: Frame, state: State, value: Value | None, at: int) -> bool:
    """Runs the closures in a value that somebody may call now. False when one of them gives a value that must be followed."""
    m = frame.machine
    if value is None or interest(m, state, value) is Interest.NONE:
        return True
    if type(value) is Func:
        return sinks.run_escaping(frame, state, value, at)
    if type(value) is Ref:
        thing = state.heap.get(value.key)
        settled = [settle(frame, state, part, at) for part in thing.fields.values()] if thing is not None else []
        return all(settled)
    if type(value) is Address:
        return settle(frame, state, state.cells.get(value.cell), at)
    return False


def _origins(m: Machine, state: State, receiver: Value | None, arguments: tuple[Value, ...]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(o for value in (receiver, *arguments) for o in origins(m, state, value)))


def name_of(frame: Frame) -> str:
    """What is being run, for a reader."""
    if frame.literal is not None:
        return "a function literal"
    return frame.function.qualified if frame.function is not None else "an initial value"
