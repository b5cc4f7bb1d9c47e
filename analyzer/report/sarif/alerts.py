"""A finding as a result (3.27)."""

from __future__ import annotations

from typing import Any

from analyzer.checks import Result, Suppression
from analyzer.findings import Verdict
from analyzer.places import Place
from analyzer.report import words
from analyzer.report.escape import visible
from analyzer.report.results import Judged, call, decisive_guards, sink_of, with_standing, worst_reach
from analyzer.report.sarif.flows import code_flows
from analyzer.report.sarif.limits import Limits
from analyzer.report.sarif.places import link, literal, location

LEVELS = {
    Verdict.VULNERABLE: "error",
    Verdict.UNKNOWN: "warning",
    Verdict.MITIGATED: "note",
    Verdict.SAFE: "none",
    Verdict.NOT_APPLICABLE: "none",
}
_BASELINE = {"new": "new", "worsened": "updated", "unchanged": "unchanged", "better": "updated", "fixed": "updated"}
VERSION = "niltrail/v1"
"""Names our fingerprint; raised when it is made another way (3.27.17)."""


def shown(result: Result, limits: Limits) -> bool:
    """Whether a result is written at all. To GitHub everything that is written, and not level none, is an open alert."""
    if not limits.github:
        return True
    return result.suppressed is None and not result.gone and LEVELS[result.finding.verdict] != "none"


def alert(result: Result, twin: int, judged: Judged, limits: Limits) -> dict[str, Any]:
    """The result. ``twin`` counts those before it with the same fingerprint."""
    finding = result.finding
    level = LEVELS[finding.verdict]
    related = list(limits.of(_related(result), limits.related))
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": judged.rule_ids.index(finding.rule),
        "kind": "pass" if level == "none" else "fail",
        "level": level,
        "message": {"text": _message(result, related)},
        "locations": [location(result.place, limits)],
        "partialFingerprints": _fingerprints(finding.fingerprint, twin, limits),
        "codeFlows": code_flows(finding, limits),
        "relatedLocations": [location(place, limits, text, id=id) for id, (place, text, _) in enumerate(related, 1)],
    }
    made |= {} if limits.github else _told_by_check(result, judged)
    made["properties"] = {
        name: visible(text)
        for name, text in (
            ("verdict", finding.verdict.value), ("passes", finding.passes), ("parameter", finding.parameter),
            ("omits", finding.omits), ("condition", finding.condition), ("caller", finding.caller), ("callee", finding.callee),
            ("note", words.own_note(finding)), ("state", result.state if judged.checked else ""),
            ("before", result.before.value if result.before else ""),
        )
        if text
    }  # fmt: skip
    return {name: value for name, value in made.items() if value != [] or name == "suppressions"}


def _fingerprints(fingerprint: str, twin: int, limits: Limits) -> dict[str, str]:
    """GitHub tells alerts apart by ``primaryLocationLineHash`` alone, and makes it from the line's text where it is not given."""
    own = {VERSION: fingerprint if not twin else f"{fingerprint}:{twin + 1}"}
    return own | ({"primaryLocationLineHash": f"{fingerprint}:{twin + 1}"} if limits.github else {})


def _related(result: Result) -> list[tuple[Place, str, str]]:
    """Places that explain a result, each with its text and the word that the message links to it, '' for none."""
    finding = result.finding
    found = [(reach.sink, sink_of(reach), reach.name) for reach in words.worst_first(finding.reaches)]
    found += [
        (guard.place, f"guard on {guard.covers}: {words.guard_effect(guard)}", "guard")
        for guard in decisive_guards(finding)
    ]
    if result.place != finding.site:
        found.append((finding.site, call(finding), "call"))
    if result.change is not None and result.change.how != "vanished":
        found.append((result.change.place, f"{result.change.what} {result.change.how}: {result.change.name}", ""))
    return list(dict.fromkeys(found))


def _message(result: Result, related: list[tuple[Place, str, str]]) -> str:
    """One paragraph, its first sentence what a list of alerts shows."""
    finding = result.finding
    text = literal(call(finding))
    reach = worst_reach(finding)
    if reach is not None:
        id = next(
            (
                id
                for id, (place, _, word) in enumerate(related, 1)
                if word and word == reach.name and place == reach.sink
            ),
            0,
        )
        name = link(reach.name, id) if id else literal(reach.name)
        text += f": {name}{' ' if name else ''}{literal(words.outcome(reach))}"
        text += literal(f": {reach.reason}") if reach.reason else ""
    elif finding.note:
        text += f": {literal(finding.note)}"
    if finding.condition:
        text += literal(f", when {finding.condition}")
    guards = [(id, place) for id, (place, _, word) in enumerate(related, 1) if word == "guard"]
    if guards:
        text += f". Guarded on {literal(decisive_guards(finding)[0].covers)} by {link('this test', guards[0][0])}"
    return ". ".join(with_standing(result, [text], literal)) + "."


def _told_by_check(result: Result, judged: Judged) -> dict[str, Any]:
    """What only a check knows. Either all results of a run have a baselineState, or none (3.27.24); so for suppressions (3.27.23)."""
    if not judged.checked:
        return {}
    state = (
        {"baselineState": "absent" if result.gone else _BASELINE.get(result.state, "new")} if judged.compared else {}
    )
    return {**state, "suppressions": [_suppression(result.suppressed)] if result.suppressed else []}


def _suppression(one: Suppression) -> dict[str, Any]:
    """A suppression (3.35). Only a comment has a place in the repository: an ignore file may be anywhere."""
    until = f" (until {one.until})" if one.until else ""
    made: dict[str, Any] = {
        "kind": "inSource" if one.where == "comment" else "external", "status": "accepted", "justification": visible(one.reason + until),
    }  # fmt: skip
    if one.where == "comment":
        made["location"] = location(one.place, Limits())
    else:
        made["properties"] = {"file": visible(str(one.place))}
    return made
