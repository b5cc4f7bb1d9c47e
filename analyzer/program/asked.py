"""What was asked of a tree on the way to an answer: another tree that gives the same replies leads to the same answer.

Everything that the program reads of its tree it reads through a `Question`, whose reply is noted. Declarations are replies
by their text, not by their place: where all texts are equal and some stand elsewhere in their file, `verify` tells by how
many lines they moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from analyzer.program.packages import Program


class Seen(NamedTuple):
    """A declaration as a reply: what its text is, and where it stands."""

    path: str
    names: tuple[str, ...]
    text: bytes
    line: int
    lines: int

    @property
    def content(self) -> tuple[str, tuple[str, ...], bytes]:
        """The declaration, its line aside."""
        return self.path, self.names, self.text


class Shift(NamedTuple):
    """Lines ``first`` to ``last`` of a file are found ``by`` lines further down in the other tree."""

    path: str
    first: int
    last: int
    by: int


Reply = str | tuple[object, ...] | None
"""Text, a tuple of plain values, or a tuple of `Seen`."""


class Question(Protocol):
    """One question to a tree. Equal questions are equal keys."""

    def reply(self, program: Program) -> Reply:
        """The reply of a program's tree."""


class Lookup(NamedTuple):
    """What a package declares under a name: a method of ``receiver``, or a member where that is ''."""

    directory: str
    receiver: str
    name: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        member = package.lookup(self.receiver, self.name) if package is not None else None
        return None if member is None else (program.seen(member.file, member.entry),)


class Methods(NamedTuple):
    """The names of the methods that a type declares."""

    directory: str
    receiver: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return tuple(package.methods(self.receiver)) if package is not None else None


class Exists(NamedTuple):
    """Whether a directory is a package under the build, and with which import path."""

    directory: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return package.path if package is not None else None


class NameOf(NamedTuple):
    """The name in a package's clauses."""

    directory: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return package.name if package is not None else None


class ImportsOf(NamedTuple):
    """What a file imports."""

    path: str

    def reply(self, program: Program) -> Reply:
        file = program.file(self.path)
        return program.imports(file).written if file is not None else None


class Resolves(NamedTuple):
    """The directory of an import path for files of a directory; an external one has no slash at its end."""

    path: str
    importer: str

    def reply(self, program: Program) -> Reply:
        found = program.layout.resolve(self.path, self.importer)
        return f"{found}/" if isinstance(found, str) else found.path


class Mentioning(NamedTuple):
    """The declarations of some kinds that mention a word: in the whole tree, in a package (``inside``), or in files that import
    one (``importing``)."""

    word: str
    kinds: tuple[str, ...]
    inside: str | None
    importing: str | None

    def reply(self, program: Program) -> Reply:
        found, missing = program.mentions.entries(self)
        return (*(program.seen(file, entry) for file, entry in found), missing)


class Declaring(NamedTuple):
    """The declarations of a name anywhere in the tree."""

    name: str

    def reply(self, program: Program) -> Reply:
        return tuple(program.seen(member.file, member.entry) for member in program.mentions.declaring(self.name))


class Writes(NamedTuple):
    """Whether a package's files contain one of some texts."""

    directory: str
    texts: tuple[bytes, ...]

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return str(package is not None and program.mentions.writes(package, self.texts))


class Troubled(NamedTuple):
    """The files that mention a word near something that cannot be read."""

    word: str

    def reply(self, program: Program) -> Reply:
        return program.mentions.troubled(self.word)


class Asked:
    """The questions asked so far, with their replies."""

    def __init__(self) -> None:
        self.replies: dict[Question, Reply] = {}

    def note(self, question: Question, reply: Reply) -> None:
        """Notes a reply."""
        self.replies[question] = reply


def verify(asked: Asked, program: Program) -> tuple[Shift, ...] | None:
    """How declarations moved in a tree that gives the same replies; None if one reply differs."""
    shifts: dict[Shift, None] = {}
    for question, reply in asked.replies.items():
        now = question.reply(program)
        if now == reply:
            continue
        if not isinstance(reply, tuple) or not isinstance(now, tuple) or len(now) != len(reply):
            return None
        for old, new in zip(reply, now, strict=True):
            if not isinstance(old, Seen) or not isinstance(new, Seen):
                if old != new:
                    return None
            elif old.content != new.content:
                return None
            elif old.line != new.line:
                shifts[Shift(old.path, old.line, old.line + old.lines, new.line - old.line)] = None
    return tuple(shifts)
