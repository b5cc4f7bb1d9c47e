"""A judged revision as a run (3.14): the tool with its rules, what was not seen, the results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from analyzer import __version__
from analyzer.checks import Result
from analyzer.findings import About, Blind, RuleResult, Verdict
from analyzer.report.escape import visible
from analyzer.report.results import Judged, blind_spots, doubts, numbered, rule_text, troubles
from analyzer.report.sarif.alerts import alert, shown
from analyzer.report.sarif.limits import Limits
from analyzer.report.sarif.places import ROOT, artifact, literal, location, message

_NOTICES = {
    "parse": "A file is not all Go to niltrail.",
    "call": "A call on a path whose callee is not known.",
    "object": "A file or commit that git cannot give.",
    "bound": "A path cut off for its length.",
    "hidden": "Something that the change took out of sight.",
    "unseen": "Something else that could not be seen.",
    "verdict": "A rule's verdict that no result explains.",
    "note": "Something to know about the check.",
    "limit": "More results than are written.",
}
_REMOTE = re.compile(r"(?:https?|ssh|git)://[^\s<>\"{}|\\^`]+", re.ASCII)
_LINK = re.compile(r"https://[^\s)>\]\"'`]+", re.ASCII)


def run(judged: Judged, limits: Limits, left_out: int) -> dict[str, Any]:
    """The run. ``left_out`` counts revisions that have none, for the limit's sake."""
    wanted = [pair for pair in numbered(judged.results) if shown(pair[0], limits)]
    kept = limits.of(wanted, limits.results)
    notices = [
        *_notices(judged),
        *_over(len(wanted) - len(kept), "results, those that are worst are here"),
        *_over(left_out, "revisions"),
    ]
    results = [alert(result, twin, judged, limits) for result, twin in kept]
    made = {
        "tool": {"driver": _driver(judged, limits)},
        "invocations": [{"executionSuccessful": not doubts(judged), "toolExecutionNotifications": notices}],
        "versionControlProvenance": _provenance(judged),
        "originalUriBaseIds": {ROOT: {"description": message("The root of what was judged: of the repository, or the folder given with --root.")}},
        "artifacts": _artifacts([result for result, _ in kept]),
        "results": results,
        "automationDetails": {"id": _category(judged)},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "defaultSourceLanguage": "go",
        "properties": {"revision": visible(judged.revision), "verdict": judged.verdict.value},
    }  # fmt: skip
    return {name: value for name, value in made.items() if value or name == "results"}


def _driver(judged: Judged, limits: Limits) -> dict[str, Any]:
    """The toolComponent (3.19). GitHub takes the descriptors of notifications for rules that nobody described."""
    about = {one.rule: one for one in judged.about}
    notices = [{"id": id, "shortDescription": {"text": text}} for id, text in _NOTICES.items()]
    return {
        "name": "niltrail",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(about.get(id, About(id, id, id)), limits) for id in judged.rule_ids],
        **({} if limits.github else {"notifications": notices}),
    }


def _rule(about: About, limits: Limits) -> dict[str, Any]:
    """A reportingDescriptor (3.49). What a rule says of itself is Markdown of whoever wrote the rule, and theirs to answer for."""
    help = about.help or about.summary
    if about.workaround:
        help = f"{help.rstrip()}\n\n## Workaround\n\n{about.workaround.strip()}\n"
    link = _LINK.search(about.help) or _LINK.search(about.repository)
    return {
        "id": about.rule,
        "name": _pascal(about.rule),
        "shortDescription": {"text": limits.shortened(literal(about.title or about.rule))},
        "fullDescription": {"text": limits.shortened(literal((about.summary or about.title or about.rule).strip()))},
        "help": {"text": help, "markdown": help},
        **({"helpUri": link[0].rstrip(".,;:")} if link else {}),
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["go", "nil", "reliability"], "precision": "high", "problem.severity": "error"},
    }


def _pascal(id: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^0-9A-Za-z]+", id))


def _provenance(judged: Judged) -> list[dict[str, Any]]:
    """The versionControlDetails (3.23), where the repository has an address."""
    if not _REMOTE.fullmatch(judged.repository):
        return []
    at = {"revisionId": judged.commit} if judged.commit else {}
    return [{"repositoryUri": judged.repository, **at, "mappedTo": {"uriBaseId": ROOT}}]


def _artifacts(results: Sequence[Result]) -> list[dict[str, Any]]:
    """The files with a result (3.24), by path."""
    paths = sorted({result.place.path for result in results if not result.gone})
    return [{"location": artifact(path), "roles": ["resultFile"], "sourceLanguage": "go"} for path in paths]


def _category(judged: Judged) -> str:
    """What tells runs apart on GitHub, before the last slash: the build configuration, and the revision where there are several."""
    build = "-".join((judged.build.goos, judged.build.goarch, *judged.build.tags))
    return f"niltrail/{build}/" + (f"{visible(judged.revision)}/" if judged.several else "")


# ---- notifications (3.58) --------------------------------------------------------------------------


def _notices(judged: Judged) -> Iterable[dict[str, Any]]:
    for rule, blind in blind_spots(judged):
        yield _blind(rule, blind)
    for doubt in doubts(judged):
        yield _notice("verdict", doubt.text, "error", doubt.rule)
    for rule in judged.silent:
        if rule.verdict is not Verdict.UNKNOWN:
            yield _notice("verdict", rule_text(rule), "note", rule.rule)
    for text in troubles(judged):
        yield _notice("note", text, "note")


def _blind(rule: RuleResult, blind: Blind) -> dict[str, Any]:
    id = blind.kind if blind.kind in _NOTICES else "unseen"
    made = _notice(id, blind.reason, "error" if id in ("object", "hidden") else "warning", rule.rule)
    return {**made, "locations": [location(blind.place, Limits())]} if blind.place else made


def _over(number: int, what: str) -> list[dict[str, Any]]:
    return [_notice("limit", f"Left out: {number:,} more {what}.", "warning")] if number else []


def _notice(id: str, text: str, level: str, rule: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {
        "descriptor": {"id": id}, "level": level, "message": message(text),
    }  # fmt: skip
    return {**made, "associatedRule": {"id": rule}} if rule else made
