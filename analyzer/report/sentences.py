"""The sentences that the messages about history have in common, as bits of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.findings import Change, Commit, Match, Transition, Verdict
from analyzer.report import words
from analyzer.report.blocks import Bit, at, name, own, strong

SHORT = 9
"""Characters of a commit's id that are shown."""
_FEW = 4
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


def label_of(one: Transition) -> str:
    """What a transition is called."""
    if one.after is Verdict.VULNERABLE:
        return "introduced"
    return "fixed" if one.before is Verdict.VULNERABLE else "changed"


def origin(one: Transition) -> tuple[Bit, ...]:
    """A transition in one sentence."""
    merged = (
        () if one.merged.commit == one.responsible.commit else (own(", merged by "), name(one.merged.commit[:SHORT]))
    )
    match = (own("; backport "), *match_bits(one.backport)) if one.backport is not None else ()
    return (own(f"{label_of(one)} by "), *commit_bits(one.responsible), *merged, *match)


def commit_bits(commit: Commit) -> tuple[Bit, ...]:
    """A commit: id, subject, author, dates, pull request."""
    request = (own(", pull request "), name(f"#{commit.request}")) if commit.request else ()
    when = commit.authored if commit.authored in ("", commit.date) else f"{commit.authored}, committed {commit.date}"
    return (
        strong(commit.commit[:SHORT]),
        own(" "),
        name(commit.summary),
        own(" · "),
        name(commit.author),
        own(f", {when}"),
        *request,
    )


def match_bits(match: Match) -> tuple[Bit, ...]:
    """Whose backport something is, and what tells."""
    reasons = ", ".join(_SIGNALS.get(signal, signal) for signal in match.signals)
    return (own("of "), strong(match.commit[:SHORT]), own(" on "), name(match.branch), own(f": {reasons}"))


def tag_bits(tags: Sequence[str]) -> Iterator[Bit]:
    """Some tags or paths, the first few by name."""
    for number, tag in enumerate(tags[:_FEW]):
        yield own(", " if number else "")
        yield name(tag)
    if len(tags) > _FEW:
        yield own(f" and {len(tags) - _FEW} more")


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
        case "sink", "appeared" if not change.name:
            return (own("the value can no longer be followed"), *where)
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
