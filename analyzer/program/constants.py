"""Integer constants, as far as array lengths need them, booleans, and strings that are plain literals (Go spec, "Constant expressions")."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.forms import Where
from analyzer.program.model import Local, Member, Opaque
from analyzer.program.package import Package
from analyzer.program.types import Basic

if TYPE_CHECKING:
    from analyzer.program.typing import Types

_DEEPEST = 60
_MOST_BITS = 512


def _shift(x: int, y: int) -> int | None:
    return x << y if 0 <= y <= _MOST_BITS else None


def _divide(x: int, y: int) -> int | None:
    return int(abs(x) // abs(y)) * (1 if (x < 0) == (y < 0) else -1) if y else None


def _remainder(x: int, y: int) -> int | None:
    quotient = _divide(x, y)
    return None if quotient is None else x - quotient * y


_BINARY: dict[str, Callable[[int, int], int | None]] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": _divide,
    "%": _remainder,
    "<<": _shift,
    ">>": lambda x, y: x >> y if 0 <= y <= _MOST_BITS else None,
    "&": lambda x, y: x & y,
    "|": lambda x, y: x | y,
    "^": lambda x, y: x ^ y,
    "&^": lambda x, y: x & ~y,
}

_COMPARES: dict[str, Callable[[int, int], bool]] = {
    "==": lambda x, y: x == y,
    "!=": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}


class Constants:
    """Evaluates integer and boolean constants; None where it cannot."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._known: dict[Member, int | None] = {}
        self._truths: dict[Member, bool | None] = {}

    def integer(self, where: Where, e: ir.Expr | None, iota: int = 0, depth: int = 0) -> int | None:
        """The value of an integer constant expression."""
        if depth > _DEEPEST or e is None:
            return None
        depth += 1
        match e:
            case ir.Lit():
                return literal(e)
            case ir.Name(name="iota") if self._types.forms.object(where, e) in ("iota", None):
                return iota
            case ir.Name() | ir.Select():
                return self._named(where, e, depth)
            case ir.Unary(op="-" | "+" | "^"):
                x = self.integer(where, e.x, iota, depth)
                return None if x is None else {"-": -x, "+": x, "^": ~x}[e.op]
            case ir.Binary(op=op) if op in _BINARY:
                x, y = self.integer(where, e.x, iota, depth), self.integer(where, e.y, iota, depth)
                if x is None or y is None or x.bit_length() > _MOST_BITS or y.bit_length() > _MOST_BITS:
                    return None
                return _BINARY[op](x, y)
            case ir.Call(func=ir.Name(name="len"), args=(ir.Lit(kind="string") as text,)):
                return len(text.text.encode()) - 2 if "\\" not in text.text else None
            case ir.Call(args=(argument,), func=func) if isinstance(self._types.forms.denoted(where, func), Basic):
                return self.integer(where, argument, iota, depth)
        return None

    def truth(self, member: Member) -> bool | None:
        """The value of a boolean constant of a package."""
        if member not in self._truths:
            self._truths[member] = None
            spec = self._spec(member)
            if spec is not None:
                self._truths[member] = self._true(Where(file=member.file), spec[0].values[spec[1]], spec[0].iota)
        return self._truths[member]

    def literal_of(self, member: Member) -> str:
        """A literal with the value of an integer or string constant of a package; '' where nobody can tell."""
        number = self._member(member, 0)
        if number is not None:
            return str(number)
        declared = self._spec(member)
        value = declared[0].values[declared[1]] if declared is not None else None
        plain = isinstance(value, ir.Lit) and value.text[:1] == '"' and "\\" not in value.text
        return value.text if plain and isinstance(value, ir.Lit) else ""

    def _true(self, where: Where, e: ir.Expr, iota: int, depth: int = 0) -> bool | None:
        if depth > _DEEPEST:
            return None
        depth += 1
        match e:
            case ir.Name(name="true" | "false") if self._types.forms.object(where, e) in ("true", "false"):
                return e.name == "true"
            case ir.Name() | ir.Select():
                found = self._constant(where, e)
                return self.truth(found) if found is not None else None
            case ir.Unary(op="!"):
                truth = self._true(where, e.x, iota, depth)
                return None if truth is None else not truth
            case ir.Binary(op="&&" | "||"):
                left, right = self._true(where, e.x, iota, depth), self._true(where, e.y, iota, depth)
                if left is None or right is None:
                    return None
                return (left and right) if e.op == "&&" else (left or right)
            case ir.Binary(op=op) if op in _COMPARES:
                x, y = self.integer(where, e.x, iota, depth), self.integer(where, e.y, iota, depth)
                return None if x is None or y is None else _COMPARES[op](x, y)
        return None

    def _constant(self, where: Where, e: ir.Name | ir.Select) -> Member | None:
        """The constant of a package that an expression names."""
        found: object = None
        if isinstance(e, ir.Name):
            found = self._types.forms.object(where, e)
        elif isinstance(e.x, ir.Name):
            package = self._types.forms.object(where, e.x)
            found = self._types.exported(package, e.name) if isinstance(package, Package) else None
        return found if isinstance(found, Member) and found.kind == "const" else None

    def _spec(self, member: Member) -> tuple[ir.ValueSpec, int] | None:
        """Where a constant is declared, with its position there."""
        try:
            declared = self._types.program.declared(member)
        except Opaque:
            return None
        return declared if isinstance(declared, tuple) and declared[1] < len(declared[0].values) else None

    def _named(self, where: Where, e: ir.Name | ir.Select, depth: int) -> int | None:
        if isinstance(e, ir.Name):
            found = self._types.forms.object(where, e)
            if isinstance(found, Local) and found.kind == "const" and where.body is not None:
                value = self._types.locals.constant(found)
                return None if value is None else self.integer(where, value[0], value[1], depth)
        constant = self._constant(where, e)
        return None if constant is None else self._member(constant, depth)

    def _member(self, member: Member, depth: int) -> int | None:
        if member not in self._known:
            self._known[member] = None
            declared = self._spec(member)
            if declared is not None:
                spec, position = declared
                self._known[member] = self.integer(Where(file=member.file), spec.values[position], spec.iota, depth)
        return self._known[member]


def literal(e: ir.Lit) -> int | None:
    """The value of an integer or rune literal."""
    if e.kind == "int":
        digits = e.text.replace("_", "").lower()
        if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
            digits = f"0o{digits[1:]}"
        try:
            return int(digits, 0)
        except ValueError:
            return None
    if e.kind == "rune" and len(e.text) == len("'x'"):
        return ord(e.text[1])
    return None
