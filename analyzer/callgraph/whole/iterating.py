"""Loops over functions (Go spec, "For range": the function is called with a ``yield`` that runs the loop's body).

The body is a callee of the calls of ``yield``, at the keyword ``range``. As Go reads it, it is part of the function around it: what it
calls stays that function's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzer.callgraph.model import Callees, Target
from analyzer.facts import ir
from analyzer.places import column_of, line_of, pack
from analyzer.program import types as go
from analyzer.program.model import Opaque

if TYPE_CHECKING:
    from analyzer.callgraph.whole.notes import Node
    from analyzer.callgraph.whole.reader import Reader
    from analyzer.program import Body

_RANGE = re.compile(rb"\brange\b")


def loop_body(reader: Reader, body: Body, node: ir.Range, over: go.Signature) -> None:
    """The body of a loop goes to the function that it is over, as its parameter; the loop's variables get what it is passed."""
    given = reader.types.core(over.params[0]) if len(over.params) == 1 else None
    if not isinstance(given, go.Signature):
        return
    at = _keyword(reader, body, node)
    written = tuple(ir.Param("", ir.Bad("a loop variable", at), at) for _ in given.params)
    results = tuple(ir.Param("", ir.Bad("whether to go on", at), at) for _ in given.results)
    literal = ir.FuncLit(ir.FuncType(written, results, at), ir.Block((), at, at), at)
    reader.types.assume(literal, given)
    target = Target(literal=(body, literal))
    reader.routine(target)
    for variable, slot in zip((node.key, node.value), reader.entry(target).params, strict=False):
        if variable is not None and slot is not None and not (isinstance(variable, ir.Name) and variable.name == "_"):
            place = reader.holders.written(body, variable)
            if place is not None:
                reader.notes.edge(slot[0], place)
    _contained(reader, body, node.x, target)
    iterator = reader.holders.node(body, node.x)
    if iterator is not None:
        code = reader.notes.code(reader.codes.of(target))
        reader.notes.loops.append((iterator, reader.notes.type(over), code))


def _contained(reader: Reader, body: Body, over: ir.Expr, loop: Target) -> None:
    """An iterator that code outside makes of a container (``slices.Values(s)``) gives its elements, or keys, by their types."""
    kind = reader.sites.kind(body, over) if isinstance(over, ir.Call) else None
    if not isinstance(over, ir.Call) or not isinstance(kind, Callees) or any(map(reader.is_open, kind.targets)):
        return
    for argument in over.args:
        container = reader.types.expr(body, argument)
        under = reader.types.core(container)
        parts: list[tuple[go.Type, Node | None]] = []
        if isinstance(under, go.SliceOf):
            parts.append((under.elem, reader.holders.elements(container)))
        elif isinstance(under, go.MapOf):
            parts += (under.key, reader.holders.keys(container)), (under.value, reader.holders.elements(container))
        for slot in reader.entry(loop).params:
            for t, source in parts:
                if slot is not None and source is not None and slot[1] == t:
                    reader.notes.edge(source, slot[0])


def _keyword(reader: Reader, body: Body, node: ir.Range) -> int:
    """Where the keyword ``range`` stands; where the statement does, if that cannot be read."""
    try:
        lines = reader.program.tree.source(body.file.blob).split(b"\n")
    except Opaque:
        return node.at
    for line in range(line_of(node.at), line_of(node.body.at) + 1):
        start = column_of(node.at) - 1 if line == line_of(node.at) else 0
        found = _RANGE.search(lines[line - 1], start)
        if found is not None:
            return pack(line, found.start() + 1)
    return node.at
