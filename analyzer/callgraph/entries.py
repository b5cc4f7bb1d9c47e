"""Which API call leads to a function: the cheapest chain of calls from where the program is entered (`handlers`).

Callers are found one function at a time, those that cost least first. A static call costs least; one through an interface
or of a function value costs more, and most where any of several types may be behind the interface and the caller's package does not
even import the one that is meant. So the chain is short, prefers static calls, and does not take a way round through a part of the
program that only happens to use the same interface.

Where no entry is found within the bounds, the chain starts at the cheapest exported function that nobody in the tree calls, else at
the cheapest exported one, else at the cheapest that nobody calls.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.callgraph import handlers
from analyzer.callgraph.callers import Entering
from analyzer.callgraph.sites import Through
from analyzer.facts import ir
from analyzer.places import place
from analyzer.program import types as go
from analyzer.program.model import Opaque
from analyzer.program.types import exported

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.callgraph.model import Callers
    from analyzer.places import Place
    from analyzer.program import Body
    from analyzer.program.model import Function, Tree

MOST_FUNCTIONS = 30
"""Functions whose callers are looked for."""
MOST_FILES = 120
"""Files that may call one method, those next to it first."""
DEAREST = 32
"""What a chain may cost."""

_STATIC, _KNOWN, _DISTANT = 1, 2, 6
"""What a call costs: named by Go's rules; through an interface or function value, by a package that imports the callee's; by one that
does not."""


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a chain. ``interface`` is what it goes through, ``dynamic`` whether it is that of a function value; neither for a
    static call. ``handler``: it stands in a function literal that is an HTTP handler."""

    body: Body
    call: ir.Call
    callee: Function
    interface: go.Type | None = None
    dynamic: bool = False
    handler: bool = False


Chain = tuple[Step, ...]
"""First call first."""

_Rank = tuple[int, int, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class _Way:
    """A chain that was found."""

    cost: int
    chain: Chain

    @property
    def rank(self) -> _Rank:
        """Equal ones are told apart by the places of their calls."""
        return self.cost, len(self.chain), [(step.body.file.path, step.call.at) for step in self.chain]

    def function(self, end: Function) -> Function | None:
        """The function that the chain begins with; None for the initial value of a package's variable."""
        return self.chain[0].body.function if self.chain else end


def entry_chain(graph: Callgraph, body: Body, site: Place) -> Chain:
    """The calls that lead from an entry of the program to the function around a call at a place of it, first call first; empty where
    that is an entry itself, or nobody calls it."""
    function = body.function
    if function is None or handlers.handler_around(graph, body, site):
        return ()
    search = _Search(graph, function)
    search.run()
    return search.best()


class _Search:
    """One search; see the module."""

    def __init__(self, graph: Callgraph, function: Function) -> None:
        self._graph = graph
        self._function = function
        self._heap: list[tuple[_Rank, int, _Way]] = []
        self._count = itertools.count()
        self._entry: _Way | None = None
        self._uncalled: list[_Way] = []
        self._settled: list[_Way] = []

    def run(self) -> None:
        """Goes up until an entry is found, or the bounds are met. What cannot be read, or nests too deep, is no way up."""
        done: set[Function] = set()
        self._push(_Way(0, ()))
        while self._heap and self._entry is None and len(done) < MOST_FUNCTIONS:
            way = heapq.heappop(self._heap)[2]
            with contextlib.suppress(Opaque, RecursionError):
                self._look(way, done)

    def _look(self, way: _Way, done: set[Function]) -> None:
        """Looks at the first function of a chain, if it is the cheapest to there."""
        function = way.function(self._function)
        first = way.chain[0] if way.chain else None
        if function in done or (first is not None and not self._graph.enters(first.body, first.call, first.callee)):
            return
        if first is not None and first.handler:
            self._entry = way
        elif function is None:
            self._uncalled.append(way)
        else:
            done.add(function)
            self._climb(way, function)

    def best(self) -> Chain:
        """The chain that explains most."""
        if self._entry is not None:
            return self._entry.chain
        for ways in (self._uncalled, self._settled):
            exported_ones = [way for way in ways if self._is_exported(way)]
            if exported_ones:
                return exported_ones[0].chain
        return next(iter(self._uncalled or self._settled[-1:] or [_Way(0, ())])).chain

    def _is_exported(self, way: _Way) -> bool:
        function = way.function(self._function)
        return function is not None and exported(function.name)

    def _push(self, way: _Way) -> None:
        if way.cost <= DEAREST:
            heapq.heappush(self._heap, (way.rank, next(self._count), way))

    def _climb(self, way: _Way, function: Function) -> None:
        """Pushes the callers of the function that a chain begins with, or ends the search there."""
        entering = Entering(self._graph)
        callers = self._callers(entering, function)
        if (
            handlers.starts(function)
            or (handlers.handles(self._graph, function) and (function.name == "ServeHTTP" or entering.handed_on))
            or any(handlers.serves(self._graph, body, call) for body, call in callers.calls)
        ):
            self._entry = way
            return
        self._settled.append(way)
        if not callers.calls:
            self._uncalled.append(way)
        for body, call in callers.calls:
            self._push(self._longer(way, body, call, function))

    def _callers(self, entering: Entering, function: Function) -> Callers:
        if not function.receiver or not exported(function.name):
            return entering.function(function)
        return entering.among(function, self._selecting(function))

    def _selecting(self, function: Function) -> Iterator[Body]:
        """The bodies that select a name, those in files next to the method's package first."""
        program = self._graph.program
        home = function.package.directory.split("/")
        files = program.tree.mentioning(f".{function.name}")
        for path, blob in sorted(files, key=lambda file: (-_shared(home, file[0]), file[0]))[:MOST_FILES]:
            try:
                file = program.file(path)
                if file is None:
                    continue
                places = _selected(program.tree, blob, function)
                for entry in program.tree.entries_at(blob, places):
                    if entry.kind in ("func", "method", "var"):
                        yield program.mentions.body_of(file, entry)
            except Opaque:
                continue

    def _longer(self, way: _Way, body: Body, call: ir.Call, callee: Function) -> _Way:
        """A chain with one more call at its beginning."""
        found = self._graph.kind(body, call)
        step = Step(
            body,
            call,
            callee,
            found.interface if isinstance(found, Through) else None,
            self._graph.static(body, call) is None and not isinstance(found, Through),
            handlers.handler_around(self._graph, body, place(body.file.path, call.at)),
        )
        caller = body.function
        if caller is not None and caller.receiver and exported(caller.name):
            self._graph.program.tree.expect((f".{caller.name}",))
        return _Way(way.cost + self._cost(step), (step, *way.chain))

    def _cost(self, step: Step) -> int:
        if step.interface is None and not step.dynamic:
            return _STATIC
        home = step.callee.package
        known = step.body.package is home or self._graph.program.mentions.writes(step.body.package, (f'"{home.path}"',))
        return _KNOWN if known else _DISTANT


def _selected(tree: Tree, blob: str, function: Function) -> list[int]:
    """Where a file selects a method by its name, calls without arguments left out where it takes some. Raises Opaque."""
    name, source = function.name, tree.source(blob)
    params = function.decl.signature.params
    empty = b"()" if params and not isinstance(params[0].type, ir.Ellipsis) else b"\0"
    found = tree.occurrences(blob, name, embedded=False)
    return [at for at in found if source[at - 1 : at] == b"." and not source.startswith(empty, at + len(name))]


def _shared(home: list[str], path: str) -> int:
    """How many leading folders a path has in common with a directory."""
    return sum(
        1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(home, path.split("/"), strict=False))
    )
