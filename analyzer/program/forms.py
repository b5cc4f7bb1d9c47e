"""Type expressions -> types (Go spec, "Types"): the one place where a written type becomes a value.

A type expression means something only somewhere: `Where` says in which file or body, and which type parameters are in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program import std
from analyzer.program.generics import substitute
from analyzer.program.model import External, Local, Member, SourceFile
from analyzer.program.package import Package
from analyzer.program.types import (
    ArrayOf,
    Basic,
    ChanOf,
    InterfaceMethod,
    InterfaceOf,
    Later,
    MapOf,
    Named,
    Pointer,
    Signature,
    SliceOf,
    StructField,
    StructOf,
    Term,
    Type,
    TypeParameter,
    Unknown,
)

if TYPE_CHECKING:
    from analyzer.program.scope import Body
    from analyzer.program.typing import Types

DEEPEST = 100
"""Type expressions nested deeper are Unknown."""

_BASIC = {
    name: Basic(name)
    for name in (
        "bool", "string", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
        "float32", "float64", "complex64", "complex128",
    )
}  # fmt: skip
UNIVERSE: dict[str, Type] = {
    **_BASIC,
    "byte": Basic("uint8"),
    "rune": Basic("int32"),
    "any": InterfaceOf(),
    "error": Named("", "error"),
    "comparable": Named("", "comparable"),
}
"""The predeclared types (Go spec, "Predeclared identifiers")."""

ERROR = InterfaceOf((InterfaceMethod("Error", Signature((), (Basic("string"),)), ""),))


@dataclass(frozen=True, slots=True)
class Where:
    """Where an expression stands: in a body, at the top level of a file, or in the table of the standard library."""

    file: SourceFile | None = None
    body: Body | None = None
    std: std.Rows | None = None
    params: Mapping[str, TypeParameter] = field(default_factory=dict)

    @property
    def package(self) -> str:
        """The import path of the package it stands in."""
        if self.file is not None:
            return self.file.package.path
        return self.std.path if self.std is not None else ""


Object = Local | Member | Package | External | TypeParameter | str | None


class Forms:
    """Forms types. ``form`` is for places where a type must stand, ``denoted`` for expressions that may be one."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._depth = 0

    def form(self, where: Where, e: ir.Expr) -> Type:
        """The type written at a place where the grammar demands a type."""
        return self.written(where, e) or Unknown(f"{_written(e)} is no type")

    def written(self, where: Where, e: ir.Expr) -> Type | None:
        """As `form`; None when the expression is no type."""
        return self._at(where, e, strict=False)

    def denoted(self, where: Where, e: ir.Expr) -> Type | None:
        """The type an expression denotes; None when it denotes a value, or when nobody can tell."""
        return self._at(where, e, strict=True)

    def constraint(self, where: Where, e: ir.Expr) -> Type:
        """A type parameter's constraint; ``~T`` and ``A | B`` stand for the interface around them."""
        if isinstance(e, ir.Unary | ir.Binary):
            return InterfaceOf(unions=(self._union(where, e),))
        found = self.form(where, e)
        if isinstance(found, Unknown) or isinstance(self._types.underlying(found), InterfaceOf | Unknown):
            return found
        return InterfaceOf(unions=((Term(tilde=False, type=found),),))

    def _at(self, where: Where, e: ir.Expr, *, strict: bool) -> Type | None:
        if self._depth > DEEPEST:
            return Unknown("a type is nested too deeply")
        self._depth += 1
        try:
            return self._form(where, e, strict=strict)
        finally:
            self._depth -= 1

    def _form(self, where: Where, e: ir.Expr, *, strict: bool) -> Type | None:
        match e:
            case ir.Name():
                return self._name(where, e)
            case ir.Select():
                return self._qualified(where, e, strict=strict)
            case ir.Star():
                elem = self._at(where, e.x, strict=strict)
                return None if elem is None else Pointer(elem)
            case ir.Index():
                return self._instance(where, e, strict=strict)
            case ir.ArrayType(len=None):
                return SliceOf(self.form(where, e.elem))
            case ir.ArrayType():
                return ArrayOf(self._types.constants.integer(where, e.len), self.form(where, e.elem))
            case ir.MapType():
                return MapOf(self.form(where, e.key), self.form(where, e.value))
            case ir.ChanType():
                return ChanOf(e.dir, self.form(where, e.elem))
            case ir.FuncType():
                return self.signature(where, e)
            case ir.StructType():
                return self._struct(where, e)
            case ir.InterfaceType():
                return self._interface(where, e)
            case ir.Ellipsis(elem=ir.Node() as elem_expr):
                return SliceOf(self.form(where, elem_expr))
            case ir.Bad():
                return Unknown(e.reason)
        return None

    # -- names -----------------------------------------------------------------------------------

    def object(self, where: Where, name: ir.Name) -> Object:
        """What a name means there; a str is a universe name, None is undeclared."""
        if where.body is not None:
            local = where.body.local(name)
            if local is not None and (local.kind != "type" or isinstance(local.origin, ir.TypeSpec)):
                return local
        if name.name in where.params:
            return where.params[name.name]
        if where.file is not None:
            return self._types.file_object(where.file, name.name)
        if where.std is not None:
            if name.name in where.std.imports:
                return External(where.std.imports[name.name], name.name)
            if name.name in where.std.types:
                return None
        return name.name if name.name in UNIVERSE else None

    def _name(self, where: Where, name: ir.Name) -> Type | None:
        found = self.object(where, name)
        match found:
            case TypeParameter():
                return found
            case Local(kind="type"):
                assert where.body is not None
                return self._types.locals.type_of(where.body, found)
            case Member(kind="type"):
                return self._types.declarations.type_of(found)
            case str():
                return UNIVERSE.get(found)
            case None if where.std is not None and name.name in where.std.types:
                return self._types.outside.type_of(where.std.path, name.name, where.std.name)
            case None:
                return self._dotted(where, name.name)
        return None

    def _dotted(self, where: Where, name: str) -> Type | None:
        """A type that a dot import of a package outside the tree declares."""
        file = where.body.file if where.body is not None else where.file
        if file is None:
            return None
        for package in self._types.program.imports(file).dotted:
            if isinstance(package, External) and self._types.outside.is_type(package.path, name):
                return self._types.outside.type_of(package.path, name, package.name)
        return None

    def _qualified(self, where: Where, e: ir.Select, *, strict: bool) -> Type | None:
        if not isinstance(e.x, ir.Name):
            return None
        package = self.object(where, e.x)
        if isinstance(package, Package):
            member = self._types.exported(package, e.name)
            if isinstance(member, Member):
                return self._types.declarations.type_of(member) if member.kind == "type" else None
            return None if strict else Unknown(f"{package.path} declares no {e.name}")
        if isinstance(package, External):
            known = self._types.outside.is_type(package.path, e.name)
            if known or (known is None and not strict):
                return self._types.outside.type_of(package.path, e.name, package.name)
        return None

    def _instance(self, where: Where, e: ir.Index, *, strict: bool) -> Type | None:
        """``T[A, B]``: a generic type, or alias, with its arguments."""
        base = self._at(where, e.x, strict=strict)
        if base is None or isinstance(base, Unknown):
            return base
        args = tuple(self.form(where, index) for index in e.indices)
        params = self.params_of(where, e.x)
        if not params:
            return Named(base.package, base.name, args, base.bare) if isinstance(base, Named) else base
        return substitute(base, dict(zip(params, args, strict=False)))

    def params_of(self, where: Where, e: ir.Expr) -> tuple[TypeParameter, ...]:
        """The declared type parameters of the generic type that ``e`` names."""
        if isinstance(e, ir.Select) and isinstance(e.x, ir.Name):
            package = self.object(where, e.x)
            if isinstance(package, Package):
                member = self._types.exported(package, e.name)
                return self._types.declarations.type_params(member) if isinstance(member, Member) else ()
            return self._types.outside.type_params(package.path, e.name) if isinstance(package, External) else ()
        if isinstance(e, ir.Name):
            found = self.object(where, e)
            if isinstance(found, Member):
                return self._types.declarations.type_params(found)
            if isinstance(found, Local) and where.body is not None:
                return self._types.locals.type_params(where.body, found)
            if found is None and where.std is not None:
                return self._types.outside.type_params(where.std.path, e.name)
        return ()

    # -- literals of types -------------------------------------------------------------------------

    def signature(self, where: Where, e: ir.FuncType, type_params: tuple[TypeParameter, ...] = ()) -> Signature:
        """A function type; its parameters are formed when they are asked for."""
        shape = (len(e.params), len(e.results))
        return Signature(
            Later(lambda: self._all(where, e.params), lambda reason: (Unknown(reason),) * shape[0]),
            Later(lambda: self._all(where, e.results), lambda reason: (Unknown(reason),) * shape[1]),
            variadic=bool(e.params) and isinstance(e.params[-1].type, ir.Ellipsis),
            type_params=type_params,
            shape=shape,
        )

    def _all(self, where: Where, params: tuple[ir.Param, ...]) -> tuple[Type, ...]:
        return tuple(self.form(where, param.type) for param in params)

    def later(self, where: Where, e: ir.Expr) -> Later[Type]:
        """A type that is formed when it is asked for."""
        return Later(lambda: self.form(where, e), Unknown)

    def _struct(self, where: Where, e: ir.StructType) -> StructOf:
        package = where.package
        return StructOf(
            tuple(StructField(f.name, self.later(where, f.type), f.embedded, f.tag, package) for f in e.fields)
        )

    def _interface(self, where: Where, e: ir.InterfaceType) -> InterfaceOf:
        methods = {m.name: self._method(where, m) for m in e.methods}
        unions: list[tuple[Term, ...]] = []
        comparable, unseen = False, ""
        for part in e.embeds:
            if isinstance(part, ir.Unary | ir.Binary):
                unions.append(self._union(where, part))
                continue
            embedded = self.form(where, part)
            if embedded == UNIVERSE["comparable"]:
                comparable = True
                continue
            under = self._types.underlying(embedded)
            if isinstance(under, InterfaceOf):
                methods = {m.name: m for m in under.methods} | methods
                unions.extend(under.unions)
                comparable, unseen = comparable or under.comparable, unseen or under.unseen
            elif isinstance(under, Unknown):
                unseen = unseen or under.reason
            else:
                unions.append((Term(tilde=False, type=embedded),))
        return InterfaceOf(tuple(methods[name] for name in sorted(methods)), tuple(unions), comparable, unseen)

    def _method(self, where: Where, method: ir.Method) -> InterfaceMethod:
        return InterfaceMethod(method.name, self.signature(where, method.signature), where.package)

    def _union(self, where: Where, e: ir.Expr) -> tuple[Term, ...]:
        terms: list[Term] = []
        stack = [e]
        while stack:
            part = stack.pop()
            if isinstance(part, ir.Binary) and part.op == "|":
                stack += [part.y, part.x]
                continue
            tilde = isinstance(part, ir.Unary) and part.op == "~"
            found = self.form(where, part.x if isinstance(part, ir.Unary) else part)
            under = self._types.underlying(found)
            if isinstance(under, InterfaceOf) and len(under.unions) == 1 and not under.methods:
                terms.extend(under.unions[0])
            else:
                terms.append(Term(tilde, found))
        return tuple(terms)


def _written(e: ir.Expr) -> str:
    match e:
        case ir.Name():
            return e.name
        case ir.Select(x=ir.Name() as package):
            return f"{package.name}.{e.name}"
    return "an expression"
