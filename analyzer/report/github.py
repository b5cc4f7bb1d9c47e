"""Messages -> GitHub's workflow commands, which show findings beside the lines of a pull request, and the summary of a job.

A command is a line of standard output, so that nothing from a repository may begin one: every text is one line, and its ``%``, and in
a property ``:`` and ``,`` too, are written as GitHub's own toolkit writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.checks import Check, Result
from analyzer.findings import Scan, Scans, Verdict
from analyzer.places import Place
from analyzer.report.escape import visible
from analyzer.report.results import Judged, call, doubts, effect, judged_of, steps, troubles, with_standing

MOST = 10
"""Annotations of a level that GitHub shows for one step; it drops the others without a word."""
SUMMARY = 1_000_000
"""Bytes of a step's summary; GitHub refuses one above 1 MiB altogether."""
_LEVELS = {Verdict.VULNERABLE: "error", Verdict.UNKNOWN: "warning"}


class _Annotation(NamedTuple):
    level: str
    title: str
    lines: Sequence[str]
    place: Place | None = None


def commands(document: Scan | Scans | Check) -> str:
    """One command for each finding that somebody has to look at, worst first, and one that counts those that would not be shown."""
    found = [annotation for judged in judged_of(document) for annotation in _of(judged)]
    lines: list[str] = []
    for level in ("error", "warning", "notice"):
        some = [one for one in found if one.level == level]
        lines += [_command(one) for one in some[:MOST]]
        if len(some) > MOST:
            lines.append(f"niltrail: {len(some) - MOST} more of level {level}; GitHub shows {MOST} of a step")
    return "".join(f"{line}\n" for line in lines)


def summary(markdown: str) -> str:
    """Markdown for a job's summary: cut at a line where it is too long for one."""
    raw = markdown.encode("utf-8", "backslashreplace")
    if len(raw) <= SUMMARY:
        return markdown
    kept = raw[:SUMMARY].decode("utf-8", "ignore").rpartition("\n")[0]
    return f"{kept}\n\nCut here: the whole is too long for a summary.\n"


def _of(judged: Judged) -> list[_Annotation]:
    prefix = f"{visible(judged.revision)}: " if judged.several else ""
    found = [
        _Annotation("warning", f"{prefix}niltrail cannot tell", (doubt.text,), doubt.place) for doubt in doubts(judged)
    ]
    found += [_finding(result, prefix) for result in judged.results if _shown(result)]
    return found + [_Annotation("notice", f"{prefix}niltrail", (text,)) for text in troubles(judged)]


def _shown(result: Result) -> bool:
    """What counts and is bad; of milder ones those that a change brings."""
    if result.gone or not result.counts:
        return False
    new = result.state != "present" and result.finding.verdict is Verdict.MITIGATED
    return result.finding.verdict in _LEVELS or new


def _finding(result: Result, prefix: str) -> _Annotation:
    finding = result.finding
    told = with_standing(result, [call(finding), effect(finding)])
    fingerprint = visible(f"{finding.rule}, fingerprint {finding.fingerprint}")
    title = f"{prefix}{finding.verdict.value}: {visible(finding.rule)}"
    return _Annotation(
        _LEVELS.get(finding.verdict, "notice"), title, (*told, *steps(finding), fingerprint), result.place
    )  # fmt: skip


def _command(one: _Annotation) -> str:
    properties = {"title": one.title}
    if one.place is not None:
        properties = {"file": visible(one.place.path), "line": str(max(one.place.line, 1)), **properties}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{one.level} {told}::{'%0A'.join(_data(line) for line in one.lines)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
