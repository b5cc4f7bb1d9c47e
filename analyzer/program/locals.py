"""Types of the names declared inside a function: variables, parameters, constants, local types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.forms import Where
from analyzer.program.generics import substitute
from analyzer.program.model import Local
from analyzer.program.operators import INT, default
from analyzer.program.scope import Clause, Init, Ranged
from analyzer.program.types import (
    ArrayOf,
    Basic,
    ChanOf,
    MapOf,
    Named,
    Pointer,
    Signature,
    SliceOf,
    Type,
    TypeParameter,
    Unknown,
    text,
)

if TYPE_CHECKING:
    from analyzer.program.scope import Body
    from analyzer.program.typing import Types

RUNE = Basic("int32")


class Locals:
    """Types of locals, each found once."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._values: dict[Local, Type] = {}
        self._named: dict[Local, Type] = {}
        self._bodies: dict[Local, Body] = {}
        self._params: dict[Local, tuple[TypeParameter, ...]] = {}

    def forget(self) -> None:
        """Lets go of the types of variables; those of local types stay."""
        self._values.clear()

    # -- variables and constants -----------------------------------------------------------------------

    def value(self, body: Body, local: Local) -> Type:
        """The type of a variable, parameter, result or constant."""
        found = self._values.get(local)
        if found is None:
            found = self._value(body, local)
            self._values[local] = found
        return found

    def _value(self, body: Body, local: Local) -> Type:
        origin = local.origin
        match origin:
            case ir.Param():
                return self._types.form(body, origin.type)
            case Init(type=ir.Node() as written):
                return self._types.form(body, written)
            case Init():
                if not origin.values:
                    return Unknown(f"{local.name} has neither a type nor a value")
                return self._types.of_value(body, origin.values, origin.position, origin.names, const=origin.const)
            case Ranged():
                return self.ranged(body, origin.x, origin.position)
            case Clause():
                return self._clause(body, origin.switch, origin.case)
        return Unknown(f"{local.name} is a type")

    def constant(self, local: Local) -> tuple[ir.Expr, int] | None:
        """A local constant's value and its iota."""
        origin = local.origin
        if isinstance(origin, Init) and origin.const and origin.position < len(origin.values):
            return origin.values[origin.position], origin.iota
        return None

    def _clause(self, body: Body, switch: ir.TypeSwitch, case: ir.TypeCase) -> Type:
        """The symbol of a type switch in one clause: of the clause's type if it lists one, else of the operand's."""
        if len(case.types) == 1:
            kind = case.types[0]
            if not (isinstance(kind, ir.Name) and body.object(kind) == "nil"):
                return self._types.form(body, kind)
        return self._types.expr(body, switch.x)

    def ranged(self, body: Body, x: ir.Expr, position: int) -> Type:
        """The first or second variable of a range clause (Go spec, "For range")."""
        operand = self._types.expr(body, x)
        over = self._types.core(operand)
        if isinstance(over, Pointer):
            over = self._types.core(over.elem)
        match over:
            case Basic(name="string" | "untyped string"):
                return INT if position == 0 else RUNE
            case Basic() if position == 0:
                return default(operand)
            case SliceOf() | ArrayOf():
                return INT if position == 0 else over.elem
            case MapOf():
                return over.key if position == 0 else over.value
            case ChanOf() if position == 0:
                return over.elem
            case Signature() if over.shape[0] == 1:
                given = self._types.core(over.params[0])
                if isinstance(given, Signature) and position < given.shape[0]:
                    return given.params[position]
            case Unknown():
                return over
        return Unknown(f"{text(operand)} cannot be ranged over")

    # -- types -----------------------------------------------------------------------------------------

    def spec(self, local: Local) -> ir.TypeSpec | None:
        """The declaration of a local type; None for a type parameter."""
        return local.origin if isinstance(local.origin, ir.TypeSpec) else None

    def type_params(self, body: Body, local: Local) -> tuple[TypeParameter, ...]:
        """The type parameters of a generic local type."""
        spec = self.spec(local)
        if spec is None or not spec.params:
            return ()
        if local not in self._params:
            self._params[local] = self._types.declarations.parameters(self._types.where(body), spec.params, local)
        return self._params[local]

    def type_of(self, body: Body, local: Local) -> Type:
        """The type that a local type's name stands for."""
        if local not in self._named:
            spec = self.spec(local)
            if spec is None:
                return Unknown(f"{local.name} is not declared as a type")
            self._bodies[local] = body
            if spec.alias:
                self._named[local] = Unknown(f"the alias {local.name} refers to itself")
                self._named[local] = self._types.forms.form(self._where(body, local), spec.type)
            else:
                package = body.file.package
                self._named[local] = Named(
                    package.path, local.name, self.type_params(body, local), package.name, None, local
                )
        return self._named[local]

    def body(self, local: Local) -> Body | None:
        """The body that declares a local type, if the type was asked for."""
        return self._bodies.get(local)

    def underlying(self, t: Named) -> Type:
        """The underlying type of a local type."""
        assert t.local is not None
        body = self._bodies[t.local]
        spec = self.spec(t.local)
        assert spec is not None
        params = self.type_params(body, t.local)
        found = self._types.underlying(self._types.forms.form(self._where(body, t.local), spec.type))
        return substitute(found, dict(zip(params, t.args, strict=False))) if params != t.args else found

    def _where(self, body: Body, local: Local) -> Where:
        where = self._types.where(body)
        params = {p.name: p for p in self.type_params(body, local)}
        return Where(where.file, where.body, where.std, {**where.params, **params}) if params else where
