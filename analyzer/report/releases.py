"""Which releases are affected by what one rule finds, which are fixed, and why: the ground of OSV, OpenVEX and CSAF documents.

| verdict | status | justification |
|---|---|---|
| vulnerable | affected | |
| unknown | under_investigation | |
| mitigated | fixed where an earlier release of the line is vulnerable, else not_affected | inline_mitigations_already_exist |
| safe, not-applicable | the same | vulnerable_code_not_present |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from analyzer.findings import Release, Verdict
from analyzer.report import reasons
from analyzer.report.escape import visible
from analyzer.report.fixes import nearest_fix
from analyzer.report.purl import Package, package_of


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
            return Standing(release, package, Status.AFFECTED, "", reasons.condition(release.findings))
        case Verdict.MITIGATED:
            return Standing(release, package, settled, "inline_mitigations_already_exist", reasons.guards(release))
        case Verdict.SAFE | Verdict.NOT_APPLICABLE:
            return Standing(release, package, settled, "vulnerable_code_not_present", reasons.absence(release))
        case _:
            return Standing(release, package, Status.UNDER_INVESTIGATION, "", reasons.doubt(release))


def _fix(standing: Standing, later: Sequence[Standing]) -> str:
    line = standing.release.line
    fix = nearest_fix(line, [one.release for one in later])
    if fix is None:
        return ""
    if fix.line == line:
        return f"Update to {visible(fix.tag)}, the next fixed release of line {visible(line)}."
    return f"Update to {visible(fix.tag)} or later: no release of line {visible(line)} is fixed."
