"""The type of any expression of a program, on demand: the front door of the type layer.

Nothing here raises: what cannot be typed is `Unknown` with a reason. Each node is typed once. An expression that is nested, or
defined through other locals, so deeply that Python's stack would not do is typed from its innermost part outwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.builtins import BUILTINS
from analyzer.program.constants import Constants
from analyzer.program.declarations import Declarations
from analyzer.program.expressions import Expressions
from analyzer.program.forms import UNIVERSE, Forms, Where
from analyzer.program.implied import Implied
from analyzer.program.locals import Locals
from analyzer.program.methodset import Implementing, MethodSet
from analyzer.program.model import External, Function, Local, Member, Opaque, SourceFile
from analyzer.program.operators import default
from analyzer.program.outside import Outside
from analyzer.program.selection import Missing, Selectors
from analyzer.program.types import (
    FieldSelection,
    InterfaceOf,
    MethodSelection,
    Selection,
    Signature,
    Tuple,
    Type,
    TypeParameter,
    Unknown,
    exported,
)

if TYPE_CHECKING:
    from analyzer.program.package import Package
    from analyzer.program.packages import Program
    from analyzer.program.scope import Body

_DEEPEST = 25
"""Expressions being typed inside one another before the innermost is typed on a fresh stack."""
_LONGEST = 20_000
"""Expressions waiting for one another; a chain that is longer is Unknown."""
_UNIVERSE = frozenset((*UNIVERSE, *BUILTINS, "nil", "true", "false", "iota"))


class _Deeper(Exception):
    """An expression that has to be typed before the ones that wait for it."""

    def __init__(self, body: Body, expr: ir.Expr) -> None:
        super().__init__()
        self.body = body
        self.expr = expr


class Types:
    """Types of one program's expressions, declarations and selectors."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.forms = Forms(self)
        self.declarations = Declarations(self)
        self.outside = Outside(self)
        self.constants = Constants(self)
        self.selectors = Selectors(self)
        self.locals = Locals(self)
        self.implied = Implied(self)
        self._expressions = Expressions(self)
        self._implementing = Implementing(self)
        self._known: dict[ir.Expr, Type] = {}
        self._typing: set[ir.Expr] = set()
        self._members: dict[Member, Type] = {}
        self._wheres: dict[Body, Where] = {}
        self._objects: dict[tuple[SourceFile, str], Member | Package | External | str | None] = {}
        self._depth = 0

    # -- types ---------------------------------------------------------------------------------------

    def underlying(self, t: Type) -> Type:
        """Go spec, "Underlying types". Of a type parameter it is its constraint's interface; Unknown for a named type that is
        declared outside the tree and not in the table of the standard library."""
        return self.declarations.underlying(t)

    def core(self, t: Type) -> Type | None:
        """Go spec, "Core types": the underlying type, and for a type parameter the one that all its types share, if any."""
        found = self.underlying(t)
        if not isinstance(t, TypeParameter) or not isinstance(found, InterfaceOf):
            return found
        for union in found.unions:
            shared = {self.underlying(term.type) for term in union}
            if len(shared) == 1:
                return shared.pop()
        return None

    def of_member(self, member: Member) -> Type:
        """The type of a variable, constant or function; for a type's name the type it stands for."""
        if member not in self._members:
            try:
                found = self._of_member(member)
            except Opaque as reason:
                found = Unknown(str(reason))
            self._members[member] = found
        return self._members[member]

    def _of_member(self, member: Member) -> Type:
        if member.kind == "type":
            return self.declarations.type_of(member)
        if member.kind == "func":
            return self.declarations.signature(self.program.function(member))
        declared = self.program.declared(member)
        if not isinstance(declared, tuple):
            return Unknown(f"{member.name} is no variable")
        spec, position = declared
        if spec.type is not None:
            return self.forms.form(Where(file=member.file), spec.type)
        if not spec.values:
            return Unknown(f"{member.name} has neither a type nor a value")
        body = self.program.initializer(member)
        return self.of_value(body, spec.values, position, len(spec.names), const=spec.const)

    def of_value(
        self, body: Body, values: tuple[ir.Expr, ...], position: int, names: int, *, const: bool = False
    ) -> Type:
        """The type that the name at ``position`` among ``names`` gets from initial values."""
        if len(values) == names:
            found = self.expr(body, values[position])
            return found if const else default(self.single(found))
        return self.result(body, values[0], position)

    def signature(self, function: Function) -> Signature:
        """A function's signature without receiver, in terms of its own (or its receiver's) type parameters."""
        return self.declarations.signature(function)

    # -- expressions ---------------------------------------------------------------------------------

    def expr(self, body: Body, e: ir.Expr) -> Type:
        """The type of an expression's value; a call with none or several results gives a `Tuple`."""
        found = self._known.get(e)
        if found is not None:
            return found
        if e in self._typing:
            return Unknown("its type depends on itself")
        if self._depth >= _DEEPEST:
            raise _Deeper(body, e)
        if self._depth == 0:
            return self._outermost(body, e)
        return self._enter(body, e)

    def assume(self, e: ir.Expr, t: Type) -> None:
        """Gives an expression that stands in no file, made for what Go does without writing it, its type."""
        self._known[e] = t

    def forget(self) -> None:
        """Lets go of what is known of single expressions and locals; it is found again when it is asked for."""
        self._known.clear()
        self._wheres.clear()
        self.locals.forget()
        self.implied.forget()

    def _enter(self, body: Body, e: ir.Expr) -> Type:
        self._depth += 1
        self._typing.add(e)
        try:
            found = self._expressions.type_of(body, e)
        except Opaque as reason:
            found = Unknown(str(reason))
        finally:
            self._typing.discard(e)
            self._depth -= 1
        self._known[e] = found
        return found

    def _outermost(self, body: Body, e: ir.Expr) -> Type:
        waiting: list[tuple[Body, ir.Expr]] = [(body, e)]
        expected = {e}
        while waiting:
            inside, expr = waiting[-1]
            try:
                if expr not in self._known:
                    self._enter(inside, expr)
                waiting.pop()
            except _Deeper as deeper:
                if deeper.expr in expected or len(waiting) > _LONGEST:
                    self._known[deeper.expr] = Unknown("its type depends on itself")
                else:
                    expected.add(deeper.expr)
                    waiting.append((deeper.body, deeper.expr))
        return self._known[e]

    def single(self, t: Type) -> Type:
        """A value's type; a call without a result, or with several, is no value."""
        if isinstance(t, Tuple):
            return (
                t.types[0] if len(t.types) == 1 else Unknown(f"a call with {len(t.types)} results is no single value")
            )
        return t

    def result(self, body: Body, e: ir.Expr, position: int) -> Type:
        """The type of one of the values that an expression gives where several are assigned: a call's results, or
        a value and whether it is there (``v, ok := m[k]``, ``x.(T)``, ``<-c``)."""
        if position == 1 and not isinstance(e, ir.Call):
            return default(self._expressions.present(body, e))
        found = self.expr(body, e)
        if isinstance(found, Tuple):
            if position < len(found.types):
                return found.types[position]
            return Unknown(f"the call has {len(found.types)} results")
        if position == 0:
            return default(found)
        return found if isinstance(found, Unknown) else Unknown("the value has one part only")

    def type_expr(self, where: Body | SourceFile, e: ir.Expr) -> Type | None:
        """The type that an expression in a type's place denotes; None when it is no type."""
        place = Where(file=where) if isinstance(where, SourceFile) else self.where(where)
        try:
            return self.forms.written(place, e)
        except Opaque as reason:
            return Unknown(str(reason))

    def form(self, body: Body, e: ir.Expr) -> Type:
        """The type written at a place in a body where the grammar demands one."""
        return self.forms.form(self.where(body), e)

    def denoted(self, body: Body, e: ir.Expr) -> Type | None:
        """The type an operand denotes; None when it is a value, or when nobody can tell."""
        return self.forms.denoted(self.where(body), e)

    def is_type(self, body: Body, e: ir.Expr) -> bool:
        """Whether an expression, such as the callee of a conversion, denotes a type."""
        try:
            return self.denoted(body, e) is not None or self._expressions.is_outside_pointer(body, e)
        except Opaque:
            return False

    def where(self, body: Body) -> Where:
        """Where a body's expressions stand."""
        if body not in self._wheres:
            params: Mapping[str, TypeParameter] = {}
            if body.function is not None:
                params = self.declarations.where(body.function).params
            self._wheres[body] = Where(file=body.file, body=body, params=params)
        return self._wheres[body]

    def local(self, body: Body, local: Local) -> Type:
        """The type of a local variable, parameter or result."""
        return self.locals.value(body, local)

    def type_arguments(self, body: Body, call: ir.Call, generic: Signature) -> Mapping[TypeParameter, Type]:
        """What a generic function's type parameters stand for in one call, written or inferred; Unknown what is neither."""
        return self._expressions.type_arguments(body, call, generic)

    # -- selectors -------------------------------------------------------------------------------------

    def selection(self, body: Body, s: ir.Select) -> Selection:
        """What ``x.name`` means: a field, a method, a package's member, or Unknown."""
        try:
            return self.selectors.selection(body, s)
        except Opaque as reason:
            return Unknown(str(reason))

    def field(self, t: Type, name: str) -> FieldSelection | Unknown:
        """The field that ``name`` selects in a value of type ``t``."""
        found = self.selectors.find(t, name, None)
        if isinstance(found, FieldSelection):
            return found
        return Unknown(found.reason if isinstance(found, Missing) else f"{name} is a method")

    def method_set(self, t: Type) -> Mapping[str, MethodSelection]:
        """Go spec, "Method sets": of a type, of ``*T`` with the methods of both receivers, promoted ones included."""
        return MethodSet(self, t)

    def implements(self, t: Type, interface: Type) -> bool | Unknown:
        """Whether a type has an interface's methods; Unknown where that depends on what is not in the tree."""
        return self._implementing.implements(t, interface)

    # -- names -------------------------------------------------------------------------------------------

    def member(self, package: Package, name: str) -> Member | Unknown:
        """A package's member."""
        try:
            found = package.member(name)
        except Opaque as reason:
            return Unknown(str(reason))
        return found if found is not None else Unknown(f"{package.path} declares no {name}")

    def exported(self, package: Package, name: str) -> Member | Unknown:
        """What another package means by ``package.name`` (Go spec, "Exported identifiers")."""
        return self.member(package, name) if exported(name) else Unknown(f"{package.path} exports no {name}")

    def file_object(self, file: SourceFile, name: str) -> Member | Package | External | str | None:
        """What a name means at the top level of a file (Go spec, "Declarations and scope")."""
        key = (file, name)
        if key not in self._objects:
            self._objects[key] = self._file_object(file, name)
        return self._objects[key]

    def _file_object(self, file: SourceFile, name: str) -> Member | Package | External | str | None:
        member = self.member(file.package, name)
        if isinstance(member, Member):
            return member
        imported = self.program.imports(file).get(name)
        if imported is not None:
            return imported
        for package in self.program.imports(file).dotted:
            if not isinstance(package, External) and isinstance(found := self.exported(package, name), Member):
                return found
        return name if name in _UNIVERSE else None
