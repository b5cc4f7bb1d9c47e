"""Expressions to nodes: where an interface or function value lives, and what an assignment puts there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.callgraph.model import Callees, Target
from analyzer.callgraph.sites import Through
from analyzer.callgraph.whole.versions import Versions
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import External, Function, Local, Member
from analyzer.program.scope import Clause

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.callgraph.whole.flow import Node
    from analyzer.program import Body

PANICS = "panics"
"""The node of everything that is passed to ``panic``, which ``recover`` gives back."""

OPEN = "open"
"""The node of the first arguments of calls of functions whose types have type parameters."""


class Holders:
    """Finds the nodes of one program's expressions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flow = engine.flow
        self._types = engine.types
        self._tokens = engine.tokens
        self._carries: dict[go.Type, bool] = {}
        self._bound: set[ir.Select] = set()
        self._versions: dict[Body, Versions] = {}

    # -- types -----------------------------------------------------------------------------------------

    def carries(self, t: go.Type) -> bool:
        """Whether a place of a type holds tokens: interfaces, functions, type parameters, and what nobody can see into."""
        found = self._carries.get(t)
        if found is None:
            under = self._types.underlying(t)
            found = isinstance(t, go.TypeParameter) or isinstance(under, go.InterfaceOf | go.Signature | go.Unknown)
            self._carries[t] = found
        return found

    def elements(self, t: go.Type) -> Node | None:
        """The node of the elements of all slices, arrays, maps, channels or pointers of a type; None if they hold no tokens."""
        found = self._element(t)
        if found is None or not self.carries(found[1]):
            return None
        known = found in self._flow
        node = self._flow.node(found)
        if not known and isinstance(found[1], go.Named):
            self._engine.outside.elements(found[1], node)
        return node

    def keys(self, t: go.Type) -> Node | None:
        """The node of the keys of all maps of a type."""
        under = self._types.core(t)
        return self._flow.node(("key", under.key)) if isinstance(under, go.MapOf) and self.carries(under.key) else None

    def _element(self, t: go.Type) -> tuple[str, go.Type] | None:
        under = self._types.core(t)
        match under:
            case go.Pointer():
                inner = self._types.core(under.elem)
                return ("element", inner.elem) if isinstance(inner, go.ArrayOf) else ("pointer", under.elem)
            case go.SliceOf() | go.ArrayOf():
                return "element", under.elem
            case go.MapOf():
                return "value", under.value
            case go.ChanOf():
                return "channel", under.elem
        return None

    def alike(self, a: go.Type, b: go.Type, depth: int = 0) -> None:
        """Two types of one value, one with type arguments in place of type parameters: their elements are the same."""
        if a == b or depth > 6:
            return
        left, right = self._element(a), self._element(b)
        if left is not None and right is not None:
            if self.carries(left[1]) or self.carries(right[1]):
                one, other = self._flow.node(left), self._flow.node(right)
                self._flow.edge(one, other)
                self._flow.edge(other, one)
            self.alike(left[1], right[1], depth + 1)

    # -- places ----------------------------------------------------------------------------------------

    def local(self, local: Local) -> Node:
        """The node of a local; of a parameter or result it is that of its declaration."""
        return self._flow.node(local.origin if isinstance(local.origin, ir.Param) else local)

    def field(self, owner: go.Type, name: str) -> Node:
        """The node of a field of a struct type, of all instances of a generic one."""
        if isinstance(owner, go.Named):
            key: object = owner.member or owner.local or (owner.package, owner.name)
        else:
            key = owner
        known = ("field", key, name)
        if known in self._flow:
            return self._flow.node(known)
        node = self._flow.node(known)
        found = self._types.field(owner, name)
        if isinstance(owner, go.Named) and not isinstance(found, go.Unknown):
            self._engine.outside.field(owner, name, found.type, node)
        return node

    def function(self, target: Target, receiver: go.Type | None = None) -> Node:
        """The node of a declared function or a literal as a value."""
        key = ("function", target, receiver)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._flow.put(node, self._tokens.of_function(target, receiver))
        return node

    def variable(self, member: Member) -> Node:
        """The node of a package variable."""
        known = member in self._flow
        node = self._flow.node(member)
        if not known and not self._engine.is_own(member.file.package):
            self._engine.outside.variable(member.file.package.path, self._types.of_member(member), node)
        return node

    # -- expressions -----------------------------------------------------------------------------------

    def flow(self, body: Body, e: ir.Expr, target: Node, wanted: go.Type, position: int = 0) -> None:
        """The value of an expression (of several, that at ``position``) is assigned to a place of type ``wanted``."""
        given = self._types.expr(body, e)
        if isinstance(given, go.Tuple):
            given = given.types[position] if position < len(given.types) else go.Unknown("no such result")
        elif position:
            return
        if isinstance(given, go.Basic):
            return
        under = self._types.underlying(given)
        if not self.carries(given):
            self._flow.put(target, self._tokens.of_type(given))
            return
        source = self.node(body, e, position)
        if isinstance(under, go.Signature) and not isinstance(self._types.underlying(wanted), go.Signature):
            self._flow.put(target, self._tokens.of_type(given))
            if source is not None and isinstance(given, go.Named):
                self._engine.outside.handler(given, source)
        if source is not None:
            self._flow.edge(source, target)

    def node(self, body: Body, e: ir.Expr, position: int = 0) -> Node | None:
        """Where the value of an expression of interface or function type lives; None where it holds no tokens."""
        match e:
            case ir.Name():
                return self._name(body, e)
            case ir.Select():
                return self._select(body, e)
            case ir.FuncLit():
                return self.function(Target(literal=(body, e)))
            case ir.Call():
                return self._call(body, e, position)
            case ir.Index():
                container = self._types.expr(body, e.x)
                if isinstance(self._types.core(container), go.Signature):
                    return self.node(body, e.x)
                return self.elements(container)
            case ir.Star():
                return self.elements(self._types.expr(body, e.x))
            case ir.Unary(op="<-"):
                return self.elements(self._types.expr(body, e.x))
            case ir.Assert():
                return self.asserted(self.node(body, e.x), self._types.form(body, e.type))
        return None

    def asserted(self, source: Node | None, t: go.Type) -> Node | None:
        """Those of the tokens of a place that pass an assertion."""
        if source is None:
            return None
        key = ("asserted", source, t)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._flow.edge(source, node)
        return node

    def _name(self, body: Body, name: ir.Name) -> Node | None:
        found = body.object(name)
        if isinstance(found, Local):
            if isinstance(found.origin, Clause):
                self.clause(body, found, found.origin)
            return self._seen(body, name, found)
        return self._member(found) if isinstance(found, Member) else None

    def clause(self, body: Body, local: Local, clause: Clause) -> Node | None:
        """The symbol of a type switch in one of its clauses. It may be assigned to as well."""
        known = local in self._flow
        node = self._flow.node(local)
        if not known:
            source = self.node(body, clause.switch.x)
            if len(clause.case.types) == 1:
                source = self.asserted(source, self._types.local(body, local))
            if source is not None:
                self._flow.edge(source, node)
        return node

    def _seen(self, body: Body, name: ir.Name, local: Local) -> Node:
        """What a use of a local sees: one of its assignments, several, or all."""
        keys = self.versions(body).read(name)
        if not keys:
            return self.local(local)
        if len(keys) == 1:
            return self._flow.node(keys[0])
        joined = frozenset(keys)
        known = joined in self._flow
        node = self._flow.node(joined)
        if not known:
            for key in keys:
                self._flow.edge(self._flow.node(key), node)
        return node

    def versions(self, body: Body) -> Versions:
        """The versions of a declaration's locals."""
        found = self._versions.get(body)
        if found is None:
            found = self._versions[body] = Versions(body)
        return found

    def written(self, body: Body, e: ir.Expr) -> Node | None:
        """Where a value is stored that is assigned to an expression."""
        if isinstance(e, ir.Name):
            key = self.versions(body).written(e)
            if key is not None:
                return self._flow.node(key)
        return self.node(body, e)

    def _member(self, member: Member) -> Node | None:
        if member.kind == "func":
            return self.function(Target(function=self._engine.program.function(member)))
        return self.variable(member) if member.kind == "var" else None

    def _select(self, body: Body, select: ir.Select) -> Node | None:
        found = self._types.selection(body, select)
        match found:
            case go.FieldSelection():
                return self.field(found.owner, found.name)
            case go.Qualified(member=Member() as member):
                return self._member(member)
            case go.Qualified(package=External() as package):
                t = self._types.expr(body, select)
                if isinstance(t, go.Unknown | go.Signature):
                    return self.function(Target(external=f"{package.path}.{found.name}"))
                return self._external_variable(package.path, found.name, t)
            case go.MethodSelection():
                return self._method_value(body, select, found)
        return None

    def _external_variable(self, path: str, name: str, t: go.Type) -> Node:
        key = ("variable", path, name)
        known = key in self._flow
        node = self._flow.node(key)
        if not known:
            self._engine.outside.variable(path, t, node)
        return node

    def _method_value(self, body: Body, select: ir.Select, method: go.MethodSelection) -> Node | None:
        """A method value or expression: the functions it stands for, their receivers bound."""
        if method.interface is None:
            target = self._engine.sites.concrete(method).targets[0]
            if not method.expression and target.function is not None:
                self._bind(body, select, target.function)
            return self.function(target, method.receiver if method.expression else None)
        node = self._flow.node(("method", select))
        if select in self._bound:
            return node
        self._bound.add(select)
        through = self._engine.sites.interface_of(method, select.x)
        taken = method.receiver if method.expression else None
        for holder in self._receivers(body, select) if method.expression else (self.receiver(body, through),):
            if holder is not None:
                self._engine.entering.methods(
                    holder,
                    through.interface,
                    through.method,
                    lambda target, _: self._flow.put(node, self._tokens.of_function(target, taken)),
                )
        return node

    def _receivers(self, body: Body, expression: ir.Select) -> Iterator[Node | None]:
        """What a method expression of an interface may be called with: the first arguments of all calls of its type."""
        signature = self._types.expr(body, expression)
        if isinstance(signature, go.Signature):
            yield self._engine.hierarchy.function(signature).first()
        yield self._flow.node(OPEN)

    def _bind(self, body: Body, select: ir.Select, function: Function) -> None:
        receiver = self._engine.entering.entry(Target(function=function)).receiver
        if receiver is not None:
            self.flow(body, select.x, receiver[0], receiver[1])

    def receiver(self, body: Body, through: Through) -> Node | None:
        """Where the receiver of an interface call lives: a field, for a method promoted through one."""
        if through.owner is not None:
            return self.field(through.owner, through.field)
        receiver = through.receiver
        if receiver is None or self.carries(self._types.expr(body, receiver)):
            return self.node(body, receiver) if receiver is not None else None
        node = self._flow.node(("converted", receiver))  # the argument of a method expression
        self.flow(body, receiver, node, through.interface)
        return node

    def type_arguments(self, param: go.TypeParameter) -> Node:
        """The node of the types that a type parameter is instantiated with."""
        return self._flow.node(("arguments", param))

    # -- calls -----------------------------------------------------------------------------------------

    def result(self, call: ir.Call, position: int) -> Node:
        """The node of a result of a call whose callees are not told by Go's rules alone."""
        return self._flow.node(("result", call, position))

    def _call(self, body: Body, call: ir.Call, position: int) -> Node | None:
        kind = self._engine.sites.kind(body, call)
        if not isinstance(kind, Callees):
            return self.result(call, position)
        if kind.kind == "conversion":
            return self._conversion(body, call)
        if kind.kind == "builtin":
            name = call.func.name if isinstance(call.func, ir.Name) else ""
            return self._flow.node(PANICS) if name == "recover" else None
        target = kind.targets[0] if kind.targets else None
        if target is None or not self._engine.entering.is_open(target):
            return self.result(call, position)
        results = self._engine.entering.entry(target).results
        return results[position][0] if position < len(results) else None

    def _conversion(self, body: Body, call: ir.Call) -> Node | None:
        if len(call.args) != 1:
            return None
        node = self._flow.node(("converted", call))
        self.flow(body, call.args[0], node, self._types.expr(body, call))
        return node
