"""The declarations that mention a word: how anything is found without loading the program.

A word is looked for in the bytes of files first, then in the byte range of each declaration, and only declarations that
hold it are lowered. Test files are never looked at unless the program includes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.callgraph.nodes import Index, index
from analyzer.facts import ir
from analyzer.program.model import Member, Opaque, SourceFile

if TYPE_CHECKING:
    from analyzer.facts.outline import Entry
    from analyzer.program import Body, Program
    from analyzer.program.package import Package

MOST_FILES = 80
"""Files one question about callers or stored values may look into. Beyond it the answer says it is cut."""


class Mentions:
    """Finds declarations by a word, as bodies, with one `Index` each. Everything is remembered."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._files: dict[tuple[str, str], list[SourceFile]] = {}
        self._indexes: dict[Body, Index] = {}
        self._bodies: dict[tuple[str, str], tuple[list[Body], str]] = {}

    def files(self, word: str, under: str = "") -> list[SourceFile]:
        """Production files below a directory that mention ``word``, by path."""
        key = (word, under)
        if key not in self._files:
            self._files[key] = self._open(self._paths(word, under))
        return self._files[key]

    def count(self, word: str, under: str = "") -> int:
        """How many production files below a directory mention ``word``; opens none of them."""
        return len(self._paths(word, under))

    def rarest(self, names: Sequence[str]) -> str:
        """The name that is best to start a search from: one that was searched for already, else the longest, which is rare."""
        return min(names, key=lambda name: (not self._program.tree.knows(name), -len(name), name))

    def receivers(self, method: str) -> Iterator[tuple[SourceFile, str]]:
        """The types that declare a method of that name, with the file where they do."""
        for file in self.files(method):
            for entry in file.outline.entries:
                if entry.kind == "method" and entry.names[0] == method:
                    yield file, entry.receiver

    def _paths(self, word: str, under: str = "") -> list[str]:
        return [path for path, _ in self._program.tree.mentioning(word, under)]

    def _open(self, paths: Sequence[str]) -> list[SourceFile]:
        found = []
        for path in paths:
            try:
                file = self._program.file(path)
            except Opaque:
                continue
            if file is not None:
                found.append(file)
        return found

    def in_package(self, package: Package, word: str) -> list[SourceFile]:
        """A package's own files that mention ``word``."""
        raw = word.encode()
        found = []
        for name, blob in package.blobs.items():
            try:
                if raw in self._program.tree.source(blob) and (file := package.file(name)) is not None:
                    found.append(file)
            except Opaque:
                continue
        return found

    def bodies(self, word: str, package: Package | None = None, under: str = "") -> tuple[list[Body], str]:
        """The functions, methods and variables (of ``package``, or of the whole tree below ``under``) that mention a
        word, in source order; and why some may be missing ('' if none is)."""
        key = (word, f"package {package.directory}" if package is not None else under)
        if key not in self._bodies:
            self._bodies[key] = self._find_bodies(word, package, under)
        return self._bodies[key]

    def _find_bodies(self, word: str, package: Package | None, under: str) -> tuple[list[Body], str]:
        if package is not None:
            files: Sequence[SourceFile] = self.in_package(package, word)
        else:
            count = self.count(word, under)
            if count > MOST_FILES:
                return [], f"{count} files mention {word}, more than are looked into"
            files = self.files(word, under)
        return self._bodies_in(files, word)

    def _bodies_in(self, files: Sequence[SourceFile], word: str) -> tuple[list[Body], str]:
        found: list[Body] = []
        missing = ""
        raw = word.encode()
        for file in sorted(files, key=lambda file: file.path):
            try:
                source = self._program.tree.source(file.blob)
                for entry in file.outline.entries:
                    if entry.kind in ("func", "method", "var") and source.find(raw, entry.start, entry.end) >= 0:
                        found.extend(self.bodies_of(file, entry))
            except Opaque as gap:
                missing = missing or str(gap)
        return found, missing

    def using(self, package: Package, name: str, everywhere: bool) -> tuple[list[Body], str]:
        """The bodies that mention a member of a package: in the package itself and, ``everywhere``, in files that import
        it. The package's own come first."""
        own, missing = self.bodies(name, package)
        if not everywhere:
            return own, missing
        key = (name, f"users of {package.directory}")
        if key not in self._bodies:
            files = self._importing(package, name)
            others, gap = self._bodies_in(files[:MOST_FILES], name)
            if len(files) > MOST_FILES:
                gap = f"{len(files)} files mention {name}, more than are looked into"
            self._bodies[key] = ([*own, *others], missing or gap)
        return self._bodies[key]

    def types(self, word: str, package: Package | None = None, everywhere: bool = True) -> list[tuple[Member, ir.TypeSpec]]:
        """The package-level types whose declaration mentions ``word``: of the whole tree, or of those files that can
        name a member of ``package``."""
        if package is None:
            files = self.files(word)
        else:
            files = self.in_package(package, word)
            if everywhere:
                files = [*files, *self._importing(package, word)]
        found: list[tuple[Member, ir.TypeSpec]] = []
        raw = word.encode()
        for file in files:
            source = self._program.tree.source(file.blob)
            for entry in file.outline.entries:
                if entry.kind == "type" and source.find(raw, entry.start, entry.end) >= 0:
                    found.extend(self._specs_of(file, entry))
        return found

    def _specs_of(self, file: SourceFile, entry: Entry) -> Iterator[tuple[Member, ir.TypeSpec]]:
        for name in entry.names:
            member = file.package.member(name)
            if member is not None and member.entry is entry:
                spec = self._program.declared(member)
                if isinstance(spec, ir.TypeSpec):
                    yield member, spec

    def _importing(self, package: Package, word: str) -> list[SourceFile]:
        """Production files of other packages that mention ``word`` and a package's import path."""
        key = (word, f"importing {package.directory}")
        if key not in self._files:
            ending = f'{package.path}"'.encode()
            wanted = []
            for path, blob in self._program.tree.mentioning(word):
                if path.rpartition("/")[0] == package.directory:
                    continue
                try:
                    if ending in self._program.tree.source(blob):
                        wanted.append(path)
                except Opaque:
                    wanted.append(path)
            self._files[key] = self._open(wanted)
        return self._files[key]

    def bodies_of(self, file: SourceFile, entry: Entry) -> Iterator[Body]:
        """The bodies of one entry: a function's, or one for each variable that has an initial value. Raises Opaque."""
        package = file.package
        if entry.kind == "method":
            member = package.method(entry.receiver, entry.names[0])
            if member is None or member.entry is not entry:
                member = Member(entry.names[0], "method", file, entry)
            yield self._program.body(self._program.function(member))
            return
        if entry.kind == "var":
            yield self._program.initializer(Member(entry.names[0], entry.kind, file, entry))
            return
        name = entry.names[0]
        member = package.member(name)
        if member is None or member.entry is not entry:
            member = Member(name, entry.kind, file, entry)
        yield self._program.body(self._program.function(member))

    def index(self, body: Body) -> Index:
        """What a body does, by name."""
        if body not in self._indexes:
            self._indexes[body] = index(body.decl)
        return self._indexes[body]
