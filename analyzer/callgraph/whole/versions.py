"""Which assignments a use of a local variable can see, so that a name that is used again (``err``) is not one value.

Only variables that one function alone uses, and whose address nobody takes, are told apart. A use sees the last assignment before it in
a block around it, those in blocks between the two, and in a loop that it shares with none of them those of the whole loop.
Labels and ``goto`` are not followed: a function with a ``goto`` is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analyzer.facts import ir
from analyzer.program.model import Local
from analyzer.program.scope import Clause

if TYPE_CHECKING:
    from analyzer.program import Body

Path = tuple[int, ...]
Key = ir.Name | ir.Param | Local
_LOOPS = (ir.Loop, ir.Range)


@dataclass(slots=True)
class _Variable:
    """Definitions (where they take effect, blocks around, key) and uses of one local."""

    defined: list[tuple[int, Path, Key]] = field(default_factory=list)
    used: list[tuple[ir.Name, Path]] = field(default_factory=list)
    shared: bool = False


class Versions:
    """The variables of one declaration."""

    def __init__(self, body: Body) -> None:
        self._uses = body.uses
        self._variables: dict[Local, _Variable] = {}
        self._loops: dict[int, tuple[int, int]] = {}
        self._written: dict[ir.Name, Key] = {}
        self._read: dict[ir.Name, tuple[Key, ...]] = {}
        self._blocks = 0
        self._goto = False
        self._parameters: dict[int, Path] = {}
        if isinstance(body.decl, ir.FuncDecl):
            self._walk(body.decl, (), None)
        if not self._goto:
            for local, variable in self._variables.items():
                if len(variable.defined) > 1 and not variable.shared and local.kind != "result":
                    self._tell_apart(variable)

    def written(self, name: ir.Name) -> Key | None:
        """What an assignment to a name defines; None where the variable is one."""
        return self._written.get(name)

    def read(self, name: ir.Name) -> tuple[Key, ...]:
        """The definitions that a use sees; none where the variable is one."""
        return self._read.get(name, ())

    # -- reading the code ------------------------------------------------------------------------------

    def _walk(self, node: Any, path: Path, inside: ir.FuncLit | None) -> None:
        kind = type(node)
        if kind is tuple:
            for part in node:
                self._walk(part, path, inside)
        elif kind is ir.Name:
            self._use(node, path, inside)
        elif kind is ir.Assign:
            self._walk(node.rhs, path, inside)
            effect = max((n.at for value in node.rhs for n in ir.walk(value)), default=node.at) + 1  # type: ignore[attr-defined]
            for target in node.lhs:
                if type(target) is ir.Name and node.op in ("=", ":="):
                    self._define(target, effect, path, inside)
                else:
                    self._walk(target, path, inside)
        elif kind is ir.ValueSpec:
            self._walk(node.values, path, inside)
            for name in node.names:
                self._define(name, name.at, path, inside)
        elif kind is ir.Unary and node.op == "&" and type(node.x) is ir.Name:
            self._share(node.x)
        elif kind is ir.FuncLit:
            self._function(node, path, node)
        elif kind is ir.FuncDecl:
            self._function(node, path, None)
        elif kind is ir.Branch and node.kind == "goto":
            self._goto = True
        elif kind in _LOOPS:
            self._loop(node, path, inside)
        elif kind in ir.CHILDREN:
            if kind is ir.Block:
                self._blocks += 1
                path = (*path, self._blocks)
            elif kind is ir.FuncType:
                return
            for name in ir.CHILDREN[kind]:
                part = getattr(node, name)
                if part is not None:
                    self._walk(part, path, inside)

    def _function(self, node: ir.FuncLit | ir.FuncDecl, path: Path, inside: ir.FuncLit | None) -> None:
        params = [*node.signature.params]
        if isinstance(node, ir.FuncDecl) and node.receiver is not None:
            params.append(node.receiver)
        self._parameters.update({param.at: path for param in params})
        if node.body is not None:
            for statement in node.body.stmts:
                self._walk(statement, path, inside)

    def _loop(self, node: ir.Loop | ir.Range, path: Path, inside: ir.FuncLit | None) -> None:
        self._blocks += 1
        inner = (*path, self._blocks)
        self._loops[self._blocks] = (node.at, node.body.end)
        if isinstance(node, ir.Range):
            self._walk(node.x, path, inside)
            for target in (node.key, node.value):
                if type(target) is ir.Name:
                    self._define(target, target.at, inner, inside)
                elif target is not None:
                    self._walk(target, inner, inside)
        else:
            self._walk((node.cond,), inner, inside)
            self._walk((node.post,), inner, inside)
        self._walk(node.body, inner, inside)

    def _variable(self, name: ir.Name, inside: ir.FuncLit | None) -> _Variable | None:
        local = self._uses.get(name)
        if local is None or local.kind == "type":
            return None
        found = self._variables.get(local)
        if found is None:
            found = self._variables[local] = _Variable()
            if isinstance(local.origin, ir.Param):
                found.defined.append((local.at, self._parameters.get(local.origin.at, ()), local.origin))
            elif isinstance(local.origin, Clause):
                found.defined.append((local.at, (), local))
        if local.inside is not inside:
            found.shared = True
        return found

    def _define(self, name: ir.Name, effect: int, path: Path, inside: ir.FuncLit | None) -> None:
        found = self._variable(name, inside)
        if found is not None:
            found.defined.append((effect, path, name))

    def _use(self, name: ir.Name, path: Path, inside: ir.FuncLit | None) -> None:
        found = self._variable(name, inside)
        if found is not None:
            found.used.append((name, path))

    def _share(self, name: ir.Name) -> None:
        found = self._variable(name, None)
        if found is not None:
            found.shared = True

    # -- what reaches what -----------------------------------------------------------------------------

    def _tell_apart(self, variable: _Variable) -> None:
        defined = sorted(variable.defined, key=lambda one: one[0])
        for _, _, key in defined:
            if isinstance(key, ir.Name):
                self._written[key] = key
        for name, path in variable.used:
            before = [one for one in defined if one[0] <= name.at]
            last = next((one for one in reversed(before) if path[: len(one[1])] == one[1]), None)
            start = last[0] if last is not None else -1
            seen = {id(one): one for one in before if one[0] >= start}
            around = last[1] if last is not None else ()
            for block in path[len(around) :]:
                if block in self._loops:
                    first, end = self._loops[block]
                    seen.update({id(one): one for one in defined if first <= one[0] <= end + 1})
            self._read[name] = tuple(key for _, _, key in seen.values())
