"""Goroutines: what they do is seen when they start, what they change counts once somebody has waited for them."""

from __future__ import annotations

from analyzer.facts import ir
from analyzer.nilflow import calls
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import State, Ways, merged
from analyzer.nilflow.values import Func, Value


def start(
    frame: Frame,
    state: State,
    call: ir.Call,
    function: Value | None,
    receiver: Value | None,
    arguments: tuple[Value, ...],
) -> None:
    """Runs a function beside this path."""
    _run(frame, state.fork(), call, function, receiver, arguments)
    state.started = (*state.started, (frame, call, function, receiver, arguments))


def wait(state: State) -> list[State]:
    """The paths on which everything that was started has ended."""
    waiting, state.started = state.started, ()
    states = [state]
    for frame, call, function, receiver, arguments in waiting:
        ways = [way for before in states for way in _run(frame, before, call, function, receiver, arguments)]
        states = merged([after for _, after in ways])
    return states


def _run(
    frame: Frame,
    state: State,
    call: ir.Call,
    function: Value | None,
    receiver: Value | None,
    arguments: tuple[Value, ...],
) -> Ways:
    if type(function) is Func:
        return calls.enter_value(frame, state, call, function, arguments)
    return calls.apply(frame, state, call, function, receiver, arguments)
