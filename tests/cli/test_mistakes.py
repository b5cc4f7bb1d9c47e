"""Everything a user or a machine can get wrong: one line, the right exit code, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.errors import RepositoryError
from analyzer.findings import Scans
from analyzer.report import render
from tests.cli.conftest import FakePipeline, Run
from tests.command import ROOT, niltrail
from tests.report.samples import VULNERABLE, scan_of
from tests.rules.test_mistakes import RIGHT, rule

WRONG = {
    "no such command": ("scna", "no command 'scna'; did you mean scan?"),
    "no such option": ("scan --repo demo --fromat json", "no such option '--fromat'"),
    "format": ("scan --repo demo --format xml", "'xml' is not one of 'text', 'json', 'markdown'"),
    "fail-on": ("scan --repo demo --fail-on safe", "'safe' is not one of"),
    "jobs": ("scan --repo demo --jobs many", "'--jobs'"),
    "goos": ("scan --repo demo --goos linx", "'linx' is not one of"),
    "build tags": ("scan --repo demo --build-tags a,b!", "'b!' is no build tag"),
    "revision": ("scan --repo demo v2.0.O", "no tag, branch or commit v2.0.O; did you mean"),
    "revision like an option": ("scan --repo demo -- --upload-pack=x", "not a revision"),
    "all revisions": ("scan --repo demo nosuch norsuch", "no tag, branch or commit norsuch"),
    "repository": ("scan --repo /nonexistent/place", "/nonexistent/place"),
    "empty repository": ("scan --repo= HEAD", "'--repo': it is empty"),
    "no repository": ("scan --repo /proc", "not a git repository"),
    "URL": ("scan --repo ext::sh", "ext::sh"),
    "rule": (
        "scan --repo demo --rule nil-pull-credential",
        "no rule 'nil-pull-credential'; did you mean nil-pull-credentials?",
    ),
    "rules folder": ("scan --repo demo --rules /nonexistent", "does not exist"),
    "glob": ("timeline --repo demo --tags x*", "demo has no tag that matches x*"),
    "line": ("timeline --repo demo --line 9.9", "no releases of line 9.9; there are 1.0, 1.1"),
    "fingerprint": (
        "explain ffffffff --repo demo --rev v2.0.0",
        f"v2.0.0 has no finding ffffffff; it has {VULNERABLE.fingerprint}",
    ),
    "short fingerprint": ("explain f --repo demo", "too short"),
    "file": ("report /nonexistent.json", "/nonexistent.json cannot be read: No such file or directory"),
    "folder": ("report /", "/ cannot be read: Is a directory"),
    "document": ("report /proc/self/cmdline", "no document of niltrail"),
    "schema": ("schema sarif", "'sarif' is not one of"),
    "clone": ("clone ftp://example.com/x", "ftp URLs are refused"),
    "clone from": ("clone https://example.com/x --from /nonexistent", "/nonexistent"),
    "nothing to explain": ("explain", "missing argument 'FINGERPRINT'"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_one_line_and_exit_code_2(run: Run, fake: FakePipeline, words: str, said: str) -> None:
    """A typing mistake ends in a traceback, in a page of help, or in success."""
    done = run(*words.split())
    lines = done.err.splitlines()
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert all(line.startswith("niltrail: ") for line in lines)
    assert len(lines) == (2 if "norsuch" in words else 1)


def test_rules_for_several_repositories_need_a_choice(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """A rule is asked of a repository it was not written for."""
    rule(tmp_path, 'repository = "https://example.com/other"\n' + RIGHT)
    done = run("scan", "--rules", tmp_path)
    assert done.code == 2 and "say which repository is meant with --repo" in done.err
    done = run("scan", "--rules", rule(tmp_path, RIGHT), "--rule", "forgotten-token")
    assert done.code == 2 and "no rule names a repository" in done.err


def test_wrong_rule_file_stops_a_scan_with_all_mistakes(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """A scan with half a rule is taken for clean."""
    rule(tmp_path, RIGHT.replace("title", "titel").replace("argument = 0", "argument = -1"))
    done = run("scan", "--repo", "demo", "--rules", tmp_path)
    assert (done.code, done.err.count("rule.toml:")) == (2, 3)


ENDS: list[tuple[BaseException, int, str]] = [
    (RepositoryError("cannot read \x1b[2Jit"), 3, "cannot read \\x1b[2Jit"),
    (
        OSError(errno.ENOSPC, "No space left on device", "/cache/facts"),
        3,
        "/cache/facts: No space left on device; free some space",
    ),
    (PermissionError(errno.EACCES, "Permission denied", "/cache"), 3, "/cache: Permission denied"),
    (KeyboardInterrupt(), 130, "interrupted; what was read is kept"),
    (MemoryError(), 3, "out of memory; try fewer --jobs"),
    (KeyError("x\x1b[2J\ny"), 4, "internal error at analyzer/cli/scan.py:"),
    (RecursionError("deep"), 4, "RecursionError: deep; please report it"),
]


@pytest.mark.parametrize(("raised", "code", "said"), ENDS, ids=[type(end[0]).__name__ for end in ENDS])
def test_what_stops_a_run_is_one_line(
    run: Run, fake: FakePipeline, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, said: str
) -> None:
    """A full disk or Ctrl-C fills the screen with a traceback, or ends with the code for "clean"."""
    monkeypatch.delenv("NILTRAIL_DEBUG", raising=False)
    fake.raises = raised
    done = run("scan", "--repo", "demo")
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert said in done.err and "\x1b" not in done.err


def test_traceback_for_those_who_ask(run: Run, fake: FakePipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """An internal error cannot be reported with what is needed to find it."""
    monkeypatch.setenv("NILTRAIL_DEBUG", "1")
    fake.raises = KeyError("x")
    assert "Traceback" in run("scan", "--repo", "demo").err


def test_full_disk_behind_standard_output() -> None:
    """A report that was cut off counts as written."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from analyzer.cli import main; sys.exit(main(['schema', 'timeline']))"],
            stdout=full, stderr=subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        "niltrail: cannot write: No space left on device; free some space, or choose another folder with --cache-dir"
    ]


