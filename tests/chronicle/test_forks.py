"""A fork's releases beside upstream's: what their trees do decides, whatever became of history, folders and names."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import chronicle, history, pipeline
from analyzer.answers import Question
from analyzer.chronicle import Branch
from analyzer.findings import Against, Timeline
from analyzer.git import Repository, Revision, open_repository
from tests.chronicle.series import make

UPSTREAM = """\
a main - v2.0.0-beta.0 tag=v1.9.0 | start
b main a v2.0.0 tag=v2.0.0 | split the service
c main b v2.0.0!readme tag=v2.0.1 | words
d main c v2.0.1 tag=v2.0.2 | use the login
"""
FORKS = {
    "squashed and unchanged": ("v2.0.0!comment tag=v2.0.0-acme1", "v2.0.0", "tag", "behind"),
    "fixed before upstream was": ("v2.0.1!comment tag=v2.0.1-acme1", "v2.0.1", "tag", "fixed-here-first"),
    "mended in its own way": ("v2.0.0-beta.0 tag=v2.0.0-acme2", "v2.0.0", "tag", "patched-differently"),
    "broken again": ("v2.0.0 tag=v2.0.2-acme1", "v2.0.2", "tag", "reintroduced"),
    "as upstream's fixed one": ("v2.0.1!comment tag=v2.0.2-acme1", "v2.0.2", "tag", "same"),
    "a nightly build of the fixed main": ("v2.0.1!readme tag=nightly", "v2.0.2", "date", "same"),
    "a version of its own": ("v2.0.1!readme tag=v7.0.0", "v2.0.2", "date", "same"),
}  # fmt: skip


def releases(repository: Repository) -> list[Revision]:
    tags = {tag.name: tag for tag in repository.tags() if isinstance(tag, Revision)}
    return [tags[name] for name in history.order(tags)]


def beside(fork: Path, upstream: Path, question: Question, root: str = "") -> Timeline:
    """A fork's timeline beside upstream's."""
    with open_repository(str(fork), question.cache_dir) as own, open_repository(str(upstream), None) as theirs:
        own.root = root
        timeline = pipeline.timeline(own, releases(own), question)
        return chronicle.beside_upstream(timeline, theirs, releases(theirs), question)


def only(timeline: Timeline) -> Against:
    assert timeline.upstream
    (release,) = timeline.upstream.releases
    return release


@pytest.mark.parametrize("name", FORKS)
def test_fork_stands_where_its_tree_does(name: str, tmp_path: Path, question: Question) -> None:
    """A user of a fork is told upstream's answer."""
    words, base, how, standing = FORKS[name]
    upstream = make(UPSTREAM, tmp_path / "up.git")
    padding = "\n".join(f"p{number} old {'-' if not number else f'p{number - 1}'} v1.1.0 | pad" for number in range(5))
    fork = make(f"{padding}\nx main - {words} | everything at once\n", tmp_path / "fork.git")
    release = only(beside(fork.folder, upstream.folder, question))
    assert (release.base, release.how, release.standing) == (base, how, standing)
    if standing == "patched-differently":
        assert any(change.what == "guard" for change in release.changes)


def test_same_commit_is_the_same_release(tmp_path: Path, question: Question) -> None:
    """A fork's copy of upstream's tags is compared with the wrong release."""
    upstream = make(UPSTREAM, tmp_path / "up.git")
    told = beside(upstream.folder, upstream.folder, question)
    assert told.upstream
    assert [(one.base, one.how, one.standing) for one in told.upstream.releases] == [
        ("v1.9.0", "commit", "same"),
        ("v2.0.0", "commit", "behind"),
        ("v2.0.1", "commit", "behind"),
        ("v2.0.2", "commit", "same"),
    ]


def test_copy_below_a_folder_is_judged_there(tmp_path: Path, question: Question) -> None:
    """A project that embeds a copy gets no answer, or that of its own code."""
    upstream = make(UPSTREAM, tmp_path / "up.git")
    fork = make(
        "a main - v2.0.0!below tag=v2.0.0 | a copy\nb main a v2.0.0!readme tag=v2.0.1 | no copy any more\n",
        tmp_path / "f.git",
    )
    told = beside(fork.folder, upstream.folder, question, root="third_party/pullbox")
    assert [release.verdict.value for release in told.releases] == ["vulnerable", "not-applicable"]
    assert told.releases[0].findings[0].site.path.startswith("internal/")


def test_fix_is_tried_below_the_folder_too(tmp_path: Path, question: Question) -> None:
    """Of an embedded copy it is told that a fix does not apply, or the verdict of the whole tree."""
    fork = make(
        "a main - v2.0.0!below tag=v2.0.0 | a copy\nb release/2.0 a v2.0.0!readme!below | words\nc main a v2.0.1!below | use the login\n",
        tmp_path / "f.git",
    )
    with open_repository(str(fork.folder), question.cache_dir) as opened:
        opened.root = "third_party/pullbox"
        told = chronicle.backports(
            opened,
            opened.resolve("main"),
            [Branch("release/2.0", opened.resolve("release/2.0"), [])],
            "as asked",
            question,
        )
    (standing,) = told.standings
    assert standing.pick and (standing.pick.applies, standing.pick.verdict.value) == ("cleanly", "mitigated")
