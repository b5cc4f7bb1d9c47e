"""Which calls to look at: those that a rule's sources name, and those that forward to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.findings import Blind
from analyzer.nilflow import expressions, functions, interest, leaving, terms
from analyzer.nilflow.machine import Events, Frame, Machine, Watched
from analyzer.nilflow.state import State
from analyzer.nilflow.values import Opaque, Parameter, Zero
from analyzer.nilflow.vocabulary import Vocabulary
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph import Callgraph
    from analyzer.program import Body, Program
    from analyzer.program.model import Function, Member
    from analyzer.rules.model import Rule, Source

MOST_TARGETS = 120
"""Functions that forward to a source, one behind the other, before the search is cut off."""


@dataclass(frozen=True, slots=True)
class Target:
    """A parameter through which a source can be given nothing. ``named`` is how the rule's file calls the function, if it does."""

    function: Function
    index: int
    fields: tuple[str, ...]
    parameter: str
    omits: str
    named: str = ""


@dataclass(slots=True)
class Found:
    """What the search saw: the events of every root, the functions that the rule names, and what could not be seen."""

    events: list[tuple[Body, Events]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    blind: list[Blind] = field(default_factory=list)
    bodies: set[Body] = field(default_factory=set)


class Search:
    """The search for one rule in one program."""

    def __init__(self, graph: Callgraph, rule: Rule) -> None:
        self._graph = graph
        self._program = graph.program
        self._rule = rule
        self._vocabulary = Vocabulary(rule, graph.program)
        self._watched: dict[Body, dict[ir.Call, tuple[Watched, ...]]] = {}
        self._runs: dict[Body, Machine] = {}
        self._found = Found()

    @property
    def vocabulary(self) -> Vocabulary:
        """The rule's names in this program."""
        return self._vocabulary

    def run(self) -> Found:
        """Interprets every function that calls a source, and those that call what forwards to one, outwards until nothing new
        turns up."""
        self._program.tree.expect(_words(self._rule))
        waiting = list(named_targets(self._program, self._rule))
        self._found.blind += changed_signatures(self._program, self._rule, waiting)
        self._found.targets = list(waiting)
        met = {(target.function, target.index, target.fields) for target in waiting}
        while waiting:
            roots = dict.fromkeys(root for target in waiting for root in self._watch(target))
            waiting = []
            for root in roots:
                for target in self._interpret(root):
                    key = target.function, target.index, target.fields
                    if key not in met:
                        met.add(key)
                        waiting.append(target)
            if len(met) > MOST_TARGETS:
                reason = f"more than {MOST_TARGETS} functions forward to each other, not all of them were looked at"
                self._found.blind.append(Blind(reason, None, "bound"))
                break
        for body, machine in self._runs.items():
            self._found.events.append((body, machine.events))
            self._found.bodies.update(machine.entered)
        return self._found

    def _watch(self, target: Target) -> Iterator[Body]:
        """The bodies with calls that give a target its parameter, each call noted."""
        callers = self._graph.function_callers(target.function)
        if callers.reason:
            self._found.blind.append(
                Blind(f"callers of {target.function.qualified}: {callers.reason}", target.function.place)
            )
        for body, call in callers.calls:
            index = target.index
            if isinstance(call.func, ir.Select) and target.function.receiver and self._is_expression(body, call.func):
                index += 1
            watched = Watched(index, target.fields, target.function, target.parameter, target.omits)
            known = self._watched.setdefault(body, {})
            if watched not in known.get(call, ()):
                known[call] = (*known.get(call, ()), watched)
                yield body

    def _is_expression(self, body: Body, func: ir.Select) -> bool:
        selected = self._program.types.selection(body, func)
        return isinstance(selected, go.MethodSelection) and selected.expression

    def _interpret(self, root: Body) -> list[Target]:
        """Runs a root; what its own callers give is the next target."""
        watched = self._watched[root]
        forwarded = self._forwarded(root, watched)
        if forwarded is not None:
            return forwarded
        machine = run_root(self._graph, self._vocabulary, root, watched)
        unset = self._never_set(root, machine)
        if unset:
            machine = run_root(self._graph, self._vocabulary, root, watched, unset)
        self._runs[root] = machine
        found = []
        for parameter, seen in machine.events.forwarded:
            if parameter.index >= 0 and root.function is not None:
                found.append(Target(root.function, parameter.index, parameter.fields, seen.parameter, seen.omits))
        return found

    def _forwarded(self, root: Body, watched: dict[ir.Call, tuple[Watched, ...]]) -> list[Target] | None:
        """The next targets where all watched arguments are plainly parameters that nobody touches; None where one must be run to
        tell."""
        decl = root.decl
        if not isinstance(decl, ir.FuncDecl) or root.function is None or decl.body is None:
            return None
        touched = {name for node in ir.walk(decl.body) for name in _touched(node)}
        found = []
        for call, rows in watched.items():
            for row in rows:
                argument = call.args[row.index] if 0 <= row.index < len(call.args) else None
                local = root.local(argument) if isinstance(argument, ir.Name) else None
                if local is None or local.kind != "parameter" or local.inside is not None or local.name in touched:
                    return None
                if row.fields and row.fields[0] in touched:
                    return None
                position = next(i for i, param in enumerate(decl.signature.params) if param is local.origin)
                found.append(Target(root.function, position, row.fields, row.parameter, row.omits))
        return found

    def _never_set(self, root: Body, machine: Machine) -> dict[str, Zero]:
        """The fields of the receiver that are passed on although nobody ever stores anything in them, by term."""
        found: dict[str, Zero] = {}
        decl = root.decl
        if not isinstance(decl, ir.FuncDecl) or decl.receiver is None:
            return found
        for parameter, _ in machine.events.forwarded:
            if parameter.index == -1 and parameter.fields and self._is_never_set(root, decl.receiver, parameter):
                found[".".join((decl.receiver.name, *parameter.fields))] = Zero("unassigned-variable")
        return found

    def _is_never_set(self, root: Body, receiver: ir.Param, parameter: Parameter) -> bool:
        owner: go.Type = self._program.types.form(root, receiver.type)
        selected: go.FieldSelection | None = None
        for name in parameter.fields:
            step = self._program.types.field(owner, name)
            if isinstance(step, go.Unknown):
                return False
            selected, owner = step, step.type
        if selected is None or not isinstance(selected.owner, go.Named):
            return False
        stores = self._graph.stored.field(selected.owner, selected.name)
        return not stores.values and not stores.reason


def _touched(node: ir.Node) -> Iterator[str]:
    """The names that a node assigns to, declares or takes the address of: of variables and of fields."""
    targets: tuple[ir.Expr, ...] = ()
    if isinstance(node, ir.Assign):
        targets = node.lhs
    elif isinstance(node, ir.ValueSpec):
        targets = node.names
    elif isinstance(node, ir.Range):
        targets = tuple(part for part in (node.key, node.value) if part is not None)
    elif isinstance(node, ir.Unary) and node.op == "&":
        targets = (node.x,)
    for target in targets:
        while isinstance(target, ir.Star | ir.Index):
            target = target.x
        if isinstance(target, ir.Name | ir.Select):
            yield target.name


def _words(rule: Rule) -> set[str]:
    """The words that every search for a rule starts from."""
    reads = [pattern for fallback in rule.fallbacks for pattern in fallback.reads]
    return {source.call.name for source in rule.sources} | {pattern.symbols[0] for pattern in reads}


def named_targets(program: Program, rule: Rule) -> Iterator[Target]:
    """The parameters that a rule's sources name, by place."""
    for source in rule.sources:
        for member in program.mentions.declaring(source.call.name):
            if member.kind in ("func", "method") and not member.file.outline.generated:
                target = _target(program, source, member)
                if target is not None:
                    yield target


def changed_signatures(program: Program, rule: Rule, targets: Sequence[Target]) -> Iterator[Blind]:
    """The functions that a rule names by their receiver type, without the parameter that it asks for: what callers give them
    instead is not known."""
    found = {target.function for target in targets}
    for source in rule.sources:
        if len(source.call.symbols) > 1 and source.call.symbols[0] != "*":
            for member in program.mentions.declaring(source.call.name):
                if member.kind == "method" and _is_named(source, member) and program.function(member) not in found:
                    function = program.function(member)
                    reason = f"{function.qualified} has no parameter that the rule means any more"
                    yield Blind(reason, function.place)


def _is_named(source: Source, member: Member) -> bool:
    return source.call.in_package(member.file.package.path) and source.call.names(member.entry.receiver, member.name)


def _target(program: Program, source: Source, member: Member) -> Target | None:
    if not _is_named(source, member):
        return None
    function = program.function(member)
    position = _parameter(program, function, source)
    if position is None:
        return None
    param = function.decl.signature.params[position]
    omits = ".".join(source.omits) if source.omits else ""
    fields = (source.omits[1],) if source.omits else ()
    return Target(function, position, fields, param.name or source.parameter, omits, source.call.text)


def _parameter(program: Program, function: Function, source: Source) -> int | None:
    """The position of the parameter that a source means: by type and name, by type, or by name where no type is told."""
    params = function.decl.signature.params
    if source.omits is not None:
        fits = [position for position, param in enumerate(params) if _is_of(param.type, source.omits[0])]
    elif source.type:
        fits = [position for position, param in enumerate(params) if _has_type(program, function, param, source.type)]
    else:
        fits = [position for position, param in enumerate(params) if param.name == source.parameter]
    named = [position for position in fits if params[position].name == source.parameter]
    return next(iter(named or fits), None)


def _is_of(written: ir.Expr, name: str) -> bool:
    """Whether a parameter is a struct of that name, or a pointer to one."""
    if isinstance(written, ir.Star):
        written = written.x
    return isinstance(written, ir.Name | ir.Select) and written.name == name


def _has_type(program: Program, function: Function, param: ir.Param, wanted: str) -> bool:
    if terms.type_text(param.type) == wanted:
        return True
    found = program.types.form(program.body(function), param.type)
    return go.text(found) == wanted or go.text(program.types.underlying(found)) == wanted


# ---- one root ----------------------------------------------------------------------------------------


def run_root(
    graph: Callgraph, vocabulary: Vocabulary, body: Body, watched: dict[ir.Call, tuple[Watched, ...]],
    unset: dict[str, Zero] | None = None,
) -> Machine:  # fmt: skip
    """Interprets one function (or the initial values of package variables) from its start, its parameters given by nobody known."""
    m = Machine(graph, vocabulary, watched)
    m.preset = dict(unset or {})
    frame = Frame(m, body, body.function, None, None, 0, root=True)
    m.entered[body] = None
    m.running.add(frame.number)
    state = State()
    decl = body.decl
    if isinstance(decl, ir.FuncDecl):
        _bind_root(frame, state, decl)
        ends = functions.run_function(frame, state)
    else:
        values = [value for spec in decl.specs if isinstance(spec, ir.ValueSpec) for value in spec.values]
        ends = [way for value in values for way in expressions.evaluate(frame, state.fork(), value)]
    for value, after in ends:
        for held in (value, *after.cells.values(), *after.fields.values()):
            if interest.interest(m, after, held) is interest.Interest.SEES:
                leaving.settle(frame, after, held, decl.at)
    return m


def _bind_root(frame: Frame, state: State, decl: ir.FuncDecl) -> None:
    given = list(enumerate(decl.signature.params))
    if decl.receiver is not None:
        given.append((-1, decl.receiver))
    for index, param in given:
        local = frame.body.declared(param)
        if local is not None:
            state.cells[frame.number, local] = Opaque(param.name, parameter=Parameter(index))
    for result in decl.signature.results:
        local = frame.body.declared(result)
        if local is not None:
            state.cells[frame.number, local] = Zero("unassigned-variable")