@pytest.mark.parametrize("words", ["scan --repo demo v2.0.1", "scan --repo demo nosuch"])
def test_closed_standard_error_changes_no_exit_code(words: str) -> None:
    """A service that starts jobs without standard error sees an internal error."""
    command = [
        sys.executable,
        "-P",
        "-c",
        "import sys; from analyzer.cli import main; sys.exit(main())",
        *words.split(),
    ]
    closed = ["sh", "-c", 'exec "$@" 2>&-', "sh", *command]
    done = subprocess.run(
        closed, check=False, stdout=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == (2 if "nosuch" in words else 0)


def test_reader_that_goes_away_is_no_error() -> None:
    """`niltrail report x.json | head` ends in a complaint."""
    program = "import sys; from analyzer.cli import main; sys.stdin.readline(); sys.exit(main(['schema', 'timeline']))"
    ends = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=ends[1], stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        os.close(ends[1])
        os.close(ends[0])
        _, err = process.communicate(b"go\n")
    assert (process.returncode, err) == (141, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_reader_that_goes_away_in_the_middle_is_told_from_success(tmp_path: Path, unbuffered: str) -> None:
    """Half a document counts as a whole one: where PYTHONUNBUFFERED is set, Python does not complain by itself."""
    saved = tmp_path / "scans.json"
    saved.write_text(render(Scans((scan_of(VULNERABLE),) * 200), "json"))
    program = (
        f"import sys; from analyzer.cli import main; sys.exit(main(['report', {str(saved)!r}, '--format', 'json']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, bufsize=0,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 141)


def test_command_without_arguments_shows_help() -> None:
    """Somebody who types only `niltrail` is left alone."""
    done = niltrail()
    assert done.returncode == 0 and done.stdout.startswith(b"Usage: niltrail")
