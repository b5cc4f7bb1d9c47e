"""Where a sequence of verdicts changes, and which releases have the new one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analyzer.findings import Release, Verdict

STRIDE = 128
"""Commits between two probes of a fast walk: an episode shorter than this may be missed."""


class Step(NamedTuple):
    """Between item ``at - 1 - unjudged`` and item ``at`` the verdict changes; those between could not be judged."""

    at: int
    before: Verdict
    after: Verdict
    unjudged: int = 0


def steps(verdicts: Sequence[Verdict | None]) -> list[Step]:
    """All changes of verdict. Unknown, or None, is no verdict: what lies between two equal ones has changed nothing."""
    found: list[Step] = []
    last: Verdict | None = None
    at = -1
    for number, verdict in enumerate(verdicts):
        if verdict is None or verdict is Verdict.UNKNOWN:
            continue
        if last is not None and verdict is not last:
            found.append(Step(number, last, verdict, number - at - 1))
        last, at = verdict, number
    return found


def first_probes(length: int, stride: int = STRIDE) -> list[int]:
    """Where `probed` begins."""
    return [*range(0, length - 1, stride), length - 1] if length else []


def probed(length: int, judge: Callable[[int], Verdict], stride: int = STRIDE) -> list[Verdict | None]:
    """The verdicts that halving needs: both ends, every ``stride``-th, and wherever two neighbours of those differ, what is between
    them, until they are neighbours indeed. Where a history is monotonic between its probes, `steps` finds all of its changes."""
    known: list[Verdict | None] = [None] * length
    ends = first_probes(length, stride)
    for at in ends:
        known[at] = judge(at)
    waiting = list(itertools.pairwise(ends))
    while waiting:
        low, high = waiting.pop()
        if high - low > 1 and known[low] is not known[high]:
            middle = (low + high) // 2
            known[middle] = judge(middle)
            waiting += [(low, middle), (middle, high)]
    return known


class Stretch(NamedTuple):
    """The releases of one line from a day on, in order, and the one ``before`` them."""

    before: Release | None
    releases: tuple[Release, ...]

    @property
    def probes(self) -> list[Release]:
        """The releases that `first_releases` asks about in any case."""
        return [one for one in (self.before, self.releases[0], self.releases[-1]) if one is not None]


def stretches(releases: Sequence[Release], since: str, until: str = "", line: str = "") -> list[Stretch]:
    """Of each line, or of ``line`` alone, the releases dated from ``since`` on and before ``until`` ('' for no end)."""
    lines: dict[str, list[Release]] = {}
    before: dict[str, Release] = {}
    for release in releases:
        if line not in ("", release.line):
            continue
        if since <= release.date and (not until or release.date < until):
            lines.setdefault(release.line, []).append(release)
        elif release.line not in lines:
            before[release.line] = release
    return [Stretch(before.get(name), tuple(some)) for name, some in lines.items()]


def first_releases(of: Sequence[Stretch], contained: Callable[[Release], bool]) -> tuple[str, ...]:
    """The first tag of each stretch that contains a change. None for a line that had it before, or whose last release has it not; by
    halving between."""
    found = []
    for stretch in of:
        if stretch.before is not None and contained(stretch.before):
            continue
        low, high = 0, len(stretch.releases) - 1
        if contained(stretch.releases[low]):
            high = low
        elif not contained(stretch.releases[high]):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if contained(stretch.releases[middle]) else (middle, high)
        found.append(stretch.releases[high].tag)
    return tuple(found)
