"""The call graph as a message: functions, and the calls between them. What is stored reads back equal."""

from __future__ import annotations

import msgspec

from analyzer.findings import Build

KINDS = ("static", "interface", "dynamic")
STATEMENTS = ("call", "go", "defer")
SURE = ("exact", "narrowed", "possible")


class Node(msgspec.Struct, frozen=True, array_like=True):
    """A function of the tree's own modules, or one outside by its name alone.

    Attributes:
        name: as Go prints it with the package's import path: ``m/images.(*Service).Pull``; a function literal is ``$1`` of its
            parent, the initial values of a package's variables are its ``init``.
        package: the import path; ``bare`` is the package's name.
        path, line, column: where its name stands (of a literal, ``func``), 1-based, the column in bytes; '' and 0 outside the
            tree, and a package's initialisation has no place of its own.
        own: whether it belongs to a module of the tree and is not vendored.
        entered: whether code outside may call it, as a callback or through an interface.
        root: whether the program starts there: ``main``, ``init``, initialisation; without a main package, what is exported.
    """

    name: str
    package: str
    path: str = ""
    line: int = 0
    column: int = 0
    own: bool = False
    entered: bool = False
    root: bool = False
    bare: str = ""

    @property
    def place(self) -> str:
        """``path:line:column``, or ``-`` for one without a place."""
        return f"{self.path}:{self.line}:{self.column}" if self.path else "-"


class Edge(msgspec.Struct, frozen=True, array_like=True):
    """What one call can enter.

    Attributes:
        caller, callee: positions in `Graph.nodes`; ``callee`` is -1 for a call without a known callee.
        path, line, column: the call's opening parenthesis.
        kind: static, interface, or dynamic (of a function value).
        statement: call, go or defer.
        sure: exact when Go's rules name the callee, narrowed when it is what flows to the receiver, possible when it is
            only what code outside may have put there.
        handed: the callee is not called here but given to code outside, which may call it.
    """

    caller: int
    callee: int
    path: str
    line: int
    column: int
    kind: str
    statement: str
    sure: str
    handed: bool = False

    @property
    def place(self) -> str:
        """``path:line:column``."""
        return f"{self.path}:{self.line}:{self.column}"


class Graph(msgspec.Struct, frozen=True, array_like=True):
    """The call graph of one revision: nodes by place, those outside by name; edges by call, then callee.

    ``blind`` says what could not be read, path and reason.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    build: Build
    blind: tuple[tuple[str, str], ...] = ()
