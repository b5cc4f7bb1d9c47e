"""What places hold: concrete types behind interfaces, and functions. Each has a number, its bit in a set.

A function that was converted to an interface type travels with its type's token, so that it is there when the method calls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.callgraph.model import Target
from analyzer.program import types as go
from analyzer.program.matching import matches

if TYPE_CHECKING:
    from analyzer.callgraph.sites import Sites
    from analyzer.callgraph.whole.flow import Bits


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """A function as a value; ``expression`` is a method expression's, which takes the receiver first."""

    target: Target
    expression: bool = False


Token = go.Type | FunctionValue


class Tokens:
    """The tokens of one program, numbered in the order they are met."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
        self._types = sites.program.types
        self._all: list[Token] = []
        self._bits: dict[Token, Bits] = {}
        self._admitting: dict[go.Type, Admitting] = {}
        self._signatures: dict[FunctionValue, go.Signature | None] = {}

    def of_type(self, t: go.Type) -> Bits:
        """The token of a concrete type; none for one that has no methods by the way it is made."""
        base = self._sites.pointed(t)
        if isinstance(base, go.Named) or (isinstance(base, go.StructOf) and any(f.embedded for f in base.fields)):
            return self._bit(t)
        return 0

    def of_function(self, target: Target, *, expression: bool = False) -> Bits:
        """The token of a function."""
        return self._bit(FunctionValue(target, expression))

    def _bit(self, token: Token) -> Bits:
        found = self._bits.get(token)
        if found is None:
            found = self._bits[token] = 1 << len(self._all)
            self._all.append(token)
        return found

    def each(self, bits: Bits) -> Iterator[Token]:
        """The tokens of a set."""
        while bits:
            low = bits & -bits
            yield self._all[low.bit_length() - 1]
            bits ^= low

    def admitting(self, t: go.Type) -> Admitting:
        """What a place of an interface or function type can hold."""
        found = self._admitting.get(t)
        if found is None:
            found = self._admitting[t] = Admitting(self, t)
        return found

    def fits(self, token: Token, t: go.Type) -> bool:
        """Whether a value can stand where type ``t`` is demanded."""
        under = self._types.underlying(t)
        if isinstance(token, FunctionValue):
            if not isinstance(under, go.Signature):
                return True
            own = self._signature(token)
            return own is None or (own.shape == under.shape and matches(own, under) is not False)
        if isinstance(under, go.InterfaceOf):
            return self._types.implements(token, t) is not False
        return not isinstance(under, go.Signature) or token == t

    def _signature(self, value: FunctionValue) -> go.Signature | None:
        """A function's type, where it is one of the tree and no method expression."""
        if value not in self._signatures:
            target, found = value.target, None
            if value.expression:
                found = None
            elif target.function is not None:
                found = self._types.signature(target.function)
                found = None if found.type_params else found
            elif target.literal is not None:
                literal = self._types.expr(*target.literal)
                found = literal if isinstance(literal, go.Signature) else None
            self._signatures[value] = found
        return self._signatures[value]


class Admitting:
    """The tokens that fit a type, each decided once."""

    __slots__ = ("_fits", "_known", "_tokens", "_type")

    def __init__(self, tokens: Tokens, t: go.Type) -> None:
        self._tokens = tokens
        self._type = t
        self._known: Bits = 0
        self._fits: Bits = 0

    def of(self, bits: Bits) -> Bits:
        """Those of some tokens that fit."""
        fresh = bits & ~self._known
        if fresh:
            self._known |= fresh
            while fresh:
                low = fresh & -fresh
                fresh ^= low
                for token in self._tokens.each(low):
                    if self._tokens.fits(token, self._type):
                        self._fits |= low
        return bits & self._fits
