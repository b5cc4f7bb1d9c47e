"""Mirrors made from a local repository, whatever state that is in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.errors import UsageError
from analyzer.git import BrokenRevision, MissingObject, clone, fetch_tags, mirror_path, open_repository
from tests.git.making import bare, commit, git, remove, ruin, state
from tests.git.shapes import (
    borrowing,
    git_folder,
    inside_a_work_tree,
    linked_work_tree,
    loose_refs_without_configuration,
    mirror,
    partial,
    shallow,
    work_tree,
)

URL = "https://example.com/project"
SHAPES = [
    work_tree, inside_a_work_tree, git_folder, linked_work_tree, mirror, loose_refs_without_configuration, partial,
    shallow, borrowing,
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.__name__))
def test_every_shape_of_repository_becomes_a_mirror(
    shape: Callable[[Path, Path], Path], upstream: Path, tmp_path: Path, cache: Path
) -> None:
    """Behind a firewall, a clone that is at hand is of no use."""
    place = tmp_path / "place"
    place.mkdir()
    where = shape(upstream, place)
    before = state(place)
    made = clone(URL, cache, source=where)
    assert (made.shown, made.heads, made.tags, made.left_out) == (URL, 1, 3, ())
    assert made.new == ("main", "v1.0", "v1.1", "v2.0")
    assert state(place) == before
    shutil.rmtree(place)
    with open_repository(URL, cache) as repository:
        assert repository.name == URL
        assert repository.resolve("HEAD").commit == repository.resolve("v2.0").commit
        assert len(repository.first_parents("main")) == 3
        blob = git(upstream, "rev-parse", "v1.0:go.mod")
        if shape is partial:
            with pytest.raises(MissingObject):
                repository.objects.blob(blob)
        else:
            assert repository.objects.blob(blob)


def test_sha256_source(tmp_path: Path, cache: Path) -> None:
    """Projects that have moved to SHA-256 cannot be taken over."""
    source = bare(tmp_path / "source.git", ["v1.0"], "sha256")
    assert clone(URL, cache, source=source).tags == 1
    with open_repository(URL, cache) as repository:
        assert len(repository.resolve("v1.0").commit) == 64


def test_refs_whose_commits_are_missing_are_left_out_and_named(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """One lost commit, and nothing can be taken over, or a release silently disappears."""
    source = Path(shutil.copytree(upstream, tmp_path / "source.git"))
    lost = git(source, "rev-parse", "v1.0^{commit}")
    damaged = commit(source, "damaged", ref="refs/heads/damaged")
    git(source, "tag", "-a", "-m", "b", "of-a-file", "main:go.mod")
    ruin(source, damaged)
    remove(source, lost)
    (source / "refs" / "tags" / "broken").write_text("no id\n")
    (source / "refs" / "heads" / "no-commit").write_text(git(source, "rev-parse", "main:go.mod") + "\n")
    made = clone(URL, cache, source=source)
    assert [ref.name for ref in made.left_out] == [
        "refs/tags/broken",
        "refs/heads/damaged",
        "refs/heads/no-commit",
        "refs/tags/v1.0",
    ]
    assert made.left_out[3] == BrokenRevision("refs/tags/v1.0", f"object {lost[:12]} is missing")
    assert git(made.path, "for-each-ref", "--format=%(refname:short) %(*objecttype)").splitlines() == [
        "main ",
        "of-a-file blob",
        "v1.1 commit",
        "v2.0 commit",
    ]


def test_branches_are_those_of_the_address(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A developer's own branches are judged in place of the project's."""
    source = work_tree(upstream, tmp_path)
    git(source, "branch", "-m", "main", "my-own")
    for name, url in (("fork", "https://example.com/fork"), ("project", "git@Example.com:project.git")):
        git(source, "remote", "add", name, url)
        git(source, "update-ref", f"refs/remotes/{name}/release/{name}", "v1.1^{commit}")
        git(source, "symbolic-ref", f"refs/remotes/{name}/HEAD", f"refs/remotes/{name}/release/{name}")
    assert clone(URL, cache, source=source).new == ("release/project", "v1.0", "v1.1", "v2.0")
    assert git(mirror_path(URL, cache), "symbolic-ref", "HEAD") == "refs/heads/release/project"
    other = clone("https://example.com/elsewhere", cache, source=source)
    assert other.new == ("main", "v1.0", "v1.1", "v2.0")


