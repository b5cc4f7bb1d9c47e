"""A work tree as a revision: what git tracks, as it is on disk now, in a tree of our own.

Nothing of the user's is written: the index is copied, new objects go into a temporary folder (`analyzer.git.scratch`). Which files may
have changed git tells by their times and sizes; those are read here, byte for byte: no filter of the repository's runs, and
a file that differs in its line ends only is the one that git has. Symbolic links are not followed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.errors import RepositoryError, UsageError
from analyzer.git import layout
from analyzer.git.differing import differing
from analyzer.git.environment import last_line, run
from analyzer.git.layout import View
from analyzer.git.objects import HUGE, Objects
from analyzer.git.repository import EMPTY, Repository, Revision, RevisionError
from analyzer.git.scratch import blob_id, scratch, write_blob

NAME = "work tree"
_REGULAR, _LINK = "100644", "120000"
_FEW = 3


@dataclass(frozen=True, slots=True)
class WorkTree:
    """``revision`` has the tree as on disk, below the repository's root; its commit is what HEAD leads to, '' for none yet.
    ``changed`` tracked files differ from that. ``untracked`` are Go files that git does not track and does not ignore, and
    ``notes`` tell what is not as in a plain checkout."""

    revision: Revision
    changed: int
    untracked: tuple[str, ...]
    notes: tuple[str, ...]
    top: Path

    def content(self, path: str) -> bytes | None:
        """An untracked file's bytes, by its path below the top; None where they cannot be read."""
        found = _content(self.top, os.fsencode(path))
        return found if isinstance(found, bytes) else None


@dataclass(slots=True)
class _Listed:
    """What git says of the index and of the files beside it."""

    suspects: dict[bytes, str] = field(default_factory=dict)  # path -> blob id in the index
    unmerged: set[bytes] = field(default_factory=set)
    sparse: int = 0
    untracked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def work_tree(path: Path, repository: Repository) -> Iterator[WorkTree]:
    """The work tree at ``path`` of a repository that was opened there; inside the context the repository has its objects too.

    Raises:
        UsageError: there is no work tree, or git tracks nothing in it.
        RepositoryError: the index cannot be read.
    """
    top, directory = _place(path)
    index = directory.own / "index"
    if not index.is_file():
        raise UsageError(
            f"nothing is checked out or tracked in {repository.name}: git add it, or name a commit with --rev"
        )
    with scratch(repository, "work") as view:
        _copy(index, view)
        listed = _listed(view, top, repository.name)
        notes = _update(view, top, listed)
        tree = _git(view, "write-tree", "--missing-ok").decode().strip()
        user_view, user_objects = repository.view, repository.objects
        repository.view, repository.objects = view, Objects(view)
        try:
            yield _work_tree(repository, tree, listed, notes, top)
        finally:
            repository.objects.close()
            repository.view, repository.objects = user_view, user_objects


def _place(path: Path) -> tuple[Path, layout.GitDirectory]:
    directory = layout.find(path)
    start = Path(os.path.realpath(path))
    top = next((folder for folder in (start, *start.parents) if os.path.lexists(folder / ".git")), None)
    inside = top is not None and start.is_relative_to(top / ".git")
    if top is None or inside or directory.own in (start, *start.parents):
        raise UsageError(f"{directory.named.name} has no work tree here: name a commit with --rev")
    if directory.own == directory.common and layout.configuration(directory).get("core.bare") == "true":
        raise UsageError(f"{directory.named.name} is a bare repository: name a commit with --rev")
    return top, directory


def _copy(index: Path, view: View) -> None:
    try:
        shutil.copyfile(index, view.directory / "index")
        for shared in index.parent.glob("sharedindex.*"):  # git-update-index(1), SPLIT INDEX
            shutil.copyfile(shared, view.directory / shared.name)
    except OSError as error:
        raise RepositoryError(f"the index cannot be read: {error.strerror}") from error


# ---- what may have changed -------------------------------------------------------------------------


def _listed(view: View, top: Path, name: str) -> _Listed:
    found = _Listed()
    rows = _git(view, "ls-files", "-v", "-z", "--cached", "--others", "--exclude-standard", top=top, about=name)
    unsure: list[bytes] = []
    for row in rows.split(b"\0")[:-1]:
        tag, path = row[:1], row[2:]
        if tag == b"?":
            if path.endswith(b".go"):
                found.untracked.append(path.decode("utf-8", "backslashreplace"))
            continue
        skipped = tag == b"S" and os.path.lexists(os.path.join(os.fsencode(top), path))  # noqa: PTH118 - pathlib has no bytes
        if tag.islower() or skipped:  # git-ls-files(1), -v: the user has told git not to look
            unsure.append(path)
        elif tag == b"S":
            found.sparse += 1
        elif tag == b"M":
            found.unmerged.add(path)
    found.suspects.update(_differ(view, top))
    found.suspects.update(_staged(view, [path for path in unsure if path not in found.suspects]))
    return found


