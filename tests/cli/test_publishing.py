"""OSV, OpenVEX and CSAF from the command line, directly and from saved documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import FakePipeline, Run
from tests.command import ROOT
from tests.report.published import validate

REPORTS = ROOT / "reports" / "containerd"
TIMELINE = REPORTS / "timeline.json"


@pytest.mark.parametrize("format", ["osv", "openvex", "csaf"])
def test_saved_timeline_gives_what_the_command_itself_writes(run: Run, tmp_path: Path, format: str) -> None:
    """A record must be made by judging everything again."""
    said = ("--author", "Example Org", "--id", "x_EX-1") + (
        ("--namespace", "https://example.org") if format != "osv" else ()
    )
    direct = run("timeline", "--repo", "demo", "--format", format, *said)
    saved = tmp_path / "timeline.json"
    saved.write_text(run("timeline", "--repo", "demo", "--format", "json").out)
    again = run("report", saved, "--format", format, *said)
    assert (direct.code, direct.err) == (1, "") and again == direct
    validate(json.loads(direct.out), format)


def test_scan_writes_vex(run: Run) -> None:
    """One revision's answer cannot be given to a scanner."""
    for words in (["v2.0.0"], ["v2.0.0", "v2.0.1"]):
        for format in ("openvex", "csaf"):
            done = run("scan", "--repo", "demo", *words, "--format", format)
            assert done.code == 1
            validate(json.loads(done.out), format)


MISTAKES = {
    "id without a record": (["--id", "X-1"], "--id goes with --format osv or openvex or csaf"),
    "author without a record": (["--author", "X", "--format", "json"], "--author goes with"),
    "rule without a record": (["--rule", "nil-pull-credentials"], "--rule goes with"),
    "bisection for what names no commits": (["--format", "csaf", "--with", str(REPORTS / "bisect.json")], "--with goes with --format osv"),
    "label for what has none": (["--format", "osv", "--tlp", "RED"], "--tlp goes with --format csaf"),
    "no id": (["--format", "csaf", "--id", "a b"], "--id 'a b' is no id"),
    "no id of OSV": (["--format", "osv", "--id", "EX-1"], "an OSV id begins with x_, or with a database's prefix"),
    "empty author": (["--format", "csaf", "--author", " "], "it must be a name"),
    "author of two lines": (["--format", "csaf", "--author", "a\nb"], "it must be a name"),
    "no address": (["--format", "openvex", "--namespace", "example"], "'example' is no address such as"),
    "no label": (["--format", "csaf", "--tlp", "PINK"], "'PINK' is not one of"),
    "no rule": (["--format", "osv", "--rule", "x"], "the document has no rule 'x'"),
    "no bisection": (["--format", "osv", "--with", str(TIMELINE)], "must be what niltrail bisect"),
    "no file": (["--format", "osv", "--with", "no.json"], "no.json cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_one_clear_line(run: Run, name: str) -> None:
    """A typing mistake ends in a traceback, or in a record that says something else."""
    words, said = MISTAKES[name]
    done = run("report", TIMELINE, *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_bisection_of_another_repository_is_refused(run: Run, tmp_path: Path) -> None:
    """Commits of another repository get into the record."""
    saved = tmp_path / "timeline.json"
    saved.write_text(
        TIMELINE.read_text().replace("https://github.com/containerd/containerd", "https://example.org/x/y")
    )
    done = run("report", saved, "--format", "osv", "--with", REPORTS / "bisect.json")
    assert done.code == 2 and "it goes with a timeline of the same repository" in done.err


def test_what_cannot_be_recorded_is_refused_before_anything_is_judged(
    run: Run, fake: FakePipeline, tmp_path: Path
) -> None:
    """After minutes of judging somebody is told to choose a rule."""
    rule = tmp_path / "rules" / "other-rule"
    rule.mkdir(parents=True)
    built_in = ROOT / "queries" / "rules" / "nil-pull-credentials"
    (rule / "rule.toml").write_text((built_in / "rule.toml").read_text().replace("nil-pull-credentials", "other-rule"))
    (rule / "help.md").write_text((built_in / "help.md").read_text())
    rules = ("--repo", "demo", "--rules", str(rule.parent))
    for words in (["timeline", *rules, "--format", "osv"], ["scan", *rules, "--format", "csaf", "--id", "X-1"]):
        done = run(*words)
        assert (done.code, done.out, fake.asked) == (2, "", [])
        assert "other-rule: choose one with --rule" in done.err
