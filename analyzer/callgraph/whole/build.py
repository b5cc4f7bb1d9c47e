"""The call graph of a program: start reading here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analyzer.callgraph.graph import Edge, Graph, Node
from analyzer.callgraph.whole.codes import OUTSIDE, OWN, Code, is_own
from analyzer.callgraph.whole.engine import Engine, Site
from analyzer.callgraph.whole.naming import initialisation
from analyzer.callgraph.whole.readings import Kept, Readings
from analyzer.places import column_of, line_of
from analyzer.program import Program
from analyzer.program import types as go
from analyzer.program.model import Opaque
from analyzer.program.package import Package

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being worked on)."""


@dataclass(frozen=True, slots=True)
class Built:
    """A graph; of its ``packages``, ``reused`` were not read again."""

    graph: Graph
    packages: int
    reused: int


def build(program: Program, kept: Kept | None = None, progress: Progress | None = None) -> Built:
    """The call graph of a program's own code. Never raises: what cannot be read is listed as blind."""
    blind: dict[tuple[str, str], None] = {}
    packages = list(own_packages(program, blind))
    readings = Readings(program, packages, kept)
    engine = Engine(program)
    for position, package in enumerate(packages):
        if progress is not None:
            progress(position, len(packages), package.path)
        reading, live = readings.of(package, engine.codes, engine.carrying)
        blind.update(dict.fromkeys(reading.blind))
        engine.add(reading, live)
    return Built(_Builder(engine).graph(engine.resolve(), tuple(sorted(blind))), len(packages), readings.reused)


def own_packages(program: Program, blind: dict[tuple[str, str], None]) -> Iterator[Package]:
    """The packages of the tree's own modules, nested modules included, as the go command finds them; ``blind`` gets what
    cannot be read."""
    waiting = [""]
    while waiting:
        directory = waiting.pop()
        try:
            listing = program.tree.directory(directory)
            package = program.package(directory)
        except Opaque as reason:
            blind[directory, str(reason)] = None
            continue
        if package is not None:
            yield package
        if listing is not None:
            inner = sorted(name for name in listing.directories if _searched(name))
            waiting += [f"{directory}/{name}" if directory else name for name in reversed(inner)]


def _searched(name: str) -> bool:
    return name not in ("vendor", "testdata") and not name.startswith((".", "_"))


class _Builder:
    """Turns resolved sites into the message."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._routines = engine.routines
        self._mains = any(reading.name == "main" for reading in engine.readings)
        self._nodes: dict[str, Node] = {}
        self._named: dict[Code, str] = {}
        self._entered = engine.outside.entered()

    def graph(self, sites: list[Site], blind: tuple[tuple[str, str], ...]) -> Graph:
        for reading in self._engine.readings:
            for routine in reading.routines:
                if routine.code.kind == OWN:
                    self._target(routine.code)
        edges = sorted(
            (
                (owner, name, site, sure, handed)
                for site in sites
                for owner in (self._owner(site),)
                for name, sure, handed in self._callees(site)
            ),
            key=lambda edge: (edge[2].path, edge[2].called.paren, edge[4], self._order(edge[1])),
        )
        order = sorted(self._nodes, key=self._order)
        numbers = {name: number for number, name in enumerate(order)}
        numbers[""] = -1
        return Graph(
            tuple(self._nodes[name] for name in order),
            tuple(
                Edge(
                    numbers[owner], numbers[name], site.path, line_of(site.called.paren), column_of(site.called.paren),
                    site.called.kind, site.called.statement, sure, handed,
                )
                for owner, name, site, sure, handed in edges
            ),
            self._engine.program.build,
            blind,
        )  # fmt: skip

    def _order(self, name: str) -> tuple[bool, str, int, int, str]:
        node = self._nodes.get(name)
        return (True, "", 0, 0, name) if node is None else (not node.own, node.path, node.line, node.column, name)

    def _callees(self, site: Site) -> Iterator[tuple[str, str, bool]]:
        if not site.targets:
            yield "", "possible", False
        sure = "exact" if site.called.kind == "static" else "narrowed"
        for target in site.targets:
            yield self._target(target), sure, False
        for target in site.handed:
            if target not in site.targets:
                yield self._target(target), "possible", True

    def _owner(self, site: Site) -> str:
        if site.owner is not None:
            return self._target(site.owner)
        package = site.package
        name = initialisation(package.path)
        if name not in self._nodes:
            self._nodes[name] = Node(name, package.path, own=True, root=True, bare=package.name)
        return name

    def _target(self, target: Code) -> str:
        found = self._named.get(target)
        if found is None:
            found = self._named[target] = self._routines.name(target)
            if found not in self._nodes:
                self._nodes[found] = self._node(target, found)
        return found

    def _node(self, target: Code, name: str) -> Node:
        found = self._routines.get(target)
        if found is not None:
            routine, package = found
            return Node(
                name, package.path, routine.path, line_of(routine.at), column_of(routine.at), own=True,
                entered=target in self._entered, root=self._is_root(target, package.name), bare=package.name,
            )  # fmt: skip
        if target.kind == OUTSIDE:
            return Node(name, name.partition(".(")[0] if ".(" in name else name.rpartition(".")[0])
        path = self._engine.program.layout.path(target.home)
        function = self._routines.function(target) if is_own(target.home) else None
        if function is None:
            return Node(name, path)
        at = function.place
        return Node(
            name, path, at.path, at.line, at.column, own=True,
            entered=target in self._entered, root=self._is_root(target, function.package.name), bare=function.package.name,
        )  # fmt: skip

    def _is_root(self, target: Code, package: str) -> bool:
        if target.kind != OWN:
            return False
        if not target.receiver and (target.name == "init" or (target.name == "main" and package == "main")):
            return True
        return not self._mains and go.exported(target.name)
