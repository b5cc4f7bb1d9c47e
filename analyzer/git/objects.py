"""Objects by id, through one long-lived ``git cat-file --batch`` (git-cat-file(1), BATCH OUTPUT).

Requests are always on their way while answers are read; never more than fit into the pipe, so neither side can
block the other. A process that died (a corrupt object kills it) is started again, and the
object it died of is answered as unreadable.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple, Self

from analyzer.errors import NiltrailError, RepositoryError
from analyzer.git.environment import reading
from analyzer.git.layout import View

HUGE = 8 << 20
"""Blobs above this many bytes are not read; no Go source is that large."""

_REQUEST = 65  # the longest id with its newline
_SMALLEST = 4096  # bytes that any pipe holds
_ABANDON = 64 << 20  # a restart is cheaper than draining more than this
_PIPE = 1 << 20
_HOPELESS = 50  # deaths in a row


class MissingObject(NiltrailError):
    """An object is not there or cannot be read: a shallow or partial clone, a damaged or oversized object.

    Attributes:
        id: what was asked for.
        reason: why it cannot be read, for a sentence such as "object 1234: missing".
    """

    def __init__(self, id: str, reason: str) -> None:
        super().__init__(f"object {id}: {reason}")
        self.id = id
        self.reason = reason


class TreeEntry(NamedTuple):
    r"""One entry of a tree object. ``name`` is decoded as UTF-8, other bytes as ``\xff``; ``id`` is raw."""

    mode: int
    name: str
    id: bytes

    @property
    def directory(self) -> bool:
        """A sub-tree; not a submodule."""
        return self.mode & 0o170000 == 0o040000

    @property
    def file(self) -> bool:
        """A regular file, executable or not; not a symbolic link."""
        return self.mode & 0o170000 == 0o100000


def parse_tree(content: bytes, hash_size: int) -> list[TreeEntry]:
    """The entries of a tree object, in git's order; what is cut short or could not be a file's name is left out."""
    entries = []
    position = 0
    find = content.find
    while position < len(content):
        space = find(b" ", position)
        end = find(b"\0", space + 1)
        if space < 0 or end < 0 or end + hash_size >= len(content):
            break
        try:
            mode = int(content[position:space], 8)
        except ValueError:
            break
        name = content[space + 1 : end].decode("utf-8", "backslashreplace")
        position = end + 1 + hash_size
        if name not in ("", ".", "..") and "/" not in name:
            entries.append(TreeEntry(mode, name, content[end + 1 : position]))
    return entries


class Objects:
    """The objects of one repository. Not for several threads at once; after a fork each process starts its own git."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.hash_size = view.hash_size
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._window = _SMALLEST // _REQUEST
        self._deaths = 0  # in a row

    def __reduce__(self) -> tuple[type[Objects], tuple[View]]:
        return Objects, (self.view,)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def another(self) -> Objects:
        """The same objects through another process, for another thread."""
        return Objects(self.view)

    def read(self, name: str, limit: int = HUGE) -> tuple[str, str, bytes]:
        """The id, type (commit, tree, blob, tag) and content of an object by id or any revision expression
        (gitrevisions(7)).

        Raises:
            MissingObject: there is no such object, it cannot be read, or its size is above ``limit`` bytes.
        """
        if not name or "\n" in name or "\0" in name:
            raise MissingObject(repr(name), "not a name")
        for _, found in self._answers([name.encode("utf-8", "surrogateescape")], limit):
            if isinstance(found, MissingObject):
                raise found
            return found
        raise MissingObject(name, "git gave no answer")

    def blob(self, id: str) -> bytes:
        """A blob's bytes.

        Raises:
            MissingObject: it is missing, damaged, above `HUGE`, or no blob.
        """
        _, kind, content = self.read(id)
        if kind != "blob":
            raise MissingObject(id, f"a {kind}, not a file")
        return content

    def read_many(self, ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, bytes] | MissingObject]]:
        """Each id with its type and content, or why it cannot be read, in the order asked."""
        for name, found in self._answers((id.encode() for id in ids), HUGE):
            yield name.decode(), found if isinstance(found, MissingObject) else found[1:]

    def close(self) -> None:
        """Ends the git process; the next read starts another."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
            return
        process.kill()
        process.wait()

    def __del__(self) -> None:
        if not sys.is_finalizing():
            self.close()

    def _answers(
        self, names: Iterable[bytes], limit: int
    ) -> Iterator[tuple[bytes, tuple[str, str, bytes] | MissingObject]]:
        coming = iter(names)
        asked: deque[bytes] = deque()
        again = False
        try:
            while True:
                if len(asked) < self._window // 2:
                    more = list(itertools.islice(coming, self._window - len(asked)))
                    asked.extend(more)
                    self._ask(more)
                if not asked:
                    return
                answer = self._answer(asked[0], limit)
                if answer is None and not again:  # it may have been killed: the object is not to blame yet
                    again = True
                    self._restart(asked)
                    continue
                name, again = asked.popleft(), False
                if answer is None or self._process is None:
                    answer = answer or MissingObject(_shown(name), "damaged: git cannot read it")
                    self._restart(asked)
                yield name, answer
        finally:
            if asked:
                self.close()  # answers nobody read are still in the pipe

    def _restart(self, asked: Iterable[bytes]) -> None:
        self.close()
        self._deaths += 1
        self._ask(list(asked))

    def _ask(self, names: list[bytes]) -> None:
        if names and self._deaths <= _HOPELESS:
            stdin = self._streams()[0]
            with contextlib.suppress(BrokenPipeError):  # the answer will be missing, and says so
                stdin.write(b"".join(name + b"\n" for name in names))
                stdin.flush()

    def _answer(self, name: bytes, limit: int) -> tuple[str, str, bytes] | MissingObject | None:
        """None if git died of it. An object too large to be worth draining ends the process, and says so."""
        if self._deaths > _HOPELESS:
            return MissingObject(_shown(name), "git cannot read the repository's objects")
        stdout = self._streams()[1]
        head = stdout.readline()
        if head.startswith(name) and head[len(name) :] in (b" missing\n", b" ambiguous\n"):
            return MissingObject(_shown(name), head[len(name) + 1 : -1].decode())
        words = head.split()
        if len(words) != 3 or not words[2].isdigit():
            return None
        size = int(words[2])
        if size > limit:
            reason = f"larger than {limit >> 20} MiB"
            if size > _ABANDON:
                self.close()
            else:
                _drain(stdout, size + 1)
            return MissingObject(_shown(name), reason)
        content = stdout.read(size + 1)
        if len(content) != size + 1:
            return None
        self._deaths = 0
        return words[0].decode(), words[1].decode(), content[:-1]

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None or self._owner != os.getpid():
            self._start()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        return process.stdin, process.stdout

    def _start(self) -> None:
        try:
            self._process = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                env=reading(self.view.directory),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=_PIPE,
            )
        except FileNotFoundError as error:
            raise RepositoryError("git is not on the PATH; install it first") from error
        self._owner = os.getpid()
        _enlarge(self._process.stdout)
        self._window = _capacity(self._process.stdin) // _REQUEST


def _enlarge(stream: IO[bytes] | None) -> None:
    if sys.platform == "linux" and stream is not None:
        import fcntl

        with contextlib.suppress(OSError):  # the user's pipes are limited: slower, not wrong
            fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)


def _capacity(stream: IO[bytes] | None) -> int:
    """The bytes that can be written to a pipe before somebody reads from it."""
    if sys.platform == "linux" and stream is not None:
        import fcntl

        with contextlib.suppress(OSError):
            return fcntl.fcntl(stream, fcntl.F_GETPIPE_SZ)
    return _SMALLEST


def _drain(stream: IO[bytes], size: int) -> None:
    while size > 0:
        size -= len(stream.read(min(size, _PIPE))) or size


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")
