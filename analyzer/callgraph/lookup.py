"""Small questions to the type layer that several modules here ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.nodes import Index, index
from analyzer.facts import ir
from analyzer.places import place
from analyzer.program import types as go
from analyzer.program.model import Function, Member
from analyzer.program.package import Package

if TYPE_CHECKING:
    from analyzer.callgraph.model import Target
    from analyzer.program import Body, Program


class Lookup:
    """Names, types, fields and parameters of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def index(self, body: Body) -> Index:
        """What a body does, by name."""
        return index(body.decl)

    def where(self, body: Body, at: int) -> str:
        """A place, for reasons."""
        return str(place(body.file.path, at))

    # -- types ---------------------------------------------------------------------------------

    def pointed(self, t: go.Type) -> go.Type:
        """A type without one leading ``*``."""
        return t.elem if isinstance(t, go.Pointer) else t

    def named(self, t: go.Type) -> go.Named | None:
        """The named type that ``t``, or what it points to, is."""
        t = self.pointed(t)
        return t if isinstance(t, go.Named) else None

    def same(self, a: go.Named | None, b: go.Named | None) -> bool:
        """Whether two named types have one declaration (type arguments aside)."""
        return a is not None and b is not None and self.member_of(a) is self.member_of(b) and a.name == b.name

    def is_interface(self, t: go.Type) -> bool:
        """Whether a value of the type holds a value of some other type."""
        return isinstance(self.program.types.underlying(t), go.InterfaceOf)

    def is_opaque(self, t: go.Type) -> bool:
        """Whether nobody can tell what kind of type it is: a name from outside the tree."""
        return isinstance(self.program.types.underlying(t), go.Unknown)

    def satisfies(self, t: go.Type, interface: go.Type) -> bool:
        """Whether a type can be behind an interface, as far as anybody can tell."""
        return self.program.types.implements(t, interface) is not False

    def function_of(self, found: object) -> Function | None:
        """The function that a member declares, if it is one."""
        return self.program.function(found) if isinstance(found, Member) and found.kind == "func" else None

    def package_of(self, t: go.Type) -> Package | None:
        """The package of the tree that declares a named type."""
        member = self.member_of(t)
        return member.file.package if member is not None else None

    def member_of(self, t: go.Type) -> Member | None:
        """The declaration of a package-level named type of the tree."""
        named = self.named(t)
        return named.member if named is not None else None

    # -- literals and fields -------------------------------------------------------------------

    def literal_type(self, body: Body, literal: ir.Composite) -> go.Type | None:
        """The type of a composite literal, an implied one included (for an implied ``&T`` it is ``T``)."""
        chain = []
        implied = self.index(body).implied
        while literal.type is None:
            if literal not in implied:
                return None
            chain.append(literal)
            literal = implied[literal][0]
        found: go.Type = self.program.types.expr(body, literal)
        for inner in reversed(chain):
            outer = self.program.types.underlying(self.pointed(found))
            if isinstance(outer, go.MapOf):
                found = outer.key if implied[inner][1] else outer.value
            elif isinstance(outer, go.SliceOf | go.ArrayOf):
                found = outer.elem
            else:
                return None
        return self.pointed(found)

    def position_of_field(self, owner: go.Named, name: str) -> int:
        """Where a struct type lists a field; -1 if it does not."""
        struct = self.program.types.underlying(owner)
        fields = struct.fields if isinstance(struct, go.StructOf) else ()
        return next((position for position, field in enumerate(fields) if field.name == name), -1)

    def field_at(self, owner: go.Named, position: int) -> str:
        """The name of a struct type's field by its position."""
        struct = self.program.types.underlying(owner)
        return struct.fields[position].name if isinstance(struct, go.StructOf) and position < len(struct.fields) else ""

    # -- parameters and results ----------------------------------------------------------------

    def parameter(self, target: Target, position: int) -> tuple[Body, ir.Param, bool] | None:
        """Which parameter of a callee an argument becomes, and whether it becomes an element of a variadic one."""
        if target.literal is not None:
            body, params = target.literal[0], target.literal[1].signature.params
        elif target.function is not None:
            body, params = self.program.body(target.function), target.function.decl.signature.params
        else:
            return None
        if not params:
            return None
        param = params[min(position, len(params) - 1)]
        variadic = isinstance(param.type, ir.Ellipsis)
        return (body, param, variadic) if variadic or position < len(params) else None
