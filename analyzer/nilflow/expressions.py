"""Evaluating expressions on one path. An evaluation gives every way it can come out: a value and the path it holds on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import calls, concurrent, conditions, literals, reads, suspended, terms
from analyzer.nilflow.interest import interest
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import State, Ways
from analyzer.nilflow.values import (
    FALSE,
    TRUE,
    UNSEEN,
    Address,
    Func,
    Multi,
    Opaque,
    Read,
    Ref,
    Value,
    Zero,
)
from analyzer.program import types as go
from analyzer.program.matching import matches
from analyzer.program.model import External
from analyzer.program.package import Package

UNROLLED = 24
"""Elements of a container that are kept apart."""


def evaluate(frame: Frame, state: State, expr: ir.Expr) -> Ways:
    """Every value that an expression can have here."""
    handler = _HANDLERS.get(type(expr))
    if handler is None:
        return [(Opaque(terms.type_text(expr)), state)]
    return handler(frame, state, expr)


def evaluate_all(frame: Frame, state: State, exprs: Sequence[ir.Expr]) -> list[tuple[tuple[Value, ...], State]]:
    """The values of several expressions, evaluated in order."""
    ways: list[tuple[tuple[Value, ...], State]] = [((), state)]
    for expr in exprs:
        ways = [((*values, value), after) for values, before in ways for value, after in evaluate(frame, before, expr)]
    return ways


def term_of(value: Value) -> str:
    """A value's term, for building larger ones."""
    if isinstance(value, Opaque):
        return value.term
    if isinstance(value, Zero):
        return "nil"
    if isinstance(value, Func):
        return "func"
    return terms.mark("object", *value.key) if isinstance(value, Ref) else "&variable"


def fallback_of(value: Value) -> str:
    """The fallback that a value comes from."""
    return value.fallback if type(value) is Opaque else ""


# ---- names -----------------------------------------------------------------------------------------


def _name(frame: Frame, state: State, expr: ir.Name) -> Ways:
    local = frame.body.local(expr)
    if local is not None:
        cell = frame.cell(local)
        value = state.cells.get(cell)
        return [(value if value is not None else Opaque(terms.mark(expr.name, cell[0], local.at)), state)]
    name = expr.name
    if name == "nil":
        return [(Zero("nil-literal"), state)]
    if name == "true":
        return [(TRUE, state)]
    if name == "false":
        return [(FALSE, state)]
    found = frame.body.object(expr)
    return [(reads.package_value(frame, state, found, name), state)]


def _literal(frame: Frame, state: State, expr: ir.Lit) -> Ways:
    return [(Opaque(expr.text), state)]


def _function_literal(frame: Frame, state: State, expr: ir.FuncLit) -> Ways:
    mark: Frame | None = frame
    while mark is not None and not mark.captured:
        mark.captured = True
        mark = mark.outer
    return [(Func(expr, frame), state)]


# ---- selectors -------------------------------------------------------------------------------------


def _select(frame: Frame, state: State, expr: ir.Select) -> Ways:
    x = expr.x
    if type(x) is ir.Name and frame.body.local(x) is None:
        package = frame.body.object(x)
        if isinstance(package, Package | External):
            member = package.member(expr.name) if isinstance(package, Package) else None
            if member is not None:
                return [(reads.package_value(frame, state, member, expr.name), state)]
            return [(Opaque(f"{x.name}.{expr.name}", error=reads.names_error(expr.name)), state)]
    ways = evaluate(frame, state, x)
    if frame.machine.events.sightings and frame.machine.vocabulary.fallback_read(frame.body, expr):
        ways = [way for value, before in ways for way in suspended.force(before, value)]
    return [(reads.field_of(frame, after, value, expr), after) for value, after in ways]


# ---- operators -------------------------------------------------------------------------------------


