"""Recorded output of every view; after a wanted change remake it with NILTRAIL_UPDATE=1 and look at the difference."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from analyzer.findings import Blind, Coverage, Guard, Scans, Verdict
from analyzer.places import Place
from analyzer.report import Document, View, render
from tests.report.samples import (
    BACKPORTS,
    BISECTION,
    CHECK,
    CLEAN_CHECK,
    DIFFERENCE,
    MITIGATED,
    NEWS,
    UNKNOWN,
    VULNERABLE,
    explained,
    history,
    scan_of,
)  # fmt: skip

GOLDEN = Path(__file__).parent / "golden"
SEEN_BADLY = Coverage(
    70, 9, 8, 7,
    (
        Blind("syntax error", Place("broken.go", 7), "parse"),
        Blind("hook is a function value nobody assigns", Place("a.go", 9), "call"),
        Blind("object 12ab34cd56ef is missing", kind="object"),
    ),
)  # fmt: skip
SCAN = scan_of(VULNERABLE, MITIGATED)
DOUBT = scan_of(UNKNOWN, coverage=SEEN_BADLY)
GUARDS = (
    Guard(Place("a.go", 3), "token == nil", "every path", blocks=True),
    Guard(Place("a.go", 7), "token == nil", "nothing", "config.Config.Token"),
    Guard(Place("a.go", 5), "token == nil", "some paths"),
)
HARMLESS = scan_of(
    msgspec.structs.replace(
        VULNERABLE, verdict=Verdict.SAFE, note="this program has nothing to fall back to", entry=()
    ),
    msgspec.structs.replace(MITIGATED, guards=GUARDS),
    revision="HEAD",
)
CLEAN = scan_of(revision="v1.1.0", note="there is no login in the configuration to fall back to")

VIEWS: dict[str, tuple[Document, str, View]] = {
    "scan-80.txt": (SCAN, "text", View(80)),
    "scan-120.txt": (SCAN, "text", View(120)),
    "scan-40.txt": (SCAN, "text", View(40)),
    "scan-color.txt": (SCAN, "text", View(80, color=True)),
    "scan-full.txt": (scan_of(VULNERABLE), "text", View(100, full=True)),
    "scan-doubt.txt": (DOUBT, "text", View(80, detail=True)),
    "scan-ascii.txt": (DOUBT, "text", View(80, ascii=True)),
    "scan-harmless.txt": (HARMLESS, "text", View(100, color=True)),
    "scan-harmless.md": (HARMLESS, "markdown", View()),
    "scans.txt": (Scans((SCAN, CLEAN)), "text", View(100)),
    "scans.md": (Scans((SCAN, DOUBT, CLEAN)), "markdown", View()),
    "timeline-80.txt": (history(), "text", View(80)),
    "timeline-120.txt": (history(), "text", View(120, detail=True)),
    "timeline-color.txt": (history(), "text", View(80, color=True)),
    "timeline.md": (history(), "markdown", View()),
    "explained.txt": (explained(), "text", View(100)),
    "explained.md": (explained(), "markdown", View()),
    "explained.svg": (explained(), "svg", View()),
    "bisect.txt": (BISECTION, "text", View(80)),
    "bisect.md": (BISECTION, "markdown", View()),
    "diff.txt": (DIFFERENCE, "text", View(80)),
    "diff.md": (DIFFERENCE, "markdown", View()),
    "backports.txt": (BACKPORTS, "text", View(100)),
    "backports.md": (BACKPORTS, "markdown", View()),
    "track.txt": (NEWS, "text", View(80)),
    "track-comment.md": (NEWS, "comment", View()),
    "check.txt": (CHECK, "text", View(80)),
    "check.md": (CHECK, "markdown", View()),
    "check-clean.txt": (CLEAN_CHECK, "text", View(100)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_output_is_as_recorded(name: str) -> None:
    """Output that people read, quote and grep changes without anybody having looked at it."""
    document, format, view = VIEWS[name]
    text = render(document, format, view)
    golden = GOLDEN / name
    if os.environ.get("NILTRAIL_UPDATE") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_a_pipe_gets_no_escape_sequences(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log file is full of colour codes, whatever the environment says."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in render(SCAN, "text", View(80))


def test_verdict_is_told_without_colour() -> None:
    """Somebody who cannot see red cannot see the verdict."""
    text = render(SCAN, "text", View(80))
    assert "✗ vulnerable" in text and "◐ mitigated" in text


@pytest.mark.parametrize(
    "name", ["scan-80.txt", "timeline-80.txt", "scan-doubt.txt", "bisect.txt", "diff.txt", "check.txt"]
)
def test_lines_fit_the_terminal(name: str) -> None:
    """Lines run over the edge and the ladder falls apart."""
    assert [line for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines() if len(line) > 80] == []


def test_paths_are_never_broken() -> None:
    """A path cannot be copied or clicked because it runs over two lines."""
    long = "a-folder/" * 12 + "file.go"
    finding = msgspec.structs.replace(VULNERABLE, site=Place(long, 30))
    assert f"{long}:30\n" in render(scan_of(finding), "text", View(40))
