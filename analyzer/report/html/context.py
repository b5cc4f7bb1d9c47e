"""What the parts of one page have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyzer.checks import Check
from analyzer.findings import (
    About,
    Build,
    Coverage,
    Finding,
    Release,
    RuleResult,
    Scan,
    Scans,
    Timeline,
    Verdict,
    worst,
)
from analyzer.report import words
from analyzer.report.hosting import Hosting


class Context(NamedTuple):
    """What a page is about, whatever document it is made from: revisions in order with their findings.

    ``timeline`` is the document where it is one. ``noun`` is what a revision is called. ``homes`` are the ids of the cases under which
    a revision is found.
    """

    releases: Sequence[Release]
    noun: str
    verdict: Verdict
    rules: tuple[str, ...]
    about: tuple[About, ...]
    coverage: Coverage
    build: Build
    repository: str
    timeline: Timeline | None = None
    homes: Mapping[str, str] = {}

    @property
    def hosting(self) -> Hosting:
        """Where the repository can be looked at."""
        return Hosting(self.repository)

    @property
    def lines(self) -> list[str]:
        """The release lines, in order."""
        return list(dict.fromkeys(release.line for release in self.releases if release.line))

    def about_rule(self, rule: str) -> About | None:
        """What a rule says of itself, None for a document that does not tell."""
        return next((one for one in self.about if one.rule == rule), None)


def context_of(document: Timeline | Scan | Scans | Check) -> Context:
    """The context of a document's page."""
    match document:
        case Timeline():
            return Context(
                document.releases, "release", document.verdict, document.rules, document.about, document.coverage, document.build,
                document.repository, document,
            )  # fmt: skip
        case Scans(scans=scans):
            return _of_scans(scans, document.about)
        case Scan():
            return _of_scans((document,), document.about)
    findings = tuple(result.finding for result in document.results)
    release = _release(document.revision, document, findings)
    rules = tuple(result.rule for result in document.rules)
    return Context(
        (release,), "revision", document.verdict, rules, document.about, words.coverage_of(document), document.build, document.repository
    )  # fmt: skip


def _of_scans(scans: Sequence[Scan], about: tuple[About, ...]) -> Context:
    rules = tuple(dict.fromkeys(result.rule for scan in scans for result in scan.rules))
    verdict = worst([scan.verdict for scan in scans])
    releases = tuple(_release(scan.revision, scan, scan.findings) for scan in scans)
    build = scans[0].build if scans else Build()
    repository = scans[0].repository if scans else ""
    return Context(
        releases, "revision", verdict, rules, about, words.coverage_of(*scans), build, repository
    )  # fmt: skip


def _release(name: str, judged: Scan | Check, findings: tuple[Finding, ...]) -> Release:
    """A scan or check as one revision among others; its note is that of the rules that found nothing."""
    found = {finding.rule for finding in findings}
    notes = dict.fromkeys(
        _note(result, judged.rules) for result in judged.rules if result.note and result.rule not in found
    )
    return Release(name, judged.commit, judged.date, "", judged.verdict, findings, "; ".join(notes))


def _note(result: RuleResult, rules: Sequence[RuleResult]) -> str:
    return f"{result.rule}: {result.note}" if len(rules) > 1 else result.note
