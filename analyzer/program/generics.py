"""Type parameters filled in, and type arguments inferred (Go spec, "Instantiations" and "Type inference")."""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.program.types import (
    ArrayOf,
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
    Tuple,
    Type,
    TypeParameter,
    Unknown,
)

Bindings = Mapping[TypeParameter, Type]


def substitute(t: Type, bindings: Bindings) -> Type:
    """The type with type arguments in place of type parameters; parts that are formed later are filled in later."""
    if not bindings:
        return t
    match t:
        case TypeParameter():
            return bindings.get(t, t)
        case Named():
            return Named(t.package, t.name, all_of(t.args, bindings), t.bare, t.member, t.local) if t.args else t
        case Pointer():
            return Pointer(substitute(t.elem, bindings))
        case SliceOf():
            return SliceOf(substitute(t.elem, bindings))
        case ArrayOf():
            return ArrayOf(t.length, substitute(t.elem, bindings))
        case MapOf():
            return MapOf(substitute(t.key, bindings), substitute(t.value, bindings))
        case ChanOf():
            return ChanOf(t.dir, substitute(t.elem, bindings))
        case Tuple():
            return Tuple(all_of(t.types, bindings))
        case Signature():
            return substitute_signature(t, bindings)
        case StructOf():
            return StructOf(tuple(_field(f, bindings) for f in t.fields))
        case InterfaceOf():
            return InterfaceOf(
                tuple(_method(m, bindings) for m in t.methods),
                tuple(tuple(Term(term.tilde, substitute(term.type, bindings)) for term in union) for union in t.unions),
                t.comparable,
                t.unseen,
            )
    return t


def all_of(types: tuple[Type, ...], bindings: Bindings) -> tuple[Type, ...]:
    """Several types, each substituted."""
    return tuple(substitute(t, bindings) for t in types)


def substitute_signature(t: Signature, bindings: Bindings) -> Signature:
    """A signature; the type parameters that ``bindings`` fills in are no longer its own."""
    if not bindings:
        return t
    params, results = t.shape
    return Signature(
        Later(lambda: all_of(t.params, bindings), lambda reason: (Unknown(reason),) * params),
        Later(lambda: all_of(t.results, bindings), lambda reason: (Unknown(reason),) * results),
        t.variadic,
        tuple(param for param in t.type_params if param not in bindings),
        t.shape,
    )


def _field(field: StructField, bindings: Bindings) -> StructField:
    return StructField(
        field.name,
        Later(lambda: substitute(field.type, bindings), Unknown),
        field.embedded,
        field.tag,
        field.package,
    )


def _method(method: InterfaceMethod, bindings: Bindings) -> InterfaceMethod:
    def signature() -> Signature:
        return substitute_signature(method.signature, bindings)

    return InterfaceMethod(method.name, Later(signature, lambda _: method.signature), method.package)


def instantiate(t: Signature, given: Bindings) -> Signature:
    """A generic function with some or all type arguments. What is still open gets type parameters of its own, so that a
    recursive call's do not meet the caller's, and constraints that know of the arguments given."""
    owner = object()
    bindings: dict[TypeParameter, Type] = dict(given)
    still_open = [param for param in t.type_params if param not in given]
    fresh = tuple(
        TypeParameter(p.name, i, owner, Later(lambda p=p: substitute(p.constraint, bindings), Unknown))  # type: ignore[misc]
        for i, p in enumerate(still_open)
    )
    bindings.update(zip(still_open, fresh, strict=True))
    params, results = t.shape
    return Signature(
        Later(lambda: all_of(t.params, bindings), lambda reason: (Unknown(reason),) * params),
        Later(lambda: all_of(t.results, bindings), lambda reason: (Unknown(reason),) * results),
        t.variadic,
        fresh,
        t.shape,
    )
