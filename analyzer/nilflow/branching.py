"""Branches and ranges, and what a path learns of the declared fallback on the way.

A path on which nothing stays nothing is *covered* when it went past a test (or a search) of the fallback that found nothing there and
whose other outcome replaces the nothing. Every test of a fallback counts at first; where both outcomes come out alike, or
nothing was replaced by the other, it is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.nilflow import avoiding, conditions, expressions, reading
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import End, State, meaning, shape_of
from analyzer.nilflow.values import Address, Func, Multi, Opaque, Ref, Test, Value, Zero

if TYPE_CHECKING:
    from analyzer.nilflow.conditions import Asked, Decision

Run = Callable[[State], "list[End]"]


def branch(
    frame: Frame, state: State, cond: ir.Expr, at: int, then: Run, otherwise: Run, leaves: tuple[bool, bool]
) -> list[End]:
    """Both sides of a condition, each on the paths that lead there. ``leaves`` tells for each side whether control never comes
    out at its end: then the test governs what follows, too."""
    outer_test = state.test
    decisions = conditions.decide(frame, state, cond, at)
    sides: dict[bool, list[tuple[Decision, list[End]]]] = {True: [], False: []}
    _idle(frame, decisions, then, otherwise)
    several = {decision.truth for decision in decisions} == {True, False}
    for decision in decisions:
        _learn(frame, decision)
        before = decision.state.conditions
        if several:
            decision.state.conditions = (
                *before,
                *(asked.words for asked in decision.asked if asked.words and asked.words not in before),
            )
        run, other = (then, otherwise) if decision.truth else (otherwise, then)
        test = decision.state.test
        if decision.met and test is not None and not frame.machine.trial:
            found = avoiding.answered(
                frame, decision.state, test, run, other, leaves=leaves[0 if decision.truth else 1]
            )
        else:
            found = run(decision.state)
        sides[decision.truth].append((decision, found))
    ends: list[End] = []
    for truth in (True, False):
        others_fail = bool(sides[not truth]) and all(
            fails(frame, end) for _, found in sides[not truth] for end in found
        )
        for decision, found in sides[truth]:
            for jump, after in found:
                if (
                    jump is None
                    and after.test is not None
                    and after.test != outer_test
                    and not leaves[0 if not truth else 1]
                ):
                    after.test = outer_test
                if others_fail:
                    said = {asked.words for asked in decision.asked}
                    after.conditions = tuple(words for words in after.conditions if words not in said)
                ends.append((jump, after))
    if several and _asks_fallback(frame, decisions):
        _take_back(frame, sides)
    return ends


def _learn(frame: Frame, decision: Decision) -> None:
    """Notes what the condition says of a fallback."""
    for asked in decision.asked:
        if asked.fallback:
            _note(decision.state, asked, asked.fallback)


def _note(state: State, asked: Asked, fallback: str) -> None:
    if asked.polarity == "absent":
        state.absent = state.absent | {f"{fallback}\0{asked.key}"}
    elif asked.polarity == "present":
        state.present = state.present | {f"{fallback}\0{asked.key}"}


def _asks_fallback(frame: Frame, decisions: Sequence[Decision]) -> bool:
    """Whether a condition asks for a fallback, or for what a function that was not looked into may have read from one."""
    watching = bool(frame.machine.events.sightings)
    return any(
        asked.fallback
        or (
            watching
            and asked.polarity
            and asked.words
            and type(asked.value) is Opaque
            and asked.value.suspended is not None
        )
        for decision in decisions
        for asked in decision.asked
    )


def _take_back(frame: Frame, sides: dict[bool, list[tuple[Decision, list[End]]]]) -> None:
    """A test of a fallback whose two outcomes come out alike, failures aside, has decided nothing."""
    outcomes = {
        truth: {_outcome(end) for _, found in sides[truth] for end in found if not fails(frame, end)}
        for truth in (True, False)
    }
    if outcomes[True] and outcomes[False] and outcomes[True] != outcomes[False]:
        if frame.machine.events.sightings:
            _look_closer(sides)
        return
    for truth in (True, False):
        for decision, found in sides[truth]:
            keys = {f"\0{asked.key}" for asked in decision.asked}
            for _, after in found:
                after.absent = frozenset(k for k in after.absent if not any(k.endswith(key) for key in keys))
                after.present = frozenset(k for k in after.present if not any(k.endswith(key) for key in keys))


def _look_closer(sides: dict[bool, list[tuple[Decision, list[End]]]]) -> None:
    """The test has decided something: does what it tested come from a function that reads a fallback?"""
    for truth in (True, False):
        for decision, found in sides[truth]:
            for asked in decision.asked:
                if (
                    asked.fallback
                    or not asked.polarity
                    or not asked.words
                    or type(asked.value) is not Opaque
                    or asked.value.suspended is None
                ):
                    continue
                fallback = reading.fallback_read_by(asked.value.suspended)
                if fallback:
                    for _, after in found:
                        _note(after, asked, fallback)


def _outcome(end: End) -> object:
    """What an end is, whether a fallback was looked at aside."""
    jump, state = end
    if jump is None:
        return meaning(state)[:-1]
    value = None if jump.value is None else (shape_of(jump.value, state, fine=True), _fallbacks(jump.value))
    return jump.kind, jump.label, value, meaning(state)[:-1]


def _fallbacks(value: Value) -> bool:
    return any(expressions.fallback_of(part) for part in (value.values if type(value) is Multi else (value,)))


def _idle(frame: Frame, decisions: Sequence[Decision], then: Run, otherwise: Run) -> None:
    """Tests of what has replaced nothing already: they are guards that stand too late if they would have replaced it."""
    tests = {test: decision for decision in decisions for test in decision.idle}
    m = frame.machine
    if m.trial or not tests:
        return
    for test, decision in tests.items():
        if test in m.events.idle:
            continue
        run = otherwise if decision.truth else then
        before = m.trial_replaced
        with m.supposing():
            ends = run(_as_if_nothing(decision.state, test))
        if m.trial_replaced > before or any(fails(frame, end) for end in ends):
            m.events.idle.setdefault(test)


def _as_if_nothing(state: State, test: Test) -> State:
    """The path as it would be if what replaced nothing were nothing still."""
    other = state.fork()
    nothing = Zero(test.origin.how, test.origin)
    for cell, value in state.cells.items():
        if isinstance(value, Opaque | Func | Ref) and value.instead is not None and value.instead.origin == test.origin:
            other.cells[cell] = nothing
    other.test = test
    return other


# ---- failing -----------------------------------------------------------------------------------------


def fails(frame: Frame, end: End) -> bool:
    """Whether a path returns an error for certain."""
    jump, state = end
    return (
        jump is not None and jump.kind == "return" and jump.value is not None and is_failure(frame, state, jump.value)
    )


def is_failure(frame: Frame, state: State, value: Value) -> bool:
    """Whether a returned value certainly says that the function failed."""
    last = value.values[-1] if type(value) is Multi and value.values else value
    if type(last) is Opaque:
        return last.error or (state.facts.get(f"{last.term} == nil") is False and is_error_result(frame))
    return type(last) in (Ref, Func, Address) and is_error_result(frame)


def is_error_result(frame: Frame) -> bool:
    """Whether the function's last result is an error, as it is written."""
    signature = frame.signature
    if signature is None or not signature.results:
        return False
    last = signature.results[-1].type
    return isinstance(last, ir.Name) and last.name == "error"
