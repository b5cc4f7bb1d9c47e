"""The story of the real repository: which commits changed the verdict, on every branch, and that no shortcut changes an answer."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.chronicle.ledger import Ledger
from analyzer.findings import Transition, Verdict
from analyzer.git import Revision, first_parents, open_repository
from analyzer.rules import load
from analyzer.stories import Backports, Bisection
from tests.command import document
from tests.corpus.answers import without_entries
from tests.corpus.marks import CORPUS

pytestmark = CORPUS

SAMPLE = int(os.environ.get("NILTRAIL_SAMPLE", "200"))
"""Random commits that are scanned on their own."""
NO_TRANSITIONS = ("842528d86", "3557ac884")
"""A move of the call, and a refactoring."""


class Known(NamedTuple):
    """A transition that somebody found out by hand."""

    after: Verdict
    responsible: str
    merged: str
    request: str


MAIN = [
    Known(Verdict.SAFE, "fa91b905e", "5bd99af7d", "2097"),  # the plugin is vendored; it has no login setting yet
    Known(Verdict.MITIGATED, "e9ad2d048", "0aedde55f", "2543"),  # a newer plugin reads the login from its configuration
    Known(Verdict.VULNERABLE, "d23ac1122", "63e0ecd4b", "9152"),
    Known(Verdict.MITIGATED, "11b1353c1", "a987be40e", "10917"),
]
FIX_OF_2_0 = Known(Verdict.MITIGATED, "986088866", "6e51f7162", "11031")


def in_short(one: Transition) -> Known:
    return Known(one.after, one.responsible.commit[:9], one.merged.commit[:9], one.merged.request)


@pytest.fixture(scope="module")
def bisection(corpus: Path) -> Bisection:
    """Every commit of main and of every release branch."""
    return msgspec.json.decode(document("bisect", "--repo", corpus), type=Bisection)


def test_main_has_exactly_the_known_transitions(bisection: Bisection) -> None:
    """The wrong commit is blamed for the fault, or thanked for the fix."""
    main = bisection.walks[0]
    assert (main.branch, main.examined, main.unreadable) == ("main", main.commits, 0)
    assert [in_short(one) for one in main.transitions] == MAIN
    assert main.transitions[2].releases == ("v2.0.0-beta.1",)
    assert main.transitions[3].releases[:2] == ("v2.0.1", "v2.1.0-beta.0")
    (guard,) = [change for change in main.transitions[3].changes if change.what == "guard"]
    assert (str(guard.place), guard.how, guard.after) == (
        "internal/cri/server/images/image_pull.go:136",
        "appeared",
        "every sink",
    )


def test_release_branch_has_its_own_fix_recognised_as_a_backport(bisection: Bisection) -> None:
    """A maintainer asks whether 2.0 has the fix, and is shown main's."""
    (walk,) = [walk for walk in bisection.walks if walk.branch.endswith("release/2.0")]
    assert [in_short(one) for one in walk.transitions] == [*MAIN[:3], FIX_OF_2_0]
    assert [one.shared for one in walk.transitions] == ["main", "main", "main", ""]
    match = walk.transitions[-1].backport
    assert match and match.commit.startswith("11b1353c1") and {"patch-id", "author-and-date"} <= set(match.signals)


def test_other_branches_changed_nothing_of_their_own(bisection: Bisection) -> None:
    """A move or a refactoring is told as a fault or a fix."""
    own = [
        (walk.branch, in_short(one).responsible)
        for walk in bisection.walks[1:]
        for one in walk.transitions
        if not one.shared
    ]
    assert [found for found in own if not found[0].endswith("release/2.0")] == []
    told = {one.responsible.commit[:9] for walk in bisection.walks for one in walk.transitions}
    assert not told.intersection(NO_TRANSITIONS)


def test_moves_and_refactorings_are_told_as_such(corpus: Path) -> None:
    """A reviewer of a refactoring is told that something was fixed or broken."""
    for commit in NO_TRANSITIONS:
        told = msgspec.json.decode(document("diff", f"{commit}^", commit, "--repo", corpus))
        assert {pair["standing"] for pair in told["pairs"]} <= {"same", "moved", "changed"}, commit


def test_walk_gives_the_verdicts_of_independent_scans(corpus: Path, tmp_path: Path) -> None:
    """A commit gets the verdict of the one before, because what it changed was thought not to matter."""
    seed = random.randrange(1_000_000)
    print("seed", seed)
    question = Question(rules=tuple(one.rule for one in load()), cache_dir=tmp_path / "walk")
    with open_repository(str(corpus), question.cache_dir) as opened, Ledger(opened, question) as ledger:
        heads = {branch.name: branch for branch in opened.branches()}
        head = heads[history.main_of(heads)]
        assert isinstance(head, Revision)
        chain = [one for one in first_parents(opened, head.commit, {}) if isinstance(one, Revision)]
        ledger.expect_alike([chain])
        sample = random.Random(seed).sample(chain, min(SAMPLE, len(chain)))
        around = {one.commit for one in sample}
        ledger.judge(
            [one for at, one in enumerate(chain) if around & {near.commit for near in chain[max(0, at - 1) : at + 2]}]
        )
        alone = pipeline.scan(opened, sample, replace(question, cache_dir=tmp_path / "alone"))
        differing = [
            revision.commit
            for revision, scan in zip(sample, alone, strict=True)
            if (scan.verdict, without_entries(scan.findings))
            != (ledger.verdict(revision, 0), ledger.findings(revision, 0))
        ]
    assert differing == []


def test_probing_finds_the_same_on_the_real_main(corpus: Path, bisection: Bisection) -> None:
    """`--fast` tells another story."""
    fast = msgspec.json.decode(
        document("bisect", "--branch", bisection.walks[0].branch, "--fast", "--repo", corpus), type=Bisection
    )
    assert [in_short(one) for one in fast.walks[0].transitions] == MAIN
    assert fast.walks[0].examined < fast.walks[0].commits / 20


def test_fix_would_apply_where_it_is_missing(corpus: Path) -> None:
    """The command that is offered for a branch does not mend it."""
    told = msgspec.json.decode(document("backports", "--supported", "v2.0.0", "--repo", corpus), type=Backports)
    (standing,) = told.standings
    assert standing.pick and standing.pick.commit.commit.startswith("11b1353c1")
    assert (standing.pick.applies, standing.pick.verdict) == ("cleanly", Verdict.MITIGATED)
