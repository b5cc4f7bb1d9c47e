"""Goroutines: what they do is seen when they start, what they change counts once somebody has waited for them."""

from __future__ import annotations

from analyzer.facts import ir
from analyzer.nilflow import calls, expressions, literals, terms
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import Object, State, Ways, merged
from analyzer.nilflow.values import TRUE, Func, Opaque, Ref, Value, Zero

_CLOSED = "closed"


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


def send(frame: Frame, state: State, channel: Value, value: Value, at: int) -> None:
    """Remembers what is sent over a channel that was made on this path."""
    made = _made(state, channel)
    if made is not None and type(channel) is Ref:
        state.heap[channel.key] = made.having(f"*{at}", literals.copied(frame, state, value, at))


def close(state: State, channel: Value) -> None:
    """Closes a channel that was made on this path."""
    made = _made(state, channel)
    if made is not None and type(channel) is Ref:
        state.heap[channel.key] = made.having(_CLOSED, TRUE)


def receive(frame: Frame, state: State, channel: Value) -> Ways:
    """What comes out of a channel: all that was sent over it here, else something that is not known, or zero once it is closed."""
    found: Ways = []
    for after in wait(state):
        made = _made(after, channel)
        fields = made.fields if made is not None else {}
        sent = [value for name, value in fields.items() if name != _CLOSED]
        found += [(value, after.fork()) for value in sent[1:]]
        maybe = Zero("unassigned-variable") if _CLOSED in fields else None
        term = terms.mark(f"<-{expressions.term_of(channel)}", frame.machine.fresh())
        found.append((sent[0] if sent else Opaque(term, maybe=maybe), after))
    return found


def _made(state: State, channel: Value) -> Object | None:
    if type(channel) is not Ref:
        return None
    made = state.heap.get(channel.key)
    return made if made is not None and made.container == "chan" else None


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
