"""Supported branches, and fixes tried on those that lack them."""

from __future__ import annotations

from pathlib import Path

from analyzer import chronicle, history
from analyzer.answers import Question
from analyzer.chronicle import Branch
from analyzer.findings import Verdict
from analyzer.git import Revision, open_repository
from analyzer.stories import Standing
from tests.chronicle.series import Series, make
from tests.git.making import git, remove, state

HISTORY = """\
a main - v2.0.0-beta.0 tag=v1.9.0 | start
x release/1.9 a v2.0.0-beta.0!readme tag=v1.9.1 | words
b main a v2.0.0 tag=v2.0.0 | split the service
c release/2.0 b v2.0.0!readme tag=v2.0.1 | words
d release/2.1 b v2.0.0!around tag=v2.1.0 | another line where the fix will be
e main b v2.0.1 | use the login (#20)
f release/2.2 b v2.0.0!readme tag=v2.2.0 | words
g release/2.2 f v2.0.1!readme tag=v2.2.1 authored=2024-01-06T12:00 | use the login
"""


def standings(series: Series, question: Question, *names: str) -> dict[str, Standing]:
    """How branches stand."""
    with open_repository(str(series.folder), question.cache_dir) as opened:
        tags = [tag for tag in opened.tags() if isinstance(tag, Revision)]
        branches = [
            Branch(
                name,
                opened.resolve(name),
                [tag for tag in tags if history.line_of(tag.name) == history.line_of_branch(name)],
            )
            for name in names
        ]
        told = chronicle.backports(opened, opened.resolve("main"), branches, "as asked", question)
    return {one.branch: one for one in told.standings}


def test_every_branch_stands_where_it_does(tmp_path: Path, question: Question) -> None:
    """A maintainer backports to a branch that has the fix, or leaves out one that lacks it."""
    series = make(HISTORY, tmp_path / "r.git")
    found = standings(series, question, "release/1.9", "release/2.0", "release/2.2")
    assert {name: (one.state, one.release, one.released) for name, one in found.items()} == {
        "release/1.9": ("not-affected", "v1.9.1", Verdict.MITIGATED),
        "release/2.0": ("vulnerable", "v2.0.1", Verdict.VULNERABLE),
        "release/2.2": ("fixed", "v2.2.1", Verdict.MITIGATED),
    }
    fixed = found["release/2.2"]
    assert fixed.fix and series.name(fixed.fix.commit) == "g"
    assert fixed.backport and (series.name(fixed.backport.commit), fixed.backport.signals) == (
        "e", ("patch-id", "author-and-date", "same-change"),
    )  # fmt: skip


def test_fix_that_applies_is_judged_where_it_would_be(tmp_path: Path, question: Question) -> None:
    """The command that is offered does not mend the branch."""
    series = make(HISTORY, tmp_path / "r.git")
    before = {file: size for file, (_, size) in state(series.folder).items()}
    pick = standings(series, question, "release/2.0")["release/2.0"].pick
    assert pick and (series.name(pick.commit.commit), pick.applies, pick.verdict) == ("e", "cleanly", Verdict.MITIGATED)
    assert pick.command == f"git switch release/2.0 && git cherry-pick -x {series.ids['e']}"
    after = {file: size for file, (_, size) in state(series.folder).items()}
    assert after == before, "nothing is written into the repository"


def test_the_offered_command_does_what_was_told(tmp_path: Path, question: Question) -> None:
    """The tree that was judged is another one than cherry-pick makes."""
    series = make(HISTORY, tmp_path / "r.git")
    pick = standings(series, question, "release/2.0")["release/2.0"].pick
    assert pick
    git(tmp_path, "clone", "-q", series.folder, "work")
    git(tmp_path / "work", "switch", "-q", "release/2.0")
    git(tmp_path / "work", "cherry-pick", "-x", pick.commit.commit)
    assert b"credentials == nil" in (tmp_path / "work/internal/cri/server/images/image_pull.go").read_bytes()


def test_conflict_is_told_with_its_files(tmp_path: Path, question: Question) -> None:
    """A maintainer is told that a fix applies and meets conflicts."""
    series = make(HISTORY, tmp_path / "r.git")
    pick = standings(series, question, "release/2.1")["release/2.1"].pick
    assert pick and (pick.applies, pick.verdict) == ("with-conflicts", Verdict.UNKNOWN)
    assert pick.conflicts == ("internal/cri/server/images/image_pull.go",)


def test_objects_that_are_missing_leave_it_open(tmp_path: Path, question: Question) -> None:
    """A partial clone ends in a traceback, or calls a fix inapplicable that was never tried."""
    series = make(HISTORY, tmp_path / "r.git")
    blob = git(series.folder, "rev-parse", f"{series.ids['e']}:internal/cri/server/images/image_pull.go")
    standings(series, question, "release/2.0")  # remembered before the object is lost
    remove(series.folder, blob)
    pick = standings(series, question, "release/2.0")["release/2.0"].pick
    assert pick and pick.verdict is Verdict.UNKNOWN


def test_supported_branches_are_those_of_the_table(tmp_path: Path, question: Question) -> None:
    """Branches at their end of life are reported as lacking a fix."""
    series = make(HISTORY, tmp_path / "r.git")
    table = "| Release | Status |\n|---|---|\n| [1.9](x) | End of Life |\n| [2.0](x) | LTS |\n| [2.2](x) | Active |\n| [9.0](x) | _Future_ |\n"
    blob = git(series.folder, "hash-object", "-w", "--stdin", stdin=table.encode())
    made = git(series.folder, "mktree", stdin=f"100644 blob {blob}\tRELEASES.md\n".encode())
    commit = git(series.folder, "commit-tree", "-p", "main", "-m", "table", made)
    git(series.folder, "update-ref", "refs/heads/main", commit)
    with open_repository(str(series.folder), question.cache_dir) as opened:
        there = history.release_branches(branch.name for branch in opened.branches())
        tags = opened.tags()
        main = opened.resolve("main")
        assert chronicle.supported(opened, main, there, tags, None) == (
            ["release/2.0", "release/2.2"], "as RELEASES.md of main says",
        )  # fmt: skip
        assert chronicle.supported(opened, main, there, tags, 12)[0] == there
        assert chronicle.supported(opened, None, there, tags, None)[0] == there
