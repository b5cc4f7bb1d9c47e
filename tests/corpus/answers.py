"""The known answers in comparable form, and how an answer of ours is put beside them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from analyzer.findings import Finding, Release, Verdict

_LINE = re.compile(r"(\S+\.go):(\d+)")
_BRACKETED = re.compile(r"(\S+\.go):(\d+) \[")


@dataclass(frozen=True)
class Answer:
    """What is said of one revision: places are ``path:line``."""

    verdict: str
    passes: frozenset[str]
    sites: frozenset[str]
    sinks: frozenset[str]
    guards: frozenset[str]
    conditional: bool

    def differences(self, other: Answer) -> list[str]:
        """Where ``other`` (ours) says something else, one line each."""
        lines = []
        for name in self.__dataclass_fields__:
            wanted, found = getattr(self, name), getattr(other, name)
            if wanted != found:
                lines.append(f"{name}: {_text(wanted)} expected, {_text(found)} found")
        return lines


def known_answers(table: Path) -> dict[str, Answer]:
    """tags.tsv: the answer for every tag."""
    with table.open(newline="") as rows:
        return {row["tag"]: _known(row) for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)}


def our_answer(release: Release) -> Answer:
    """A release of a timeline, in the same form."""
    findings = release.findings
    return Answer(
        verdict=release.verdict.value,
        passes=frozenset(finding.passes for finding in findings),
        sites=frozenset(str(finding.site) for finding in findings),
        sinks=frozenset(str(reach.sink) for finding in findings for reach in finding.reaches),
        guards=frozenset(str(guard.place) for finding in findings for guard in finding.guards),
        conditional=any(finding.condition for finding in _worst(findings, release.verdict)),
    )


def without_entries(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of a scan as timelines and walks have them, which look for no entry."""
    return tuple(msgspec.structs.replace(finding, entry=()) for finding in findings)


def _worst(findings: Iterable[Finding], verdict: Verdict) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is verdict and verdict is Verdict.VULNERABLE]


def _known(row: dict[str, str]) -> Answer:
    return Answer(
        verdict=row["verdict"],
        passes=frozenset({row["passing"].partition(" ")[0]} - {"not-applicable"}),
        sites=_places(_LINE, row["source_call_sites"]),
        sinks=_places(_BRACKETED, row["sinks"]),
        guards=_places(_BRACKETED, row["guards"]),
        conditional=row["condition"] != "-",
    )


def _places(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(f"{path}:{line}" for path, line in pattern.findall(text))


def _text(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing"
    return str(value)
