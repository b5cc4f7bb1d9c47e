"""Running statements: every path through a function body, joined again where nothing that matters tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import assignment, branching, calls, expressions, sinks, terms
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import MOST_STEPS, Frame
from analyzer.nilflow.state import State, meaning, merged
from analyzer.nilflow.values import Func, Multi, Opaque, Ref, Test, Value, Zero
from analyzer.program.model import Local, Member
from analyzer.program.types import Qualified

_TURNS = 3
"""Times a loop body is run; every value that a further turn could show has appeared by then, or is said to be cut off."""


class Jump(NamedTuple):
    """How a path leaves a statement: return, break, continue, goto or fallthrough."""

    kind: str
    label: str = ""
    value: Value | None = None


End = tuple[Jump | None, State]


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
        for jump, after in execute_all(frame, going, stmts[position : position + 1], stmts, position):
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
        local in used.locals and interest(m, state, value) is not Interest.NONE
        for (_, local), value in state.cells.items()
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
    if type(value) is Zero and value.origin is None and state.test is not None and frame.machine.trial < 2:
        return msgspec.structs.replace(value, origin=state.test.origin)
    return value


def _stands_in(frame: Frame, state: State, value: Value) -> Value:
    """What is returned in answer to a test of a parameter that is nothing stands in for it, if it is of its type."""
    test, signature = state.test, frame.signature
    if test is None or signature is None:
        return value
    parts = value.values if type(value) is Multi else (value,)
    if len(parts) != len(signature.results):
        return value
    kinds = set()
    for param in signature.params:
        local = frame.body.declared(param)
        held = state.cells.get((frame.number, local)) if local is not None else None
        if type(held) is Zero and held.origin == test.origin:
            kinds.add(terms.type_text(param.type))
    if not kinds:
        return value
    found = tuple(
        assignment.in_place_of(frame, part, test)
        if terms.type_text(result.type) in kinds and isinstance(part, Opaque | Func | Ref) and part.instead is None
        else part
        for part, result in zip(parts, signature.results, strict=True)
    )
    return found[0] if len(found) == 1 else Multi(found)


def _joined_ends(frame: Frame, found: list[tuple[Value, State]], *, keep: bool) -> list[tuple[Value, State]]:
    """Ends of equal meaning joined, those that failed apart from the others; locals are gone unless they are to ``keep``."""
    groups: dict[tuple[bool, bool], list[State]] = {}
    cell = frame.number, _RESULT
    for value, state in found:
        failed = branching.is_failure(frame, state, value)
        if not keep:
            number = frame.number
            state.cells = {cell: kept for cell, kept in state.cells.items() if cell[0] != number}
        state.cells[cell] = value
        last = value.values[-1] if type(value) is Multi and value.values else value
        groups.setdefault((failed, type(last) is Zero), []).append(state)
    return [(state.cells.pop(cell), state) for states in groups.values() for state in merged(states)]


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


# ---- results and defers ------------------------------------------------------------------------------


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


# ---- statements --------------------------------------------------------------------------------------


def execute_all(
    frame: Frame, states: list[State], stmts: Sequence[ir.Stmt], around: Sequence[ir.Stmt] = (), start: int = 0
) -> list[End]:
    """Runs statements one after another on several paths. They stand in the list ``around`` from ``start`` on, where that is another."""
    ends: list[End] = []
    around = around or stmts
    for position, stmt in enumerate(stmts):
        following: list[State] = []
        jumps: list[tuple[Jump, State]] = []
        for state in states:
            for jump, after in execute(frame, state, stmt):
                if jump is None:
                    following.append(after)
                else:
                    jumps.append((jump, after))
        for jump, after in jumps:
            label = _label_of(around, jump.label) if jump.kind == "goto" else None
            if label is not None and label > start + position:
                ends += execute_all(frame, [after], around[label:])
            elif label is not None:
                frame.machine.lost(
                    _alive(frame, after), frame.place(stmt.at), after, "goes back by a goto, which is not followed"
                )
            else:
                ends.append((jump, after))
        states = merged(following) if len(following) > 1 else following
        if not states:
            return ends
    return [*ends, *((None, state) for state in states)]


def _label_of(stmts: Sequence[ir.Stmt], label: str) -> int | None:
    return next((i for i, stmt in enumerate(stmts) if isinstance(stmt, ir.Labeled) and stmt.label == label), None)


def _alive(frame: Frame, state: State) -> tuple[Any, ...]:
    found = (origin for value in state.cells.values() for origin in origins(frame.machine, state, value))
    return tuple(dict.fromkeys(found))


def execute(frame: Frame, state: State, stmt: ir.Stmt) -> list[End]:
    """Every end of one statement on one path."""
    m = frame.machine
    m.steps += 1
    if m.steps > MOST_STEPS:
        m.lost(_alive(frame, state), frame.place(stmt.at), state, f"is followed over more than {MOST_STEPS} statements")
        return []
    return _HANDLERS[type(stmt)](frame, state, stmt)


def _block(frame: Frame, state: State, stmt: ir.Block) -> list[End]:
    return execute_all(frame, [state], stmt.stmts)


def _expression(frame: Frame, state: State, stmt: ir.ExprStmt) -> list[End]:
    return [(None, after) for _, after in expressions.evaluate(frame, state, stmt.x)]


def _assign(frame: Frame, state: State, stmt: ir.Assign) -> list[End]:
    return [(None, after) for after in assignment.assign(frame, state, stmt)]


def _declare(frame: Frame, state: State, stmt: ir.Declare) -> list[End]:
    states = [state]
    for spec in stmt.specs:
        if isinstance(spec, ir.ValueSpec):
            states = [after for before in states for after in assignment.declare(frame, before, spec)]
    return [(None, after) for after in states]


def _if(frame: Frame, state: State, stmt: ir.If) -> list[End]:
    def then(after: State) -> list[End]:
        return _block(frame, after, stmt.then)

    def otherwise(after: State) -> list[End]:
        return _block(frame, after, stmt.otherwise) if stmt.otherwise is not None else [(None, after)]

    return branching.branch(
        frame, state, stmt.cond, stmt.at, then, otherwise,
        (terminates(stmt.then), stmt.otherwise is not None and terminates(stmt.otherwise)),
    )  # fmt: skip


def terminates(block: ir.Block) -> bool:
    """Whether control never reaches the end of a block (Go spec, "Terminating statements", and jumps)."""
    if not block.stmts:
        return False
    last = block.stmts[-1]
    match last:
        case ir.Return() | ir.Branch():
            return True
        case ir.Block():
            return terminates(last)
        case ir.If(otherwise=ir.Block() as otherwise):
            return terminates(last.then) and terminates(otherwise)
        case ir.ExprStmt(x=ir.Call(func=ir.Name(name="panic"))):
            return True
    return False


def _switch(frame: Frame, state: State, stmt: ir.Switch) -> list[End]:
    return landed(_cases(frame, [state], stmt, 0), stmt.label, ("break",))


def _cases(frame: Frame, states: list[State], stmt: ir.Switch, position: int) -> list[End]:
    """The cases from one on; a default waits until no other fits."""
    order = [case for case in stmt.cases if not case.default] + [case for case in stmt.cases if case.default]
    ends: list[End] = []
    for state in states:
        ends += _case(frame, state, stmt, order, position)
    return ends


def _case(frame: Frame, state: State, stmt: ir.Switch, order: list[ir.Case], position: int) -> list[End]:
    if position >= len(order):
        return [(None, state)]
    case = order[position]

    def taken(after: State) -> list[End]:
        return _fall_through(frame, _block(frame, after, case.body), stmt, case)

    def passed(after: State) -> list[End]:
        return _case(frame, after, stmt, order, position + 1)

    if case.default:
        return taken(state)
    cond = case.conds[0]
    for other in case.conds[1:]:
        cond = ir.Binary("||", cond, other, other.at if hasattr(other, "at") else case.at)
    ends_here = terminates(case.body)
    return branching.branch(frame, state, cond, case.at, taken, passed, (ends_here, False))


def _fall_through(frame: Frame, ends: list[End], stmt: ir.Switch, case: ir.Case) -> list[End]:
    if not case.fallthrough:
        return ends
    position = stmt.cases.index(case) + 1
    if position >= len(stmt.cases):
        return ends
    following = stmt.cases[position]
    found: list[End] = []
    for jump, after in ends:
        if jump is None:
            found += _fall_through(frame, _block(frame, after, following.body), stmt, following)
        else:
            found.append((jump, after))
    return found


def _type_switch(frame: Frame, state: State, stmt: ir.TypeSwitch) -> list[End]:
    ends: list[End] = []
    for value, after in expressions.evaluate(frame, state, stmt.x):
        for case in stmt.cases:
            if type(value) is Zero and not value.typed and not _takes_nil(case):
                continue
            start = after.fork()
            local = frame.body.declared(case)
            if local is not None:
                start.cells[frame.number, local] = value
            ends += execute_all(frame, [start], case.body.stmts)
        if not any(case.default for case in stmt.cases):
            ends.append((None, after))
    return landed(ends, stmt.label, ("break",))


def _takes_nil(case: ir.TypeCase) -> bool:
    return case.default or any(isinstance(kind, ir.Name) and kind.name == "nil" for kind in case.types)


def _loop(frame: Frame, state: State, stmt: ir.Loop) -> list[End]:
    ends: list[End] = []

    def turn(start: State) -> list[End]:
        def body(after: State) -> list[End]:
            return _block(frame, after, stmt.body)

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
                result += execute(frame, after, stmt.post)
            else:
                result.append((jump, after))
        return result

    ends, going = turns(frame, [state], turn, stmt)
    if stmt.cond is not None:
        ends += [(None, after) for after in going]
    return landed(ends, stmt.label, ("break",))


def turns(
    frame: Frame, states: list[State], turn: Callable[[State], list[End]], stmt: ir.Loop | ir.Range
) -> tuple[list[End], list[State]]:
    """Runs a loop body again and again until nothing new comes of it: the ends that leave the loop, and the paths that
    would go on. What the body declares is new in every turn, and so makes no difference."""
    ends: list[End] = []
    inner = frame.body.declared_in(stmt.body)
    seen: set[object] = {meaning(state, without=inner) for state in states}
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
            if key not in seen:
                seen.add(key)
                going.append(state)
        if not going:
            break
    return ends, last


def landed(ends: list[End], label: str, kinds: tuple[str, ...]) -> list[End]:
    """The ends with the jumps that this statement catches taken as its normal end."""
    through: list[State] = []
    found: list[End] = []
    for jump, after in ends:
        if jump is None or (jump.kind in kinds and jump.label in ("", label)):
            through.append(after)
        else:
            found.append((jump, after))
    return [*found, *((None, after) for after in merged(through))]


def _range(frame: Frame, state: State, stmt: ir.Range) -> list[End]:
    ends: list[End] = []
    for over, after in expressions.evaluate(frame, state, stmt.x):
        ends += branching.ranged(frame, after, stmt, over)
    return landed(ends, stmt.label, ("break",))


def _select(frame: Frame, state: State, stmt: ir.SelectStmt) -> list[End]:
    ends: list[End] = []
    for case in stmt.cases:
        start = state.fork()
        states = [start] if case.comm is None else [after for _, after in execute(frame, start, case.comm)]
        ends += execute_all(frame, states, case.body.stmts)
    return landed(ends or [(None, state)], stmt.label, ("break",))


def _go(frame: Frame, state: State, stmt: ir.Go) -> list[End]:
    """Runs beside this path: what it does is seen, what it changes may come too late."""
    if isinstance(stmt.call, ir.Call):
        expressions.evaluate(frame, state.fork(), stmt.call)
    return [(None, state)]


def _defer(frame: Frame, state: State, stmt: ir.Defer) -> list[End]:
    if not isinstance(stmt.call, ir.Call):
        return [(None, state)]
    ends: list[End] = []
    for function, receiver, arguments, after in calls.operands(frame, state, stmt.call):
        after.deferred = (*after.deferred, (frame, stmt.call, function, receiver, arguments))
        ends.append((None, after))
    return ends


def _return(frame: Frame, state: State, stmt: ir.Return) -> list[End]:
    if not stmt.values:
        return [(Jump("return"), state)]
    ends: list[End] = []
    sentinel = branching.is_error_result(frame) and _is_package_variable(frame, stmt.values[-1])
    for values, after in expressions.evaluate_all(frame, state, stmt.values):
        if sentinel and type(values[-1]) is Opaque:
            values = (*values[:-1], msgspec.structs.replace(values[-1], error=True))
        ends.append((Jump("return", value=values[0] if len(values) == 1 else Multi(values)), after))
    return ends


def _is_package_variable(frame: Frame, expr: ir.Expr) -> bool:
    """Whether an expression names a variable of a package: one that is returned as an error is a sentinel, and not nil."""
    if isinstance(expr, ir.Select):
        return isinstance(frame.machine.program.types.selection(frame.body, expr), Qualified)
    return isinstance(expr, ir.Name) and isinstance(frame.body.object(expr), Member)


def _jump(frame: Frame, state: State, stmt: ir.Branch) -> list[End]:
    return [(Jump(stmt.kind, stmt.label), state)]


def _labeled(frame: Frame, state: State, stmt: ir.Labeled) -> list[End]:
    return landed(execute(frame, state, stmt.stmt), stmt.label, ("break",))


def _send(frame: Frame, state: State, stmt: ir.Send) -> list[End]:
    ends: list[End] = []
    for (_, value), after in expressions.evaluate_all(frame, state, (stmt.chan, stmt.value)):
        if interest(frame.machine, after, value) is not Interest.NONE and not calls.settle(
            frame, after, value, stmt.at
        ):
            frame.machine.lost(
                origins(frame.machine, after, value), frame.place(stmt.at), after, "is sent over a channel"
            )
        ends.append((None, after))
    return ends


def _bad(frame: Frame, state: State, stmt: ir.BadStmt) -> list[End]:
    frame.machine.lost(
        _alive(frame, state), frame.place(stmt.at), state, f"meets a statement that cannot be read ({stmt.reason})"
    )
    return [(None, state)]


_HANDLERS: dict[type, Callable[[Frame, State, Any], list[End]]] = {
    ir.Block: _block,
    ir.ExprStmt: _expression,
    ir.Assign: _assign,
    ir.Declare: _declare,
    ir.If: _if,
    ir.Loop: _loop,
    ir.Range: _range,
    ir.Switch: _switch,
    ir.TypeSwitch: _type_switch,
    ir.SelectStmt: _select,
    ir.Go: _go,
    ir.Defer: _defer,
    ir.Return: _return,
    ir.Branch: _jump,
    ir.Labeled: _labeled,
    ir.Send: _send,
    ir.BadStmt: _bad,
}
