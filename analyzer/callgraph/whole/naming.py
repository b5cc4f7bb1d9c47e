"""What functions are called: by import path, receiver, and number for function literals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analyzer.callgraph.model import Target
from analyzer.callgraph.whole.constraints import Owner
from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program.model import Function


class Names:
    """The names of one program's functions. ``literals`` are its function literals by the function around them."""

    def __init__(self, literals: Mapping[Owner, Sequence[ir.FuncLit]]) -> None:
        self._literals: dict[ir.FuncLit, tuple[Owner, int]] = {}
        self._inits: dict[str, dict[ir.FuncDecl, int]] = {}
        values: dict[str, int] = defaultdict(int)
        for owner in sorted(literals, key=_place):
            path = owner.body.package.path
            before = (
                values[path] if owner.target is None else 0
            )  # the initial values of a package are numbered together
            inside = sorted(literals[owner], key=lambda one: one.at)
            self._literals.update((literal, (owner, number)) for number, literal in enumerate(inside, before + 1))
            if owner.target is None:
                values[path] += len(inside)

    def of(self, target: Target) -> str:
        """A target's name."""
        if target.function is not None:
            return self._declared(target.function)
        if target.literal is not None:
            body, literal = target.literal
            if literal in self._literals:
                owner, number = self._literals[literal]
                return f"{self.of_owner(owner)}${number}"
            around = Owner(body, Target(function=body.function) if body.function is not None else None)
            return f"{self.of_owner(around)}-range{line_of(literal.at)}"  # the body of a loop over a function
        return target.external

    def of_owner(self, owner: Owner) -> str:
        """The name of a function that calls, or of its package's initialisation."""
        return self.of(owner.target) if owner.target is not None else f"{owner.body.package.path}.init"

    def _declared(self, function: Function) -> str:
        path, name = function.package.path, function.name
        if function.receiver:
            return f"{path}.({'*' if function.pointer else ''}{function.receiver}).{name}"
        if name == "init":
            known = self._inits.setdefault(path, {})
            return f"{path}.init#{known.setdefault(function.decl, len(known) + 1)}"
        return f"{path}.{name}"


def _place(owner: Owner) -> tuple[str, int]:
    return owner.body.file.path, owner.body.decl.at
