"""The operands of a call: its function value or receiver, and its arguments."""

from __future__ import annotations

from analyzer.facts import ir
from analyzer.nilflow import expressions, reads
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import State
from analyzer.nilflow.values import Func, Multi, Opaque, Ref, Value


def evaluated(
    frame: Frame, state: State, call: ir.Call
) -> list[tuple[Value | None, Value | None, tuple[Value, ...], State]]:
    """The function value or receiver of a call, if it has one, and its arguments."""
    return [
        (function, receiver, _spread(arguments), after)
        for function, receiver, before in _function(frame, state, call)
        for arguments, after in expressions.evaluate_all(frame, before, _value_arguments(frame, call))
    ]


def _function(frame: Frame, state: State, call: ir.Call) -> list[tuple[Value | None, Value | None, State]]:
    """The function value of a call, or its receiver, or neither for a function or package member by name."""
    func = call.func
    while isinstance(func, ir.Index):
        func = func.x
    if isinstance(func, ir.Name):
        local = frame.body.local(func)
        if local is None or local.kind == "type":
            return [(None, None, state)]
        ways = expressions.evaluate(frame, state, func)
        return [(reads.as_method(frame, value), None, after) for value, after in ways]
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
