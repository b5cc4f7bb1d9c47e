"""What the reading of a package rests on: its own files, and what other packages let it see.

A package sees the declarations of those that it imports, function bodies left out (`analyzer.facts.head`), and through them the
declarations of those that are mentioned there. So a change inside a function, or of what is not exported and not mentioned by what is,
changes the key of its own package alone. Also in the key: where import paths lead to, the build, and which names of unseen packages are types.
Packages that import each other (test files may) have one digest together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from analyzer.facts.head import FileHead
from analyzer.program.layout import likely_names
from analyzer.program.model import External
from analyzer.program.package import Package

if TYPE_CHECKING:
    from analyzer.program import Program


@dataclass(slots=True, eq=False)
class _Seen:
    """What can be seen of one package: a digest, the packages that it mentions there, and the unseen ones. ``imports`` are those of its
    files, by path. ``deep`` covers all that its declarations lead to, ``unseen`` the paths of unseen packages among it."""

    package: Package
    own: bytes
    shown: list[Package]
    imports: dict[str, Package | External]
    outside: frozenset[str]
    deep: bytes = b""
    unseen: frozenset[str] = frozenset()
    order: int = 0
    low: int = 0


class Inputs:
    """The keys of one program's packages."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._build = msgspec.json.encode((program.build, program.tests))
        self._seen: dict[Package, _Seen] = {}
        self._stack: list[_Seen] = []
        self._count = 0
        self._learned: dict[str, list[str]] = {}

    def learn(self, types: Iterable[tuple[str, str]]) -> None:
        """Takes note of types of packages outside the tree (`mentioned`)."""
        for path, name in sorted(set(types)):
            self._learned.setdefault(path, []).append(name)

    def unseen(self, package: Package) -> bool:
        """Whether a package imports one that is neither in the tree nor in the standard library. Raises Opaque."""
        return any(map(_is_unseen, self._look(package).imports.values()))

    def spoken(self, package: Package) -> str:
        """The key of what a package says of packages outside the tree. Raises Opaque."""
        return self._digest(b"spoken", self._build, self._files(package), self._where(self._look(package))).hex()

    def key(self, package: Package) -> str:
        """The key of a package's reading. Raises Opaque."""
        seen = self._look(package)
        below = [self._deep(to) for to in seen.imports.values() if isinstance(to, Package)]
        unseen = frozenset(to.path for to in seen.imports.values() if _is_unseen(to)).union(
            *(one.unseen for one in below)
        )
        learned = [(path, self._learned[path]) for path in sorted(unseen) if path in self._learned]
        return self._digest(
            b"reading",
            self._build,
            self._files(package),
            self._where(seen),
            *(one.deep for one in below),
            repr(learned).encode(),
        ).hex()

    # -- one package -------------------------------------------------------------------------------------

    def _files(self, package: Package) -> bytes:
        return repr((package.directory, package.path, list(package.blobs.items()))).encode()

    def _where(self, seen: _Seen) -> bytes:
        """Where a package's imports lead to."""
        names = sorted((path, _place(to), to.name) for path, to in seen.imports.items())
        return repr((seen.package.name, names)).encode()

    def _digest(self, *parts: bytes) -> bytes:
        digest = hashlib.blake2b(digest_size=20)
        for part in parts:
            digest.update(len(part).to_bytes(4, "little"))
            digest.update(part)
        return digest.digest()

    def _look(self, package: Package) -> _Seen:
        """A package by itself: its declarations, and where its imports lead to."""
        found = self._seen.get(package)
        if found is not None:
            return found
        head = self._program.tree.head(package.blobs)
        resolved: dict[str, Package | External] = {}
        for file in head.files:
            for _, path in file.imports:
                if path not in resolved:
                    resolved[path] = self._program.resolve_import(path, package)
        led = [to for file in head.files for to in _meant(file, resolved)]
        own = self._digest(
            package.directory.encode(), package.path.encode(), package.name.encode(), head.digest,
            repr([(word, _place(to)) for word, to in led]).encode(),
        )  # fmt: skip
        found = self._seen[package] = _Seen(
            package, own, list(dict.fromkeys(to for _, to in led if isinstance(to, Package))), resolved,
            frozenset(to.path for _, to in led if _is_unseen(to)),
        )  # fmt: skip
        return found

    # -- what it leads to --------------------------------------------------------------------------------

    def _deep(self, package: Package) -> _Seen:
        """A package with all that its declarations lead to (Tarjan's strongly connected components)."""
        seen = self._look(package)
        if not seen.deep and not seen.order:
            self._visit(seen)
        return seen

    def _visit(self, seen: _Seen) -> None:
        self._stack.append(seen)
        self._count += 1
        seen.order = seen.low = self._count
        for package in seen.shown:
            other = self._look(package)
            if other.deep:
                continue
            if not other.order:
                self._visit(other)
                seen.low = min(seen.low, other.low)
            else:
                seen.low = min(seen.low, other.order)
        if seen.low == seen.order:
            self._close(seen)

    def _close(self, first: _Seen) -> None:
        at = self._stack.index(first)
        group, self._stack[at:] = sorted(self._stack[at:], key=lambda one: one.package.directory), []
        below = {other.package.directory: other for one in group for other in map(self._look, one.shown) if other.deep}
        deep = self._digest(*(one.own for one in group), b"", *(below[name].deep for name in sorted(below)))
        unseen = frozenset().union(*(one.outside for one in group), *(other.unseen for other in below.values()))
        for one in group:
            one.deep, one.unseen = deep, unseen


def _meant(file: FileHead, resolved: Mapping[str, Package | External]) -> Iterator[tuple[str, Package | External]]:
    """The packages that the words of a file stand for, as `analyzer.program.package.Imports` finds them; a dot for those that are
    imported with one."""
    named = {name for name, _ in file.imports if name}
    plain = [path for name, path in file.imports if not name and path != "C"]
    likely: dict[str, list[str]] = {}
    called: dict[str, str] = {}
    for path in plain:
        for name in likely_names(path):
            likely.setdefault(name, []).append(path)
        called.setdefault(resolved[path].name, path)
    for name, path in file.imports:
        if name == "." or name in named.intersection(file.words):
            yield name, resolved[path]
    for word in file.words:
        if word in likely or word in called:
            found = next((p for p in likely.get(word, ()) if _is_called(resolved[p], word)), called.get(word))
            if found is not None:
                yield word, resolved[found]


def _is_called(to: Package | External, word: str) -> bool:
    return isinstance(to, External) or to.name == word


def _is_unseen(to: Package | External) -> bool:
    """Whether a package is neither in the tree nor in the standard library."""
    return isinstance(to, External) and "." in to.path.partition("/")[0]


def _place(to: Package | External) -> tuple[str, str, str]:
    return ("", to.path, to.name) if isinstance(to, External) else (to.directory, to.path, "")
