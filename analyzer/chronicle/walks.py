"""All transitions on the first-parent histories of branches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.chronicle.commits import told
from analyzer.chronicle.culprit import Culprits
from analyzer.chronicle.ledger import Ledger
from analyzer.chronicle.likeness import evidence
from analyzer.findings import Release, Verdict, worst
from analyzer.git import BrokenRevision, Repository, Revision, first_parents
from analyzer.history.transitions import Step
from analyzer.stories import Bisection, Match, Transition, Walk

Chain = Sequence[Revision | BrokenRevision]
"""A first-parent history, oldest first."""


@dataclass(frozen=True, slots=True)
class Range:
    """Which commits of a branch's history are meant: those that ``head`` reaches and ``start`` (None: nothing) does not. ``name`` is
    the branch's, ``line`` the release line that it is made for ('' for the main branch and others)."""

    name: str
    head: Revision
    start: Revision | None = None
    line: str = ""


class _Found(NamedTuple):
    """A transition of one branch: ``merged`` its first-parent commit, ``responsible`` that inside it."""

    rule: int
    step: Step
    merged: Revision
    responsible: Revision


def bisect(
    repository: Repository,
    ranges: Sequence[Range],
    question: Question,
    releases: Sequence[Revision | BrokenRevision] = (),
    *,
    fast: bool = False,
    progress: pipeline.Progress | None = None,
) -> Bisection:
    """Every transition in some ranges; the first one is the main line, on which others' changes are looked for.

    ``releases`` are the tags among which the first with each new verdict are told. ``fast`` probes (`history.transitions.probed`)
    instead of judging every commit.
    """
    known: dict[str, Revision] = {}
    chains = [_chain(repository, one, known) for one in ranges]
    with Ledger(repository, question, progress) as ledger:
        if not fast:
            ledger.expect_alike(chains)
            ledger.judge([commit for chain in chains for commit in chain])
        teller = _Teller(repository, question, ledger, Culprits(repository, ledger, known))
        found = [list(teller.transitions(chain, fast=fast)) for chain in chains]
        if any(found):
            teller.judge_releases(releases, found)
        walks = []
        for one, chain, transitions in zip(ranges, chains, found, strict=True):
            walks.append(teller.walk(one, chain, transitions, walks[0] if walks else None))
    return Bisection(
        walks=tuple(walks),
        rules=tuple(rule.id for rule in question.rules),
        verdict=worst([walk.verdict for walk in walks]),
        fast=fast,
        build=question.build,
        repository=repository.name,
    )


def _chain(repository: Repository, one: Range, known: dict[str, Revision]) -> Chain:
    """The commits of a range, with the one before them as what they are compared with."""
    if one.start is None:
        return first_parents(repository, one.head.commit, known)
    chain = first_parents(repository, one.head.commit, known, excluding=[one.start.commit])
    oldest = chain[0] if chain else one.head
    if not chain or not isinstance(oldest, Revision) or not oldest.parents:
        return chain or [one.head]
    (before,) = repository.commits(oldest.parents[:1])
    return [before, *chain]


