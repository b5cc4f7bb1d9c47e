"""The declarations that mention a word: how anything is found without loading the program.

A word is looked for in the bytes of files first, then in the byte range of each declaration, and only declarations that
hold it are lowered. Test files are never looked at unless the program includes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program.asked import Declaring, Mentioning, Troubled, Writes
from analyzer.program.model import Member, Opaque, SourceFile

if TYPE_CHECKING:
    from analyzer.facts.outline import Entry
    from analyzer.program.package import Package
    from analyzer.program.packages import Program
    from analyzer.program.scope import Body

MOST_FILES = 80
"""Files one question may look into. Beyond it the answer says it is cut."""
_CODE = ("func", "method", "var")


class Mentions:
    """Finds declarations by a word. Everything is remembered."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._entries: dict[Mentioning, tuple[list[tuple[SourceFile, Entry]], str]] = {}
        self._declaring: dict[str, list[Member]] = {}
        self._bodies: dict[tuple[str, int], list[Body]] = {}

    # -- what is asked ---------------------------------------------------------------------------

    def bodies(self, word: str, package: Package | None = None) -> tuple[list[Body], str]:
        """The functions, methods and variables (of ``package``, or of the whole tree) that mention a word, in source order;
        and why some may be missing ('' if none is)."""
        inside = package.directory if package is not None else None
        return self._as_bodies(Mentioning(word, _CODE, inside, None))

    def using(self, package: Package, name: str, *, everywhere: bool) -> tuple[list[Body], str]:
        """The bodies that mention a member of a package: in the package itself and, ``everywhere``, in files that import
        it. The package's own come first."""
        own, missing = self.bodies(name, package)
        if not everywhere:
            return own, missing
        others, gap = self._as_bodies(Mentioning(name, _CODE, None, package.directory))
        return [*own, *others], missing or gap

    def types(
        self, word: str, package: Package | None = None, *, everywhere: bool = True
    ) -> list[tuple[Member, ir.TypeSpec]]:
        """The package-level types whose declaration mentions ``word``: of the whole tree, or of those files that can
        name a member of ``package``."""
        kinds = ("type",)
        asked = [Mentioning(word, kinds, package.directory if package is not None else None, None)]
        if package is not None and everywhere:
            asked.append(Mentioning(word, kinds, None, package.directory))
        entries = [found for question in asked for found in self.entries(question)[0]]
        return [found for file, entry in entries for found in self._specs_of(file, entry)]

    def embedding(self, member: Member, *, everywhere: bool) -> list[tuple[Member, ir.TypeSpec]]:
        """The package-level types whose declaration embeds, it seems, a type: of its own package and, ``everywhere``, of files that
        import it."""
        directory = member.file.package.directory
        asked = [Mentioning(member.name, ("type",), directory, None, embedded=True)]
        if everywhere:
            asked.append(Mentioning(member.name, ("type",), None, directory, embedded=True))
        entries = [found for question in asked for found in self.entries(question)[0]]
        return [found for file, entry in entries for found in self._specs_of(file, entry)]

    def declaring(self, name: str) -> list[Member]:
        """Everything that is declared by that name anywhere in the tree, methods included, by place."""
        if name not in self._declaring:
            found = []
            for path, _ in self._program.tree.mentioning(name):
                file = self._file(path) if self._declares(path, name) else None
                if file is not None:
                    entries = (entry for entry in file.outline.entries if name in entry.names)
                    found += [file.package.member_at(file, entry, name) for entry in entries]
            self._declaring[name] = found
            self._program.note(
                Declaring(name), tuple(self._program.seen(one.file, one.entry, head=True) for one in found)
            )
        return self._declaring[name]

    def writes(self, package: Package, texts: tuple[str, ...]) -> bool:
        """Whether a package's files contain one of some texts."""
        found = False
        for blob in package.blobs.values():
            try:
                found = found or any(self._program.tree.has(blob, text) for text in texts)
            except Opaque:
                continue
        self._program.note(Writes(package.directory, texts), str(found))
        return found

    def troubled(self, word: str) -> tuple[tuple[str, int, str], ...]:
        """The places (path, line, reason) where a file mentions a word in something that cannot be read."""
        found: list[tuple[str, int, str]] = []
        for path, blob in self._program.tree.mentioning(word):
            try:
                found += [(path, line_of(at), reason) for at, reason in self._program.tree.troubles(blob, word)]
            except Opaque:
                continue
        self._program.note(Troubled(word), tuple(found))
        return tuple(found)

    def rarest(self, names: Sequence[str]) -> str:
        """The name that is best to start a search from: one that was searched for already, else the longest, which is rare."""
        return min(names, key=lambda name: (not self._program.tree.knows(name), -len(name), name))

    # -- entries -----------------------------------------------------------------------------------

    def entries(self, asked: Mentioning) -> tuple[list[tuple[SourceFile, Entry]], str]:
        """The declarations that a question means, and why some may be missing."""
        if asked not in self._entries:
            found, missing = self._find(asked)
            self._entries[asked] = found, missing
            self._program.note(asked, (*(self._program.seen(file, entry) for file, entry in found), missing))
        return self._entries[asked]

    def _find(self, asked: Mentioning) -> tuple[list[tuple[SourceFile, Entry]], str]:
        paths, missing = self._places(asked)
        found: list[tuple[SourceFile, Entry]] = []
        for path, blob in paths:
            try:
                places = self._program.tree.occurrences(blob, asked.word, embedded=asked.embedded)
                file = self._program.file(path) if places else None
            except Opaque as gap:
                missing = missing or str(gap)
                continue
            if file is not None:
                entries = self._program.tree.entries_at(blob, places)
                found += [(file, entry) for entry in entries if entry.kind in asked.kinds]
        return found, missing

    def _places(self, asked: Mentioning) -> tuple[list[tuple[str, str]], str]:
        """The files to look into, as path and blob id, and why some may be missing."""
        if asked.inside is not None:
            package = self._program.package(asked.inside)
            start = f"{asked.inside}/" if asked.inside else ""
            return ([(start + name, blob) for name, blob in package.blobs.items()] if package is not None else []), ""
        if asked.importing is not None:
            found = list(self._importing(asked.importing, asked.word))
        else:
            found = list(self._program.tree.mentioning(asked.word))
        gap = f"more files mention {asked.word} than are looked into" if len(found) > MOST_FILES else ""
        return found[:MOST_FILES], gap

    def _importing(self, directory: str, word: str) -> Iterator[tuple[str, str]]:
        """Files of other packages that mention ``word`` and a package's import path."""
        ending = f'{self._program.layout.path(directory)}"'
        for path, blob in self._program.tree.mentioning(word):
            if path.rpartition("/")[0] == directory:
                continue
            try:
                if self._program.tree.has(blob, ending):
                    yield path, blob
            except Opaque:
                yield path, blob

    def _file(self, path: str) -> SourceFile | None:
        try:
            return self._program.file(path)
        except Opaque:
            return None

    def _declares(self, path: str, name: str) -> bool:
        directory, _, base = path.rpartition("/")
        try:
            return self._program.tree.declares(directory, base, name)
        except Opaque:
            return False

    # -- entries as bodies ---------------------------------------------------------------------------

    def _as_bodies(self, asked: Mentioning) -> tuple[list[Body], str]:
        entries, missing = self.entries(asked)
        found: list[Body] = []
        for file, entry in entries:
            try:
                found.append(self.body_of(file, entry))
            except Opaque as gap:
                missing = missing or str(gap)
        return found, missing

    def body_of(self, file: SourceFile, entry: Entry) -> Body:
        """The body of one entry. Raises Opaque."""
        member = file.package.member_at(file, entry, entry.names[0])
        if entry.kind == "var":
            return self._program.initializer(member)
        return self._program.body(self._program.function(member))

    def _specs_of(self, file: SourceFile, entry: Entry) -> Iterator[tuple[Member, ir.TypeSpec]]:
        for name in entry.names:
            member = file.package.member_at(file, entry, name)
            spec = self._program.declared(member)
            if isinstance(spec, ir.TypeSpec):
                yield member, spec
