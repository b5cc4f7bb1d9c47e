"""The findings of a tree beside those of its base: what the change made of each. Findings are compared, never lines."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from analyzer import history
from analyzer.checking.edits import Edits
from analyzer.checking.placing import cause, cure, placed
from analyzer.checks import Result
from analyzer.findings import Finding, Verdict
from analyzer.stories import Pair


def present(findings: Sequence[Finding]) -> list[Result]:
    """The results where there is nothing to compare with."""
    return [Result(finding, "present", finding.site) for finding in findings]


def compared(
    before: Sequence[Finding], after: Sequence[Finding], edits: Edits | None, unsure: Container[str] = ()
) -> list[Result]:
    """What became of every finding of the base, and what is new. Without ``edits``, the trees' lines cannot be compared and results stay at
    their sites. Of the rules that are ``unsure`` the base does not tell all: what it lacks is present and not new."""
    results = []
    for old, new in _paired(before, after, edits):
        result = _result(history.became(old, new), edits)
        known = result.state != "new" or result.finding.rule not in unsure
        results.append(result if known else Result(result.finding, "present", result.finding.site))
    return results


def _paired(
    before: Sequence[Finding], after: Sequence[Finding], edits: Edits | None
) -> Iterator[tuple[Finding | None, Finding | None]]:
    """First the calls whose line was not touched, whatever they or the function around them are called now; then what is surely alike;
    then calls that went into a helper, or came out of one."""
    old, new = list(before), list(after)
    for finding in after:
        partner = next((one for one in old if edits is not None and _same_call(one, finding, edits)), None)
        if partner is not None:
            old.remove(partner)
            new.remove(finding)
            yield partner, finding
    alike = history.paired(old, new, history.SURE)
    gone = [former for former, now in alike if former is not None and now is None]
    for former, now in alike:
        if now is not None:
            partner = former or next((one for one in gone if _handed_over(one, now)), None)
            gone = [one for one in gone if one is not partner]
            yield partner, now
    yield from ((one, None) for one in gone)


def _handed_over(old: Finding, new: Finding) -> bool:
    """Whether the function with the former call now calls the one with the new call, or was called by it: the same nothing on the same
    way, in other pieces."""
    about = [(one.rule, one.callee, one.passes, one.parameter, one.omits) for one in (old, new)]
    return about[0] == about[1] and (_calls(old.caller, new) or _calls(new.caller, old))


def _calls(caller: str, finding: Finding) -> bool:
    """Whether a finding's caller is called by a function, as far as its entry tells."""
    return any(hop.text.split(" through ")[0] == f"{caller} calls {finding.caller}" for hop in finding.entry)


def _same_call(old: Finding, new: Finding, edits: Edits) -> bool:
    about = (old.rule, old.parameter, old.omits) == (new.rule, new.parameter, new.omits)
    return about and edits.stands(old.site) == new.site


def _result(pair: Pair, edits: Edits | None) -> Result:
    old, new = pair.before, pair.after
    if new is None:
        assert old is not None
        return Result(old, "fixed", old.site, old.verdict, cure(pair))
    before = old.verdict if old is not None else None
    state = _state(old, new)
    if state in ("new", "worsened"):
        place, change = placed(pair, new, edits) if edits is not None else (new.site, cause(pair))
        return Result(new, state, place, before, change)
    return Result(new, state, new.site, before, cure(pair) if state in ("better", "fixed") else None)


def _state(old: Finding | None, new: Finding) -> str:
    if old is None:
        return "new"
    if new.verdict.severity > old.verdict.severity or _hurts_more(old, new):
        return "worsened"
    if new.verdict.severity < old.verdict.severity:
        return "fixed" if old.verdict is Verdict.VULNERABLE else "better"
    return "unchanged"


def _hurts_more(old: Finding, new: Finding) -> bool:
    """Vulnerable before and after, but now at another sink, or in any case."""
    if not old.verdict is new.verdict is Verdict.VULNERABLE:
        return False
    return bool(_hurt(new) - _hurt(old)) or bool(old.condition and not new.condition)


def _hurt(finding: Finding) -> set[str]:
    return {reach.name for reach in finding.reaches if reach.outcome == "nil"}
