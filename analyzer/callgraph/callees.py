"""The callees of one call, found when somebody asks.

    call -> static:    the declaration Go's rules name, generic functions by their declaration
         -> interface: the instantiated types that fit (`implementers`, `instances`), narrowed to those
                       that the receiver can hold (`values`, `stored`, `callers`)
         -> dynamic:   the functions that the function value can be (`values`)

Questions lean on each other (what a receiver holds depends on callers, which depend on callees); `questions` settles that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.callers import Entering
from analyzer.callgraph.implementers import Search
from analyzer.callgraph.instances import Instances
from analyzer.callgraph.model import NOTHING_STORED, Callees, Callers, Reasons, Target, sorted_targets
from analyzer.callgraph.nodes import returned
from analyzer.callgraph.questions import Questions
from analyzer.callgraph.sites import Sites, Through
from analyzer.callgraph.stored import Stored
from analyzer.callgraph.values import MOST_STEPS, Seen, Trace
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.matching import matches
from analyzer.program.model import Function

if TYPE_CHECKING:
    from analyzer.program import Body, Program
    from analyzer.program.model import Member


_FEW_STEPS = 16
"""Places that `Callgraph.enters` follows a receiver's values over: from a constructor's argument to the field that is called, and a few
more."""


class Callgraph(Sites):
    """Callees and callers in one program. Everything is worked out when asked for and remembered."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.questions = Questions()
        self.stored = Stored(self)
        self._search = Search(self)
        self._instances = Instances(self)
        self._promoting: set[tuple[go.Type | None, str, str]] = set()
        self._candidates: dict[go.Type, tuple[tuple[go.Named, ...], str]] = {}

    # -- the questions -------------------------------------------------------------------------

    def callees(self, body: Body, call: ir.Call) -> Callees:
        """The callees of one call (or that it is a conversion or builtin). Never raises: what cannot be seen is a reason."""
        found = self.kind(body, call)
        if isinstance(found, Callees):
            return found
        if isinstance(found, Through):
            return self._through(body, ("call", call), found)
        return self.questions.ask(
            ("call", call),
            lambda: self._dynamic(Trace(self, functions=True).of(body, found)),
            Callees("dynamic"),
            lambda: Callees("dynamic", (), "possible", "its function value comes a long way"),
        )

    def callers_of(self, function: Function) -> list[tuple[Body, ir.Call]]:
        """The production calls whose callees include a function, in source order; see `callers` for what is missing."""
        return list(self.function_callers(function).calls)

    def function_callers(self, function: Function) -> Callers:
        """The production calls that can enter a declared function, and why others may exist."""
        return self.questions.ask(
            ("callers", function),
            lambda: Entering(self).function(function),
            Callers(),
            lambda: Callers((), f"the callers of {function.qualified} were not searched so deep"),
        )

    def callers(self, body: Body, literal: ir.FuncLit | None) -> Callers:
        """The production calls that can enter the function of a body, or a literal in it."""
        if literal is not None:
            return self.questions.ask(
                ("callers", literal),
                lambda: Entering(self).literal(body, literal),
                Callers(),
                lambda: Callers((), "the callers of a function literal were not searched so deep"),
            )
        return self.function_callers(body.function) if body.function is not None else Callers()

    def is_dead(self, body: Body) -> bool:
        """Whether a body is that of a function which nobody in the program is seen to call or to hand on."""
        function = body.function
        if function is None or function.name in ("init", "main"):
            return False
        callers = self.function_callers(function)
        return not callers.calls and not callers.reason

    def functions_in(self, body: Body, expr: ir.Expr) -> Callees:
        """The functions that a function value can be."""
        return self.questions.ask(
            ("functions", expr),
            lambda: self._dynamic(Trace(self, functions=True).of(body, expr)),
            Callees("dynamic"),
            lambda: Callees("dynamic", (), "possible", "its function value comes a long way"),
        )

    def selected(self, body: Body, select: ir.Select, method: go.MethodSelection) -> Callees:
        """The functions that a method value or method expression stands for."""
        if method.interface is None:
            return self.concrete(method)
        found = self.interface_of(method, None if method.expression else select.x)
        return self._through(body, ("value", select), found)

    # -- interface and dynamic calls -----------------------------------------------------------

    def _through(self, body: Body | None, key: object, call: Through) -> Callees:
        if call.field:
            key = ("field", call.owner, call.field, call.method)
        candidates, gap = self.candidates(call.interface)
        return self.questions.ask(
            key,
            lambda: self._narrowed(body, call, candidates, gap),
            Callees("interface"),
            lambda: self._all(call, candidates, gap),
        )

    def candidates(self, interface: go.Type) -> tuple[tuple[go.Named, ...], str]:
        """The types that implement an interface and that production code makes; and why others may exist."""
        if interface not in self._candidates:
            found = self._search.implementers(interface)
            several = len(found.types) > 1
            made = tuple(named for named in found.types if not several or self._is_made(named))
            self._candidates[interface] = (made, found.reason)
        return self._candidates[interface]

    def _is_made(self, named: go.Named) -> bool:
        member = self.member_of(named)
        return member is None or self._instances.made(member)

    def _all(self, call: Through, candidates: tuple[go.Named, ...], gap: str) -> Callees:
        """Every candidate's method: the answer when nothing is known of the receiver."""
        targets: set[Target] = set()
        reasons = Reasons()
        reasons.add(gap)
        for named in candidates:
            targets |= self._methods(go.Pointer(named), call.method, reasons)
        if not targets and not gap:
            reasons.add(f"no type of the tree that implements {go.text(call.interface)} is made in production code")
        return Callees("interface", sorted_targets(targets), "possible", str(reasons))

    def _narrowed(self, body: Body | None, call: Through, candidates: tuple[go.Named, ...], gap: str) -> Callees:
        everything = self._all(call, candidates, gap)
        if len(everything.targets) == 1 and not everything.reason and self.package_of(call.interface) is not None:
            return Callees("interface", everything.targets, "narrowed")
        seen = self._held(body, call)
        if seen is None:
            return everything
        reasons = Reasons()
        targets = self._seen_methods(seen, call, reasons)
        if seen.bounds or not targets:
            tight = (
                [named for named in candidates if self._within(named, seen)] if targets or seen.bounds else candidates
            )
            for named in tight:
                targets |= self._methods(go.Pointer(named), call.method, reasons)
            reasons.add(gap)
            if not targets:
                reasons.add(str(seen.reasons) or everything.reason)
            return Callees("interface", sorted_targets(targets), "possible", str(reasons))
        return Callees("interface", sorted_targets(targets), "narrowed", str(reasons))

    def enters(self, body: Body, call: ir.Call, function: Function) -> bool:
        """Whether an interface call can enter a method that its interface `can_hold`: whether its receiver can be of such a type, as
        far as its values are followed. Other callees are not looked for."""
        found = self.kind(body, call)
        member = function.package.member(function.receiver)
        if not isinstance(found, Through) or member is None:
            return True
        return self.questions.ask(
            ("enters", call, function), lambda: self._enters(body, found, function, member), True, lambda: True
        )

    def _enters(self, body: Body, call: Through, function: Function, member: Member) -> bool:
        if not self._instances.made(member):
            return False
        seen = self._held(body, call, _FEW_STEPS)
        if seen is None:
            return True
        targets = self._seen_methods(seen, call, Reasons())
        if Target(function=function) in targets or not (targets or seen.bounds):
            return True
        own = self.program.types.of_member(member)
        return (isinstance(own, go.Named) and self._within(own, seen)) or any(
            self._within(outer, seen) for outer in self._search.embedding(member)
        )

    def _held(self, body: Body | None, call: Through, most: int = MOST_STEPS) -> Seen | None:
        """What the receiver of a call was seen to hold; None where there is no telling."""
        trace = Trace(self, functions=False, most=most)
        if call.owner is not None:
            return trace.of_field(call.owner, call.field)
        if call.receiver is not None and body is not None:
            return trace.of(body, call.receiver)
        return None

    def _seen_methods(self, seen: Seen, call: Through, reasons: Reasons) -> set[Target]:
        """The methods of the types that were seen."""
        targets: set[Target] = set()
        for held, bounds in seen.types:
            if all(self.satisfies(held, bound) for bound in bounds):
                targets |= self._methods(held, call.method, reasons)
        return targets

    def _within(self, named: go.Named, seen: Seen) -> bool:
        """Whether a candidate is one of the values that stayed unseen."""
        return any(all(self.satisfies(go.Pointer(named), bound) for bound in bounds) for bounds in seen.bounds)

    def _methods(self, held: go.Type, method: str, reasons: Reasons) -> set[Target]:
        """What calling a method of a concrete type enters; through an embedded interface, what that field holds."""
        selection = self.program.types.method_set(held).get(method)
        if selection is None:
            named = self.named(held)
            if named is not None and self.package_of(named) is None:
                return {Target(external=f"{named.package}.({named.name}).{method}")}
            return set()
        if selection.interface is None:
            return set(self.concrete(selection).targets)
        found = self.interface_of(selection, None)
        key = found.owner, found.field, method
        if not found.field or key in self._promoting:
            return set()
        self._promoting.add(key)
        try:
            answer = self._through(None, key, found)
        finally:
            self._promoting.discard(key)
        reasons.add(answer.reason)
        return set(answer.targets)

    def _dynamic(self, seen: Seen) -> Callees:
        reason = str(seen.reasons)
        if not seen.functions and not reason:
            reason = NOTHING_STORED
        return Callees("dynamic", sorted_targets(seen.functions), "possible" if reason else "narrowed", reason)

    def can_hold(self, method: go.MethodSelection, function: Function) -> bool:
        """Whether an interface method's receiver can be of the type that declares ``function`` (or embeds it)."""
        types = self.program.types
        if matches(method.signature, types.signature(function)) is False:
            return False
        interface = self.interface_of(method, None).interface
        member = function.package.member(function.receiver)
        if member is None:
            return True
        wanted = types.underlying(interface)
        if isinstance(wanted, go.InterfaceOf) and all(
            function.package.has_method(function.receiver, one.name) for one in wanted.methods
        ):
            return True
        own = types.of_member(member)
        return any(
            types.implements(go.Pointer(named), interface) is not False
            for named in (own, *self._search.embedding(member))
        )

    def returns(self, block: ir.Block) -> list[tuple[ir.Expr, ...]]:
        """The values of each return statement of a function body."""
        return [statement.values for statement in returned(block)]
