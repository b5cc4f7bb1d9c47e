"""Where a reader of a change should look: services for code review show a result only on lines that the change touched."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.checking.edits import Edits
from analyzer.findings import Change, Finding
from analyzer.places import Place
from analyzer.stories import Pair

_CAUSES = (
    ("guard", "vanished"),
    ("source", "changed"),
    ("site", "appeared"),
    ("sink", "appeared"),
    ("sink", "changed"),
    ("hop", "changed"),
    ("site", "moved"),
)
"""What makes a finding worse, what explains most first."""
_CURES = (("guard", "appeared"), ("site", "vanished"), ("source", "changed"), ("sink", "vanished"), ("sink", "changed"))
_WORST = ("nil", "unknown", "covered", "guarded", "blocked")


def cause(pair: Pair) -> Change | None:
    """The change that explains best why a finding is worse."""
    return _first(pair, _CAUSES)


def cure(pair: Pair) -> Change | None:
    """The change that explains best why a finding is better or gone."""
    return _first(pair, _CURES)


def placed(pair: Pair, finding: Finding, edits: Edits) -> tuple[Place, Change | None]:
    """The place in the new tree for a finding that is new or worse, and what changed there: the first that the change touched among what
    explains it and the worst path from its end, else what is near to one of them, else the first."""
    explained = cause(pair)
    spots = [*_explaining(pair, edits), *((place, explained) for place in _path(finding))]
    for place, change in spots:
        if edits.touched(place):
            return place, change
    for place, change in spots:
        near = edits.nearest(place)
        if near is not None:
            return near, change
    return spots[0]


def _explaining(pair: Pair, edits: Edits) -> Iterator[tuple[Place, Change]]:
    for change in sorted(pair.changes, key=lambda one: _rank(one, _CAUSES)):
        place = edits.forward(change.place) if change.how == "vanished" else change.place
        if place is not None and _rank(change, _CAUSES) < len(_CAUSES):
            yield place, change


def _path(finding: Finding) -> Iterator[Place]:
    worst = min(finding.reaches, key=lambda reach: _WORST.index(reach.outcome), default=None)
    if worst is not None:
        yield worst.sink
        yield from (hop.place for hop in reversed(worst.path))
    yield from (guard.place for guard in finding.guards)
    yield finding.site


def _first(pair: Pair, order: tuple[tuple[str, str], ...]) -> Change | None:
    known = [change for change in pair.changes if _rank(change, order) < len(order)]
    return min(known, key=lambda one: _rank(one, order), default=None)


def _rank(change: Change, order: tuple[tuple[str, str], ...]) -> int:
    key = (change.what, change.how)
    return order.index(key) if key in order else len(order)
