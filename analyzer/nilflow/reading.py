"""Whether a call that was not looked into reads the declared fallback, in itself or in functions that it calls by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir

if TYPE_CHECKING:
    from analyzer.callgraph import Target
    from analyzer.nilflow.machine import Machine
    from analyzer.nilflow.values import Suspended
    from analyzer.program import Body

_DEEPEST = 3


def fallback_read_by(suspended: Suspended) -> str:
    """The fallback that a suspended call reads; '' if it reads none that can be seen."""
    m = suspended.frame.machine
    key = suspended.call
    if key not in m.fallback_reads:
        m.fallback_reads[key] = ""
        m.fallback_reads[key] = _of_call(m, suspended.frame.body, suspended.call, 0)
    return m.fallback_reads[key]


def _of_call(m: Machine, body: Body, call: ir.Call, depth: int) -> str:
    target = m.graph.static(body, call)
    return _of_target(m, target, depth) if target is not None else ""


def _of_target(m: Machine, target: Target, depth: int) -> str:
    if target.literal is not None:
        return read_in(m, target.literal[0], target.literal[1].body, depth)
    if target.function is not None and target.function.decl.body is not None:
        return read_in(m, m.program.body(target.function), target.function.decl.body, depth)
    return ""


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
