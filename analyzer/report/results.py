"""What a scan, several scans or a check found, in one shape for all formats that other tools read: SARIF, GitHub, GitLab, JUnit.

Nothing here is escaped yet, except that texts are one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from analyzer.checks import UNSEEN, Check, Result, Suppression
from analyzer.findings import About, Blind, Build, Change, Finding, Guard, Reach, RuleResult, Scan, Scans, Verdict
from analyzer.places import Place
from analyzer.report import words
from analyzer.report.escape import visible
from analyzer.report.sentences import change_bits

_STATES = {
    "present": "",
    "new": "New",
    "worsened": "Worse",
    "unchanged": "As before",
    "better": "Better",
    "fixed": "Fixed",
}
_EFFECTIVE = ("every path", "some paths", "nothing")


class Judged(NamedTuple):
    """One revision or work tree with its results, worst first. ``several`` tells that the document has others; ``compared`` that the
    results' states say what is new, and which are suppressed."""

    revision: str
    commit: str
    repository: str
    verdict: Verdict
    build: Build
    results: tuple[Result, ...]
    rules: tuple[RuleResult, ...]
    about: tuple[About, ...]
    notes: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    several: bool = False
    compared: bool = False
    checked: bool = False

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The rules that were asked, and those of former findings."""
        asked = [rule.rule for rule in self.rules]
        return tuple(dict.fromkeys([*asked, *(result.finding.rule for result in self.results)]))

    @property
    def silent(self) -> tuple[RuleResult, ...]:
        """The rules whose verdict no result explains."""
        told = {result.finding.rule for result in self.results}
        return tuple(rule for rule in self.rules if rule.rule not in told)


def judged_of(document: Scan | Scans | Check) -> tuple[Judged, ...]:
    """The revisions of a document, in its order."""
    match document:
        case Scans(scans=scans, about=about):
            return tuple(_scanned(scan, about or scan.about, several=len(scans) > 1) for scan in scans)
        case Scan():
            return (_scanned(document, document.about, several=False),)
        case Check():
            return (_checked(document),)


def _scanned(scan: Scan, about: tuple[About, ...], *, several: bool) -> Judged:
    results = tuple(Result(one, "present", one.site) for one in words.findings_by_severity(scan.findings))
    return Judged(
        scan.revision, scan.commit, scan.repository, scan.verdict, scan.build, results, scan.rules, about, several=several
    )  # fmt: skip


def _checked(check: Check) -> Judged:
    return Judged(
        check.revision, check.commit, check.repository, check.verdict, check.build, tuple(sorted(check.results, key=_rank)),
        check.rules, check.about, check.notes, check.suppressions, compared=bool(check.base or check.baseline), checked=True,
    )  # fmt: skip


def _rank(result: Result) -> tuple[bool, bool, int, str, Place, str]:
    """Those that count first, then worst first, then by place."""
    one = result.finding
    return (not result.counts, result.gone, -one.verdict.severity, one.rule, result.place, one.fingerprint)


def worst_reach(finding: Finding) -> Reach | None:
    """The way that decides the verdict."""
    return next(iter(words.worst_first(finding.reaches)), None)


def decisive_guards(finding: Finding) -> list[Guard]:
    """The guards, those that cover most first."""
    return sorted(finding.guards, key=lambda guard: _EFFECTIVE.index(guard.covers) if guard.covers in _EFFECTIVE else 9)


# ---- sentences -------------------------------------------------------------------------------------


def call(finding: Finding) -> str:
    """What the site does: "a.F calls b.G and passes nil as token"."""
    return visible(f"{finding.caller} calls {finding.callee} and {words.passes(finding)}")


def effect(finding: Finding) -> str:
    """What comes of it: "field Token of Options gets nil, when cond", '' when nothing is told."""
    reach = worst_reach(finding)
    if reach is None:
        return visible(finding.note)
    condition = f", when {finding.condition}" if finding.condition and finding.verdict is Verdict.VULNERABLE else ""
    because = f": {reach.reason}" if reach.reason else ""
    return visible(f"{sink_of(reach)}{because}{condition}")


def sink_of(reach: Reach) -> str:
    """A reach's end as a sentence."""
    return visible(f"{reach.name} {words.outcome(reach)}".strip())


