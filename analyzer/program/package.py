"""Packages and what their files import, each name looked up when somebody asks for it.

A declaration is lowered when it is asked for, and only it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.program.asked import HasMethod, Imported, Lookup, Methods, NameOf, Reply
from analyzer.program.layout import likely_names
from analyzer.program.model import External, Member, Opaque, SourceFile

if TYPE_CHECKING:
    from analyzer.facts.outline import Entry
    from analyzer.program.packages import Program

_CLAUSE = re.compile(rb"^[ \t]*package[ \t]+(\w+)", re.MULTILINE)


class Package:
    """A package of the tree, test files left out unless asked for.

    Attributes:
        path: its import path as its own module sees it.
        directory: its place in the tree.
        blobs: the Go files that take part by their names, with their blob ids.
    """

    def __init__(self, program: Program, directory: str, blobs: dict[str, str]) -> None:
        self._program = program
        self.blobs = blobs
        self._files: dict[str, SourceFile | None] = {}
        self._found: dict[tuple[str, str], Member | None] = {}
        self._methods: dict[str, dict[str, Member]] = {}
        self._name = ""
        self.path = program.layout.path(directory)
        self.directory = directory

    @property
    def name(self) -> str:
        """The name in its package clauses."""
        if not self._name:
            self._name = self._clause()
            self._program.note(NameOf(self.directory), self._name)
        return self._name

    def _clause(self) -> str:
        self._name = self.path.rpartition("/")[2]
        found = self._name
        for name, blob in self.blobs.items():
            try:
                clause = _CLAUSE.search(self._program.tree.source(blob))
            except Opaque:
                continue
            if clause is not None and not name.endswith("_test.go") and clause[1] != b"documentation":
                found = clause[1].decode()
                if self.file(name) is not None:
                    break
        return found

    @property
    def opened(self) -> int:
        """How many of its files were parsed for their outline."""
        return len(self._files)

    @property
    def files(self) -> list[SourceFile]:
        """Its files under the build configuration, by name. Raises Opaque."""
        return [file for name in self.blobs if (file := self.file(name)) is not None]

    def file(self, name: str) -> SourceFile | None:
        """The file of that name, if it takes part in the build. Raises Opaque."""
        if name not in self.blobs:
            return None
        if name not in self._files:
            self._files[name] = self._open(name)
        return self._files[name]

    def _open(self, name: str) -> SourceFile | None:
        program = self._program
        outline = program.tree.outline(self.blobs[name])
        if not program.constraints.expression(outline.constraint) or (outline.cgo and not program.constraints.cgo):
            return None
        test = name.endswith("_test.go")
        if test and outline.package.endswith("_test") and outline.package != self.name:
            return None
        path = f"{self.directory}/{name}" if self.directory else name
        return SourceFile(path, self.blobs[name], self, outline, test)

    # -- names ---------------------------------------------------------------------------------------

    def member(self, name: str) -> Member | None:
        """The package-level function, type, variable or constant of that name. Raises Opaque."""
        return self.lookup("", name)

    def method(self, receiver: str, name: str) -> Member | None:
        """The method that a type declares itself. Raises Opaque."""
        return self.lookup(receiver, name)

    def methods(self, receiver: str) -> dict[str, Member]:
        """All methods that a type declares itself, by name. Raises Opaque."""
        if receiver not in self._methods:
            names = {
                entry.names[0]
                for file in self._files_with(f"{receiver}.")
                for entry in file.outline.entries
                if entry.receiver == receiver
            }
            self._program.note(Methods(self.directory, receiver), tuple(sorted(names)))
            found = ((name, self.lookup(receiver, name)) for name in sorted(names))
            self._methods[receiver] = {name: member for name, member in found if member is not None}
        return self._methods[receiver]

    def members(self) -> list[Member]:
        """Everything that the package declares, methods included, by file and place. Raises Opaque."""
        return [
            self.member_at(file, entry, name)
            for file in self.files
            for entry in file.outline.entries
            for name in entry.names
        ]

    def member_at(self, file: SourceFile, entry: Entry, name: str) -> Member:
        """The member that an entry declares; one that is declared before under the same name is another. Raises Opaque."""
        found = self.lookup(entry.receiver, name) if name != "_" else None
        return found if found is not None and found.entry is entry else Member(name, entry.kind, file, entry)

    def lookup(self, receiver: str, name: str) -> Member | None:
        """A member, or a method where there is a ``receiver``. Raises Opaque."""
        key = (receiver, name)
        if key not in self._found:
            found = None
            for file in self._files_with(f"{receiver}.{name}" if receiver else name):
                entry = self._program.tree.entry(file.blob, receiver, name)
                if entry is not None:
                    found = Member(name, entry.kind, file, entry)
                    break
            self._found[key] = found
            if self._program.traced:
                seen = None if found is None else (self._program.seen(found.file, found.entry, head=True),)
                self._program.note(Lookup(self.directory, receiver, name), seen)
        return self._found[key]

    def has_method(self, receiver: str, name: str) -> bool:
        """Whether a type declares a method itself, whatever its signature. Raises Opaque."""
        found = bool(self._program.tree.declarers(self.directory, f"{receiver}.{name}"))
        self._program.note(HasMethod(self.directory, receiver, name), str(found))
        return found

    def _files_with(self, name: str) -> Iterator[SourceFile]:
        """The files that declare a name."""
        for base in self._program.tree.declarers(self.directory, name):
            file = self.file(base)
            if file is not None:
                yield file

    def __repr__(self) -> str:
        return f"<package {self.path}>"


class Imports:
    """What a file's import names mean, found when a name is looked up."""

    def __init__(self, program: Program, file: SourceFile) -> None:
        self._program = program
        self._file = file
        self._known: dict[str, Package | External | None] = {}
        self._named = {i.name: i.path for i in file.outline.imports if i.name not in ("", ".", "_")}
        self._plain = [i.path for i in file.outline.imports if not i.name and i.path != "C"]
        self._cgo = any(i.path == "C" for i in file.outline.imports)
        self._dotted = [i.path for i in file.outline.imports if i.name == "."]
        self._asked_dotted = False

    @property
    def dotted(self) -> list[Package | External]:
        """The packages that the file imports with a dot."""
        if not self._asked_dotted:
            self._asked_dotted = True
            self._program.note(Imported(self._file.path, ""), self.reply(""))
        return [self._program.resolve_import(path, self._file.package) for path in self._dotted]

    def reply(self, name: str) -> Reply:
        """What a name stands for, as a reply."""
        if not name:
            return tuple(self._dotted)
        found = self.get(name)
        return None if found is None else found.path

    def get(self, name: str) -> Package | External | None:
        """The imported package that ``name`` stands for in the file."""
        if name not in self._known:
            found = self._known[name] = self._find(name)
            self._program.note(Imported(self._file.path, name), None if found is None else found.path)
        return self._known[name]

    def _find(self, name: str) -> Package | External | None:
        importer = self._file.package
        if name in self._named:
            return self._program.resolve_import(self._named[name], importer)
        if name == "C" and self._cgo:
            return External("C", "C")
        likely = [path for path in self._plain if name in likely_names(path)]
        for path in (*likely, *(path for path in self._plain if path not in likely)):
            found = self._program.resolve_import(path, importer)
            if found.name == name or (isinstance(found, External) and path in likely):
                return found
        return None