class _Teller:
    """Tells the transitions of branches, each in its own words only once."""

    def __init__(self, repository: Repository, question: Question, ledger: Ledger, culprits: Culprits) -> None:
        self._repository = repository
        self._question = question
        self._ledger = ledger
        self._culprits = culprits
        self._responsible: dict[tuple[str, int], Revision] = {}
        self._releases: list[tuple[Release, Revision | BrokenRevision]] = []
        self._told: dict[tuple[int, str], tuple[str, Transition]] = {}

    def transitions(self, chain: Chain, *, fast: bool) -> Iterator[_Found]:
        """Where the verdict of each rule changes along a history."""
        for rule in range(len(self._question.rules)):
            for step in history.steps(self._verdicts(chain, rule, fast=fast)):
                merged = chain[step.at]
                assert isinstance(merged, Revision)
                key = (merged.commit, rule)
                if key not in self._responsible:
                    self._responsible[key] = self._culprits.of(merged, rule, step.after)
                yield _Found(rule, step, merged, self._responsible[key])

    def _verdicts(self, chain: Chain, rule: int, *, fast: bool) -> list[Verdict | None]:
        if fast:
            return history.probed(len(chain), lambda at: self._ledger.verdict(chain[at], rule))
        return [self._ledger.verdict(commit, rule) for commit in chain]

    def judge_releases(self, tags: Sequence[Revision | BrokenRevision], found: Sequence[Sequence[_Found]]) -> None:
        """Judges the tags that can be the first ones with a new verdict: those from the oldest transition on."""
        since = min(one.responsible.date for some in found for one in some)
        later = [tag for tag in tags if isinstance(tag, Revision) and tag.date >= since]
        self._ledger.judge(later)
        self._releases = [
            (Release(tag.name, tag.commit, tag.date, history.line_of(tag.name), Verdict.UNKNOWN), tag) for tag in later
        ]

    def walk(self, one: Range, chain: Chain, found: Sequence[_Found], main: Walk | None) -> Walk:
        """One branch, told after those before it."""
        broken = [commit for commit in chain if isinstance(commit, BrokenRevision)]
        inside = len(chain) - (one.start is not None and len(chain) > 1)
        judged = [self._ledger.judged(commit) for commit in chain]
        transitions = []
        for number, transition in enumerate(found):
            later = [other for other in found[number + 1 :] if other.rule == transition.rule]
            transitions.append(self._transition(one, transition, later[0] if later else None, main))
        rules = range(len(self._question.rules))
        return Walk(
            branch=one.name,
            head=one.head.commit,
            commits=inside,
            examined=sum(judged[len(chain) - inside :]),
            first=worst([self._ledger.verdict(chain[0], rule) for rule in rules]),
            verdict=worst([self._ledger.verdict(one.head, rule) for rule in rules]),
            transitions=tuple(transitions),
            unreadable=sum(
                self._ledger.verdict(commit, rule) is Verdict.UNKNOWN
                for commit, known in zip(chain, judged, strict=True)
                if known or isinstance(commit, BrokenRevision)
                for rule in rules[:1]
            ),
            note=f"{broken[0].name[:12]}: {broken[0].reason}" if broken else "",
        )

    def _transition(self, one: Range, found: _Found, later: _Found | None, main: Walk | None) -> Transition:
        key = (found.rule, found.merged.commit)
        if key in self._told:
            branch, transition = self._told[key]
            return transition if transition.shared else _shared(transition, branch)
        rule = self._question.rules[found.rule].id
        merged = told(self._repository, found.merged)
        transition = Transition(
            rule=rule,
            before=found.step.before,
            after=found.step.after,
            merged=merged,
            responsible=told(self._repository, found.responsible, merged.request),
            changes=self._changes(found),
            releases=self._first_releases(one, found, later),
            unjudged=found.step.unjudged,
        )
        if main is not None:
            transition = _matched(transition, evidence(self._repository, transition), self._originals(main, transition))
        self._told[key] = one.name, transition
        return transition

    def _originals(self, main: Walk, like: Transition) -> Mapping[Match, history.Evidence]:
        return {
            Match(main.branch, other.responsible.commit, ()): evidence(self._repository, other)
            for other in main.transitions
            if (other.rule, other.after) == (like.rule, like.after) and other.responsible.commit != like.responsible.commit
        }

    def _changes(self, found: _Found) -> tuple[history.Change, ...]:
        parent = self._culprits.commit(found.responsible.parents[0]) if found.responsible.parents else None
        before = self._ledger.findings(parent, found.rule) if parent is not None else ()
        return history.changes(before, self._ledger.findings(found.responsible, found.rule))

    def _first_releases(self, one: Range, found: _Found, later: _Found | None) -> tuple[str, ...]:
        judged = [
            Release(tag.tag, tag.commit, tag.date, tag.line, self._ledger.verdict(revision, found.rule))
            for tag, revision in self._releases
        ]
        until = later.responsible.date if later is not None else ""
        since = found.responsible.date
        return history.first_releases(judged, found.step.after, since, until, one.line)


def _shared(transition: Transition, branch: str) -> Transition:
    import msgspec

    return msgspec.structs.replace(transition, shared=branch)


def _matched(
    transition: Transition, own: history.Evidence, originals: Mapping[Match, history.Evidence]
) -> Transition:
    import msgspec

    best = history.best_match(own, originals)
    return msgspec.structs.replace(transition, backport=best) if best is not None else transition
