"""The parts of a program: tree, packages, files, functions, names. No types here; see `analyzer.program.types`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analyzer.facts import ir
from analyzer.facts.head import Head
from analyzer.facts.outline import Entry, Outline
from analyzer.places import Place, place

if TYPE_CHECKING:
    from analyzer.program.package import Package


class Opaque(Exception):
    """A file of the tree cannot be read (missing object); ``str()`` is the reason. Callers turn it into Unknown."""


class Tree(Protocol):
    """The Go source of one revision, read on demand. Paths are relative to the root, '' is the root itself."""

    def directory(self, path: str) -> Listing | None:
        """What a directory holds; None if there is no such directory. Raises Opaque."""

    def files_of(self, path: str) -> object:
        """A value that is equal where a directory holds the same Go files. Raises nothing."""

    def text(self, path: str) -> bytes | None:
        """A file's bytes (go.mod, vendor/modules.txt); None if it does not exist. Raises Opaque."""

    def source(self, blob: str) -> bytes:
        """A Go file's bytes. Raises Opaque."""

    def declarers(self, directory: str, name: str) -> Sequence[str]:
        """The Go files of a directory that declare a name at the top level, by their names; ``T.m`` asks for a method, ``T.``
        for any method of a type. Raises Opaque."""

    def declares(self, directory: str, file: str, name: str) -> bool:
        """Whether a Go file declares a name at the top level, or a method of that name. Raises Opaque."""

    def entry(self, blob: str, receiver: str, name: str) -> Entry | None:
        """The declaration of a member ('' for receiver) or method in a Go file. Raises Opaque."""

    def entries_at(self, blob: str, places: Sequence[int]) -> list[Entry]:
        """The declarations of a Go file in which some sorted byte offsets lie, in source order. Raises Opaque."""

    def troubles(self, blob: str, word: str) -> Sequence[tuple[int, str]]:
        """Where a Go file mentions a word in, or in the same function as, something that cannot be read: packed position and
        reason. Raises Opaque."""

    def occurrences(self, blob: str, word: str, *, embedded: bool) -> Sequence[int]:
        """The byte offsets where a word stands in a Go file, in order; with ``embedded``, only where it stands as an embedded type
        does. Raises Opaque."""

    def has(self, blob: str, text: str) -> bool:
        """Whether a Go file contains a text. Raises Opaque."""

    def outline(self, blob: str) -> Outline:
        """The outline of a Go file. Raises Opaque."""

    def head(self, files: Mapping[str, str]) -> Head:
        """What other packages can see of a package whose files are given by name and blob id. Raises Opaque."""

    def digest(self, blob: str, entry: Entry, *, head: bool) -> tuple[bytes, int]:
        """A hash of a declaration's text, and how many lines it has after its first; with ``head``, the text of a function
        ends before its body. Raises Opaque."""

    def declaration(self, blob: str, entry: Entry) -> ir.Declaration:
        """One declaration of a Go file, positions as in the whole file. Raises Opaque."""

    def mentioning(self, word: str, under: str = "") -> Sequence[tuple[str, str]]:
        """(path, blob id) of the .go files below ``under`` whose bytes contain ``word``, sorted by path; what ``testdata`` and
        hidden folders hold is left out, and test files are unless they are asked for. Cheap when asked again."""

    def expect(self, words: Iterable[str]) -> None:
        """Tells that words will be asked for with `mentioning`: files are read once for all of them. Changes no reply."""

    def knows(self, word: str) -> bool:
        """Whether the tree was searched for a word before, so that asking again is cheap."""

    def holding(self, name: str) -> Sequence[str]:
        """The directories that hold a file ``name``, sorted; ``vendor``, ``testdata`` and hidden folders left out."""

    @property
    def incomplete(self) -> bool:
        """Whether a file or directory that was asked for could not be read."""

    @property
    def blind(self) -> Sequence[tuple[str, str]]:
        """(path, reason) of the files that a search could not read."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A directory: Go files by name to blob id (all of them, tests too), sub-directories, other file names."""

    go: Mapping[str, str]
    directories: frozenset[str]
    others: frozenset[str]


@dataclass(eq=False, slots=True)
class SourceFile:
    """One Go file of a package under the build configuration. ``test`` is a ``_test.go`` file."""

    path: str
    blob: str
    package: Package
    outline: Outline
    test: bool = False


@dataclass(eq=False, slots=True)
class Member:
    """A package-level name, or a method: ``kind`` is func, method, type, var or const."""

    name: str
    kind: str
    file: SourceFile
    entry: Entry


@dataclass(frozen=True, slots=True)
class External:
    """A package that is not in the tree: the standard library or an absent dependency."""

    path: str
    name: str


@dataclass(eq=False, slots=True)
class Function:
    """A declared function or method. ``receiver`` is the bare receiver type name or '', ``pointer`` whether ``*T``."""

    package: Package
    file: SourceFile
    decl: ir.FuncDecl
    receiver: str = ""
    pointer: bool = False

    @property
    def name(self) -> str:
        """Its name, without receiver."""
        return self.decl.name

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return place(self.file.path, self.decl.at)

    @property
    def qualified(self) -> str:
        """As Go prints it with a bare package name: ``images.(*Service).Pull``, ``images.Parse``."""
        if not self.receiver:
            return f"{self.package.name}.{self.name}"
        owner = f"(*{self.receiver})" if self.pointer else f"({self.receiver})"
        return f"{self.package.name}.{owner}.{self.name}"


class Local:
    """A name declared inside a function: ``kind`` is receiver, parameter, result, var, const or type.

    ``at`` is its declaration. ``inside`` is the innermost FuncLit that declares it (None: the function itself):
    a use from a deeper literal is a capture. ``origin`` is what gives it its type, see `analyzer.program.scope`.
    """

    __slots__ = ("at", "inside", "kind", "name", "origin")

    def __init__(self, name: str, kind: str, at: int, inside: ir.FuncLit | None, origin: object) -> None:
        self.name = name
        self.kind = kind
        self.at = at
        self.inside = inside
        self.origin = origin

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name} {self.at >> 20}:{self.at & 0xFFFFF}>"
