"""The call graph of a program: start reading here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analyzer.callgraph.graph import Edge, Graph, Node
from analyzer.callgraph.model import Target
from analyzer.callgraph.whole.constraints import Owner
from analyzer.callgraph.whole.engine import Engine, Site
from analyzer.callgraph.whole.mentioned import learn_types
from analyzer.callgraph.whole.naming import Names
from analyzer.places import column_of, line_of
from analyzer.program import Body, Program
from analyzer.program import types as go
from analyzer.program.model import Member, Opaque
from analyzer.program.package import Package

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being worked on)."""


def build(program: Program, progress: Progress | None = None) -> Graph:
    """The call graph of a program's own code. Never raises: what cannot be read is listed as blind."""
    blind: dict[tuple[str, str], None] = {}
    packages = list(own_packages(program, blind))
    bodies: list[Body] = []
    declared: list[Member] = []
    for position, package in enumerate(packages):
        if progress is not None:
            progress(position, len(packages), package.path)
        for member in _members(package, blind):
            if member.kind == "type":
                declared.append(member)
                continue
            try:
                bodies.append(_body(program, member))
            except Opaque as reason:
                blind[member.file.path, str(reason)] = None
    learn_types(program, bodies, declared)
    engine = Engine(program)
    sites = engine.resolve(bodies, _named(program, declared))
    return _Builder(engine, bodies, packages).graph(sites, tuple(sorted(blind)))


def _named(program: Program, declared: list[Member]) -> Iterator[go.Named]:
    """The named types of some declarations, aliases left out."""
    for member in declared:
        found = program.types.of_member(member)
        if isinstance(found, go.Named) and found.member is member:
            yield found


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


def _members(package: Package, blind: dict[tuple[str, str], None]) -> Iterator[Member]:
    """What a package declares that has code, or is a type; of several names with one declaration the first."""
    for name in package.blobs:
        try:
            file = package.file(name)
        except Opaque as reason:
            blind[f"{package.directory}/{name}".lstrip("/"), str(reason)] = None
            continue
        for entry in file.outline.entries if file is not None else ():
            if entry.kind == "const" or file is None:
                continue
            for position, declared in enumerate(entry.names):
                if position == 0 or entry.kind == "type":
                    yield package.member_at(file, entry, declared)


def _body(program: Program, member: Member) -> Body:
    if member.kind in ("func", "method"):
        return program.body(program.function(member))
    return program.initializer(member)


class _Builder:
    """Turns resolved sites into the message."""

    def __init__(self, engine: Engine, bodies: list[Body], packages: list[Package]) -> None:
        self._engine = engine
        self._bodies = bodies
        self._mains = any(package.name == "main" for package in packages)
        self._names = Names(engine.constraints.literals)
        self._nodes: dict[str, Node] = {}
        self._named: dict[Target, str] = {}
        self._entered = engine.outside.entered()

    def graph(self, sites: list[Site], blind: tuple[tuple[str, str], ...]) -> Graph:
        for body in self._bodies:
            if body.function is not None:
                self._target(Target(function=body.function))
        edges = sorted(
            (
                (owner, name, site, sure, handed)
                for site in sites
                for owner in (self._owner(site.owner),)
                for name, sure, handed in self._callees(site)
            ),
            key=lambda edge: (edge[2].owner.body.file.path, edge[2].call.paren, edge[4], self._order(edge[1])),
        )
        order = sorted(self._nodes, key=self._order)
        numbers = {name: number for number, name in enumerate(order)}
        numbers[""] = -1
        return Graph(
            tuple(self._nodes[name] for name in order),
            tuple(
                Edge(
                    numbers[owner], numbers[name], site.owner.body.file.path, line_of(site.call.paren),
                    column_of(site.call.paren), site.kind, site.statement, sure, handed,
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
        sure = "exact" if site.kind == "static" else "narrowed"
        for target in site.targets:
            yield self._target(target), sure, False
        for target in site.handed:
            if target not in site.targets:
                yield self._target(target), "possible", True

    def _owner(self, owner: Owner) -> str:
        if owner.target is not None:
            return self._target(owner.target)
        name, package = self._names.of_owner(owner), owner.body.package
        if name not in self._nodes:
            self._nodes[name] = Node(name, package.path, own=True, root=True, bare=package.name)
        return name

    def _target(self, target: Target) -> str:
        found = self._named.get(target)
        if found is None:
            found = self._named[target] = self._names.of(target)
            if found not in self._nodes:
                self._nodes[found] = self._node(target, found)
        return found

    def _node(self, target: Target, name: str) -> Node:
        at = target.place
        if at is None:
            package = name.partition(".(")[0] if ".(" in name else name.rpartition(".")[0]
            return Node(name, package)
        if target.literal is not None:
            package_of = target.literal[0].package
        else:
            assert target.function is not None
            package_of = target.function.package
        if not self._engine.is_own(package_of):
            return Node(name, package_of.path)
        return Node(
            name, package_of.path, at.path, at.line, at.column, own=True,
            entered=target in self._entered, root=self._is_root(target), bare=package_of.name,
        )  # fmt: skip

    def _is_root(self, target: Target) -> bool:
        function = target.function
        if function is None:
            return False
        if not function.receiver and (
            function.name == "init" or (function.name == "main" and function.package.name == "main")
        ):
            return True
        return not self._mains and go.exported(function.name)
