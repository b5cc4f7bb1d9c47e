"""What one package contributes to the call graph, as a message: it means the same in every revision in which the package's inputs are the
same, so that it can be stored, and made by another process.

Places that hold values are numbered within the package. A number stands for a place that only the package knows, or for one that the whole
program shares, by a key of plain values. Types are rows that refer to earlier rows (`typerows`).
"""

from __future__ import annotations

from typing import Any

import msgspec

from analyzer.callgraph.whole.codes import Code

PANICS = "panics"
"""The kind of the place of everything that is passed to ``panic``, which ``recover`` gives back."""
OPEN = "open"
"""That of the first arguments of calls of functions whose types have type parameters."""
NONE = -1
"""Stands for a type, place or code that there is not."""
Row = tuple[Any, ...]


class Routine(msgspec.Struct, array_like=True):
    """A function of own code, or the body of a loop over one.

    Attributes:
        code: what it is called.
        name: as Go prints it.
        path, at: where its name stands; of a literal ``func``, of a loop's body ``range``.
        signature, receiver: types.
        open: whether it has a body.
    """

    code: Code
    name: str
    path: str
    at: int
    signature: int
    receiver: int = NONE
    open: bool = True


class Declared(msgspec.Struct, array_like=True):
    """A named type that is no interface; ``embeds`` tells that it is a struct type with embedded fields, else it has ``methods`` only."""

    type: int
    embeds: bool
    methods: tuple[str, ...]


class Given(msgspec.Struct, array_like=True):
    """The arguments of a call: ``values`` has a type and a place for each, one after the other. ``spread``: the last is a slice with
    ``...``; ``several``: they are the results of one call."""

    values: list[int]
    spread: bool = False
    several: bool = False


class Called(msgspec.Struct, array_like=True):
    """A call.

    Attributes:
        owner: the code of the function around it; NONE in initial values.
        path, paren: where it is.
        kind, statement: as in `analyzer.callgraph.graph.Edge`.
        target: the code that Go's rules name. If it has a body in the tree, the call's values are among the package's edges.
        through, method: the interface type and method that it goes through.
        holder: the place of the receiver, or of the function value.
        signature: what is called, as far as that is known.
        given: its arguments; for a method expression without the receiver.
        results: a type and a place for each result.
    """

    owner: int
    path: int
    paren: int
    kind: str
    statement: str
    target: int = NONE
    through: int = NONE
    method: str = ""
    holder: int = NONE
    signature: int = NONE
    given: Given | None = None
    results: list[int] = msgspec.field(default_factory=list)


class Reading(msgspec.Struct, array_like=True):
    """One package.

    Attributes:
        directory, path, name: where it is, its import path, and its name.
        types, codes, files: tables that the rest refers to.
        routines: its functions, in source order, then its literals.
        declared: its types.
        places: None for a place of its own, else the kind and key of a shared one.
        edges: pairs of places, from and to.
        puts: pairs of place and type.
        handlers: pairs of a function type with methods and the place of what is converted to it.
        within: (type, type, place): a value in a literal of a type that nobody can see into.
        loops: (iterator's place, its type, code of the body).
        taken: (receiver's place, interface, method, place, receiver's type): method values of interfaces.
        calls: all calls.
        blind: what could not be read, path and reason.
        whole: whether all types could be written.
    """

    directory: str
    path: str
    name: str
    types: list[Row]
    codes: list[Code]
    files: list[str]
    routines: list[Routine]
    declared: list[Declared]
    places: list[Row | None]
    edges: list[int]
    puts: list[int]
    handlers: list[int]
    within: list[tuple[int, int, int]]
    loops: list[tuple[int, int, int]]
    taken: list[tuple[int, int, str, int, int]]
    calls: list[Called]
    blind: list[tuple[str, str]]
    whole: bool = True
