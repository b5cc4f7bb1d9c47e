"""All transitions on the first-parent histories of branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.chronicle.commits import told
from analyzer.chronicle.culprit import Culprits
from analyzer.chronicle.ledger import Ledger
from analyzer.chronicle.likeness import evidence
from analyzer.findings import Change, Match, Release, Transition, Verdict, worst
from analyzer.git import BrokenRevision, Repository, Revision, first_parents
from analyzer.history.transitions import Step
from analyzer.stories import Bisection, Walk

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


class Found(NamedTuple):
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

    ``releases`` are the tags, in order, among which the first with each new verdict are told. ``fast`` probes
    (`history.transitions.probed`) instead of judging every commit.
    """
    known: dict[str, Revision] = {}
    with Ledger(repository, question, progress) as ledger:
        teller = Teller(repository, question, ledger, known, fast=fast)
        chains = [teller.chain(one) for one in ranges]
        if not fast:
            ledger.expect_alike(chains)
            ledger.judge([commit for chain in chains for commit in chain])
        found = [list(teller.found(chain)) for chain in chains]
        teller.expect_releases(releases, ranges, found)
        found = [teller.blamed(some) for some in found]
        walks: list[Walk] = []
        for one, chain, transitions in zip(ranges, chains, found, strict=True):
            walks.append(_walk(one, chain, ledger, teller, transitions, walks[0] if walks else None))
    return Bisection(
        walks=tuple(walks),
        rules=tuple(rule.id for rule in question.rules),
        verdict=worst([walk.verdict for walk in walks]),
        fast=fast,
        build=question.build,
        repository=repository.name,
    )


def _walk(one: Range, chain: Chain, ledger: Ledger, teller: Teller, found: Sequence[Found], main: Walk | None) -> Walk:
    """One branch, told after those before it."""
    rules = range(len(teller.rules))
    commits = chain if one.start is None or len(chain) < 2 else chain[1:]
    if one.start is not None and one.head.commit == getattr(chain[0], "commit", ""):
        commits = []  # nothing between the two
    broken = [commit for commit in chain if isinstance(commit, BrokenRevision)]
    looked_at = [commit for commit in commits if ledger.judged(commit)]
    verdicts = {rule: [ledger.verdict(commit, rule) for commit in looked_at] for rule in rules}
    doubtful = sum(Verdict.UNKNOWN in some for some in zip(*verdicts.values(), strict=True))
    transitions = teller.transitions(found, one)
    if main is not None:
        transitions = [one if one.shared else teller.matched(one, main.branch, main.transitions) for one in transitions]
    return Walk(
        branch=one.name,
        head=one.head.commit,
        commits=len(commits),
        examined=len(looked_at),
        first=worst([ledger.verdict(chain[0], rule) for rule in rules]),
        verdict=worst([ledger.verdict(one.head, rule) for rule in rules]),
        transitions=tuple(transitions),
        unreadable=doubtful + len(broken),
        note=f"{broken[0].name[:12]}: {broken[0].reason}" if broken else "",
    )


