"""Storing values: variables, fields, elements, pointers."""

from __future__ import annotations

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import calls, expressions, sinks, terms
from analyzer.nilflow.machine import Frame, Machine
from analyzer.nilflow.statements import zero_value
from analyzer.nilflow.values import (
    Address,
    Cell,
    Nothing,
    Reference,
    State,
    Test,
    Thing,
    Tuple,
    Value,
    replacing,
    stepped,
)

import msgspec


def assign(m: Machine, frame: Frame, state: State, stmt: ir.Assign) -> list[State]:
    """An assignment on one path."""
    define = stmt.op == ":="
    if stmt.op not in ("=", ":="):
        found = []
        for values, after in expressions.evaluate_all(m, frame, state, stmt.rhs):
            store(m, frame, after, stmt.lhs[0], Thing(fallback=_fallback(values[0])), stmt.at)
            found.append(after)
        return found
    ways = []
    for values, after in expressions.evaluate_all(m, frame, state, stmt.rhs):
        for position, target in enumerate(stmt.lhs):
            value = _spread(values, position, len(stmt.lhs))
            fresh = len(stmt.rhs) == len(stmt.lhs) and type(stmt.rhs[position]) is ir.Composite
            store(m, frame, after, target, value, stmt.at, define=define, fresh=fresh)
        ways.append(after)
    return ways


def declare(m: Machine, frame: Frame, state: State, spec: ir.ValueSpec) -> list[State]:
    """``var`` names inside a body."""
    if not spec.values:
        for name in spec.names:
            store(m, frame, state, name, _unassigned(m, frame, spec, name), spec.at, define=True, fresh=True)
        return [state]
    ways = []
    for values, after in expressions.evaluate_all(m, frame, state, spec.values):
        for position, name in enumerate(spec.names):
            value = _spread(values, position, len(spec.names))
            fresh = len(spec.values) == len(spec.names) and type(spec.values[position]) is ir.Composite
            store(m, frame, after, name, value, spec.at, define=True, fresh=fresh)
        ways.append(after)
    return ways


def _unassigned(m: Machine, frame: Frame, spec: ir.ValueSpec, name: ir.Name) -> Value:
    if spec.type is not None and m.watch.is_watched_literal(spec.type):
        literal = ir.Composite(spec.type, (), name.at)
        return expressions.evaluate(m, frame, State(), literal)[0][0]
    value = zero_value(m, frame, spec.type, spec.at)
    if type(value) is Thing and type(spec.type) in (ir.Name, ir.Select):
        return Thing(declared=spec.type, zero=True)
    return value


def _spread(values: tuple[Value, ...], position: int, wanted: int) -> Value:
    if len(values) == wanted:
        return values[position]
    only = values[0]
    if type(only) is Tuple:
        return only.values[position] if position < len(only.values) else Thing()
    return Thing(fallback=_fallback(only), source=only.source if type(only) is Thing and position == 0 else None)


def _fallback(value: Value) -> str:
    return value.fallback if type(value) is Thing else ""


def store(
    m: Machine, frame: Frame, state: State, target: ir.Expr, value: Value, at: int, *, define: bool = False, fresh: bool = False
) -> None:
    """Puts ``value`` where ``target`` says."""
    if type(value) is Tuple:
        value = value.values[0] if value.values else Thing()
    if type(value) is Reference and not value.pointer and not fresh:
        copy = m.object_at(frame, -at - 1)
        state.heap[copy] = state.heap[value.object]
        value = Reference(copy, False)
    match target:
        case ir.Name(name="_"):
            return
        case ir.Name():
            local = frame.body.local(target)
            if local is None:
                state.cells[(-1, target.name)] = value
                return
            if type(value) is Thing and not value.term:
                value = msgspec.structs.replace(value, term=terms.mark(target.name, frame.number, target.at))
            if type(value) is Thing and len(value.term) > 200:
                value = msgspec.structs.replace(value, term=terms.mark(target.name, frame.number, target.at))
            hop = Hop(frame.place(target.at), "assign", f"variable {target.name}")
            set_cell(m, frame, state, frame.cell(local), stepped(value, hop), at, define)
        case ir.Select():
            _store_field(m, frame, state, target, value, at)
        case ir.Index(x=x):
            _store_element(m, frame, state, x, value, at)
        case ir.Star(x=x):
            pointed = expressions.evaluate(m, frame, state, x)[0][0]
            if type(pointed) is Address:
                set_cell(m, frame, state, pointed.cell, value, at, False)
            elif type(pointed) is Reference and type(value) is Reference:
                state.heap[pointed.object] = state.heap[value.object]
            else:
                m.lost(calls.origins(m, state, value), frame.place(at), state, "is stored through a pointer that is not followed")


def set_cell(m: Machine, frame: Frame, state: State, cell: Cell, value: Value, at: int, define: bool) -> None:
    """Overwrites a variable; what replaces a watched nil remembers the test under which it does."""
    old = None if define else state.cells.get(cell)
    if type(old) is Nothing and type(value) is not Nothing and not define:
        test = state.test if state.test is not None and state.test.origin == old.origin else None
        if old.origin is not None:
            test = test or Test(frame.place(at), "it is assigned", old.origin)
            value = replacing(value, test)
        if type(value) is Thing and value.fallback:
            base = test or Test(frame.place(at), "it is assigned", old.origin)
            state.consulted = msgspec.structs.replace(base, fallback=value.fallback)
    if state.pending and not define:
        sinks.settle(m, frame, state, changing=cell)
    state.cells[cell] = value


def _store_field(m: Machine, frame: Frame, state: State, target: ir.Select, value: Value, at: int) -> None:
    base = expressions.evaluate(m, frame, state, target.x)[0][0]
    if type(base) is Address:
        base = state.cells.get(base.cell, Thing())
    if sinks.assigned(m, frame, state, target, value, at):
        value = Thing()
    hop = Hop(frame.place(target.at), "store", f"field {target.name}")
    if type(base) is Reference:
        state.heap[base.object] = state.heap[base.object].having(target.name, stepped(value, hop))
        return
    term = f"{expressions.value_term(base)}.{target.name}"
    state.written = {**state.written, term: state.written.get(term, 0) + 1}
    state.facts = {key: truth for key, truth in state.facts.items() if term not in key}
    if calls.matters(m, state, value):
        state.cells[(-1, terms.mark(term, state.written[term]))] = stepped(value, hop)
        if type(value) is Nothing:
            reason = f"is stored in field {terms.shown(term)}, which other code may read"
            m.lost(calls.origins(m, state, value), frame.place(at), state, reason)


def _store_element(m: Machine, frame: Frame, state: State, x: ir.Expr, value: Value, at: int) -> None:
    base = expressions.evaluate(m, frame, state, x)[0][0]
    if type(base) is Reference:
        if calls.matters(m, state, value):
            state.heap[base.object] = state.heap[base.object].having("*", value)
    elif type(value) is Nothing:
        m.lost(calls.origins(m, state, value), frame.place(at), state, "is stored in an element that is not followed")
