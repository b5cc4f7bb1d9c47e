"""Which findings somebody answers for, and which suppressions are of no use, have expired, or are wrong.

A comment stands for the call that passes nothing, or for the place where its result is shown. It hides neither what is mitigated, so
that it is not there unnoticed when a guard goes, nor anything by way of a line that several findings pass.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Sequence

import msgspec

from analyzer.checking.comments import Covering
from analyzer.checks import COUNTING, Result, Suppression
from analyzer.findings import Verdict

_PRESENT = (*COUNTING, "unchanged")


def suppressed(
    results: Sequence[Result],
    comments: Sequence[Covering],
    rows: Sequence[Suppression],
    *,
    today: str,
    mildest: Verdict,
    asked: Collection[str],
) -> tuple[list[Result], list[Suppression]]:
    """Results with who answers for them, and all suppressions with their states. ``today`` is a day as YYYY-MM-DD, ``mildest`` the mildest
    verdict that needs an answer. Suppressions of rules that were not ``asked`` are left out, as nothing can be said of them."""
    all_of_them = [*comments, *(Covering(row, 0) for row in rows)]
    about = [
        one
        for one in all_of_them
        if one.suppression.rule in asked or one.suppression.state == "wrong" or not one.suppression.rule
    ]
    held = [one._replace(suppression=_dated(one.suppression, today)) for one in about]
    used: set[int] = set()
    found = []
    for result in results:
        number = _answering(result, held, mildest)
        if number is not None:
            used.add(number)
            answer = msgspec.structs.replace(held[number].suppression, state="used")
            result = msgspec.structs.replace(result, suppressed=answer)
        found.append(result)
    states = [
        msgspec.structs.replace(one.suppression, state="used") if number in used else one.suppression
        for number, one in enumerate(held)
    ]
    return found, sorted(states, key=lambda one: (one.where, one.place))


def _dated(one: Suppression, today: str) -> Suppression:
    if one.state == "wrong" or not one.until or one.until >= today:
        return one
    return msgspec.structs.replace(one, state="expired", trouble=f"it held until {one.until}")


def _answering(result: Result, held: Sequence[Covering], mildest: Verdict) -> int | None:
    if result.state not in _PRESENT or result.finding.verdict.severity < mildest.severity:
        return None
    return next((number for number, one in enumerate(held) if _covers(one, result)), None)


def _covers(one: Covering, result: Result) -> bool:
    answer, finding = one.suppression, result.finding
    if answer.state != "unused" or answer.rule not in ("", finding.rule):
        return False
    if answer.where == "comment":
        last = max(
            one.last, answer.place.line
        )  # a place may be the very line of a comment that was put there to answer for it
        return any(
            at.path == answer.place.path and answer.place.line <= at.line <= last for at in (finding.site, result.place)
        )
    by_name = answer.fingerprint in ("", finding.fingerprint)
    return by_name and (not answer.path or fnmatch.fnmatchcase(finding.site.path, answer.path))
