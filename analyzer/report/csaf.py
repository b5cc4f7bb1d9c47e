"""Timelines and scans -> CSAF 2.0, profile VEX.

Source: Common Security Advisory Framework 2.0 (OASIS), 4.5 Profile 5 and the mandatory tests of 6.1. How verdicts become statuses:
`analyzer.report.releases`. The document is of version 1: whoever publishes a changed one keeps the revision history.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from analyzer import __version__
from analyzer.findings import Scan, Scans, Timeline
from analyzer.report import View
from analyzer.report.documents import as_json
from analyzer.report.escape import visible
from analyzer.report.links import issues, web
from analyzer.report.publication import NOBODY, Publication
from analyzer.report.purl import address
from analyzer.report.releases import Standing, Status
from analyzer.report.subjects import Subject, default_id, subjects

_STATUS = {
    Status.FIXED: "fixed",
    Status.AFFECTED: "known_affected",
    Status.NOT_AFFECTED: "known_not_affected",
    Status.UNDER_INVESTIGATION: "under_investigation",
}
_CVE = re.compile(r"CVE-\d{4}-\d{4,}")
_HOW = (
    "Found by static analysis of the source code at every release tag; nothing was executed. A release whose code could not be followed "
    "is under investigation."
)


def csaf(document: Timeline | Scan | Scans, view: View) -> str:
    """The document's text.

    Raises:
        UsageError: it has no such rule, or nothing in it has a date.
    """
    publication = view.publication
    found = subjects(document, publication)
    return as_json(
        {
            "document": _document(found, publication),
            "product_tree": {"branches": _branches(found[0])},
            "vulnerabilities": [_vulnerability(subject) for subject in found],
        },
        ordered=True,
    )


def file_name(text: str) -> str:
    """The name that the file of a document must have (CSAF 2.0, 5.1), by its tracking id."""
    return re.sub(r"[^+\-a-z0-9]+", "_", text.lower()) + ".json"


def _document(found: Sequence[Subject], publication: Publication) -> dict[str, Any]:
    first, date = found[0], max(subject.date for subject in found)
    title = visible(first.about.title if len(found) == 1 else f"niltrail: {', '.join(one.rule for one in found)}")
    link = web(first.repository)
    made: dict[str, Any] = {"category": "csaf_vex", "csaf_version": "2.0", "lang": "en", "title": title}
    if publication.tlp:
        made["distribution"] = {"tlp": {"label": publication.tlp}}
    made["notes"] = [
        {"category": "summary", "title": "Summary", "text": visible(" ".join(_text(one) for one in found))},
        {"category": "general", "title": "How it was found", "text": _HOW},
    ]
    made["publisher"] = {
        "category": "other",
        "name": visible(publication.author),
        "namespace": publication.namespace or NOBODY,
    }
    id = first.id if len(found) == 1 else default_id(first.repository)
    references = [{"category": "external", "summary": "The repository", "url": link}] if link else []
    if publication.namespace:
        canonical = f"{publication.namespace.rstrip('/')}/{file_name(id)}"
        references.insert(0, {"category": "self", "summary": "This document", "url": canonical})
    if references:
        made["references"] = references
    made["tracking"] = {
        "id": id,
        "initial_release_date": date,
        "current_release_date": date,
        "generator": {"engine": {"name": "niltrail", "version": __version__}},
        "revision_history": [{"number": "1", "date": date, "summary": "First version"}],
        "status": "final",
        "version": "1",
    }
    return made


def _text(subject: Subject) -> str:
    return subject.about.summary or subject.about.title


def _branches(subject: Subject) -> list[dict[str, Any]]:
    """Vendor, then module or repository, then release. Modules of other major versions are products of their own."""
    vendor, _, name = address(subject.repository).rpartition("/")
    products: dict[str, dict[str, Standing]] = {}
    for standing in subject.standings:
        product = standing.package.module or address(subject.repository) or subject.repository or "repository"
        products.setdefault(product, {})[_product_id(standing)] = standing
    vendor = vendor.rpartition("/")[2] or name or subject.repository or "unknown"
    inner = [
        {
            "category": "product_name",
            "name": visible(product),
            "branches": [_version(id, product, standing) for id, standing in standings.items()],
        }
        for product, standings in products.items()
    ]
    return [{"category": "vendor", "name": visible(vendor), "branches": inner}]


def _version(id: str, product: str, standing: Standing) -> dict[str, Any]:
    named = {"name": f"{visible(product)} {id}", "product_id": id}
    helper = {"product_identification_helper": {"purl": standing.package.purl}}
    return {"category": "product_version", "name": id, "product": {**named, **helper}}


def _product_id(standing: Standing) -> str:
    return visible(standing.release.tag)


def _vulnerability(subject: Subject) -> dict[str, Any]:
    made: dict[str, Any] = {"cve": subject.id} if _CVE.fullmatch(subject.id) else {}
    made["ids"] = [{"system_name": "niltrail", "text": subject.id}]
    made["title"] = visible(subject.about.title)
    made["notes"] = list(_notes(subject))
    made["product_status"] = {
        label: ids
        for status, label in _STATUS.items()
        if (ids := _ids(one for one in subject.standings if one.status is status))
    }
    sections = {
        "flags": _flags(subject),
        "threats": _threats(subject),
        "remediations": _remediations(subject),
        "references": _reports(subject),
    }
    return made | {name: rows for name, given in sections.items() if (rows := list(given))}


def _notes(subject: Subject) -> Iterator[dict[str, str]]:
    yield {"category": "description", "title": "Description", "text": visible(_text(subject))}
    for title, status in (("Condition", Status.AFFECTED), ("Under investigation", Status.UNDER_INVESTIGATION)):
        for why, standings in _by(subject, lambda one: one.why, status):
            tags = ", ".join(_product_id(one) for one in standings)
            yield {"category": "details", "title": title, "text": f"{tags}: {why}"}


def _flags(subject: Subject) -> Iterator[dict[str, Any]]:
    for label, standings in _by(subject, lambda one: one.justification, Status.NOT_AFFECTED):
        yield {"label": label, "product_ids": _ids(standings)}


def _threats(subject: Subject) -> Iterator[dict[str, Any]]:
    for why, standings in _by(subject, lambda one: one.why, Status.NOT_AFFECTED):
        yield {"category": "impact", "details": why, "product_ids": _ids(standings)}


def _remediations(subject: Subject) -> Iterator[dict[str, Any]]:
    workaround = visible(subject.about.workaround)
    for fix, standings in _by(subject, lambda one: one.fix, Status.AFFECTED):
        if fix:
            yield {"category": "vendor_fix", "details": fix, "product_ids": _ids(standings)}
        elif not workaround:
            yield {"category": "none_available", "details": subject.unfixed, "product_ids": _ids(standings)}
    affected = _ids(one for one in subject.standings if one.affected)
    if workaround and affected:
        yield {"category": "workaround", "details": workaround, "product_ids": affected}


def _reports(subject: Subject) -> Iterator[dict[str, str]]:
    for url in issues(subject.about.help, subject.about.repository):
        yield {"category": "external", "summary": "Report", "url": url}


def _by(subject: Subject, key: Callable[[Standing], str], status: Status) -> Iterable[tuple[str, list[Standing]]]:
    """The releases of one status, those together of which the same is said."""
    groups: dict[str, list[Standing]] = {}
    for standing in subject.standings:
        if standing.status is status:
            groups.setdefault(key(standing), []).append(standing)
    return groups.items()


def _ids(standings: Iterable[Standing]) -> list[str]:
    return list(dict.fromkeys(_product_id(one) for one in standings))
