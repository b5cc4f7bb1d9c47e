"""Branches and ranges, and the question that decides between "nil" and "covered": would the fallback have replaced it?

A path on which nil stays nil is *covered* when it went past a test (or a search) of the declared fallback whose other outcome
replaces the nil. To know that, both outcomes are tried first, with everything they see thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import calls, statements, terms
from analyzer.nilflow.conditions import Decision, decide
from analyzer.nilflow.machine import Events, Frame, Machine
from analyzer.nilflow.merging import merged
from analyzer.nilflow.values import Cell, Closure, Nothing, Reference, State, Test, Thing, Tuple, Value

if TYPE_CHECKING:
    from analyzer.nilflow.statements import End

Run = Callable[[State], "list[End]"]


def branch(m: Machine, frame: Frame, state: State, cond: ir.Expr, at: int, then: Run, otherwise: Run) -> list[End]:
    """Both sides of a condition, each on the paths that lead there."""
    before = dict(state.facts)
    rest = m.rest
    decisions = decide(m, frame, state, cond, at)
    runs = [then if decision.truth else otherwise for decision in decisions]
    words = [_words(m, before, decision.state) for decision in decisions]
    _cover(m, frame, decisions, runs, rest, at)
    ends_of: list[list[End]] = []
    for decision, run, said in zip(decisions, runs, words, strict=True):
        decision.state.conditions = (*decision.state.conditions, *said)
        ends_of.append(run(decision.state))
    sides = {
        truth: all(_fails(end) for decision, ends in zip(decisions, ends_of, strict=True) if decision.truth is truth for end in ends)
        for truth in (True, False)
    }
    result: list[End] = []
    for decision, ends, said in zip(decisions, ends_of, words, strict=True):
        for jump, after in ends:
            if said and sides[not decision.truth]:
                after.conditions = tuple(text for text in after.conditions if text not in said)
            result.append((jump, after))
    return result


def _words(m: Machine, before: dict[str, bool], state: State) -> tuple[str, ...]:
    """What the condition newly decided, in words; error tests are left to the reader's imagination."""
    found = []
    for key, truth in state.facts.items():
        if key in before or key not in m.words:
            continue
        words, sign = m.words[key]
        found.append(terms.answer_text(words, truth is sign))
    return tuple(found)


def _fails(end: End) -> bool:
    jump, _ = end
    if jump is None:
        return False
    if jump.kind == "return":
        return is_error(jump.value)
    return jump.kind in ("crash",)


def is_error(value: Value | None) -> bool:
    """Whether a returned value certainly says that the function failed."""
    if type(value) is Tuple and value.values:
        value = value.values[-1]
    return type(value) is Thing and value.error


def _cover(
    m: Machine, frame: Frame, decisions: list[Decision], runs: list[Run], rest: tuple[ir.Stmt, ...], at: int
) -> None:
    """Marks nil as covered on each outcome whose opposite replaces it by the fallback."""
    if m.trial or {decision.truth for decision in decisions} != {True, False}:
        return
    fallback = next((decision.fallback for decision in decisions if decision.fallback), "")
    source = next((decision.source for decision in decisions if decision.source), None)
    if not fallback and (source is None or not any(_nil_cells(decision.state) for decision in decisions)):
        return
    replaced: dict[bool, set[Cell]] = {True: set(), False: set()}
    with_rest: list[Callable[[State], list[End]]] = [_then_rest(m, frame, run, rest) for run in runs]
    for decision, run in zip(decisions, with_rest, strict=True):
        if decision.split or decision.fallback:
            replaced[decision.truth] |= _replaced(m, decision.state, run)
    for decision in decisions:
        cells = replaced[not decision.truth] - replaced[decision.truth]
        if not cells:
            continue
        if not fallback and source is not None:
            fallback = calls.reads_fallback(m, source)
        if fallback:
            cover(decision.state, cells, frame, at, fallback)


def _then_rest(m: Machine, frame: Frame, run: Run, rest: tuple[ir.Stmt, ...]) -> Run:
    def both(state: State) -> list[End]:
        ends: list[End] = []
        for jump, after in run(state):
            ends += [(jump, after)] if jump is not None else statements.execute_all(m, frame, [after], rest)
        return ends

    return both


def _nil_cells(state: State) -> dict[Cell, Nothing]:
    return {cell: value for cell, value in state.cells.items() if type(value) is Nothing and value.covered is None}


def _replaced(m: Machine, state: State, run: Run) -> set[Cell]:
    """The variables that are nil now and are no longer so at some end of ``run``."""
    nil = _nil_cells(state)
    if not nil:
        return set()
    events, wanted, m.events, m.trial = m.events, set(m.wanted), Events(), m.trial + 1
    try:
        ends = run(state.fork())
    finally:
        m.events, m.wanted, m.trial = events, wanted, m.trial - 1
    found: set[Cell] = set()
    for jump, after in ends:
        if jump is not None and jump.kind == "return":
            if is_error(jump.value):
                continue
            if _stands_in(jump.value):
                found |= nil.keys()
                continue
        found |= {cell for cell in nil if cell in after.cells and type(after.cells[cell]) is not Nothing}
    return found


def _stands_in(value: Value | None) -> bool:
    """Whether a returned value is itself the replacement."""
    if type(value) is Tuple:
        return any(_stands_in(part) for part in value.values)
    return type(value) in (Closure, Reference) or (type(value) is Thing and bool(value.fallback))


def cover(state: State, cells: Iterable[Cell], frame: Frame, at: int, fallback: str) -> None:
    """The fallback was looked at for these variables and had nothing to offer."""
    for cell in cells:
        value = state.cells.get(cell)
        if type(value) is Nothing and value.covered is None:
            test = state.test if state.test is not None and state.test.origin == value.origin else None
            test = test or Test(frame.place(at), "the fallback is tested", value.origin)
            test = msgspec.structs.replace(test, fallback=fallback)
            state.cells[cell] = msgspec.structs.replace(value, covered=test)
            if state.consulted is None or value.origin is not None:
                state.consulted = test


def ranged(m: Machine, frame: Frame, state: State, stmt: ir.Range, over: Value) -> list[End]:
    """A range: no turn, or some; an element of what the fallback holds is the fallback's."""
    fallback = over.fallback if type(over) is Thing else ""
    element: Value = Thing(terms.mark("element", frame.number, stmt.at), fallback)
    if type(over) is Reference:
        element = state.heap[over.object].fields.get("*", element)

    def turn(start: State) -> list[End]:
        key = Thing(terms.mark("key", frame.number, stmt.at), fallback)
        statements.loop_variable(m, frame, start, stmt.key, key, stmt.define)
        statements.loop_variable(m, frame, start, stmt.value, element, stmt.define)
        ends = statements.execute_all(m, frame, [start], stmt.body.stmts)
        return [
            (None if jump is not None and jump.kind == "continue" and jump.label in ("", stmt.label) else jump, after)
            for jump, after in ends
        ]

    if fallback and not m.trial:
        cells = _replaced(m, state, turn)
        skipped = state.fork()
        cover(skipped, cells, frame, stmt.at, fallback)
    else:
        cells, skipped = set(), state.fork()
    ends: list[End] = []
    going = [state]
    for _ in range(2):
        following: list[State] = []
        for start in going:
            for jump, after in turn(start):
                if jump is None:
                    cover(after, cells, frame, stmt.at, fallback) if cells else None
                    following.append(after)
                else:
                    ends.append((jump, after))
        going = merged(following)
    ends += [(None, after) for after in merged([skipped, *going])]
    return ends
