"""Reading names and fields: variables of packages, fields of structs and of what is known by its expression, method values."""

from __future__ import annotations

from analyzer.callgraph import Target
from analyzer.callgraph.stored import is_optional
from analyzer.facts import ir
from analyzer.nilflow import calls, reading, terms
from analyzer.nilflow.machine import ROOT, Frame
from analyzer.nilflow.state import State
from analyzer.nilflow.values import FALSE, TRUE, UNSEEN, Address, Func, Opaque, Parameter, Read, Ref, Value, Zero
from analyzer.program import types as go
from analyzer.program.model import Member


def package_value(frame: Frame, state: State, found: object, name: str) -> Value:
    """The value of a package-level name."""
    if isinstance(found, Member):
        if found.kind == "func":
            return Func(None, None, frame.machine.program.function(found))
        if found.kind == "const":
            truth = frame.machine.program.types.constants.truth(found)
            if truth is not None:
                return TRUE if truth else FALSE
        term = f"{found.file.package.name}.{found.name}" if found.file.package is not frame.body.package else name
        kept = state.fields.get(f"·{found.file.package.path}.{found.name}")
        if kept is not None:
            return kept
        return Opaque(term, variable=found if found.kind in ("var", "const") else None, error=names_error(name))
    return Opaque(name)


def names_error(name: str) -> bool:
    """Whether a package variable is a sentinel error by Go's naming convention (``ErrNotFound``, ``errClosed``)."""
    return name[:3] in ("Err", "err") and name[3:4].isupper()


def field_of(frame: Frame, state: State, value: Value, expr: ir.Select) -> Value:
    """What ``value.name`` is: a field's value, or a method value."""
    if type(value) is Address:
        value = state.pointed(value) or UNSEEN
    if type(value) is Ref:
        return _field_of_object(frame, state, value, expr)
    if type(value) is Zero:
        selected = frame.machine.program.types.selection(frame.body, expr)
        if isinstance(selected, go.MethodSelection):
            return Func(None, None, selected.function, value) if selected.function is not None else Opaque(expr.name)
        return Zero("omitted-field", value.origin, trail=value.trail)
    if type(value) is not Opaque:
        return Opaque(terms.mark(expr.name, frame.machine.fresh()))
    term = f"{value.term}.{expr.name}"
    kept = state.fields.get(term)
    if kept is not None:
        return kept
    preset = frame.machine.preset.get(term)
    if preset is not None:
        return preset
    written = state.written.get(term)
    parameter = value.parameter
    if parameter is not None:
        parameter = Parameter(parameter.index, (*parameter.fields, expr.name))
    vocabulary = frame.machine.vocabulary
    fallback = vocabulary.fallback_read(frame.body, expr)
    if not fallback and value.fallback and not vocabulary.other_than_fallback(frame.body, expr):
        fallback = value.fallback
    if not fallback and frame.machine.stands_in:
        fallback = _filled_from_fallback(frame, expr)
    read = Read(frame, expr, value)
    return Opaque(terms.mark(term, written) if written else term, fallback, parameter=parameter, read=read)


def _filled_from_fallback(frame: Frame, expr: ir.Select) -> str:
    """The fallback that is read where something is stored in a field, or in an element of it: the field then holds a copy."""
    m = frame.machine
    selected = m.program.types.selection(frame.body, expr)
    if not isinstance(selected, go.FieldSelection) or not isinstance(selected.owner, go.Named):
        return ""
    if isinstance(m.program.types.underlying(selected.type), go.StructOf) or m.vocabulary.held_in(selected.type):
        return ""  # part of the configuration that the fallback stands in
    stores = m.graph.stored.field(selected.owner, selected.name).values
    return next((found for store in stores if (found := reading.read_in(m, store.body, store.expr))), "")


def known(frame: Frame, value: Value) -> Value:
    """What a value turns out to be for those who look closer: a method value, or a variable or field that nobody ever sets."""
    if type(value) is not Opaque or value.fallback:
        return value
    method = as_method(frame, value)
    if method is not value:
        return method
    stores = None
    graph = frame.machine.graph
    if value.read is not None and value.read.select is not None:
        selected = frame.machine.program.types.selection(value.read.body, value.read.select)
        if isinstance(selected, go.FieldSelection) and isinstance(selected.owner, go.Named):
            stores = graph.stored.field(selected.owner, selected.name)
    elif value.variable is not None and value.variable.kind == "var":
        stores = graph.stored.variable(value.variable)
    if stores is not None and not stores.reason and all(graph.is_dead(store.body) for store in stores.values):
        return Zero("unassigned-variable")
    return value


