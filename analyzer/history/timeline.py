"""Judged releases -> timeline: in order, with spans of equal verdicts and what each line says of since when and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import msgspec

from analyzer.findings import About, Build, Coverage, Line, Release, Span, Timeline, Verdict, worst
from analyzer.history.tags import read

FIXED = frozenset({Verdict.MITIGATED, Verdict.SAFE, Verdict.NOT_APPLICABLE})
"""Verdicts of a release that is no longer vulnerable; unknown is none of them."""


def timeline(
    releases: Iterable[Release],
    rules: Sequence[str],
    *,
    coverage: Coverage | None = None,
    build: Build | None = None,
    repository: str = "",
    about: Sequence[About] = (),
) -> Timeline:
    """The timeline of some releases in any order; their ``line`` is filled in from the tag."""
    named = [(read(release.tag, release.date), release) for release in releases]
    named.sort(key=lambda pair: pair[0])
    ordered = tuple(msgspec.structs.replace(release, line=name.line) for name, release in named)
    lines = by_line(ordered)
    return Timeline(
        releases=ordered,
        spans=tuple(span for line, members in lines for span in spans(line, members)),
        lines=tuple(_line(line, members) for line, members in lines),
        rules=tuple(rules),
        verdict=worst([release.verdict for release in ordered]),
        coverage=coverage or Coverage(),
        build=build or Build(),
        repository=repository,
        about=tuple(about),
    )


def by_line(releases: Sequence[Release]) -> list[tuple[str, list[Release]]]:
    """The release lines and their releases, all in release order."""
    lines: dict[str, list[Release]] = {}
    for release in releases:
        lines.setdefault(release.line, []).append(release)
    return list(lines.items())


def spans(line: str, releases: Sequence[Release]) -> list[Span]:
    """The spans of one line's releases, which are in order."""
    found = []
    for verdict, group in groupby(releases, key=lambda release: release.verdict):
        members = list(group)
        found.append(Span(line, verdict, members[0].tag, members[-1].tag, len(members)))
    return found


def _line(line: str, releases: Sequence[Release]) -> Line:
    affected = next((at for at, one in enumerate(releases) if one.verdict is Verdict.VULNERABLE), None)
    if affected is None:
        return Line(line)
    fixed = next((one for one in releases[affected:] if one.verdict in FIXED), None)
    if fixed is None:
        return Line(line, releases[affected].tag)
    return Line(line, releases[affected].tag, fixed.tag, _days(releases[affected].date, fixed.date))


def _days(start: str, end: str) -> int:
    try:
        return max(0, (date.fromisoformat(end) - date.fromisoformat(start)).days)
    except ValueError:
        return 0
