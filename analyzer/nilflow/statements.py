"""Running statements: every path through a function body, joined again where nothing that matters tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import assignment, branching, concurrent, expressions, leaving, loops, operands
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import MOST_STEPS, Frame
from analyzer.nilflow.state import End, Jump, State, merged
from analyzer.nilflow.values import Multi, Opaque, Value, Zero
from analyzer.program.model import Member
from analyzer.program.types import Qualified


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
            frame.rest = stmts[position + 1 :]
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
    """The origins of the nothing that a path still has."""
    held = (value for value in state.cells.values() if leaving.holds_nothing(state, value))
    found = (origin for value in held for origin in origins(frame.machine, state, value))
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
        cases, certain = _cases_for(frame, stmt, value)
        for case in cases:
            start = after.fork()
            local = frame.body.declared(case)
            if local is not None:
                start.cells[frame.number, local] = expressions.asserted(frame, value, case.types)
            ends += execute_all(frame, [start], case.body.stmts)
        if not certain:
            ends.append((None, after))
    return landed(ends, stmt.label, ("break",))


def _cases_for(frame: Frame, stmt: ir.TypeSwitch, value: Value) -> tuple[list[ir.TypeCase], bool]:
    """The cases that a value can come to, and whether it comes to one of them for certain."""
    cases, others = list(stmt.cases), [case for case in stmt.cases if case.default]
    if type(value) is not Zero:
        return cases, bool(others)
    possible: list[ir.TypeCase] = []
    for case in cases:
        answers = [_is_case(frame, value, kind) for kind in case.types]
        if any(answer is not False for answer in answers):
            possible.append(case)
        if any(answer is True for answer in answers):
            return possible, True
    return [*possible, *others], bool(others)


def _is_case(frame: Frame, value: Zero, kind: ir.Expr | None) -> bool | None:
    """Whether nil, or a nil of a type in an interface, comes to the case of a type, or to ``case nil``."""
    if kind is None or (isinstance(kind, ir.Name) and kind.name == "nil"):
        return value.typed is None
    return False if value.typed is None else expressions.is_of(frame, value.typed, kind)


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


def _loop(frame: Frame, state: State, stmt: ir.Loop) -> list[End]:
    return loops.loop(frame, state, stmt)


def _range(frame: Frame, state: State, stmt: ir.Range) -> list[End]:
    return loops.over_range(frame, state, stmt)


def _select(frame: Frame, state: State, stmt: ir.SelectStmt) -> list[End]:
    ends: list[End] = []
    for case in stmt.cases:
        start = state.fork()
        states = [start] if case.comm is None else [after for _, after in execute(frame, start, case.comm)]
        ends += execute_all(frame, states, case.body.stmts)
    return landed(ends or [(None, state)], stmt.label, ("break",))


def _go(frame: Frame, state: State, stmt: ir.Go) -> list[End]:
    """Runs beside this path: what it does is seen, what it changes may come too late."""
    if not isinstance(stmt.call, ir.Call):
        return [(None, state)]
    ends: list[End] = []
    for function, receiver, arguments, after in operands.evaluated(frame, state, stmt.call):
        concurrent.start(frame, after, stmt.call, function, receiver, arguments)
        ends.append((None, after))
    return ends


def _defer(frame: Frame, state: State, stmt: ir.Defer) -> list[End]:
    if not isinstance(stmt.call, ir.Call):
        return [(None, state)]
    ends: list[End] = []
    for function, receiver, arguments, after in operands.evaluated(frame, state, stmt.call):
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
    for (channel, value), after in expressions.evaluate_all(frame, state, (stmt.chan, stmt.value)):
        concurrent.send(frame, after, channel, value, stmt.at)
        if interest(frame.machine, after, value) is not Interest.NONE and not leaving.settle(
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
