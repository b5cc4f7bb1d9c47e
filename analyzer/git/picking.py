"""Trying a cherry-pick without a work tree: ``git merge-tree --write-tree`` (git 2.38), into objects of our own.

What is written goes into a temporary git directory that borrows the repository's objects; the repository is only read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.git.environment import last_line, run
from analyzer.git.layout import View
from analyzer.git.objects import Objects
from analyzer.git.repository import Repository, Revision
from analyzer.git.scratch import scratch

_WHO = "niltrail <niltrail@localhost> 0 +0000"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a cherry-pick came to. ``tree`` is the tree it leads to, '' where it could not be tried (``reason`` says why);
    ``conflicts`` are the paths that would have to be resolved."""

    tree: str
    conflicts: tuple[str, ...] = ()
    reason: str = ""


class Workbench:
    """Objects of a repository and those made here; made by `workbench`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.objects = Objects(view)

    def pick(self, base: Revision, fix: Revision, onto: Revision) -> Tried:
        """Applies what ``fix`` changed against ``base``, its first parent, onto another commit."""
        root = self._commit(base.tree, "")
        ours, theirs = self._commit(onto.tree, root), self._commit(fix.tree, root)
        if not (root and ours and theirs):
            return Tried("", reason="its objects are not all here")
        merged = run(
            self._view.directory, "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs
        )
        tree, *paths = merged.stdout.decode("utf-8", "backslashreplace").split("\0")
        if merged.returncode not in (0, 1) or not tree:
            return Tried("", reason=_why(last_line(merged.stderr)))
        return Tried(tree, tuple(path for path in paths if path) if merged.returncode else ())

    def _commit(self, tree: str, parent: str) -> str:
        lines = [f"tree {tree}", *([f"parent {parent}"] if parent else []), f"author {_WHO}", f"committer {_WHO}"]
        text = "\n".join([*lines, "", "tried", ""]).encode()
        return self._run("hash-object", "-t", "commit", "-w", "--stdin", stdin=text) if tree else ""

    def _run(self, *words: str, stdin: bytes | None = None) -> str:
        done = run(self._view.directory, *words, stdin=stdin)
        return done.stdout.decode().strip() if not done.returncode else ""


@contextlib.contextmanager
def workbench(repository: Repository) -> Iterator[Workbench]:
    """A place to try cherry-picks in; gone afterwards."""
    with scratch(repository, "pick") as view:
        bench = Workbench(view)
        try:
            yield bench
        finally:
            bench.objects.close()


def _why(said: str) -> str:
    if "usage" in said or "unknown option" in said or "not a git command" in said:
        return "this git cannot merge without a work tree: it takes 2.38"
    return "its objects are not all here" if "unable to read" in said or "bad object" in said else said
