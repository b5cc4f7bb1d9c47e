"""Changes of the demonstration's releases, committed, and checked as a pull request would be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from analyzer.answers import Question
from analyzer.checking import Base, Subject, Terms, check
from analyzer.checks import Check, Suppression
from analyzer.findings import Verdict
from analyzer.git import open_repository
from analyzer.git.write import Commit, write_repository
from analyzer.rules import load
from tests.demo_files import files_of
from tests.git.making import git

Files = dict[str, bytes]
Edit = Callable[[Files], Files]
PULL = "internal/cri/server/images/image_pull.go"
RUN = "internal/cri/server/podsandbox/sandbox_run.go"
RULE = "nil-pull-credentials"
TODAY = "2026-01-01"
_WHO = "A U Thor <author@example.com>"


@cache
def question() -> Question:
    """The built-in rules, nothing kept on disk."""
    return Question(rules=tuple(one.rule for one in load(()) if one.rule.id == RULE), jobs=1)


def lines(files: Files, path: str, first: int, last: int) -> str:
    """Lines of a file, 1-based, both ends included."""
    return "".join(files[path].decode().splitlines(keepends=True)[first - 1 : last])


def replaced(path: str, find: str, replacement: str) -> Edit:
    """An edit that puts one text, which is there once, in place of another."""

    def edit(files: Files) -> Files:
        text = files[path].decode()
        assert text.count(find) == 1, f"{find!r} is there {text.count(find)} times"
        return {**files, path: text.replace(find, replacement).encode()}

    return edit


def moved(old: str, new: str) -> Edit:
    """An edit that renames a file."""
    return lambda files: {**{path: text for path, text in files.items() if path != old}, new: files[old]}


def both(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(files: Files) -> Files:
        for one in edits:
            files = one(files)
        return files

    return edit


def committed(folder: Path, before: Files, after: Files) -> Path:
    """A bare repository with two commits on main, the first one tagged ``before``."""
    commits = (
        Commit("main", "before\n", _WHO, 1700000000, before),
        Commit("main", "after\n", _WHO, 1700000100, after, deleted=sorted(before.keys() - after.keys())),
    )
    write_repository(folder, commits, head="main")
    git(folder, "tag", "before", "main~1")
    return folder


def checked(
    folder: Path,
    edit: Edit,
    base: str = "v2.0.1",
    *,
    alone: bool = False,
    today: str = TODAY,
    mildest: Verdict = Verdict.UNKNOWN,
    ignores: Sequence[Suppression] = (),
) -> Check:
    """What an edit of a release comes to, beside the release or ``alone``."""
    before = dict(files_of(base))
    terms = Terms(today, (RULE, "other-rule"), mildest, ignores=tuple(ignores))
    with open_repository(str(committed(folder, before, edit(before))), None) as repository:
        against = None if alone else Base("before", repository.resolve("before"))
        return check(repository, Subject(repository.resolve("main")), against, terms, question())
