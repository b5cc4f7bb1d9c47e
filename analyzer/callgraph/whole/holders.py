"""Expressions to nodes: where an interface or function value lives, and what an assignment puts there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.callgraph.model import Callees, Target
from analyzer.callgraph.sites import Through
from analyzer.callgraph.whole.codes import OUTSIDE, Code, is_own
from analyzer.callgraph.whole.reading import NONE, OPEN, PANICS
from analyzer.callgraph.whole.versions import Key, Versions
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import External, Function, Local, Member
from analyzer.program.scope import Clause

if TYPE_CHECKING:
    from analyzer.callgraph.whole.notes import Node
    from analyzer.callgraph.whole.reader import Reader
    from analyzer.program import Body


class Holders:
    """Finds the places of one package's expressions."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._notes = reader.notes
        self._types = reader.types
        self._carrying = reader.carrying
        self._bound: set[ir.Select] = set()
        self._versions: dict[Body, Versions] = {}
        self._params: dict[ir.Param, Node] = {}

    # -- types -----------------------------------------------------------------------------------------

    def carries(self, t: go.Type) -> bool:
        """Whether a place of a type holds tokens."""
        return self._carrying.of(t)

    def elements(self, t: go.Type) -> Node | None:
        """The place of the elements of all slices, arrays, maps, channels or pointers of a type; None if they hold no tokens."""
        found = self._carrying.element(t)
        return None if found is None else self._notes.shared(found[0], self._notes.type(found[1]))

    def keys(self, t: go.Type) -> Node | None:
        """The place of the keys of all maps of a type."""
        under = self._types.core(t)
        if not isinstance(under, go.MapOf) or not self.carries(under.key):
            return None
        return self._notes.shared("key", self._notes.type(under.key))

    # -- places ----------------------------------------------------------------------------------------

    def declare(self, params: Sequence[ir.Param], kind: str, code: int) -> list[Node]:
        """The places of a function's parameters (or results), under their own names and under that of the function."""
        nodes = [self._notes.shared(kind, code, position) for position in range(len(params))]
        self._params.update(zip(params, nodes, strict=True))
        return nodes

    def local(self, local: Local) -> Node:
        """The place of a local; of a parameter or result it is that of its declaration."""
        return self.definition(local.origin if isinstance(local.origin, ir.Param) else local)

    def definition(self, key: Key) -> Node:
        """The place of one assignment of a local, or of a local that is not told apart."""
        return self._params[key] if isinstance(key, ir.Param) and key in self._params else self._notes.own(key)

    def field(self, owner: go.Type, name: str) -> Node:
        """The place of a field of a struct type, of all instances of a generic one."""
        return self._notes.shared("field", self._notes.type(owner), name)

    def function(self, code: Code, receiver: go.Type | None = None) -> Node:
        """The place of a declared function or a literal as a value."""
        taken = NONE if receiver is None else self._notes.type(receiver)
        return self._notes.shared("function", self._notes.code(code), taken)

    def variable(self, member: Member) -> Node:
        """The place of a package variable."""
        package = member.file.package
        if is_own(package.directory):
            return self._notes.shared("variable", package.directory, member.name)
        return self._outside_variable(package.path, member.name, self._types.of_member(member))

    def _outside_variable(self, path: str, name: str, t: go.Type) -> Node:
        return self._notes.shared("outside", path, name, self._notes.type(t))

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
            self._notes.put(target, given)
            return
        source = self.node(body, e, position)
        if isinstance(under, go.Signature) and not isinstance(self._types.underlying(wanted), go.Signature):
            self._notes.put(target, given)
            if source is not None and isinstance(given, go.Named):
                self._notes.handler(given, source)
        if source is not None:
            self._notes.edge(source, target)

    def value(self, body: Body, e: ir.Expr, position: int = 0) -> tuple[int, Node]:
        """An expression as a value that is given to somebody who is not known yet: its type, and its place if it has one."""
        given = self._types.expr(body, e)
        if isinstance(given, go.Tuple):
            given = given.types[position] if position < len(given.types) else go.Unknown("no such result")
        if isinstance(given, go.Basic):
            return NONE, NONE
        source = self.node(body, e, position) if self.carries(given) else None
        return self._notes.type(given), NONE if source is None else source

    def node(self, body: Body, e: ir.Expr, position: int = 0) -> Node | None:
        """Where the value of an expression of interface or function type lives; None where it holds no tokens."""
        match e:
            case ir.Name():
                return self._name(body, e)
            case ir.Select():
                return self._select(body, e)
            case ir.FuncLit():
                return self.function(self._reader.codes.of(Target(literal=(body, e))))
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
        node = self._notes.own(("asserted", source, self._notes.type(t)))
        self._notes.edge(source, node)
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
        known = local in self._notes
        node = self._notes.own(local)
        if not known:
            source = self.node(body, clause.switch.x)
            if len(clause.case.types) == 1:
                source = self.asserted(source, self._types.local(body, local))
            if source is not None:
                self._notes.edge(source, node)
        return node

    def _seen(self, body: Body, name: ir.Name, local: Local) -> Node:
        """What a use of a local sees: one of its assignments, several, or all."""
        keys = self.versions(body).read(name)
        if not keys:
            return self.local(local)
        if len(keys) == 1:
            return self.definition(keys[0])
        node = self._notes.own(frozenset(keys))
        for key in keys:
            self._notes.edge(self.definition(key), node)
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
                return self.definition(key)
        return self.node(body, e)

    def _member(self, member: Member) -> Node | None:
        if member.kind == "func":
            return self.function(self._reader.codes.of_function(self._reader.program.function(member)))
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
                    return self.function(Code(OUTSIDE, name=f"{package.path}.{found.name}"))
                return self._outside_variable(package.path, found.name, t)
            case go.MethodSelection():
                return self._method_value(body, select, found)
        return None

    def _method_value(self, body: Body, select: ir.Select, method: go.MethodSelection) -> Node | None:
        """A method value or expression: the functions it stands for, their receivers bound."""
        if method.interface is None:
            target = self._reader.sites.concrete(method).targets[0]
            if not method.expression and target.function is not None:
                self._bind(body, select, target.function)
            return self.function(self._reader.codes.of(target), method.receiver if method.expression else None)
        node = self._notes.own(("method", select))
        if select in self._bound:
            return node
        self._bound.add(select)
        through = self._reader.sites.interface_of(method, select.x)
        interface = self._notes.type(through.interface)
        taken = self._notes.type(method.receiver) if method.expression else NONE
        for holder in self._receivers(body, select) if method.expression else (self.receiver(body, through),):
            if holder is not None:
                self._notes.taken.append((holder, interface, through.method, node, taken))
        return node

    def _receivers(self, body: Body, expression: ir.Select) -> Iterator[Node]:
        """What a method expression of an interface may be called with: the first arguments of all calls of its type."""
        signature = self._types.expr(body, expression)
        if isinstance(signature, go.Signature):
            yield self._notes.shared("first", self._notes.type(signature))
        yield self._notes.shared(OPEN)

    def _bind(self, body: Body, select: ir.Select, function: Function) -> None:
        receiver = self._reader.entry(Target(function=function)).receiver
        if receiver is not None:
            self.flow(body, select.x, *receiver)

    def receiver(self, body: Body, through: Through) -> Node | None:
        """Where the receiver of an interface call lives: a field, for a method promoted through one."""
        if through.owner is not None:
            return self.field(through.owner, through.field)
        receiver = through.receiver
        if receiver is None or self.carries(self._types.expr(body, receiver)):
            return self.node(body, receiver) if receiver is not None else None
        node = self._notes.own(("converted", receiver))  # the argument of a method expression
        self.flow(body, receiver, node, through.interface)
        return node

    def type_arguments(self, param: go.TypeParameter) -> Node:
        """The place of the types that a type parameter is instantiated with."""
        return self._notes.shared("arguments", self._notes.type(param))

    # -- calls -----------------------------------------------------------------------------------------

    def result(self, call: ir.Call, position: int) -> Node:
        """The node of a result of a call whose callees are not told by Go's rules alone."""
        return self._notes.own(("result", call, position))

    def _call(self, body: Body, call: ir.Call, position: int) -> Node | None:
        kind = self._reader.sites.kind(body, call)
        if not isinstance(kind, Callees):
            return self.result(call, position)
        if kind.kind == "conversion":
            return self._conversion(body, call)
        if kind.kind == "builtin":
            name = call.func.name if isinstance(call.func, ir.Name) else ""
            return self._notes.shared(PANICS) if name == "recover" else None
        target = kind.targets[0] if kind.targets else None
        if target is None or not self._reader.is_open(target):
            return self.result(call, position)
        results = self._reader.entry(target).results
        return results[position][0] if position < len(results) else None

    def _conversion(self, body: Body, call: ir.Call) -> Node | None:
        if len(call.args) != 1:
            return None
        node = self._notes.own(("converted", call))
        self.flow(body, call.args[0], node, self._types.expr(body, call))
        return node
