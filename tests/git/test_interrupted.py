"""Clones that are stopped, killed or started twice."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.git import clone, mirror_path
from tests.git.making import bare, git

ROOT = Path(__file__).parent.parent.parent
RELEASES = [f"v{major}.{minor}" for major in range(1, 4) for minor in range(11)]
PROGRAM = """
import os, signal, sys
from pathlib import Path
from analyzer.git import clone

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background has it ignored

def progress(what, done, total):
    print(what, flush=True)
    if sys.argv[3] and sys.argv[3] in what:
        {then}

try:
    made = clone(sys.argv[1], Path(sys.argv[2]), progress=progress)
    print("made", made.tags, len(made.new), flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
KILL = "os.kill(os.getpid(), signal.SIGKILL)"
WAIT = "sys.stdin.readline()"


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A remote with so many releases that a clone takes steps."""
    return bare(tmp_path / "origin.git", RELEASES)


def started(origin: Path, cache: Path, at: str = "", then: str = WAIT) -> subprocess.Popen[str]:
    """Another process that clones, and does something when progress says ``at``."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(then=then), f"file://{origin}", cache, at],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], said: str = "\n") -> list[str]:
    """The rest of what it says."""
    with process:
        return process.communicate(said)[0].splitlines()


def heard(process: subprocess.Popen[str], wanted: str) -> str:
    """What it says until it says ``wanted``."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if wanted in line:
            return "".join(lines)
    raise AssertionError(lines)


def names(place: Path) -> str:
    return git(place, "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads", "refs/tags")


def test_killed_clone_goes_on_from_what_had_arrived(origin: Path, cache: Path) -> None:
    """A clone that breaks off again and again never ends."""
    process = started(origin, cache, "counting origin (4 of 8)", KILL)
    finish(process)
    assert process.returncode == -signal.SIGKILL
    place = mirror_path(f"file://{origin}", cache)
    arrived = {pack.name for pack in place.glob("objects/pack/*.pack")}
    assert len(arrived) >= 3
    assert not (place / "niltrail-complete").exists()
    told: list[str] = []
    made = clone(f"file://{origin}", cache, progress=lambda what, done, total: told.append(what))
    assert len(made.new) < len(RELEASES)
    assert arrived <= {pack.name for pack in place.glob("objects/pack/*.pack")}
    assert names(place) == names(origin)


def test_what_killed_gits_leave_is_swept(origin: Path, cache: Path) -> None:
    """After a power cut no update works until somebody finds out which lock files to remove."""
    place = clone(f"file://{origin}", cache).path
    git(origin, "tag", "v9", "v1.0")
    for left in (
        "packed-refs.lock",
        "HEAD.lock",
        "config.lock",
        "shallow.lock",
        "refs/tags/v9.lock",
        "objects/pack/tmp_pack_x",
    ):
        (place / left).write_text("")
    (place / "refs" / "tags" / "v9").write_text("")
    assert clone(f"file://{origin}", cache).new == ("v9",)
    assert not list(place.rglob("*.lock"))
    assert not list(place.rglob("tmp_*"))


def test_second_process_waits_and_finds_the_mirror(origin: Path, cache: Path) -> None:
    """Two scans at once download everything twice, or spoil each other's mirror."""
    first = started(origin, cache, "counting origin (4 of 8)")
    heard(first, "(4 of 8)")
    second = started(origin, cache)
    assert "asking" not in heard(second, "waiting for another niltrail that fetches origin")
    assert finish(first)[-1] == f"made {len(RELEASES)} {len(RELEASES) + 1}"
    assert finish(second) == [f"made {len(RELEASES)} {0}"]


def test_killed_process_leaves_no_lock(origin: Path, cache: Path) -> None:
    """After a crash every clone waits for a process that is no more."""
    first = started(origin, cache, "asking")
    heard(first, "asking")
    first.kill()
    finish(first)
    told: list[str] = []
    clone(f"file://{origin}", cache, progress=lambda what, done, total: told.append(what))
    assert told[0] == "asking origin"


def test_interruption_ends_git_and_keeps_what_has_arrived(
    origin: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves git processes downloading, or a mirror that must be removed by hand."""
    alive, never, count = tmp_path / "alive", tmp_path / "never", tmp_path / "count"
    os.mkfifo(alive)
    os.mkfifo(never)
    stall = tmp_path / "stall"
    stall.write_text(
        f'#!/bin/sh\necho >>{count}\n[ $(wc -l <{count}) -lt 3 ] && exec "$@"\n'
        f"exec 3>{alive}\necho begun >&3\ncat {never}\n"
    )
    stall.chmod(0o755)
    (tmp_path / "gitconfig").write_text(f"[uploadpack]\n\tpackObjectsHook = {stall}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    process = started(origin, cache)
    with alive.open("rb", buffering=0) as stalled:
        assert stalled.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        assert finish(process)[-1] == "interrupted"
        assert select.select([stalled], [], [], 30)[0]
        assert stalled.read() == b""  # nobody has it open any more
    place = mirror_path(f"file://{origin}", cache)
    assert len(list(place.glob("objects/pack/*.pack"))) == 2
    monkeypatch.undo()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    clone(f"file://{origin}", cache)
    assert names(place) == names(origin)
