"""The production calls that can enter a function or function literal.

Calls by name are found where the name is mentioned: an unexported name in its own package, an exported function in the
files that import its package, an exported method anywhere, by type; a call through an interface that the type implements
counts, whether the receiver there holds such a value or not. Where the function is used
as a value it is followed forwards to the calls of what holds it: locals, parameters it is passed to, fields, package
variables, results. A use that leads elsewhere leaves a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer.callgraph.model import Callers, Reasons
from analyzer.callgraph.stored import core_of
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import Local, Member

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.callgraph.nodes import Use
    from analyzer.program import Body
    from analyzer.program.model import Function

MOST_FLOWS = 60
"""Places one function value is followed through."""

_READERS = frozenset({"len", "cap", "panic", "print", "println", "delete", "clear", "close"})


class Entering:
    """One search for callers; see the module.

    Attributes:
        handed_on: whether the function was seen to be used as a value.
    """

    def __init__(self, graph: Callgraph) -> None:
        self._graph = graph
        self._types = graph.program.types
        self._calls: dict[ir.Call, Body] = {}
        self._reasons = Reasons()
        self._flows: list[tuple[Body, ir.Expr]] = []
        self._met: set[object] = set()
        self.handed_on = False

    def function(self, function: Function) -> Callers:
        """The calls of a declared function or method."""
        mentions = self._graph.program.mentions
        exported = function.name[:1].isupper()
        if function.receiver and exported:
            bodies, missing = mentions.bodies(function.name)
        else:
            bodies, missing = mentions.using(function.package, function.name, everywhere=exported)
        self._reasons.add(missing)
        return self.among(function, bodies)

    def among(self, function: Function, bodies: Iterable[Body]) -> Callers:
        """The calls that some bodies lead to by mentioning a function or method by its name."""
        for body in bodies:
            for use in self._graph.index(body).uses.get(function.name, ()):
                if self._is_of(body, use, function):
                    self._used(body, use.node, use.call)
        return self._follow()

    def literal(self, body: Body, literal: ir.FuncLit) -> Callers:
        """The calls of a function literal."""
        self._flow(body, literal)
        return self._follow()

    def _is_of(self, body: Body, use: Use, function: Function) -> bool:
        """Whether a mention of its name is the function (or an interface method it can stand behind)."""
        if isinstance(use.node, ir.Name):
            if function.receiver or use.node.name != function.name:
                return False
            return self._graph.function_of(body.object(use.node)) is function
        if function.receiver and use.call is not None and not _takes(function, use.call):
            return False
        found = self._types.selection(body, use.node)
        if isinstance(found, go.Qualified):
            return not function.receiver and self._graph.function_of(found.member) is function
        if not isinstance(found, go.MethodSelection) or not function.receiver:
            return False
        if found.function is not None:
            return found.function is function
        return self._graph.can_hold(found, function)

    # -- function values, forwards -------------------------------------------------------------

    def _used(self, body: Body, node: ir.Expr, call: ir.Call | None) -> None:
        if call is not None:
            self._calls.setdefault(call, body)
        else:
            self.handed_on = True
            self._flow(body, node)

    def _flow(self, body: Body, node: ir.Expr) -> None:
        if node not in self._met:
            self._met.add(node)
            self._flows.append((body, node))

    def _follow(self) -> Callers:
        count = 0
        while self._flows:
            body, node = self._flows.pop()
            count += 1
            if count > MOST_FLOWS or not self._graph.questions.spend():
                self._reasons.add(f"it is passed on through more than {MOST_FLOWS} places")
                break
            self._step(body, node)
        calls = sorted(self._calls.items(), key=lambda item: (item[1].file.path, item[0].at, item[0].paren))
        return Callers(tuple((body, call) for call, body in calls), str(self._reasons))

    def _lost(self, body: Body, node: ir.Expr, how: str) -> None:
        self._reasons.add(f"it is {how} at {self._graph.where(body, node.at)}")

    def _step(self, body: Body, node: ir.Expr) -> None:
        """The expression ``node`` has the function as its value: what becomes of it?"""
        parent = self._graph.index(body).parents.get(node)
        match parent:
            case ir.Call() if parent.func is node:
                self._calls.setdefault(parent, body)
            case ir.Call():
                self._passed(body, node, parent, parent.args.index(node))
            case ir.Assign():
                for left in self._receiving(parent.lhs, parent.rhs, node):
                    self._into(body, left)
            case ir.ValueSpec():
                for name in self._receiving(parent.names, parent.values, node):
                    self._into(body, name)
            case ir.Element():
                if parent.key is not node:
                    self._element(body, parent)
            case ir.Return():
                self._result(body, parent, node)
            case ir.ExprStmt() | ir.Binary() | ir.Go() | ir.Defer() | None:
                pass
            case ir.Index() if parent.x is node:
                self._flow(body, parent)
            case _:
                self._lost(body, node, "passed on")

    def _receiving(self, left: tuple[ir.Expr, ...], right: tuple[ir.Expr, ...], node: ir.Expr) -> tuple[ir.Expr, ...]:
        if node not in right:
            return ()
        return (left[right.index(node)],) if len(left) == len(right) else left

    def _into(self, body: Body, left: ir.Expr) -> None:
        """The value is assigned to ``left``."""
        core, _level = core_of(left)
        if isinstance(core, ir.Name):
            local = body.local(core)
            if local is not None:
                self._local(body, local)
                return
            found = body.object(core)
            if isinstance(found, Member):
                self._variable(found)
            elif core.name != "_":
                self._lost(body, core, "assigned")
        elif isinstance(core, ir.Select):
            selected = self._types.selection(body, core)
            if isinstance(selected, go.FieldSelection):
                self._field(body, selected.owner, selected.name, core)
            elif isinstance(selected, go.Qualified) and selected.member is not None:
                self._variable(selected.member)
            else:
                self._lost(body, core, "assigned")
        else:
            self._lost(body, left, "assigned")

    def _uses(self, body: Body, uses: list[Use]) -> None:
        """All uses of what holds the value, those that only write it left out."""
        parents = self._graph.index(body).parents
        for use in uses:
            parent = parents.get(use.node)
            if use.call is not None:
                self._calls.setdefault(use.call, body)
            elif not (isinstance(parent, ir.Assign) and use.node in parent.lhs):
                self._flow(body, use.node)

    def _local(self, body: Body, local: Local) -> None:
        if local in self._met:
            return
        self._met.add(local)
        uses = self._graph.index(body).uses.get(local.name, [])
        self._uses(
            body,
            [
                use
                for use in uses
                if isinstance(use.node, ir.Name) and body.local(use.node) is local and use.node.at != local.at
            ],
        )

    def _variable(self, member: Member) -> None:
        if member in self._met:
            return
        self._met.add(member)
        exported = member.name[:1].isupper()
        bodies, missing = self._graph.program.mentions.using(member.file.package, member.name, everywhere=exported)
        self._reasons.add(missing)
        for body in bodies:
            uses = self._graph.index(body).uses.get(member.name, [])
            self._uses(body, [use for use in uses if self._graph.stored.is_variable(body, use.node, member)])

    def _field(self, body: Body, owner: go.Type, name: str, node: ir.Expr) -> None:
        named = self._graph.named(owner)
        package = self._graph.package_of(named) if named is not None else None
        if named is None or package is None:
            self._lost(body, node, "stored")
            return
        key = (named.package, named.name, name)
        if key in self._met:
            return
        self._met.add(key)
        bodies, missing = self._graph.program.mentions.bodies(name, None if name[:1].isupper() else package)
        self._reasons.add(missing)
        for other in bodies:
            uses = self._graph.index(other).uses.get(name, [])
            self._uses(
                other,
                [
                    u
                    for u in uses
                    if isinstance(u.node, ir.Select) and self._graph.stored.declares(other, u.node, named)
                ],
            )

    def _element(self, body: Body, element: ir.Element) -> None:
        literal = self._graph.index(body).owners[element]
        made = self._graph.literal_type(body, literal)
        named = self._graph.named(made) if made is not None else None
        if made is None or not isinstance(self._types.underlying(made), go.StructOf) or named is None:
            self._lost(body, literal, "an element")
            return
        name = element.key.name if isinstance(element.key, ir.Name) else ""
        if not name:
            name = self._graph.field_at(named, literal.elements.index(element))
        self._field(body, named, name, literal)

    def _passed(self, body: Body, node: ir.Expr, call: ir.Call, position: int) -> None:
        """The value is an argument."""
        answer = self._graph.callees(body, call)
        if answer.kind == "conversion":
            self._flow(body, call)
            return
        if answer.kind == "builtin":
            if not (isinstance(call.func, ir.Name) and call.func.name in _READERS):
                self._lost(body, node, "put into a container")
            return
        if answer.reason or not answer.targets:
            self._lost(body, node, "passed to an unknown callee")
        for target in answer.targets:
            if target.external:
                self._lost(body, node, f"passed to {target.external}, outside the tree,")
                continue
            found = self._graph.parameter(target, position)
            if found is None or found[2]:
                self._lost(body, node, "one of several variadic arguments" if found else "passed on")
                continue
            inside, param, _ = found
            self._parameter(inside, param)

    def _parameter(self, body: Body, param: ir.Param) -> None:
        if param in self._met:
            return
        self._met.add(param)
        uses = self._graph.index(body).uses.get(param.name, [])
        self._uses(
            body, [use for use in uses if isinstance(use.node, ir.Name) and self._is_param(body, use.node, param)]
        )

    def _is_param(self, body: Body, name: ir.Name, param: ir.Param) -> bool:
        local = body.local(name)
        return local is not None and local.at == param.at

    def _result(self, body: Body, statement: ir.Return, node: ir.Expr) -> None:
        """The value is returned: the calls of the function around it have it."""
        literal = self._graph.index(body).scopes.get(statement)
        callers = self._graph.callers(body, literal)
        self._reasons.add(callers.reason)
        position = statement.values.index(node)
        for other, call in callers.calls:
            parent = self._graph.index(other).parents.get(call)
            if len(statement.values) == 1:
                self._flow(other, call)
            elif isinstance(parent, ir.Assign) and len(parent.lhs) > position:
                self._into(other, parent.lhs[position])
            elif not isinstance(parent, ir.ExprStmt):
                self._lost(other, call, "one of several results")


def _takes(function: Function, call: ir.Call) -> bool:
    """Whether a method can have as many arguments as a call passes, its receiver included or not."""
    params = function.decl.signature.params
    given = len(call.args)
    if given == 1 and isinstance(call.args[0], ir.Call):
        return True  # which may give several values
    if params and isinstance(params[-1].type, ir.Ellipsis):
        return given >= len(params) - 1
    return given in (len(params), len(params) + 1)
