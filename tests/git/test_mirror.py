"""Mirrors have what the remote has, whatever happens while they are made."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from analyzer.errors import RepositoryError, UsageError
from analyzer.git import BrokenRevision, Revision, clone, fetch_tags, mirror_path, open_repository
from tests.git.making import bare, commit, git, remove
from tests.git.serving import git_daemon, refusing

MANY = [f"v{major}.{minor}" for major in range(1, 4) for minor in range(11)]


@pytest.fixture
def origin(upstream: Path, tmp_path: Path) -> Path:
    """A remote that may change."""
    return Path(shutil.copytree(upstream, tmp_path / "origin.git"))


def url(place: Path) -> str:
    return f"file://{place}"


def names(place: Path) -> list[str]:
    return git(place, "for-each-ref", "--format=%(objectname) %(refname)").split("\n")


def test_mirror_has_heads_and_tags_and_no_pull_requests(origin: Path, cache: Path) -> None:
    """Releases are missing, or thousands of pull requests are downloaded."""
    commit(origin, "topic", ref="refs/heads/topic")
    commit(origin, "pull", ref="refs/pull/1/head")
    told: list[tuple[str, int, int]] = []
    made = clone(url(origin), cache, progress=lambda *step: told.append(step))
    assert (made.shown, made.heads, made.tags) == ("origin", 2, 3)
    assert made.new == ("main", "topic", "v1.0", "v1.1", "v2.0")
    assert made.path == mirror_path(url(origin), cache)
    assert names(made.path) == [line for line in names(origin) if "refs/pull" not in line]
    assert git(made.path, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert told[0] == ("asking origin", 0, 0)
    assert any(what == "receiving origin" and 0 < done == total for what, done, total in told)
    with open_repository(url(origin), cache) as repository:
        assert repository.name == "origin"
        assert len(repository.first_parents("v2.0")) == 3


def test_update_brings_what_is_new_and_forgets_what_is_gone(origin: Path, cache: Path) -> None:
    """A moved tag or deleted branch is judged for ever as it once was."""
    commit(origin, "topic", ref="refs/heads/a")
    clone(url(origin), cache)
    git(origin, "branch", "-D", "a")
    git(origin, "branch", "a/b", "v1.0")
    git(origin, "tag", "-f", "v1.1", "v1.0")
    git(origin, "tag", "-d", "v1.0")
    commit(origin, "more")
    git(origin, "branch", "-m", "main", "trunk")
    updated = clone(url(origin), cache)
    assert (updated.new, updated.gone) == (("a/b", "trunk", "v1.1"), ("a", "main", "v1.0"))
    assert names(updated.path) == names(origin)
    assert git(updated.path, "symbolic-ref", "HEAD") == "refs/heads/trunk"
    again = clone(url(origin), cache)
    assert (again.new, again.gone, again.heads, again.tags) == ((), (), 2, 2)


def test_many_releases_come_in_steps(tmp_path: Path, cache: Path) -> None:
    """A clone over a bad connection starts from nothing each time."""
    origin = bare(tmp_path / "origin.git", MANY)
    told: list[str] = []
    made = clone(url(origin), cache, progress=lambda what, done, total: told.append(what))
    assert [what for what in dict.fromkeys(told) if what.startswith("receiving")] == [
        f"receiving origin ({step} of 8)" for step in range(1, 9)
    ]
    assert len(list(made.path.glob("objects/pack/*.pack"))) == 8
    assert names(made.path) == names(origin)


def test_first_use_clones_and_later_use_needs_no_network(origin: Path, cache: Path) -> None:
    """Every scan asks the network, or none works offline."""
    for _ in range(2):
        with open_repository(url(origin), cache) as repository:
            assert [tag.name for tag in repository.tags()] == ["v1.0", "v1.1", "v2.0"]
        if origin.exists():
            shutil.rmtree(origin)


def test_chosen_tags_are_fetched_without_their_history(tmp_path: Path, cache: Path) -> None:
    """Judging one release downloads all of them."""
    origin = bare(tmp_path / "origin.git", MANY)
    with open_repository(url(origin), cache, tags=["v1.3", "v2.1*"]) as repository:
        assert [tag.name for tag in repository.tags() if isinstance(tag, Revision)] == ["v1.3", "v2.1", "v2.10"]
        assert repository.objects.blob(repository.objects.read("v2.10:go.mod")[0]).startswith(b"module")
        assert len(repository.first_parents("v2.10")) == 1
    shutil.move(origin, tmp_path / "away.git")
    assert fetch_tags(url(origin), cache, ["v1.3"]) == mirror_path(url(origin), cache)
    with pytest.raises(RepositoryError, match="no such repository"):
        fetch_tags(url(origin), cache, ["v3.*"])
    shutil.move(tmp_path / "away.git", origin)
    with open_repository(url(origin), cache) as repository:
        assert len(repository.tags()) == len(MANY)
        assert len(repository.first_parents("v2.10")) == 22
    assert clone(url(origin), cache).new == ()
    shutil.rmtree(origin)
    fetch_tags(url(origin), cache, ["anything"])


def test_tag_deleted_upstream_does_not_keep_a_mirror_shallow(tmp_path: Path, cache: Path) -> None:
    """History stays cut off after everything was cloned."""
    origin = bare(tmp_path / "origin.git", MANY)
    commit(origin, "side", parent="v1.1^{commit}", ref="refs/tags/side")
    fetch_tags(url(origin), cache, ["side", "v1.2"])
    git(origin, "tag", "-d", "side")
    clone(url(origin), cache)
    with open_repository(url(origin), cache) as repository:
        assert len(repository.first_parents("v1.2")) == 3


@pytest.mark.parametrize(
    ("tag", "said"), [("v1.2", "has no tag v1.2; did you mean v1.1 or v1.0"), ("w*", r"has no tag w\*$")]
)
def test_tag_that_the_remote_lacks_is_one_clear_line(tag: str, said: str, origin: Path, cache: Path) -> None:
    """A mistyped tag starts a download of everything."""
    with pytest.raises(UsageError, match=said):
        open_repository(url(origin), cache, tags=["v1.0", tag])


def test_sha256_remote(tmp_path: Path, cache: Path) -> None:
    """Projects that have moved to SHA-256 cannot be cloned."""
    origin = bare(tmp_path / "origin.git", ["v1.0"], "sha256")
    assert clone(url(origin), cache).tags == 1
    with open_repository(url(origin), cache) as repository:
        assert len(repository.resolve("v1.0").commit) == 64


def test_remote_that_was_empty_or_made_anew(tmp_path: Path, cache: Path) -> None:
    """A project that changes its object format can never be updated again."""
    git(tmp_path, "init", "-q", "--bare", "origin.git")
    origin = tmp_path / "origin.git"
    assert (clone(url(origin), cache).heads, clone(url(origin), cache).tags) == (0, 0)
    shutil.rmtree(origin)
    bare(origin, ["v1.0"], "sha256")
    assert clone(url(origin), cache).new == ("main", "v1.0")
    shutil.rmtree(origin)
    bare(origin, ["v1.0", "v1.1"])
    assert clone(url(origin), cache).tags == 2


def test_shallow_remote_gives_what_it_has(tmp_path: Path, upstream: Path, cache: Path) -> None:
    """A server that keeps only recent history cannot be used."""
    git(tmp_path, "clone", "-q", "--bare", "--depth=2", "--single-branch", "--no-tags", url(upstream), "origin.git")
    for _ in range(2):
        made = clone(url(tmp_path / "origin.git"), cache)
        assert (made.heads, made.tags) == (1, 0)
        with open_repository(url(tmp_path / "origin.git"), cache) as repository:
            assert len(repository.first_parents("main")) == 2


def test_git_servers_work(origin: Path, tmp_path: Path, cache: Path) -> None:
    """Only copies on this machine can be cloned."""
    with git_daemon(tmp_path) as address:
        assert clone(f"{address}/origin.git", cache).tags == 3
        commit(origin, "more")
        assert clone(f"{address}/origin.git", cache).new == ("main",)
        with pytest.raises(RepositoryError, match=r"cannot fetch git://127.*: there is no such repository"):
            clone(f"{address}/nowhere.git", cache)
    with pytest.raises(RepositoryError, match="cannot be reached: check the network"):
        clone(f"{address}/origin.git", cache)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "needs a login, or is not there"),
        (403, "needs a login, or is not there"),
        (404, "no such repository"),
        (500, "500"),
    ],
)
def test_refusals_say_what_to_do_and_no_password(
    status: int, said: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clone asks for a password in a CI job and waits for ever, or prints the one it has."""
    monkeypatch.setenv("GIT_ASKPASS", "/bin/false")
    monkeypatch.setenv("no_proxy", "localhost")
    with refusing(status, tmp_path) as host:
        monkeypatch.setenv("GIT_SSL_CAINFO", str(tmp_path / "server.pem"))
        with pytest.raises(RepositoryError, match=said) as told:
            clone(f"https://me:secret@{host}/a/b.git", cache)
        monkeypatch.delenv("GIT_SSL_CAINFO")
        with pytest.raises(RepositoryError, match="cannot be trusted"):
            clone(f"https://me:secret@{host}/a/b.git", cache)
    assert "secret" not in str(told.value) and "\n" not in str(told.value)
    assert not mirror_path(f"https://{host}/a/b", cache).exists()
    assert not any(b"secret" in file.read_bytes() for file in cache.rglob("*") if file.is_file())


