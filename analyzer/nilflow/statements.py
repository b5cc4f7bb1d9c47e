"""Executing statements on one path. An execution gives every way it can end: going on, or leaving by a jump, a return or a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from analyzer.facts import ir
from analyzer.nilflow import assignment, branching, calls, expressions
from analyzer.nilflow.machine import MOST_STEPS, Frame, Machine
from analyzer.nilflow.merging import merged
from analyzer.nilflow.values import Nothing, State, Thing, Tuple, Value
from analyzer.program import types as go


class Jump(NamedTuple):
    """How a path leaves a statement: return (with values), break, continue, goto, or fallthrough."""

    kind: str
    label: str = ""
    value: Value | None = None


End = tuple[Jump | None, State]

_TURNS = 3


def execute(m: Machine, frame: Frame, state: State, stmt: ir.Stmt) -> list[End]:
    """Every way ``stmt`` can end on this path."""
    m.steps += 1
    if m.steps > MOST_STEPS:
        m.cut("the paths are too many to follow", frame.place(stmt.at))
        return [(Jump("cut"), state)]
    return _HANDLERS[type(stmt)](m, frame, state, stmt)


def execute_all(m: Machine, frame: Frame, states: Iterable[State], stmts: Iterable[ir.Stmt]) -> list[End]:
    """A statement list on several paths, which are joined after each statement where they no longer differ."""
    going = list(states)
    left: list[End] = []
    stmts = tuple(stmts)
    for number, stmt in enumerate(stmts):
        following: list[State] = []
        for state in going:
            m.rest = stmts[number + 1 :]
            for jump, after in execute(m, frame, state, stmt):
                if jump is None:
                    following.append(after)
                elif jump.kind == "goto" and jump.label and _labels(stmts, jump.label):
                    m.cut("a goto is not followed", frame.place(stmt.at))
                    left.append((Jump("cut"), after))
                else:
                    left.append((jump, after))
        going = merged(following)
        if not going:
            break
    return [*left, *((None, state) for state in going)]


def _labels(stmts: Iterable[ir.Stmt], label: str) -> bool:
    return any(type(stmt) is ir.Labeled and stmt.label == label for stmt in stmts)


def _block(m: Machine, frame: Frame, state: State, stmt: ir.Block) -> list[End]:
    return execute_all(m, frame, [state], stmt.stmts)


def _expression(m: Machine, frame: Frame, state: State, stmt: ir.ExprStmt) -> list[End]:
    return [(None, after) for _, after in expressions.evaluate(m, frame, state, stmt.x)]


def _assign(m: Machine, frame: Frame, state: State, stmt: ir.Assign) -> list[End]:
    return [(None, after) for after in assignment.assign(m, frame, state, stmt)]


def _declare(m: Machine, frame: Frame, state: State, stmt: ir.Declare) -> list[End]:
    states = [state]
    for spec in stmt.specs:
        if type(spec) is ir.ValueSpec and not spec.const:
            states = [after for before in states for after in assignment.declare(m, frame, before, spec)]
    return [(None, after) for after in states]


def _if(m: Machine, frame: Frame, state: State, stmt: ir.If) -> list[End]:
    otherwise = stmt.otherwise
    return branching.branch(
        m, frame, state, stmt.cond, stmt.at,
        lambda s: _block(m, frame, s, stmt.then),
        lambda s: [(None, s)] if otherwise is None else _block(m, frame, s, otherwise),
    )


def _switch(m: Machine, frame: Frame, state: State, stmt: ir.Switch) -> list[End]:
    default = next((number for number, case in enumerate(stmt.cases) if case.default), None)

    def run(s: State, number: int) -> list[End]:
        ends = _block(m, frame, s, stmt.cases[number].body)
        if not stmt.cases[number].fallthrough:
            return ends
        return [
            end for jump, after in ends for end in (run(after, number + 1) if jump is None else [(jump, after)])
        ]

    def ask(s: State, number: int) -> list[End]:
        if number == len(stmt.cases):
            return [(None, s)] if default is None else run(s, default)
        case = stmt.cases[number]
        if not case.conds:
            return ask(s, number + 1)
        cond = case.conds[0]
        for more in case.conds[1:]:
            cond = ir.Binary("||", cond, more, case.at)
        return branching.branch(
            m, frame, s, cond, case.at, lambda taken: run(taken, number), lambda skipped: ask(skipped, number + 1)
        )

    return _landed(ask(state, 0), stmt.label)


def _landed(ends: list[End], label: str, kind: str = "break") -> list[End]:
    """``break`` ends here and goes on behind the statement."""
    return [
        (None if jump is not None and jump.kind == kind and jump.label in ("", label) else jump, after)
        for jump, after in ends
    ]


def _type_switch(m: Machine, frame: Frame, state: State, stmt: ir.TypeSwitch) -> list[End]:
    ends: list[End] = []
    for value, after in expressions.evaluate(m, frame, state, stmt.x):
        cases = list(stmt.cases)
        for case in cases:
            is_nil_case = any(type(kind) is ir.Name and kind.name == "nil" for kind in case.types)
            if type(value) is Nothing and not value.typed and not (is_nil_case or case.default):
                continue
            taken = after.fork()
            if stmt.bind is not None:
                local = frame.body.clause_local(case)
                if local is not None:
                    taken.cells[frame.cell(local)] = value
            ends += _block(m, frame, taken, case.body)
        if not any(case.default for case in cases):
            ends.append((None, after))
    return _landed(ends, stmt.label)


def _loop(m: Machine, frame: Frame, state: State, stmt: ir.Loop) -> list[End]:
    def turn(s: State) -> tuple[list[End], list[State]]:
        """One turn: how it leaves the loop, and the paths that start the next one."""
        leaving: list[End] = []
        again: list[State] = []

        def body(taken: State) -> list[End]:
            return _block(m, frame, taken, stmt.body)

        if stmt.cond is None:
            ends = body(s)
        else:
            ends = branching.branch(m, frame, s, stmt.cond, stmt.at, body, lambda done: [(Jump("done"), done)])
        for jump, after in ends:
            if jump is None or (jump.kind == "continue" and jump.label in ("", stmt.label)):
                again += [end for _, end in execute(m, frame, after, stmt.post)] if stmt.post else [after]
            else:
                leaving.append((None if jump.kind == "done" else jump, after))
        return leaving, again

    return _turns(m, frame, state, turn, stmt.at, stmt.label)


def _turns(
    m: Machine, frame: Frame, state: State, turn: Callable[[State], tuple[list[End], list[State]]], at: int, label: str
) -> list[End]:
    """A loop until no turn brings a path that differs from those before."""
    ends: list[End] = []
    going = [state]
    for number in range(_TURNS):
        following: list[State] = []
        for start in going:
            start.facts = {key: truth for key, truth in start.facts.items() if number == 0 or "‹" not in key}
            left, again = turn(start)
            ends += left
            following += again
        going = merged(following)
        if not going:
            break
    return _landed([*ends, *((None, after) for after in going)], label)


def _range(m: Machine, frame: Frame, state: State, stmt: ir.Range) -> list[End]:
    ends: list[End] = []
    for over, after in expressions.evaluate(m, frame, state, stmt.x):
        ends += branching.ranged(m, frame, after, stmt, over)
    return _landed(ends, stmt.label)


def _select(m: Machine, frame: Frame, state: State, stmt: ir.SelectStmt) -> list[End]:
    ends: list[End] = []
    for case in stmt.cases:
        start = [state.fork()]
        if case.comm is not None:
            start = [after for _, after in execute(m, frame, start[0], case.comm)]
        ends += execute_all(m, frame, start, [case.body])
    return _landed(ends or [(None, state)], stmt.label)


def _go(m: Machine, frame: Frame, state: State, stmt: ir.Go) -> list[End]:
    """Runs beside this path: what it does is seen, what it changes may come too late."""
    if type(stmt.call) is ir.Call:
        expressions.evaluate(m, frame, state.fork(), stmt.call)
    return [(None, state)]


def _defer(m: Machine, frame: Frame, state: State, stmt: ir.Defer) -> list[End]:
    if type(stmt.call) is ir.Call:
        state.deferred = (*state.deferred, (frame.number, stmt.call))
    return [(None, state)]


def _return(m: Machine, frame: Frame, state: State, stmt: ir.Return) -> list[End]:
    if not stmt.values:
        return [(Jump("return", value=calls.named_results(frame, state)), state)]
    ends: list[End] = []
    for values, after in expressions.evaluate_all(m, frame, state, stmt.values):
        single = values[0]
        if len(values) == 1:
            ends.append((Jump("return", value=single), after))
        else:
            ends.append((Jump("return", value=Tuple(calls.with_error(frame, after, stmt, values))), after))
    return ends


def _jump(m: Machine, frame: Frame, state: State, stmt: ir.Branch) -> list[End]:
    return [(Jump(stmt.kind, stmt.label), state)]


def _labeled(m: Machine, frame: Frame, state: State, stmt: ir.Labeled) -> list[End]:
    return _landed(execute(m, frame, state, stmt.stmt), stmt.label)


def _send(m: Machine, frame: Frame, state: State, stmt: ir.Send) -> list[End]:
    ends: list[End] = []
    for (_, value), after in expressions.evaluate_all(m, frame, state, (stmt.chan, stmt.value)):
        m.lost(calls.origins(m, after, value), frame.place(stmt.at), after, "is sent over a channel")
        ends.append((None, after))
    return ends


def _bad(m: Machine, frame: Frame, state: State, stmt: ir.BadStmt) -> list[End]:
    m.cut(f"a statement cannot be read ({stmt.reason})", frame.place(stmt.at))
    return [(None, state)]


def loop_variable(m: Machine, frame: Frame, state: State, target: ir.Expr | None, value: Value, define: bool) -> None:
    """Sets the key or value variable of a range."""
    if target is not None:
        assignment.store(m, frame, state, target, value, target_at(target), define=define)


def target_at(expr: ir.Expr) -> int:
    return expr.at


def zero_value(m: Machine, frame: Frame, kind: ir.Expr | None, at: int) -> Value:
    """The zero value of a declared type: nil where the type has a nil."""
    if kind is None:
        return Thing()
    if go.written_nilable(kind):
        return Nothing("unassigned-variable")
    return Thing()


_HANDLERS: dict[type, Callable[[Machine, Frame, State, ir.Stmt], list[End]]] = {
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
}  # type: ignore[dict-item]
