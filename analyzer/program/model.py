"""The parts of a program: tree, packages, files, functions, names. No types here; see `analyzer.program.types`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from analyzer.facts import ir
from analyzer.facts.outline import Entry, Outline
from analyzer.places import Place, place


class Opaque(Exception):
    """A file of the tree cannot be read (missing object); ``str()`` is the reason. Callers turn it into Unknown."""


class Tree(Protocol):
    """The Go source of one revision, read on demand. Paths are relative to the root, '' is the root itself."""

    def directory(self, path: str) -> Listing | None:
        """What a directory holds; None if there is no such directory."""

    def text(self, path: str) -> bytes | None:
        """A file's bytes (go.mod, vendor/modules.txt); None if it does not exist. Raises Opaque."""

    def outline(self, blob: str) -> Outline:
        """The outline of a Go file. Raises Opaque."""

    def declaration(self, blob: str, entry: Entry) -> ir.Declaration:
        """One declaration of a Go file, positions as in the whole file. Raises Opaque."""

    def mentioning(self, word: str, under: str = "") -> Sequence[str]:
        """Paths of the .go files below ``under`` whose bytes contain ``word``, sorted; test files and
        testdata included. Cheap when asked again. Files that cannot be read are in `blind`."""

    def mentions(self, blob: str, word: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a file's bytes contain ``word`` (between two offsets). Raises Opaque."""

    @property
    def blind(self) -> Sequence[tuple[str, str]]:
        """(path, reason) of what could not be read so far."""


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
    outline: Outline
    package: Package
    test: bool = False


@dataclass(eq=False, slots=True)
class Member:
    """A package-level name: ``kind`` is func, type, var, const. For one of a group, ``spec()`` finds it."""

    name: str
    kind: str
    file: SourceFile
    entry: Entry


@dataclass(eq=False, slots=True)
class Package:
    """A package of the tree, test files left out unless asked for.

    ``path`` is its import path as its own module sees it, ``directory`` its place in the tree.
    ``methods`` maps a receiver type's name to its methods by name. External packages (std, not in the tree)
    are `External`, never this.
    """

    path: str
    name: str
    directory: str
    module: str
    files: list[SourceFile] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)
    methods: dict[str, dict[str, Member]] = field(default_factory=dict)


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
        return self.decl.name

    @property
    def place(self) -> Place:
        return place(self.file.path, self.decl.at)

    @property
    def qualified(self) -> str:
        """As Go prints it with a bare package name: ``images.(*Service).Pull``, ``images.Parse``."""
        if not self.receiver:
            return f"{self.package.name}.{self.name}"
        return f"{self.package.name}.({'*' if self.pointer else ''}{self.receiver}).{self.name}"


@dataclass(eq=False, slots=True)
class Local:
    """A name declared inside a function: ``kind`` is receiver, parameter, result, var, const, type, label or range.

    ``at`` is its declaration. ``inside`` is the innermost FuncLit that declares it (None: the function itself):
    a use from a deeper literal is a capture.
    """

    name: str
    kind: str
    at: int
    inside: ir.FuncLit | None