class Teller:
    """Finds and tells the transitions of histories; a commit that several share is told once.

    Args:
        repository: where they are.
        question: what is asked.
        ledger: the verdicts.
        known: commits that were read before.
        fast: probe instead of asking for every commit's verdict.
    """

    def __init__(
        self,
        repository: Repository,
        question: Question,
        ledger: Ledger,
        known: dict[str, Revision],
        *,
        fast: bool = True,
    ) -> None:
        self.rules = question.rules
        self._repository = repository
        self._ledger = ledger
        self._known = known
        self._fast = fast
        self._culprits = Culprits(repository, ledger, known)
        self._responsible: dict[tuple[str, int], Revision] = {}
        self._releases: list[tuple[Release, Revision]] = []
        self._told: dict[tuple[int, str], tuple[str, Transition]] = {}

    def commit(self, id: str) -> Revision | None:
        """A commit by its id, if it can be read."""
        return self._culprits.commit(id)

    def chain(self, one: Range) -> Chain:
        """The commits of a range, with the one before them as what they are compared with; the head alone for an empty one."""
        if one.start is None:
            return first_parents(self._repository, one.head.commit, self._known)
        chain = first_parents(self._repository, one.head.commit, self._known, excluding=[one.start.commit])
        if not chain:
            return [one.head]
        oldest = chain[0]
        before = self.commit(oldest.parents[0]) if isinstance(oldest, Revision) and oldest.parents else None
        return [before, *chain] if before is not None else chain

    def told(self, one: Range) -> list[Transition]:
        """The transitions of a range, found and told."""
        return self.transitions(self.blamed(self.found(self.chain(one))), one)

    def found(self, chain: Chain) -> Iterator[Found]:
        """Where the verdict of each rule changes along a history; nobody is blamed yet."""
        for rule in range(len(self.rules)):
            for step in history.steps(self._verdicts(chain, rule)):
                merged = chain[step.at]
                assert isinstance(merged, Revision)
                yield Found(rule, step, merged, merged)

    def blamed(self, found: Iterable[Found]) -> list[Found]:
        """The same with the responsible commits. They are judged in this process, so workers should have ended."""
        blamed = []
        for one in found:
            key = (one.merged.commit, one.rule)
            if key not in self._responsible:
                self._responsible[key] = self._culprits.of(one.merged, one.rule, one.step.after)
            blamed.append(one._replace(responsible=self._responsible[key]))
        return blamed

    def _verdicts(self, chain: Chain, rule: int) -> list[Verdict | None]:
        if self._fast:
            self._ledger.judge(chain[at] for at in history.first_probes(len(chain)))
            return history.probed(len(chain), lambda at: self._ledger.verdict(chain[at], rule))
        return [self._ledger.verdict(commit, rule) for commit in chain]

    def expect_releases(
        self, tags: Sequence[Revision | BrokenRevision], ranges: Sequence[Range], found: Sequence[Sequence[Found]]
    ) -> None:
        """Judges at once what has to be known of tags, in order, to tell which have each change first."""
        self._releases = [
            (Release(tag.name, tag.commit, tag.date, history.line_of(tag.name), Verdict.UNKNOWN), tag)
            for tag in tags
            if isinstance(tag, Revision)
        ]
        revisions = {release.tag: revision for release, revision in self._releases}
        wanted: dict[str, Revision] = {}
        seen: set[str] = set()
        for one, some in zip(ranges, found, strict=True):
            for number, transition in enumerate(some):
                if transition.merged.commit in seen:
                    continue
                seen.add(transition.merged.commit)
                for stretch in self._stretches(one, transition, _later(some, number)):
                    wanted |= {probe.tag: revisions[probe.tag] for probe in stretch.probes}
        self._ledger.judge([revision for tag, revision in revisions.items() if tag in wanted])

    def _stretches(self, one: Range, found: Found, later: Found | None) -> list[history.Stretch]:
        known = [release for release, _ in self._releases]
        until = later.responsible.date if later is not None else ""
        return history.stretches(known, found.responsible.date, until, one.line)

    def transitions(self, found: Sequence[Found], one: Range) -> list[Transition]:
        """The transitions of a branch in words; ``shared`` where another branch was told to have them."""
        told = []
        for number, transition in enumerate(found):
            told.append(self._transition(one, transition, _later(found, number)))
        return told

    def _transition(self, one: Range, found: Found, later: Found | None) -> Transition:
        key = (found.rule, found.merged.commit)
        if key in self._told:
            branch, transition = self._told[key]
            return msgspec.structs.replace(transition, shared=branch) if branch != one.name else transition
        merged = told(self._repository, found.merged)
        changes = self._changes(found)
        transition = Transition(
            rule=self.rules[found.rule].id,
            before=found.step.before,
            after=found.step.after,
            merged=merged,
            responsible=told(self._repository, found.responsible, merged.request),
            changes=changes,
            releases=self._first_releases(one, found, changes, later),
            unjudged=found.step.unjudged,
        )
        self._told[key] = one.name, transition
        return transition

    def matched(self, transition: Transition, branch: str, originals: Sequence[Transition]) -> Transition:
        """A transition with the one of another branch, if any of some, that it is a backport of."""
        possible = {
            Match(branch, other.responsible.commit, other.merged.date, ()): evidence(self._repository, other)
            for other in originals
            if (other.rule, other.after) == (transition.rule, transition.after)
            and other.responsible.commit != transition.responsible.commit
        }
        best = history.best_match(evidence(self._repository, transition), possible) if possible else None
        return msgspec.structs.replace(transition, backport=best) if best is not None else transition

    def _changes(self, found: Found) -> tuple[Change, ...]:
        parent = self.commit(found.responsible.parents[0]) if found.responsible.parents else None
        before = self._ledger.findings(parent, found.rule) if parent is not None else ()
        return history.changes(before, self._ledger.findings(found.responsible, found.rule))

    def _first_releases(
        self, one: Range, found: Found, changes: Sequence[Change], later: Found | None
    ) -> tuple[str, ...]:
        revisions = {release.tag: revision for release, revision in self._releases}

        def contained(release: Release) -> bool:
            revision = revisions[release.tag]
            if self._ledger.verdict(revision, found.rule) is not found.step.after:
                return False
            return history.holds(self._ledger.findings(revision, found.rule), changes)

        return history.first_releases(self._stretches(one, found, later), contained)


def _later(found: Sequence[Found], number: int) -> Found | None:
    """The next transition of the same rule."""
    return next((other for other in found[number + 1 :] if other.rule == found[number].rule), None)
