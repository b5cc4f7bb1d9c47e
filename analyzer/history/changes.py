"""What differs between two judgements of one program: sites paired, and for each what appeared, vanished, moved or changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from analyzer.findings import Change, Finding, Guard, Hop, Reach, Verdict
from analyzer.stories import Pair

Key = Callable[[Finding], Hashable]

SURE: tuple[Key, ...] = (
    lambda finding: (finding.rule, finding.fingerprint),
    lambda finding: (finding.rule, finding.caller, finding.callee),
    lambda finding: (finding.rule, _name(finding.caller), _name(finding.callee)),
)
"""How alike two findings are that nobody would call two sites."""
_LIKENESS: tuple[Key, ...] = (
    *SURE,
    lambda finding: (finding.rule, _name(finding.callee), finding.passes),
    lambda finding: (finding.rule, _name(finding.callee)),
)
"""How alike two findings have to be to be of one site, the surest first."""
_IDLE = "nothing"
"""What a guard covers that cannot be reached with nil."""


def paired(
    before: Sequence[Finding], after: Sequence[Finding], likeness: Sequence[Key] = _LIKENESS
) -> list[tuple[Finding | None, Finding | None]]:
    """Findings of two revisions, site by site: equal fingerprints first, then what is alike and the only one that is so; in the order
    of ``after``, what is gone at the end."""
    old, new = list(before), list(after)
    partner: dict[int, Finding] = {}
    for key in likeness:
        for finding in list(new):
            matching = [one for one in old if key(one) == key(finding)]
            rivals = [one for one in new if key(one) == key(finding)]
            if matching and len(matching) == len(rivals):
                partner[id(finding)] = matching[0]
                old.remove(matching[0])
                new.remove(finding)
    return [(partner.get(id(finding)), finding) for finding in after] + [(finding, None) for finding in old]


def compared(before: Sequence[Finding], after: Sequence[Finding]) -> list[Pair]:
    """What became of every site."""
    return [became(old, new) for old, new in paired(before, after)]


def changes(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Change, ...]:
    """Everything that differs, said once."""
    return tuple(dict.fromkeys(change for pair in compared(before, after) for change in pair.changes))


def became(old: Finding | None, new: Finding | None) -> Pair:
    """What became of one site; one of the two may be None."""
    if new is None:
        assert old is not None
        gone = Change("site", "vanished", old.site, f"{old.caller} → {old.callee}", before=old.passes)
        return Pair("fixed" if old.verdict is Verdict.VULNERABLE else "gone", old, None, (gone,))
    if old is None:
        there = Change("site", "appeared", new.site, f"{new.caller} → {new.callee}", after=new.passes)
        return Pair("new", None, new, (there, *_guards((), new), *_sinks((), new)))
    found = tuple(_changes(old, new))
    return Pair(_standing(old, new, found), old, new, found)


def _standing(old: Finding, new: Finding, found: Sequence[Change]) -> str:
    if new.verdict.severity > old.verdict.severity:
        return "worsened"
    if new.verdict.severity < old.verdict.severity:
        return "fixed" if old.verdict is Verdict.VULNERABLE else "better"
    if any(change.how != "moved" for change in found):
        return "changed"
    return "moved" if found or old.site != new.site else "same"


def _changes(old: Finding, new: Finding) -> Iterator[Change]:
    called = f"{new.caller} → {new.callee}"
    if (old.site.path, old.caller) != (new.site.path, new.caller):
        yield Change("site", "moved", new.site, called, before=str(old.site), after=str(new.site))
    if (old.passes, old.parameter, old.omits) != (new.passes, new.parameter, new.omits):
        yield Change("source", "changed", new.site, called, before=_passed(old), after=_passed(new))
    yield from _guards(old.guards, new, old)
    yield from _sinks(old.reaches, new)
    yield from _hop(old, new)


def _guards(before: Sequence[Guard], new: Finding, old: Finding | None = None) -> Iterator[Change]:
    """Guards are the same where they test the same, read the same and stand before the same sinks."""
    known = [_guard_key(guard, old) for guard in before if old is not None]
    there = [_guard_key(guard, new) for guard in new.guards]
    for guard, key in zip(new.guards, there, strict=True):
        if guard.covers != _IDLE and key not in known:
            yield Change(
                "guard", "appeared", guard.place, guard.text, after=standing_before(guard, new), fallback=guard.fallback
            )
    idle = {guard.text for guard in new.guards if guard.covers == _IDLE}
    for guard, key in zip(before, known, strict=bool(known)):
        if old is not None and guard.covers != _IDLE and key not in there and guard.text not in idle:
            yield Change(
                "guard",
                "vanished",
                guard.place,
                guard.text,
                before=standing_before(guard, old),
                fallback=guard.fallback,
            )


def _guard_key(guard: Guard, finding: Finding) -> tuple[str, str, str]:
    return guard.text, guard.fallback, standing_before(guard, finding)


def standing_before(guard: Guard, finding: Finding) -> str:
    """Before which sinks a guard stands: "every sink" where each path leads through it, else what it covers."""
    passed = [any(hop.kind == "guard" and _is_of(hop, guard) for hop in reach.path) for reach in finding.reaches]
    return "every sink" if passed and all(passed) else guard.covers


def holds(findings: Sequence[Finding], change: Sequence[Change]) -> bool:
    """Whether what a change added is there: all the guards that it made appear. One without guards is told by its verdict alone."""
    there = {_guard_key(guard, finding) for finding in findings for guard in finding.guards}
    added = {(one.name, one.fallback, one.after) for one in change if (one.what, one.how) == ("guard", "appeared")}
    return added <= there


def _is_of(hop: Hop, guard: Guard) -> bool:
    """A hop through a guard stands where nothing is replaced, at or shortly below its test."""
    return hop.place.path == guard.place.path and hop.place >= guard.place and hop.text.endswith(guard.text)


def _sinks(before: Sequence[Reach], new: Finding) -> Iterator[Change]:
    known: dict[str, Reach] = {}
    for reach in before:
        known.setdefault(reach.name, reach)
    there: set[str] = set()
    for reach in new.reaches:
        if reach.name in there:
            continue
        there.add(reach.name)
        old = known.get(reach.name)
        if old is None:
            yield Change("sink", "appeared", reach.sink, reach.name, after=reach.outcome)
        elif old.outcome != reach.outcome:
            yield Change("sink", "changed", reach.sink, reach.name, before=old.outcome, after=reach.outcome)
    for name, reach in known.items():
        if name not in there:
            yield Change("sink", "vanished", reach.sink, name, before=reach.outcome)


def _hop(old: Finding, new: Finding) -> Iterator[Change]:
    """The first step of the worst path that is another one."""
    before, after = _worst(old.reaches), _worst(new.reaches)
    if before is None or after is None:
        return
    steps = [(hop.kind, hop.text) for hop in before.path]
    for number, hop in enumerate(after.path):
        if number >= len(steps) or steps[number] != (hop.kind, hop.text):
            was = steps[number][1] if number < len(steps) else ""
            yield Change("hop", "changed", hop.place, hop.kind, before=was, after=hop.text)
            return


def _worst(reaches: Sequence[Reach]) -> Reach | None:
    ranked = ("nil", "unknown", "covered", "guarded", "blocked")
    return min(reaches, key=lambda reach: ranked.index(reach.outcome) if reach.outcome in ranked else 0, default=None)


def _passed(finding: Finding) -> str:
    about = finding.omits or finding.parameter
    return f"{finding.passes} ({about})" if about else finding.passes


def _name(function: str) -> str:
    return function.rpartition(".")[2]
