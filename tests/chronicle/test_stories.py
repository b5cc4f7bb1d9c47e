"""What is told of synthetic histories (`tests.chronicle.series`). Remake the stories with NILTRAIL_UPDATE=1, and read the difference."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer import chronicle, history, judging
from analyzer.answers import Question
from analyzer.chronicle import Range
from analyzer.findings import Verdict
from analyzer.git import Repository, Revision, open_repository
from analyzer.stories import Bisection
from tests.chronicle.series import Series, make, members, told
from tests.git.making import git, remove

STORIES = Path(__file__).parent / "stories"
NAMES = sorted(path.stem for path in STORIES.glob("*.txtar"))
MONOTONIC = ("nested", "octopus", "quiet", "resolution")
"""Each of their branches changes its verdict once at the most."""
BRANCHES = ("main", "release/2.0")


def series_of(name: str, folder: Path) -> Series:
    """A story's history on disk."""
    return make(members(STORIES / f"{name}.txtar")["history"], folder / f"{name}.git")


def tags_of(repository: Repository) -> list[Revision]:
    found = {tag.name: tag for tag in repository.tags() if isinstance(tag, Revision)}
    return [found[name] for name in history.order(found)]


def bisected(folder: Path, question: Question, *, fast: bool = False, start: str = "") -> Bisection:
    """All main and release branches of a repository."""
    with open_repository(str(folder), question.cache_dir) as opened:
        there = {branch.name: branch for branch in opened.branches()}
        since = opened.resolve(start) if start else None
        ranges = [
            Range(name, head, since, history.line_of_branch(name))
            for name in BRANCHES
            if isinstance(head := there.get(name), Revision)
        ]
        return chronicle.bisect(opened, ranges, question, tags_of(opened), fast=fast)


@pytest.mark.parametrize("name", NAMES)
def test_story_is_told(name: str, tmp_path: Path, question: Question) -> None:
    """The wrong commit is blamed, an episode is overlooked, or a backport is taken for a fix of its own."""
    series = series_of(name, tmp_path)
    text = told(bisected(series.folder, question), series)
    archive = STORIES / f"{name}.txtar"
    if os.environ.get("NILTRAIL_UPDATE") == "1":
        before = archive.read_text().partition("-- story --\n")[0]
        archive.write_text(f"{before}-- story --\n{text}")
    assert text == members(archive)["story"]


@pytest.mark.parametrize("name", MONOTONIC)
def test_probing_finds_what_the_walk_finds(name: str, tmp_path: Path, question: Question) -> None:
    """`--fast` blames another commit than the exhaustive walk, where history goes one way."""
    series = series_of(name, tmp_path)
    whole, fast = bisected(series.folder, question), bisected(series.folder, question, fast=True)
    assert [walk.transitions for walk in fast.walks] == [walk.transitions for walk in whole.walks]
    assert all(one.examined <= other.examined for one, other in zip(fast.walks, whole.walks, strict=True))


def test_range_ends_are_kept(tmp_path: Path, question: Question) -> None:
    """`--from` tells what came before, or leaves out the first commit after it."""
    series = series_of("revert", tmp_path)
    (walk,) = bisected(series.folder, question, start="v2.0.1").walks
    assert [series.name(one.responsible.commit) for one in walk.transitions] == ["d", "f"]
    assert (walk.commits, walk.first) == (3, Verdict.MITIGATED)


def test_empty_range_tells_nothing(tmp_path: Path, question: Question) -> None:
    """`niltrail bisect --from main` ends in a traceback, or tells all of history."""
    series = series_of("revert", tmp_path)
    (walk,) = bisected(series.folder, question, start="main").walks
    assert (walk.commits, walk.examined, walk.transitions) == (0, 0, ())


def test_shallow_clone_tells_what_it_has(tmp_path: Path, question: Question) -> None:
    """A CI job with a shallow clone gets an error instead of the last commits' story."""
    series = series_of("revert", tmp_path)
    git(tmp_path, "clone", "-q", "--bare", "--depth=3", series.folder.as_uri(), "shallow.git")
    (walk,) = bisected(tmp_path / "shallow.git", question).walks
    assert walk.commits == 3
    assert [series.name(one.responsible.commit) for one in walk.transitions] == ["f"]


def test_missing_commit_ends_the_walk_and_says_so(tmp_path: Path, question: Question) -> None:
    """One lost object costs the whole history, or is passed over in silence."""
    series = series_of("revert", tmp_path)
    remove(series.folder, series.ids["c"])
    (walk,) = bisected(series.folder, question).walks
    assert [series.name(one.responsible.commit) for one in walk.transitions] == ["f"]
    assert walk.note.startswith(series.ids["c"][:12]) and walk.unreadable == 1


def test_unreadable_tree_is_doubt_between_two_verdicts(tmp_path: Path, question: Question) -> None:
    """A commit that cannot be judged is told as a fix and a regression."""
    series = series_of("revert", tmp_path)
    remove(series.folder, git(series.folder, "rev-parse", f"{series.ids['e']}^{{tree}}"))
    (walk,) = bisected(series.folder, replace(question, cache_dir=tmp_path / "cache")).walks
    story = [(one.after, series.name(one.responsible.commit), one.unjudged) for one in walk.transitions]
    assert story[-1] == (Verdict.MITIGATED, "f", 1) and len(story) == 4
    assert walk.unreadable == 1


def test_interrupted_walk_goes_on_where_it_was(
    tmp_path: Path, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after ten minutes throws ten minutes away."""
    asked = replace(question, cache_dir=tmp_path / "cache")
    series = series_of("merge", tmp_path)
    real = judging.Judge.__call__
    judged: list[str] = []

    def stopped(self: judging.Judge, tree: str) -> object:
        if len(judged) == 2:
            raise KeyboardInterrupt
        judged.append(tree)
        return real(self, tree)

    monkeypatch.setattr(judging.Judge, "__call__", stopped)
    with pytest.raises(KeyboardInterrupt):
        bisected(series.folder, asked)
    first = list(judged)
    judged[:] = ["", "", ""]
    bisected(series.folder, asked)
    assert not set(first) & set(judged)
