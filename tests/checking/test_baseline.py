"""Baselines: what is known does not fail, what is worse does, and the file is the same whoever writes it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer.checking import baselines
from analyzer.checking.comparing import present
from analyzer.checks import Baseline, Known
from analyzer.errors import UsageError
from analyzer.findings import Finding, Verdict
from tests.checking.making import checked
from tests.checking.test_changes import CASES, deleted
from tests.report.samples import MITIGATED, RULE, UNKNOWN, VULNERABLE

LEVELS = {"vulnerable": VULNERABLE, "unknown": UNKNOWN, "mitigated": MITIGATED}


def at(verdict: str) -> Finding:
    """One finding with a verdict."""
    return msgspec.structs.replace(VULNERABLE, verdict=Verdict(verdict))


def states(baseline: Baseline, *findings: Finding, base: bool = False) -> list[tuple[str, str]]:
    found = baselines.known(present(findings), baseline, [RULE], base=base)
    return [(one.state, one.finding.verdict.value) for one in found]


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        ("vulnerable", "vulnerable", "unchanged"),
        ("vulnerable", "unknown", "fixed"),
        ("vulnerable", "safe", "fixed"),
        ("unknown", "vulnerable", "worsened"),
        ("unknown", "mitigated", "better"),
        ("mitigated", "vulnerable", "worsened"),
        ("mitigated", "unknown", "worsened"),
    ],
)
def test_known_findings_count_only_when_worse(before: str, now: str, state: str) -> None:
    """A known defect fails every build, or a worse one passes."""
    assert states(baselines.of([at(before)]), at(now)) == [(state, now)]


def test_what_is_not_known_is_new_and_what_is_gone_is_told() -> None:
    """A new defect hides behind the baseline, or nobody learns that an entry can go."""
    known = baselines.of([VULNERABLE])
    assert states(known, VULNERABLE, MITIGATED) == [("unchanged", "vulnerable"), ("new", "mitigated")]
    assert states(known, UNKNOWN) == [("new", "unknown"), ("fixed", "vulnerable")]
    other = msgspec.structs.replace(VULNERABLE, rule="other-rule")
    assert states(baselines.of([other])) == []


def test_beside_a_base_it_only_excuses() -> None:
    """With a base and a baseline, one of the two is not looked at."""
    worse = [msgspec.structs.replace(one, state="worsened") for one in present([VULNERABLE])]
    for known, state in ((at("vulnerable"), "unchanged"), (at("unknown"), "worsened")):
        assert [one.state for one in baselines.known(worse, baselines.of([known]), [RULE], base=True)] == [state]
    assert states(baselines.of([UNKNOWN]), base=True) == []


def test_file_is_sorted_and_reads_back_equal() -> None:
    """Two people's files differ though they know the same, and every merge is a conflict."""
    known = baselines.of([VULNERABLE, UNKNOWN, MITIGATED, at("safe")])
    text = baselines.text(known)
    assert text == baselines.text(baselines.of([MITIGATED, UNKNOWN, VULNERABLE]))
    assert baselines.read(text.encode(), "known.json") == known
    entries = [line for line in text.splitlines() if "fingerprint" in line]
    assert len(entries) == 3 and entries == sorted(entries, key=lambda line: line.split('"fingerprint":')[1])


def test_prune_forgets_what_is_gone_and_lowers_what_is_better() -> None:
    """A fixed defect may come back unnoticed."""
    other = Known("f" * 16, "other-rule", Verdict.VULNERABLE, "a", "b", "c.go")
    known = Baseline((*baselines.of([VULNERABLE, UNKNOWN]).findings, other))
    kept, gone, lowered = baselines.pruned(known, [at("mitigated")], [RULE])
    assert [(one.rule, one.verdict.value) for one in kept.findings] == [
        (RULE, "mitigated"),
        ("other-rule", "vulnerable"),
    ]
    assert (gone, lowered) == (1, 1)
    assert baselines.pruned(kept, [at("vulnerable")], [RULE]) == (kept, 0, 0)


def test_entry_that_is_there_twice_counts_once_and_as_the_milder() -> None:
    """After a merge a worse verdict is excused that only one side knew."""
    known = Baseline((*baselines.of([VULNERABLE]).findings, *baselines.of([at("mitigated")]).findings))
    assert states(known, VULNERABLE) == [("worsened", "vulnerable")]
    assert len(baselines.pruned(known, [VULNERABLE], [RULE])[0].findings) == 1


DAMAGED = {
    "not JSON": (b"{", "no document of niltrail"),
    "a scan": (b'{"document": "scan", "format": 1}', "its 'document' must be 'baseline'"),
    "newer": (b'{"document": "baseline", "format": 9}', "newer niltrail"),
    "damaged": (b'{"document": "baseline", "format": 1, "findings": [{}]}', "damaged baseline"),
}


@pytest.mark.parametrize(("raw", "said"), DAMAGED.values(), ids=DAMAGED.keys())
def test_other_files_are_refused(raw: bytes, said: str) -> None:
    """A wrong file counts as an empty baseline, or ends in a traceback."""
    with pytest.raises(UsageError, match=said):
        baselines.read(raw, "known.json")


@pytest.mark.parametrize("name", ["call moved to another file", "file renamed", "lines shifted", "whitespace"])
def test_moves_are_no_news(name: str, tmp_path: Path) -> None:
    """Moving code fails the build with defects that were known."""
    edit, release, *_ = CASES[name]
    before = checked(tmp_path / "r", lambda files: {**files, "x.md": b""}, release, alone=True)
    after = checked(tmp_path / "s", edit, release, alone=True)
    known = baselines.of([one.finding for one in before.results])
    assert {state for state, _ in states(known, *(one.finding for one in after.results))} == {"unchanged"}


def test_guard_that_goes_is_worse_than_known(tmp_path: Path) -> None:
    """A baseline of a mitigated call excuses the call when its guard goes."""
    before = checked(tmp_path / "r", lambda files: {**files, "x.md": b""}, alone=True)
    after = checked(tmp_path / "s", deleted, alone=True)
    known = baselines.of([one.finding for one in before.results])
    assert states(known, *(one.finding for one in after.results)) == [("worsened", "vulnerable")]
