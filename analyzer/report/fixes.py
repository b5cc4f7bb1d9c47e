"""Which release to change to: what a timeline says of releases that are not affected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.findings import Release, Timeline, Verdict

_UNAFFECTED = (Verdict.MITIGATED, Verdict.SAFE, Verdict.NOT_APPLICABLE)


class Remedy(NamedTuple):
    """The affected releases of one line, in order, and the nearest release after them that is not: of the same line where there is
    one, else of a later line, None where there is none at all. Doubt is no fix."""

    line: str
    affected: tuple[Release, ...]
    fix: Release | None

    @property
    def same_line(self) -> bool:
        """Whether an update within the line is enough."""
        return self.fix is not None and self.fix.line == self.line


def remedies(timeline: Timeline) -> list[Remedy]:
    """A remedy for each line that has affected releases, in release order."""
    found = []
    for line in timeline.lines:
        affected = tuple(
            one for one in timeline.releases if one.line == line.line and one.verdict is Verdict.VULNERABLE
        )
        if affected:
            later = timeline.releases[timeline.releases.index(affected[-1]) + 1 :]
            found.append(Remedy(line.line, affected, nearest_fix(line.line, later)))
    return found


def nearest_fix(line: str, later: Sequence[Release]) -> Release | None:
    """The first of the ``later`` releases that is not affected: of the same line, else of another one."""
    unaffected = [one for one in later if one.verdict in _UNAFFECTED]
    own = (one for one in unaffected if one.line == line)
    return next(own, next(iter(unaffected), None))
