"""Histories: which paths a commit changed, what a merge brought, what a commit says."""

from __future__ import annotations

from pathlib import Path

from analyzer.git import BrokenRevision, Revision, Touched, first_parents, open_repository, patch_id, touched, written
from tests.git.making import bare, commit, git, remove


def test_paths_of_every_commit_come_in_one_stream(tmp_path: Path) -> None:
    """A commit's paths are missed, or another's are taken for its own: it gets the wrong verdict."""
    where = bare(tmp_path / "r.git")
    odd = "päth with space\ttab.go"
    blob = git(where, "hash-object", "-w", "--stdin", stdin=b"x")
    tree = git(
        where,
        "mktree",
        "-z",
        stdin=f"100644 blob {blob}\t{odd}".encode() + b"\0" + f"100644 blob {blob}\t:m\0".encode(),
    )
    tip = git(where, "commit-tree", "-p", "v2.0^{commit}", "-m", "odd", tree)
    with open_repository(str(where), None) as opened:
        found = dict(touched(opened, [tip, opened.resolve("v1.1").commit]))
        first = opened.resolve("v1.0").commit
    assert found[first] == [Touched("A", "go.mod"), Touched("A", "sub/v1.0.go")]
    assert found[tip] == [
        Touched("A", ":m"), Touched("D", "go.mod"), Touched("A", odd),
        *(Touched("D", f"sub/v{tag}.go") for tag in ("1.0", "1.1", "2.0")),
    ]  # fmt: skip
    assert len(found) == 4


def test_stream_that_breaks_off_tells_nothing_wrong(tmp_path: Path) -> None:
    """Where an object is missing, a commit counts as one that changed nothing."""
    where = bare(tmp_path / "r.git")
    remove(where, git(where, "rev-parse", "v1.1^{tree}"))
    with open_repository(str(where), None) as opened:
        tip = opened.resolve("v2.0").commit
        assert all(paths for _, paths in touched(opened, [tip]))


def test_first_parents_leave_out_what_others_reach(tmp_path: Path) -> None:
    """A merged branch is searched down to the beginning of time."""
    where = bare(tmp_path / "r.git")
    side = commit(where, "side.go", parent="v1.1^{commit}", ref="refs/heads/side")
    with open_repository(str(where), None) as opened:
        known: dict[str, Revision] = {}
        found = first_parents(opened, side, known, excluding=[opened.resolve("main").commit])
        assert [one.commit for one in found if isinstance(one, Revision)] == [side]
        whole = first_parents(opened, side, known)
        assert [one.commit for one in whole if isinstance(one, Revision)][-1] == side and len(whole) == 3


def test_first_parents_end_with_a_missing_commit(tmp_path: Path) -> None:
    """One lost commit costs the whole history."""
    where = bare(tmp_path / "r.git")
    lost = git(where, "rev-parse", "v1.0^{commit}")
    remove(where, lost)
    with open_repository(str(where), None) as opened:
        found = first_parents(opened, opened.resolve("main").commit, {})
    assert isinstance(found[0], BrokenRevision) and found[0].name == lost and len(found) == 3


def test_what_a_commit_says(tmp_path: Path) -> None:
    """A backport with -x is not recognised."""
    where = bare(tmp_path / "r.git")
    made = git(
        where, "commit-tree", "-p", "main", "-m", "fix", "-m", f"(cherry picked from commit {'ab' * 20})", "main^{tree}"
    )
    with open_repository(str(where), None) as opened:
        said = written(opened, made)
        assert said.picked_from == ("ab" * 20,) and said.email == "author@example.com" and said.authored > 0
        assert written(opened, "00" * 20).message == ""


def test_equal_patches_have_equal_ids(tmp_path: Path) -> None:
    """A clean backport is taken for a fix of its own."""
    where = bare(tmp_path / "r.git")
    with open_repository(str(where), None) as opened:
        ids = [patch_id(opened, opened.resolve(tag).commit) for tag in ("v1.1", "v2.0")]
        assert ids[0] and ids[0] != ids[1]
        again = git(where, "commit-tree", "-p", "v1.0^{commit}", "-m", "another message", "v1.1^{tree}")
        assert patch_id(opened, again) == ids[0]
        assert patch_id(opened, "00" * 20) == ""
