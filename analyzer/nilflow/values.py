"""What the interpreter knows of a value.

A `Zero` is nil, or the zero value of any other type; with an ``origin`` it is the nothing that a watched call passes.
An `Opaque` is a value about which only its expression is known. `Func` is a function value, `Ref` a struct or container in the heap, or a
pointer to one, `Address` a pointer to a variable or field. What stands in for nothing says so by ``instead``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow.terms import is_zero
from analyzer.places import Place

if TYPE_CHECKING:
    from analyzer.nilflow.machine import Frame
    from analyzer.program import Body
    from analyzer.program.model import Function, Local, Member
    from analyzer.program.types import Type

Cell = tuple[int, "Local"]
"""A variable: the activation that declares it, and which one it is there."""
Key = tuple[int, int]
"""A heap object: the activation that makes it, and the position where it does."""


class Origin(msgspec.Struct, frozen=True):
    """The watched call that passes nothing: its place, and how nothing came to be."""

    place: Place
    how: str


class Test(msgspec.Struct, frozen=True):
    """A nil test that was passed with nothing: where it stands, what it says, whose nothing it was."""

    place: Place
    text: str
    origin: Origin


class Zero(msgspec.Struct, frozen=True):
    """Nothing. ``how``: nil-literal, typed-nil, unassigned-variable, omitted-field, omitted-option.

    ``typed`` is the type of a nil pointer or function inside an interface, which does not equal nil.
    """

    how: str
    origin: Origin | None = None
    typed: Type | None = None
    trail: tuple[Hop, ...] = ()


ELEMENT = "[]"
"""Stands for any element of a container in a path of fields."""


class Parameter(msgspec.Struct, frozen=True):
    """What the caller of the root gives: a parameter by position (-1 the receiver), or a field of it."""

    index: int
    fields: tuple[str, ...] = ()


class Suspended(msgspec.Struct, frozen=True, eq=False):
    """A call that nobody has looked into: its result is worked out when it matters. ``function`` is what is called where that is
    a value; ``index`` picks one of several results."""

    frame: Frame
    call: ir.Call
    function: Func | None
    receiver: Value | None
    arguments: tuple[Value, ...]
    index: int = 0


class Read(msgspec.Struct, frozen=True, eq=False):
    """``x.name`` or ``*x`` in an activation, with the value of ``x``."""

    frame: Frame
    expr: ir.Select | ir.Star
    operand: Value

    @property
    def body(self) -> Body:
        """The code that it stands in."""
        return self.frame.body

    @property
    def select(self) -> ir.Select | None:
        """The selector, if it is one."""
        return self.expr if isinstance(self.expr, ir.Select) else None


class Opaque(msgspec.Struct, frozen=True):
    """A value known by its expression: ``term`` has locals expanded (see `analyzer.nilflow.terms`).

    ``fallback`` names the declared fallback that it comes from, ``error`` tells that it is an error for certain. A boolean that
    is a comparison has its operands and operator in ``comparison``. ``maybe`` is the nothing that it may be: on some of the paths that were
    joined, or where a map has no such key. ``read`` is the selector or pointer that it comes from, if it does, with the value of its operand.
    """

    term: str
    fallback: str = ""
    instead: Test | None = None
    parameter: Parameter | None = None
    error: bool = False
    suspended: Suspended | None = None
    variable: Member | None = None
    comparison: tuple[str, str, str] | None = None
    maybe: Zero | None = None
    read: Read | None = None
    trail: tuple[Hop, ...] = ()


class Func(msgspec.Struct, frozen=True):
    """A function literal with the activation it closes over, or a declared function with its receiver."""

    literal: ir.FuncLit | None
    frame: Frame | None
    function: Function | None = None
    receiver: Value | None = None
    instead: Test | None = None
    trail: tuple[Hop, ...] = ()


class Ref(msgspec.Struct, frozen=True):
    """A struct or container (``pointer`` false: copied when assigned), or a pointer to one."""

    key: Key
    pointer: bool
    instead: Test | None = None


class Address(msgspec.Struct, frozen=True):
    """A pointer to a variable, or to the ``field`` of a struct in the heap; see `State.pointed`."""

    cell: Cell | None
    key: Key = (0, 0)
    field: str = ""

    @property
    def name(self) -> str:
        """What it points to, by name."""
        return self.cell[1].name if self.cell is not None else self.field


class Multi(msgspec.Struct, frozen=True):
    """Several results of a call."""

    values: tuple[Value, ...]


Value = Zero | Opaque | Func | Ref | Address | Multi
UNSEEN = Opaque("?")
TRUE, FALSE = Opaque("true"), Opaque("false")


def replacing(value: Value, test: Test) -> Value:
    """The value, with the note that it stands in for nothing."""
    if isinstance(value, Opaque | Func | Ref):
        return msgspec.structs.replace(value, instead=test)
    return value


def stepped(value: Value, hop: Hop) -> Value:
    """The value one hop further; only what may end at a sink keeps a trail."""
    if type(value) is Zero:
        if value.origin is not None:
            return msgspec.structs.replace(value, trail=(*value.trail, hop))
    elif (type(value) is Func and (value.instead is not None or value.trail)) or (
        type(value) is Opaque and value.instead is not None
    ):
        return msgspec.structs.replace(value, trail=(*value.trail, hop))
    return value


def trail_of(value: Value) -> tuple[Hop, ...]:
    """The hops a value has made so far."""
    return value.trail if isinstance(value, Zero | Opaque | Func) else ()


def is_nothing(value: Value) -> bool:
    """Whether a value is nil or zero for certain."""
    return type(value) is Zero or (type(value) is Opaque and is_zero(value.term))