def _index(frame: Frame, state: State, expr: ir.Index) -> Ways:
    found: Ways = []
    for values, after in evaluate_all(frame, state, (expr.x, *expr.indices)):
        base = values[0]
        if type(base) is Address:
            base = after.pointed(base) or UNSEEN
        if type(base) is Ref:
            found.append((element_of(frame, after, base, values[1] if len(values) > 1 else None), after))
        elif type(base) is Func:
            found.append((base, after))
        elif type(base) is Zero:
            found.append((Zero("omitted-field"), after))
        else:
            index = ", ".join(term_of(value) for value in values[1:])
            term = terms.bounded(f"{term_of(base)}[{index}]", "element", expr.at, frame.number)
            fallback = fallback_of(base) or next((fallback_of(value) for value in values[1:] if fallback_of(value)), "")
            found.append((after.fields.get(term) or Opaque(term, fallback), after))
    return found


def element_of(frame: Frame, state: State, base: Ref, index: Value | None) -> Value:
    """An element of a container: the one at a known place, or one that may be any of them."""
    thing = state.object(base)
    fields = thing.fields
    certain = type(index) is Opaque and terms.is_literal(index.term)
    if certain and type(index) is Opaque:
        name = index.term.strip('"')
        if name in fields:
            return fields[name]
    parts = list(fields.values())
    if thing.container == "map" and not thing.open:
        if not parts or (certain and not any(name.startswith("*") for name in fields)):
            return Zero("omitted-field")
        if not any(interest(frame.machine, state, part) for part in parts):
            fallback = next((part.fallback for part in parts if type(part) is Opaque and part.fallback), "")
            term = terms.mark("element", *base.key, frame.machine.fresh())
            return Opaque(term, fallback, maybe=Zero("omitted-field"))
    watched = [part for part in parts if _is_watched(part)]
    if watched:
        return watched[0]
    return parts[0] if len(parts) == 1 else Opaque(terms.mark("element", *base.key, frame.machine.fresh()))


def _is_watched(value: Value) -> bool:
    return type(value) is not Opaque or value.instead is not None


def _first(frame: Frame, state: State, expr: ir.Slice) -> Ways:
    return evaluate(frame, state, expr.x)


def _assert(frame: Frame, state: State, expr: ir.Assert) -> Ways:
    return [(_told(frame, value, expr), after) for value, after in evaluate(frame, state, expr.x)]


def assert_safely(frame: Frame, state: State, expr: ir.Assert) -> Ways:
    """``v, ok := x.(T)``: nil is of no type, but a nil pointer or function in an interface is of its own."""
    found: Ways = []
    for held, after in evaluate(frame, state, expr.x):
        value: Value = _told(frame, held, expr)
        if type(held) is Zero and held.typed is not None:
            holds = is_of(frame, held.typed, expr.type)
            value = value if holds is None else Multi((value, TRUE if holds else FALSE))
        found.append((value, after))
    return found


def _told(frame: Frame, value: Value, expr: ir.Assert) -> Value:
    if type(value) is Opaque:
        value = msgspec.structs.replace(value, term=f"{value.term}.({terms.type_text(expr.type)})")
    return asserted(frame, value, (expr.type,))


def asserted(frame: Frame, value: Value, kinds: Sequence[ir.Expr | None]) -> Value:
    """What an interface value is where its type is told: a nil pointer in it is nil again."""
    if type(value) is not Zero or value.typed is None or len(kinds) != 1:
        return value
    types = frame.machine.program.types
    kind = kinds[0]
    interface = kind is None or isinstance(types.underlying(types.form(frame.body, kind)), go.InterfaceOf | go.Unknown)
    return value if interface else msgspec.structs.replace(value, typed=None)


def is_of(frame: Frame, held: go.Type, kind: ir.Expr) -> bool | None:
    """Whether what an interface holds is of a type, or has its methods; None when nobody can tell."""
    types = frame.machine.program.types
    wanted = types.form(frame.body, kind)
    if isinstance(types.underlying(wanted), go.InterfaceOf):
        answer = types.implements(held, wanted)
        return answer if isinstance(answer, bool) else None
    return matches(held, wanted)


