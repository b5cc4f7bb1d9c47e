"""Where a value comes from: the concrete types an interface value can hold, the functions a function value can be.

One trace walks backwards from an expression over everything that can have been stored on the way: locals and captured
locals (all their assignments), parameters (the arguments of all callers), results (what the callees return), fields
(`analyzer.callgraph.stored`), package variables, and the elements of slices, arrays, maps and channels. It does not
follow the order of statements. A call whose result is traced is remembered, so that a function which returns its own
parameter gives the argument of that call, not of all calls.

What is not seen is said: a value that comes out of reflection, ``unsafe``, code outside the tree, or a variable whose
address was taken leaves a reason, and for interfaces the narrowest interface types it passed. Elements written through
a second name of the same slice or map are not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from analyzer.callgraph.model import Reasons, Target
from analyzer.callgraph.stored import assigned, copied
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import Member
from analyzer.program.scope import Clause, Init, Ranged

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.program import Body
    from analyzer.program.model import Local

MOST_STEPS = 300
"""Expressions one trace looks at. The rest is said to be unseen."""
DEEPEST_CONTEXT = 4
"""Calls remembered while results are traced; beyond it a parameter means the arguments of all callers."""


class Frame(NamedTuple):
    """A call whose result is being traced: parameters of ``owner`` are its arguments."""

    owner: ir.FuncDecl | ir.FuncLit
    body: Body
    call: ir.Call
    outer: Frame | None
    level: int


class Step(NamedTuple):
    """An expression still to be traced. ``result`` picks a result of a call with several. ``depth`` counts how many
    times an element of it is meant. ``frame`` is the innermost remembered call, ``bounds`` the interface types that
    type assertions have demanded on the way."""

    body: Body
    expr: ir.Expr
    result: int
    depth: int
    frame: Frame | None
    bounds: tuple[go.Type, ...]


@dataclass(slots=True)
class Seen:
    """What a trace found. ``types``: concrete types, each with the interfaces asserted on the way; ``bounds``: of each
    value that stayed unseen, the interface types it is known to have; ``functions``: the functions it can be."""

    types: list[tuple[go.Type, tuple[go.Type, ...]]] = field(default_factory=list)
    bounds: list[tuple[go.Type, ...]] = field(default_factory=list)
    functions: set[Target] = field(default_factory=set)
    reasons: Reasons = field(default_factory=Reasons)


class Trace:
    """One trace, for ``functions`` or for concrete types, over ``most`` places; see the module."""

    def __init__(self, graph: Callgraph, functions: bool, most: int = MOST_STEPS) -> None:
        self._graph = graph
        self._types = graph.program.types
        self._functions = functions
        self._most = most
        self._steps: list[Step] = []
        self._met: set[tuple[object, ...]] = set()
        self.seen = Seen()

    def of(self, body: Body, expr: ir.Expr) -> Seen:
        """Everything the expression's value can be."""
        return self._run([Step(body, expr, 0, 0, None, ())])

    def of_field(self, owner: go.Type, name: str) -> Seen:
        """Everything a struct type's field can hold."""
        self._field(owner, name, Step(None, ir.Bad("", 0), 0, 0, None, ()), None)  # type: ignore[arg-type]
        return self._run([])

    def _run(self, steps: Iterable[Step]) -> Seen:
        for step in steps:
            self._push(step)
        count = 0
        while self._steps:
            step = self._steps.pop()
            count += 1
            if count > self._most or not self._graph.questions.spend():
                self._unseen(step, f"its values were followed over {count} places without an end")
                for rest in self._steps:
                    self._unseen(rest, "")
                break
            self._visit(step)
        return self.seen

    def _push(self, step: Step) -> None:
        key = (step.body, step.expr, step.result, step.depth, step.frame, step.bounds)
        if key not in self._met:
            self._met.add(key)
            self._steps.append(step)

    def _unseen(self, step: Step, reason: str, found: go.Type | None = None) -> None:
        self.seen.reasons.add(reason)
        if not self._functions and step.depth == 0:
            static = found if found is not None else self._static(step)
            bounds = (*step.bounds, static) if static is not None and self._graph.is_interface(static) else step.bounds
            if bounds not in self.seen.bounds:
                self.seen.bounds.append(bounds)
        elif not self._functions and () not in self.seen.bounds:
            self.seen.bounds.append(())

    def _static(self, step: Step) -> go.Type | None:
        found = self._types.expr(step.body, step.expr)
        if isinstance(found, go.Tuple):
            return found.types[step.result] if step.result < len(found.types) else None
        return found if step.result == 0 else None

    # -- one expression ------------------------------------------------------------------------

    def _visit(self, step: Step) -> None:
        expr = step.expr
        if step.depth == 0 and self._settled(step):
            return
        if step.result and not isinstance(expr, ir.Call | ir.Index | ir.Assert | ir.Unary):
            self._unseen(step, f"a result that is not there at {self._graph.where(step.body, expr.at)}")
            return
        match expr:
            case ir.Name():
                self._name(step, expr)
            case ir.Select():
                self._select(step, expr)
            case ir.FuncLit():
                self.seen.functions.add(Target(literal=(step.body, expr)))
            case ir.Call():
                self._call(step, expr)
            case ir.Index():
                self._index(step, expr)
            case ir.Slice():
                self._push(step._replace(expr=expr.x))
            case ir.Assert():
                self._assert(step, expr)
            case ir.Composite():
                self._composite(step, expr)
            case ir.Unary(op="&"):
                self._push(step._replace(expr=expr.x))
            case ir.Unary(op="<-"):
                if step.result == 0:
                    self._push(step._replace(expr=expr.x, depth=step.depth + 1))
            case ir.Lit():
                pass
            case ir.Star():
                self._unseen(step, f"a value behind a pointer at {self._graph.where(step.body, expr.at)}")
            case _:
                self._unseen(step, f"a value that is not followed at {self._graph.where(step.body, expr.at)}")

    def _settled(self, step: Step) -> bool:
        """Whether the static type already says all there is to know."""
        static = self._static(step)
        if static is None or isinstance(static, go.Unknown | go.TypeParameter):
            return False
        if isinstance(static, go.Basic) and static.name == "untyped nil":
            return True
        if self._graph.is_interface(static) or self._graph.is_opaque(static):
            return False
        if self._functions:
            return not isinstance(self._types.underlying(static), go.Signature)
        entry = (static, step.bounds)
        if entry not in self.seen.types:
            self.seen.types.append(entry)
        return True

    def _name(self, step: Step, name: ir.Name) -> None:
        local = step.body.local(name)
        if local is not None:
            self._local(step, local)
            return
        found = step.body.object(name)
        if isinstance(found, str):
            if found != "nil":
                self._unseen(step, f"{found} at {self._graph.where(step.body, name.at)}")
        else:
            self._member(step, found if isinstance(found, Member) else None, name.name, name.at)

    def _member(self, step: Step, member: Member | None, name: str, at: int) -> None:
        if member is None:
            self._unseen(step, f"{name} at {self._graph.where(step.body, at)} is not in the tree")
        elif member.kind == "func":
            self.seen.functions.add(Target(function=self._graph.program.function(member)))
        elif member.kind == "var":
            key = (member, step.depth, step.bounds)
            if key in self._met:
                return
            self._met.add(key)
            stores = self._graph.stored.variable(member)
            self._stores(step, stores.values, stores.reason)

    def _select(self, step: Step, select: ir.Select) -> None:
        found = self._types.selection(step.body, select)
        where = self._graph.where(step.body, select.at)
        if isinstance(found, go.FieldSelection):
            self._field(found.owner, found.name, step, select)
        elif isinstance(found, go.Qualified):
            if found.member is None and self._functions:
                self.seen.functions.add(Target(external=f"{found.package.path}.{found.name}"))
            else:
                self._member(step, found.member, f"{found.package.path}.{found.name}", select.at)
        elif isinstance(found, go.MethodSelection):
            answer = self._graph.selected(step.body, select, found)
            self.seen.functions.update(answer.targets)
            self.seen.reasons.add(answer.reason)
        else:
            self._unseen(step, f"{found.reason} at {where}")

    def _field(self, owner: go.Type, name: str, step: Step, select: ir.Select | None) -> None:
        named = self._graph.named(owner)
        if named is None:
            at = "" if select is None else f" at {self._graph.where(step.body, select.at)}"
            self._unseen(step, f"field {name} of a struct without a name{at}")
            return
        key = (named.package, named.name, name, step.depth, step.bounds)
        if key in self._met:
            return
        self._met.add(key)
        stores = self._graph.stored.field(named, name)
        self._stores(step, stores.values, stores.reason)

    def _stores(self, step: Step, values: Iterable[tuple[Body, ir.Expr, int, int]], reason: str) -> None:
        """Follows stored values: (body, expression, result index, how many element steps below the container)."""
        for body, expr, index, level in values:
            if level <= step.depth:
                self._push(Step(body, expr, index, step.depth - level, None, step.bounds))
        if reason:
            self._unseen(step, reason)

    def _index(self, step: Step, expr: ir.Index) -> None:
        container = self._types.expr(step.body, expr.x)
        if isinstance(self._types.underlying(container), go.Signature) and step.depth == 0:
            self._push(step._replace(expr=expr.x))
        elif step.result == 0:
            self._push(step._replace(expr=expr.x, depth=step.depth + 1))

    def _assert(self, step: Step, expr: ir.Assert) -> None:
        if step.result:
            return
        demanded = self._types.type_expr(step.body, expr.type)
        bounds = step.bounds
        if demanded is not None and step.depth == 0 and self._graph.is_interface(demanded) and demanded not in bounds:
            bounds = (*bounds, demanded)
        self._push(step._replace(expr=expr.x, bounds=bounds))

    def _composite(self, step: Step, expr: ir.Composite) -> None:
        if step.depth:
            for element in expr.elements:
                self._push(step._replace(expr=element.value, depth=step.depth - 1))

    # -- calls ---------------------------------------------------------------------------------

    def _call(self, step: Step, call: ir.Call) -> None:
        answer = self._graph.callees(step.body, call)
        if answer.kind == "conversion":
            for argument in call.args:
                self._push(step._replace(expr=argument))
            return
        if answer.kind == "builtin":
            self._builtin(step, call)
            return
        if answer.reason or not answer.targets:
            self._unseen(
                step, answer.reason or f"the result of an unknown callee at {self._graph.where(step.body, call.at)}"
            )
        for target in answer.targets:
            self._results(step, call, target)

    def _builtin(self, step: Step, call: ir.Call) -> None:
        name = call.func.name if isinstance(call.func, ir.Name) else ""
        if name == "append" and step.depth and call.args:
            self._push(step._replace(expr=call.args[0]))
            for position, argument in enumerate(call.args[1:], 2):
                whole = call.spread and position == len(call.args)
                self._push(step._replace(expr=argument, depth=step.depth if whole else step.depth - 1))
        elif name in ("min", "max"):
            for argument in call.args:
                self._push(step._replace(expr=argument))
        elif name == "recover":
            self._unseen(step, f"a recovered value at {self._graph.where(step.body, call.at)}")

    def _results(self, step: Step, call: ir.Call, target: Target) -> None:
        """Follows what one callee returns as result ``step.result``."""
        if target.literal is not None:
            body, literal = target.literal
            owner: ir.FuncDecl | ir.FuncLit = literal
            signature, block = literal.signature, literal.body
        elif target.function is not None:
            body, owner = self._graph.program.body(target.function), target.function.decl
            signature = target.function.decl.signature
            if target.function.decl.body is None:
                self._unseen(step, f"{target.function.qualified} has no body")
                return
            block = target.function.decl.body
        else:
            self._unseen(step, f"{target.external} is outside the tree")
            return
        level = 1 if step.frame is None else step.frame.level + 1
        frame = Frame(owner, step.body, call, step.frame, level) if level <= DEEPEST_CONTEXT else None
        result = body.declared(signature.results[step.result]) if step.result < len(signature.results) else None
        returned = self._graph.returns(block)
        if result is not None and (not all(returned) or self._graph.index(body).defers):
            self._assigned(step._replace(body=body, frame=frame), result)
        for values in returned:
            if not values:
                continue
            if len(values) == len(signature.results) > step.result:
                self._push(Step(body, values[step.result], 0, step.depth, frame, step.bounds))
            else:
                self._push(Step(body, values[0], step.result, step.depth, frame, step.bounds))

    # -- locals --------------------------------------------------------------------------------

    def _local(self, step: Step, local: Local) -> None:
        key = (local, step.depth, step.frame, step.bounds)
        if key in self._met:
            return
        self._met.add(key)
        if local.kind in ("parameter", "receiver"):
            self._parameter(step, local)
        self._assigned(step, local)

    def _assigned(self, step: Step, local: Local) -> None:
        """Follows a local's initial value and everything assigned to it or its elements later."""
        body, frame, bounds = step.body, step.frame, step.bounds
        origin = local.origin
        if isinstance(origin, Init) and origin.values:
            whole = len(origin.values) == origin.names
            value = origin.values[origin.position if whole else 0]
            self._push(Step(body, value, 0 if whole else origin.position, step.depth, frame, bounds))
        elif isinstance(origin, Ranged):
            self._ranged(step, local, origin.x, origin.position)
        elif isinstance(origin, Clause):
            self._push(Step(body, origin.switch.x, 0, step.depth, frame, bounds))
        index = self._graph.index(body)
        written = [pair for assign in index.assigns for pair in assigned(body, assign)]
        written += [copied(body, copy) for copy in index.copies]
        for core, store in written:
            if isinstance(core, ir.Name) and body.local(core) is local and store.level <= step.depth:
                if isinstance(origin, Init) and core.at == local.at:
                    continue
                self._push(Step(body, store.expr, store.result, step.depth - store.level, frame, bounds))
        for loop in index.ranges:
            for position, target in enumerate((loop.key, loop.value)):
                if not loop.define and isinstance(target, ir.Name) and body.local(target) is local:
                    self._ranged(step, local, loop.x, position)
        for send in index.sends:
            if step.depth and isinstance(send.chan, ir.Name) and body.local(send.chan) is local:
                self._push(Step(body, send.value, 0, step.depth - 1, frame, bounds))
        for address in index.addresses:
            if (
                isinstance(address.x, ir.Name)
                and body.local(address.x) is local
                and self._is_variable_of_interest(body, local)
            ):
                self._unseen(step, f"the address of {local.name} is taken at {self._graph.where(body, address.at)}")

    def _ranged(self, step: Step, local: Local, over: ir.Expr, position: int) -> None:
        """Follows a range variable to the elements; those of a channel come first, elsewhere the first is a key."""
        operand = self._types.core(self._types.expr(step.body, over))
        elements = 0 if isinstance(operand, go.ChanOf) else 1
        if position == elements and not isinstance(operand, go.Signature):
            self._push(Step(step.body, over, 0, step.depth + 1, step.frame, step.bounds))
        else:
            where = self._graph.where(step.body, local.at)
            self._unseen(step, f"a range variable at {where}", self._types.local(step.body, local))

    def _is_variable_of_interest(self, body: Body, local: Local) -> bool:
        """Whether somebody who has the address can store another type or function."""
        kind = self._types.local(body, local)
        return self._graph.is_interface(kind) or isinstance(self._types.underlying(kind), go.Signature)

    def _argument(
        self, step: Step, local: Local, owner: ir.FuncDecl | ir.FuncLit, body: Body, call: ir.Call, frame: Frame | None
    ) -> None:
        """Follows what one call passes for a parameter or receiver."""
        if local.kind == "receiver":
            receiver: ir.Expr | None = call.func.x if isinstance(call.func, ir.Select) else None
            if receiver is not None and self._types.denoted(body, receiver) is not None:
                receiver = call.args[0] if call.args else None
            if receiver is not None:
                self._push(Step(body, receiver, 0, step.depth, frame, step.bounds))
            return
        params = owner.signature.params
        position = next((i for i, param in enumerate(params) if param is local.origin), None)
        if position is None:
            return
        variadic = isinstance(params[position].type, ir.Ellipsis)
        shift = 1 if self._is_method_expression(body, call) else 0
        if len(call.args) == 1 and len(params) > 1 and not variadic:
            self._push(Step(body, call.args[0], position, step.depth, frame, step.bounds))
        elif variadic and not call.spread:
            for argument in call.args[position + shift :] if step.depth else ():
                self._push(Step(body, argument, 0, step.depth - 1, frame, step.bounds))
        elif position + shift < len(call.args):
            self._push(Step(body, call.args[position + shift], 0, step.depth, frame, step.bounds))

    def _is_method_expression(self, body: Body, call: ir.Call) -> bool:
        return isinstance(call.func, ir.Select) and (
            isinstance(found := self._types.selection(body, call.func), go.MethodSelection) and found.expression
        )

    def _parameter(self, step: Step, local: Local) -> None:
        """Follows what callers pass: of the remembered call if there is one, else of all callers."""
        owner: ir.FuncDecl | ir.FuncLit = local.inside if local.inside is not None else step.body.decl  # type: ignore[assignment]
        frame = step.frame
        while frame is not None and frame.owner is not owner:
            frame = frame.outer
        if frame is not None:
            self._argument(step, local, owner, frame.body, frame.call, frame.outer)
            return
        callers = self._graph.callers(step.body, local.inside)
        for body, call in callers.calls:
            self._argument(step, local, owner, body, call, None)
        if callers.reason:
            self._unseen(step, callers.reason, self._types.local(step.body, local))
        elif not callers.calls:
            name = (
                step.body.function.qualified
                if step.body.function is not None and local.inside is None
                else "a function literal"
            )
            self._unseen(step, f"no caller of {name} was seen", self._types.local(step.body, local))
