"""What one interpretation shares: program, rule, budget, and what was seen."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow.values import Cell, Origin, Parameter, Test, Value
from analyzer.places import Place, place

if TYPE_CHECKING:
    from analyzer.callgraph import Callgraph
    from analyzer.nilflow.state import State
    from analyzer.nilflow.vocabulary import Vocabulary
    from analyzer.program import Body, Program
    from analyzer.program.model import Function, Local
    from analyzer.rules.model import Sink

MOST_STEPS = 5_000
"""Statements interpreted from one root before the rest is cut off (and said to be unknown)."""
ROOT = 1
"""The number of the root's activation."""
DEEPEST = 40
"""Calls followed inside each other before the chain is cut off."""


class Frame:
    """One activation of a function or function literal; ``outer`` is the activation a literal closes over, ``rest`` the statements that
    follow the one being run."""

    __slots__ = ("at", "body", "captured", "depth", "function", "literal", "machine", "number", "outer", "rest", "root")

    def __init__(
        self, machine: Machine, body: Body, function: Function | None, literal: ir.FuncLit | None, outer: Frame | None,
        depth: int, *, root: bool,
    ) -> None:  # fmt: skip
        machine.frames += 1
        self.machine = machine
        self.number = machine.frames
        self.body = body
        self.function = function
        self.literal = literal
        self.outer = outer
        self.depth = depth
        self.root = root
        self.captured = False
        self.rest: Sequence[ir.Stmt] = ()

    def cell(self, local: Local) -> Cell:
        """The variable that a local of this function, or of one around it, means here."""
        frame: Frame | None = self
        while frame is not None and frame.literal is not local.inside:
            frame = frame.outer
        return (frame if frame is not None else self).number, local

    def place(self, at: int) -> Place:
        """A position in this function's file."""
        return place(self.body.file.path, at)

    @property
    def signature(self) -> ir.FuncType | None:
        """The function type that is being run."""
        if self.literal is not None:
            return self.literal.signature
        return self.body.decl.signature if isinstance(self.body.decl, ir.FuncDecl) else None


@dataclass(frozen=True, slots=True)
class Watched:
    """An argument of a call that a rule watches: of which function's parameter, and which fields of it are followed.

    ``index`` is the argument's position (-1 the receiver); ``source`` the row of the rule.
    """

    index: int
    fields: tuple[str, ...]
    callee: Function
    parameter: str
    omits: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """The watched nothing, or what replaced it, came to a sink: ``nil``, ``covered``, ``guarded``, or got lost: ``unknown``."""

    origin: Origin
    sink: Place
    name: str
    outcome: str
    conditions: tuple[str, ...]
    trail: tuple[Hop, ...]
    test: Test | None = None
    fallback: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A watched call that passes nothing."""

    origin: Origin
    body: Body
    call: ir.Call
    watched: Watched
    conditions: tuple[str, ...]


@dataclass(slots=True)
class Events:
    """What one run saw."""

    arrivals: dict[Arrival, None] = field(default_factory=dict)
    sightings: dict[tuple[Origin, str], Sighting] = field(default_factory=dict)
    set_elsewhere: dict[tuple[ir.Call, Watched], bool] = field(default_factory=dict)
    """Watched arguments of calls that are something on some path, and whether that was seen or may be anything."""
    forwarded: dict[tuple[Parameter, Watched], None] = field(default_factory=dict)
    replaced: dict[tuple[Test, str], None] = field(default_factory=dict)
    """Tests after which nothing was replaced, with the fallback it was replaced by ('' when nobody can tell)."""
    blocked: dict[Test, None] = field(default_factory=dict)
    """Tests after which the path ends in an error."""
    ends: dict[Origin, dict[str, None]] = field(default_factory=dict)
    """How watched calls end that pass nothing: ``failed``, having ``met`` a sink, or with ``nothing`` seen."""
    idle: dict[Test, None] = field(default_factory=dict)
    """Tests that would replace nothing, but stand where it was replaced already."""

    def absorb(self, other: Events) -> None:
        """Adds what another run saw."""
        self.arrivals |= other.arrivals
        self.sightings = other.sightings | self.sightings
        self.forwarded |= other.forwarded
        self.replaced |= other.replaced
        self.blocked |= other.blocked
        self.idle |= other.idle
        self.set_elsewhere |= other.set_elsewhere
        for origin, ends in other.ends.items():
            self.ends.setdefault(origin, {}).update(ends)


class Machine:
    """The shared part of one root's interpretation.

    Args:
        graph: answers which functions a call can enter.
        vocabulary: the rule's names, ready to be recognised.
        watched: the calls to look at.
    """

    def __init__(self, graph: Callgraph, vocabulary: Vocabulary, watched: dict[ir.Call, tuple[Watched, ...]]) -> None:
        self.graph = graph
        self.program: Program = graph.program
        self.vocabulary = vocabulary
        self.watched = watched
        self.preset: dict[str, Value] = {}
        self.events = Events()
        self.trial = 0
        self.whole = 0
        self.steps = 0
        self.frames = 0
        self.evaluations = 0
        self.active: list[object] = []
        self.running: set[int] = set()
        self.entered: dict[Body, None] = {}
        self.settled: set[tuple[int, int]] = set()
        self.shown: set[object] = set()
        self.sink_meetings = 0
        self.stands_in = 0
        self.trial_replaced = 0
        self.noting = 0
        self.probed: dict[Sink, tuple[Place, str, tuple[Hop, ...]]] | None = None
        self.fallback_reads: dict[Hashable, str] = {}
        self.meetings: dict[ir.Call, tuple[frozenset[Sink], bool]] = {}
        self.writes: dict[tuple[Function, int], bool] = {}

    @contextmanager
    def supposing(self) -> Iterator[None]:
        """What is run inside is only a trial: nothing that it sees counts."""
        settled, shown = set(self.settled), set(self.shown)
        self.trial += 1
        try:
            yield
        finally:
            self.trial -= 1
            self.settled, self.shown = settled, shown

    @contextmanager
    def for_results(self) -> Iterator[None]:
        """What is called inside is run to its end, for what it gives."""
        self.whole += 1
        try:
            yield
        finally:
            self.whole -= 1

    @contextmanager
    def standing_in(self, wanted: bool) -> Iterator[None]:
        """What is called inside gives what is passed, or stands in for nothing: a fallback that it looks at counts."""
        self.stands_in += wanted
        try:
            yield
        finally:
            self.stands_in -= wanted

    def fresh(self) -> int:
        """A number for a value that is like no other."""
        self.evaluations += 1
        return self.evaluations

    def arrive(self, arrival: Arrival) -> None:
        """Notes an arrival, unless this is a trial."""
        if arrival.outcome != "unknown":
            self.sink_meetings += 1
        if not self.trial:
            self.events.arrivals.setdefault(arrival)

    def ends(self, state: State) -> None:
        """The path ends here, with a panic or the process: where a test of something watched led to that, it is blocked."""
        if state.test is not None and not self.trial:
            self.events.blocked.setdefault(state.test)

    def lost(
        self, origins: tuple[Origin, ...], where: Place, state: State, reason: str, trail: tuple[Hop, ...] = ()
    ) -> None:
        """The watched value went where it cannot be followed."""
        for origin in origins:
            self.arrive(Arrival(origin, where, "", "unknown", state.conditions, trail, reason=reason))
