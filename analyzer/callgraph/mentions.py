"""The declarations that mention a word: how anything is found without loading the program.

A word is looked for in the bytes of files first, then in the byte range of each declaration, and only declarations that
hold it are lowered. Test files are never looked at unless the program includes them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.callgraph.nodes import Index, index
from analyzer.facts import ir
from analyzer.program.model import Member, Opaque, Package, SourceFile

if TYPE_CHECKING:
    from analyzer.facts.outline import Entry
    from analyzer.program import Body, Program

MOST_FILES = 600
"""Files one question about callers or stored values may look into. Beyond it the answer says it is cut."""


class Mentions:
    """Finds declarations by a word, as bodies, with one `Index` each. Everything is remembered."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._files: dict[tuple[str, str], list[tuple[Package, SourceFile]]] = {}
        self._indexes: dict[Body, Index] = {}
        self._bodies: dict[tuple[str, str], tuple[list[Body], str]] = {}

    def files(self, word: str, under: str = "") -> list[tuple[Package, SourceFile]]:
        """Production files below a directory that mention ``word``, by path."""
        key = (word, under)
        if key not in self._files:
            paths = [path for path in self._program.tree.mentioning(word, under) if self._wanted(path)]
            self._files[key] = list(self._program.packages_of_files(paths))
        return self._files[key]

    def count(self, word: str, under: str = "") -> int:
        """How many production files below a directory mention ``word``; opens none of them."""
        return sum(1 for path in self._program.tree.mentioning(word, under) if self._wanted(path))

    def _wanted(self, path: str) -> bool:
        return self._program.tests or not path.endswith("_test.go")

    def in_package(self, package: Package, word: str) -> list[SourceFile]:
        """A package's own files that mention ``word``."""
        found = []
        for file in package.files:
            try:
                if (not file.test or self._program.tests) and self._program.tree.mentions(file.blob, word):
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
            files = [file for _, file in self.files(word, under)]
        return self._bodies_in(files, word)

    def _bodies_in(self, files: Sequence[SourceFile], word: str) -> tuple[list[Body], str]:
        found: list[Body] = []
        missing = ""
        for file in sorted(files, key=lambda file: file.path):
            for entry in file.outline.entries:
                if entry.kind not in ("func", "method", "var"):
                    continue
                try:
                    if self._program.tree.mentions(file.blob, word, entry.start, entry.end):
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
            files = [file for _, file in self.files(word)]
        else:
            files = self.in_package(package, word)
            if everywhere:
                files = [*files, *self._importing(package, word)]
        found: list[tuple[Member, ir.TypeSpec]] = []
        for file in files:
            for entry in file.outline.entries:
                if entry.kind == "type" and self._program.tree.mentions(file.blob, word, entry.start, entry.end):
                    found.extend(self._specs_of(file, entry))
        return found

    def _specs_of(self, file: SourceFile, entry: Entry) -> Iterator[tuple[Member, ir.TypeSpec]]:
        for name in entry.names:
            member = file.package.members.get(name)
            if member is not None and member.entry is entry:
                spec = self._program.declared(member)
                if isinstance(spec, ir.TypeSpec):
                    yield member, spec

    def _importing(self, package: Package, word: str) -> list[SourceFile]:
        """Production files of other packages that mention ``word`` and a package's import path."""
        key = (word, f"importing {package.directory}")
        if key not in self._files:
            ending = f'{package.path}"'
            paths = [
                path
                for path in self._program.tree.mentioning(word)
                if self._wanted(path) and posixpath.dirname(path) != package.directory and self._holds(path, ending)
            ]
            self._files[key] = list(self._program.packages_of_files(paths))
        return [file for _, file in self._files[key]]

    def _holds(self, path: str, text: str) -> bool:
        """Whether a file's bytes contain ``text``. One that cannot be read may: it is kept for its reader to say so."""
        listing = self._program.tree.directory(posixpath.dirname(path))
        blob = listing.go.get(posixpath.basename(path)) if listing is not None else None
        try:
            return blob is not None and self._program.tree.mentions(blob, text)
        except Opaque:
            return True

    def bodies_of(self, file: SourceFile, entry: Entry) -> Iterator[Body]:
        """The bodies of one entry: a function's, or one for each variable that has an initial value. Raises Opaque."""
        package = file.package
        if entry.kind == "method":
            member = package.methods.get(entry.receiver, {}).get(entry.names[0])
            if member is None or member.entry is not entry:
                member = Member(entry.names[0], "func", file, entry)
            yield self._program.body(self._program.function(member))
            return
        for name in entry.names:
            member = package.members.get(name)
            if member is None or member.entry is not entry:
                member = Member(name, entry.kind, file, entry)
            if entry.kind == "func":
                yield self._program.body(self._program.function(member))
            elif name == entry.names[0] or self._own_value(member):
                yield self._program.initializer(member)

    def _own_value(self, member: Member) -> bool:
        """Whether a variable of a group has a specification of its own (not ``var a, b = f()``'s second name)."""
        spec = self._program.declared(member)
        return isinstance(spec, tuple) and (spec[1] == 0 or len(spec[0].values) > 1)

    def index(self, body: Body) -> Index:
        """What a body does, by name."""
        if body not in self._indexes:
            self._indexes[body] = index(body.decl)
        return self._indexes[body]
