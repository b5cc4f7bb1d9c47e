"""Calls of the predeclared functions and of package unsafe (Go spec, "Built-in functions")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.operators import INT, STRING, default, untyped, wider
from analyzer.program.types import Basic, InterfaceOf, Pointer, SliceOf, Tuple, Type, Unknown

if TYPE_CHECKING:
    from analyzer.program.scope import Body
    from analyzer.program.typing import Types

_NOTHING = frozenset(("clear", "close", "delete", "panic", "print", "println"))
BUILTINS = _NOTHING | {
    "append", "cap", "complex", "copy", "imag", "len", "make", "max", "min", "new", "real", "recover",
}  # fmt: skip
_PARTS = {"complex64": "float32", "complex128": "float64", "untyped complex": "untyped float"}


def call(types: Types, body: Body, name: str, e: ir.Call) -> Type:
    """The type of a call of a predeclared function."""
    if name in _NOTHING:
        return Tuple(())
    if name in ("len", "cap", "copy"):
        return INT
    if name == "recover":
        return InterfaceOf()
    if not e.args:
        return Unknown(f"{name} has no argument")
    first = e.args[0]
    match name:
        case "make":
            return types.form(body, first)
        case "new":
            made = types.denoted(body, first)
            if made is None:
                value = default(types.expr(body, first))
                made = types.form(body, first) if isinstance(value, Unknown) else value
            return Pointer(made)
        case "append":
            found = types.expr(body, first)
            if untyped(found) and e.spread and len(e.args) > 1:
                return types.expr(body, e.args[1])
            return found
        case "min" | "max":
            found = types.expr(body, first)
            for other in e.args[1:]:
                if not untyped(found):
                    break
                found = wider(found, types.expr(body, other))
            return found
        case "real" | "imag":
            whole = types.underlying(types.expr(body, first))
            return Basic(_PARTS.get(whole.name, "float64")) if isinstance(whole, Basic) else whole
        case "complex":
            part = default(wider(types.expr(body, first), types.expr(body, e.args[-1])))
            return Basic("complex64" if part == Basic("float32") else "complex128")
    return Unknown(f"{name} cannot be called")


def call_unsafe(types: Types, body: Body, name: str, e: ir.Call) -> Type:
    """The type of a call of ``unsafe.name``."""
    if not e.args:
        return Unknown(f"unsafe.{name} has no argument")
    match name:
        case "Sizeof" | "Alignof" | "Offsetof":
            return Basic("uintptr")
        case "Add":
            return Basic("unsafe.Pointer")
        case "String":
            return STRING
        case "StringData":
            return Pointer(Basic("uint8"))
        case "Slice" | "SliceData":
            found = types.underlying(types.expr(body, e.args[0]))
            if name == "Slice":
                return SliceOf(found.elem) if isinstance(found, Pointer) else Unknown("unsafe.Slice of no pointer")
            return Pointer(found.elem) if isinstance(found, SliceOf) else Unknown("unsafe.SliceData of no slice")
    return Unknown(f"unsafe.{name} is not known")
