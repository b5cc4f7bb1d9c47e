"""Timelines and scans -> OpenVEX 0.2.0: a status for every release, equal ones together.

Source: the OpenVEX specification and its JSON schema, openvex/spec. How verdicts become statuses: `analyzer.report.releases`.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from analyzer import __version__
from analyzer.findings import Scan, Scans, Timeline
from analyzer.report.documents import as_json
from analyzer.report.escape import visible
from analyzer.report.releases import Standing, Status
from analyzer.report.subjects import Subject, subjects

if TYPE_CHECKING:
    from analyzer.report import View

CONTEXT = "https://openvex.dev/ns/v0.2.0"


def openvex(document: Timeline | Scan | Scans, view: View) -> str:
    """The document's text. Its ``@id`` depends on what it says, so that a document that says something else has another.

    Raises:
        UsageError: it has no such rule, or nothing in it has a date.
    """
    publication = view.publication
    found = subjects(document, publication)
    said = {
        "author": visible(publication.author),
        "timestamp": max(subject.date for subject in found),
        "version": 1,
        "tooling": f"niltrail {__version__}",
        "statements": [statement for subject in found for statement in _statements(subject)],
    }
    return as_json({"@context": CONTEXT, "@id": _id(as_json(said), publication.namespace), **said})


def _id(text: str, namespace: str) -> str:
    if namespace:
        return f"{namespace.rstrip('/')}/vex-{hashlib.sha256(text.encode()).hexdigest()}"
    return uuid.uuid5(uuid.NAMESPACE_URL, CONTEXT + text).urn


def _statements(subject: Subject) -> Iterable[dict[str, Any]]:
    groups: dict[tuple[str, ...], tuple[dict[str, Any], list[Standing]]] = {}
    for standing in subject.standings:
        said = _said(standing, subject)
        groups.setdefault(tuple(said.values()), (said, []))[1].append(standing)
    for said, standings in groups.values():
        purls = dict.fromkeys(one.package.purl for one in standings)
        yield {
            "vulnerability": _vulnerability(subject),
            "products": [{"@id": purl, "identifiers": {"purl": purl}} for purl in purls],
            **said,
        }


def _vulnerability(subject: Subject) -> dict[str, Any]:
    return {"name": subject.id, "description": visible(subject.about.summary or subject.about.title)}


def _said(standing: Standing, subject: Subject) -> dict[str, Any]:
    said = {"status": standing.status.value}
    match standing.status:
        case Status.AFFECTED:
            workaround = visible(subject.about.workaround)
            action = [standing.fix or subject.unfixed, f"Workaround: {workaround}" if workaround else ""]
            return {**said, "status_notes": standing.why, "action_statement": " ".join(filter(None, action))}
        case Status.NOT_AFFECTED:
            return {**said, "justification": standing.justification, "impact_statement": standing.why}
        case _:
            return {**said, "status_notes": standing.why}
