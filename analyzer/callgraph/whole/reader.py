"""Reads one package: its declarations become a `Reading`. Start here for how code is understood; `engine` for what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.callgraph.model import Callees, Target
from analyzer.callgraph.sites import Sites, Through
from analyzer.callgraph.whole.carrying import Carrying
from analyzer.callgraph.whole.codes import Codes, is_own
from analyzer.callgraph.whole.constraints import Constraints, Owner
from analyzer.callgraph.whole.holders import Holders
from analyzer.callgraph.whole.naming import Names
from analyzer.callgraph.whole.notes import Notes
from analyzer.callgraph.whole.reading import NONE, Called, Declared, Given, Reading, Routine
from analyzer.facts import ir
from analyzer.program import Body, Program
from analyzer.program import types as go
from analyzer.program.model import Function, Member, Opaque
from analyzer.program.package import Package

if TYPE_CHECKING:
    from analyzer.callgraph.whole.notes import Node

_NO_VALUE = NONE, NONE
Slot = tuple["Node", go.Type]
"""A place and its type."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where values enter and leave a function: None for what holds no tokens. ``elements`` is the last parameter's, of a variadic
    function. A ``generic`` one's types are in terms of its type parameters."""

    params: tuple[Slot | None, ...]
    types: tuple[go.Type, ...]
    results: tuple[Slot, ...]
    receiver: Slot | None
    elements: Slot | None
    generic: bool


