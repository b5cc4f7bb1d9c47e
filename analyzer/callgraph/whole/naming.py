"""What functions are called: by import path, receiver, and number for function literals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program.model import Function

if TYPE_CHECKING:
    from analyzer.callgraph.whole.constraints import Owner
    from analyzer.program import Body


def declared(path: str, receiver: str, name: str) -> str:
    """The name of a declared function; a ``receiver`` is ``T`` or ``*T``."""
    return f"{path}.({receiver}).{name}" if receiver else f"{path}.{name}"


class Names:
    """The names of one package's functions. ``literals`` are its function literals by the function around them."""

    def __init__(self, path: str, literals: Mapping[Owner, Sequence[ir.FuncLit]]) -> None:
        self._path = path
        self._inits: dict[ir.FuncDecl, int] = {}
        self._literals: dict[ir.FuncLit, tuple[Owner, int]] = {}
        values = 0
        for owner in sorted(literals, key=_place):
            before = values if owner.target is None else 0  # the initial values of a package are numbered together
            inside = sorted(literals[owner], key=lambda one: one.at)
            self._literals.update((literal, (owner, number)) for number, literal in enumerate(inside, before + 1))
            if owner.target is None:
                values += len(inside)

    def function(self, function: Function) -> str:
        """The name of a declared function."""
        if function.receiver or function.name != "init":
            receiver = f"*{function.receiver}" if function.pointer else function.receiver
            return declared(self._path, receiver, function.name)
        return f"{self._path}.init#{self._inits.setdefault(function.decl, len(self._inits) + 1)}"

    def literal(self, body: Body, literal: ir.FuncLit) -> str:
        """The name of a function literal, or of the body of a loop over a function."""
        if literal in self._literals:
            owner, number = self._literals[literal]
            return f"{self._owner(owner)}${number}"
        around = self.function(body.function) if body.function is not None else self._values
        return f"{around}-range{line_of(literal.at)}"

    @property
    def _values(self) -> str:
        return initialisation(self._path)

    def _owner(self, owner: Owner) -> str:
        if owner.target is None:
            return self._values
        if owner.target.literal is not None:
            return self.literal(*owner.target.literal)
        assert owner.target.function is not None
        return self.function(owner.target.function)


def initialisation(path: str) -> str:
    """The name of a package's initialisation."""
    return f"{path}.init"


def _place(owner: Owner) -> tuple[str, int]:
    return owner.body.file.path, owner.body.decl.at
