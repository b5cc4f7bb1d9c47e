"""Storing values: variables, fields, elements, and what pointers point to."""

from __future__ import annotations

import msgspec

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import avoiding, expressions, literals, reads, sinks, suspended, terms
from analyzer.nilflow.interest import Interest, interest, origins
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import Object, State, Ways
from analyzer.nilflow.values import (
    UNSEEN,
    Address,
    Cell,
    Func,
    Multi,
    Opaque,
    Ref,
    Test,
    Value,
    Zero,
    replacing,
    stepped,
)
from analyzer.program import types as go


def assign(frame: Frame, state: State, stmt: ir.Assign) -> list[State]:
    """An assignment on one path."""
    if stmt.op not in ("=", ":="):
        found = []
        for values, after in expressions.evaluate_all(frame, state, stmt.rhs):
            term = terms.mark("value", stmt.at, frame.machine.fresh())
            found += store(frame, after, stmt.lhs[0], Opaque(term, expressions.fallback_of(values[0])), stmt.at)
        return found
    return _spread_over(frame, state, stmt.lhs, stmt.rhs, stmt.at, define=stmt.op == ":=")


def declare(frame: Frame, state: State, spec: ir.ValueSpec) -> list[State]:
    """``var`` names inside a body."""
    if spec.values:
        return _spread_over(frame, state, spec.names, spec.values, spec.at, define=True, declared=spec.type)
    for name in spec.names:
        store(frame, state, name, zero_of(frame, state, spec.type, name.at), spec.at, define=True)
    return [state]


def zero_of(frame: Frame, state: State, kind: ir.Expr | None, at: int) -> Value:
    """The value of a variable without an initial value."""
    if isinstance(kind, ir.Name | ir.Select | ir.Index | ir.StructType):
        types = frame.machine.program.types
        made = types.form(frame.body, kind)
        if isinstance(types.underlying(made), go.StructOf):
            key = (frame.number, at)
            state.heap[key] = Object({}, made if isinstance(made, go.Named) else None)
            return Ref(key, pointer=False)
    return Zero("unassigned-variable")


def _spread_over(
    frame: Frame, state: State, targets: tuple[ir.Expr, ...], values: tuple[ir.Expr, ...], at: int, *, define: bool,
    declared: ir.Expr | None = None,
) -> list[State]:  # fmt: skip
    ways: list[State] = []
    for given, after in (
        [((value,), after) for value, after in expressions.assert_safely(frame, state, values[0])]
        if len(targets) > len(values) and isinstance(values[0], ir.Assert)
        else expressions.evaluate_all(frame, state, values)
    ):
        states = [after]
        for position, target in enumerate(targets):
            value = _part(frame, after, given, values, position, len(targets))
            if declared is not None and type(value) is Zero:
                value = converted(frame, declared, value, frame, values[min(position, len(values) - 1)])
            states = [late for early in states for late in store(frame, early, target, value, at, define=define)]
        ways += states
    return ways


def _part(
    frame: Frame, state: State, given: tuple[Value, ...], values: tuple[ir.Expr, ...], position: int, wanted: int
) -> Value:
    """The value for one of several targets: its own, or a part of a call's results, or whether there is a value."""
    if len(given) == wanted:
        return given[position]
    only = given[0]
    if type(only) is Multi:
        return only.values[position] if position < len(only.values) else UNSEEN
    if isinstance(values[0], ir.Call):
        if type(only) is Opaque:
            suspended = only.suspended
            if suspended is not None:
                suspended = msgspec.structs.replace(suspended, index=position)
            return msgspec.structs.replace(
                only, term=f"{only.term}#{position}" if position else only.term, suspended=suspended
            )
        return only if position == 0 else UNSEEN
    if position == 0:
        return only
    term = f"ok {expressions.term_of(only)}"
    if type(only) is Zero:
        return Opaque("false")
    return Opaque(term, expressions.fallback_of(only) or reads.element_fallback(frame, state, values[0]))


def converted(inner: Frame, target: ir.Expr, value: Zero, outer: Frame, written: ir.Expr) -> Zero:
    """A nil of a concrete type that becomes an interface value does not equal nil any more (Go FAQ, "nil error")."""
    types = inner.machine.program.types
    if not isinstance(types.underlying(types.form(inner.body, target)), go.InterfaceOf):
        return value
    static = types.expr(outer.body, written)
    if isinstance(static, go.Unknown | go.TypeParameter) or static == go.Basic("untyped nil"):
        return value
    under = types.underlying(static)
    if isinstance(under, go.InterfaceOf | go.Unknown):
        return value
    return msgspec.structs.replace(value, typed=static)


# ---- targets ---------------------------------------------------------------------------------------


