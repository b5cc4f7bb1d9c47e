"""A work tree as git tracks it and as it is on disk, read without writing anything into it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from analyzer.errors import RepositoryError, UsageError
from analyzer.git import Repository, WorkTree, open_repository, work_tree
from analyzer.git.objects import parse_tree
from tests.git.making import git, state

FILES = {
    "a.go": "package a\n",
    "sub/b.go": "package b\n",
    "go.mod": "module example.com/m\n",
    "sub/deep/c.go": "package c\n",
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A work tree with one commit."""
    return made(tmp_path / "clone")


def made(where: Path, *options: str) -> Path:
    where.mkdir(parents=True)
    git(where, "init", "-q", "--template=", "--initial-branch=main", *options)
    for path, text in FILES.items():
        written(where, path, text)
    git(where, "add", ".")
    git(where, "commit", "-q", "-m", "first")
    return where


def written(where: Path, path: str, text: str | bytes) -> None:
    (where / path).parent.mkdir(parents=True, exist_ok=True)
    (where / path).write_bytes(text.encode() if isinstance(text, str) else text)


@contextmanager
def opened(where: Path, root: str = "") -> Iterator[tuple[Repository, WorkTree]]:
    with open_repository(str(where), None) as repository:
        repository.root = root
        with work_tree(where, repository) as tree:
            yield repository, tree


def content(repository: Repository, tree: str, prefix: str = "") -> dict[str, str]:
    """The files of a tree by path."""
    found: dict[str, str] = {}
    for entry in parse_tree(repository.objects.read(tree)[2], repository.objects.hash_size):
        if entry.directory:
            found |= content(repository, entry.id.hex(), f"{prefix}{entry.name}/")
        elif entry.file:
            found[prefix + entry.name] = repository.objects.blob(entry.id.hex()).decode()
    return found


def seen(where: Path, root: str = "") -> Mapping[str, str]:
    with opened(where, root) as (repository, tree):
        return content(repository, tree.revision.tree)


def test_untouched_work_tree_is_its_commit(clone: Path) -> None:
    """A clean clone is judged anew, though its commit was judged before, or counts as changed."""
    with opened(clone) as (repository, tree):
        head = repository.resolve("HEAD")
        assert (tree.revision.tree, tree.revision.commit, tree.revision.date) == (head.tree, head.commit, head.date)
        assert (tree.changed, tree.untracked, tree.notes) == (0, (), ())


def test_changes_are_seen_staged_or_not(clone: Path) -> None:
    """A check before the commit judges what was there before."""
    written(clone, "a.go", "package a // edited\n")
    written(clone, "sub/b.go", "package b // staged\n")
    git(clone, "add", "sub/b.go")
    written(clone, "sub/b.go", "package b // edited after that\n")
    (clone / "sub" / "deep" / "c.go").unlink()
    written(clone, "new/d.go", "package d\n")
    git(clone, "add", "new/d.go")
    written(clone, "announced.go", "package a // announced\n")
    git(clone, "add", "-N", "announced.go")
    written(clone, "untracked.go", "package a\n")
    with opened(clone) as (repository, tree):
        assert content(repository, tree.revision.tree) == {
            "a.go": "package a // edited\n",
            "sub/b.go": "package b // edited after that\n",
            "go.mod": FILES["go.mod"],
            "new/d.go": "package d\n",
            "announced.go": "package a // announced\n",
        }
        assert (tree.changed, tree.untracked) == (5, ("untracked.go",))
        assert tree.content("untracked.go") == b"package a\n"


def test_nothing_is_written(clone: Path) -> None:
    """A tool that only looks refreshes the index, or leaves objects in the user's repository."""
    written(clone, "a.go", "package a // edited\n")
    os.utime(clone / "go.mod", (1, 1))
    before = state(clone)
    with opened(clone):
        assert state(clone) == before
    assert state(clone) == before