class Reader:
    """The reading of one package. What is known of the program's functions and types is shared with other packages."""

    def __init__(self, program: Program, package: Package, codes: Codes, carrying: Carrying) -> None:
        self.program = program
        self.types = program.types
        self.sites = Sites(program)
        self.codes = codes
        self.carrying = carrying
        self.notes = Notes(program, package)
        self.holders = Holders(self)
        self._package = package
        self._constraints = Constraints(self)
        self._entries: dict[Target, Entry] = {}
        self._routines: list[tuple[Target, Routine]] = []

    def read(self) -> tuple[Reading, list[go.Type]]:
        """The package, and the types of its rows."""
        for member in members(self._package, self.notes.blind):
            try:
                if member.kind == "type":
                    self._declared(member)
                else:
                    self._constraints.declaration(body_of(self.program, member))
            except Opaque as reason:
                self.notes.blind[member.file.path, str(reason)] = None
        naming = Names(self._package.path, self._constraints.literals)
        for target, routine in self._routines:
            if target.function is not None:
                routine.name = naming.function(target.function)
        for target, routine in self._routines:
            if target.literal is not None:
                routine.name = naming.literal(*target.literal)
        return self.notes.reading([routine for _, routine in self._routines])

    def _declared(self, member: Member) -> None:
        """Takes note of a named type; aliases and interfaces are none that a value can have."""
        found = self.types.of_member(member)
        if not isinstance(found, go.Named) or found.member is not member:
            return
        under = self.types.underlying(found)
        if isinstance(under, go.InterfaceOf):
            return
        embeds = isinstance(under, go.StructOf) and any(field.embedded for field in under.fields)
        methods = () if embeds else tuple(self._package.methods(member.name))
        if embeds or methods:
            self.notes.declared.append(Declared(self.notes.type(found), embeds, methods))

    # -- functions ---------------------------------------------------------------------------------------

    def is_open(self, target: Target) -> bool:
        """Whether the body of a target takes part."""
        if target.function is not None:
            return target.function.decl.body is not None and is_own(target.function.package.directory)
        return target.literal is not None

    def routine(self, target: Target) -> None:
        """Takes note of a function of the package."""
        code = self.codes.of(target)
        number = self.notes.code(code)
        if target.literal is not None:
            body, literal = target.literal
            written, path, at = literal.signature, body.file.path, literal.at
            receiver = NONE
        else:
            assert target.function is not None
            function = target.function
            written, path, at = function.decl.signature, function.file.path, function.decl.at
            receiver = NONE
            if function.decl.receiver is not None:
                receiver = self.notes.type(self._receiver(function))
                self.holders.declare([function.decl.receiver], "receiver", number)
        self.holders.declare(written.params, "param", number)
        self.holders.declare(written.results, "out", number)
        signature = self.notes.type(self._signature(target))
        self._routines.append((target, Routine(code, "", path, at, signature, receiver, self.is_open(target))))

    def _signature(self, target: Target) -> go.Signature:
        if target.literal is not None:
            found = self.types.expr(*target.literal)
            assert isinstance(found, go.Signature)
            return found
        assert target.function is not None
        return self.types.signature(target.function)

    def _receiver(self, function: Function) -> go.Type:
        assert function.decl.receiver is not None
        return self.types.form(self.program.body(function), function.decl.receiver.type)

    def entry(self, target: Target) -> Entry:
        """Where values enter and leave a function with a body in the tree."""
        found = self._entries.get(target)
        if found is None:
            found = self._entries[target] = self._entry(target)
        return found

    def _entry(self, target: Target) -> Entry:
        number = self.notes.code(self.codes.of(target))
        signature = self._signature(target)
        receiver: Slot | None = None
        if target.function is not None and target.function.decl.receiver is not None:
            t = self._receiver(target.function)
            receiver = (self.notes.shared("receiver", number, 0), t) if self.carrying.of(t) else None
        params = (
            (self.notes.shared("param", number, position), t) if self.carrying.of(t) else None
            for position, t in enumerate(signature.params)
        )
        results = ((self.notes.shared("out", number, position), t) for position, t in enumerate(signature.results))
        last = signature.params[-1] if signature.variadic else None
        elements = self.holders.elements(last) if last is not None else None
        return Entry(
            tuple(params), signature.params, tuple(results), receiver,
            (elements, last.elem) if elements is not None and isinstance(last, go.SliceOf) else None,
            bool(signature.type_params),
        )  # fmt: skip

    # -- calls -------------------------------------------------------------------------------------------

    def call(self, owner: Owner, call: ir.Call, statement: str) -> None:
        """One call: what it is, and what it is given."""
        body = owner.body
        kind = self.sites.kind(body, call)
        if isinstance(kind, Callees):
            if kind.kind == "builtin":
                self._builtin(body, call)
            elif kind.kind != "conversion":
                called = self._called(owner, call, kind.kind, statement)
                if kind.targets:
                    self._static(body, call, called, kind.targets[0])
        elif isinstance(kind, Through):
            self._interface(body, call, self._called(owner, call, "interface", statement), kind)
        else:
            self._dynamic(body, call, self._called(owner, call, "dynamic", statement), kind)

    def _called(self, owner: Owner, call: ir.Call, kind: str, statement: str) -> Called:
        number = NONE if owner.target is None else self.notes.code(self.codes.of(owner.target))
        called = Called(number, self.notes.file(owner.body.file.path), call.paren, kind, statement)
        self.notes.calls.append(called)
        return called

    def _builtin(self, body: Body, call: ir.Call) -> None:
        name = call.func.name if isinstance(call.func, ir.Name) else ""
        if name == "append":
            self._constraints.append(body, call)
        elif name == "panic":
            self._constraints.panic(body, call)

    def _static(self, body: Body, call: ir.Call, called: Called, target: Target) -> None:
        called.target = self.notes.code(self.codes.of(target))
        func = call.func.x if isinstance(call.func, ir.Index) else call.func
        selection = self.types.selection(body, func) if isinstance(func, ir.Select) else None
        method = selection if isinstance(selection, go.MethodSelection) else None
        shift = 1 if method is not None and method.expression else 0
        if not self.is_open(target):
            signature = self.types.signature(target.function) if target.function is not None else None
            self._leaves(body, call, called, shift, signature)
            return
        entry = self.entry(target)
        if method is not None and entry.receiver is not None:
            if method.expression:
                if call.args:
                    self.holders.flow(body, call.args[0], *entry.receiver)
            elif not method.path and isinstance(func, ir.Select):
                self.holders.flow(body, func.x, *entry.receiver)
        if entry.generic:
            self._instantiate(body, call, target)
        elif method is not None:
            self._instance(target, method.owner)
        self._enter(body, call, entry, shift)

    def _enter(self, body: Body, call: ir.Call, entry: Entry, shift: int) -> None:
        """Arguments to parameters."""
        args = [(e, t, 0) for e in call.args[shift:] for t in (self.types.expr(body, e),)]
        several = len(args) == 1 and isinstance(args[0][1], go.Tuple)
        if several:
            only, results, _ = args[0]
            assert isinstance(results, go.Tuple)
            args = [(only, t, position) for position, t in enumerate(results.types)]
        for slot, (e, _, position) in zip(entry.params, args, strict=False):
            if slot is not None:
                self.holders.flow(body, e, *slot, position)
        if entry.elements is not None and not call.spread:
            for e, _, position in args[len(entry.params) - 1 :]:
                self.holders.flow(body, e, *entry.elements, position)
        if entry.generic and not several:
            for (_, t, _), wanted in zip(args, entry.types, strict=False):
                for one, other in self.carrying.alike(t, wanted):
                    left = self.notes.shared("contained", one[0], self.notes.type(one[1]))
                    right = self.notes.shared("contained", other[0], self.notes.type(other[1]))
                    self.notes.edge(left, right)
                    self.notes.edge(right, left)

    def _leaves(self, body: Body, call: ir.Call, called: Called, shift: int, signature: go.Type | None = None) -> None:
        """Writes down what a call gives and gets, whose callee is not known yet or has no body in the tree."""
        if signature is None:
            signature = self.types.core(self.types.expr(body, call.func))
        if isinstance(signature, go.Signature):
            called.signature = self.notes.type(signature)
        called.given = self._given(body, call, shift, signature if called.target != NONE else None)
        found = self.types.expr(body, call)
        for position, t in enumerate(found.types if isinstance(found, go.Tuple) else (found,)):
            called.results += self.notes.type(t), self.holders.result(call, position)

    def _given(self, body: Body, call: ir.Call, shift: int, taken: go.Type | None) -> Given:
        """The arguments of a call; where it is known what it is ``taken`` as, those that hold no tokens there are left out."""
        args = call.args[shift:]
        results = self.types.expr(body, args[0]) if len(args) == 1 else None
        if isinstance(results, go.Tuple):
            values = [self.holders.value(body, args[0], position) for position in range(len(results.types))]
        else:
            wanted = self._wanted(taken, len(args))
            values = [self.holders.value(body, e) if want else _NO_VALUE for e, want in zip(args, wanted, strict=True)]
        return Given([part for value in values for part in value], call.spread, isinstance(results, go.Tuple))

    def _wanted(self, taken: go.Type | None, count: int) -> list[bool]:
        if not isinstance(taken, go.Signature):
            return [True] * count
        wanted = [self.carrying.of(t) for t in taken.params]
        last = taken.params[-1] if taken.variadic else None
        if isinstance(last, go.SliceOf):
            rest = self.carrying.of(last.elem)
            return [*wanted[:-1], *[rest] * count][:count]
        return [*wanted, *[False] * count][:count]

    def _instantiate(self, body: Body, call: ir.Call, target: Target) -> None:
        """The types that a generic function is called with are what its type parameters stand for."""
        assert target.function is not None
        for param, t in self.types.type_arguments(body, call, self.types.signature(target.function)).items():
            self._stands_for(param, t)

    def _instance(self, target: Target, owner: go.Type) -> None:
        """A method of a generic type: the type's arguments are what the type parameters of its receiver stand for."""
        given = self.sites.named(owner)
        decl = target.function.decl if target.function is not None else None
        if given is None or not given.args or decl is None or decl.receiver is None:
            return
        assert target.function is not None
        declared = self.sites.named(self._receiver(target.function))
        for param, t in zip(declared.args if declared is not None else (), given.args, strict=False):
            if isinstance(param, go.TypeParameter):
                self._stands_for(param, t)

    def _stands_for(self, param: go.TypeParameter, t: go.Type) -> None:
        place = self.holders.type_arguments(param)
        if isinstance(t, go.TypeParameter):
            self.notes.edge(self.holders.type_arguments(t), place)
        elif not isinstance(t, go.Unknown) and not self.carrying.of(t):
            self.notes.put(place, t)

    def _interface(self, body: Body, call: ir.Call, called: Called, through: Through) -> None:
        expression = isinstance(call.func, ir.Select) and through.receiver is not call.func.x and through.owner is None
        called.through, called.method = self.notes.type(through.interface), through.method
        self._leaves(body, call, called, 1 if expression else 0)
        holder = self.holders.receiver(body, through)
        called.holder = NONE if holder is None else holder

    def _dynamic(self, body: Body, call: ir.Call, called: Called, func: ir.Expr) -> None:
        holder = self.holders.node(body, func)
        if not isinstance(self.types.core(self.types.expr(body, func)), go.Signature):
            return
        self._leaves(body, call, called, 0)
        called.holder = NONE if holder is None else holder


def members(package: Package, blind: dict[tuple[str, str], None]) -> Iterator[Member]:
    """What a package declares that has code, or is a type; of several names with one declaration the first. ``blind`` gets what
    cannot be read."""
    for name in package.blobs:
        try:
            file = package.file(name)
        except Opaque as reason:
            blind[f"{package.directory}/{name}".lstrip("/"), str(reason)] = None
            continue
        for entry in file.outline.entries if file is not None else ():
            if entry.kind == "const" or file is None:
                continue
            for position, declared in enumerate(entry.names):
                if position == 0 or entry.kind == "type":
                    yield package.member_at(file, entry, declared)


def body_of(program: Program, member: Member) -> Body:
    """The code of a function, method or variable. Raises Opaque."""
    if member.kind in ("func", "method"):
        return program.body(program.function(member))
    return program.initializer(member)
