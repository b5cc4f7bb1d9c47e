"""What functions are called: by import path, receiver, and number for function literals."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.callgraph.model import Target
from analyzer.callgraph.whole.constraints import Owner
from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program import Body
from analyzer.program.model import Function


class Names:
    """The names of one program's functions, each found once."""

    def __init__(self) -> None:
        self._literals: dict[ir.FuncLit, str] = {}
        self._numbered: set[Body] = set()
        self._inits: dict[str, dict[ir.FuncDecl, int]] = {}
        self._values: dict[str, int] = {}

    def of(self, target: Target) -> str:
        """A target's name."""
        if target.function is not None:
            return self._declared(target.function)
        if target.literal is not None:
            body, literal = target.literal
            self.number(body)
            if literal not in self._literals:  # the body of a loop over a function
                parent = self._declared(body.function) if body.function is not None else f"{body.package.path}.init"
                return f"{parent}-range{line_of(literal.at)}"
            return self._literals[literal]
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

    def number(self, body: Body) -> None:
        """Numbers the function literals of a declaration, those of initial values through their package."""
        if body in self._numbered:
            return
        self._numbered.add(body)
        if body.function is not None:
            self._number(body.decl, self._declared(body.function), 0)
        else:
            name = f"{body.package.path}.init"
            self._values[name] = self._number(body.decl, name, self._values.get(name, 0))

    def _number(self, root: ir.Node, parent: str, count: int) -> int:
        for literal in _outermost(root):
            count += 1
            self._literals[literal] = f"{parent}${count}"
            self._number(literal.body, self._literals[literal], 0)
        return count


def _outermost(root: ir.Node) -> Iterable[ir.FuncLit]:
    """The function literals of a piece of code that stand in no other, in source order."""
    waiting: list[object] = [root]
    found = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ir.FuncLit):
            found.append(node)
        elif isinstance(node, tuple):
            waiting.extend(reversed(node))
        elif isinstance(node, ir.Node):
            waiting.extend(getattr(node, name) for name in reversed(ir.CHILDREN[type(node)]))
    return found
