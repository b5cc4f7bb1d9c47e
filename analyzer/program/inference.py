"""Type arguments from function arguments (Go spec, "Type inference" and "Type unification")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.program.generics import substitute
from analyzer.program.operators import default, wider
from analyzer.program.types import (
    ArrayOf,
    Basic,
    ChanOf,
    InterfaceOf,
    MapOf,
    MethodSelection,
    Named,
    Pointer,
    Signature,
    SliceOf,
    StructOf,
    Tuple,
    Type,
    TypeParameter,
    Unknown,
)

if TYPE_CHECKING:
    from analyzer.program.typing import Types

_DEEPEST = 60


class Inference:
    """Infers the type arguments of one call.

    Args:
        types: the program's types.
        params: the type parameters to find.
    """

    def __init__(self, types: Types, params: tuple[TypeParameter, ...]) -> None:
        self._types = types
        self._wanted = params
        self.bindings: dict[TypeParameter, Type] = {}

    def from_arguments(self, signature: Signature, arguments: list[Type], *, spread: bool) -> dict[TypeParameter, Type]:
        """Bindings for all type parameters; those that could not be inferred are bound to Unknown."""
        untyped: dict[TypeParameter, Type] = {}
        params = signature.params
        for position, argument in enumerate(arguments):
            param = self._parameter(signature, params, position, spread=spread)
            if param is None or isinstance(argument, Unknown):
                continue
            if isinstance(argument, Basic) and argument.name.startswith("untyped "):
                if isinstance(param, TypeParameter) and param in self._wanted:
                    known = untyped.get(param)
                    untyped[param] = argument if known is None else wider(known, argument)
                continue
            self._unify(param, argument, 0)
        self._from_constraints()
        for wanted, constant in untyped.items():
            if wanted not in self.bindings and constant != Basic("untyped nil"):
                self.bindings[wanted] = default(constant)
        self._from_constraints()
        for wanted in self._wanted:
            self.bindings.setdefault(wanted, Unknown(f"the type argument for {wanted.name} is not inferred"))
        return {p: self._resolved(t) for p, t in self.bindings.items()}

    def _parameter(self, signature: Signature, params: tuple[Type, ...], position: int, *, spread: bool) -> Type | None:
        if signature.variadic and position >= len(params) - 1:
            last = params[-1]
            return last if spread or not isinstance(last, SliceOf) else last.elem
        return params[position] if position < len(params) else None

    def _resolved(self, t: Type) -> Type:
        """A binding that mentions other type parameters, with theirs."""
        for _ in self._wanted:
            t = substitute(t, {p: b for p, b in self.bindings.items() if b is not t})
        return t

    def _from_constraints(self) -> None:
        """Core types tell further type arguments: ``S ~[]E`` gives E from S, and S from E."""
        for _ in self._wanted:
            before = len(self.bindings)
            for wanted in self._wanted:
                core = self._types.core(wanted)
                if core is not None:
                    if wanted in self.bindings:
                        self._unify(core, self._types.underlying(self.bindings[wanted]), 0)
                    elif self._single(wanted):
                        self.bindings[wanted] = core
                elif wanted in self.bindings:
                    self._methods(self._types.underlying(wanted.constraint), self.bindings[wanted], 0)
            if len(self.bindings) == before:
                break

    def _single(self, wanted: TypeParameter) -> bool:
        """Whether the constraint has one type only (several with one core type bind nothing)."""
        constraint = self._types.underlying(wanted)
        return isinstance(constraint, InterfaceOf) and any(len(union) == 1 for union in constraint.unions)

    def _unify(self, param: Type, argument: Type, depth: int) -> None:
        """Binds the type parameters in ``param`` so that it becomes ``argument``, as far as it goes."""
        if depth > _DEEPEST or isinstance(argument, Unknown):
            return
        depth += 1
        if isinstance(param, TypeParameter) and param in self._wanted:
            known = self.bindings.get(param)
            if known is None:
                self.bindings[param] = argument
            elif known != argument:
                self._both(param, known, argument, depth)
            return
        if isinstance(param, Named) and isinstance(argument, Named) and param.declared_as(argument):
            for a, b in zip(param.args, argument.args, strict=False):
                self._unify(a, b, depth)
            return
        if isinstance(under := self._types.underlying(param), InterfaceOf) and isinstance(param, Named | InterfaceOf):
            self._methods(under, argument, depth)
            return
        if isinstance(argument, Named) and not isinstance(param, Named):
            argument = self._types.underlying(argument)
        self._parts(param, argument, depth)

    def _both(self, param: TypeParameter, known: Type, argument: Type, depth: int) -> None:
        """A type parameter with two arguments: a defined type wins over its underlying type, a channel over a direction."""
        defined = (
            isinstance(argument, Named) and not isinstance(known, Named) and self._types.underlying(argument) == known
        )
        narrower = isinstance(known, ChanOf) and isinstance(argument, ChanOf) and known.dir == "both" != argument.dir
        if defined or narrower:
            self.bindings[param] = argument
        elif not isinstance(known, Named):
            self._unify(known, argument, depth)

    def _parts(self, param: Type, argument: Type, depth: int) -> None:
        match param, argument:
            case (
                (Pointer(elem=x), Pointer(elem=y))
                | (SliceOf(elem=x), SliceOf(elem=y))
                | (ArrayOf(elem=x), ArrayOf(elem=y))
                | (ChanOf(elem=x), ChanOf(elem=y))
            ):
                self._unify(x, y, depth)
            case (MapOf(), MapOf()):
                self._unify(param.key, argument.key, depth)
                self._unify(param.value, argument.value, depth)
            case (Signature(), Signature()) if param.shape == argument.shape and not argument.type_params:
                for a, b in zip((*param.params, *param.results), (*argument.params, *argument.results), strict=True):
                    self._unify(a, b, depth)
            case (StructOf(), StructOf()) if len(param.fields) == len(argument.fields):
                for left, right in zip(param.fields, argument.fields, strict=True):
                    self._unify(left.type, right.type, depth)
            case (Tuple(), Tuple()):
                for a, b in zip(param.types, argument.types, strict=False):
                    self._unify(a, b, depth)

    def _methods(self, interface: Type, argument: Type, depth: int) -> None:
        """An interface with type parameters takes them from the methods of the type that implements it."""
        for method in interface.methods if isinstance(interface, InterfaceOf) else ():
            found = self._types.selectors.find(argument, method.name, method.package)
            if isinstance(found, MethodSelection):
                self._unify(method.signature, found.signature, depth)