def store(frame: Frame, state: State, target: ir.Expr, value: Value, at: int, *, define: bool = False) -> list[State]:
    """Puts a value where ``target`` says."""
    if type(value) is Multi:
        value = value.values[0] if value.values else UNSEEN
    match target:
        case ir.Name(name="_"):
            return [state]
        case ir.Name():
            return _store_name(frame, state, target, value, at, define=define)
        case ir.Select():
            return _store_field(frame, state, target, value, at)
        case ir.Index(x=x, indices=(index, *_)):
            for (base, place), after in expressions.evaluate_all(frame, state, (x, index)):
                store_element(frame, after, base, place, value, at)
                return [after]
        case ir.Star(x=x):
            for base, after in expressions.evaluate(frame, state, x):
                return _store_through(frame, after, base, value, at)
    return [state]


def _store_name(frame: Frame, state: State, target: ir.Name, value: Value, at: int, *, define: bool) -> list[State]:
    local = frame.body.local(target)
    hop = Hop(frame.place(target.at), "assign", f"variable {target.name}")
    if local is not None:
        fresh = define and local.at == target.at
        return set_cell(frame, state, frame.cell(local), stepped(value, hop), at, define=fresh)
    found = frame.body.object(target)
    _store_variable(frame, state, found, stepped(value, hop), at)
    return [state]


def _store_variable(frame: Frame, state: State, found: object, value: Value, at: int) -> None:
    """A package variable: read back on this path, and out of sight for everybody else."""
    from analyzer.program.model import Member

    if isinstance(found, Member):
        name = f"·{found.file.package.path}.{found.name}"
        state.write(found.name)
        state.fields[name] = value
        if type(value) is Zero and value.origin is not None:
            frame.machine.lost(
                (value.origin,), frame.place(at), state, f"is stored in the package variable {found.name}", value.trail
            )


def set_cell(frame: Frame, state: State, cell: Cell, value: Value, at: int, *, define: bool = False) -> list[State]:
    """Overwrites a variable. What takes the place of something watched is worked out, and remembers the test that governs it."""
    old = state.cells.get(cell)
    if define or type(old) is not Zero or old.origin is None:
        if define and old is not None:
            sinks.before_redeclared(frame, state, cell)
        value = value if define else _nothing_again(old, value)
        new = state.cells[cell] = literals.copied(frame, state, _named(frame, cell, value), at)
        avoiding.overwritten(state, old, new)
        return [state]
    found: list[State] = []
    for forced, after in _replacements(frame, state, value):
        after.cells[cell] = literals.copied(frame, after, _instead(frame, after, old, forced, at), at)
        found.append(after)
    return found


def _nothing_again(old: Value | None, value: Value) -> Value:
    """Nil that takes the place of what had replaced the watched nothing is that nothing again."""
    if type(value) is Zero and value.origin is None and isinstance(old, Opaque | Func | Ref) and old.instead:
        return msgspec.structs.replace(value, origin=old.instead.origin)
    return value


def _named(frame: Frame, cell: Cell, value: Value) -> Value:
    if type(value) is Opaque and (not value.term or len(value.term) > 400):
        return msgspec.structs.replace(value, term=terms.mark(cell[1].name, frame.number, frame.machine.fresh()))
    return value


def _replacements(frame: Frame, state: State, value: Value) -> Ways:
    """All that takes the place of something watched, each on a path of its own."""
    ways: Ways = []
    for forced, after in suspended.force(state, value):
        several = reads.alternatives(frame, forced)
        ways += [(one, after if one is several[-1] else after.fork()) for one in several]
    return ways


def _instead(frame: Frame, state: State, old: Zero, value: Value, at: int) -> Value:
    """What a variable holds after something took the place of the watched nothing ``old``."""
    origin = old.origin
    assert origin is not None
    if type(value) is Zero:
        return value if value.origin is not None else msgspec.structs.replace(old, trail=(*old.trail, *value.trail))
    if isinstance(value, Opaque | Func | Ref) and value.instead is not None:
        return value
    test = state.test if state.test is not None and state.test.origin == origin else None
    test = test or Test(frame.place(at), "it is assigned", origin)
    replaced = in_place_of(frame, state, value, test)
    if isinstance(replaced, Opaque | Func):
        replaced = msgspec.structs.replace(replaced, trail=old.trail)
    return stepped(replaced, Hop(frame.place(at), "guard", f"replaced: {test.text}"))


def fallback_in(state: State, value: Value) -> str:
    """The fallback that a value, or a part of a struct, comes from."""
    parts = state.object(value).fields.values() if type(value) is Ref else (value,)
    return next((fallback for part in parts if (fallback := expressions.fallback_of(part))), "")