def _differ(view: View, top: Path) -> Iterator[tuple[bytes, str]]:
    """Whose times or sizes are not those in the index. Submodules are commits of other repositories and not looked into."""
    rows = iter(
        _git(
            view, "diff-files", "--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all", top=top
        ).split(b"\0")
    )
    for head in rows:
        if head.startswith(b":"):
            words = head.decode().split()
            yield next(rows, b""), words[2]


def _staged(view: View, paths: list[bytes]) -> Iterator[tuple[bytes, str]]:
    if paths:
        wanted = set(paths)
        for row in _git(view, "ls-files", "--stage", "-z").split(b"\0")[:-1]:
            head, _, path = row.partition(b"\t")
            if path in wanted:
                yield path, head.split()[1].decode()


# ---- making it so ----------------------------------------------------------------------------------


def _update(view: View, top: Path, listed: _Listed) -> list[str]:
    """Puts into the copied index what is on disk; what to say of it."""
    rows: list[bytes] = []
    unread: list[bytes] = []
    none = "0" * (view.hash_size * 2)
    for path, id in sorted(listed.suspects.items()):
        found = _content(top, path)
        mode = _REGULAR
        if found is None and (link := _link(top, path)) is not None:
            now, mode = write_blob(view, link), _LINK
        elif isinstance(found, bytes):
            if path not in listed.unmerged and _same(found, id, view.hash_size):
                continue
            now = write_blob(view, found)
        elif found is None:
            now = ""
        else:
            now = blob_id(b"unread:" + path, view.hash_size)  # of no object: whoever needs it sees that it is missing
            unread.append(path)
        if path in listed.unmerged or not now:
            rows.append(b"0 %s\t%s\0" % (none.encode(), path))
        if now:
            rows.append(b"%s %s\t%s\0" % (mode.encode(), now.encode(), path))
    if rows:
        _git(view, "update-index", "-z", "--index-info", stdin=b"".join(rows))
    return list(_notes(listed, unread))


def _same(content: bytes, id: str, hash_size: int) -> bool:
    return blob_id(content, hash_size) == id or (
        b"\r\n" in content and blob_id(content.replace(b"\r\n", b"\n"), hash_size) == id
    )


def _content(top: Path, path: bytes) -> bytes | str | None:
    """A regular file's bytes; None where there is none; why it cannot be read."""
    place = os.path.join(os.fsencode(top), path)  # noqa: PTH118 - pathlib has no bytes
    above = os.path.dirname(place)  # noqa: PTH120
    try:
        if os.path.realpath(above) != above:
            return None  # behind a symbolic link, as git sees it
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except PermissionError as error:
        return str(error.strerror)
    except OSError:
        return None
    with open(handle, "rb") as stream:  # noqa: PTH123 - it is open already
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None
        if status.st_size > HUGE:
            return "too large"
        return stream.read(HUGE + 1)


def _link(top: Path, path: bytes) -> bytes | None:
    """Where a symbolic link leads to, as git keeps it; None where there is none."""
    place = os.path.join(os.fsencode(top), path)  # noqa: PTH118 - pathlib has no bytes
    above = os.path.dirname(place)  # noqa: PTH120
    try:
        return os.readlink(place) if os.path.realpath(above) == above else None  # noqa: PTH115
    except OSError:
        return None


def _notes(listed: _Listed, unread: list[bytes]) -> Iterator[str]:
    if listed.unmerged:
        yield f"{_some(listed.unmerged)} not merged: judged as on disk, with the marks of the conflict"
    if listed.sparse:
        yield f"{listed.sparse:,} tracked files are not checked out (sparse checkout): judged as git has them"
    if unread:
        yield f"{_some(unread)} not readable, or larger than {HUGE >> 20} MiB"


def _some(paths: Iterable[bytes]) -> str:
    names = sorted(path.decode("utf-8", "backslashreplace") for path in paths)
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"{', '.join(names[:_FEW])}{more} {'is' if len(names) == 1 else 'are'}"


def _work_tree(repository: Repository, tree: str, listed: _Listed, notes: list[str], top: Path) -> WorkTree:
    try:
        head = repository.resolve("HEAD")
    except RevisionError as error:
        notes.append(str(error).partition(":")[0])
        head = Revision("HEAD", "", EMPTY[repository.view.hash_size], "")
    below = repository.below(Revision(NAME, head.commit, tree, head.date))
    changed = len(differing(repository, head.tree, below.tree))
    prefix = f"{repository.root}/" if repository.root else ""
    untracked = tuple(path.removeprefix(prefix) for path in listed.untracked if path.startswith(prefix))
    return WorkTree(below, changed, untracked, tuple(notes), top / repository.root)


def _git(view: View, *words: str, top: Path | None = None, stdin: bytes | None = None, about: str = "") -> bytes:
    done = run(view.directory, *words, stdin=stdin, work_tree=top)
    if done.returncode:
        said = last_line(done.stderr).removeprefix("fatal: ").replace(f"{view.directory}/", "")
        raise RepositoryError(f"the index of {about or 'the repository'} cannot be read: {said}")
    return done.stdout
