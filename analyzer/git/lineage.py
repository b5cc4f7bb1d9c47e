"""Histories: who wrote what, which paths each commit of a first-parent history changed, and what a merge brought.

Commits only explain; nothing here judges. Paths come from one ``git log --raw`` stream for any number of branches.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from analyzer.errors import RepositoryError
from analyzer.git.environment import reading, run
from analyzer.git.objects import MissingObject
from analyzer.git.repository import BrokenRevision, Repository, Revision

_AUTHOR = re.compile(rb"^author .*?<(?P<email>[^>\n]*)> (?P<seconds>-?\d{1,18}) ", re.MULTILINE)
_PICKED = re.compile(r"\(cherry[- ]picked from commit ([0-9a-f]{7,64})\)")
_MARK = b"\x01"
_READ = 1 << 16


@dataclass(frozen=True, slots=True)
class Written:
    """What a commit says besides its tree: ``email`` of the author, ``authored`` the author's Unix time, the whole ``message``."""

    email: str
    authored: int
    message: str

    @property
    def picked_from(self) -> tuple[str, ...]:
        """The commits that it says it was cherry-picked from; git-cherry-pick(1), ``-x``."""
        return tuple(_PICKED.findall(self.message))


@dataclass(frozen=True, slots=True)
class Touched:
    """A path that a commit changed; ``status`` as in git-diff(1), --raw: M for another content, A, D, T, ..."""

    status: str
    path: str


def written(repository: Repository, commit: str) -> Written:
    """What a commit says; nothing where it cannot be read."""
    try:
        content = repository.objects.read(commit)[2]
    except MissingObject:
        return Written("", 0, "")
    head, _, message = content.partition(b"\n\n")
    author = _AUTHOR.search(head)
    email, seconds = (author["email"], int(author["seconds"])) if author else (b"", 0)
    return Written(email.decode("utf-8", "replace"), seconds, message.decode("utf-8", "replace"))


def touched(repository: Repository, tips: Sequence[str]) -> Iterator[tuple[str, list[Touched]]]:
    """Every commit of the first-parent histories of some commits, with the paths that differ from its first parent; as many as git can
    read. A missing object ends it early: what does not come was not seen.

    Raises:
        RepositoryError: there is no git.
    """
    words = (
        "log",
        "--first-parent",
        "-m",
        "--raw",
        "-z",
        "--no-renames",
        "--no-color",
        "--no-show-signature",
        "--root",
    )
    command = ["git", *words, f"--format=%x{_MARK.hex()}%H", "--stdin", "--"]
    try:
        process = subprocess.Popen(
            command[:-1],
            env=reading(repository.view.directory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise RepositoryError("git is not on the PATH; install it first") from error
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write("".join(f"{tip}\n" for tip in tips).encode())
        process.stdin.close()
        last: tuple[str, list[Touched]] | None = None
        tokens = _tokens(process.stdout)
        for token in tokens:
            if token.startswith(_MARK):
                if last is not None:
                    yield last
                last = token[1:].decode(), []
            elif last is not None and token.startswith(b":"):
                path = next(tokens, b"").decode("utf-8", "backslashreplace")
                last[1].append(Touched(token.split()[-1][:1].decode(), path))
        if last is not None and process.wait() == 0:
            yield last


def _tokens(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_READ):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from (token.lstrip(b"\n") for token in whole if token.strip(b"\n"))
    if rest.strip(b"\n"):
        yield rest.lstrip(b"\n")


def first_parents(
    repository: Repository, tip: str, known: dict[str, Revision], *, excluding: Sequence[str] = ()
) -> list[Revision | BrokenRevision]:
    """The first-parent history of a commit, oldest first, without what some others reach. ``known`` commits are not read again, and
    those that are read are added."""
    listed = run(
        repository.view.directory, "rev-list", "--first-parent", "--stdin",
        stdin="".join([f"{tip}\n", *(f"^{commit}\n" for commit in excluding)]).encode(),
    )  # fmt: skip
    if listed.returncode:
        return _as_far_as_possible(repository, tip, set(excluding))
    ids = listed.stdout.decode().split()
    unread = [id for id in ids if id not in known]
    broken: dict[str, BrokenRevision] = {}
    for id, found in zip(unread, repository.commits(unread), strict=True):
        if isinstance(found, Revision):
            known[id] = found
        else:
            broken[id] = found
    return [known[id] if id in known else broken[id] for id in reversed(ids)]


def _as_far_as_possible(repository: Repository, tip: str, excluding: set[str]) -> list[Revision | BrokenRevision]:
    """Git lists nothing where a commit on the way is missing."""
    found: list[Revision | BrokenRevision] = []
    for revision in repository.first_parents(tip):
        if isinstance(revision, Revision) and revision.commit in excluding:
            break
        found.append(revision)
    return found[::-1]


def patch_id(repository: Repository, commit: str) -> str:
    """git-patch-id(1) of a commit's change; '' where it has none or cannot be read."""
    changed = run(
        repository.view.directory, "diff-tree", "--root", "-p", "--no-ext-diff", "--no-textconv", commit, "--"
    )
    if changed.returncode or not changed.stdout:
        return ""
    said = run(repository.view.directory, "patch-id", "--stable", stdin=changed.stdout).stdout.split()
    return said[0].decode() if said else ""
