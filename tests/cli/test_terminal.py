"""The terminal behind the output: colours, width, encoding, and a bar for long work."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.command import ROOT, niltrail
from tests.report.samples import VULNERABLE, history, scan_of

START = "import sys; from analyzer.cli import main; sys.exit(main(sys.argv[1:]))"
BAR = """
import sys
from analyzer.cli.progress import progress
with progress() as bar:
    if bar.judging: bar.judging(3, 7, "v1.0\\x1b[2J [red]x[/]")
"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved scan."""
    from analyzer.report import render

    path = tmp_path_factory.mktemp("saved") / "scan.json"
    path.write_text(render(scan_of(VULNERABLE), "json"), encoding="utf-8")
    return path


def on_terminal(*words: str, **environment: str) -> str:
    """What a terminal of 80 columns is sent."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    with subprocess.Popen(
        [sys.executable, "-c", *words], stdin=slave, stdout=slave, stderr=slave, cwd=ROOT,
        env={**kept, "TERM": "xterm", **environment},
    ) as process:  # fmt: skip
        os.close(slave)
        sent = b""
        while select.select([master], [], [], 20)[0]:
            try:
                sent += os.read(master, 65536)
            except OSError:
                break
        process.wait()
    os.close(master)
    return sent.decode()


def test_colours_on_a_terminal_only(saved: Path) -> None:
    """Log files are full of escape sequences, or the terminal shows no colours."""
    assert "\x1b[1;31m✗ vulnerable\x1b[0m" in on_terminal(START, "report", str(saved))
    assert b"\x1b" not in niltrail("report", saved).stdout
    assert b"\x1b[1;31m" in niltrail("report", saved, "--color", "always").stdout


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_turned_off(saved: Path, environment: dict[str, str]) -> None:
    """A user who asked all programs for no colours gets them here."""
    assert "\x1b[" not in on_terminal(START, "report", str(saved), **environment)


def test_terminal_without_our_signs_gets_others(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal that speaks no Unicode the verdict is a question mark, or a traceback."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = niltrail("report", saved)
    assert done.returncode == 1 and done.stdout.decode("ascii").startswith("x vulnerable - v2.0.0")
    markdown = niltrail("report", saved, "--format", "markdown")
    assert markdown.stdout.decode("utf-8").startswith("## 🔴 `v2.0.0`")


def test_saved_file_comes_from_a_pipe(saved: Path) -> None:
    """`niltrail scan --format json | niltrail report -` does not work."""
    done = subprocess.run(
        [sys.executable, "-c", START, "report", "-"],
        input=saved.read_bytes(), capture_output=True, cwd=ROOT, env={**os.environ},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout == niltrail("report", saved).stdout


def test_long_work_shows_a_bar_on_a_terminal() -> None:
    """Minutes pass and nobody knows whether anything happens; or a tag's name clears the screen."""
    sent = on_terminal(BAR)
    assert "3/7" in sent and "v1.0\\x1b[2J [red]x[/]" in sent


def test_long_work_is_silent_in_a_pipe() -> None:
    """Log files are full of progress bars."""
    done = subprocess.run([sys.executable, "-c", BAR], capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_width_of_the_terminal_is_used(saved: Path, tmp_path: Path) -> None:
    """Lines run over the edge."""
    from analyzer.report import render

    path = tmp_path / "timeline.json"
    path.write_text(render(history(), "json"), encoding="utf-8")
    lines = on_terminal(START, "report", str(path), "--color", "never").splitlines()
    assert max(len(line) for line in lines) <= 80
    wide = on_terminal(START, "report", str(path), "--color", "never", COLUMNS="120").splitlines()
    assert max(len(line) for line in wide) > 80
