"""Affected releases as OSV ranges: by semantic version for a Go module, by commit for the repository.

A stretch that is affected ends only with a release known not to be: doubt ends nothing, and a line that nobody fixed stays open. Therefore
there is no ``last_affected``, which would call everything later unaffected (OSV schema, affected[].ranges[].events).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from analyzer.findings import Line, Transition, Verdict
from analyzer.report.releases import Standing, Status

_SETTLED = (Status.FIXED, Status.NOT_AFFECTED)
Event = dict[str, str]


def by_version(standings: Iterable[Standing]) -> list[Event]:
    """The SEMVER events of one module's releases, in the order of semantic versions (semver.org, 11)."""
    events: list[Event] = []
    for standing in sorted(standings, key=lambda one: one.package.semver):
        is_open = bool(events) and "introduced" in events[-1]
        if standing.affected and not is_open:
            events.append({"introduced": standing.package.version[1:]})
        elif standing.status in _SETTLED and is_open:
            events.append({"fixed": standing.package.version[1:]})
    return events


class Commits(NamedTuple):
    """What introduced and what fixed, each commit once. ``approximate`` are those among them that are a release's commit, as the one
    before it that did it is not known."""

    introduced: tuple[str, ...]
    fixed: tuple[str, ...]
    approximate: tuple[str, ...]

    @property
    def events(self) -> list[Event]:
        """The GIT events."""
        return [*({"introduced": one} for one in self.introduced), *({"fixed": one} for one in self.fixed)]


def by_commit(
    standings: Sequence[Standing], lines: Iterable[Line], rule: str, transitions: Sequence[Transition] = ()
) -> Commits:
    """The commits of a repository's history; ``transitions`` are those of a bisection, '' for none.

    Where a line's own commits are not known, its first affected and first fixed release stand for them. A line that begins unaffected
    after an affected one was fixed on the main branch: where that fix is not known, by the line's first release.
    """
    known = {line.line: line for line in lines}
    introduced: dict[str, bool] = {}
    fixed: dict[str, bool] = {}
    for one in transitions:
        if one.rule == rule and one.after is Verdict.VULNERABLE:
            introduced[one.responsible.commit] = True
        elif one.rule == rule and one.before is Verdict.VULNERABLE:
            fixed[one.responsible.commit] = True
    on_main = bool(fixed)
    since = ""
    for name, group in groupby(standings, key=lambda one: one.release.line):
        members = list(group)
        line = known.get(name, Line(name))
        begin, end = _of(line.introduced, rule), _of(line.fixed, rule)
        if since and members[0].status in _SETTLED and members[0].release.date > since and not on_main:
            fixed.setdefault(members[0].release.commit, False)
        for start, stop in _episodes(members):
            introduced.setdefault(*(begin, True) if begin else (start.release.commit, False))
            since = since or start.release.date
            if stop is not None:
                fixed.setdefault(*(end, True) if end else (stop.release.commit, False))
            begin = end = ""
        if line.fixed is not None and line.fixed.rule == rule and line.fixed.backport is not None:
            fixed[line.fixed.backport.commit] = True
            on_main = True
    both = introduced | fixed
    return Commits(
        tuple(one for one in introduced if one), tuple(one for one in fixed if one),
        tuple(one for one, sure in both.items() if one and not sure),
    )  # fmt: skip


def _of(transition: Transition | None, rule: str) -> str:
    return transition.responsible.commit if transition is not None and transition.rule == rule else ""


def _episodes(members: Sequence[Standing]) -> Iterator[tuple[Standing, Standing | None]]:
    """The affected stretches of a line: the first affected release, and the first after it that is known not to be."""
    start: Standing | None = None
    for one in members:
        if one.affected and start is None:
            start = one
        elif one.status in _SETTLED and start is not None:
            yield start, one
            start = None
    if start is not None:
        yield start, None
