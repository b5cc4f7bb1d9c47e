"""Running a function from its first statement to what happens after its return."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import assignment, branching, calls, reads, sinks, statements, terms
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import End, Jump, State, merged
from analyzer.nilflow.values import Address, Func, Multi, Opaque, Origin, Ref, Test, Value, Zero, is_nothing
from analyzer.program.model import Local

_RESULT = Local("result", "result", 0, None, None)


def run_function(frame: Frame, state: State) -> list[tuple[Value, State]]:
    """Runs a function whose parameters are bound; every result with the path it holds on."""
    decl = frame.body.decl
    block = frame.literal.body if frame.literal is not None else decl.body if isinstance(decl, ir.FuncDecl) else None
    if block is None:
        return [(Opaque("?"), state)]
    outer_test, outer_deferred = state.test, state.deferred
    state.deferred = ()
    found: list[tuple[Value, State]] = []
    for value, after in _returned(frame, _to_the_end(frame, state, block.stmts), outer_test):
        waiting = after.deferred
        for late in _leave(frame, after):
            late.deferred = outer_deferred
            result = named_results(frame, late) if waiting and _has_named_results(frame) else value
            found.append((result, late))
    return _joined_ends(frame, found, keep=frame.captured or frame.root)


def _to_the_end(frame: Frame, state: State, stmts: Sequence[ir.Stmt]) -> list[End]:
    """Runs a function's statements as long as something watched is left that they could touch."""
    ends: list[End] = []
    states = [state]
    for position in range(len(stmts)):
        going = []
        for after in states:
            if _is_over(frame, after, stmts, position):
                ends.append((Jump("return", value=_any_results(frame)), after))
            else:
                going.append(after)
        if not going:
            return ends
        states = []
        for jump, after in statements.execute_all(frame, going, stmts[position : position + 1], stmts, position):
            if jump is None:
                states.append(after)
            else:
                ends.append((jump, after))
    return [*ends, *((None, after) for after in states)]


def _is_over(frame: Frame, state: State, stmts: Sequence[ir.Stmt], position: int) -> bool:
    """Whether the rest of a function has nothing to do with anything watched."""
    m = frame.machine
    if m.whole or state.test is not None or state.fields or not m.events.sightings:
        return False
    used = frame.body.used_from(stmts, position)
    if not used.names.isdisjoint(m.vocabulary.sink_names) or not used.calls.isdisjoint(m.watched):
        return False
    return not any(
        (local in used.locals or (local.kind == "result" and number == frame.number))
        and (interest(m, state, value) is not Interest.NONE or (type(value) is Address and value.field))
        for (number, local), value in state.cells.items()
    )


def _any_results(frame: Frame) -> Value:
    """Results of which nothing is known."""
    results = frame.signature.results if frame.signature is not None else ()
    values = tuple(Opaque(terms.mark(result.name or "result", frame.machine.fresh())) for result in results)
    return values[0] if len(values) == 1 else Multi(values)


def _returned(frame: Frame, ends: list[End], outer_test: Test | None) -> list[tuple[Value, State]]:
    """What the ends of a body return, equal ones joined, with failures noted that a test of something watched led to."""
    found = []
    for jump, state in ends:
        value = jump.value if jump is not None else None
        if value is None:
            value = named_results(frame, state) if _has_named_results(frame) else Multi(())
        value = _nothing_again(frame, state, value)
        value = _stands_in(frame, state, value)
        if _has_named_results(frame):
            _set_results(frame, state, value)
        if state.test is not None and state.test != outer_test:
            if branching.is_failure(frame, state, value):
                if not frame.machine.trial:
                    frame.machine.events.blocked.setdefault(state.test)
                state.test = outer_test
            elif not origins(frame.machine, state, value):
                state.test = outer_test
        found.append((value, state))
    return _joined_ends(frame, found, keep=True)


def _nothing_again(frame: Frame, state: State, value: Value) -> Value:
    """Nil returned in answer to a test of something watched is that nothing again."""
    test = state.test
    if test is None or frame.machine.trial > 1:
        return value
    if type(value) is Multi:
        kinds = _kinds_of(frame, state, test.origin)
        results = frame.signature.results if frame.signature is not None else ()
        if not kinds or len(results) != len(value.values):
            return value
        return Multi(
            tuple(
                _of_origin(part, test.origin) if terms.type_text(result.type) in kinds else part
                for part, result in zip(value.values, results, strict=True)
            )
        )
    return _of_origin(value, test.origin)


