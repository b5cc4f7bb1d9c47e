"""Timelines -> an OSV record (schema 1.7): which commits, which Go module versions and which tags are affected.

Source: the Open Source Vulnerability format, ossf/osv-schema. No score is given, no alias invented; the id is our own unless one is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analyzer.errors import UsageError
from analyzer.findings import Timeline, Verdict
from analyzer.report import View
from analyzer.report.documents import as_json
from analyzer.report.escape import code, prose, visible
from analyzer.report.links import commit_link, issues, request_link, web
from analyzer.report.publication import UNSAID, Publication
from analyzer.report.purl import golang
from analyzer.report.ranges import by_commit, by_version
from analyzer.report.reasons import condition_of
from analyzer.report.releases import Standing, Status
from analyzer.report.subjects import Subject, subjects

SCHEMA = "1.7.5"
DATABASES = (
    r"ASB-A|PUB-A|ALPINE|ALSA|ALBA|ALEA|AZL|BELL|BIT|CGA|CLEANSTART|CLSA|CURL|CVE|DEBIAN|DHI|DRUPAL|"
    r"DSA|DLA|ELA|DTSA|ECHO|EEF|FreeBSD|GHSA|GO|GSD|HSEC|JLSEC|KUBE|LBSEC|LSN|MAL|MINI|MGASA|OESA|"
    r"OSEC|OSV|openSUSE-SU|PHSA|PSF|PYSEC|RHBA|RHEA|RHSA|RLSA|RXSA|RSEC|ROOT|RUSTSEC|SUSE-[SRFO]U|"
    r"UBUNTU|USN|V8"
)
"""The prefixes of ids that the schema knows, as a pattern; ``x_`` is for everybody else."""
_OBJECT_ID = (40, 64)


def osv(document: Timeline, view: View) -> str:
    """The record's text.

    Raises:
        UsageError: the document has several rules and none is chosen, or no affected release; the id is no OSV id.
    """
    publication = view.publication
    found = subjects(document, publication)
    if len(found) != 1:
        rules = ", ".join(document.rules)
        raise UsageError(f"an OSV record is about one rule, and the document has {rules}: choose one with --rule")
    (subject,) = found
    if not re.match(rf"x_|(?:{DATABASES})-", subject.id):
        raise UsageError(
            f"--id {subject.id}: an OSV id begins with x_, or with a database's prefix as CVE- and GHSA-: use x_{subject.id}"
        )
    if not any(standing.affected for standing in subject.standings):
        raise UsageError(f"no release is known to be affected by {subject.rule}: there is nothing to record")
    return as_json(_record(subject, publication))


def _record(subject: Subject, publication: Publication) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA,
        "id": subject.id,
        "modified": subject.date,
        "summary": visible(subject.about.title),
        "details": _details(subject),
        "affected": [*_repository(subject, publication), *_modules(subject)],
        "references": list(_references(subject, publication)),
        "credits": _credits(publication),
        "database_specific": {"niltrail": _specific(subject)},
    }


def _credits(publication: Publication) -> list[dict[str, str]]:
    tool = {"name": "niltrail", "type": "TOOL"}
    own = publication.author != UNSAID.author
    return [{"name": visible(publication.author), "type": "ANALYST"}, tool] if own else [tool]


def _details(subject: Subject) -> str:
    hurt = [finding for standing in subject.standings if standing.affected for finding in standing.release.findings]
    conditions = [code(one) for one in condition_of(hurt)]
    parts = [
        prose(subject.about.summary),
        f"Only releases with this condition are hurt: {' or '.join(conditions)}." if conditions else "",
        f"Workaround: {prose(subject.about.workaround)}" if subject.about.workaround else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _repository(subject: Subject, publication: Publication) -> Iterator[dict[str, Any]]:
    """The repository itself: every affected tag, and the commits where its clone's address is known."""
    affected = [standing.release for standing in subject.standings if standing.affected]
    entry: dict[str, Any] = {}
    if web(subject.repository):
        commits = by_commit(subject.standings, subject.lines, subject.rule, publication.transitions)
        if commits.introduced and all(_is_id(one) for one in (*commits.introduced, *commits.fixed)):
            git: dict[str, Any] = {"type": "GIT", "repo": web(subject.repository), "events": commits.events}
            if commits.approximate:
                git["database_specific"] = {"approximate": list(commits.approximate)}
            entry["ranges"] = [git]
    yield {**entry, "versions": [release.tag for release in affected]}


def _modules(subject: Subject) -> Iterator[dict[str, Any]]:
    """Each Go module of which a version is affected."""
    modules: dict[str, list[Standing]] = {}
    for standing in subject.standings:
        if standing.package.version:
            modules.setdefault(standing.package.module, []).append(standing)
    for path, standings in modules.items():
        affected = sorted((one for one in standings if one.affected), key=lambda one: one.package.semver)
        if affected:
            yield {
                "package": {"ecosystem": "Go", "name": path, "purl": golang(path)},
                "ranges": [{"type": "SEMVER", "events": by_version(standings)}],
                "versions": [one.package.version[1:] for one in affected],
            }


def _references(subject: Subject, publication: Publication) -> Iterator[dict[str, str]]:
    if not web(subject.repository):
        return
    yield {"type": "PACKAGE", "url": web(subject.repository)}
    told = [*(one for line in subject.lines for one in (line.introduced, line.fixed) if one), *publication.transitions]
    urls = dict.fromkeys(issues(subject.about.help, subject.about.repository), "REPORT")
    for one in told:
        if one.rule == subject.rule and Verdict.VULNERABLE in (one.before, one.after):
            kind = "INTRODUCED" if one.after is Verdict.VULNERABLE else "FIX"
            urls[commit_link(subject.repository, one.responsible.commit)] = kind
            urls[request_link(subject.repository, one.responsible.request or one.merged.request)] = kind
            if one.backport is not None:
                urls[commit_link(subject.repository, one.backport.commit)] = kind
    for url, kind in urls.items():
        if url:
            yield {"type": kind, "url": url}


def _specific(subject: Subject) -> dict[str, Any]:
    unknown = [one.release.tag for one in subject.standings if one.status is Status.UNDER_INVESTIGATION]
    return {"rule": subject.rule, "findings": list(_findings(subject.standings)), "unknown": unknown}


def _findings(standings: Sequence[Standing]) -> Iterable[dict[str, Any]]:
    """Each affected call, as it is in the last release that has it, with the releases that have it in the same way."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for standing in standings:
        for finding in standing.release.findings:
            if standing.affected and finding.verdict is Verdict.VULNERABLE:
                former = found.get((finding.fingerprint, finding.condition), {})
                sinks = [reach for reach in finding.reaches if reach.outcome == "nil"]
                found[finding.fingerprint, finding.condition] = {
                    "fingerprint": finding.fingerprint,
                    "condition": finding.condition,
                    "site": str(finding.site),
                    "caller": finding.caller,
                    "callee": finding.callee,
                    "passes": finding.passes,
                    "parameter": finding.parameter,
                    "sinks": list(dict.fromkeys(f"{reach.name} ({reach.sink})" for reach in sinks)),
                    "releases": [*former.get("releases", ()), standing.release.tag],
                }
    return found.values()


def _is_id(commit: str) -> bool:
    return len(commit) in _OBJECT_ID and set(commit) <= set("0123456789abcdef")
