"""What a saved document says of each of its rules, as the documents about releases take it: one rule's verdicts, release by release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from analyzer.errors import UsageError
from analyzer.findings import About, Finding, Line, Release, Scan, Scans, Timeline, Verdict, worst
from analyzer.report.publication import Publication
from analyzer.report.purl import address
from analyzer.report.releases import Standing, standings, with_fixes

_VERSION = re.compile(r"(?:[A-Za-z][\w.]*[-_])*v?\d+(?:\.\d+)+\S*|v\d+\S*")
_SLUG = re.compile(r"[^a-z0-9.]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNFIXED = "No fixed release is known."
_NO_HISTORY = "This is about single revisions; niltrail timeline tells which releases are fixed."


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
