"""The verdict of a rule on a program, from what the interpreter saw at every site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from analyzer.callgraph import Callgraph
from analyzer.findings import Blind, Coverage, Finding, Guard, Hop, Reach, RuleResult, Verdict, worst
from analyzer.nilflow.contrast import Contrasts
from analyzer.nilflow.machine import Arrival, Events, Sighting
from analyzer.nilflow.sources import Found, Search
from analyzer.nilflow.values import Origin, Test
from analyzer.places import Place
from analyzer.program.asked import Shift
from analyzer.program.model import Opaque

if TYPE_CHECKING:
    from analyzer.program import Program
    from analyzer.rules.model import Rule

_WORST = ("nil", "unknown", "covered", "guarded")
NOTHING_TO_FALL_BACK_TO = "nothing is lost: this program has no setting that could be used instead"


def judge(program: Program, rule: Rule) -> RuleResult:
    """What a rule says of a program."""
    try:
        return _judge(program, rule)
    except RecursionError:
        blind = Blind("code that the values pass through is nested too deeply to be followed", None, "bound")
    except Opaque as gap:
        blind = Blind(str(gap), None, "object")
    return RuleResult(rule.id, Verdict.UNKNOWN, coverage=Coverage(blind=(blind,)), note=blind.reason)


def _judge(program: Program, rule: Rule) -> RuleResult:
    graph = Callgraph(program)
    search = Search(graph, rule)
    found = search.run()
    fallback = bool(found.targets) and search.vocabulary.has_fallback()
    findings = tuple(
        sorted(_findings(rule, found, fallback=fallback), key=lambda finding: (finding.site, finding.parameter))
    )
    blind = [*found.blind, *_unread(program, rule)]
    if findings:
        verdict, note = worst([finding.verdict for finding in findings]), ""
    elif found.targets:
        verdict, note = Verdict.SAFE, "no call passes nothing"
    else:
        verdict, note = Verdict.NOT_APPLICABLE, "the functions that the rule names do not exist here"
    if blind and verdict is not Verdict.VULNERABLE:
        verdict, note = Verdict.UNKNOWN, note if verdict is Verdict.UNKNOWN and note else blind[0].reason
    mentioned = {path for source in rule.sources for path, _ in program.tree.mentioning(source.call.name)}
    coverage = Coverage(
        candidates=len(mentioned),
        parsed=program.opened,
        bodies=len(found.bodies),
        blind=(*blind, *_unresolved(findings)),
    )
    named = tuple(sorted({target.named for target in found.targets}))
    return RuleResult(rule.id, verdict, findings, coverage, note, named)


def _unread(program: Program, rule: Rule) -> Iterable[Blind]:
    """What may hide a call: a file that cannot be read, or text near a source's name that is not Go to us."""
    for source in rule.sources:
        for path, line, reason in program.mentions.troubled(source.call.name):
            yield Blind(
                f"a stretch of {path} that mentions {source.call.name} cannot be read: {reason}",
                Place(path, line),
                "parse",
            )
    for _, reason in program.tree.blind:
        yield Blind(reason, None, "object")


def _unresolved(findings: Iterable[Finding]) -> Iterable[Blind]:
    """The calls on the paths that could not be followed."""
    for finding in findings:
        for reach in finding.reaches:
            if reach.outcome == "unknown":
                kind = "bound" if reach.reason.startswith("is followed ") else "call"
                yield Blind(f"the value {reach.reason}", reach.sink, kind)


def moved(result: RuleResult, shifts: tuple[Shift, ...]) -> RuleResult:
    """The result where declarations stand some lines further down."""
    if not shifts:
        return result

    def shifted(at: Place) -> Place:
        for shift in shifts:
            if shift.path == at.path and shift.first <= at.line <= shift.last:
                return Place(at.path, at.line + shift.by, at.column)
        return at

    def hops(path: tuple[Hop, ...]) -> tuple[Hop, ...]:
        return tuple(msgspec.structs.replace(hop, place=shifted(hop.place)) for hop in path)

    def finding(one: Finding) -> Finding:
        return msgspec.structs.replace(
            one,
            site=shifted(one.site),
            reaches=tuple(msgspec.structs.replace(r, sink=shifted(r.sink), path=hops(r.path)) for r in one.reaches),
            guards=tuple(msgspec.structs.replace(g, place=shifted(g.place)) for g in one.guards),
            contrast=one.contrast and msgspec.structs.replace(one.contrast, place=shifted(one.contrast.place)),
        )

    return msgspec.structs.replace(result, findings=tuple(finding(one) for one in result.findings))


