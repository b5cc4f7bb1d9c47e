"""Whether a function may fill what it gets a pointer to, as far as its code shows: then a call of it is looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.nilflow.values import Address, Func, Ref, Value, Zero
from analyzer.program.model import Function, Local

if TYPE_CHECKING:
    from analyzer.nilflow.machine import Frame, Machine
    from analyzer.nilflow.state import State
    from analyzer.program import Body

_DEEPEST = 3


def may_fill(frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]) -> bool:
    """Whether a call, of a function that Go's rules name, may assign to a variable or struct of this path that it gets a pointer to."""
    m = frame.machine
    for position, value in ((-1, receiver), *enumerate(arguments)):
        if _is_open_to_writes(state, value, receiver=position < 0):
            target = m.graph.static(frame.body, call)
            if target is not None and target.function is not None and _writes(m, target.function, position, 0):
                return True
    return False


def value_may_fill(frame: Frame, state: State, value: Func, arguments: tuple[Value, ...]) -> bool:
    """The same of a call of a function value that is known."""
    m = frame.machine
    for position, given in ((-1, value.receiver), *enumerate(arguments)):
        if _is_open_to_writes(state, given, receiver=position < 0):
            if value.function is not None and _writes(m, value.function, position, 0):
                return True
            if (
                value.literal is not None
                and value.frame is not None
                and 0 <= position < len(value.literal.signature.params)
            ):
                param = value.literal.signature.params[position]
                if _assigns_inside(m, value.frame.body, value.literal.body, param, 0):
                    return True
    return False


def _is_open_to_writes(state: State, value: Value | None, *, receiver: bool) -> bool:
    """Whether a value points to something that may be nothing."""
    if type(value) is Ref:
        thing = state.heap.get(value.key)
        return (value.pointer or receiver) and thing is not None and not thing.open and thing.container in ("", "box")
    return type(value) is Address and type(state.pointed(value)) is Zero


def _writes(m: Machine, function: Function, position: int, depth: int) -> bool:
    key = function, position
    if key not in m.writes:
        m.writes[key] = False
        m.writes[key] = _looks_written(m, function, position, depth)
    return m.writes[key]


def _looks_written(m: Machine, function: Function, position: int, depth: int) -> bool:
    decl = function.decl
    params = decl.signature.params
    param = decl.receiver if position < 0 else params[position] if position < len(params) else None
    if decl.body is None or param is None:
        return False
    return _assigns_inside(m, m.program.body(function), decl.body, param, depth)


def _assigns_inside(m: Machine, body: Body, code: ir.Block, param: ir.Param, depth: int) -> bool:
    """Whether code assigns to what a parameter points to, itself or through functions that it hands it on to."""
    local = body.declared(param) if isinstance(param.type, ir.Star) else None
    if local is None:
        return False
    for node in ir.walk(code):
        if type(node) is ir.Assign and any(_is_inside(body, target, local) for target in node.lhs):
            return True
        if type(node) is ir.Call and depth < _DEEPEST and _hands_on(m, body, node, local, depth):
            return True
    return False


def _is_inside(body: Body, target: ir.Expr, local: Local) -> bool:
    """Whether a target is a field, an element or what is pointed to of a local."""
    inner = target
    while isinstance(inner, ir.Select | ir.Index | ir.Star):
        inner = inner.x
    return inner is not target and isinstance(inner, ir.Name) and body.local(inner) is local


def _hands_on(m: Machine, body: Body, call: ir.Call, local: Local, depth: int) -> bool:
    """Whether a call gets the local as it is, and may fill it."""
    given = [(position, argument) for position, argument in enumerate(call.args)]
    if isinstance(call.func, ir.Select):
        given.append((-1, call.func.x))
    for position, argument in given:
        if isinstance(argument, ir.Name) and body.local(argument) is local:
            target = m.graph.static(body, call)
            if target is not None and target.function is not None and _writes(m, target.function, position, depth + 1):
                return True
    return False
