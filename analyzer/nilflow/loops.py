"""Loops: a body runs until a further turn would show nothing new."""

from __future__ import annotations

from collections.abc import Callable

from analyzer.facts import ir
from analyzer.nilflow import assignment, branching, concurrent, expressions, reading, reads, statements, terms
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import End, Jump, State, meaning, merged
from analyzer.nilflow.values import ELEMENT, UNSEEN, Address, Opaque, Parameter, Ref, Value, Zero

_FEW = 6
"""Elements of a container that are always looked at one after another."""
_TURNS = 3
"""Times a loop body is run; every value that a further turn could show has appeared by then, or is said to be cut off."""


def loop(frame: Frame, state: State, stmt: ir.Loop) -> list[End]:
    """A loop with a condition, or without end."""
    ends: list[End] = []

    def turn(start: State) -> list[End]:
        def body(after: State) -> list[End]:
            return statements.execute_all(frame, [after], stmt.body.stmts)

        def over(after: State) -> list[End]:
            return [(Jump("break"), after)]

        found = (
            body(start)
            if stmt.cond is None
            else branching.branch(frame, start, stmt.cond, stmt.at, body, over, (False, True))
        )
        if stmt.post is None:
            return found
        result: list[End] = []
        for jump, after in found:
            if jump is None or (jump.kind == "continue" and jump.label in ("", stmt.label)):
                result += statements.execute(frame, after, stmt.post)
            else:
                result.append((jump, after))
        return result

    ends, going = _turns(frame, [state], turn, stmt)
    if stmt.cond is not None:
        ends += [(None, after) for after in going]
    return statements.landed(ends, stmt.label, ("break",))


def _turns(
    frame: Frame, states: list[State], turn: Callable[[State], list[End]], stmt: ir.Loop | ir.Range
) -> tuple[list[End], list[State]]:
    """Runs a loop body again and again until nothing new comes of it: the ends that leave the loop, and the paths that
    would go on. What the body declares is new in every turn, and so makes no difference."""
    ends: list[End] = []
    inner = frame.body.declared_in(stmt.body)
    seen: set[object] = {meaning(state, without=inner) for state in states}
    counts = _counts(frame, states, stmt)
    label = stmt.label
    going = states
    last: list[State] = []
    for _ in range(_TURNS):
        following: list[State] = []
        for state in going:
            for jump, after in turn(state):
                if jump is None or (jump.kind == "continue" and jump.label in ("", label)):
                    following.append(after)
                else:
                    ends.append((jump, after))
        last = merged(following)
        going = []
        for state in last:
            key = meaning(state, without=inner)
            if key not in seen or counts:
                seen.add(key)
                going.append(state)
        counts = False
        if not going:
            break
    return ends, last


def _counts(frame: Frame, states: list[State], stmt: ir.Loop | ir.Range) -> bool:
    """Whether a loop changes a variable whose value is known at first: the first turn then tells nothing of the others."""
    changed = frame.body.assigned_by(stmt)
    return any(
        type(value) is Opaque and terms.is_literal(value.term)
        for state in states
        for local in changed
        if (value := state.cells.get(frame.cell(local))) is not None
    )


def over_range(frame: Frame, state: State, stmt: ir.Range) -> list[End]:
    """A loop over a container, a number, a channel or a function."""
    ends: list[End] = []
    for over, after in expressions.evaluate(frame, state, stmt.x):
        ends += _ranged(frame, after, stmt, over)
    return statements.landed(ends, stmt.label, ("break",))


def _ranged(frame: Frame, state: State, stmt: ir.Range, over: Value) -> list[End]:
    """A range: every element of a container that is known, else no turn or some. An element of what the fallback holds is the
    fallback's, and to leave the loop without having found one there is to have looked in vain."""
    if type(over) is Address:
        over = state.pointed(over) or UNSEEN
    if type(over) is Zero:
        return [(None, state)]
    if type(over) is Ref and over.key in state.heap and state.object(over).container:
        thing = state.object(over)
        plain = all(type(part) is Opaque and part.instead is None for part in thing.fields.values())
        few = len(thing.fields) <= _FEW
        if (few or not plain) and not thing.open and all(name.isdigit() for name in thing.fields):
            return _unrolled(frame, state, stmt, [thing.fields[name] for name in sorted(thing.fields, key=int)])
    fallback = expressions.fallback_of(over) or _suspended_fallback(over) or reads.held_fallback(frame, stmt.x)
    inner = frame.body.declared_in(stmt.body)
    given = None
    if type(over) is Opaque and over.parameter is not None:
        given = Parameter(over.parameter.index, (*over.parameter.fields, ELEMENT))
    before = meaning(state, without=inner)[:-1]

    def turn(start: State) -> list[End]:
        element: Value = Opaque(terms.mark("element", frame.machine.fresh()), fallback, parameter=given)
        if type(over) is Ref and over.key in start.heap:
            if start.object(over).container == "chan":
                received = concurrent.receive(frame, start, over)
                return [end for value, after in received for end in _turn(frame, after, stmt, value, value)]
            element = expressions.element_of(frame, start, over, None)
        key = Opaque(terms.mark("key", frame.machine.fresh()), fallback)
        return _turn(frame, start, stmt, key, element)

    none = state.fork()
    ends, going = _turns(frame, [state], turn, stmt)
    found: list[End] = [*ends, (None, none), *((None, after) for after in going)]
    alike = [meaning(after, without=inner)[:-1] == before for _, after in found] if fallback else []
    if not all(alike):
        for (_, after), same in zip(found, alike, strict=True):
            if same:
                after.absent = after.absent | {f"{fallback}\0searched {stmt.at}"}
            else:
                after.present = after.present | {f"{fallback}\0searched {stmt.at}"}
    return found


def _suspended_fallback(value: Value) -> str:
    return reading.fallback_read_by(value.suspended) if type(value) is Opaque and value.suspended is not None else ""


def _unrolled(frame: Frame, state: State, stmt: ir.Range, elements: list[Value]) -> list[End]:
    ends: list[End] = []
    states = [state]
    for position, element in enumerate(elements):
        following: list[State] = []
        for start in states:
            for jump, after in _turn(frame, start, stmt, Opaque(str(position)), element):
                if jump is None or (jump.kind == "continue" and jump.label in ("", stmt.label)):
                    following.append(after)
                else:
                    ends.append((jump, after))
        states = following
    return [*ends, *((None, after) for after in states)]


def _turn(frame: Frame, state: State, stmt: ir.Range, key: Value, element: Value) -> list[End]:
    states = [state]
    for target, value in ((stmt.key, key), (stmt.value, element)):
        if target is not None:
            states = [
                after
                for before in states
                for after in assignment.store(frame, before, target, value, target.at, define=stmt.define)
            ]
    return statements.execute_all(frame, states, stmt.body.stmts)
