"""Which change is a backport of which."""

from __future__ import annotations

import pytest

from analyzer.findings import Change, Match
from analyzer.history import Evidence, best_match, signals
from analyzer.places import Place

ADDED = Change("guard", "appeared", Place("pull.go", 40), "token == nil", "", "every sink", "config.Token")
ORIGINAL = Evidence(
    "a" * 40, "b" * 40, "Cato <c@x>", 1000, "fix\n\nFixes #5\nMerge pull request #20 from x", "20", "p1", (), (ADDED,)
)
STRANGER = Evidence("c" * 40, "c" * 40, "Mara <m@x>", 2000, "anything", "", "p2", (), ())

CASES: dict[str, tuple[Evidence, tuple[str, ...], bool]] = {
    "the same patch": (STRANGER._replace(patch="p1"), ("patch-id",), True),
    "picked with -x": (STRANGER._replace(picked=("a" * 12,)), ("cherry-picked-from",), True),
    "picked from the merge": (STRANGER._replace(picked=("b" * 40,)), ("cherry-picked-from",), True),
    "author and date": (STRANGER._replace(author="Cato <c@x>", authored=1000), ("author-and-date",), False),
    "the author alone": (STRANGER._replace(author="Cato <c@x>"), (), False),
    "a branch named for the request": (
        STRANGER._replace(message="from bot/cherry-pick-20-to-release/2.0"),
        ("pull-request",),
        False,
    ),
    "a longer number": (STRANGER._replace(message="#2000 and 120 and 1.20.3"), (), False),
    "request and change": (STRANGER._replace(message="#20", changes=(ADDED,)), ("pull-request", "same-change"), True),
    "issue and change": (STRANGER._replace(message="for #5", changes=(ADDED,)), ("issue", "same-change"), True),
    "the change alone": (STRANGER._replace(changes=(ADDED,)), ("same-change",), False),
    "nothing": (STRANGER, (), False),
}


@pytest.mark.parametrize("name", CASES)
def test_signals_are_named_and_weighed(name: str) -> None:
    """A fix of its own is called a backport, or a backport made anew is not recognised."""
    backport, wanted, recognised = CASES[name]
    assert signals(backport, ORIGINAL) == wanted
    match = best_match(backport, {Match("main", ORIGINAL.commit, "", ()): ORIGINAL})
    assert match == (Match("main", ORIGINAL.commit, "", wanted) if recognised else None)


def test_surest_original_is_taken() -> None:
    """Of two fixes on main a backport is matched to the wrong one."""
    like = ORIGINAL._replace(commit="d" * 40, merged="d" * 40, patch="p9")
    own = STRANGER._replace(patch="p1", message="#20 for #5", changes=(ADDED,))
    known = {Match("main", one.commit, "", ()): one for one in (like, ORIGINAL)}
    assert (found := best_match(own, known)) and found.commit == ORIGINAL.commit