def in_place_of(frame: Frame, state: State, value: Value, test: Test) -> Value:
    """A value that stands in for nothing from now on, which is noted as the work of a test."""
    if frame.machine.trial:
        frame.machine.trial_replaced += 1
    else:
        frame.machine.events.replaced.setdefault((test, fallback_in(state, value)))
    return replacing(value, test)


def _store_field(frame: Frame, state: State, target: ir.Select, value: Value, at: int) -> list[State]:
    x = target.x
    if isinstance(x, ir.Name) and frame.body.local(x) is None:
        selected = frame.machine.program.types.selection(frame.body, target)
        if isinstance(selected, go.Qualified):
            _store_variable(frame, state, selected.member, value, at)
            return [state]
    found: list[State] = []
    for base, after in expressions.evaluate(frame, state, x):
        found += _store_in(frame, after, base, target, value, at)
    return found


def _store_in(frame: Frame, state: State, base: Value, target: ir.Select, value: Value, at: int) -> list[State]:
    if type(base) is Address:
        held = state.pointed(base)
        if type(held) is Zero and held.origin is None:
            key = (frame.number, at)
            state.heap[key] = Object({}, None)
            held = Ref(key, pointer=False)
            state.point(base, held)
        base = held if held is not None else UNSEEN
    value = sinks.field_assigned(frame, state, base, target, value, at)
    value = stepped(value, Hop(frame.place(target.at), "store", f"field {target.name}"))
    if type(base) is Ref:
        return _store_member(frame, state, base, target.name, value, at)
    term = f"{expressions.term_of(base)}.{target.name}"
    state.write(term)
    old = state.fields.get(term)
    if type(old) is Zero and old.origin is not None:
        value = _instead(frame, state, old, value, at)
    value = _nothing_again(old, value)
    if old is not None or interest(frame.machine, state, value) is not Interest.NONE:
        state.fields[term] = value
    if type(value) is Zero and value.origin is not None:
        frame.machine.lost(
            (value.origin,),
            frame.place(at),
            state,
            f"is stored in field {terms.shown(term)}, which other code may read",
            value.trail,
        )
    return [state]


def _store_member(frame: Frame, state: State, base: Ref, name: str, value: Value, at: int) -> list[State]:
    """Puts a value into a field of a struct in the heap."""
    old = state.object(base).fields.get(name)
    found: list[State] = []
    for forced, after in _replacements(frame, state, value) if _is_watched(old) else [(value, state)]:
        if type(old) is Zero and old.origin is not None:
            forced = _instead(frame, after, old, forced, at)
        forced = _nothing_again(old, forced)
        after.heap[base.key] = after.object(base).having(name, literals.copied(frame, after, forced, at))
        found.append(after)
    return found


def _is_watched(value: Value | None) -> bool:
    return type(value) is Zero and value.origin is not None


def store_element(frame: Frame, state: State, base: Value, index: Value | None, value: Value, at: int) -> None:
    """Puts a value into a slice, array or map."""
    if type(base) is Address:
        base = state.pointed(base) or UNSEEN
    if type(base) is Ref:
        thing = state.object(base)
        name = index.term.strip('"') if type(index) is Opaque and terms.is_literal(index.term) else f"*{at}"
        state.heap[base.key] = thing.having(name, value)
        return
    term = f"{expressions.term_of(base)}[{expressions.term_of(index) if index is not None else ''}]"
    state.write(term)
    if interest(frame.machine, state, value) is not Interest.NONE:
        state.fields[term] = value
    if type(value) is Zero and value.origin is not None:
        frame.machine.lost(
            (value.origin,),
            frame.place(at),
            state,
            "is stored in an element of a container that other code may read",
            value.trail,
        )


def _store_through(frame: Frame, state: State, base: Value, value: Value, at: int) -> list[State]:
    if type(base) is Address and base.cell is not None:
        return set_cell(frame, state, base.cell, value, at)
    if type(base) is Address:
        value = sinks.field_pointed(frame, state, base, value, at)
        return _store_member(frame, state, Ref(base.key, pointer=True), base.field, value, at)
    if type(base) is Ref:
        if state.object(base).container == "box":
            state.heap[base.key] = state.object(base).having("*", value)
        elif type(value) is Ref:
            state.heap[base.key] = state.object(value)
        elif type(value) is not Zero:
            state.heap[base.key] = state.object(base).opened()
        return [state]
    term = f"*{expressions.term_of(base)}"
    state.write(term)
    if interest(frame.machine, state, value) is not Interest.NONE:
        state.fields[term] = value
        if type(value) is Zero:
            frame.machine.lost(
                origins(frame.machine, state, value), frame.place(at), state, "is stored through a pointer", value.trail
            )
    return [state]
