"""Whatever git calls a repository can be opened, and nothing in it is obeyed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.errors import NiltrailError, RepositoryError
from analyzer.git import BrokenRevision, MissingObject, RevisionError, open_repository
from tests.git.making import bare, commit, git, state
from tests.git.shapes import RELEASES, SHAPES, linked_work_tree, partial, work_tree


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.__name__))
def test_opens_every_shape_of_repository(
    shape: Callable[[Path, Path], Path], upstream: Path, tmp_path: Path, cache: Path
) -> None:
    """Users have to convert or clone again what they already have."""
    place = tmp_path / "place"
    place.mkdir()
    where = shape(upstream, place)
    with open_repository(str(where), cache) as repository:
        tags = repository.tags()
        assert [tag.name for tag in tags if not isinstance(tag, BrokenRevision)] == RELEASES
        head = repository.resolve("HEAD")
        assert (head.summary == "change 1") == (shape is linked_work_tree)
        assert repository.objects.read(head.tree)[1] == "tree"


def test_reading_changes_nothing(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A scan would touch the user's repository, or a folder that is shared or read-only."""
    place = work_tree(upstream, tmp_path)
    git(place, "status")
    before = state(place)
    with open_repository(str(place), cache) as repository:
        repository.tags()
        repository.branches()
        repository.first_parents("HEAD")
        repository.objects.read("HEAD:go.mod")
    assert state(place) == before


