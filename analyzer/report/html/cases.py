"""Findings that say the same of several revisions, told once.

Two findings are one case when they differ in line numbers alone: a timeline of hundreds of releases has a dozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from analyzer.findings import Finding, Release, Verdict
from analyzer.places import Place
from analyzer.report.html.tags import anchor


class Seen(NamedTuple):
    """A revision that has a finding, and its site there."""

    release: Release
    site: Place


class Case(NamedTuple):
    """One finding and the revisions that have it, in release order. ``finding`` is as the newest of them has it; ``id`` names it in
    the page."""

    id: str
    finding: Finding
    seen: tuple[Seen, ...]

    @property
    def newest(self) -> Release:
        """The revision whose line numbers are shown."""
        return self.seen[-1].release


class Quiet(NamedTuple):
    """Revisions without findings, of one verdict and for one reason."""

    id: str
    verdict: Verdict
    note: str
    releases: tuple[Release, ...]


def cases_of(releases: Iterable[Release]) -> list[Case]:
    """All cases, worst first, those of the newest releases before others."""
    shapes: dict[bytes, list[tuple[int, Release, Finding]]] = {}
    for number, release in enumerate(releases):
        for finding in release.findings:
            shapes.setdefault(_shape(finding), []).append((number, release, finding))
    ordered = sorted(shapes.values(), key=lambda had: (-had[-1][2].verdict.severity, -had[-1][0]))
    ids = Ids()
    return [
        Case(
            ids.given(anchor("finding", had[-1][2].fingerprint)),
            had[-1][2],
            tuple(Seen(release, finding.site) for _, release, finding in had),
        )
        for had in ordered
    ]


def quiet_of(releases: Iterable[Release]) -> list[Quiet]:
    """The revisions that have no finding, worst first."""
    groups: dict[tuple[Verdict, str], list[Release]] = {}
    for release in releases:
        if not release.findings:
            groups.setdefault((release.verdict, release.note), []).append(release)
    ordered = sorted(groups.items(), key=lambda group: -group[0][0].severity)
    return [
        Quiet(f"quiet-{number}", verdict, note, tuple(found))
        for number, ((verdict, note), found) in enumerate(ordered, 1)
    ]


def homes_of(cases: Sequence[Case]) -> dict[str, str]:
    """The case by whose list a release is found: its worst."""
    homes: dict[str, str] = {}
    for case in cases:
        for seen in case.seen:
            homes.setdefault(seen.release.tag, case.id)
    return homes


class Ids:
    """Ids that are given once: of equal names the later ones get a number."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def given(self, wanted: str) -> str:
        self._given[wanted] = number = self._given.get(wanted, 0) + 1
        return wanted if number == 1 else f"{wanted}-{number}"


def _shape(finding: Finding) -> bytes:
    """Equal for findings that differ in line numbers alone."""
    return msgspec.msgpack.encode(_without_lines(msgspec.to_builtins(finding)))


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(inner) for key, inner in value.items() if key not in ("line", "column")}
    if isinstance(value, list | tuple):
        return [_without_lines(inner) for inner in value]
    return value
