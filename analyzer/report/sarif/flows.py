"""The ways of a value as code flows (3.36): every reach is one, every hop a location of its thread."""

from __future__ import annotations

from typing import Any

from analyzer.findings import Finding, Hop, Reach
from analyzer.places import Place
from analyzer.report import words
from analyzer.report.results import sink_of
from analyzer.report.sarif.limits import Limits
from analyzer.report.sarif.places import location, message

_KINDS = {
    "call": ("call", "function"),
    "pass": ("call", "value"),
    "assign": ("value",),
    "capture": ("value", "scope"),
    "store": ("value", "memory"),
    "load": ("value", "memory"),
    "return": ("return", "value"),
    "guard": ("branch", "value"),
    "escape": ("unknown", "value"),
}
"""Our hops in the words that 3.38.8 suggests."""
_ENDS = {"nil": ("danger", "value"), "unknown": ("unknown", "value")}
_HURTS = ("nil", "unknown")


def code_flows(finding: Finding, limits: Limits) -> list[dict[str, Any]]:
    """The code flows of a finding, those that hurt first."""
    left = limits.flow
    flows = []
    for reach in words.worst_first(finding.reaches):
        locations = _thread(finding, reach, limits)
        if limits.flow:
            # The end is what a reader came for.
            locations = [*locations[: left - 1], locations[-1]] if len(locations) > left > 0 else locations[:left]
            left -= len(locations)
        if locations:
            flows.append({"message": message(sink_of(reach)), "threadFlows": [{"locations": locations}]})
    return flows


def _thread(finding: Finding, reach: Reach, limits: Limits) -> list[dict[str, Any]]:
    way = [hop for hop in reach.path if not (hop.kind == "sink" and hop.place == reach.sink)]
    level = 0
    found = []
    former: Hop | None = None
    for number, hop in enumerate([*finding.entry, *way]):
        if former is not None:
            level = _level(level, former, hop.place)
        entry = number < len(finding.entry)
        importance = "unimportant" if entry else "essential" if hop.place == finding.site else "important"
        found.append(
            _step(hop.place, f"{hop.kind}: {hop.text}", _KINDS.get(hop.kind, ("value",)), level, importance, limits)
        )
        former = hop
    if former is not None:
        level = _level(level, former, reach.sink)
    end = sink_of(reach) + (f": {reach.reason}" if reach.reason else "")
    importance = "essential" if reach.outcome in _HURTS else "important"
    found.append(_step(reach.sink, end, _ENDS.get(reach.outcome, ("value",)), level, importance, limits))
    return [{**step, "executionOrder": number} for number, step in enumerate(found, 1)]


def _level(level: int, former: Hop, place: Place) -> int:
    """A call is one level up from where its callee is; two hops at one place are of one call."""
    if former.kind == "return":
        return max(level - 1, 0)
    return level + 1 if former.kind in ("call", "pass") and former.place != place else level


def _step(
    place: Place, text: str, kinds: tuple[str, ...], level: int, importance: str, limits: Limits
) -> dict[str, Any]:  # fmt: skip
    return {
        "location": location(place, limits, text), "kinds": list(kinds), "nestingLevel": level, "importance": importance,
    }  # fmt: skip
