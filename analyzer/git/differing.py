"""How two trees differ: paths with their renames, and the lines of two blobs. Only ids are compared, nothing is checked out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.errors import RepositoryError
from analyzer.git.environment import last_line, run
from analyzer.git.repository import Repository

_HUNK = re.compile(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_RENAMED = "RC"
_LINK = "120000"


@dataclass(frozen=True, slots=True)
class Differing:
    """A path that two trees do not have alike; ``path`` is '' where it is gone, ``former`` where it is new, and with them their blob's
    id. Both are there and differ for a renamed file. ``link``: it is a symbolic link now."""

    former: str
    path: str
    before: str
    after: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines ``first`` to ``first + count - 1`` became ``now`` to ``now + length - 1``, 1-based. Without a ``count`` or a ``length``
    its line is the one before which nothing stood, or stands: git-diff(1), -U0."""

    first: int
    count: int
    now: int
    length: int


def differing(repository: Repository, before: str, after: str) -> list[Differing]:
    """The paths that differ between two trees, by path; renames as git finds them.

    Raises:
        RepositoryError: a directory is not there.
    """
    words = ("diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--no-color")
    for renames in (
        "--find-renames",
        "--no-renames",
    ):  # the first needs the files' contents, which a partial clone may lack
        done = run(repository.view.directory, *words, renames, before, after, "--")
        if not done.returncode:
            return list(_read(done.stdout.decode("utf-8", "backslashreplace").split("\0")))
    raise RepositoryError(f"two trees of {repository.name} cannot be compared: {last_line(done.stderr)}")


def _read(tokens: list[str]) -> list[Differing]:
    found: list[Differing] = []
    rest = iter(tokens)
    for head in rest:
        if not head.startswith(":"):
            continue
        _, mode, before, after, status = head.split(" ")
        former = next(rest, "")
        path = next(rest, "") if status[0] in _RENAMED else former
        found.append(
            Differing(
                former="" if status == "A" else former,
                path="" if status == "D" else path,
                before="" if status == "A" else before,
                after="" if status == "D" else after,
                link=mode == _LINK,
            )
        )
    return found


def hunks(repository: Repository, before: str, after: str) -> list[Hunk] | None:
    """Where two blobs differ; None where git does not tell, as for what is no text."""
    done = run(
        repository.view.directory, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", before, after, "--"
    )
    if done.returncode:
        return None
    found = [Hunk(int(a), _count(b), int(c), _count(d)) for a, b, c, d in _HUNK.findall(done.stdout)]
    return found or None


def _count(text: bytes) -> int:
    return int(text) if text else 1


def mentioning(repository: Repository, tree: str, word: str) -> list[str]:
    """The paths of a tree's Go files that contain a word; those that git can read."""
    done = run(repository.view.directory, "grep", "-l", "-z", "-F", "-e", word, tree, "--", "*.go")
    paths = done.stdout.decode("utf-8", "backslashreplace").split("\0")
    return sorted(path.removeprefix(f"{tree}:") for path in paths if path)


def merge_base(repository: Repository, one: str, other: str) -> str:
    """The best common ancestor of two commits, as git-merge-base(1) finds it; '' where there is none, or it is cut off."""
    done = run(repository.view.directory, "merge-base", one, other)
    return done.stdout.decode().strip().partition("\n")[0] if not done.returncode else ""


def is_shallow(repository: Repository) -> bool:
    """Whether some history is cut off."""
    return (repository.view.directory / "shallow").is_file()
