"""The verdict of every release of the demonstration, and how little of it is read for one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer.findings import Release, Scan, Timeline
from tests.command import document, niltrail

OMITTED = "omitted-field"
LITERAL = "nil-literal"
OLD = "pkg/cri/server/image_pull.go"
SECOND = "pkg/cri/sbserver/image_pull.go"
NEW = "internal/cri/server/images/image_pull.go"

# tag: verdict, how nothing is passed, sites, sinks, guards
EXPECTED: dict[str, tuple[str, str, set[str], set[str], set[str]]] = {
    "v1.0.0": ("not-applicable", "", set(), set(), set()),
    "v1.2.0": ("mitigated", OMITTED, {"pkg/cri/server/image_ensure.go:18"}, {f"{OLD}:48"}, {f"{OLD}:41"}),
    "v1.3.0": (
        "mitigated",
        OMITTED,
        {"pkg/cri/server/image_ensure.go:18"},
        {f"{OLD}:37", f"{OLD}:66"},
        {f"{OLD}:39", f"{OLD}:59"},
    ),
    "v1.4.0": (
        "mitigated",
        OMITTED,
        {"pkg/cri/server/image_ensure.go:18", "pkg/cri/sbserver/sandbox_run.go:31"},
        {f"{OLD}:37", f"{OLD}:66", f"{SECOND}:37", f"{SECOND}:66"},
        {f"{OLD}:39", f"{OLD}:59", f"{SECOND}:39", f"{SECOND}:59"},
    ),
    "v2.0.0-beta.0": (
        "mitigated",
        OMITTED,
        {"pkg/cri/server/sandbox_run.go:31"},
        {f"{OLD}:37", f"{OLD}:66"},
        {f"{OLD}:39", f"{OLD}:59"},
    ),
    "v2.0.0-beta.1": (
        "vulnerable",
        LITERAL,
        {"pkg/cri/server/podsandbox/sandbox_run.go:30"},
        {"pkg/cri/server/images/image_pull.go:56", "pkg/cri/server/images/image_pull.go:79"},
        {"pkg/cri/server/images/image_pull.go:69"},
    ),
    "v2.0.0": (
        "vulnerable",
        LITERAL,
        {"internal/cri/server/podsandbox/sandbox_run.go:30"},
        {f"{NEW}:56", f"{NEW}:79"},
        {f"{NEW}:69"},
    ),
    "v2.0.1": (
        "mitigated",
        LITERAL,
        {"internal/cri/server/podsandbox/sandbox_run.go:30"},
        {f"{NEW}:66", f"{NEW}:89"},
        {f"{NEW}:39", f"{NEW}:79"},
    ),
    "v2.0.2": (
        "mitigated",
        LITERAL,
        {"internal/cri/server/podsandbox/sandbox_run.go:33"},
        {f"{NEW}:66", f"{NEW}:89"},
        {f"{NEW}:39", f"{NEW}:79"},
    ),
    "v2.1.0-beta.0": (
        "vulnerable",
        LITERAL,
        {"internal/cri/server/podsandbox/sandbox_image.go:20"},
        {f"{NEW}:56", f"{NEW}:79"},
        {f"{NEW}:69"},
    ),
    "v2.1.0": (
        "mitigated",
        LITERAL,
        {"internal/cri/server/podsandbox/sandbox_image.go:20"},
        {f"{NEW}:66", f"{NEW}:89"},
        {f"{NEW}:39", f"{NEW}:79"},
    ),
}
SAME_AS = {"v1.4.1": "v1.4.0", "v1.4.2": "v1.4.0", "v2.0.0-rc.0": "v2.0.0"}


@pytest.fixture(scope="module")
def timeline(demo_repository: Path) -> Timeline:
    """All releases of the demonstration."""
    return msgspec.json.decode(document("timeline", "--repo", demo_repository), type=Timeline)


@pytest.fixture(scope="module")
def releases(timeline: Timeline) -> dict[str, Release]:
    """The releases by tag."""
    return {release.tag: release for release in timeline.releases}


@pytest.mark.parametrize("tag", [*EXPECTED, *SAME_AS])
def test_release_gets_its_verdict_and_reasons(releases: dict[str, Release], tag: str) -> None:
    """The first thing a new user sees is wrong."""
    verdict, passes, sites, sinks, guards = EXPECTED[SAME_AS.get(tag, tag)]
    release = releases[tag]
    assert release.verdict.value == verdict
    assert {finding.passes for finding in release.findings} == {passes} - {""}
    assert {str(finding.site) for finding in release.findings} == sites
    assert {str(reach.sink) for finding in release.findings for reach in finding.reaches} == sinks
    assert {str(guard.place) for finding in release.findings for guard in finding.guards} == guards


def test_release_without_a_login_setting_is_safe(releases: dict[str, Release]) -> None:
    """Releases that had nothing to fall back to would be blamed for not doing so."""
    assert releases["v1.1.0"].verdict.value == "safe"


def test_condition_names_the_setting(releases: dict[str, Release]) -> None:
    """A user cannot tell whether his deployment is affected."""
    (finding,) = releases["v2.0.0"].findings
    assert finding.condition == "len(filepath.SplitList(s.config.Registry.ConfigPath)) > 0"


def test_fingerprint_survives_a_line_shift(releases: dict[str, Release]) -> None:
    """A finding that moved a few lines down counts as a new one."""
    (before,) = releases["v2.0.1"].findings
    (after,) = releases["v2.0.2"].findings
    assert before.fingerprint == after.fingerprint


def test_lines_tell_first_affected_and_first_fixed(timeline: Timeline) -> None:
    """The question "since when, until when" has no answer; and other modules' tags are mixed in."""
    told = {line.line: (line.first_affected, line.first_fixed) for line in timeline.lines}
    assert told == {
        "1.0": ("", ""),
        "1.1": ("", ""),
        "1.2": ("", ""),
        "1.3": ("", ""),
        "1.4": ("", ""),
        "2.0": ("v2.0.0-beta.1", "v2.0.1"),
        "2.1": ("v2.1.0-beta.0", "v2.1.0"),
    }


def test_only_the_needed_files_are_parsed(demo_repository: Path) -> None:
    """A scan takes as long as parsing the whole tree."""
    scan = msgspec.json.decode(document("scan", "v2.0.0", "--repo", demo_repository), type=Scan)
    (rule,) = scan.rules
    assert rule.coverage.files == 43
    assert 0 < rule.coverage.parsed <= 16


def test_two_runs_give_equal_bytes(demo_repository: Path) -> None:
    """Saved documents cannot be compared."""
    assert document("timeline", "--repo", demo_repository) == document("timeline", "--repo", demo_repository)


def test_demonstration_is_at_hand_by_name() -> None:
    """`niltrail scan --repo demo` is what the README tells a new user to type."""
    done = niltrail("scan", "--repo", "demo", "v2.0.0")
    assert done.returncode == 1, done.stderr.decode()
    assert "vulnerable" in done.stdout.decode()
