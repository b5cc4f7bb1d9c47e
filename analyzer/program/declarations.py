"""What package-level declarations and functions mean as types: named types, aliases, type parameters, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.forms import ERROR, Where
from analyzer.program.generics import substitute
from analyzer.program.model import Function, Member, Opaque
from analyzer.program.types import InterfaceOf, Later, Named, Signature, Type, TypeParameter, Unknown

if TYPE_CHECKING:
    from analyzer.program.typing import Types


class Declarations:
    """Types of declarations, each formed once."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._of_type: dict[Member, Type] = {}
        self._type_params: dict[Member, tuple[TypeParameter, ...]] = {}
        self._underlying: dict[Named, Type] = {}
        self._forming: set[object] = set()
        self._signatures: dict[ir.FuncDecl, Signature] = {}
        self._wheres: dict[ir.FuncDecl, Where] = {}

    # -- named types -----------------------------------------------------------------------------

    def spec(self, member: Member) -> ir.TypeSpec | Unknown:
        """The declaration of a type."""
        try:
            spec = self._types.program.declared(member)
        except Opaque as reason:
            return Unknown(str(reason))
        return spec if isinstance(spec, ir.TypeSpec) else Unknown(f"{member.name} is no type")

    def type_params(self, member: Member) -> tuple[TypeParameter, ...]:
        """The type parameters that a type's declaration lists."""
        if member.kind != "type":
            return ()
        if member not in self._type_params:
            spec = self.spec(member)
            found: tuple[TypeParameter, ...] = ()
            if isinstance(spec, ir.TypeSpec) and spec.params:
                found = self.parameters(Where(file=member.file), spec.params, member)
            self._type_params[member] = found
        return self._type_params[member]

    def parameters(self, where: Where, params: tuple[ir.TypeParam, ...], owner: object) -> tuple[TypeParameter, ...]:
        """Declared type parameters; their constraints may mention all of them."""
        known = dict(where.params)
        inside = Where(where.file, where.body, where.std, known)
        forms = self._types.forms
        found = tuple(
            TypeParameter(p.name, i, owner, Later(lambda p=p: forms.constraint(inside, p.constraint), Unknown))  # type: ignore[misc]
            for i, p in enumerate(params)
        )
        known.update((p.name, p) for p in found)
        return found

    def type_of(self, member: Member) -> Type:
        """The type that a type's name stands for: a `Named`, or what an alias means."""
        if member not in self._of_type:
            if member in self._forming:
                return Unknown(f"the alias {member.name} refers to itself")
            self._forming.add(member)
            try:
                self._of_type[member] = self._form_type(member)
            finally:
                self._forming.discard(member)
        return self._of_type[member]

    def _form_type(self, member: Member) -> Type:
        spec = self.spec(member)
        if isinstance(spec, Unknown):
            return spec
        params = self.type_params(member)
        if spec.alias:
            return self._types.forms.form(self.type_where(member), spec.type)
        package = member.file.package
        return Named(package.path, member.name, params, package.name, member)

    def type_where(self, member: Member) -> Where:
        """Where a type's declaration stands, its type parameters in force."""
        return Where(file=member.file, params={p.name: p for p in self.type_params(member)})

    def underlying(self, t: Type) -> Type:
        """Go spec, "Underlying types". A type parameter's is its constraint's interface."""
        if isinstance(t, TypeParameter):
            return self.underlying(t.constraint)
        if not isinstance(t, Named):
            return t
        found = self._underlying.get(t)
        if found is None:
            if t in self._forming or len(self._forming) > 200:
                return Unknown(f"{t.name} is declared as itself")
            self._forming.add(t)
            try:
                found = self._underlying_of(t)
            finally:
                self._forming.discard(t)
            self._underlying[t] = found
        return found

    def _underlying_of(self, t: Named) -> Type:
        if t.member is not None:
            generic = self.type_of(t.member)
            if isinstance(generic, Named) and generic != t:
                return self._instance(self.underlying(generic), self.type_params(t.member), t.args)
            spec = self.spec(t.member)
            if isinstance(spec, Unknown):
                return spec
            return self.underlying(self._types.forms.form(self.type_where(t.member), spec.type))
        if t.local is not None:
            return self._types.locals.underlying(t)
        if not t.package:
            return ERROR if t.name == "error" else InterfaceOf(comparable=True)
        found = self._types.outside.written(t.package, t.name)
        if isinstance(found, Unknown):
            return found
        return self._instance(self.underlying(found), self._types.outside.type_params(t.package, t.name), t.args)

    def _instance(self, t: Type, params: tuple[TypeParameter, ...], args: tuple[Type, ...]) -> Type:
        return substitute(t, dict(zip(params, args, strict=False))) if params and params != args else t

    # -- functions -------------------------------------------------------------------------------

    def where(self, function: Function) -> Where:
        """Where a function's own declaration stands. A method's receiver names its type's parameters anew."""
        decl = function.decl
        if decl not in self._wheres:
            if decl.receiver is not None:
                params = self._receiver_params(function, decl.receiver.type)
                self._wheres[decl] = Where(file=function.file, params=params)
            elif decl.type_params:
                found = self.parameters(Where(file=function.file), decl.type_params, decl)
                self._wheres[decl] = Where(file=function.file, params={p.name: p for p in found})
            else:
                self._wheres[decl] = Where(file=function.file)
        return self._wheres[decl]

    def _receiver_params(self, function: Function, written: ir.Expr) -> dict[str, TypeParameter]:
        if isinstance(written, ir.Star):
            written = written.x
        member = function.package.member(function.receiver)
        if not isinstance(written, ir.Index) or member is None:
            return {}
        declared = self.type_params(member)
        names = (index.name if isinstance(index, ir.Name) else "_" for index in written.indices)
        return {
            name: TypeParameter(name, p.index, p.owner, Later(lambda p=p: p.constraint, Unknown))  # type: ignore[misc]
            for name, p in zip(names, declared, strict=False)
            if name != "_"
        }

    def signature(self, function: Function) -> Signature:
        """A declared function's signature, without receiver; a generic function's has its ``type_params``."""
        decl = function.decl
        if decl not in self._signatures:
            where = self.where(function)
            own = tuple(where.params.values()) if decl.receiver is None else ()
            self._signatures[decl] = self._types.forms.signature(where, decl.signature, own)
        return self._signatures[decl]
