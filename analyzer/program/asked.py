"""What was asked of a tree on the way to an answer: another tree that gives the same replies leads to the same answer.

Everything that the program reads of its tree it reads through a `Question`, whose reply is noted. Declarations are replies
by their text, not by their place: where all texts are equal and some stand elsewhere in their file, `verify` tells by how
many lines they moved. A question is put to another tree only where what it depends on, a directory or the files that mention a
word, is not the same there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

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

    @property
    def source(self) -> Source:
        """What in a tree the reply depends on."""


class Directory(msgspec.Struct, frozen=True):
    """The Go files of one directory."""

    path: str

    def state(self, program: Program) -> object:
        """A value that is equal where the files are."""
        return program.tree.files_of(self.path)


class Word(msgspec.Struct, frozen=True):
    """The Go files that contain a word, anywhere."""

    word: str

    def state(self, program: Program) -> object:
        """A value that is equal where those files are."""
        return tuple(program.tree.mentioning(self.word))


class Everything(msgspec.Struct, frozen=True):
    """More than one directory: the reply has to be asked for."""

    def state(self, program: Program) -> object:
        """A value that is never equal."""
        return object()


Source = Directory | Word | Everything


class _OfDirectory(msgspec.Struct, frozen=True):
    """A question whose reply rests on one directory."""

    directory: str

    @property
    def source(self) -> Source:
        """What in a tree the reply depends on."""
        return Directory(self.directory)


class Lookup(_OfDirectory, frozen=True):
    """What a package declares under a name: a method of ``receiver``, or a member where that is ''. Of a function only what stands
    before its body."""

    receiver: str
    name: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        member = package.lookup(self.receiver, self.name) if package is not None else None
        return None if member is None else (program.seen(member.file, member.entry, head=True),)


class BodyOf(_OfDirectory, frozen=True):
    """A whole function or method."""

    receiver: str
    name: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        member = package.lookup(self.receiver, self.name) if package is not None else None
        return None if member is None else (program.seen(member.file, member.entry),)


class Methods(_OfDirectory, frozen=True):
    """The names of the methods that a type declares."""

    receiver: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return tuple(package.methods(self.receiver)) if package is not None else None


class HasMethod(_OfDirectory, frozen=True):
    """Whether a type declares a method, whatever its signature."""

    receiver: str
    name: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return str(package is not None and package.has_method(self.receiver, self.name))


class Exists(msgspec.Struct, frozen=True):
    """Whether a directory is a package under the build, and with which import path."""

    directory: str

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return package.path if package is not None else None

    @property
    def source(self) -> Source:
        return Everything()


class NameOf(_OfDirectory, frozen=True):
    """The name in a package's clauses."""

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return package.name if package is not None else None


class Imported(msgspec.Struct, frozen=True):
    """The package that a name stands for in a file; '' asks for those that are imported with a dot."""

    path: str
    name: str

    def reply(self, program: Program) -> Reply:
        file = program.file(self.path)
        return program.imports(file).reply(self.name) if file is not None else None

    @property
    def source(self) -> Source:
        return Directory(self.path.rpartition("/")[0])


class Resolves(msgspec.Struct, frozen=True):
    """The directory of an import path for files of a directory; an external one has no slash at its end."""

    path: str
    importer: str

    def reply(self, program: Program) -> Reply:
        found = program.layout.resolve(self.path, self.importer)
        return f"{found}/" if isinstance(found, str) else found.path

    @property
    def source(self) -> Source:
        return Everything()


class Mentioning(msgspec.Struct, frozen=True):
    """The declarations of some kinds that mention a word: in the whole tree, in a package (``inside``), or in files that import
    one (``importing``); with ``embedded``, where it stands as an embedded type does."""

    word: str
    kinds: tuple[str, ...]
    inside: str | None
    importing: str | None
    embedded: bool = False

    def reply(self, program: Program) -> Reply:
        found, missing = program.mentions.entries(self)
        return (*(program.seen(file, entry) for file, entry in found), missing)

    @property
    def source(self) -> Source:
        return Directory(self.inside) if self.inside is not None else Word(self.word)


