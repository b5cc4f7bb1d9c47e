"""A check as blocks: what the change made of the findings first, then why, then who answers for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.checks import STATES, UNSEEN, Check, Result, Suppression
from analyzer.findings import Finding, Reach, Verdict
from analyzer.report import words
from analyzer.report.blocks import Bit, Block, Item, Text, Title, at, name, own, strong, verdict
from analyzer.report.sentences import change_bits

_CALM = "nothing to answer for"
_FEW = 10
_SHORT = 12
_BAD = (Verdict.VULNERABLE, Verdict.UNKNOWN)


def check_blocks(told: Check) -> Iterator[Block]:
    """The blocks of a check."""
    counting = [result for result in told.results if result.counts and result.finding.verdict.severity > 1]
    yield _title(told)
    yield Item("result", (own(_summary(told, counting)),))
    yield from _subject(told)
    for note in told.notes:
        yield Item("note", (own(note),))
    for rule in told.rules:
        unseen = any(blind.reason == rule.note and blind.kind in UNSEEN for blind in rule.coverage.blind)  # told below
        if rule.note and not unseen and not any(result.finding.rule == rule.rule for result in told.results):
            yield Item("rule", (name(rule.rule), own(": "), name(rule.note)))
    yield from _unseen(told)
    for result in counting:
        yield from _counting(result, told)
    yield from _way_out(counting)
    yield from _suppressed(told)
    yield from _known(told)
    yield Text((own(_closing(told)),))


def _title(told: Check) -> Title:
    bits: list[Bit] = [strong(told.revision)]
    for number, rule in enumerate(told.rules):
        bits += [own(", " if number else " · "), name(rule.rule)]
    bits += [own(" · "), name(told.repository)] if told.repository else []
    if told.verdict is Verdict.SAFE and told.results:  # the word is the rest's: what is there may be worse than safe
        return Title((verdict(told.verdict, _CALM), own(" · "), *bits))
    return Title((verdict(told.verdict), own(" · "), *bits))


def _summary(told: Check, counting: Sequence[Result]) -> str:
    compared = " and ".join(
        part for part in ("its base" * bool(told.base), "the baseline" * bool(told.baseline)) if part
    )
    bad = [result for result in counting if result.finding.verdict in _BAD]
    if bad:
        said = ", ".join(f"{_number(bad, state)} {state}" for state in STATES if _number(bad, state))
        return said + (f", compared with {compared}" if compared else "")
    if told.verdict in _BAD:
        return "it cannot be told: something was not seen"
    suppressed = any(result.suppressed for result in told.results)
    if compared:
        return f"nothing is worse than in {compared}" + (" but for what is suppressed" if suppressed else "")
    return "nothing hurts" + (" but what is suppressed" if suppressed else "")


def _number(results: Sequence[Result], state: str) -> int:
    return sum(result.state == state for result in results)


def _subject(told: Check) -> Iterator[Block]:
    date = f", {told.date}" if told.date else ""
    stands = (own(" at "), name(told.commit[:_SHORT]), own(date)) if told.commit else (own(", no commit yet"),)
    changed = (own(f", {words.counted(told.changed, 'file')} changed since"),) if told.changed else ()
    yield Item("judged", (strong(told.revision), *stands, *changed))
    if told.base:
        yield Item("base", (strong(told.base), own(" at "), name(told.base_commit[:_SHORT])))
    if told.baseline:
        yield Item("baseline", (name(told.baseline),))


def _unseen(told: Check) -> Iterator[Block]:
    """What kept a verdict from being sure, unless a finding's path tells it."""
    unseen = [one for one in words.coverage_of(told).blind if one.kind in UNSEEN]
    for trouble in unseen[:_FEW]:
        where = (at(trouble.place), own(": ")) if trouble.place is not None else ()
        yield Item("unseen", (*where, name(trouble.reason)), 0, _commit(told))
    if len(unseen) > _FEW:
        yield Item("unseen", (own(f"and {len(unseen) - _FEW} more"),))


# ---- results ---------------------------------------------------------------------------------------


