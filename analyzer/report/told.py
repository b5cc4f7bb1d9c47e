"""The messages about history as blocks: what every text format says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.findings import Change, Commit, Finding, Match, Transition, Verdict
from analyzer.report import words
from analyzer.report.blocks import Bit, Block, Item, Row, Text, Title, at, name, own, strong, verdict
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

History = Bisection | Difference | Backports | News
_FEW_TAGS = 4
_SHORT = 9
_SIGNALS = {
    "patch-id": "the same patch",
    "cherry-picked-from": "its message names the commit",
    "author-and-date": "the same author and author date",
    "pull-request": "it names the pull request",
    "issue": "it names the same issue",
    "same-change": "the same change of guards and sinks",
}
_GOT = {
    "nil": "got nil",
    "covered": "got nil only where the fallback had none",
    "guarded": "got the replacement",
    "blocked": "was never reached",
    "unknown": "may have got nil",
}
_STATES = {
    "fixed": "fixed",
    "vulnerable": "vulnerable",
    "not-affected": "not affected",
    "unknown": "cannot be told",
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


def blocks(document: History) -> Iterator[Block]:
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


# ---- bisect ----------------------------------------------------------------------------------------


def _bisection(told: Bisection) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict)
    for walk in told.walks:
        yield from _walk(walk, several=len(told.rules) > 1)
    total = sum(walk.examined for walk in told.walks)
    own_transitions = [one for walk in told.walks for one in walk.transitions if not one.shared]
    how = "probed; an episode between two probes is missed, leave --fast out to see all" if told.fast else "examined"
    yield Text((own(f"{_counted(len(own_transitions), 'transition')} in {_counted(total, 'commit')} {how}."),))


def _walk(walk: Walk, *, several: bool) -> Iterator[Block]:
    yield Title(
        (strong(walk.branch), own(f" · {walk.examined:,} of {_counted(walk.commits, 'commit')}")), 2, walk.verdict
    )
    if walk.note:
        yield Item("cut short", (name(walk.note),))
    if walk.unreadable:
        yield Item("doubt", (own(f"{_counted(walk.unreadable, 'commit')} could not be judged"),))
    told_before = [one for one in walk.transitions if one.shared]
    if told_before:
        marks: list[Bit] = [
            own(f"{_counted(len(told_before), 'transition')} shared with "),
            name(told_before[0].shared),
            own(": "),
        ]
        for number, one in enumerate(told_before):
            marks += [own(", " if number else ""), name(one.merged.commit[:_SHORT]), own(" "), verdict(one.after)]
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
    yield Item("by", _commit(one.responsible), 1)
    if one.merged.commit != one.responsible.commit:
        yield Item("merged", _commit(one.merged), 1)
    for change in one.changes:
        yield Item("what", change_bits(change), 1, one.responsible.commit)
    if one.releases:
        yield Item("first in", tuple(_tags(one.releases)), 1)
    if one.backport is not None:
        yield Item("backport", _match(one.backport), 1)
    if one.unjudged:
        yield Item("doubt", (own(f"{_counted(one.unjudged, 'commit')} before it could not be judged"),), 1)


def label_of(one: Transition) -> str:
    """What a transition is called."""
    if one.after is Verdict.VULNERABLE:
        return "introduced"
    return "fixed" if one.before is Verdict.VULNERABLE else "changed"


def origin(one: Transition) -> tuple[Bit, ...]:
    """A transition in one sentence."""
    merged = (
        () if one.merged.commit == one.responsible.commit else (own(", merged by "), name(one.merged.commit[:_SHORT]))
    )
    match = (own("; backport "), *_match(one.backport)) if one.backport is not None else ()
    return (own(f"{label_of(one)} by "), *_commit(one.responsible), *merged, *match)


def _commit(commit: Commit) -> tuple[Bit, ...]:
    request = (own(", pull request "), name(f"#{commit.request}")) if commit.request else ()
    when = commit.authored if commit.authored in ("", commit.date) else f"{commit.authored}, committed {commit.date}"
    return (
        strong(commit.commit[:_SHORT]),
        own(" "),
        name(commit.summary),
        own(" · "),
        name(commit.author),
        own(f", {when}"),
        *request,
    )


def _match(match: Match) -> tuple[Bit, ...]:
    reasons = ", ".join(_SIGNALS.get(signal, signal) for signal in match.signals)
    return (own("of "), strong(match.commit[:_SHORT]), own(" on "), name(match.branch), own(f": {reasons}"))


def _tags(tags: Sequence[str]) -> Iterator[Bit]:
    for number, tag in enumerate(tags[:_FEW_TAGS]):
        yield own(", " if number else "")
        yield name(tag)
    if len(tags) > _FEW_TAGS:
        yield own(f" and {len(tags) - _FEW_TAGS} more")


def change_bits(change: Change) -> tuple[Bit, ...]:
    """A change as a sentence."""
    where = (own(" at "), at(change.place))
    match change.what, change.how:
        case "guard", how:
            covers = change.after or change.before
            before = f" before {covers}" if covers == "every sink" else f" on {covers}"
            used = (own(", uses "), name(change.fallback)) if change.fallback else ()
            added = "added" if how == "appeared" else "lost"
            return (own(f"guard {added}"), *where, own(f"{before}: if "), name(change.name), *used)
        case "site", "moved":
            return (own("site moved from "), name(change.before), own(" to "), at(change.place))
        case "site", how:
            return (own(f"site {how}: "), name(change.name), *where)
        case "source", _:
            return (own("passes "), name(change.after), own(" instead of "), name(change.before), *where)
        case "sink", "changed":
            return (
                name(change.name),
                own(f" {_gets(change.after)}; before, it {_GOT.get(change.before, change.before)}"),
                *where,
            )
        case "sink", "appeared":
            return (own("sink appeared: "), name(change.name), own(f" {_gets(change.after)}"), *where)
        case "sink", _:
            return (own("sink vanished: "), name(change.name), *where)
        case _:
            was = (own(" instead of "), name(change.before)) if change.before else ()
            return (own("path turns: "), name(change.after), *was, *where)


def _gets(outcome: str) -> str:
    return words.OUTCOMES.get(outcome, outcome)


# ---- diff ------------------------------------------------------------------------------------------


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
    yield Text((own(f"{_counted(len(standings), 'site')}{': ' if tally else ''}{tally}."),))


def _where(end: End) -> tuple[Bit, ...]:
    return (own(" at "), name(end.commit[:12]), own(f", {end.date}")) if end.commit else ()


def _pair(pair: Pair, told: Difference) -> Iterator[Block]:
    finding = pair.after or pair.before
    assert finding is not None
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


# ---- backports -------------------------------------------------------------------------------------


def _backports(told: Backports) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict)
    yield Item("supported", (own(told.supported),))
    heads = ("branch", "rule", "state", "branch's head", "last release") if len(told.rules) > 1 else (
        "branch", "state", "branch's head", "last release")  # fmt: skip
    yield Row(tuple((own(head),) for head in heads))
    for one in told.standings:
        rule = ((name(one.rule),),) if len(told.rules) > 1 else ()
        released = (name(one.release), own(" "), verdict(one.released)) if one.release else (own("none"),)
        yield Row(((strong(one.branch),), *rule, (own(_STATES[one.state]),), (verdict(one.verdict),), released))
    for one in told.standings:
        yield from _standing(one)
    missing = sum(one.state == "vulnerable" for one in told.standings)
    yield Text((own(f"{_counted(missing, 'supported branch', 'supported branches')} without the fix."),))


def _standing(one: Standing) -> Iterator[Block]:
    if one.pick is None and one.fix is None:
        return
    yield Title((strong(one.branch),), 2, one.verdict)
    if one.fix is not None:
        yield Item("fixed by", _commit(one.fix))
    if one.backport is not None:
        yield Item("backport", _match(one.backport))
    if one.pick is not None:
        yield from _pick(one.pick)


def _pick(pick: Pick) -> Iterator[Block]:
    yield Item("to pick", _commit(pick.commit))
    if pick.applies == "cleanly":
        yield Item("applies", (own("cleanly, and then the branch is "), verdict(pick.verdict)))
    elif pick.applies == "with-conflicts":
        yield Item("applies", (own("with conflicts in "), *_tags(pick.conflicts)))
    else:
        yield Item("applies", (own("cannot be told: "), *_tags(pick.conflicts)))
    yield Item("command", (name(pick.command),))


# ---- track -----------------------------------------------------------------------------------------


def _news(told: News) -> Iterator[Block]:
    yield Title(_title(told.rules, told.repository), verdict=told.verdict if told.items else None)
    for item in told.items:
        yield from _item(item, several=len(told.rules) > 1)
    count = _counted(len(told.items), "change") if told.items else "Nothing new"
    yield Text((own(f"{count}: {_counted(told.judged, 'revision')} judged, {told.known:,} known."),))


def _item(item: NewsItem, *, several: bool) -> Iterator[Block]:
    rule = (own(", "), name(item.rule)) if several else ()
    old = (own(" was "), verdict(item.before)) if item.before is not None else ()
    now = (own(" is "), verdict(item.after)) if item.after is not None else (own(" is gone"),)
    yield Item(_NEWS.get(item.kind, item.kind), (strong(item.name), *now, *(own(","), *old) * bool(old), *rule))
    for change in item.changes:
        yield Item("what", change_bits(change), 1, item.commit)


# ---- words -----------------------------------------------------------------------------------------


def _title(rules: Sequence[str], repository: str) -> tuple[Bit, ...]:
    parts: Iterable[Bit] = (strong(", ".join(rules)), *((own(" · "), name(repository)) if repository else ()))
    return tuple(parts)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