def _of_origin(value: Value, origin: Origin) -> Value:
    return msgspec.structs.replace(value, origin=origin) if type(value) is Zero and value.origin is None else value


def _kinds_of(frame: Frame, state: State, origin: Origin) -> set[str]:
    """The types, as they are written, of the parameters that are the watched nothing."""
    kinds = set()
    for param in frame.signature.params if frame.signature is not None else ():
        local = frame.body.declared(param)
        held = state.cells.get((frame.number, local)) if local is not None else None
        if type(held) is Zero and held.origin == origin:
            kinds.add(terms.type_text(param.type))
    return kinds


def _stands_in(frame: Frame, state: State, value: Value) -> Value:
    """What is returned in answer to a test of a parameter that is nothing stands in for it, if it is of its type."""
    test, signature = state.test, frame.signature
    if test is None or signature is None:
        return value
    parts = value.values if type(value) is Multi else (value,)
    if len(parts) != len(signature.results):
        return value
    kinds = _kinds_of(frame, state, test.origin)
    if not kinds:
        return value
    found = tuple(
        assignment.in_place_of(frame, state, reads.known(frame, part), test)
        if terms.type_text(result.type) in kinds and isinstance(part, Opaque | Func | Ref) and part.instead is None
        else part
        for part, result in zip(parts, signature.results, strict=True)
    )
    return found[0] if len(found) == 1 else Multi(found)


def _joined_ends(frame: Frame, found: list[tuple[Value, State]], *, keep: bool) -> list[tuple[Value, State]]:
    """Ends of equal meaning joined, those that failed apart from the others; locals are gone unless they are to ``keep``."""
    groups: dict[tuple[bool, ...], list[State]] = {}
    cell = frame.number, _RESULT
    for value, state in found:
        failed = branching.is_failure(frame, state, value)
        if not keep:
            number = frame.number
            state.cells = {cell: kept for cell, kept in state.cells.items() if cell[0] != number}
        if failed:
            value = _as_error(value)
        state.cells[cell] = value
        parts = value.values if type(value) is Multi else (value,)
        groups.setdefault((failed, *(_is_told_apart(frame, state, part) for part in parts)), []).append(state)
    return [(state.cells.pop(cell), state) for states in groups.values() for state in merged(states)]


def _is_told_apart(frame: Frame, state: State, value: Value) -> bool:
    """Whether a result is nothing, or a struct made here of a type that holds the fallback: it may be without."""
    if type(value) is not Ref or not frame.machine.whole:
        return is_nothing(value)
    thing = state.heap.get(value.key)
    return (
        thing is not None
        and thing.type is not None
        and not thing.open
        and bool(frame.machine.vocabulary.held_in(thing.type))
    )


def _as_error(value: Value) -> Value:
    """A returned value that says that the function failed, whoever is asked."""
    if type(value) is Multi:
        return Multi((*value.values[:-1], _as_error(value.values[-1])))
    return msgspec.structs.replace(value, error=True) if type(value) is Opaque else value


def _leave(frame: Frame, state: State) -> list[State]:
    """What happens after the return: closures at sinks show what they give, deferred calls run, last first."""
    sinks.settle_frame(frame, state)
    states = [state]
    waiting, state.deferred = state.deferred, ()
    for inner, call, function, receiver, arguments in reversed(waiting):
        ways = [way for before in states for way in calls.apply(inner, before, call, function, receiver, arguments)]
        states = merged([after for _, after in ways])
    if waiting:
        for after in states:
            sinks.settle_frame(frame, after)
    return states


def _has_named_results(frame: Frame) -> bool:
    signature = frame.signature
    return signature is not None and any(result.name not in ("", "_") for result in signature.results)


def named_results(frame: Frame, state: State) -> Value:
    """The values of named results."""
    signature = frame.signature
    results = signature.results if signature is not None else ()
    values: list[Value] = []
    for result in results:
        local = frame.body.declared(result)
        values.append(
            state.cells.get((frame.number, local), Opaque("?")) if local is not None else Zero("unassigned-variable")
        )
    return values[0] if len(values) == 1 else Multi(tuple(values))


def _set_results(frame: Frame, state: State, value: Value) -> None:
    signature = frame.signature
    results = signature.results if signature is not None else ()
    values = value.values if type(value) is Multi else (value,)
    for result, part in zip(results, values, strict=False):
        local = frame.body.declared(result)
        if local is not None:
            state.cells[frame.number, local] = part
