"""The call graph of a revision: built from its tree, and remembered by the tree's content."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from analyzer import resources
from analyzer.cache import Store
from analyzer.callgraph.graph import Graph
from analyzer.findings import Build
from analyzer.git import Objects
from analyzer.resources import deep

_ALL = 10_000_000
"""Declarations kept in memory: all of them, since the whole program is looked at."""


if TYPE_CHECKING:
    from analyzer.callgraph.network import Network

Progress = Callable[[int, int, str], None]


class Found(NamedTuple):
    """A graph. Of its ``packages``, ``reused`` were as in a revision before; both are 0 where the whole graph was remembered."""

    graph: Graph
    packages: int = 0
    reused: int = 0


class Asked(msgspec.Struct, frozen=True):
    """Which graph is asked for. ``tests`` includes test files; ``cache_dir`` None keeps nothing on disk. ``once``: the process
    ends soon, so that looking for garbage in the program that was read would cost time for nothing."""

    build: Build = msgspec.field(default_factory=Build)
    tests: bool = False
    cache_dir: Path | None = None
    once: bool = False


def graph_of(objects: Objects, tree: str, asked: Asked, progress: Progress | None = None) -> Found:
    """The call graph of a tree.

    Args:
        objects: the repository's objects.
        tree: the id of the revision's tree.
        asked: the build, and where graphs are remembered.
        progress: called with (done, total, what is being worked on).
    """
    store = Store.open(asked.cache_dir, resources.version())
    key = f"{tree} {msgspec.json.encode((asked.build, asked.tests)).decode()}"
    try:
        known = store.get("graph", key)
        if known is not None:
            return Found(msgspec.msgpack.decode(known, type=Graph))
        return _built(objects, tree, asked, store, key, progress)
    finally:
        store.close()


def graph_at(repo: str, rev: str, asked: Asked | None = None) -> Graph:
    """The call graph of a revision of a repository at a path or address, or of the demonstration (``demo``).

    Raises:
        NiltrailError: there is no such repository or revision, or it cannot be read.
    """
    import platformdirs

    from analyzer import demo
    from analyzer.git import open_repository

    asked = asked or Asked(cache_dir=Path(platformdirs.user_cache_dir("niltrail")))
    cache_dir = asked.cache_dir or Path(platformdirs.user_cache_dir("niltrail"))
    where = str(demo.repository(cache_dir)) if repo == "demo" else repo
    with open_repository(where, cache_dir) as repository:
        return graph_of(repository.objects, repository.resolve(rev).tree, asked).graph


def call_graph(repo: str, rev: str = "HEAD") -> Network:
    """The call graph of one revision of a Go repository, for linux/amd64 without cgo.

    Args:
        repo: a path (work tree, bare or mirror), an address that is cloned at first use, or ``demo``.
        rev: a tag, a branch or a commit.

    Returns:
        Functions by name in a stable order, and one edge for each call and callee; `analyzer.callgraph.network.network` documents
        the attributes.

    Raises:
        NiltrailError: there is no such repository or revision, or it cannot be read.
    """
    from analyzer.callgraph.network import network

    return network(graph_at(repo, rev))


def _built(objects: Objects, tree: str, asked: Asked, store: Store, key: str, progress: Progress | None) -> Found:
    from analyzer.callgraph.whole.build import build
    from analyzer.program import Program
    from analyzer.tree import GitBlobs, RevisionTree, Shelf

    shelf = Shelf(GitBlobs(objects), store, tests=asked.tests, entries=_ALL)
    collecting = gc.isenabled()
    gc.disable()  # all of a program stays until its graph is there
    try:
        with deep():
            read = RevisionTree(shelf, tree)
            built = build(Program(read, asked.build, tests=asked.tests, traced=False), store, progress)
        if not built.graph.blind and not read.incomplete:
            store.put("graph", key, msgspec.msgpack.encode(built.graph))
        return Found(built.graph, built.packages, built.reused)
    finally:
        shelf.write()
        if asked.once:
            gc.freeze()
        if collecting:
            gc.enable()