class Declaring(msgspec.Struct, frozen=True):
    """The declarations of a name anywhere in the tree."""

    name: str

    def reply(self, program: Program) -> Reply:
        return tuple(program.seen(one.file, one.entry, head=True) for one in program.mentions.declaring(self.name))

    @property
    def source(self) -> Source:
        return Word(self.name)


class Writes(_OfDirectory, frozen=True):
    """Whether a package's files contain one of some texts."""

    texts: tuple[str, ...]

    def reply(self, program: Program) -> Reply:
        package = program.package(self.directory)
        return str(package is not None and program.mentions.writes(package, self.texts))


class Troubled(msgspec.Struct, frozen=True):
    """The files that mention a word near something that cannot be read."""

    word: str

    def reply(self, program: Program) -> Reply:
        return program.mentions.troubled(self.word)

    @property
    def source(self) -> Source:
        return Word(self.word)


class Asked:
    """The questions asked so far, with their replies.

    Attributes:
        telling: the question whose reply was another one in the last tree that was compared.
    """

    def __init__(self) -> None:
        self.replies: dict[Question, Reply] = {}
        self.telling: Question | None = None
        self._sources: list[_Asked] = []

    def note(self, question: Question, reply: Reply) -> None:
        """Notes a reply."""
        self.replies[question] = reply

    def finish(self, program: Program) -> None:
        """Notes the state of everything the replies depended on; no more is asked after that."""
        by_source: dict[Source, list[Question]] = {}
        for question in self.replies:
            by_source.setdefault(question.source, []).append(question)
        self._sources = [_Asked(source, source.state(program), questions) for source, questions in by_source.items()]

    def shifts(self, program: Program) -> dict[Shift, None] | None:
        """How declarations moved in a tree that gives the same replies; None if one reply differs. Where a source is as it was in the
        last tree that gave them, nothing is asked again."""
        found: dict[Shift, None] = {}
        for asked in self._sources:
            now = asked.source.state(program)
            if now is asked.state or now == asked.state:
                continue
            if asked.moved is None or now != asked.latest:
                asked.moved = self._asked_again(asked.questions, program)
                asked.latest = now
                if asked.moved is None:
                    return None
            found.update(dict.fromkeys(asked.moved))
        return found

    def _asked_again(self, questions: Sequence[Question], program: Program) -> tuple[Shift, ...] | None:
        found: dict[Shift, None] = {}
        for question in questions:
            moves = _moves(self.replies[question], question.reply(program))
            if moves is None:
                self.telling = question
                return None
            found.update(dict.fromkeys(moves))
        return tuple(found)


class _Asked:
    """The questions whose replies depend on one source, and its ``state`` when they were asked; ``latest`` is that of the last tree
    with the same replies but another state, ``moved`` how declarations moved there."""

    __slots__ = ("latest", "moved", "questions", "source", "state")

    def __init__(self, source: Source, state: object, questions: Sequence[Question]) -> None:
        self.source = source
        self.state = state
        self.questions = questions
        self.latest: object = None
        self.moved: tuple[Shift, ...] | None = None


def verify(asked: Asked, program: Program) -> tuple[Shift, ...] | None:
    """How declarations moved in a tree that gives the same replies; None if one reply differs. The question that told the
    last tree from this one is asked first: the next tree most likely differs in it too."""
    if asked.telling is not None and _moves(asked.replies[asked.telling], asked.telling.reply(program)) is None:
        return None
    shifts = asked.shifts(program)
    return None if shifts is None else tuple(shifts)


def _moves(reply: Reply, now: Reply) -> tuple[Shift, ...] | None:
    """How the declarations of a reply moved; None if it is another reply."""
    if now == reply:
        return ()
    if not isinstance(reply, tuple) or not isinstance(now, tuple) or len(now) != len(reply):
        return None
    found = []
    for old, new in zip(reply, now, strict=True):
        if isinstance(old, Seen) and isinstance(new, Seen) and old.content == new.content:
            if old.line != new.line:
                found.append(Shift(old.path, old.line, old.line + old.lines, new.line - old.line))
        elif old != new:
            return None
    return tuple(found)
