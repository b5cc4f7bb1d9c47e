"""What is stored in a field or a package variable, anywhere in the production code that can reach it.

An unexported name is stored to by its own package only. For an exported one every file that mentions the name is looked
at (positional literals: every file that imports the package and mentions the type). A zero value stores nothing.
Not followed: a conversion between two struct types, and writes through a pointer to the field, which leave a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analyzer.callgraph.model import Reasons
from analyzer.facts import ir
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.program import Body
    from analyzer.program.model import Member


class Store(NamedTuple):
    """One stored value: result ``result`` of ``expr``. ``level`` is 0 for the variable itself, 1 for an element of it."""

    body: Body
    expr: ir.Expr
    result: int
    level: int


@dataclass(frozen=True, slots=True)
class Stores:
    """All stored values in source order, and '' or why others may exist."""

    values: tuple[Store, ...]
    reason: str


class Stored:
    """Finds stored values on demand, each question once."""

    def __init__(self, graph: Callgraph) -> None:
        self._graph = graph
        self._fields: dict[tuple[str, str, str], Stores] = {}
        self._variables: dict[Member, Stores] = {}

    def field(self, owner: go.Named, name: str) -> Stores:
        """What the field ``name`` that the struct type ``owner`` itself declares can hold."""
        key = (owner.package, owner.name, name)
        if key not in self._fields:
            self._fields[key] = self._find_field(owner, name)
        return self._fields[key]

    def variable(self, member: Member) -> Stores:
        """What a package variable can hold: its initial value and all assignments."""
        if member not in self._variables:
            self._variables[member] = self._find_variable(member)
        return self._variables[member]

    # -- fields --------------------------------------------------------------------------------

    def _find_field(self, owner: go.Named, name: str) -> Stores:
        mentions = self._graph.program.mentions
        package = self._graph.package_of(owner)
        if package is None:
            return Stores((), f"field {name} of {go.text(owner)}, a type that is not in the tree")
        reasons = Reasons()
        inside = None if _exported(name) else package
        bodies, missing = mentions.bodies(name, inside)
        reasons.add(missing)
        found: list[Store] = []
        for body in bodies:
            found.extend(self._field_in(body, owner, name, reasons))
        position = self._graph.position_of_field(owner, name)
        literals, missing = mentions.using(package, owner.name, everywhere=_exported(name) and _exported(owner.name))
        reasons.add(missing)
        for body in literals:
            found += [
                Store(body, literal.elements[position].value, 0, 0)
                for literal in self._graph.index(body).positional
                if 0 <= position < len(literal.elements) and self._is_of(body, literal, owner)
            ]
        return Stores(tuple(found), str(reasons))

    def _field_in(self, body: Body, owner: go.Named, name: str, reasons: Reasons) -> Iterator[Store]:
        index = self._graph.index(body)
        for literal, element in index.keyed.get(name, ()):
            if self._is_of(body, literal, owner):
                yield Store(body, element.value, 0, 0)

        def is_it(core: ir.Expr) -> bool:
            return isinstance(core, ir.Select) and core.name == name and self.declares(body, core, owner)

        yield from self._written(body, is_it, f"field {name}", reasons)

    def declares(self, body: Body, select: ir.Select, owner: go.Named) -> bool:
        """Whether a selector's field is one that the struct type ``owner`` itself declares."""
        found = self._graph.program.types.selection(body, select)
        return isinstance(found, go.FieldSelection) and self._graph.same(self._graph.named(found.owner), owner)

    def _is_of(self, body: Body, literal: ir.Composite, owner: go.Named) -> bool:
        found = self._graph.literal_type(body, literal)
        return found is not None and self._graph.same(self._graph.named(found), owner)

    # -- package variables ---------------------------------------------------------------------

    def _find_variable(self, member: Member) -> Stores:
        program, package = self._graph.program, member.file.package
        reasons = Reasons()
        found: list[Store] = []
        spec = program.declared(member)
        if isinstance(spec, tuple) and spec[0].values:
            values, position = spec[0].values, spec[1]
            several = len(values) == len(spec[0].names)
            found.append(
                Store(program.initializer(member), values[position if several else 0], 0 if several else position, 0)
            )
        bodies, missing = self._graph.program.mentions.using(package, member.name, everywhere=_exported(member.name))
        reasons.add(missing)
        for body in bodies:

            def is_it(core: ir.Expr, body: Body = body) -> bool:
                return self.is_variable(body, core, member)

            found.extend(self._written(body, is_it, member.name, reasons))
        return Stores(tuple(found), str(reasons))

    def is_variable(self, body: Body, core: ir.Expr, member: Member) -> bool:
        """Whether an expression names a package variable."""
        if isinstance(core, ir.Name):
            return core.name == member.name and body.object(core) is member
        if isinstance(core, ir.Select) and core.name == member.name:
            found = self._graph.program.types.selection(body, core)
            return isinstance(found, go.Qualified) and found.member is member
        return False

    # -- both ----------------------------------------------------------------------------------

    def _written(self, body: Body, is_it: object, what: str, reasons: Reasons) -> Iterator[Store]:
        """Assignments, sends and escapes of what ``is_it`` recognises."""
        assert callable(is_it)
        index = self._graph.index(body)
        for assign in index.assigns:
            yield from (store for core, store in assigned(body, assign) if is_it(core))
        for copy in index.copies:
            core, store = copied(body, copy)
            if is_it(core):
                yield store
        for loop in index.ranges:
            if not loop.define and any(part is not None and is_it(core_of(part)[0]) for part in (loop.key, loop.value)):
                reasons.add(f"{what} is a loop variable at {self._graph.where(body, loop.at)}")
        for send in index.sends:
            core, level = core_of(send.chan)
            if is_it(core):
                yield Store(body, send.value, 0, level + 1)
        for address in index.addresses:
            if is_it(address.x):
                reasons.add(f"the address of {what} is taken at {self._graph.where(body, address.at)}")


def is_optional(store: Store, name: str) -> bool:
    """Whether a stored value is assigned in an ``if`` without ``else``, whose test does not ask whether ``name`` has one already."""
    return any(
        isinstance(node, ir.If)
        and node.otherwise is None
        and not any(isinstance(part, ir.Name | ir.Select) and part.name == name for part in ir.walk(node.cond))
        and any(
            isinstance(inner, ir.Assign) and any(value is store.expr for value in inner.rhs)
            for inner in ir.walk(node.then)
        )
        for node in ir.walk(store.body.decl)
    )


def assigned(body: Body, assign: ir.Assign) -> Iterator[tuple[ir.Expr, Store]]:
    """What one assignment writes: the variable (without its indices) and what is stored."""
    single = len(assign.rhs) == len(assign.lhs)
    for position, left in enumerate(assign.lhs):
        core, level = core_of(left)
        if single:
            yield core, Store(body, assign.rhs[position], 0, level)
        else:
            yield core, Store(body, assign.rhs[0], position, level)


def copied(body: Body, copy: ir.Call) -> tuple[ir.Expr, Store]:
    """What ``copy(to, from)`` writes to, and what is stored: its elements become those of the other."""
    core, level = core_of(copy.args[0])
    return core, Store(body, copy.args[1], 0, level)


def core_of(expr: ir.Expr) -> tuple[ir.Expr, int]:
    """``x`` and 2 for ``x[i][j]``, slices of it included."""
    level = 0
    while isinstance(expr, ir.Index | ir.Slice):
        level += isinstance(expr, ir.Index)
        expr = expr.x
    return expr, level


def _exported(name: str) -> bool:
    return name[:1].isupper()
