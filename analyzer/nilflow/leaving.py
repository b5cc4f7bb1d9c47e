"""Values that go where they are not followed: out of the tree, or to code that does nothing with them itself."""

from __future__ import annotations

from analyzer.callgraph import Target
from analyzer.facts import ir
from analyzer.nilflow import closures, library, terms
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import State
from analyzer.nilflow.values import Address, Func, Opaque, Ref, Value, Zero


def leave_tree(
    frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...], target: Target
) -> None:
    """Something watched goes to code outside the tree: the standard library does no harm, others may."""
    name = target.external or (target.function.qualified if target.function is not None else "a function")
    if library.is_standard(name) or frame.machine.vocabulary.harmless(frame.body, call):
        return
    leave(frame, state, call, receiver, arguments, f"is passed to {name}, which is not in the tree")


def leave(
    frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...], reason: str
) -> None:
    """Notes that something watched goes to code that cannot be followed."""
    m = frame.machine
    if m.vocabulary.harmless(frame.body, call):
        return
    for value in (receiver, *arguments):
        if type(value) is Zero and value.origin is not None:
            m.lost((value.origin,), frame.place(call.at), state, reason, value.trail)
        elif type(value) is Func and interest(m, state, value) is Interest.SEES:
            m.lost(origins(m, state, value), frame.place(call.at), state, reason)
        elif type(value) is Ref or type(value) is Address:
            nothing = [o for o in origins(m, state, value) if holds_nothing(state, value)]
            m.lost(tuple(nothing), frame.place(call.at), state, reason)


def holds_nothing(state: State, value: Value, depth: int = 0) -> bool:
    """Whether a value is, or holds, the watched nothing itself (and not what replaced it)."""
    if depth > 5:
        return True
    if type(value) is Zero:
        return value.origin is not None
    if type(value) is Ref:
        thing = state.heap.get(value.key)
        return thing is not None and any(holds_nothing(state, part, depth + 1) for part in thing.fields.values())
    if type(value) is Address:
        inside = state.pointed(value)
        return inside is not None and holds_nothing(state, inside, depth + 1)
    if type(value) is Func and value.literal is not None and value.frame is not None:
        cells = (state.cells.get(value.frame.cell(local)) for local in value.frame.body.captures(value.literal))
        return any(inside is not None and holds_nothing(state, inside, depth + 1) for inside in cells)
    return type(value) is Func and value.receiver is not None and holds_nothing(state, value.receiver, depth + 1)


def hand_over(frame: Frame, state: State, call: ir.Call, receiver: Value | None, arguments: tuple[Value, ...]) -> None:
    """Code that is not looked into may fill what it gets a pointer to."""
    for value in (receiver, *arguments):
        if type(value) is Ref and value.pointer:
            thing = state.heap.get(value.key)
            if thing is not None:
                state.heap[value.key] = thing.opened()
        elif type(value) is Address:
            held = state.pointed(value)
            if type(held) is not Func and not (type(held) is Zero and (held.origin is not None or value.field)):
                state.point(value, Opaque(terms.mark(value.name, frame.machine.fresh())))


def settle(frame: Frame, state: State, value: Value | None, at: int) -> bool:
    """Runs the closures in a value that somebody may call now. False when one of them gives a value that must be followed."""
    m = frame.machine
    if value is None or interest(m, state, value) is Interest.NONE:
        return True
    if type(value) is Func:
        return closures.run_escaping(frame, state, value, at)
    if type(value) is Ref:
        thing = state.heap.get(value.key)
        settled = [settle(frame, state, part, at) for part in thing.fields.values()] if thing is not None else []
        return all(settled)
    if type(value) is Address:
        return settle(frame, state, state.pointed(value), at)
    return False
