"""What the interpreter knows of a value, and the state of one path.

A `Nothing` is nil; with an ``origin`` it is the nil a watched call passes. A `Thing` is anything that is not known to be nil.
A `Closure` is a function value; `Reference` is a struct (or container) or a pointer to one, whose fields lie in the heap.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from analyzer.findings import Hop
from analyzer.places import Place

if TYPE_CHECKING:
    from analyzer.facts import ir
    from analyzer.program import Body
    from analyzer.program.model import Function, Local


class Origin(msgspec.Struct, frozen=True):
    """The watched call a nil comes from."""

    place: Place
    rule: str
    row: int


class Test(msgspec.Struct, frozen=True):
    """A nil test that was passed with nil: where, of what, for which origin; ``fallback`` names what was read instead."""

    place: Place
    text: str
    origin: Origin | None
    fallback: str = ""


class Nothing(msgspec.Struct, frozen=True):
    """nil. ``how`` it came to be (nil-literal, typed-nil, unassigned-variable, omitted-field).

    ``covered``: the fallback was consulted and would have replaced it (the test that did so). ``typed``: a typed nil inside an interface, which
    does not equal nil. ``doubt``: why it may not be nil after all.
    """

    how: str
    origin: Origin | None = None
    covered: Test | None = None
    typed: bool = False
    doubt: str = ""
    trail: tuple[Hop, ...] = ()


class Parameter(msgspec.Struct, frozen=True):
    """The caller's value: a parameter of the function under interpretation, or a field of it."""

    function: int
    index: int
    fields: tuple[str, ...] = ()


class Thing(msgspec.Struct, frozen=True):
    """Not known to be nil. ``term`` is its expression with locals expanded; ``fallback`` names the fallback it derives from;
    ``instead`` is the test under which it replaced nil; ``zero`` a zero constant, ``error`` a certain error;
    ``source`` the call or selector it comes from, for those who must look closer."""

    term: str = ""
    fallback: str = ""
    instead: Test | None = None
    parameter: Parameter | None = None
    zero: bool = False
    error: bool = False
    source: tuple[Body, ir.Call | ir.Select | ir.Name] | None = None
    declared: ir.Expr | None = None
    trail: tuple[Hop, ...] = ()


class Closure(msgspec.Struct, frozen=True):
    """A function value: a literal with the frames it sees, or a declared function with its receiver."""

    body: Body
    literal: ir.FuncLit | None
    frames: tuple[tuple[ir.FuncLit | None, int], ...] = ()
    function: Function | None = None
    receiver: Value | None = None
    instead: Test | None = None
    trail: tuple[Hop, ...] = ()


class Reference(msgspec.Struct, frozen=True):
    """A heap object: the struct itself (``pointer`` false: copied when assigned) or a pointer to it."""

    object: int
    pointer: bool


class Address(msgspec.Struct, frozen=True):
    """A pointer to a variable."""

    cell: tuple[int, Local]


class Tuple(msgspec.Struct, frozen=True):
    """Several results."""

    values: tuple[Value, ...]


Value = Nothing | Thing | Closure | Reference | Address | Tuple
UNSEEN = Thing()
Cell = tuple[int, "Local | str"]


@dataclass(slots=True)
class Object:
    """A struct or container in the heap. ``type`` is how its type is written, in ``body``. A field that is missing is zero unless the object
    is ``open``: somebody unseen may have written it. Containers keep all elements under ``*``. ``watched``: a rule asks for a field of it, so what it leaves out matters."""

    fields: dict[str, Value]
    type: ir.Expr | None
    body: Body
    place: Place
    open: bool = False
    container: bool = False
    watched: bool = False

    def having(self, name: str, value: Value) -> Object:
        return replace(self, fields={**self.fields, name: value})

    def opened(self) -> Object:
        return replace(self, open=True)


class Pending(msgspec.Struct, frozen=True):
    """A closure that lies at a sink and has not been looked into: its variables may still change until ``frame`` ends."""

    closure: Closure
    sink: Place
    name: str
    frame: int
    calls: int
    condition: tuple[str, ...]
    hops: tuple[Hop, ...]


@dataclass(slots=True)
class State:
    """One path: variables, heap, what its tests decided, and what happened on it."""

    cells: dict[Cell, Value] = field(default_factory=dict)
    heap: dict[int, Object] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    test: Test | None = None
    consulted: Test | None = None
    calls: int = 0
    pending: tuple[Pending, ...] = ()
    written: dict[str, int] = field(default_factory=dict)
    deferred: tuple[tuple[int, ir.Call], ...] = ()

    def fork(self) -> State:
        return State(
            dict(self.cells), dict(self.heap), dict(self.facts), self.conditions, self.test, self.consulted, self.calls,
            self.pending, self.written, self.deferred,
        )


def is_nothing(value: Value | None) -> bool:
    return type(value) is Nothing


def replacing(value: Value, test: Test | None) -> Value:
    """The value with the note that it stands in for nil, unless it says so already."""
    if test is None:
        return value
    if type(value) is Thing and value.instead is None:
        return msgspec.structs.replace(value, instead=test)
    if type(value) is Closure and value.instead is None:
        return msgspec.structs.replace(value, instead=test)
    return value


def stepped(value: Value, hop: Hop) -> Value:
    """The value one hop further; only what may end at a sink keeps a trail."""
    if type(value) is Nothing and value.origin is not None:
        return msgspec.structs.replace(value, trail=(*value.trail, hop))
    if type(value) is Closure and (value.trail or value.instead is not None):
        return msgspec.structs.replace(value, trail=(*value.trail, hop))
    if type(value) is Thing and value.instead is not None:
        return msgspec.structs.replace(value, trail=(*value.trail, hop))
    return value
