"""Types of operations, and of untyped constants (Go spec, "Operators", "Constant expressions")."""

from __future__ import annotations

from analyzer.program.types import Basic, Type, Unknown

BOOL, INT, STRING = Basic("bool"), Basic("int"), Basic("string")
UNTYPED_BOOL, UNTYPED_INT, UNTYPED_NIL = Basic("untyped bool"), Basic("untyped int"), Basic("untyped nil")
COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))

_DEFAULTS = {
    "untyped bool": BOOL,
    "untyped int": INT,
    "untyped rune": Basic("int32"),
    "untyped float": Basic("float64"),
    "untyped complex": Basic("complex128"),
    "untyped string": STRING,
}
_ORDER = ("untyped int", "untyped rune", "untyped float", "untyped complex")
LITERALS = {
    "int": UNTYPED_INT,
    "float": Basic("untyped float"),
    "imaginary": Basic("untyped complex"),
    "rune": Basic("untyped rune"),
    "string": Basic("untyped string"),
}
"""The kind of a literal."""


def default(t: Type) -> Type:
    """The type that a variable gets from a value: an untyped constant's default type."""
    if isinstance(t, Basic):
        if t.name == "untyped nil":
            return Unknown("nil alone has no type")
        return _DEFAULTS.get(t.name, t)
    return t


def untyped(t: Type) -> bool:
    """Whether a value has no type yet."""
    return isinstance(t, Basic) and t.name.startswith("untyped ")


def wider(x: Type, y: Type) -> Type:
    """The type of an operation on two operands, of which untyped ones take the other's type."""
    if not untyped(x) or isinstance(y, Unknown):
        return x if not isinstance(x, Unknown) or untyped(y) else y
    if not untyped(y):
        return y
    if isinstance(x, Basic) and isinstance(y, Basic) and x.name in _ORDER and y.name in _ORDER:
        return max(x, y, key=lambda t: _ORDER.index(t.name))
    return x
