"""Messages -> GitLab's code quality report: a JSON list of what is wrong with which line, compared by fingerprint with the target branch.

Suppressed findings and those of sites that are gone are left out: GitLab tells a finding that is not there any more as resolved.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from analyzer.checks import Check, Result
from analyzer.findings import Scan, Scans, Verdict
from analyzer.places import Place
from analyzer.report.escape import visible
from analyzer.report.results import Doubt, Judged, doubts, judged_of, message, numbered, to_unicode

_SEVERITIES = {Verdict.VULNERABLE: "critical", Verdict.UNKNOWN: "major", Verdict.MITIGATED: "info"}
_NOWHERE = Place("go.mod", 1)
"""Where a doubt about the whole is shown: GitLab leaves an entry without a place out."""


def code_quality(document: Scan | Scans | Check) -> str:
    """The report; its fingerprints differ from each other, and hold no line numbers."""
    found = [entry for judged in judged_of(document) for entry in (*_doubts(judged), *_findings(judged))]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _findings(judged: Judged) -> list[dict[str, Any]]:
    return [
        _entry(judged, message(result), result.finding.rule, f"{result.finding.fingerprint}:{twin}", _SEVERITIES[result.finding.verdict], result.place)
        for result, twin in numbered(judged.results)
        if _shown(result)
    ]  # fmt: skip


def _shown(result: Result) -> bool:
    return result.finding.verdict in _SEVERITIES and result.suppressed is None and not result.gone


def _doubts(judged: Judged) -> list[dict[str, Any]]:
    return [_doubt(judged, number, doubt) for number, doubt in enumerate(doubts(judged))]


def _doubt(judged: Judged, number: int, doubt: Doubt) -> dict[str, Any]:
    return _entry(
        judged, f"niltrail cannot tell: {doubt.text}", doubt.rule, f"doubt:{number}", "major", doubt.place or _NOWHERE
    )


def _entry(judged: Judged, text: str, rule: str, name: str, severity: str, place: Place) -> dict[str, Any]:
    revision = judged.revision if judged.several else ""
    named = f"{revision}\0{rule}\0{name}".encode("utf-8", "surrogatepass")
    return {
        "description": f"{visible(revision)}: {text}" if revision else text,
        "check_name": visible(rule) or "niltrail",
        "fingerprint": hashlib.sha256(named).hexdigest(),
        "severity": severity,
        "location": {"path": to_unicode(place.path), "lines": {"begin": max(place.line, 1)}},
    }
