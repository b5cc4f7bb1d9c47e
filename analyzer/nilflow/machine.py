"""What one interpretation shares: program, rule, budget, the functions under way, and what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.findings import Hop
from analyzer.nilflow.values import Origin, State, Test
from analyzer.places import Place, place

if TYPE_CHECKING:
    from analyzer.callgraph import Callgraph
    from analyzer.nilflow.watch import Watch
    from analyzer.program import Body, Program
    from analyzer.program.model import Function, Local
    from analyzer.rules.model import Rule

MOST_STEPS = 60_000
"""Statements interpreted from one root before the rest is cut off (and said to be unknown)."""
DEEPEST = 40
"""Calls followed inside each other before the chain is cut off."""
MOST_STATES = 96
"""Paths kept apart at one point; beyond it those that carry no watched value are joined."""


@dataclass(eq=False, slots=True)
class Frame:
    """One activation of a function or function literal. ``frames`` finds the activation a captured local lives in."""

    number: int
    body: Body
    frames: dict[ir.FuncLit | None, int]
    function: Function | None
    literal: ir.FuncLit | None
    depth: int = 0
    root: bool = False

    @property
    def path(self) -> str:
        return self.body.file.path

    def cell(self, local: Local) -> tuple[int, Local]:
        return self.frames.get(local.inside, self.number), local

    def place(self, at: int) -> Place:
        return place(self.path, at)


@dataclass(slots=True)
class Arrival:
    """Something that happened to the watched nil: it (or its replacement) came to a sink, or got lost."""

    origin: Origin
    place: Place
    name: str
    outcome: str
    conditions: tuple[str, ...]
    hops: tuple[Hop, ...]
    test: Test | None = None
    fallback: str = ""
    reason: str = ""


@dataclass(slots=True)
class Sighting:
    """A watched call that passes nothing."""

    origin: Origin
    body: Body
    callee: Function
    how: str
    parameter: str
    omits: str
    sometimes: bool = False


@dataclass(slots=True)
class Events:
    """All that one run saw. ``tests`` are nil tests on a value that had been replaced already (they guard nothing any more)."""

    arrivals: list[Arrival] = field(default_factory=list)
    sightings: dict[tuple[Origin, str], Sighting] = field(default_factory=dict)
    passed: dict[Origin, set[str]] = field(default_factory=dict)
    idle_tests: set[tuple[Origin, Test]] = field(default_factory=set)
    forwarded: set[tuple[Function, int, tuple[str, ...], int]] = field(default_factory=set)
    blind: dict[str, Place] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Machine:
    """The shared part of one root's interpretation."""

    program: Program
    graph: Callgraph
    rule: Rule
    watch: Watch
    events: Events = field(default_factory=Events)
    follow: set[ir.Call] = field(default_factory=set)
    wanted: set[ir.Call] = field(default_factory=set)
    active: list[tuple[object, ...]] = field(default_factory=list)
    interpreted: set[object] = field(default_factory=set)
    probing: int = 0
    trial: int = 0
    rest: tuple[ir.Stmt, ...] = ()
    steps: int = 0
    frames: int = 0
    objects: dict[tuple[int, int], int] = field(default_factory=dict)
    words: dict[str, tuple[tuple[str, str, str], bool]] = field(default_factory=dict)

    def next_frame(self) -> int:
        self.frames += 1
        return self.frames

    def object_at(self, frame: Frame, at: int) -> int:
        """The heap name of what is made at a place by one activation; a loop makes it again under the same name."""
        return self.objects.setdefault((frame.number, at), len(self.objects) + 1)

    def cut(self, reason: str, where: Place) -> None:
        self.events.blind.setdefault(reason, where)

    def lost(self, origins: Iterable[Origin], where: Place, state: State, reason: str) -> None:
        """The watched value went where it cannot be followed."""
        for origin in origins:
            self.events.arrivals.append(Arrival(origin, where, "", "unknown", state.conditions, (), reason=reason))
