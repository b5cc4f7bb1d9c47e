"""Whether a call that was not looked into reads the declared fallback, in itself or in functions that it calls by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from analyzer.callgraph import Target
from analyzer.facts import ir
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.nilflow.machine import Frame, Machine
    from analyzer.nilflow.values import Suspended
    from analyzer.program import Body
    from analyzer.rules.model import Sink

_DEEPEST = 3


def fallback_read_by(suspended: Suspended) -> str:
    """The fallback that a suspended call reads; '' if it reads none that can be seen."""
    m, called, body = suspended.frame.machine, suspended.function, suspended.frame.body
    if called is None:
        return _remembered(m, suspended.call, lambda: _of_call(m, body, suspended.call, 0))
    if called.literal is None or called.frame is None:
        return _remembered(m, called.function, lambda: _of_target(m, Target(function=called.function), 0))
    target = Target(literal=(called.frame.body, called.literal))
    return _remembered(m, called.literal, lambda: _of_target(m, target, 0))


def _remembered(m: Machine, key: Hashable, find: Callable[[], str]) -> str:
    """The answer to one question: while it is looked for, there is none."""
    if key not in m.fallback_reads:
        m.fallback_reads[key] = ""
        m.fallback_reads[key] = find()
    return m.fallback_reads[key]


def _of_call(m: Machine, body: Body, call: ir.Call, depth: int) -> str:
    target = m.graph.static(body, call)
    return _of_target(m, target, depth) if target is not None else _of_method(m, body, call, depth)


def _of_method(m: Machine, body: Body, call: ir.Call, depth: int) -> str:
    """The fallback that every method behind an interface call reads, as far as all are seen; asked only of what is called directly."""
    if not isinstance(call.func, ir.Select) or depth:
        return ""
    answer = m.graph.callees(body, call)
    others = [target for target in answer.targets if target.function is None or target.function is not body.function]
    if answer.kind != "interface" or answer.reason or not others:
        return ""
    found = [_of_target(m, target, depth) for target in others]
    return found[0] if all(found) else ""


def _of_target(m: Machine, target: Target, depth: int) -> str:
    if target.literal is not None:
        return read_in(m, target.literal[0], target.literal[1].body, depth)
    if target.function is not None and target.function.decl.body is not None:
        return read_in(m, m.program.body(target.function), target.function.decl.body, depth)
    return ""


def met_by(frame: Frame, call: ir.Call) -> tuple[frozenset[Sink], bool]:
    """The sinks that a call which is not looked into comes to, as far as its code shows, and whether it reads a fallback."""
    m = frame.machine
    if call not in m.meetings:
        m.meetings[call] = frozenset(), False
        target = m.graph.static(frame.body, call)
        rows: set[Sink] = set()
        if target is not None:
            _collect(m, target, rows, 0)
        m.meetings[call] = frozenset(rows), target is not None and bool(_of_target(m, target, 0))
    return m.meetings[call]


def _collect(m: Machine, target: Target, rows: set[Sink], depth: int) -> None:
    function = target.function
    if function is None or function.decl.body is None:
        return
    body = m.program.body(function)
    for node in ir.walk(function.decl.body):
        if type(node) is ir.Call:
            rows.update(m.vocabulary.sinks_of(body, node))
            inner = m.graph.static(body, node) if depth < _DEEPEST else None
            if inner is not None:
                _collect(m, inner, rows, depth + 1)
        elif type(node) is ir.Assign:
            for place in node.lhs:
                if isinstance(place, ir.Select) and m.vocabulary.may_be_sink_field(place.name):
                    selected = m.program.types.selection(body, place)
                    if isinstance(selected, go.FieldSelection):
                        rows.update(m.vocabulary.sinks_of_field(place.name, selected.owner))
        elif type(node) is ir.Composite:
            for element in node.elements:
                if isinstance(element.key, ir.Name) and m.vocabulary.may_be_sink_field(element.key.name):
                    rows.update(m.vocabulary.sinks_of_field(element.key.name, m.program.types.expr(body, node)))


def read_in(m: Machine, body: Body, code: ir.Node, depth: int = 0) -> str:
    """The fallback that a piece of code reads."""
    calls = []
    for node in ir.walk(code):
        if type(node) is ir.Select:
            found = m.vocabulary.fallback_read(body, node)
            if found:
                return found
        elif type(node) is ir.Call:
            calls.append(node)
    if depth < _DEEPEST:
        for call in calls:
            found = _of_call(m, body, call, depth + 1)
            if found:
                return found
    return ""
