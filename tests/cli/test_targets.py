"""Several formats at once, and files that are whole or not there."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import FakePipeline, Run
from tests.command import ROOT

SCAN = ("scan", "--repo", "demo", "v2.0.0")


def test_every_format_goes_to_its_own_file_in_one_run(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """A CI job has to judge the same commit once for each format."""
    marks, saved = tmp_path / "a.md", tmp_path / "b.json"
    done = run(
        *SCAN, "--format", "markdown", "--output", marks, "--format", "text", "--format", "json", "--output", saved
    )
    assert (done.code, done.err, len(fake.asked)) == (1, "", 1)
    assert done.out == run(*SCAN).out
    assert marks.read_text("utf-8") == run(*SCAN, "--format", "markdown").out
    assert saved.read_text("utf-8") == run(*SCAN, "--format", "json").out


def test_single_output_may_stand_before_its_format(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """The order of two options decides between a file and a usage error."""
    file = tmp_path / "out"
    assert run(*SCAN, "--output", file, "--format", "json").out == ""
    assert file.read_text("utf-8").startswith("{")
    assert run(*SCAN, "--output", file).out == ""
    assert "vulnerable · v2.0.0" in file.read_text("utf-8")
    assert run(*SCAN, "--format", "json", "--output", "-").out.startswith("{")


WRONG = {
    "two to standard output": ("--format json --format text", "json and text both go to standard output"),
    "two to one file": ("--format json --output x --format text --output ./x", "json and text both go into x"),
    "output before its format": ("--output x --format json --format text", "--output x needs a --format of its own"),
    "two outputs": ("--format json --output x --output y", "--output y needs a --format of its own"),
    "no folder": ("--format json --output no/such/x", "there is no folder no/such"),
    "folder": ("--format json --output /", "it is a folder"),
    "other kind": ("--format svg", "'svg' is not one of 'text', 'json'"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_paired_is_refused_before_anything_is_judged(
    run: Run, fake: FakePipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    """After minutes of judging an answer overwrites another, or lands nowhere."""
    monkeypatch.chdir(tmp_path)
    done = run(*SCAN, *words.split())
    assert (done.code, done.out, done.err.count("\n"), fake.asked) == (2, "", 1, [])
    assert said in done.err and list(tmp_path.glob("*x*")) == []


def test_saved_document_without_such_a_format_says_so(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """A scan rendered as a picture ends in a traceback, or in half of the files."""
    saved = tmp_path / "scan.json"
    run(*SCAN, "--format", "json", "--output", saved)
    other = tmp_path / "other.md"
    done = run("report", saved, "--format", "markdown", "--output", other, "--format", "svg")
    assert (done.code, done.out, done.err.count("\n"), other.exists()) == (2, "", 1, False)
    assert "the format svg is not for a scan" in done.err


def test_file_keeps_its_mode_and_its_link(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """A web server can no longer read a report after its renewal; a link to a shared folder becomes a file."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    run(*SCAN, "--format", "json", "--output", link)
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640 and real.read_text().startswith("{")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "commands") == ["link", "real"]


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="no /dev/full here")
def test_what_cannot_be_written_costs_nothing_else(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """One full disk, and the annotations of a CI job and its other files are gone too, or it counts as clean."""
    good = tmp_path / "good.json"
    done = run(
        "scan", "--repo", "demo", "v1.1.0", "--format", "markdown", "--output", "/dev/full", "--format", "json", "--output", good,
        "--format", "text",
    )  # fmt: skip
    assert (done.code, done.err) == (3, "niltrail: /dev/full cannot be written: No space left on device\n")
    assert "safe · v1.1.0" in done.out and good.read_text().startswith("{")


def test_file_that_outgrows_its_limit_leaves_the_former_one(tmp_path: Path) -> None:
    """A disk that fills up half-way leaves half a document that other tools read."""
    file = tmp_path / "schema"
    file.write_text("former")
    program = "import sys; from pathlib import Path; from analyzer.cli.targets import write_file; write_file(Path(sys.argv[1]), 'x' * 9999)"
    done = subprocess.run(
        [sys.executable, "-c", program, file], cwd=ROOT, capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )  # fmt: skip
    assert b"File too large" in done.stderr
    assert file.read_text() == "former" and [path.name for path in tmp_path.iterdir()] == ["schema"]