def _findings(rule: Rule, found: Found, *, fallback: bool) -> Iterable[Finding]:
    numbers: dict[str, int] = {}
    contrasts = Contrasts(found.events)
    for _, events in found.events:
        for sighting in events.sightings.values():
            finding = _finding(rule, events, sighting, fallback=fallback)
            base = f"{rule.id}\0{finding.caller}\0{finding.callee}\0{finding.parameter}\0{finding.omits}"
            numbers[base] = numbers.get(base, 0) + 1
            text = base if numbers[base] == 1 else f"{base}\0{numbers[base]}"
            yield msgspec.structs.replace(
                finding,
                fingerprint=hashlib.sha256(text.encode()).hexdigest()[:16],
                contrast=contrasts.to(sighting),
            )


def _finding(rule: Rule, events: Events, sighting: Sighting, *, fallback: bool) -> Finding:
    origin = sighting.origin
    arrivals = [arrival for arrival in events.arrivals if arrival.origin == origin]
    guards = _guards(events, origin, arrivals)
    reaches = _reaches(arrivals)
    outcomes = {reach.outcome for reach in reaches}
    note = ""
    if not fallback:
        verdict, note = Verdict.SAFE, NOTHING_TO_FALL_BACK_TO
    elif not arrivals and not guards:
        verdict, note = _unused(events, origin)
    elif "nil" in outcomes:
        verdict = Verdict.VULNERABLE
    elif "unknown" in outcomes:
        verdict = Verdict.UNKNOWN
        note = next(reach.reason for reach in reaches if reach.outcome == "unknown")
    else:
        verdict = Verdict.MITIGATED
    conditions = (
        [reach.condition for reach in reaches if reach.outcome == "nil"] if verdict is Verdict.VULNERABLE else []
    )
    return Finding(
        rule=rule.id,
        verdict=verdict,
        fingerprint="",
        site=origin.place,
        caller=sighting.body.function.qualified if sighting.body.function is not None else sighting.body.package.name,
        callee=sighting.watched.callee.qualified,
        passes="conditional-nil" if (sighting.call, sighting.watched) in events.set_elsewhere else origin.how,
        parameter=sighting.watched.parameter,
        condition="" if "" in conditions else " || ".join(dict.fromkeys(conditions)),
        omits=sighting.watched.omits,
        reaches=reaches,
        guards=guards,
        note=note,
    )


def _unused(events: Events, origin: Origin) -> tuple[Verdict, str]:
    """The verdict where nothing is passed, and neither arrives anywhere nor is replaced."""
    ends = events.ends.get(origin, {})
    if "met" in ends:
        return Verdict.MITIGATED, "what is passed is not used: the sinks get something else"
    if ends and "nothing" not in ends:
        return Verdict.MITIGATED, "every path ends in an error"
    return Verdict.UNKNOWN, "what is passed is not seen to arrive anywhere"


def _reaches(arrivals: list[Arrival]) -> tuple[Reach, ...]:
    """The worst of what arrives at each sink; of equal ones that with the fewest conditions."""
    best: dict[object, Arrival] = {}
    for arrival in arrivals:
        key = arrival.sink if arrival.outcome != "unknown" else (arrival.sink, arrival.reason)
        known = best.get(key)
        if known is None or _order(arrival) < _order(known):
            best[key] = arrival
    found = sorted(best.values(), key=lambda arrival: (_WORST.index(arrival.outcome), arrival.sink))
    return tuple(Reach(a.sink, a.name, a.outcome, " && ".join(a.conditions), a.trail, a.reason) for a in found)


def _order(arrival: Arrival) -> tuple[int, int, int]:
    return _WORST.index(arrival.outcome), len(arrival.conditions), len(arrival.trail)


def _guards(events: Events, origin: Origin, arrivals: list[Arrival]) -> tuple[Guard, ...]:
    """The tests that stop or replace the nothing, and those that stand where it was replaced already."""
    fallbacks: dict[Test, str] = {}
    for test, fallback in events.replaced:
        if test.origin == origin:
            fallbacks[test] = fallbacks.get(test) or fallback
    seen = [arrival for arrival in arrivals if arrival.outcome != "unknown"]
    guards: dict[object, Guard] = {}
    for test, fallback in fallbacks.items():
        all_guarded = all(a.outcome in ("guarded", "covered") and a.test == test for a in seen)
        covers = "every path" if all_guarded else "some paths"
        guards[test.place, test.text] = Guard(test.place, test.text, covers, fallback)
    for test in events.blocked:
        if test.origin == origin:
            covers = "some paths" if seen else "every path"
            guards.setdefault((test.place, test.text), Guard(test.place, test.text, covers, blocks=True))
    for test in events.idle:
        if test.origin == origin:
            guards.setdefault((test.place, test.text), Guard(test.place, test.text, "nothing"))
    return tuple(sorted(guards.values(), key=lambda guard: (guard.place, guard.text)))
