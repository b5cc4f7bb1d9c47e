"""Which releases are affected by what one rule finds, which are fixed, and why: the ground of OSV, OpenVEX and CSAF documents.

| verdict | status | justification |
|---|---|---|
| vulnerable | affected | |
| unknown | under_investigation | |
| mitigated | fixed where an earlier release of the line is vulnerable, else not_affected | inline_mitigations_already_exist |
| safe, not-applicable | the same | vulnerable_code_not_present |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import msgspec

from analyzer.errors import UsageError
from analyzer.findings import About, Finding, Line, Release, Scan, Scans, Timeline, Verdict, worst
from analyzer.report import words
from analyzer.report.escape import visible
from analyzer.report.publication import Publication
from analyzer.report.purl import Package, address, package_of

_VERSION = re.compile(r"(?:[A-Za-z][\w.]*[-_])*v?\d+(?:\.\d+)+\S*|v\d+\S*")
_SLUG = re.compile(r"[^a-z0-9.]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]*")
_FEW = 4
_UNFIXED = "No fixed release is known."
_NO_HISTORY = "This is about single revisions; niltrail timeline tells which releases are fixed."


class Status(Enum):
    """What a VEX document says of a product, in OpenVEX's words."""

    AFFECTED = "affected"
    FIXED = "fixed"
    NOT_AFFECTED = "not_affected"
    UNDER_INVESTIGATION = "under_investigation"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a release stands. ``release`` has one rule's verdict and findings. ``justification`` is a VEX label and ``why`` a sentence, both
    for what is not affected; for the others ``why`` tells the condition or the doubt. ``fix`` is what to update to, as a sentence, ''
    where there is nothing."""

    release: Release
    package: Package
    status: Status
    justification: str
    why: str
    fix: str = ""

    @property
    def affected(self) -> bool:
        """Whether it is vulnerable."""
        return self.status is Status.AFFECTED


@dataclass(frozen=True, slots=True)
class Subject:
    """One rule's finding in one repository, release by release in order. ``id`` names it, ``date`` is the newest commit's;
    ``unfixed`` says what is to be said where there is nothing to update to."""

    id: str
    rule: str
    about: About
    repository: str
    date: str
    standings: tuple[Standing, ...]
    lines: tuple[Line, ...]
    unfixed: str


def subjects(document: Timeline | Scan | Scans, publication: Publication) -> tuple[Subject, ...]:
    """What a document says, one subject for each rule, or for the one that is chosen.

    Raises:
        UsageError: it has no such rule, one id is given for several, or nothing in it has a date.
    """
    known = _rules(document)
    if not known:
        raise UsageError("the document is of no rule: there is nothing to say")
    if publication.rule and publication.rule not in known:
        raise UsageError(f"the document has no rule {publication.rule!r}; there are {', '.join(known)}")
    rules = (publication.rule,) if publication.rule else known
    if publication.id and not _ID.fullmatch(publication.id):
        raise UsageError(f"--id {publication.id!r} is no id: letters, digits, '-', '_', '.', ':' and '+' only")
    if publication.id and len(rules) > 1:
        raise UsageError(
            f"--id names one finding, and the document has the rules {', '.join(rules)}: choose one with --rule"
        )
    return tuple(_subject(document, rule, known, publication) for rule in rules)


def _subject(document: Timeline | Scan | Scans, rule: str, rules: Sequence[str], publication: Publication) -> Subject:
    releases = tuple(_released(document, rule, rules))
    repository = _repository(document)
    found = standings(releases, repository)
    history = isinstance(document, Timeline)
    return Subject(
        id=publication.id or default_id(repository, rule),
        rule=rule,
        about=next((about for about in document.about if about.rule == rule), About(rule, rule, "")),
        repository=repository,
        date=_newest(releases),
        standings=with_fixes(found) if history else found,
        lines=document.lines if isinstance(document, Timeline) else (),
        unfixed=_UNFIXED if history else _NO_HISTORY,
    )


def default_id(repository: str, rule: str = "") -> str:
    """A name of our own for a rule's finding in a repository, or for all of a repository's; the prefix is OSV's for local databases."""
    where = address(repository).partition("/")[2] or repository.rstrip("/").rpartition("/")[2]
    return "-".join(("x_NILTRAIL", *filter(None, (_SLUG.sub("-", part.lower()).strip("-") for part in (where, rule)))))


def standings(releases: Sequence[Release], repository: str) -> tuple[Standing, ...]:
    """How the releases of one rule stand; they are in order, and have that rule's verdict and findings."""
    hurt: set[str] = set()
    found = []
    for release in releases:
        if release.verdict is Verdict.VULNERABLE:
            hurt.add(release.line)
        found.append(_standing(release, repository, release.line in hurt))
    return tuple(found)


