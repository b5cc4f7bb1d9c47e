"""Evaluating expressions on one path. Each evaluation gives every way it can come out: a value and the path it holds on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import calls, conditions, sinks, terms
from analyzer.nilflow.machine import Frame, Machine
from analyzer.nilflow.values import (
    Address,
    Closure,
    Nothing,
    Object,
    Reference,
    State,
    Thing,
    Value,
)
from analyzer.program import types as go

Ways = list[tuple[Value, State]]


def evaluate(m: Machine, frame: Frame, state: State, expr: ir.Expr) -> Ways:
    """Every value ``expr`` can have here."""
    handler = _HANDLERS.get(type(expr))
    if handler is None:
        return [(Thing(terms.type_text(expr)), state)]
    return handler(m, frame, state, expr)


def evaluate_all(
    m: Machine, frame: Frame, state: State, exprs: Sequence[ir.Expr]
) -> list[tuple[tuple[Value, ...], State]]:
    """The values of several expressions, evaluated in order."""
    ways: list[tuple[tuple[Value, ...], State]] = [((), state)]
    for expr in exprs:
        ways = [
            ((*values, value), after) for values, before in ways for value, after in evaluate(m, frame, before, expr)
        ]
    return ways


def _name(m: Machine, frame: Frame, state: State, expr: ir.Name) -> Ways:
    local = frame.body.local(expr)
    if local is not None:
        cell = frame.cell(local)
        value = state.cells.get(cell)
        if value is None:
            value = Thing(terms.mark(expr.name, cell[0]), source=(frame.body, expr))
        return [(value, state)]
    name = expr.name
    if name == "nil":
        return [(Nothing("nil-literal"), state)]
    if name in ("true", "false"):
        return [(Thing(name, zero=name == "false"), state)]
    kept = state.cells.get((-1, name))
    return [(kept if kept is not None else calls.package_value(m, frame, expr), state)]


def _literal(m: Machine, frame: Frame, state: State, expr: ir.Lit) -> Ways:
    return [(Thing(expr.text, zero=expr.text in ('""', "``", "0", "0.0", "'\\x00'")), state)]


def _select(m: Machine, frame: Frame, state: State, expr: ir.Select) -> Ways:
    x = expr.x
    if type(x) is ir.Name and frame.body.local(x) is None and calls.is_package(frame.body, x):
        return [(Thing(f"{x.name}.{expr.name}", source=(frame.body, expr)), state)]
    found: Ways = []
    for value, after in evaluate(m, frame, state, x):
        if type(value) is Address:
            value = after.cells.get(value.cell, Thing())
        if type(value) is Reference:
            found.append((_field_of(m, frame, after, value, expr), after))
        elif type(value) is Nothing and value.origin is not None and not calls.is_method(m, frame, expr):
            calls.crashes(m, frame, after, value, expr.at, f"field {expr.name} of nil")
        else:
            found.append((_field_of_thing(m, frame, after, value, expr), after))
    return found


def _field_of(m: Machine, frame: Frame, state: State, value: Reference, expr: ir.Select) -> Value:
    thing = state.heap[value.object]
    known = thing.fields.get(expr.name)
    if known is not None:
        return known
    if thing.open or thing.container:
        return Thing(terms.mark(expr.name, value.object), source=(frame.body, expr))
    selected = m.program.types.selection(frame.body, expr)
    if isinstance(selected, go.MethodSelection):
        if selected.function is None:
            return Thing(source=(frame.body, expr))
        body = m.program.body(selected.function)
        return Closure(body, None, (), selected.function, value)
    if isinstance(selected, go.FieldSelection):
        return _through(m, state, thing, selected, expr)
    return Thing(terms.mark(expr.name, value.object), source=(frame.body, expr))


def _through(m: Machine, state: State, thing: Object, selected: go.FieldSelection, expr: ir.Select) -> Value:
    """A field that the literal leaves out, perhaps inside an embedded struct that it does fill."""
    for step in selected.path:
        inner = thing.fields.get(step.name)
        if inner is None:
            break
        if type(inner) is not Reference:
            return Thing(expr.name)
        thing = state.heap[inner.object]
        if expr.name in thing.fields:
            return thing.fields[expr.name]
        if thing.open:
            return Thing(expr.name)
    if go.is_nilable(m.program.types.underlying(selected.type)):
        return Nothing("omitted-field")
    return Thing(terms.mark(expr.name), zero=True)


def _field_of_thing(m: Machine, frame: Frame, state: State, value: Value, expr: ir.Select) -> Value:
    if type(value) is not Thing:
        return Thing(source=(frame.body, expr))
    term = f"{value.term or '?'}.{expr.name}"
    written = state.written.get(term)
    if written:
        term = terms.mark(term, written)
    kept = state.cells.get((-1, term))
    if kept is not None:
        return kept
    fallback = value.fallback or sinks.fallback_read(m, frame, expr)
    parameter = value.parameter
    if parameter is not None:
        parameter = parameter.__class__(parameter.function, parameter.index, (*parameter.fields, expr.name))
    return Thing(term, fallback, parameter=parameter, source=(frame.body, expr))


def _index(m: Machine, frame: Frame, state: State, expr: ir.Index) -> Ways:
    found: Ways = []
    for values, after in evaluate_all(m, frame, state, (expr.x, *expr.indices)):
        base = values[0]
        if type(base) is Reference:
            found.append((after.heap[base.object].fields.get("*", Thing()), after))
            continue
        if type(base) is not Thing:
            found.append((Thing(), after))
            continue
        index = ", ".join(value_term(value) for value in values[1:])
        term = f"{base.term}[{index}]"
        found.append((Thing(term, base.fallback, source=base.source), after))
    return found


def _first(m: Machine, frame: Frame, state: State, expr: ir.Slice | ir.Assert) -> Ways:
    found: Ways = []
    for value, after in evaluate(m, frame, state, expr.x):
        if type(value) is Thing:
            value = Thing(value.term, value.fallback, value.instead)
        found.append((value, after))
    return found


def _star(m: Machine, frame: Frame, state: State, expr: ir.Star) -> Ways:
    found: Ways = []
    for value, after in evaluate(m, frame, state, expr.x):
        if type(value) is Address:
            found.append((after.cells.get(value.cell, Thing()), after))
        elif type(value) is Reference:
            found.append((Reference(value.object, False), after))
        elif type(value) is Nothing and value.origin is not None:
            calls.crashes(m, frame, after, value, expr.at, "dereference of nil")
        elif type(value) is Thing:
            found.append((Thing(f"*{value.term}", value.fallback, parameter=value.parameter), after))
        else:
            found.append((Thing(), after))
    return found


def _unary(m: Machine, frame: Frame, state: State, expr: ir.Unary) -> Ways:
    if expr.op == "!":
        return conditions.as_value(m, frame, state, expr)
    if expr.op == "&":
        return _address(m, frame, state, expr)
    found: Ways = []
    for value, after in evaluate(m, frame, state, expr.x):
        fallback = value.fallback if type(value) is Thing else ""
        found.append((Thing(f"{expr.op}{value_term(value)}", fallback), after))
    return found


def _address(m: Machine, frame: Frame, state: State, expr: ir.Unary) -> Ways:
    if type(expr.x) is ir.Name:
        local = frame.body.local(expr.x)
        if local is not None:
            value = state.cells.get(frame.cell(local))
            if type(value) is Reference and not value.pointer:
                return [(Reference(value.object, True), state)]
            if type(value) is Thing and value.instead is None:
                return [(Thing(f"&{value.term}", value.fallback), state)]
            return [(Address(frame.cell(local)), state)]
    return [
        (Reference(value.object, True) if type(value) is Reference else Thing(f"&{value_term(value)}"), after)
        for value, after in evaluate(m, frame, state, expr.x)
    ]


def _binary(m: Machine, frame: Frame, state: State, expr: ir.Binary) -> Ways:
    if expr.op in conditions.TESTS:
        return conditions.as_value(m, frame, state, expr)
    found: Ways = []
    for (left, right), after in evaluate_all(m, frame, state, (expr.x, expr.y)):
        fallback = next((v.fallback for v in (left, right) if type(v) is Thing and v.fallback), "")
        term = f"{value_term(left)} {expr.op} {value_term(right)}"
        found.append((Thing(terms.bounded(term, "value", expr.at, frame.number), fallback), after))
    return found


def _composite(m: Machine, frame: Frame, state: State, expr: ir.Composite, container: bool | None = None) -> Ways:
    """A literal becomes an object; the fields that rules name are looked at as they are filled."""
    number = m.object_at(frame, expr.at)
    if container is None:
        container = isinstance(expr.type, ir.ArrayType | ir.MapType)
    ways: list[tuple[dict[str, Value], State]] = [({}, state)]
    for position, element in enumerate(expr.elements):
        following: list[tuple[dict[str, Value], State]] = []
        for fields, before in ways:
            for value, after in _element(m, frame, before, element, container):
                following.append((_filled(m, frame, after, expr, fields, position, value, container), after))
        ways = following
    watched = not container and m.watch.is_watched_literal(expr.type)
    found: Ways = []
    for fields, after in ways:
        if not fields and not watched and container:
            found.append((Thing(terms.mark("{}", expr.at, frame.number)), after))
            continue
        after.heap[number] = Object(fields, expr.type, frame.body, frame.place(expr.at), False, container, watched)
        found.append((Reference(number, False), after))
    return found


def _element(m: Machine, frame: Frame, state: State, element: ir.Element, container: bool) -> Ways:
    if type(element.value) is ir.Composite and element.value.type is None:
        return _composite(m, frame, state, element.value, container=False)
    return evaluate(m, frame, state, element.value)


def _filled(
    m: Machine, frame: Frame, state: State, expr: ir.Composite, fields: dict[str, Value], position: int, value: Value,
    container: bool,
) -> dict[str, Value]:
    element = expr.elements[position]
    if container:
        matters = type(value) is not Thing or value.instead is not None
        return {**fields, "*": value} if matters and type(fields.get("*")) is not Nothing else fields
    if element.key is None:
        name = calls.positional_field(m, frame, expr, position) if type(value) is not Thing else f"#{position}"
    else:
        name = element.key.name if type(element.key) is ir.Name else "*"
    if sinks.fills(m, frame, state, expr, name, value, element.at):
        value = Thing()
    hop = Hop(frame.place(element.at), "store", f"field {name} of {terms.type_text(expr.type)}")
    return {**fields, name: calls.stepped(value, hop)}


def _function_literal(m: Machine, frame: Frame, state: State, expr: ir.FuncLit) -> Ways:
    return [(Closure(frame.body, expr, tuple(frame.frames.items())), state)]


def value_term(value: Value) -> str:
    """A value's term, for building larger ones."""
    if type(value) is Thing:
        return value.term or "?"
    if type(value) is Nothing:
        return "nil"
    return "func" if type(value) is Closure else "&struct"


def _call(m: Machine, frame: Frame, state: State, expr: ir.Call) -> Ways:
    return calls.evaluate_call(m, frame, state, expr)


_HANDLERS: dict[type, Callable[[Machine, Frame, State, ir.Expr], Ways]] = {
    ir.Name: _name,
    ir.Lit: _literal,
    ir.Select: _select,
    ir.Call: _call,
    ir.Index: _index,
    ir.Slice: _first,
    ir.Assert: _first,
    ir.Star: _star,
    ir.Unary: _unary,
    ir.Binary: _binary,
    ir.Composite: _composite,
    ir.FuncLit: _function_literal,
}  # type: ignore[dict-item]
