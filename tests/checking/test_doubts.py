"""What a check cannot see is said, and is never clean."""

from __future__ import annotations

from pathlib import Path

from analyzer.checking import Base, Subject, Terms, check
from analyzer.checks import Check
from analyzer.findings import Verdict
from analyzer.git import open_repository
from tests.checking.making import PULL, RULE, RUN, Files, both, checked, committed, question, replaced
from tests.checking.test_changes import deleted
from tests.demo_files import files_of
from tests.git.making import git, remove

V201 = dict(files_of("v2.0.1"))
unreadable = replaced(
    RUN,
    "\tref, err := c.imageService.PullImage(ctx, name, nil)\n",
    "\tref, err := c.imageService.PullImage(ctx, name, nil\n",
)


def between(folder: Path, before: Files, after: Files, lost: str = "") -> Check:
    """A check of two trees, without the blob of a path in one of them (``before:PATH`` or ``main:PATH``)."""
    repository = committed(folder, before, after)
    if lost:
        remove(repository, git(repository, "rev-parse", lost))
    with open_repository(str(repository), None) as opened:
        base = Base("before", opened.resolve("before"))
        return check(opened, Subject(opened.resolve("main")), base, Terms("", (RULE,)), question())


def test_new_stretch_that_is_no_go_is_unknown(tmp_path: Path) -> None:
    """A file with a conflict's marks hides the call in it, and the check is green."""
    found = checked(tmp_path / "r", unreadable)
    assert found.verdict is Verdict.UNKNOWN


def test_stretch_that_nobody_could_read_before_is_no_news(tmp_path: Path) -> None:
    """A file that was never Go to niltrail fails every pull request."""
    broken = unreadable(V201)
    found = between(tmp_path / "r", broken, {**broken, "README.md": b"more", "x.go": b"package x\n"})
    assert found.verdict is not Verdict.UNKNOWN
    assert any("could not be judged in full" in note for note in found.notes)


def test_missing_object_is_unknown_on_either_side(tmp_path: Path) -> None:
    """In a partial clone both sides lack the file, nothing is compared, and that is green."""
    after = {**V201, "x.go": b"package x\n"}
    found = between(tmp_path / "r", V201, after, f"main:{RUN}")
    assert found.verdict is Verdict.UNKNOWN


def test_base_that_cannot_be_judged_is_said(tmp_path: Path) -> None:
    """What was there before is called new, as nobody could read the base."""
    after = both(deleted, replaced(RUN, "// Start starts a pod", "// Start starts one pod"))(V201)
    found = between(tmp_path / "r", V201, after, f"before:{RUN}")
    assert [one.state for one in found.results] == ["present"] and found.verdict is Verdict.VULNERABLE
    assert any("the base could not be judged in full" in note for note in found.notes)


def test_blobs_that_cannot_be_compared_leave_results_at_their_calls(tmp_path: Path) -> None:
    """A lost file of the base stops the check."""
    found = between(tmp_path / "r", V201, deleted(V201), f"before:{PULL}")
    assert found.verdict is Verdict.VULNERABLE
    assert all(one.place.path in V201 for one in found.results)