def with_fixes(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """The same, where they are all releases: the affected ones tell what to update to."""
    return tuple(replace(one, fix=_fix(one, found[at + 1 :])) if one.affected else one for at, one in enumerate(found))


def _standing(release: Release, repository: str, after_affected: bool) -> Standing:
    package = package_of(release, repository)
    settled = Status.FIXED if after_affected else Status.NOT_AFFECTED
    match release.verdict:
        case Verdict.VULNERABLE:
            return Standing(release, package, Status.AFFECTED, "", _condition(release.findings))
        case Verdict.MITIGATED:
            return Standing(release, package, settled, "inline_mitigations_already_exist", _guards(release))
        case Verdict.SAFE | Verdict.NOT_APPLICABLE:
            return Standing(release, package, settled, "vulnerable_code_not_present", _absence(release))
        case _:
            return Standing(release, package, Status.UNDER_INVESTIGATION, "", _doubt(release))


# ---- why -------------------------------------------------------------------------------------------


def condition_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What must hold for some findings to hurt, one of these; nothing when one of them always does."""
    conditions = [finding.condition for finding in findings if finding.verdict is Verdict.VULNERABLE]
    return tuple(dict.fromkeys(conditions)) if all(conditions) else ()


def _condition(findings: Iterable[Finding]) -> str:
    conditions = [visible(one) for one in condition_of(findings)]
    return f"Only when {' or when '.join(conditions)}." if conditions else "In any configuration."


def _guards(release: Release) -> str:
    told = [
        f"{words.guard_effect(guard)} ({guard.place})"
        for finding in release.findings
        if finding.verdict is Verdict.MITIGATED
        for guard in finding.guards
        if guard.covers != "nothing"
    ]
    if not told:
        return visible(release.note) or "Nothing is passed, and every path is guarded."
    return f"Nothing is passed, and every path is guarded: {_listed(told)}."


def _absence(release: Release) -> str:
    notes = [finding.note for finding in release.findings if finding.note] or [release.note]
    if any(notes):
        return f"{_listed(notes)}."
    missing = release.verdict is Verdict.NOT_APPLICABLE
    return (
        "The functions that the rule names do not exist here."
        if missing
        else "No call passes nothing to these functions."
    )


def _doubt(release: Release) -> str:
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


def _fix(standing: Standing, later: Sequence[Standing]) -> str:
    """The nearest later release that is not affected: of the same line, else of the next one that begins so."""
    line = standing.release.line
    for one in later:
        if one.release.line == line and one.status is Status.FIXED:
            return f"Update to {visible(one.release.tag)}, the next fixed release of line {visible(line)}."
    for one in later:
        if one.release.line != line and one.status in (Status.FIXED, Status.NOT_AFFECTED):
            return f"Update to {visible(one.release.tag)} or later: no release of line {visible(line)} is fixed."
    return ""


# ---- what a document says of one rule ----------------------------------------------------------------


def _rules(document: Timeline | Scan | Scans) -> tuple[str, ...]:
    if isinstance(document, Timeline):
        return document.rules
    scans = document.scans if isinstance(document, Scans) else (document,)
    return tuple(dict.fromkeys(result.rule for scan in scans for result in scan.rules))


def _repository(document: Timeline | Scan | Scans) -> str:
    if isinstance(document, Scans):
        return document.scans[0].repository if document.scans else ""
    return document.repository


def _released(document: Timeline | Scan | Scans, rule: str, rules: Sequence[str]) -> Iterable[Release]:
    if isinstance(document, Timeline):
        for release in document.releases:
            findings = tuple(finding for finding in release.findings if finding.rule == rule)
            verdict, note = _verdict(release, findings, rules.index(rule), len(rules))
            yield msgspec.structs.replace(release, verdict=verdict, findings=findings, note=note)
        return
    for scan in document.scans if isinstance(document, Scans) else (document,):
        name = scan.revision if _VERSION.fullmatch(scan.revision) or not scan.commit else scan.commit
        for result in scan.rules:
            if result.rule == rule:
                findings = tuple(finding for finding in scan.findings if finding.rule == rule)
                yield Release(name, scan.commit, scan.date, name, result.verdict, findings, result.note, scan.module)


def _verdict(release: Release, findings: Sequence[Finding], at: int, rules: int) -> tuple[Verdict, str]:
    """One rule's verdict on a release of a timeline, and its note."""
    if rules == 1:
        return release.verdict, release.note
    if len(release.verdicts) == rules:
        return release.verdicts[at], "" if findings else release.note
    if findings:
        return worst([finding.verdict for finding in findings]), ""
    if release.verdict in (Verdict.SAFE, Verdict.NOT_APPLICABLE):
        return release.verdict, release.note
    return Verdict.UNKNOWN, "the document does not tell the verdicts of its rules apart: make it again"


def _newest(releases: Sequence[Release]) -> str:
    dates = [release.date for release in releases if _DAY.fullmatch(release.date)]
    if not dates:
        raise UsageError(
            "no release in the document has a date, and a published record needs one: no commit could be read"
        )
    return f"{max(dates)}T00:00:00Z"
