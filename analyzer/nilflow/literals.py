"""Composite literals, and copying structs."""

from __future__ import annotations

import msgspec

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow import avoiding, expressions, sinks, terms
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import Object, State, Ways
from analyzer.nilflow.values import Ref, Value, stepped
from analyzer.program import types as go


def composite(frame: Frame, state: State, expr: ir.Composite) -> Ways:
    """A literal becomes an object; the fields that the rule names are looked at as they are filled."""
    made = frame.machine.program.types.expr(frame.body, expr)
    implied_pointer = False
    if expr.type is None and isinstance(made, go.Pointer):
        implied_pointer, made = True, made.elem
    container = _container(expr, frame.machine.program.types.underlying(made))
    key = (frame.number, expr.at)
    ways: list[tuple[dict[str, Value], State]] = [({}, state)]
    for position, element in enumerate(expr.elements):
        following: list[tuple[dict[str, Value], State]] = []
        for fields, before in ways:
            for value, after in expressions.evaluate(frame, before, element.value):
                name = _element_name(frame, made, element, position, container=bool(container))
                if not container:
                    value = sinks.field_filled(frame, after, made, key, name, value, element)
                    value = stepped(
                        value, Hop(frame.place(element.at), "store", f"field {name} of {terms.type_text(expr.type)}")
                    )
                following.append(({**fields, name: copied(frame, after, value, element.at)}, after))
        ways = following
    found: Ways = []
    for fields, after in ways:
        if not container:
            avoiding.made(frame, after, made, fields)
        after.heap[key] = Object(fields, made if isinstance(made, go.Named) else None, container=container)
        found.append((Ref(key, implied_pointer), after))
    return found


def _container(expr: ir.Composite, made: go.Type) -> str:
    """What kind of container a literal makes; '' for a struct."""
    if isinstance(made, go.MapOf) or isinstance(expr.type, ir.MapType):
        return "map"
    if isinstance(made, go.SliceOf | go.ArrayOf) or not isinstance(
        expr.type, ir.Name | ir.Select | ir.StructType | ir.Index | None
    ):
        return "list"
    return ""


def _element_name(frame: Frame, made: go.Type, element: ir.Element, position: int, *, container: bool) -> str:
    if container:
        if element.key is None:
            return str(position) if position < expressions.UNROLLED else "*"
        if isinstance(element.key, ir.Name) and element.key.name in ("true", "false"):
            return element.key.name
        return element.key.text.strip('"') if isinstance(element.key, ir.Lit) else f"*{position}"
    if isinstance(element.key, ir.Name):
        return element.key.name
    struct = frame.machine.program.types.underlying(made)
    if isinstance(struct, go.StructOf) and position < len(struct.fields):
        return struct.fields[position].name
    return f"#{position}"


def copied(frame: Frame, state: State, value: Value, at: int) -> Value:
    """A value as it is stored: a struct is copied, a pointer is not."""
    key = (frame.number, -at)
    if type(value) is Ref and not value.pointer and value.key != key:
        thing = state.object(value)
        if thing.container:
            return value
        state.heap[key] = thing
        avoiding.moved(state, value.key, key)
        return msgspec.structs.replace(value, key=key)
    return value
