"""Where the bytes of a tree come from: git objects, or files held in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from sys import intern
from typing import NamedTuple, Protocol

from analyzer.git import MissingObject, Objects, parse_tree
from analyzer.program.model import Listing


class Directory(NamedTuple):
    """A directory, and the ids of its sub-directories and other files by name."""

    listing: Listing
    ids: Mapping[str, str]


class Blobs(Protocol):
    """Where the bytes of trees and files come from."""

    def blob(self, id: str) -> bytes:
        """A file's bytes. Raises MissingObject."""

    def directories(self, ids: Iterable[str]) -> Iterator[tuple[str, Directory | MissingObject]]:
        """Several directories."""

    def files(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        """Several files."""


class GitBlobs:
    """A repository's objects."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def blob(self, id: str) -> bytes:
        """A file's bytes."""
        return self._objects.blob(id)

    def directories(self, ids: Iterable[str]) -> Iterator[tuple[str, Directory | MissingObject]]:
        """Several tree objects, read in one go; submodules and symbolic links are left out."""
        for id, found in self._objects.read_many(ids):
            if isinstance(found, MissingObject):
                yield id, found
            elif found[0] != "tree":
                yield id, MissingObject(id, f"a {found[0]}, not a directory")
            else:
                yield id, self._directory(found[1])

    def _directory(self, content: bytes) -> Directory:
        go: dict[str, str] = {}
        ids: dict[str, str] = {}
        directories: list[str] = []
        for entry in parse_tree(content, self._objects.hash_size):
            name, id = intern(entry.name), intern(entry.id.hex())  # revisions have most of both in common
            if entry.directory:
                directories.append(name)
                ids[name] = id
            elif entry.file:
                (go if name.endswith(".go") else ids)[name] = id
        names = frozenset(directories)
        return Directory(Listing(go, names, frozenset(ids) - names), ids)

    def files(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        """Several files, read in one go."""
        for id, found in self._objects.read_many(ids):
            yield id, found if isinstance(found, MissingObject) else found[1]


class MemoryBlobs:
    """Files given by path; ``root`` is the id of the tree that they make."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files: dict[str, bytes] = {}
        self._trees: dict[str, Directory] = {}
        self.root = self._add(dict(files))

    def _add(self, files: dict[str, bytes]) -> str:
        inner: dict[str, dict[str, bytes]] = {}
        go: dict[str, str] = {}
        ids: dict[str, str] = {}
        for path, content in sorted(files.items()):
            first, _, rest = path.partition("/")
            if rest:
                inner.setdefault(first, {})[rest] = content
                continue
            id = hashlib.sha256(content).hexdigest()
            self._files[id] = content
            (go if first.endswith(".go") else ids)[first] = id
        others = frozenset(ids)
        for name, below in inner.items():
            ids[name] = self._add(below)
        key = hashlib.sha256(repr((sorted(go.items()), sorted(ids.items()))).encode()).hexdigest()
        self._trees[key] = Directory(Listing(go, frozenset(inner), others), ids)
        return key

    def blob(self, id: str) -> bytes:
        """A file's bytes."""
        return self._files[id]

    def directories(self, ids: Iterable[str]) -> Iterator[tuple[str, Directory | MissingObject]]:
        """Several directories."""
        return ((id, self._trees[id]) for id in ids)

    def files(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        """Several files."""
        return ((id, self._files[id]) for id in ids)