def test_filters_and_hooks_do_not_run(clone: Path, tmp_path: Path) -> None:
    """Checking a repository from a stranger runs the stranger's programs."""
    trap = tmp_path / "sprung"
    for key in (
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "core.fsmonitor",
        "diff.trap.textconv",
        "diff.external",
    ):
        git(clone, "config", key, f"touch {trap}; cat")
    written(clone, ".gitattributes", "*.go filter=trap diff=trap\n")
    written(clone, ".git/hooks/post-index-change", f"#!/bin/sh\ntouch {trap}\n")
    (clone / ".git/hooks/post-index-change").chmod(0o755)
    written(clone, "a.go", "package a // edited\n")
    assert seen(clone)["a.go"] == "package a // edited\n"
    assert not trap.exists()


def test_line_ends_alone_are_no_change(clone: Path) -> None:
    """On a checkout with CRLF every file has changed."""
    git(clone, "config", "core.autocrlf", "true")
    written(clone, "a.go", "package a\r\n")
    written(clone, "sub/b.go", "package b // edited\r\n")
    with opened(clone) as (repository, tree):
        assert tree.changed == 1
        assert content(repository, tree.revision.tree)["a.go"] == "package a\n"


def test_links_and_special_files_are_not_followed(clone: Path, tmp_path: Path) -> None:
    """A link leads out of the repository, or a pipe is waited for for ever."""
    outside = tmp_path / "outside"
    written(outside, "c.go", "package secret\n")
    (clone / "a.go").unlink()
    (clone / "a.go").symlink_to(outside / "c.go")
    (clone / "sub/b.go").unlink()
    os.mkfifo(clone / "sub/b.go")
    (clone / "sub/deep/c.go").unlink()
    (clone / "sub/deep").rmdir()
    (clone / "sub/deep").symlink_to(outside)
    assert seen(clone) == {"go.mod": FILES["go.mod"]}


def test_huge_and_unreadable_files_are_told(clone: Path) -> None:
    """A file that is too large to be read counts as gone, and the call in it with it."""
    with (clone / "a.go").open("wb") as stream:
        stream.truncate(9 << 20)
    with opened(clone) as (repository, tree):
        entries = parse_tree(repository.objects.read(tree.revision.tree)[2], 20)
        assert [entry.name for entry in entries] == ["a.go", "go.mod", "sub"]
        assert tree.notes == ("a.go is not readable, or larger than 8 MiB",)


def test_conflicts_are_judged_as_they_stand(clone: Path) -> None:
    """A merge in progress stops the check, or the conflict's marks are not seen."""
    git(clone, "switch", "-q", "-c", "other")
    written(clone, "a.go", "package a // theirs\n")
    git(clone, "commit", "-q", "-a", "-m", "theirs")
    git(clone, "switch", "-q", "main")
    written(clone, "a.go", "package a // ours\n")
    git(clone, "commit", "-q", "-a", "-m", "ours")
    with pytest.raises(AssertionError):
        git(clone, "merge", "-q", "other")
    with opened(clone) as (repository, tree):
        assert "<<<<<<<" in content(repository, tree.revision.tree)["a.go"]
        assert tree.notes == ("a.go is not merged: judged as on disk, with the marks of the conflict",)


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_not_to_look_at_is_looked_at(mark: str, clone: Path) -> None:
    """A file that is marked as unchanged hides an edit."""
    git(clone, "update-index", mark, "a.go")
    written(clone, "a.go", "package a // edited\n")
    assert seen(clone)["a.go"] == "package a // edited\n"


def test_sparse_checkout_is_judged_whole(clone: Path) -> None:
    """What is not checked out counts as deleted."""
    git(clone, "sparse-checkout", "set", "--no-cone", "/a.go", "/go.mod")
    assert not (clone / "sub").exists()
    with opened(clone) as (repository, tree):
        assert (content(repository, tree.revision.tree), tree.changed) == (FILES, 0)
        assert tree.notes == ("2 tracked files are not checked out (sparse checkout): judged as git has them",)


