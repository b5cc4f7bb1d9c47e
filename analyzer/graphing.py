"""The call graph of a revision: built from its tree, and remembered by the tree's content."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from analyzer import resources
from analyzer.cache import Store
from analyzer.callgraph.graph import Graph
from analyzer.findings import Build
from analyzer.git import Objects
from analyzer.resources import deep

_ALL = 10_000_000
"""Declarations kept in memory: all of them, since the whole program is looked at."""


Progress = Callable[[int, int, str], None]


class Asked(msgspec.Struct, frozen=True):
    """Which graph is asked for. ``tests`` includes test files; ``cache_dir`` None keeps nothing on disk."""

    build: Build = msgspec.field(default_factory=Build)
    tests: bool = False
    cache_dir: Path | None = None


def graph_of(objects: Objects, tree: str, asked: Asked, progress: Progress | None = None) -> Graph:
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
            return msgspec.msgpack.decode(known, type=Graph)
        graph = _built(objects, tree, asked, store, progress)
        if not graph.blind:
            store.put("graph", key, msgspec.msgpack.encode(graph))
        return graph
    finally:
        store.close()


def graph_of_files(files: Mapping[str, bytes], build: Build | None = None, *, tests: bool = False) -> Graph:
    """The call graph of a program given as files."""
    from analyzer.callgraph.whole.build import build as build_graph
    from analyzer.program import Program
    from analyzer.tree import memory_tree

    with deep():
        return build_graph(Program(memory_tree(files, tests=tests), build, tests=tests))


def _built(objects: Objects, tree: str, asked: Asked, store: Store, progress: Progress | None) -> Graph:
    from analyzer.callgraph.whole.build import build
    from analyzer.program import Program
    from analyzer.tree import GitBlobs, RevisionTree, Shelf

    shelf = Shelf(GitBlobs(objects), store, tests=asked.tests, entries=_ALL)
    collecting = gc.isenabled()
    gc.disable()  # all of a program stays until its graph is there
    try:
        with deep():
            return build(Program(RevisionTree(shelf, tree), asked.build, tests=asked.tests), progress)
    finally:
        shelf.write()
        if collecting:
            gc.enable()
