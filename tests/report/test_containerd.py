"""The published records of containerd: valid, what niltrail makes of the saved timeline, and true of every release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.findings import Timeline, Verdict
from analyzer.report import Publication, View, read, render
from analyzer.report.csaf import file_name
from analyzer.stories import Bisection
from tests.report.published import csaf_statuses, osv_affects, osv_commits, osv_range_affects, validate, vex_statuses

REPORTS = Path(__file__).parents[2] / "reports" / "containerd"
V1, V2 = "github.com/containerd/containerd", "github.com/containerd/containerd/v2"
CSAF = "x_niltrail-containerd-containerd-nil-pull-credentials.json"


def saved(name: str) -> str:
    """A saved report's text."""
    return (REPORTS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    """The saved timeline."""
    document = read(saved("timeline.json").encode(), "timeline.json")
    assert isinstance(document, Timeline)
    return document


@pytest.mark.parametrize(("format", "name"), [("osv", "osv.json"), ("openvex", "openvex.json"), ("csaf", CSAF)])
def test_saved_record_is_what_the_saved_timeline_says(timeline: Timeline, format: str, name: str) -> None:
    """What is published is of another version than the timeline, or no tool can read it."""
    walks = read(saved("bisect.json").encode(), "bisect.json")
    assert isinstance(walks, Bisection)
    transitions = tuple(one for walk in walks.walks for one in walk.transitions)
    said = {"osv": Publication(transitions=transitions), "openvex": Publication(), "csaf": Publication(tlp="WHITE")}
    assert render(timeline, format, View(publication=said[format])) == saved(name)
    validate(json.loads(saved(name)), format)


def test_record_affects_exactly_the_vulnerable_releases(timeline: Timeline) -> None:
    """A scanner reports a fixed release of containerd, or misses an affected one."""
    record = json.loads(saved("osv.json"))
    for release in timeline.releases:
        affected = release.verdict is Verdict.VULNERABLE
        assert osv_affects(record, tag=release.tag) is affected, release.tag
        for module in (V1, V2):
            mine = affected and release.module == module
            assert osv_affects(record, module=module, version=release.tag.removeprefix("v")) is mine, release.tag
            assert osv_range_affects(record, module, release.tag.removeprefix("v")) is mine, release.tag


def test_commits_are_those_that_introduced_and_fixed_it() -> None:
    """The record names a merge, or leaves out the main branch's fix."""
    record = json.loads(saved("osv.json"))
    introduced, fixed = osv_commits(record)
    assert {"type": "REPORT", "url": "https://github.com/containerd/containerd/issues/10916"} in record["references"]
    assert [one[:9] for one in introduced] == ["d23ac1122"]
    assert {one[:9] for one in fixed} == {"11b1353c1", "986088866"}


def test_v1_and_v2_are_told_apart(timeline: Timeline) -> None:
    """A user of v1.7 is told to be affected, or a release from before Go modules has no name."""
    vex = vex_statuses(json.loads(saved("openvex.json")))
    assert len(vex) == len(timeline.releases) == 292
    assert vex[f"pkg:golang/{V2}@v2.0.0"] == "affected" and vex[f"pkg:golang/{V2}@v2.0.1"] == "fixed"
    assert vex[f"pkg:golang/{V2}@v2.1.0"] == vex[f"pkg:golang/{V1}@v1.7.24"] == "not_affected"
    assert vex["pkg:github/containerd/containerd@0.0.5"] == "not_affected"
    assert sum(status == "affected" for status in vex.values()) == 10


def test_csaf_file_has_the_name_that_it_must_have() -> None:
    """A CSAF provider refuses the file."""
    document = json.loads(saved(CSAF))
    assert file_name(document["document"]["tracking"]["id"]) == CSAF
    assert csaf_statuses(document)["v2.0.0"] == "known_affected"
