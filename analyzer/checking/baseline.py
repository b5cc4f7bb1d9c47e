"""A baseline: the findings that a project has decided to live with, by fingerprint. Its file is sorted, an entry a line, so that
branches merge."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from analyzer.checks import Baseline, Known, Result
from analyzer.findings import Finding, Verdict
from analyzer.places import Place
from analyzer.report.documents import read_one_of

Key = tuple[str, str]


def read(raw: bytes, name: str) -> Baseline:
    """A baseline from its file's bytes.

    Raises:
        UsageError: it is none, damaged, or written by a newer niltrail.
    """
    return read_one_of({"baseline": Baseline}, raw, name)


def text(baseline: Baseline) -> str:
    """A baseline's file; equal baselines give equal text."""
    rows = [msgspec.json.encode(one, order="sorted").decode() for one in sorted(baseline.findings, key=_order)]
    body = "[\n  " + ",\n  ".join(rows) + "\n ]" if rows else "[]"
    return f'{{\n "document": "{baseline.document}",\n "findings": {body},\n "format": {baseline.format}\n}}\n'


def of(findings: Sequence[Finding]) -> Baseline:
    """The baseline that knows all of some findings that any --fail-on could fail for."""
    known = {_key(one): _known(one) for one in findings if one.verdict.severity >= Verdict.MITIGATED.severity}
    return Baseline(tuple(sorted(known.values(), key=_order)))


def pruned(baseline: Baseline, findings: Sequence[Finding], asked: Collection[str]) -> tuple[Baseline, int, int]:
    """The baseline without what is gone and with what is better as it is now, and how many of each there are. Entries of rules that were
    not ``asked`` stay."""
    now = {_key(one): one for one in findings}
    kept: list[Known] = []
    lowered = 0
    for one in _entries(baseline).values():
        finding = now.get(_key(one))
        if one.rule not in asked:
            kept.append(one)
        elif finding is not None and finding.verdict.severity >= Verdict.MITIGATED.severity:
            better = finding.verdict.severity < one.verdict.severity
            lowered += better
            kept.append(msgspec.structs.replace(one, verdict=finding.verdict) if better else one)
    return Baseline(tuple(sorted(kept, key=_order))), len(baseline.findings) - len(kept), lowered


def known(results: Sequence[Result], baseline: Baseline, asked: Collection[str], *, base: bool) -> list[Result]:
    """Results that count, beside what the baseline knows. Without a ``base`` it is all that there is to compare with, and tells what was
    fixed too."""
    entries = {key: one for key, one in _entries(baseline).items() if one.rule in asked}
    found = [_beside(one, entries.get(_key(one.finding)), base=base) for one in results]
    if not base:
        there = {_key(one.finding) for one in results}
        found += [_gone(entry) for key, entry in sorted(entries.items()) if key not in there]
    return found


def _entries(baseline: Baseline) -> dict[Key, Known]:
    """By key; of one that is there twice, as after a merge, the mildest."""
    return {_key(one): one for one in sorted(baseline.findings, key=lambda one: -one.verdict.severity)}


def _beside(result: Result, entry: Known | None, *, base: bool) -> Result:
    now = result.finding.verdict
    if base and (not result.counts or entry is None or entry.verdict.severity < now.severity):
        return result
    if entry is None:
        return msgspec.structs.replace(result, state="new")
    if now.severity > entry.verdict.severity:
        state = "worsened"
    elif now.severity < entry.verdict.severity:
        state = "fixed" if entry.verdict is Verdict.VULNERABLE else "better"
    else:
        state = "unchanged"
    return msgspec.structs.replace(result, state=state, before=entry.verdict)


def _gone(entry: Known) -> Result:
    place = Place(entry.path, 1)
    finding = Finding(entry.rule, entry.verdict, entry.fingerprint, place, entry.caller, entry.callee, "", "")
    return Result(finding, "fixed", place, entry.verdict)


def _known(one: Finding) -> Known:
    return Known(one.fingerprint, one.rule, one.verdict, one.caller, one.callee, one.site.path)


def _key(one: Finding | Known) -> Key:
    return one.fingerprint, one.rule


def _order(one: Known) -> Key:
    return _key(one)
