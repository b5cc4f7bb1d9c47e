"""Messages -> JUnit XML, as CI systems read it: a suite for each revision, a case for each rule and site.

A case fails when its site is vulnerable, is an error when that is unknown, and is skipped when somebody answers for it, or, in a check,
when it was as bad before. A rule without a site is a case too, so that no suite is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analyzer.checks import Check, Result
from analyzer.findings import Scan, Scans, Verdict
from analyzer.places import Place
from analyzer.report.escape import xml
from analyzer.report.results import (
    Judged,
    call,
    doubts,
    judged_of,
    message,
    numbered,
    rule_text,
    steps,
    suppressed,
    troubles,
)

_FAILS = {Verdict.VULNERABLE: "failure", Verdict.UNKNOWN: "error"}


class _Case(NamedTuple):
    """``outcome``: failure, error, skipped, '' for passed."""

    rule: str
    name: str
    place: Place | None
    outcome: str
    kind: str
    message: str
    lines: list[str]


def junit(document: Scan | Scans | Check) -> str:
    """The report. No time, host or duration stands in it: it is the same for the same answer."""
    suites = [(judged, _cases(judged)) for judged in judged_of(document)]
    every = [case for _, cases in suites for case in cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="niltrail" {_counts(every)}>']
    for judged, cases in suites:
        lines += _suite(judged, cases)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(judged: Judged, cases: list[_Case]) -> Iterator[str]:
    yield f'  <testsuite name="{xml(f"niltrail {judged.revision}")}" {_counts(cases)}>'
    yield "    <properties>"
    for name, value in (
        ("commit", judged.commit),
        ("repository", judged.repository),
        ("verdict", judged.verdict.value),
    ):
        yield f'      <property name="{name}" value="{xml(value)}"/>'
    yield "    </properties>"
    for case in cases:
        yield from _case(case)
    if told := troubles(judged):
        yield f"    <system-err>{xml(told[0])}" + "".join(f"\n{xml(text)}" for text in told[1:]) + "</system-err>"
    yield "  </testsuite>"


def _case(case: _Case) -> Iterator[str]:
    at = f' file="{xml(case.place.path)}" line="{max(case.place.line, 1)}"' if case.place is not None else ""
    yield f'    <testcase classname="{xml(case.rule)}" name="{xml(case.name)}"{at}>'
    body = "\n".join(xml(line) for line in case.lines)
    if case.outcome == "skipped":
        yield f'      <skipped message="{xml(case.message)}"/>'
    elif case.outcome:
        yield f'      <{case.outcome} message="{xml(case.message)}" type="{case.kind}">{body}</{case.outcome}>'
    elif body:
        yield f"      <system-out>{body}</system-out>"
    yield "    </testcase>"


def _counts(cases: list[_Case]) -> str:
    number = {outcome: sum(case.outcome == outcome for case in cases) for outcome in ("failure", "error", "skipped")}
    return (
        f'tests="{len(cases)}" failures="{number["failure"]}" errors="{number["error"]}" skipped="{number["skipped"]}"'
    )


# ---- cases -----------------------------------------------------------------------------------------


def _cases(judged: Judged) -> list[_Case]:
    cases = [_site(result, twin) for result, twin in numbered(judged.results)]
    cases += [
        _Case(doubt.rule, "what could not be seen", doubt.place, "error", "unknown", doubt.text, [doubt.text])
        for doubt in doubts(judged)
    ]
    harmless = [rule for rule in judged.silent if rule.verdict is not Verdict.UNKNOWN]
    return cases + [
        _Case(rule.rule, "no call passes nothing", None, "", "", "", [rule_text(rule)]) for rule in harmless
    ]


def _site(result: Result, twin: int) -> _Case:
    """A case's name has no line number: CI systems follow a case by its name."""
    finding = result.finding
    name = f"{call(finding)} [{finding.fingerprint}{f':{twin + 1}' if twin else ''}]"
    outcome, told = _outcome(result)
    lines = [message(result), *steps(finding), f"at {finding.site}"]
    return _Case(finding.rule, name, result.place, outcome, finding.verdict.value, told, lines)


def _outcome(result: Result) -> tuple[str, str]:
    bad = _FAILS.get(result.finding.verdict, "")
    if result.gone or not bad:
        return "", ""
    if result.suppressed is not None:
        return "skipped", suppressed(result.suppressed)
    if not result.counts:
        return "skipped", f"{result.finding.verdict.value} as before: {message(result)}"
    return bad, message(result)
