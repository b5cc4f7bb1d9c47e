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


def first_releases(
    releases: Sequence[Release], contained: Callable[[Release], bool], since: str, until: str = "", line: str = ""
) -> tuple[str, ...]:
    """The first tag of each line that contains a change, of those dated from ``since`` on and before ``until`` ('' for no end), where
    the one before it does not. ``line`` limits to one line."""
    found = []
    former: dict[str, bool] = {}
    for release in releases:
        has = contained(release)
        fresh = has and not former.get(release.line)
        former[release.line] = has
        dated = since <= release.date and (not until or release.date < until)
        if fresh and dated and line in ("", release.line):
            found.append(release.tag)
    return tuple(found)
