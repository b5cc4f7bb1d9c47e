"""A rule's names, ready to be recognised in code: by their last word first, by what the types say then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import Local, Member
from analyzer.rules.model import Pattern, Rule, Sink

if TYPE_CHECKING:
    from analyzer.program import Body, Program


_DEEPEST = 4


class Called(NamedTuple):
    """What a call's function expression names: the package's import path, the receiver's type name or '', the name."""

    package: str
    receiver: str
    name: str


class Vocabulary:
    """The sinks, fallbacks and harmless calls of one rule in one program."""

    def __init__(self, rule: Rule, program: Program) -> None:
        self.rule = rule
        self._program = program
        self._calls: dict[str, list[Sink]] = {}
        self._fields: dict[str, list[Sink]] = {}
        self._reads: dict[str, list[Pattern]] = {}
        self._wild_calls: list[Sink] = []
        for sink in rule.sinks:
            if sink.call is not None:
                (self._wild_calls if sink.call.name == "*" else self._calls.setdefault(sink.call.name, [])).append(sink)
            if sink.assigns is not None:
                self._fields.setdefault(sink.assigns.name, []).append(sink)
        for fallback in rule.fallbacks:
            for pattern in fallback.reads:
                self._reads.setdefault(pattern.name, []).append(pattern)
        self._requests = frozenset(source.omits[0] for source in rule.sources if source.omits)
        self.sink_names = frozenset((*self._calls, *self._fields))
        self._called: dict[ir.Call, Called | None] = {}
        self._read: dict[ir.Select, str] = {}
        self._holders: dict[go.Named, str] = {}

    # -- calls -----------------------------------------------------------------------------------------

    def sinks_of(self, body: Body, call: ir.Call) -> list[Sink]:
        """The sinks that a call is."""
        name = called_name(call)
        rows = [*self._calls.get(name, ()), *self._wild_calls]
        if not rows:
            return []
        called = self.called(body, call)
        return [row for row in rows if called is not None and row.call is not None and matches(row.call, called)]

    def harmless(self, body: Body, call: ir.Call) -> bool:
        """Whether a call only looks at its arguments."""
        name = called_name(call)
        rows = [row for row in self.rule.harmless if row.name in ("*", name)]
        called = self.called(body, call) if rows else None
        return called is not None and any(matches(row, called) for row in rows)

    def called(self, body: Body, call: ir.Call) -> Called | None:
        """What a call's function expression names; None for a function value."""
        if call not in self._called:
            self._called[call] = self._find(body, call)
        return self._called[call]

    def _find(self, body: Body, call: ir.Call) -> Called | None:
        func = call.func.x if isinstance(call.func, ir.Index) else call.func
        if isinstance(func, ir.Name):
            found = body.object(func)
            if isinstance(found, Local):
                return None
            if isinstance(found, str):
                return Called("", "", found)
            package = found.file.package.path if isinstance(found, Member) else body.package.path
            return Called(package, "", func.name)
        if not isinstance(func, ir.Select):
            return None
        selected = self._program.types.selection(body, func)
        if isinstance(selected, go.Qualified):
            return Called(selected.package.path, "", func.name)
        if isinstance(selected, go.MethodSelection):
            owner = selected.owner.elem if isinstance(selected.owner, go.Pointer) else selected.owner
            if isinstance(owner, go.Named):
                return Called(owner.package, owner.name, func.name)
        return None

    def is_request(self, t: go.Type) -> bool:
        """Whether a struct type has a field that a source asks for: what fills such a struct is looked at."""
        return isinstance(t, go.Named) and t.name in self._requests

    # -- fields ----------------------------------------------------------------------------------------

    def sinks_of_field(self, name: str, owner: go.Type | None) -> list[Sink]:
        """The sinks that an assignment to a field of a struct type is."""
        rows = self._fields.get(name)
        named = _named(owner)
        if not rows or named is None:
            return []
        return [row for row in rows if row.assigns is not None and _is_field(row.assigns, named, name)]

    def sinks_beside(self, owner: go.Type, given: Iterable[str]) -> frozenset[Sink]:
        """The sinks that are fields of a struct type, those named aside."""
        if not isinstance(owner, go.Named):
            return frozenset()
        rows = (row for name in self._fields if name not in given for row in self.sinks_of_field(name, owner))
        return frozenset(rows)

    def may_be_sink_field(self, name: str) -> bool:
        """Whether some sink is an assignment to a field of that name."""
        return name in self._fields

    def fallback_read(self, body: Body, select: ir.Select) -> str:
        """The fallback that a selector reads, as the rule writes it; '' if none."""
        rows = self._reads.get(select.name)
        if not rows:
            return ""
        if select not in self._read:
            self._read[select] = self._reads_what(body, select, rows)
        return self._read[select]

    def _reads_what(self, body: Body, select: ir.Select, rows: list[Pattern]) -> str:
        selected = self._program.types.selection(body, select)
        if isinstance(selected, go.FieldSelection):
            named = _named(selected.owner)
            return next((row.text for row in rows if named is not None and _is_field(row, named, select.name)), "")
        if isinstance(selected, go.Qualified):
            return next(
                (row.text for row in rows if len(row.symbols) == 1 and row.in_package(selected.package.path)), ""
            )
        return ""

    def held_in(self, t: go.Type, depth: int = 0) -> str:
        """The fallback that a value of a type holds one of for each element, or may point to; '' if none."""
        if isinstance(t, go.Named):
            if t not in self._holders:
                self._holders[t] = ""
                self._holders[t] = self._held_in(t, depth)
            return self._holders[t]
        if depth < _DEEPEST and isinstance(t, go.MapOf):
            return self.held_in(t.value, depth + 1)
        if depth < _DEEPEST and isinstance(t, go.SliceOf | go.ArrayOf | go.Pointer):
            return self.held_in(t.elem, depth + 1)
        return ""

    def _held_in(self, t: go.Named, depth: int) -> str:
        under = self._program.types.underlying(t)
        if not isinstance(under, go.StructOf):
            return self.held_in(under, depth + 1) if depth < _DEEPEST else ""
        rows = (row for field in under.fields for row in self._reads.get(field.name, ()) if len(row.symbols) > 1)
        return next((row.text for row in rows if row.symbols[0] == t.name and row.in_package(t.package)), "")

    def other_than_fallback(self, body: Body, select: ir.Select) -> bool:
        """Whether a selector reads a field beside a fallback: of a struct type that has one, another field."""
        selected = self._program.types.selection(body, select)
        named = _named(selected.owner) if isinstance(selected, go.FieldSelection) else None
        return named is not None and any(
            len(row.symbols) > 1 and row.symbols[0] == named.name and row.in_package(named.package)
            for rows in self._reads.values()
            for row in rows
        )

    def has_fallback(self) -> bool:
        """Whether the program declares any of the rule's fallbacks; a rule without them has nothing to ask for."""
        return not self.rule.fallbacks or any(
            self._declares(pattern) for fallback in self.rule.fallbacks for pattern in fallback.reads
        )

    def _declares(self, pattern: Pattern) -> bool:
        """Whether a struct type that the pattern names has the field (or a package the variable)."""
        for member in self._program.mentions.declaring(pattern.symbols[0]):
            if member.kind == "method" or not pattern.in_package(member.file.package.path):
                continue
            if len(pattern.symbols) == 1:
                return True
            struct = self._program.types.underlying(self._program.types.of_member(member))
            if isinstance(struct, go.StructOf) and any(field.name == pattern.name for field in struct.fields):
                return True
        return False


def matches(pattern: Pattern, called: Called) -> bool:
    """Whether a pattern means a function or method."""
    return pattern.names(called.receiver, called.name) and pattern.in_package(called.package)


def called_name(call: ir.Call) -> str:
    """The last word of a call's function expression; '' for anything else than a name."""
    func = call.func.x if isinstance(call.func, ir.Index) else call.func
    return func.name if isinstance(func, ir.Name | ir.Select) else ""


def _named(t: go.Type | None) -> go.Named | None:
    if isinstance(t, go.Pointer):
        t = t.elem
    return t if isinstance(t, go.Named) else None


def _is_field(pattern: Pattern, owner: go.Named, name: str) -> bool:
    return pattern.names(owner.name, name) and pattern.in_package(owner.package)