def test_submodules_are_left_alone(clone: Path, tmp_path: Path) -> None:
    """Another repository's files are judged, or its settings obeyed."""
    other = made(tmp_path / "other")
    git(clone, "submodule", "--quiet", "add", str(other), "module")
    git(clone, "commit", "-q", "-m", "module")
    written(clone, "module/a.go", "package edited\n")
    with opened(clone) as (repository, tree):
        assert content(repository, tree.revision.tree).keys() == {*FILES, ".gitmodules"}
        assert tree.changed == 0
    with opened(clone / "module") as (repository, tree):
        assert content(repository, tree.revision.tree)["a.go"] == "package edited\n"


@pytest.mark.parametrize("form", ["worktree", "split index", "version 4", "sha256", "detached", "folder", "root"])
def test_every_form_of_work_tree(form: str, clone: Path, tmp_path: Path) -> None:
    """Somebody's way of working is met with an error, or with the files of the commit."""
    where, root = clone, ""
    if form == "worktree":
        git(clone, "worktree", "add", "-q", str(tmp_path / "linked"))
        where = tmp_path / "linked"
    elif form == "split index":
        git(clone, "update-index", "--split-index")
    elif form == "version 4":
        git(clone, "update-index", "--index-version", "4")
    elif form == "sha256":
        where = made(tmp_path / "sha256", "--object-format=sha256")
    elif form == "detached":
        git(clone, "switch", "-q", "--detach")
    written(where, "sub/b.go", "package b // edited\n")
    if form == "folder":
        where = where / "sub"
    elif form == "root":
        root = "sub"
    expected = {**FILES, "sub/b.go": "package b // edited\n"}
    below = {path.removeprefix("sub/"): text for path, text in expected.items() if path.startswith("sub/")}
    assert seen(where, root) == (below if root else expected)


def test_no_commit_yet(tmp_path: Path) -> None:
    """A new project cannot be checked before its first commit."""
    git(tmp_path, "init", "-q", "--template=", "--initial-branch=main")
    written(tmp_path, "a.go", "package a\n")
    git(tmp_path, "add", ".")
    with opened(tmp_path) as (repository, tree):
        assert content(repository, tree.revision.tree) == {"a.go": "package a\n"}
        assert (tree.revision.commit, tree.revision.date, tree.changed) == ("", "", 1)
        assert tree.notes == ("HEAD leads to no commit, as in an empty repository",)


def test_where_there_is_no_work_tree(clone: Path, tmp_path: Path) -> None:
    """Nothing is judged, and that is taken for clean."""
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(clone), str(bare))
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q", "--template=")
    unfilled = tmp_path / "unfilled"
    git(tmp_path, "clone", "-q", "--no-checkout", str(clone), str(unfilled))
    for where in (bare, clone / ".git", clone / ".git" / "objects"):
        with pytest.raises(UsageError, match="name a commit with --rev"), opened(where):
            pass
    for where in (empty, unfilled):
        with pytest.raises(UsageError, match="nothing is checked out or tracked"), opened(where):
            pass


def test_odd_names_survive(clone: Path) -> None:
    """One file with a strange name stops the check."""
    for name in (b"new\nline.go", b"tab\t.go", b"\xff.go", b"-rf.go", "ü b.go".encode()):
        Path(os.fsdecode(os.fsencode(clone) + b"/" + name)).write_bytes(b"package a\n")
    git(clone, "add", ".")
    with opened(clone) as (repository, tree):
        assert tree.changed == 5 and len(content(repository, tree.revision.tree)) == len(FILES) + 5


def test_damaged_index_is_one_line(clone: Path) -> None:
    """A crash of git's leaves a repository in which the check ends in a traceback, or tells of a folder that nobody knows."""
    (clone / ".git" / "index").write_bytes(b"damaged")
    with pytest.raises(RepositoryError, match=r"^the index of clone cannot be read: index") as refused, opened(clone):
        pass
    assert "/" not in str(refused.value)
