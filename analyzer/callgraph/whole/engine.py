"""Resolves every call of a program's own code at once: the top of the whole-program resolution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from analyzer.callgraph.model import Callees, Kind, Target
from analyzer.callgraph.sites import Sites, Through
from analyzer.callgraph.whole.constraints import Constraints, Owner
from analyzer.callgraph.whole.entering import Arguments, Entering
from analyzer.callgraph.whole.flow import Flow, Node
from analyzer.callgraph.whole.hierarchy import Hierarchy
from analyzer.callgraph.whole.holders import OPEN, Holders
from analyzer.callgraph.whole.outside import Outside
from analyzer.callgraph.whole.tokens import FunctionValue, Tokens, generic
from analyzer.facts import ir
from analyzer.program import Body, Program
from analyzer.program import types as go
from analyzer.program.package import Package


@dataclass(slots=True)
class Site:
    """One call of own code with what it can enter. ``handed`` are functions given to code outside that may call them."""

    owner: Owner
    call: ir.Call
    kind: Kind
    statement: str
    targets: dict[Target, None] = field(default_factory=dict)
    handed: dict[Target, None] = field(default_factory=dict)
    reason: str = ""


class Engine:
    """The resolution of one program; see the package."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.types = program.types
        self.sites = Sites(program)
        self.flow = Flow()
        self.tokens = Tokens(self.sites)
        self.holders = Holders(self)
        self.entering = Entering(self)
        self.outside = Outside(self)
        self.found: list[Site] = []
        self.hierarchy = Hierarchy(self)
        self.constraints = Constraints(self)
        self._own: dict[Package, bool] = {}

    def resolve(self, bodies: Iterable[Body], types: Iterable[go.Named]) -> list[Site]:
        """All calls of some declarations, with their callees, in the order met."""
        self.hierarchy.load_types(types)
        for body in bodies:
            self.constraints.declaration(body)
        self.hierarchy.fill()
        self.flow.run()
        return self.found

    def is_own(self, package: Package) -> bool:
        """Whether a package belongs to a module of the tree, and is not vendored."""
        found = self._own.get(package)
        if found is None:
            found = self._own[package] = "/vendor/" not in f"/{package.directory}/"
        return found

    # -- calls -------------------------------------------------------------------------------------------

    def call(self, owner: Owner, call: ir.Call, statement: str) -> None:
        """One call of own code: what it can enter, as soon as that is known."""
        body = owner.body
        kind = self.sites.kind(body, call)
        if isinstance(kind, Callees):
            if kind.kind == "conversion":
                return
            if kind.kind == "builtin":
                self._builtin(body, call)
                return
            site = Site(owner, call, kind.kind, statement, reason=kind.reason)
            self.found.append(site)
            if kind.targets:
                self._static(site, kind.targets[0])
        elif isinstance(kind, Through):
            site = Site(owner, call, "interface", statement)
            self.found.append(site)
            self._interface(site, kind)
        else:
            site = Site(owner, call, "dynamic", statement)
            self.found.append(site)
            self._dynamic(site, kind)

    def _builtin(self, body: Body, call: ir.Call) -> None:
        name = call.func.name if isinstance(call.func, ir.Name) else ""
        if name == "append":
            self.constraints.append(body, call)
        elif name == "panic":
            self.constraints.panic(body, call)

    def results(self, call: ir.Call, count: int) -> list[Node]:
        """The nodes of a call's results."""
        return [self.holders.result(call, position) for position in range(count)]

    def _static(self, site: Site, target: Target) -> None:
        body, call = site.owner.body, site.call
        site.targets[target] = None
        func = call.func.x if isinstance(call.func, ir.Index) else call.func
        selection = self.types.selection(body, func) if isinstance(func, ir.Select) else None
        method = selection if isinstance(selection, go.MethodSelection) else None
        if not self.entering.is_open(target):
            self.outside.call(site, target, Arguments(self, body, call, bool(method is not None and method.expression)))
            return
        entry = self.entering.entry(target)
        shift = 0
        if method is not None and entry.receiver is not None:
            if method.expression:
                if call.args:
                    self.holders.flow(body, call.args[0], *entry.receiver)
            elif not method.path and isinstance(func, ir.Select):
                self.holders.flow(body, func.x, *entry.receiver)
        if method is not None and method.expression:
            shift = 1
        if entry.generic:
            self._instantiate(body, call, target)
        elif method is not None:
            self._instance(target, method.owner)
        self.entering.enter(target, Arguments(self, body, call, shift), ())

    def _instantiate(self, body: Body, call: ir.Call, target: Target) -> None:
        """The types that a generic function is called with are what its type parameters stand for."""
        assert target.function is not None
        for param, t in self.types.type_arguments(body, call, self.types.signature(target.function)).items():
            self._stands_for(param, t)

    def _instance(self, target: Target, owner: go.Type) -> None:
        """A method of a generic type: the type's arguments are what the type parameters of its receiver stand for."""
        given = self.sites.named(owner)
        decl = target.function.decl if target.function is not None else None
        if given is None or not given.args or decl is None or decl.receiver is None:
            return
        assert target.function is not None
        declared = self.sites.named(self.types.form(self.program.body(target.function), decl.receiver.type))
        for param, t in zip(declared.args if declared is not None else (), given.args, strict=False):
            if isinstance(param, go.TypeParameter):
                self._stands_for(param, t)

    def _stands_for(self, param: go.TypeParameter, t: go.Type) -> None:
        node = self.holders.type_arguments(param)
        if isinstance(t, go.TypeParameter):
            self.flow.edge(self.holders.type_arguments(t), node)
        elif not isinstance(t, go.Unknown) and not self.holders.carries(t):
            self.flow.put(node, self.tokens.of_type(t))

    def _interface(self, site: Site, through: Through) -> None:
        body, call = site.owner.body, site.call
        expression = isinstance(call.func, ir.Select) and through.receiver is not call.func.x and through.owner is None
        given = Arguments(self, body, call, 1 if expression else 0)
        self.hierarchy.invoke(through.interface, through.method).enter(given, call)
        self.outside.interface(site, through, given)

        def found(target: Target, receiver: Node) -> None:
            site.targets[target] = None
            if self.entering.is_open(target):
                self.entering.bind(target, receiver)
            else:
                self.outside.call(site, target, given)

        holder = self.holders.receiver(body, through)
        if holder is not None:
            self.entering.methods(holder, through.interface, through.method, found)
        if isinstance(through.interface, go.TypeParameter):
            demanded = self.types.underlying(through.interface)
            methods = demanded.methods if isinstance(demanded, go.InterfaceOf) else ()
            arguments = self.holders.type_arguments(through.interface)
            self.entering.methods(arguments, go.InterfaceOf(methods), through.method, found)

    def _dynamic(self, site: Site, func: ir.Expr) -> None:
        body, call = site.owner.body, site.call
        holder = self.holders.node(body, func)
        signature = self.types.core(self.types.expr(body, func))
        if not isinstance(signature, go.Signature):
            return
        given = Arguments(self, body, call)
        self.hierarchy.function(signature).enter(given, call)
        if generic(signature) and signature.params:
            given.give(0, (self.flow.node(OPEN), signature.params[0]))
        if holder is None:
            return

        def found(value: FunctionValue) -> None:
            target = value.target
            site.targets[target] = None
            if not self.entering.is_open(target):
                self.outside.call(site, target, Arguments(self, body, call, 1) if value.receiver is not None else given)
                return
            entry = self.entering.entry(target)
            if value.receiver is not None and call.args:
                if entry.receiver is not None:
                    self.holders.flow(body, call.args[0], *entry.receiver)
                self.entering.enter(target, Arguments(self, body, call, 1), self.results(call, len(entry.results)))
            elif generic(signature) or (target.function is not None and target.function.receiver):
                self.entering.enter(target, given, self.results(call, len(entry.results)))

        self.entering.function_values(holder, signature, found)