def _counting(result: Result, told: Check) -> Iterator[Block]:
    finding = result.finding
    yield Title((verdict(finding.verdict), own(f" · {result.state} at "), strong(str(result.place))), 2)
    if result.change is not None:
        yield Item("why", change_bits(result.change), 0, _commit_of(result, told))
    if result.before is not None:
        yield Item("verdict", (verdict(result.before), own(" → "), verdict(finding.verdict)))
    called = (name(finding.caller), own(" → "), name(finding.callee), own(f" {words.passes(finding)} at "))
    yield Item("site", (*called, at(finding.site)), 0, _commit(told))
    if finding.condition:
        yield Item("when", (name(finding.condition),))
    reaches = words.worst_first(finding.reaches)
    if reaches:
        yield from _path(finding, reaches[0], _commit(told))
    for guard in finding.guards:
        yield Item(
            "guard", (own(f"covers {guard.covers}: "), name(words.guard_effect(guard)), own(" at "), at(guard.place)), 0, _commit(told)
        )  # fmt: skip
    if (other := finding.contrast) is not None:
        told_of = (name(other.caller), own(", which "), name(words.gives(finding, other)), own(" at "), at(other.place))
        yield Item("unlike", told_of, 0, told.commit)
    if note := words.own_note(finding):
        yield Item("note", (name(note),))
    yield Item("named", (name(finding.fingerprint), own(" by rule "), name(finding.rule)))


def _way_out(counting: Sequence[Result]) -> Iterator[Block]:
    """How somebody answers for a finding that has to stay, once."""
    first = next((result.finding for result in counting if result.finding.verdict in _BAD), None)
    if first is not None:
        comment = name(f"//niltrail:ignore {first.rule} until=YYYY-MM-DD -- reason")
        yield Item("answer", (own("if it shall stay, say so on the line before "), at(first.site), own(": "), comment))


def _commit(told: Check) -> str:
    """Where places of the tree can be looked up; nowhere when it is on this disk only."""
    return "" if told.changed else told.commit


def _commit_of(result: Result, told: Check) -> str:
    """What vanished stands in the base only."""
    return told.base_commit if result.change is not None and result.change.how == "vanished" else _commit(told)


def _path(finding: Finding, reach: Reach, commit: str) -> Iterator[Block]:
    hops = [hop for hop in (*finding.entry, *reach.path) if not (hop.kind == "sink" and hop.place == reach.sink)]
    for hop in hops:
        yield Item(hop.kind, (name(hop.text), own(" at "), at(hop.place)), 0, commit)
    named = (name(reach.name), own(" ")) if reach.name else ()
    why = (own(": "), name(reach.reason)) if reach.reason else ()
    end = "sink" if reach.name else "lost"
    yield Item(end, (*named, own(words.outcome(reach)), own(" at "), at(reach.sink), *why), 0, commit)


def _suppressed(told: Check) -> Iterator[Block]:
    hidden = [result for result in told.results if result.suppressed is not None]
    troubled = [one for one in told.suppressions if one.state != "used"]
    if hidden or troubled:
        yield Title((own("suppressed" if hidden else "suppressions"),), 2)
    for result in hidden:
        assert result.suppressed is not None
        yield Item("hidden", (verdict(result.finding.verdict), own(f", {result.state}, at "), at(result.place)))
        yield Item("", _reason(result.suppressed), 1)
    for one in troubled:
        yield Item(one.state, (at(one.place), own(f": {one.trouble}" if one.trouble else ": it hides nothing")))


def _reason(one: Suppression) -> tuple[Bit, ...]:
    until = f", until {one.until}" if one.until else ""
    return (name(one.reason), own(" ("), at(one.place), own(f"{until})"))


def _known(told: Check) -> Iterator[Block]:
    """What was as bad before, and what is better now, in short."""
    known = [one for one in told.results if one.state == "unchanged" and one.finding.verdict in _BAD]
    better = [one for one in told.results if one.state in ("better", "fixed") and one.before in _BAD]
    if known:
        yield Title((own("as it was"),), 2)
    for one in known[:_FEW]:
        yield Item("unchanged", _short(one), 0, _commit(told))
    if len(known) > _FEW:
        yield Item("unchanged", (own(f"and {len(known) - _FEW} more"),))
    if better:
        yield Title((own("better than before"),), 2)
    for one in better:
        yield Item(one.state, _short(one))


def _short(one: Result) -> tuple[Bit, ...]:
    was = (verdict(one.before), own(" before, ")) if one.state in ("better", "fixed") and one.before is not None else ()
    now = (verdict(one.finding.verdict),) if one.state == "unchanged" else ()
    return (*was, *now, own(" " * bool(now)), name(one.finding.caller), own(" → "), name(one.finding.callee), own(" at "), at(one.place))  # fmt: skip


def _closing(told: Check) -> str:
    tally = [(state, _number(told.results, state)) for state in STATES]
    said = ", ".join(f"{number} {state}" for state, number in tally if number)
    hidden = sum(result.suppressed is not None for result in told.results)
    text = f"{words.counted(len(told.results), 'finding')}{': ' if said else ''}{said}"
    text += f", {hidden} of them suppressed" if hidden else ""
    return f"{text}. {words.coverage_line(words.coverage_of(told))}."
