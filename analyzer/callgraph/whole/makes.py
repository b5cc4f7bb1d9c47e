"""Which functions outside make their results themselves: every value that they return has a concrete type of its own, or comes from
another such function. Such a result cannot be what somebody else gave to the module.

Only the return statements of the functions that own code calls are looked at, and what they call in turn; a result that is a variable of
interface type counts as given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.model import Callees, Target
from analyzer.callgraph.nodes import returned
from analyzer.callgraph.whole import library
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import Function, Local, Member

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.program import Body

_DEEPEST = 8


class Makes:
    """Answers by function and result, each once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._types = engine.types
        self._known: dict[tuple[Function, int], frozenset[go.Type] | None] = {}

    def types(self, function: Function, position: int, depth: int = 0) -> frozenset[go.Type] | None:
        """The concrete types of a result; None if it can be a value that was given to the function or its module."""
        key = (function, position)
        if key not in self._known:
            if depth > _DEEPEST or function.decl.body is None:
                return None
            self._known[key] = frozenset()  # a function that returns its own result adds nothing
            self._known[key] = self._returned(function, position, depth)
        return self._known[key]

    def _returned(self, function: Function, position: int, depth: int) -> frozenset[go.Type] | None:
        assert function.decl.body is not None
        results = len(function.decl.signature.results)
        body = self._engine.program.body(function)
        made: set[go.Type] = set()
        for statement in returned(function.decl.body):
            if len(statement.values) == results:
                found = self._value(body, statement.values[position], 0, depth)
            elif len(statement.values) == 1:
                found = self._value(body, statement.values[0], position, depth)
            else:
                found = None
            if found is None:
                return None
            made |= found
        return frozenset(made)

    def _value(self, body: Body, e: ir.Expr, position: int, depth: int) -> frozenset[go.Type] | None:
        if isinstance(e, ir.Call):
            kind = self._engine.sites.kind(body, e)
            if isinstance(kind, Callees) and kind.kind == "static" and kind.targets:
                return self._result(body, e, kind.targets[0], position, depth)
        t = self._types.expr(body, e)
        if isinstance(t, go.Basic):
            return frozenset()
        if not isinstance(t, go.Tuple) and not self._engine.carrying.of(t):
            return frozenset((t,))
        if isinstance(e, ir.Name | ir.Select):
            return self._variable(body, e, depth)
        return None

    def _result(
        self, body: Body, call: ir.Call, target: Target, position: int, depth: int
    ) -> frozenset[go.Type] | None:
        t = self._types.expr(body, call)
        if isinstance(t, go.Tuple):
            t = t.types[position] if position < len(t.types) else go.Unknown("no such result")
        if not self._engine.carrying.of(t):
            return frozenset((t,))
        if target.function is not None:
            return self.types(target.function, position, depth + 1)
        path, name = library.parted(target.external)
        own = (
            "." not in path.partition("/")[0]
            and library.gives(path, name) is None
            and not library.is_pooled(path, name)
        )
        return frozenset() if own else None

    def _variable(self, body: Body, e: ir.Name | ir.Select, depth: int) -> frozenset[go.Type] | None:
        """A package variable's initial value: such variables are sentinels, as for errors."""
        if isinstance(e, ir.Name):
            found: object = body.object(e)
        else:
            selection = self._types.selection(body, e)
            found = selection.member if isinstance(selection, go.Qualified) else None
        if isinstance(found, Local) or not isinstance(found, Member) or found.kind != "var" or depth > _DEEPEST:
            return None
        declared = self._engine.program.declared(found)
        if not isinstance(declared, tuple) or len(declared[0].values) != len(declared[0].names):
            return None
        return self._value(self._engine.program.initializer(found), declared[0].values[declared[1]], 0, depth + 1)
