"""The shapes a repository comes in: each function makes one of ``upstream`` inside the folder ``place``."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.git.making import bare, git

RELEASES = ["v1.0", "v1.1", "v2.0"]


def work_tree(upstream: Path, place: Path) -> Path:
    git(place, "clone", "-q", f"file://{upstream}", "work")
    return place / "work"


def inside_a_work_tree(upstream: Path, place: Path) -> Path:
    return work_tree(upstream, place) / "sub"


def git_folder(upstream: Path, place: Path) -> Path:
    return work_tree(upstream, place) / ".git"


def linked_work_tree(upstream: Path, place: Path) -> Path:
    git(work_tree(upstream, place), "worktree", "add", "-q", "--detach", "../linked", "v1.0")
    return place / "linked"


def submodule(upstream: Path, place: Path) -> Path:
    git(bare(place / "outer.git", ["v9"]), "worktree", "add", "-q", "../outer", "main")
    git(place / "outer", "submodule", "add", "-q", f"file://{upstream}", "inner")
    return place / "outer" / "inner"


def mirror(upstream: Path, place: Path) -> Path:
    git(place, "clone", "-q", "--mirror", f"file://{upstream}", "mirror.git")
    return place / "mirror.git"


def without_configuration(upstream: Path, place: Path) -> Path:
    copied = Path(shutil.copytree(upstream, place / "copied"))
    git(copied, "pack-refs", "--all")
    (copied / "config").unlink()
    shutil.rmtree(copied / "refs")
    return copied


def loose_refs_without_configuration(upstream: Path, place: Path) -> Path:
    copied = Path(shutil.copytree(upstream, place / "copied"))
    (copied / "config").unlink()
    return copied


def partial(upstream: Path, place: Path) -> Path:
    git(place, "clone", "-q", "--bare", "--filter=blob:none", f"file://{upstream}", "partial.git")
    return place / "partial.git"


def shallow(upstream: Path, place: Path) -> Path:
    git(place, "clone", "-q", "--bare", "--depth=1", "--no-single-branch", f"file://{upstream}", "shallow.git")
    return place / "shallow.git"


def borrowing(upstream: Path, place: Path) -> Path:
    """Its objects are another repository's, named by a relative path."""
    copied = Path(shutil.copytree(upstream, place / "lender.git"))
    borrower = Path(shutil.copytree(upstream, place / "borrower.git"))
    shutil.rmtree(borrower / "objects")
    (borrower / "objects" / "info").mkdir(parents=True)
    (borrower / "objects" / "info" / "alternates").write_text("../../lender.git/objects\n")
    assert copied.is_dir()
    return borrower


def symbolic_link(upstream: Path, place: Path) -> Path:
    (place / "link").symlink_to(upstream)
    return place / "link"


def sha256(upstream: Path, place: Path) -> Path:
    return bare(place / "sha256.git", RELEASES, "sha256")


def sha256_without_configuration(upstream: Path, place: Path) -> Path:
    made = sha256(upstream, place)
    (made / "config").unlink()
    return made


SHAPES = [
    work_tree, inside_a_work_tree, git_folder, linked_work_tree, submodule, mirror, without_configuration,
    loose_refs_without_configuration, partial, shallow, borrowing, symbolic_link, sha256, sha256_without_configuration,
]  # fmt: skip
