"""Why a release stands as it does, in sentences: plain text on one line, everything from a repository made visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.findings import Finding, Release, Verdict
from analyzer.report import words
from analyzer.report.escape import visible

_FEW = 4


def condition_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What must hold for some findings to hurt, one of these; nothing when one of them always does."""
    conditions = [finding.condition for finding in findings if finding.verdict is Verdict.VULNERABLE]
    return tuple(dict.fromkeys(conditions)) if all(conditions) else ()


def condition(findings: Iterable[Finding]) -> str:
    """When an affected release is hurt."""
    conditions = [visible(one) for one in condition_of(findings)]
    return f"Only when {' or when '.join(conditions)}." if conditions else "In any configuration."


def guards(release: Release) -> str:
    """What keeps nil from a mitigated release's sinks: each guard, its file, and what is used instead. Lines differ from release to release, and would
    make a statement of its own of each."""
    told = [
        f"{words.guard_effect(guard)} ({guard.place.path})"
        for finding in release.findings
        if finding.verdict is Verdict.MITIGATED
        for guard in finding.guards
        if guard.covers != "nothing"
    ]
    if not told:
        return visible(release.note) or "Where nil is passed, every path is guarded."
    return f"Where nil is passed, every path is guarded: {_listed(told)}."


def absence(release: Release) -> str:
    """Why a release has nothing that could hurt."""
    notes = [finding.note for finding in release.findings if finding.note] or [release.note]
    if any(notes):
        return f"{_listed(notes)}."
    missing = release.verdict is Verdict.NOT_APPLICABLE
    return (
        "The code in question is not in it: none of the functions that take or use the value exists."
        if missing
        else "No call passes nothing to these functions."
    )


def doubt(release: Release) -> str:
    """What could not be seen of a release, and where."""
    reasons = [
        f"{reach.reason} ({reach.path[-1].place if reach.path else reach.sink})"
        for finding in release.findings
        if finding.verdict is Verdict.UNKNOWN
        for reach in finding.reaches
        if reach.reason
    ]
    notes = [
        finding.note for finding in release.findings if finding.verdict is Verdict.UNKNOWN and words.own_note(finding)
    ]
    told = [*([release.note] if release.note else []), *reasons, *notes]
    return f"It cannot be told: {_listed(told)}." if told else "It cannot be told."


def _listed(texts: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(visible(text) for text in texts))
    more = f" and {len(distinct) - _FEW} more" if len(distinct) > _FEW else ""
    text = "; ".join(distinct[:_FEW]) + more
    return text[:1].upper() + text[1:] if not text.startswith("if ") else text