def alternatives(frame: Frame, value: Value) -> list[Value]:
    """All that a function value can be, where every function is seen that is stored in its field or implements its method; else the
    value itself. A field that is filled under conditions only can be nothing."""
    value = known(frame, value)
    if type(value) is not Opaque or value.fallback or value.read is None or value.read.select is None:
        return [value]
    m, body, select = frame.machine, value.read.body, value.read.select
    nothing: list[Value] = []
    selected = m.program.types.selection(body, select)
    if isinstance(selected, go.MethodSelection):
        answer = m.graph.selected(body, select, selected)
        receiver: Value | None = value.read.operand
    elif isinstance(selected, go.FieldSelection):
        answer, receiver = m.graph.functions_in(body, select), None
        if isinstance(selected.owner, go.Named):
            stores = m.graph.stored.field(selected.owner, selected.name).values
            nothing = [Zero("unassigned-variable")] if all(is_optional(one, selected.name) for one in stores) else []
    else:
        return [value]
    if answer.is_nothing:
        return [Zero("unassigned-variable")]
    if answer.reason or not answer.targets or not all(map(calls.has_body, answer.targets)):
        return [value]
    return [*(_as_function(frame, target, receiver) for target in answer.targets), *nothing]


def _as_function(frame: Frame, target: Target, receiver: Value | None) -> Value:
    if target.literal is not None:
        body, literal = target.literal
        return Func(literal, Frame(frame.machine, body, body.function, None, None, frame.depth, root=False))
    return Func(None, None, target.function, receiver if target.function and target.function.receiver else None)


def as_method(frame: Frame, value: Value) -> Value:
    """The value, or the method value that its selector means."""
    if type(value) is not Opaque or value.read is None or value.read.select is None or value.fallback:
        return value
    selected = frame.machine.program.types.selection(value.read.body, value.read.select)
    if isinstance(selected, go.MethodSelection) and selected.function is not None:
        return Func(None, None, selected.function, value.read.operand, value.instead, value.trail)
    return value


def _field_of_object(frame: Frame, state: State, value: Ref, expr: ir.Select) -> Value:
    thing = state.object(value)
    known = thing.fields.get(expr.name)
    if known is not None:
        return known
    selected = frame.machine.program.types.selection(frame.body, expr)
    if isinstance(selected, go.MethodSelection):
        return Func(None, None, selected.function, value) if selected.function is not None else Opaque(expr.name)
    fallback = frame.machine.vocabulary.fallback_read(frame.body, expr)
    if isinstance(selected, go.FieldSelection):
        for step in selected.path:
            inner = thing.fields.get(step.name)
            if type(inner) is Opaque:
                return Opaque(f"{inner.term}.{expr.name}", fallback or inner.fallback)
            if type(inner) is not Ref:
                break
            thing = state.object(inner)
            if expr.name in thing.fields:
                return thing.fields[expr.name]
    given = value.key[0] == ROOT  # what the root makes may be configured where nobody looks
    if thing.open or thing.container or (fallback and given):
        return Opaque(terms.mark(expr.name, *value.key), fallback)
    return Zero("omitted-field")


def held_fallback(frame: Frame, expr: ir.Expr) -> str:
    """The fallback that what an expression means holds or points to: when that is missing, so is the fallback."""
    m = frame.machine
    if not m.events.sightings and not m.stands_in:
        return ""
    found = m.program.types.expr(frame.body, expr)
    return "" if isinstance(found, go.Named) else m.vocabulary.held_in(found)


def element_fallback(frame: Frame, state: State, expr: ir.Expr) -> str:
    """The fallback that is missing where a map has no such element. What a generic function is given is of the type that it has where it
    was read."""
    if not isinstance(expr, ir.Index):
        return ""
    fallback = held_fallback(frame, expr.x)
    if fallback or not isinstance(expr.x, ir.Name):
        return fallback
    local = frame.body.local(expr.x)
    value = state.cells.get(frame.cell(local)) if local is not None else None
    if type(value) is not Opaque or value.read is None or value.read.body is frame.body:
        return ""
    return frame.machine.vocabulary.held_in(frame.machine.program.types.expr(value.read.body, value.read.expr))
