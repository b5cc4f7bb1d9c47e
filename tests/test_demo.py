"""The demonstration repository: the same everywhere, compilable, with one release for every kind of verdict."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer import demo
from analyzer.errors import RepositoryError
from analyzer.git.write import Commit, fast_import_stream, write_repository
from tests.git.making import git

BRANCHES = ["fix-login", "image-service", "login-setting", "main", "release/1.4", "release/2.0"]


def refs(repository: Path) -> list[str]:
    return git(repository, "for-each-ref", "--format=%(objectname) %(refname)").splitlines()


def test_every_machine_gets_the_same_commits(
    demo_repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fingerprint or commit id quoted from the demonstration in a bug report means nothing elsewhere."""
    configuration = tmp_path / "gitconfig"
    configuration.write_text(
        "[user]\nname = Somebody\n[init]\ndefaultBranch = trunk\n[commit]\ngpgSign = true\n[core]\nautocrlf = true\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2001-01-01T00:00:00Z")
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    monkeypatch.setenv("TZ", "Pacific/Apia")
    again = demo.create(tmp_path / "again.git")
    assert refs(again) == refs(demo_repository)
    assert git(again, "symbolic-ref", "HEAD") == "refs/heads/main"


def test_history_has_merges_and_maintained_lines(demo_repository: Path) -> None:
    """Bisection and backport search could not be shown on it: they need merges and release branches."""
    assert git(demo_repository, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads").splitlines() == BRANCHES
    assert len(git(demo_repository, "rev-list", "--merges", "main").splitlines()) == 3
    assert git(demo_repository, "merge-base", "main", "release/2.0") == git(demo_repository, "rev-parse", "v2.0.0^{}")
    assert git(demo_repository, "fsck", "--strict") == ""


def test_backport_names_the_commit_it_was_picked_from(demo_repository: Path) -> None:
    """A reader who follows the backport's "cherry picked from" line finds no such commit."""
    message = git(demo_repository, "log", "-1", "--format=%B", "v2.0.1")
    assert f"(cherry picked from commit {git(demo_repository, 'rev-parse', 'fix-login')})" in message


def test_created_once_and_found_again(tmp_path: Path) -> None:
    """Every scan of the demonstration would write it anew, or leave rubbish in the cache folder."""
    first = demo.repository(tmp_path / "cache")
    (first / "description").write_text("still here\n")
    assert demo.repository(tmp_path / "cache") == first
    assert (first / "description").read_text() == "still here\n"
    assert [entry.name for entry in (tmp_path / "cache").iterdir()] == [first.name]


def test_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """A full or forbidden cache folder ends in a traceback."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(RepositoryError, match="cannot write"):
        write_repository(tmp_path / "file" / "demo.git", demo.commits(), head="main")


def test_stream_refuses_a_parent_that_is_not_there() -> None:
    """A misspelt branch in a commit's description would silently start an unrelated history."""
    lost = Commit(branch="topic", message="lost\n", who="A <a@example.com>", seconds=0, start="mian")
    with pytest.raises(KeyError, match="mian"):
        fast_import_stream([lost])


@pytest.mark.slow
def test_every_release_is_a_module_with_all_it_imports(demo_repository: Path, tmp_path: Path) -> None:
    """The demonstration shows verdicts on something that is not Go. (That each release's packages compile: `tests.go`.)"""
    go = shutil.which("go") or shutil.which("go", path=str(Path(sys.executable).parent))
    if go is None:
        pytest.skip("no go command on the PATH")
    environment = {**os.environ, "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "", "GOWORK": "off"}
    for tag in git(demo_repository, "tag", "--list", "v*").splitlines():
        tree = tmp_path / tag
        tree.mkdir()
        archive = subprocess.run(["git", "-C", demo_repository, "archive", tag], check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", tree], input=archive, check=True)
        packages = subprocess.run(
            [go, "list", "-deps", "./..."], cwd=tree, env=environment, capture_output=True, text=True
        )
        assert packages.returncode == 0 and "pullbox" in packages.stdout, f"{tag}: {packages.stderr}"