def _star(frame: Frame, state: State, expr: ir.Star) -> Ways:
    found: Ways = []
    for pointer, after in evaluate(frame, state, expr.x):
        value = pointed_to(after, pointer)
        if type(value) is Opaque and type(pointer) is Opaque and value.read is None:
            value = msgspec.structs.replace(value, read=Read(frame, expr, pointer))
        found.append((value, after))
    return found


def pointed_to(state: State, pointer: Value) -> Value:
    """What ``*pointer`` is."""
    if type(pointer) is Address:
        return state.pointed(pointer) or UNSEEN
    if type(pointer) is Ref and state.object(pointer).container == "box":
        return state.object(pointer).fields["*"]
    if type(pointer) is Ref:
        return msgspec.structs.replace(pointer, pointer=False)
    if type(pointer) is Opaque:
        term = f"*{pointer.term}"
        return state.fields.get(term) or Opaque(term, pointer.fallback, parameter=pointer.parameter)
    return pointer if type(pointer) is Zero else UNSEEN


def _unary(frame: Frame, state: State, expr: ir.Unary) -> Ways:
    if expr.op == "!":
        return conditions.as_value(frame, state, expr)
    if expr.op == "&":
        return _address(frame, state, expr)
    found: Ways = []
    for value, after in evaluate(frame, state, expr.x):
        if expr.op == "<-":
            found += concurrent.receive(frame, after, value)
        else:
            found.append((Opaque(f"{expr.op}{term_of(value)}", fallback_of(value)), after))
    return found


def _address(frame: Frame, state: State, expr: ir.Unary) -> Ways:
    x = expr.x
    if type(x) is ir.Name:
        local = frame.body.local(x)
        if local is not None:
            cell = frame.cell(local)
            value = state.cells.get(cell)
            if type(value) is Ref and not value.pointer:
                return [(Ref(value.key, True, value.instead), state)]
            return [(Address(cell), state)]
    found: Ways = []
    for value, after in evaluate(frame, state, x):
        if type(value) is Ref:
            found.append((Ref(value.key, True, value.instead), after))
        elif type(x) is ir.Select and (held := _holder(frame, after, x.x)) is not None:
            found.append((Address(None, held.key, x.name), after))
        elif type(value) is Opaque:
            found.append((msgspec.structs.replace(value, term=f"&{value.term}"), after))
        else:
            found.append((value, after))
    return found


def _holder(frame: Frame, state: State, expr: ir.Expr) -> Ref | None:
    """The struct of this path that a variable holds or points to."""
    local = frame.body.local(expr) if type(expr) is ir.Name else None
    value = state.cells.get(frame.cell(local)) if local is not None else None
    return value if type(value) is Ref and value.key in state.heap and not state.object(value).container else None


def _binary(frame: Frame, state: State, expr: ir.Binary) -> Ways:
    if expr.op in conditions.TESTS:
        return conditions.as_value(frame, state, expr)
    found: Ways = []
    for (left, right), after in evaluate_all(frame, state, (expr.x, expr.y)):
        term = f"{term_of(left)} {expr.op} {term_of(right)}"
        term = terms.bounded(term, "value", expr.at, frame.number)
        found.append((Opaque(term, fallback_of(left) or fallback_of(right)), after))
    return found


def _composite(frame: Frame, state: State, expr: ir.Composite) -> Ways:
    return literals.composite(frame, state, expr)


def _call(frame: Frame, state: State, expr: ir.Call) -> Ways:
    return calls.evaluate_call(frame, state, expr)


_HANDLERS: dict[type, Callable[[Frame, State, Any], Ways]] = {
    ir.Name: _name,
    ir.Lit: _literal,
    ir.Select: _select,
    ir.Call: _call,
    ir.Index: _index,
    ir.Slice: _first,
    ir.Assert: _assert,
    ir.Star: _star,
    ir.Unary: _unary,
    ir.Binary: _binary,
    ir.Composite: _composite,
    ir.FuncLit: _function_literal,
}