def standing(result: Result) -> str:
    """What a check says of it besides: "Worse: was mitigated; guard lost at a.go:3 ...", '' for nothing."""
    state = "Gone" if result.gone else _STATES.get(result.state, result.state)
    if not state:
        return ""
    before = result.before if result.state != "unchanged" else None
    was = f": was {before.value}" if before is not None else ""
    return f"{state}{was}" + (f"; {change_text(result.change)}" if result.change is not None else "")


def change_text(change: Change) -> str:
    """A change as a line of text."""
    return visible("".join(bit.text for bit in change_bits(change)))


def message(result: Result) -> str:
    """All of it in one line."""
    said = ": ".join(part for part in (call(result.finding), effect(result.finding)) if part)
    return ". ".join(with_standing(result, [said])) + "."


def with_standing(result: Result, said: list[str], written: Callable[[str], str] = str) -> list[str]:
    """What is said of a result, and what a check says besides, ``written`` for its format: first where it is what the reader has just
    done to a call that stands elsewhere."""
    told = written(standing(result))
    found = [told, *said] if result.state == "worsened" else [*said, told]
    return [sentence for sentence in found if sentence]


def steps(finding: Finding) -> list[str]:
    """The worst path, a line a hop."""
    reach = worst_reach(finding)
    hops = [*finding.entry, *(reach.path if reach else ())]
    return [visible(f"{hop.kind} {hop.text} ({hop.place})") for hop in hops]


def suppressed(suppression: Suppression) -> str:
    """Who answers for a finding, and why."""
    where = "a comment" if suppression.where == "comment" else "the ignore file"
    until = f", until {suppression.until}" if suppression.until else ""
    return visible(f"Suppressed by {where} at {suppression.place}{until}: {suppression.reason}")


class Doubt(NamedTuple):
    """Why a verdict is unknown although no result that counts says so: whoever sees the results alone would take it for clean."""

    text: str
    rule: str
    place: Place | None


def doubts(judged: Judged) -> list[Doubt]:
    """The doubts of a revision, of its rules or of the whole."""
    found = [
        Doubt(rule_text(rule), rule.rule, _unseen(rule)) for rule in judged.silent if rule.verdict is Verdict.UNKNOWN
    ]
    told = any(result.counts and result.finding.verdict is Verdict.UNKNOWN for result in judged.results)
    if not found and judged.verdict is Verdict.UNKNOWN and not told:
        found = [
            Doubt(visible(blind.reason), rule.rule, blind.place)
            for rule, blind in blind_spots(judged)
            if blind.kind in UNSEEN
        ]
        found = found or [Doubt("the verdict is unknown", judged.rules[0].rule if judged.rules else "", None)]
    return found


def _unseen(rule: RuleResult) -> Place | None:
    return next((blind.place for blind in rule.coverage.blind if blind.place is not None), None)


def rule_text(rule: RuleResult) -> str:
    """A rule's verdict, and why."""
    return visible(f"{rule.rule}: {rule.verdict.value}" + (f": {rule.note}" if rule.note else ""))


def blind_spots(judged: Judged) -> Iterable[tuple[RuleResult, Blind]]:
    """What could not be seen, each once."""
    told: set[Blind] = set()
    for rule in judged.rules:
        for blind in rule.coverage.blind:
            if blind not in told:
                told.add(blind)
                yield rule, blind


def troubles(judged: Judged) -> list[str]:
    """What a reader has to know besides the results: notes, and suppressions that are wrong, unused or out of date."""
    return [visible(note) for note in judged.notes] + [
        visible(f"{one.place}: {one.trouble or f'this suppression is {one.state}'}")
        for one in judged.suppressions
        if one.state not in ("used", "unused") or one.trouble
    ]


def numbered(results: Iterable[Result]) -> list[tuple[Result, int]]:
    """Results, each with how many before it have its rule and fingerprint: the two are a name only together with that number."""
    counts: dict[tuple[str, str], int] = {}
    found: list[tuple[Result, int]] = []
    for result in results:
        key = (result.finding.rule, result.finding.fingerprint)
        counts[key] = counts.get(key, -1) + 1
        found.append((result, counts[key]))
    return found


def to_unicode(text: str) -> str:
    """Text that can be written as UTF-8: what is no Unicode (lone surrogates stand for bytes) gets question marks."""
    return text.encode("utf-8", "replace").decode()
