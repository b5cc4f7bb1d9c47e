"""What the messages are called in front of people: the same words in the terminal and in Markdown. Nothing here is escaped yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.checks import Check
from analyzer.findings import Blind, Contrast, Coverage, Finding, Guard, Line, Reach, Scan, Timeline, Verdict

_PASSES = {
    "nil-literal": "passes nil as {parameter}",
    "typed-nil": "passes a typed nil as {parameter}",
    "unassigned-variable": "passes a variable that was never assigned as {parameter}",
    "omitted-field": "leaves {omits} out of {parameter}",
    "omitted-option": "passes no option that sets {omits}",
    "conditional-nil": "passes nil as {parameter} on some paths",
}
OUTCOMES = {
    "nil": "gets nil",
    "covered": "gets nil, as the fallback had none",
    "guarded": "gets the replacement",
    "blocked": "is never reached: the path ends in an error",
    "unknown": "may get nil",
}
_WORST_OUTCOME = ("nil", "unknown", "covered", "guarded", "blocked")
_TROUBLES = {
    "parse": ("parse trouble", "parse troubles"),
    "call": ("unresolved call on the paths", "unresolved calls on the paths"),
    "object": ("unreadable object", "unreadable objects"),
    "bound": ("path cut off for its length", "paths cut off for their length"),
    "": ("other thing not seen", "other things not seen"),
}


def passes(finding: Finding) -> str:
    """How nothing is passed, as a predicate: "passes nil as token"."""
    how = _PASSES.get(finding.passes, "passes nothing as {parameter} ({passes})")
    return how.format(
        parameter=finding.parameter or "an argument", omits=finding.omits or "what it sets", passes=finding.passes
    )


def gives(finding: Finding, contrast: Contrast) -> str:
    """How the call that a finding is compared with passes something, as a predicate; its text is `Contrast.text`'s, code."""
    wanted = f", with {finding.omits} set" if finding.omits else ""
    return f"passes {contrast.text} as {finding.parameter or 'an argument'}{wanted}"


def outcome(reach: Reach) -> str:
    """What happens at the sink, as a predicate; without a sink, where the value was lost."""
    return OUTCOMES.get(reach.outcome, reach.outcome) if reach.name else "the value cannot be followed any further"


def worst_first(reaches: Iterable[Reach]) -> list[Reach]:
    """Reaches by outcome, those that hurt first; equal ones stay in order."""
    return sorted(reaches, key=lambda reach: _rank(reach.outcome))


def _rank(name: str) -> int:
    return _WORST_OUTCOME.index(name) if name in _WORST_OUTCOME else len(_WORST_OUTCOME)


def guard_effect(guard: Guard) -> str:
    """What a guard does about nil: "if token == nil, uses config.Config.Token instead"."""
    if guard.covers == "nothing":
        return f"{guard.text} never holds any more"
    if guard.blocks:
        return f"if {guard.text}, ends in an error"
    return f"if {guard.text}, uses {guard.fallback or 'something else'} instead"


def own_note(finding: Finding) -> str:
    """A finding's note, unless one of its reaches says the same."""
    return "" if any(finding.note == reach.reason for reach in finding.reaches) else finding.note


def findings_by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first, then by place."""
    return sorted(
        findings, key=lambda finding: (-finding.verdict.severity, finding.rule, finding.site, finding.fingerprint)
    )


def coverage_of(*scans: Scan | Check) -> Coverage:
    """What all rules of scans or a check looked at together: each count is the largest, as rules look at the same files."""
    parts = [rule.coverage for scan in scans for rule in scan.rules]
    blind = dict.fromkeys(trouble for part in parts for trouble in part.blind)
    return Coverage(
        files=max((part.files for part in parts), default=0),
        candidates=max((part.candidates for part in parts), default=0),
        parsed=max((part.parsed for part in parts), default=0),
        bodies=max((part.bodies for part in parts), default=0),
        blind=tuple(blind),
    )


def coverage_line(coverage: Coverage, *, releases: bool = False) -> str:
    """The summary line: files, parse troubles, calls on the paths that could not be resolved, and whatever else was not seen.
    Of several ``releases`` it tells the highest counts."""
    read = f"{coverage.parsed:,} of {counted(coverage.files, 'Go file')} read"
    parts = [
        f"At most {read} for one release" if releases else read,
        f"{counted(coverage.bodies, 'function')} followed",
    ]
    parts += [counted(len(_of_kind(coverage.blind, kind)), *_TROUBLES[kind], none="no") for kind in ("parse", "call")]
    others = ((len(_of_kind(coverage.blind, kind)), _TROUBLES[kind]) for kind in ("object", "bound", ""))
    parts += [counted(count, *names) for count, names in others if count]
    return ", ".join(parts)


def _of_kind(blind: Sequence[Blind], kind: str) -> list[Blind]:
    known = kind if kind in _TROUBLES else ""
    return [trouble for trouble in blind if (trouble.kind if trouble.kind in _TROUBLES else "") == known]


def looked_at(coverage: Coverage) -> str:
    """What ``-v`` tells."""
    return (
        f"{coverage.files:,} Go files in the tree, {coverage.candidates:,} mention a name of the rules, "
        f"{coverage.parsed:,} were read, {coverage.bodies:,} functions followed"
    )


def sentence(scan: Scan) -> str:
    """The closing words of a scan: how many sites, and what is said of them."""
    counts = _tally(finding.verdict for finding in scan.findings)
    return counted(len(scan.findings), "site", none="No") + (f": {counts}" if counts else "")


def closing(timeline: Timeline) -> str:
    """The closing sentence of a timeline."""
    total = len(timeline.releases)
    affected = sum(1 for release in timeline.releases if release.verdict is Verdict.VULNERABLE)
    unknown = sum(1 for release in timeline.releases if release.verdict is Verdict.UNKNOWN)
    text = f"{affected or 'None'} of {counted(total, 'release')} {'is' if affected < 2 else 'are'} vulnerable"
    lines = [line for line in timeline.lines if line.first_affected]
    if lines:
        text += ": " + "; ".join(_affected(line) for line in lines)
    if unknown:
        text += f". {unknown} could not be judged"
    return text + "."


def since(line: Line) -> str:
    """Since when and until when a line is affected."""
    fixed = f"first fixed {line.first_fixed}" if line.first_fixed else "not fixed"
    fixed += f", {counted(line.days, 'day')} later" if line.first_fixed and line.days else ""
    return f"first affected {line.first_affected}, {fixed}"


def conditions(timeline: Timeline, line: Line) -> list[str]:
    """What must hold for a line's affected releases to be hurt; nothing when one of them always is."""
    worst = [
        finding.condition
        for release in timeline.releases
        if release.line == line.line and release.verdict is Verdict.VULNERABLE
        for finding in release.findings
        if finding.verdict is Verdict.VULNERABLE
    ]
    return list(dict.fromkeys(worst)) if all(worst) else []


def counted(number: int, one: str, many: str = "", none: str = "0") -> str:
    """A number with its noun, ``many`` where a mere s does not make the plural; ``none`` stands for zero."""
    return f"{f'{number:,}' if number else none} {one if number == 1 else many or one + 's'}"


def _affected(line: Line) -> str:
    until = f"fixed in {line.first_fixed}" if line.first_fixed else "not fixed"
    return f"line {line.line} from {line.first_affected}, {until}"


def _tally(verdicts: Iterable[Verdict]) -> str:
    found = list(verdicts)
    return ", ".join(f"{found.count(verdict)} {verdict.value}" for verdict in Verdict if verdict in found)