def test_taking_over_again_adds_and_loses_nothing(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """Taking over an older clone removes releases."""
    source = Path(shutil.copytree(upstream, tmp_path / "source.git"))
    commit(source, "new", ref="refs/heads/a")
    clone(URL, cache, source=source)
    git(source, "update-ref", "-d", "refs/heads/a")
    commit(source, "newer", ref="refs/heads/a/b")
    git(source, "tag", "-d", "v1.0")
    again = clone(URL, cache, source=source)
    assert (again.new, again.gone, again.tags) == (("a/b",), ("a",), 3)
    assert clone(URL, cache, source=source).new == ()
    git(again.path, "fsck", "--connectivity-only")


def test_history_that_the_source_lacks_ends_there(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A mirror taken over from a shallow clone looks damaged."""
    git(
        tmp_path,
        "clone",
        "-q",
        "--bare",
        "--depth=2",
        "--single-branch",
        "--no-tags",
        f"file://{upstream}",
        "source.git",
    )
    clone(URL, cache, source=tmp_path / "source.git")
    with open_repository(URL, cache) as repository:
        assert len(repository.first_parents("main")) == 2


def test_later_updates_go_to_the_address(tmp_path: Path, cache: Path) -> None:
    """A mirror that was taken over is never up to date, or stays without what the local clone lacked."""
    origin = bare(tmp_path / "origin.git", [f"v{number}" for number in range(20)])
    for number, shape in enumerate((partial, shallow, mirror, borrowing)):
        place = tmp_path / str(number)
        place.mkdir()
        source = shape(origin, place)
        own = cache / str(number)
        clone(f"file://{origin}", own, source=source)
        text = "// filled\n" * 50 + str(number)
        git(origin, "tag", f"w{number}", commit(origin, "go.mod", text=text))
        shutil.rmtree(place)
        made = clone(f"file://{origin}", own)
        assert made.new == ("main", f"w{number}")
        with open_repository(f"file://{origin}", own) as repository:
            assert len(repository.first_parents("main")) == 21 + number
        assert git(made.path, "rev-list", "--objects", "--all", "--quiet") == ""


def test_chosen_tags_are_completed_by_taking_over(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """History stays cut off at releases that were looked at first."""
    origin = Path(shutil.copytree(upstream, tmp_path / "origin.git"))
    fetch_tags(f"file://{origin}", cache, ["v1.1", "v2.0"])
    clone(f"file://{origin}", cache, source=origin)
    with open_repository(f"file://{origin}", cache) as repository:
        assert len(repository.first_parents("v2.0")) == 3


def test_repository_of_somebody_else_is_taken_over(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A clone on a shared disk is refused because of its owner."""
    if os.getuid():
        pytest.skip("only root can give files away")
    source = Path(shutil.copytree(upstream, tmp_path / "source.git"))
    subprocess.run(["chown", "-R", "12345", source], check=True)
    assert clone(URL, cache, source=source).tags == 3


def test_other_disk_is_copied(upstream: Path, tmp_path: Path) -> None:
    """Only clones on the disk of the cache can be taken over."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk here")
    cache = memory / f"niltrail-test-{os.getpid()}"
    try:
        made = clone(URL, cache, source=upstream)
        assert made.tags == 3
        assert git(made.path, "fsck") == ""
        assert all(file.stat().st_nlink == 1 for file in made.path.glob("objects/*/*"))
    finally:
        shutil.rmtree(cache, ignore_errors=True)


@pytest.mark.parametrize("where", ["nowhere", "file"])
def test_source_that_is_none_is_the_users_mistake(where: str, tmp_path: Path, cache: Path) -> None:
    """A mistyped --from ends in a traceback, or leaves an empty mirror that counts as complete."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"no such folder|is a file: name its"):
        clone(URL, cache, source=tmp_path / where)
    assert not cache.exists()
