"""The messages about history, and a check, as blocks: what every text format says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.assessments import Assessment
from analyzer.checks import Check
from analyzer.findings import Against, Finding, Transition, Upstream
from analyzer.report import words
from analyzer.report.assessed import assessment
from analyzer.report.blocks import Bit, Block, Item, Row, Text, Title, at, name, own, strong, verdict
from analyzer.report.checked import check_blocks
from analyzer.report.sentences import SHORT, change_bits, commit_bits, label_of, match_bits, tag_bits
from analyzer.stories import (
    Backports,
    Bisection,
    Difference,
    End,
    News,
    Pair,
    Pick,
    Standing,
    Walk,
)
from analyzer.stories import (
    Item as NewsItem,
)

Told = Bisection | Difference | Backports | News | Check | Assessment
_STATES = {
    "fixed": "fixed",
    "vulnerable": "vulnerable",
    "not-affected": "not affected",
    "unknown": "cannot be told",
}
_BESIDE = {
    "same": "same as upstream",
    "fixed-here-first": "fixed here first",
    "patched-differently": "patched differently",
    "behind": "behind: upstream has the fix",
    "reintroduced": "reintroduced here",
    "differs": "differs",
    "no-base": "no upstream release before it",
}
_NEWS = {
    "affected-release": "new release, affected",
    "fixed-release": "new release, fixed",
    "release": "new release",
    "fix": "fix landed",
    "regression": "regression",
    "change": "changed",
    "gone": "gone",
    "first-sight": "seen for the first time",
}


def blocks(document: Told) -> Iterator[Block]:
    """The blocks of a document."""
    match document:
        case Bisection():
            yield from _bisection(document)
        case Difference():
            yield from _difference(document)
        case Backports():
            yield from _backports(document)
        case News():
            yield from _news(document)
        case Check():
            yield from check_blocks(document)
        case Assessment():
            yield from assessment(document)


def _bisection(told: Bisection) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict)
    for walk in told.walks:
        yield from _walk(walk, several=len(told.rules) > 1)
    total = sum(walk.examined for walk in told.walks)
    own_transitions = [one for walk in told.walks for one in walk.transitions if not one.shared]
    how = "probed; an episode between two probes is missed, leave --fast out to see all" if told.fast else "examined"
    yield Text(
        (own(f"{words.counted(len(own_transitions), 'transition')} in {words.counted(total, 'commit')} {how}."),)
    )


def _walk(walk: Walk, *, several: bool) -> Iterator[Block]:
    yield Title(
        (strong(walk.branch), own(f" · {walk.examined:,} of {words.counted(walk.commits, 'commit')}")), 2, walk.verdict
    )
    if walk.note:
        yield Item("cut short", (name(walk.note),))
    if walk.unreadable:
        yield Item("doubt", (own(f"{words.counted(walk.unreadable, 'commit')} could not be judged"),))
    told_before = [one for one in walk.transitions if one.shared]
    if told_before:
        marks: list[Bit] = [
            own(f"{words.counted(len(told_before), 'transition')} shared with "),
            name(told_before[0].shared),
            own(": "),
        ]
        for number, one in enumerate(told_before):
            marks += [own(", " if number else ""), name(one.merged.commit[:SHORT]), own(" "), verdict(one.after)]
        yield Item("before", tuple(marks))
    for one in walk.transitions:
        if not one.shared:
            yield from _transition(one, several=several)
    if not walk.transitions:
        words_ = "no commits in this range" if not walk.commits else "from the first to the last commit"
        yield Item("", (own(words_), *((own(": "), verdict(walk.verdict)) if walk.commits else ())))


def _transition(one: Transition, *, several: bool) -> Iterator[Block]:
    rule = (own(", "), name(one.rule)) if several else ()
    yield Item(label_of(one), (verdict(one.before), own(" → "), verdict(one.after), *rule))
    yield Item("by", commit_bits(one.responsible), 1)
    if one.merged.commit != one.responsible.commit:
        yield Item("merged", commit_bits(one.merged), 1)
    for change in one.changes:
        yield Item("what", change_bits(change), 1, one.responsible.commit)
    if one.releases:
        yield Item("first in", tuple(tag_bits(one.releases)), 1)
    if one.backport is not None:
        yield Item("backport", match_bits(one.backport), 1)
    if one.unjudged:
        yield Item("doubt", (own(f"{words.counted(one.unjudged, 'commit')} before it could not be judged"),), 1)


def _difference(told: Difference) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict)
    for label, end in (("from", told.before), ("to", told.after)):
        yield Item(label, (strong(end.revision), own(" "), verdict(end.verdict), *_where(end)))
        for note in end.notes:
            yield Item("", (name(note),), 1)
    for pair in told.pairs:
        yield from _pair(pair, told)
    standings = [pair.standing for pair in told.pairs]
    tally = ", ".join(f"{standings.count(one)} {one}" for one in dict.fromkeys(standings))
    yield Text((own(f"{words.counted(len(standings), 'site')}{': ' if tally else ''}{tally}."),))


def _where(end: End) -> tuple[Bit, ...]:
    return (own(" at "), name(end.commit[:12]), own(f", {end.date}")) if end.commit else ()


def _pair(pair: Pair, told: Difference) -> Iterator[Block]:
    finding = pair.after or pair.before
    if finding is None:
        return
    yield Title((own(f"{pair.standing} "), strong(str(finding.site))), 2, finding.verdict)
    yield Item("call", (name(finding.caller), own(" → "), name(finding.callee), own(f" {words.passes(finding)}")))
    if pair.before is not None and pair.after is not None:
        if pair.before.site != pair.after.site:
            yield Item("was at", (at(pair.before.site),), 0, told.before.commit)
        if pair.before.verdict is not pair.after.verdict:
            yield Item("verdict", (verdict(pair.before.verdict), own(" → "), verdict(pair.after.verdict)))
    yield from _condition(finding)
    for change in pair.changes:
        gone = change.how == "vanished"
        yield Item("what", change_bits(change), 0, told.before.commit if gone else told.after.commit)


def _condition(finding: Finding) -> Iterator[Block]:
    if finding.condition:
        yield Item("when", (name(finding.condition),))


def _backports(told: Backports) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict)
    yield Item("supported", (own(told.supported),))
    heads = ("branch", "rule", "state", "branch's head", "last release") if len(told.rules) > 1 else (
        "branch", "state", "branch's head", "last release")  # fmt: skip
    yield Row(tuple((own(head),) for head in heads))
    for one in told.standings:
        rule = ((name(one.rule),),) if len(told.rules) > 1 else ()
        released = (name(one.release), own(" "), verdict(one.released)) if one.release else (own("none"),)
        yield Row(
            ((strong(one.branch),), *rule, (own(_STATES.get(one.state, one.state)),), (verdict(one.verdict),), released)
        )
    for one in told.standings:
        yield from _standing(one)
    missing = sum(one.state == "vulnerable" for one in told.standings)
    yield Text((own(f"{words.counted(missing, 'supported branch', 'supported branches')} without the fix."),))


def _standing(one: Standing) -> Iterator[Block]:
    if one.pick is None and one.fix is None:
        return
    yield Title((strong(one.branch),), 2, one.verdict)
    if one.fix is not None:
        yield Item("fixed by", commit_bits(one.fix))
    if one.backport is not None:
        yield Item("backport", match_bits(one.backport))
    if one.pick is not None:
        yield from _pick(one.pick)


def _pick(pick: Pick) -> Iterator[Block]:
    yield Item("to pick", commit_bits(pick.commit))
    if pick.applies == "cleanly":
        yield Item("applies", (own("cleanly, and then the branch is "), verdict(pick.verdict)))
    elif pick.applies == "with-conflicts":
        yield Item("applies", (own("with conflicts in "), *tag_bits(pick.conflicts)))
    else:
        yield Item("applies", (own("cannot be told: "), *tag_bits(pick.conflicts)))
    yield Item("command", (name(pick.command),))


def _news(told: News) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict if told.items else None)
    for item in told.items:
        yield from _item(item, several=len(told.rules) > 1)
    count = words.counted(len(told.items), "change") if told.items else "Nothing new"
    yield Text((own(f"{count}: {words.counted(told.judged, 'revision')} judged, {told.known:,} known."),))


def _item(item: NewsItem, *, several: bool) -> Iterator[Block]:
    rule = (own(", "), name(item.rule)) if several else ()
    old = (own(" was "), verdict(item.before)) if item.before is not None else ()
    now = (own(" is "), verdict(item.after)) if item.after is not None else (own(" is gone"),)
    yield Item(_NEWS.get(item.kind, item.kind), (strong(item.name), *now, *(own(","), *old) * bool(old), *rule))
    for change in item.changes:
        yield Item("what", change_bits(change), 1, item.commit)


def beside(upstream: Upstream) -> Iterator[Block]:
    """A fork beside its upstream: releases that follow each other and stand alike are one row."""
    yield Title((own("beside upstream "), name(upstream.repository)), 2)
    yield Row(tuple((own(head),) for head in ("release", "upstream's", "here", "there", "standing")))
    for group in _alike(upstream.releases):
        first, last = group[0], group[-1]
        tags = (
            (name(first.tag),)
            if len(group) == 1
            else (name(first.tag), own(" … "), name(last.tag), own(f" ({len(group)})"))
        )
        bases = dict.fromkeys((first.base, last.base))
        base: list[Bit] = []
        for number, tag in enumerate(bases):
            base += [own(" … " if number else ""), name(tag) if tag else own("none")]
        there = (verdict(first.upstream),) if first.base else (own(""),)
        standing = _BESIDE.get(first.standing, first.standing)
        yield Row((tags, tuple(base), (verdict(first.verdict),), there, (own(standing),)))
    for group in _alike(upstream.releases):
        for change in group[0].changes:
            yield Item("", (name(group[0].tag), own(": "), *change_bits(change)))


def _alike(releases: Sequence[Against]) -> list[list[Against]]:
    groups: list[list[Against]] = []
    for one in releases:
        last = groups[-1][-1] if groups else None
        if last is not None and (last.standing, last.verdict, last.upstream) == (
            one.standing,
            one.verdict,
            one.upstream,
        ):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _title(rules: Sequence[str], repository: str) -> tuple[Bit, ...]:
    parts: Iterable[Bit] = (strong(", ".join(rules)), *((own(" · "), name(repository)) if repository else ()))
    return tuple(parts)
