"""What differs between two judgements."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.findings import Finding, Guard, Hop, Reach, Verdict
from analyzer.history import changes, compared, holds
from analyzer.places import Place

SINK = Place("pull.go", 56)


def finding(verdict: Verdict = Verdict.MITIGATED, *, outcome: str = "covered", **more: object) -> Finding:
    made = Finding("r", verdict, "f" * 16, Place("run.go", 30), "pods.Start", "images.Pull", "nil-literal", "token",
                   reaches=(Reach(SINK, "field Token", outcome),))  # fmt: skip
    return msgspec.structs.replace(made, **more)


SAME = finding()
HURTS = finding(Verdict.VULNERABLE, outcome="nil")
GUARD = Guard(Place("pull.go", 40), "token == nil", "some paths", "config.Token")
THROUGH = (Reach(SINK, "field Token", "covered", path=(Hop(Place("pull.go", 41), "guard", "replaced: token == nil"),)),)
GUARDED = finding(guards=(GUARD,), reaches=THROUGH)

STANDINGS: dict[str, tuple[Finding | None, Finding | None, str]] = {
    "nothing": (SAME, SAME, "same"),
    "lines shifted": (SAME, finding(site=Place("run.go", 44)), "moved"),
    "the file moved": (SAME, finding(site=Place("other/run.go", 30)), "moved"),
    "the caller was renamed": (SAME, finding(caller="pods.Begin", fingerprint="0" * 16), "moved"),
    "a guard more, the same verdict": (SAME, finding(guards=(GUARD,)), "changed"),
    "passed in another way": (SAME, finding(passes="omitted-field", omits="Request.Token"), "changed"),
    "fixed": (HURTS, GUARDED, "fixed"),
    "the site vanished": (HURTS, None, "fixed"),
    "a harmless site vanished": (SAME, None, "gone"),
    "a site more": (None, SAME, "new"),
    "the guard is lost": (GUARDED, HURTS, "worsened"),
    "doubt cleared": (finding(Verdict.UNKNOWN, outcome="unknown"), SAME, "better"),
}


@pytest.mark.parametrize("name", STANDINGS)
def test_site_stands_as_it_does(name: str) -> None:
    """A refactoring is told as a fix, or a lost guard as nothing."""
    old, new, standing = STANDINGS[name]
    pairs = compared([old] if old else [], [new] if new else [])
    assert [pair.standing for pair in pairs] == [standing]
    assert (pairs[0].before, pairs[0].after) == (old, new)


def test_guard_is_told_with_where_it_stands() -> None:
    """Nobody sees that the new guard stands before every sink, and the old one did not."""
    (guard, sink, _) = changes([HURTS], [GUARDED])
    assert (guard.what, guard.how, guard.after, guard.fallback) == ("guard", "appeared", "every sink", "config.Token")
    assert (sink.before, sink.after) == ("nil", "covered")
    (lost,) = [change for change in changes([GUARDED], [HURTS]) if change.what == "guard"]
    assert (lost.how, lost.before) == ("vanished", "every sink")


def test_guard_that_is_needed_no_more_is_not_lost() -> None:
    """A fix above an old guard is told as the loss of that guard."""
    low = Guard(Place("pull.go", 70), "token == nil", "some paths", "config.Token")
    idle = msgspec.structs.replace(low, covers="nothing")
    after = msgspec.structs.replace(GUARDED, guards=(GUARD, idle))
    told = changes([msgspec.structs.replace(HURTS, guards=(low,))], [after])
    assert [change.how for change in told if change.what == "guard"] == ["appeared"]


def test_alike_sites_are_not_mistaken_for_each_other() -> None:
    """Two sites of one callee: the one that was fixed is told as the other."""
    one, other = (
        finding(caller="a.One", fingerprint="1" * 16),
        finding(Verdict.VULNERABLE, caller="a.Two", fingerprint="2" * 16),
    )
    pairs = compared([one, other], [msgspec.structs.replace(other, verdict=Verdict.MITIGATED), one])
    assert [(pair.after.caller if pair.after else "", pair.standing) for pair in pairs] == [
        ("a.Two", "fixed"),
        ("a.One", "same"),
    ]


def test_release_contains_a_change_by_its_guards() -> None:
    """A release that was mended in another way is told to have the fix."""
    told = changes([HURTS], [GUARDED])
    assert holds([GUARDED], told) and not holds([HURTS], told) and not holds([SAME], told)
