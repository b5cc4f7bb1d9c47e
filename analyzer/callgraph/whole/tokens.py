"""What places hold: concrete types behind interfaces, and functions. Each has a number, its bit in a set.

A function that was converted to an interface type travels with its type's token, so that it is there when the method calls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.callgraph.whole.codes import Code
from analyzer.program import types as go
from analyzer.program.matching import matches

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.callgraph.whole.flow import Bits
    from analyzer.program.typing import Types


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """A function as a value; a method expression's takes the ``receiver`` first."""

    target: Code
    receiver: go.Type | None = None


Token = go.Type | FunctionValue


Lengths = tuple[int, int, bool]
Shape = tuple[tuple[go.Type, ...], tuple[go.Type, ...], bool]
"""What two identical signatures have in common."""


def lengths(signature: go.Signature) -> Lengths:
    """How many parameters and results a signature has, and whether it is variadic."""
    return (*signature.shape, signature.variadic)


def generic(t: go.Type) -> bool:
    """Whether a type mentions type parameters, so that it stands for many."""
    match t:
        case go.TypeParameter():
            return True
        case go.Named():
            return any(generic(argument) for argument in t.args)
        case go.Pointer() | go.SliceOf() | go.ArrayOf() | go.ChanOf():
            return generic(t.elem)
        case go.MapOf():
            return generic(t.key) or generic(t.value)
        case go.Signature():
            return any(generic(part) for part in (*t.params, *t.results))
    return False


def shape(signature: go.Signature) -> Shape:
    """The parameters, results and variadicity of a signature, for look-ups."""
    return signature.params, signature.results, signature.variadic


class Tokens:
    """The tokens of one program, numbered in the order they are met."""

    def __init__(self, engine: Engine) -> None:
        self._sites = engine.sites
        self._types = engine.types
        self._routines = engine.routines
        self._all: list[Token] = []
        self._bits: dict[Token, Bits] = {}
        self._admitting: dict[go.Type, Admitting] = {}
        self.functions: Bits = 0
        self.generics: Bits = 0
        self.shaped: dict[Shape | Lengths | None, Bits] = {}
        self._having: dict[str, Bits] = {}

    def of_type(self, t: go.Type) -> Bits:
        """The token of a concrete type; none for one that has no methods by the way it is made."""
        found = self._bits.get(t)
        if found is None:
            base = self._sites.pointed(t)
            if not isinstance(base, go.Named) and not (
                isinstance(base, go.StructOf) and any(f.embedded for f in base.fields)
            ):
                return 0
            found = self._number(t)
            for name in set(self._types.selectors.names(t)):
                self._having[name] = self._having.get(name, 0) | found
            if isinstance(self._types.underlying(base), go.Unknown):
                self._having[""] = self._having.get("", 0) | found
        return found

    def of_function(self, target: Code, receiver: go.Type | None = None) -> Bits:
        """The token of a function, or of a method expression with a type of receiver."""
        value = FunctionValue(target, receiver)
        found = self._bits.get(value)
        if found is None:
            found = self._number(value)
            self.functions |= found
            signature = self.signature(target, receiver)
            key: Shape | Lengths | None = None
            if signature is not None:
                key = lengths(signature)
                self.shaped[key] = self.shaped.get(key, 0) | found
                if generic(signature):
                    self.generics |= found
                else:
                    key = shape(signature)
            self.shaped[key] = self.shaped.get(key, 0) | found
        return found

    def _number(self, token: Token) -> Bits:
        found = self._bits[token] = 1 << len(self._all)
        self._all.append(token)
        return found

    def each(self, bits: Bits) -> Iterator[Token]:
        """The tokens of a set."""
        while bits:
            low = bits & -bits
            yield self._all[low.bit_length() - 1]
            bits ^= low

    def having(self, name: str) -> Bits:
        """The types that have a method of that name, or may have it."""
        return self._having.get(name, 0) | self._having.get("", 0)

    def admitting(self, t: go.Type) -> Admitting:
        """What a place of an interface or function type can hold."""
        found = self._admitting.get(t)
        if found is None:
            found = self._admitting[t] = Admitting(self, self._types, t)
        return found

    def signature(self, target: Code, receiver: go.Type | None = None) -> go.Signature | None:
        """A function's type, with the receiver of a method expression; None for a generic function, and one outside the tree."""
        found = self._routines.signature(target)
        if found is None or found.type_params:
            return None
        return found if receiver is None else go.Signature((receiver, *found.params), found.results, found.variadic)


class Admitting:
    """The tokens that fit a type, each decided once. Functions pass interfaces, with the types that they were converted to."""

    __slots__ = ("_fits", "_known", "_shape", "_tokens", "_type", "_types", "_wanted")

    def __init__(self, tokens: Tokens, types: Types, t: go.Type) -> None:
        under = types.underlying(t)
        self._tokens = tokens
        self._types = types
        self._type = t
        self._shape: Shape | Lengths | None = None
        if isinstance(under, go.Signature):
            self._shape = lengths(under) if generic(under) else shape(under)
        self._wanted = [method.name for method in under.methods] if isinstance(under, go.InterfaceOf) else []
        self._known: Bits = 0
        self._fits: Bits = 0

    def of(self, bits: Bits) -> Bits:
        """Those of some tokens that fit."""
        fresh = bits & ~self._known
        if fresh:
            self._known |= fresh
            self._fits |= self._decide(fresh)
        return bits & self._fits

    def _decide(self, fresh: Bits) -> Bits:
        tokens = self._tokens
        functions = fresh & tokens.functions
        if self._shape is not None:
            return functions & (tokens.shaped.get(self._shape, 0) | tokens.shaped.get(None, 0)) | self._instances(fresh)
        fits = fresh & ~functions
        for name in self._wanted:
            fits &= tokens.having(name)
        if self._wanted:
            decided, fits = fits, 0
            while decided:
                low = decided & -decided
                decided ^= low
                for token in tokens.each(low):
                    if not isinstance(token, FunctionValue) and self._types.implements(token, self._type) is not False:
                        fits |= low
        return fits | functions

    def _instances(self, fresh: Bits) -> Bits:
        """The functions whose types mention type parameters, as far as they can be the function type that is wanted."""
        tokens, fits = self._tokens, 0
        under = self._types.underlying(self._type)
        assert isinstance(under, go.Signature)
        for token in tokens.each(fresh & tokens.generics & tokens.shaped.get(lengths(under), 0)):
            assert isinstance(token, FunctionValue)
            signature = tokens.signature(token.target, token.receiver)
            if signature is not None and matches(signature, under) is not False:
                fits |= tokens.of_function(token.target, token.receiver)
        return fits