def test_configured_detours_are_not_taken(
    origin: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Configuration rewrites a plain address to one that runs a program."""
    (tmp_path / "gitconfig").write_text(
        f'[url "ext::touch {tmp_path}/sprung; "]\n\tinsteadOf = file://\n[protocol]\n\tallow = always\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:file")
    with pytest.raises(RepositoryError, match="cannot fetch origin"):
        clone(url(origin), cache)
    assert not (tmp_path / "sprung").exists()


def test_hooks_and_submodules_are_left_alone(
    origin: Path, upstream: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cloning runs programs, or fetches repositories that nobody asked for."""
    trap = tmp_path / "hooks" / "reference-transaction"
    trap.parent.mkdir()
    for hook in ("reference-transaction", "post-checkout", "post-merge", "fsmonitor-watchman"):
        (trap.parent / hook).write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
        (trap.parent / hook).chmod(0o755)
    shutil.copytree(trap.parent, tmp_path / "template" / "hooks")
    (tmp_path / "gitconfig").write_text(
        f"[core]\nhooksPath = {trap.parent}\n[init]\ntemplateDir = {tmp_path}/template\n"
        "[fetch]\nrecurseSubmodules = true\n"
    )
    link = git(upstream, "rev-parse", "main")
    modules = git(
        origin,
        "hash-object",
        "-w",
        "--stdin",
        stdin=f'[submodule "s"]\npath = s\nurl = ext::touch {tmp_path}/sprung\n'.encode(),
    )
    tree = git(
        origin, "mktree", "--missing", stdin=f"100644 blob {modules}\t.gitmodules\n160000 commit {link}\ts\n".encode()
    )
    git(origin, "update-ref", "refs/heads/main", git(origin, "commit-tree", "-m", "x", tree))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    made = clone(url(origin), cache)
    assert not (tmp_path / "sprung").exists()
    assert not (made.path / "hooks").exists()
    git(tmp_path, "init", "-q", "obeyed")
    git(tmp_path / "obeyed", "commit", "-q", "--allow-empty", "-m", "x")
    assert (tmp_path / "sprung").exists()


def test_variables_of_a_hook_do_not_lead_elsewhere(
    origin: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from a git hook, niltrail would fetch into the hook's repository."""
    other = bare(tmp_path / "other.git", ["v7"])
    for name in ("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / "objects"))
    monkeypatch.setenv("GIT_NAMESPACE", "other")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'fetch.prune'='nonsense'")
    assert clone(url(origin), cache).tags == 3
    monkeypatch.undo()
    assert [line.split("/")[-1] for line in names(other)] == ["main", "v7"]


@pytest.mark.parametrize(
    "address", ["ext::sh -c x", "http://example.com/a", "--upload-pack=x", "ssh://-oProxyCommand=x/a"]
)
def test_refused_addresses_leave_nothing(address: str, cache: Path) -> None:
    """An address from a web page runs a program."""
    for attempt in (clone, mirror_path):
        with pytest.raises(UsageError):
            attempt(address, cache)
    with pytest.raises(UsageError):
        open_repository(address, cache)
    with pytest.raises(UsageError):
        fetch_tags(address, cache, ["v1"])
    assert not cache.exists()


def test_cache_that_cannot_be_written_is_one_clear_line(origin: Path, tmp_path: Path, cache: Path) -> None:
    """A forbidden cache folder ends in a traceback."""
    cache.write_text("")
    with pytest.raises(RepositoryError, match=r"cannot write the mirror .*cache"):
        open_repository(url(origin), cache)
    with pytest.raises(RepositoryError, match="needs a cache folder"):
        open_repository(url(origin), None)


def test_full_disk_is_one_clear_line_and_nothing_is_lost(tmp_path: Path, cache: Path) -> None:
    """A full disk ends in a riddle, and the mirror is unusable when there is room again."""
    if os.getuid() or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    cache.mkdir()
    if os.system(f"mount -t tmpfs -o size=256k none {cache} 2>/dev/null"):
        pytest.skip("no disk can be mounted here")
    try:
        origin = bare(tmp_path / "origin.git", MANY)
        for number in range(5):
            noise = os.urandom(60000).hex()
            git(
                origin,
                "tag",
                "-f",
                MANY[number * 7],
                commit(origin, f"noise{number}", parent=f"{MANY[number * 7]}^{{commit}}", text=noise),
            )
        with pytest.raises(RepositoryError, match="the disk is full: make room"):
            clone(url(origin), cache)
        os.system(f"mount -o remount,size=8m {cache}")
        assert clone(url(origin), cache).tags == len(MANY)
        assert names(mirror_path(url(origin), cache)) == names(origin)
    finally:
        os.system(f"umount {cache}")


def test_damaged_mirror_says_so(origin: Path, cache: Path) -> None:
    """Nobody can tell that removing a folder would help."""
    made = clone(url(origin), cache)
    for pack in made.path.glob("objects/pack/*.pack"):
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes()[:100])
    commit(origin, "more")
    with pytest.raises(RepositoryError, match=rf"the mirror is damaged: remove {made.path} and run this again"):
        clone(url(origin), cache)
    with open_repository(url(origin), cache) as repository:
        assert all(isinstance(tag, BrokenRevision) for tag in repository.tags())


def test_damaged_remote_says_so(origin: Path, cache: Path) -> None:
    """The user removes a mirror because the server has a fault."""
    remove(origin, git(origin, "rev-parse", "v1.1:go.mod"))
    with pytest.raises(RepositoryError, match="it is damaged there, or lacks objects"):
        clone(url(origin), cache)
    assert clone(url(origin), cache, source=origin).tags == 3


def test_remote_of_somebody_else_says_so(origin: Path, cache: Path) -> None:
    """Git's advice to change one's own configuration is all there is to read."""
    if os.getuid():
        pytest.skip("only root can give files away")
    os.chown(origin, 12345, 12345)
    with pytest.raises(RepositoryError, match="it belongs to another user: give its folder with --from"):
        clone(url(origin), cache)
    with open_repository(str(origin), cache) as repository:
        assert len(repository.tags()) == 3
