"""What kind of call a call is, and its callee where Go's rules name it (Go spec, "Calls", "Method values")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.callgraph.lookup import Lookup
from analyzer.callgraph.model import Callees, Target
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import External, Local, Member, Opaque

if TYPE_CHECKING:
    from analyzer.program import Body, Program


@dataclass(frozen=True, slots=True)
class Through:
    """An interface call: of ``receiver``, or of an embedded ``field`` of a struct type (``owner``)."""

    interface: go.Type
    method: str
    receiver: ir.Expr | None = None
    owner: go.Type | None = None
    field: str = ""


class Sites(Lookup):
    """Classifies calls, each once."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._plain: dict[ir.Call, Callees | Through | ir.Expr] = {}

    def kind(self, body: Body, call: ir.Call) -> Callees | Through | ir.Expr:
        """What Go's rules say by themselves: the callee, or the interface it goes through, or the function value that is called."""
        if call not in self._plain:
            try:
                self._plain[call] = self._classify(body, call)
            except Opaque as gap:
                self._plain[call] = Callees("dynamic", (), "possible", str(gap))
        return self._plain[call]

    def static(self, body: Body, call: ir.Call) -> Target | None:
        """The callee that Go's rules name by themselves; None for a call through an interface or of a function value."""
        found = self.kind(body, call)
        return found.targets[0] if isinstance(found, Callees) and found.kind == "static" and found.targets else None

    def _classify(self, body: Body, call: ir.Call) -> Callees | Through | ir.Expr:
        types = self.program.types
        if types.is_type(body, call.func):
            return Callees("conversion")
        func = call.func
        if isinstance(func, ir.Index) and isinstance(func.x, ir.Name | ir.Select):
            base = self._classify_name(body, func.x, call)
            return base if isinstance(base, Callees) and base.kind == "static" else func
        if isinstance(func, ir.FuncLit):
            return Callees("static", (Target(literal=(body, func)),))
        if isinstance(func, ir.Name | ir.Select):
            return self._classify_name(body, func, call)
        return func

    def _classify_name(self, body: Body, func: ir.Name | ir.Select, call: ir.Call) -> Callees | Through | ir.Expr:
        if isinstance(func, ir.Name):
            found = body.object(func)
            if isinstance(found, Local):
                return func
            if isinstance(found, str):
                return Callees("builtin")
            return self._of_member(func, found if isinstance(found, Member) else None, func.name)
        selection = self.program.types.selection(body, func)
        if isinstance(selection, go.FieldSelection):
            return func
        if isinstance(selection, go.Qualified):
            if isinstance(selection.package, External):
                if selection.package.path == "unsafe":
                    return Callees("builtin")
                return Callees("static", (Target(external=f"{selection.package.path}.{selection.name}"),))
            return self._of_member(func, selection.member, f"{selection.package.path}.{selection.name}")
        if isinstance(selection, go.MethodSelection):
            if selection.interface is None:
                return self.concrete(selection)
            receiver = func.x
            if selection.expression:
                if not call.args:
                    return Callees("interface", (), "possible", "a method expression without a receiver")
                receiver = call.args[0]
            return self.interface_of(selection, receiver)
        return self._outside(body, func, selection.reason)

    def _of_member(self, func: ir.Expr, member: Member | None, name: str) -> Callees | ir.Expr:
        if member is None:
            return Callees("dynamic", (), "possible", f"{name} is not declared in the tree")
        if member.kind == "func":
            return Callees("static", (Target(function=self.program.function(member)),))
        return func

    def _outside(self, body: Body, func: ir.Select, reason: str) -> Callees:
        """A method of a type that is not in the tree, which goes by its name."""
        named = self.named(self.program.types.expr(body, func.x))
        if named is not None and self.package_of(named) is None:
            return Callees("static", (Target(external=f"{named.package}.({named.name}).{func.name}"),))
        return Callees("dynamic", (), "possible", f"{reason} at {self.where(body, func.at)}")

    def concrete(self, method: go.MethodSelection) -> Callees:
        """The method of a concrete type, declared in the tree or outside."""
        if method.function is not None:
            return Callees("static", (Target(function=method.function),))
        return Callees("static", (self._external(method.owner, method.name),))

    def _external(self, owner: go.Type, name: str) -> Target:
        named = self.named(owner)
        return Target(external=f"{named.package}.({named.name}).{name}" if named is not None else name)

    def interface_of(self, method: go.MethodSelection, receiver: ir.Expr | None) -> Through:
        """What an interface method that ``receiver`` selects goes through: promoted ones through the embedded field."""
        name = method.name
        if not method.path:
            return Through(self.pointed(method.receiver), name, receiver)
        last = method.path[-1]
        owner = method.path[-2].type if len(method.path) > 1 else method.receiver
        return Through(self.pointed(last.type), name, None, self.pointed(owner), last.name)