def test_configuration_of_a_repository_is_not_obeyed(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """Scanning a hostile repository would run its programs."""
    place = work_tree(upstream, tmp_path)
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.alternateRefsCommand"):
        git(place, "config", key, str(trap))
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        shutil.copy(trap, place / ".git" / "hooks" / hook)
    git(place, "status")
    (tmp_path / "sprung").unlink()  # git itself obeys
    with (place / ".git" / "config").open("a") as file:
        file.write('[include]\npath = nowhere\n[alias]\ncat-file = "!touch sprung"\n[extensions]\nunheard = of\n')
    with open_repository(str(place), cache) as repository:
        assert len(repository.tags()) == 3
        assert repository.objects.blob(repository.objects.read("HEAD:go.mod")[0])
    assert not (tmp_path / "sprung").exists()
    assert not list(place.rglob("sprung"))


def test_configuration_that_git_cannot_read_counts_as_empty(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """One stray byte in .git/config and every release is unreadable."""
    place = Path(shutil.copytree(upstream, tmp_path / "place.git"))
    (place / "config").write_bytes(b"[core\xff\n")
    with open_repository(str(place), cache) as repository:
        assert repository.resolve("v2.0").summary == "change 3"


def test_missing_objects_of_a_partial_clone_are_not_fetched(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A scan would go to the network, or start whatever program the clone names as its remote."""
    place = partial(upstream, tmp_path)
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\ntouch {tmp_path}/sprung\nexec git-upload-pack "$@"\n')
    trap.chmod(0o755)
    git(place, "config", "remote.origin.uploadpack", str(trap))
    blob = git(place, "rev-parse", "v1.0:go.mod")
    with open_repository(str(place), cache) as repository:
        with pytest.raises(MissingObject, match="missing"):
            repository.objects.blob(blob)
        assert repository.objects.read("v1.0^{tree}")[1] == "tree"
    assert not (tmp_path / "sprung").exists()
    git(place, "cat-file", "-e", blob)
    assert (tmp_path / "sprung").exists()  # so the trap would have been sprung


def test_replaced_and_grafted_history_is_not_believed(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A repository could show another history than its releases have."""
    place = Path(shutil.copytree(upstream, tmp_path / "place.git"))
    real = git(place, "rev-parse", "v2.0^{commit}")
    git(place, "replace", real, git(place, "rev-parse", "v1.0^{commit}"))
    (place / "info").mkdir(exist_ok=True)
    (place / "info" / "grafts").write_text(f"{real}\n")
    with open_repository(str(place), cache) as repository:
        assert repository.resolve("v2.0").summary == "change 3"
        assert len(repository.first_parents("v2.0")) == 3


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("ref: refs/heads/unborn\n", "HEAD leads to no commit"),
        ("ref: refs/heads/../../etc\n", "HEAD leads to no commit"),
        ("nonsense\n", "HEAD leads to no commit"),
        ("", "HEAD leads to no commit"),
        ("1" * 40 + "\n", "HEAD leads to an object that is missing|HEAD leads to no commit"),
    ],
)
def test_head_that_leads_nowhere_is_no_obstacle(
    head: str, said: str, upstream: Path, tmp_path: Path, cache: Path
) -> None:
    """Releases could not be judged because some other branch was checked out or deleted."""
    place = Path(shutil.copytree(upstream, tmp_path / "place.git"))
    (place / "HEAD").write_text(head)
    with open_repository(str(place), cache) as repository:
        assert repository.resolve("v1.1").summary == "change 2"
        with pytest.raises(RevisionError, match=said):
            repository.resolve("HEAD")


def test_reftable_is_named_where_git_cannot_read_it(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A repository of a newer git looks empty."""
    version = [int(part) for part in re.findall(r"\d+", git(tmp_path, "version"))[:2]]
    if version >= [2, 45]:
        pytest.skip("this git reads reftables")
    place = Path(shutil.copytree(upstream, tmp_path / "place.git"))
    with (place / "config").open("a") as file:
        file.write("[core]\nrepositoryformatversion = 1\n[extensions]\nrefstorage = reftable\n")
    (place / "HEAD").write_text("ref: refs/heads/.invalid\n")
    with pytest.raises(
        RepositoryError, match=r"place\.git keeps its refs as a reftable, which git 2\.\d+.* cannot read"
    ):
        open_repository(str(place), cache)


@pytest.mark.parametrize("kept", ["cache is a file", "no cache"])
def test_works_without_a_cache_folder(kept: str, upstream: Path, tmp_path: Path, cache: Path) -> None:
    """Nothing works where the home folder is read-only or full."""
    if kept == "cache is a file":
        cache.write_text("")
    with open_repository(str(upstream), cache if kept == "cache is a file" else None) as repository:
        assert len(repository.tags()) == 3


def test_repository_that_changes_shape_is_seen_as_it_is(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """After a repository is made anew in the same folder, scans fail until the cache is cleared."""
    place = tmp_path / "place.git"
    place.mkdir()
    for object_format in ("sha1", "sha256", "sha1"):
        shutil.rmtree(place)
        bare(place, ["v1.0"], object_format)
        if object_format == "sha256":
            git(place, "pack-refs", "--all")
            shutil.rmtree(place / "refs")
        with open_repository(str(place), cache) as repository:
            assert repository.resolve("v1.0").summary == "change 1"


def test_names_a_repository_by_its_origin_or_its_folder(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """Reports would hold absolute paths or passwords."""
    place = work_tree(upstream, tmp_path)
    names = []
    for url in ("https://user:secret@example.com/a/b.git", "git@example.com:a/b", "/home/somebody/things.git", ""):
        git(place, "config", "remote.origin.url", url)
        with open_repository(str(place), cache) as repository:
            names.append(repository.name)
    assert names == ["https://example.com/a/b.git", "ssh://example.com/a/b", "things", "work"]


@pytest.mark.parametrize(
    "where",
    [
        "",
        "nowhere",
        "file",
        "folder",
        "pointing/nowhere",
        "~nobody-here/a",
        "a\0b",
        "a" * 5000,
        "-x",
        "--upload-pack=touch sprung",
    ],
)
def test_what_is_no_repository_is_the_users_mistake(
    where: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong path ends in a traceback, or in the wrong exit code."""
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    Path("folder").mkdir()
    Path("pointing/nowhere").mkdir(parents=True)
    Path("pointing/nowhere/.git").write_text("gitdir: ../gone\n")
    with pytest.raises(NiltrailError) as told:
        open_repository(where, cache)
    assert told.value.exit_code == (3 if where == "pointing/nowhere" or len(where) > 4000 else 2)
    assert "\n" not in str(told.value)


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_unreadable_folder_is_one_clear_line(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """A folder of somebody else's ends in a traceback."""
    place = Path(shutil.copytree(upstream, tmp_path / "place.git"))
    (place / "HEAD").chmod(0)
    place.chmod(0)
    try:
        with pytest.raises(RepositoryError, match="cannot read"):
            open_repository(str(place), cache)
    finally:
        place.chmod(0o755)


def test_path_that_exists_is_a_path(
    upstream: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder whose name looks like an address cannot be scanned."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(upstream, "host:project")
    with open_repository("host:project", cache) as repository:
        assert len(repository.tags()) == 3


def test_git_of_the_environment_does_not_lead_elsewhere(
    upstream: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from a git hook, niltrail would scan the hook's repository."""
    other = bare(tmp_path / "other.git", ["v7"])
    monkeypatch.setenv("GIT_DIR", str(other))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / "objects"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare'='nonsense'")
    with open_repository(str(upstream), cache) as repository:
        assert [tag.name for tag in repository.tags()] == RELEASES


def test_damaged_pack_index_of_several_packs_is_survived(upstream: Path, tmp_path: Path, cache: Path) -> None:
    """An index that git can do without makes a whole repository unreadable."""
    place = Path(shutil.copytree(upstream, tmp_path / "place.git"))
    commit(place, "more")
    git(place, "repack", "-q", "-d")
    git(place, "multi-pack-index", "write")
    file = place / "objects" / "pack" / "multi-pack-index"
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    file.write_bytes(content)
    with open_repository(str(place), cache) as repository:
        assert repository.resolve("main").summary == "add more"
        assert len(repository.tags()) == 3
