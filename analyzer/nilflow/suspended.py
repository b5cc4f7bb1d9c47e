"""Calls that nobody has looked into: their results are terms, worked out when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.callgraph import Target
from analyzer.facts import ir
from analyzer.nilflow import avoiding, calls, expressions, reads, terms
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import State, Ways
from analyzer.nilflow.values import FALSE, TRUE, UNSEEN, Func, Multi, Opaque, Read, Suspended, Value, Zero
from analyzer.nilflow.vocabulary import called_name

SMALL = 4
"""Statements of a predicate that conditions look into."""
_DEEPEST = 8
"""Results of calls that return each other's results."""


def suspend(
    frame: Frame,
    state: State,
    call: ir.Call,
    function: Value | None,
    receiver: Value | None,
    arguments: tuple[Value, ...],
) -> Value:
    """The result of a call that is not looked into, as long as nobody asks."""
    avoiding.not_looked_into(frame, state, call)
    avoiding.used(frame, state, arguments)
    result = result_term(frame, state, call, receiver, arguments)
    if type(result) is not Opaque or result.error:
        return result
    called = function if type(function) is Func else None
    return msgspec.structs.replace(result, suspended=Suspended(frame, call, called, receiver, arguments))


def result_term(
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


def force(state: State, value: Value, depth: int = 0) -> Ways:
    """A value for certain: the result of a call that was not looked into so far, or a field of one, and what that call returns of others
    in turn."""
    if type(value) is not Opaque or depth > _DEEPEST:
        return [(value, state)]
    if value.suspended is None:
        return _of_result(state, value, depth)
    waiting = value.suspended
    plain = msgspec.structs.replace(value, suspended=None)
    base = value.term.removesuffix(f"#{waiting.index}")
    ways: Ways = []
    for found, after in resumed(state, waiting):
        results = found.values if type(found) is Multi else (found,)
        if any(_contradicts(state, base, position, result) for position, result in enumerate(results)):
            continue
        result = results[waiting.index] if waiting.index < len(results) else found
        if result == UNSEEN:
            ways.append((plain, after))
        else:
            ways += force(after, result, depth + 1)
    return ways or [(plain, state)]


def _of_result(state: State, value: Opaque, depth: int) -> Ways:
    """A field of a call's result, once it is known what the call gives."""
    read = value.read
    if read is None or value.fallback or type(read.operand) is not Opaque or not _waits(read.operand):
        return [(value, state)]
    return [
        way
        for operand, before in force(state, read.operand, depth + 1)
        if operand is not read.operand
        for way in force(before, _read(read, before, operand), depth + 1)
    ] or [(value, state)]


def _read(read: Read, state: State, operand: Value) -> Value:
    if read.select is None:
        return expressions.pointed_to(state, operand)
    return reads.field_of(read.frame, state, operand, read.select)


def _waits(value: Opaque) -> bool:
    """Whether a value is the result of a call that was not looked into, or a field of one."""
    inner: Value = value
    while type(inner) is Opaque and inner.suspended is None and inner.read is not None:
        inner = inner.read.operand
    return type(inner) is Opaque and inner.suspended is not None


def _contradicts(state: State, base: str, position: int, result: Value) -> bool:
    """Whether a result of a call is not what a test of it has told already."""
    term = part_of(base, position)
    told = state.facts.get(term)
    if told is not None and (result in (TRUE, FALSE) or type(result) is Zero):
        return told is not (result == TRUE)
    known = state.facts.get(f"{term} == nil")
    if known is None:
        return False
    if type(result) is Zero:
        return (result.typed is not None) is known
    return known and (type(result) is not Opaque or result.error)


def part_of(term: str, position: int) -> str:
    """What one of several results of a call is called."""
    return f"{term}#{position}" if position else term


def resumed(state: State, waiting: Suspended) -> Ways:
    """Every way a suspended call comes out; none where it is not certain what it enters."""
    frame = waiting.frame
    answer = None if waiting.function is not None else frame.machine.graph.callees(frame.body, waiting.call)
    if answer is not None and answer.reason:
        return []
    targets = [Target()] if answer is None else [target for target in answer.targets if calls.has_body(target)]
    with frame.machine.for_results():
        return [
            way
            for target in targets
            for receiver, start in _receivers(state.fork(), waiting)
            for arguments, before in _forced(start, waiting.arguments)
            for way in _entered(before, waiting, target, receiver, arguments)
        ]


def _entered(
    state: State, waiting: Suspended, target: Target, receiver: Value | None, arguments: tuple[Value, ...]
) -> Ways:
    if waiting.function is not None:
        return calls.enter_value(waiting.frame, state, waiting.call, waiting.function, arguments)
    return calls.enter(waiting.frame, state, waiting.call, target, receiver, arguments)


def _receivers(state: State, waiting: Suspended) -> Sequence[tuple[Value | None, State]]:
    return [(None, state)] if waiting.receiver is None else force(state, waiting.receiver)


def _forced(state: State, values: tuple[Value, ...]) -> list[tuple[tuple[Value, ...], State]]:
    ways: list[tuple[tuple[Value, ...], State]] = [((), state)]
    for value in values:
        ways = [((*known, forced), after) for known, before in ways for forced, after in force(before, value)]
    return ways


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
        return calls.enter(
            waiting.frame, state, waiting.call, Target(function=function), waiting.receiver, waiting.arguments
        )


def _is_near(waiting: Suspended) -> bool:
    """Whether a call is of a method, or of a function of the same package, and not of an error."""
    func = waiting.call.func
    if isinstance(func, ir.Name):
        return True
    return waiting.receiver is not None and type(waiting.receiver) is Opaque and waiting.receiver.suspended is None
