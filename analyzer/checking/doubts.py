"""What a check cannot tell: what was not seen of a tree, and what was left out of it. Never turned into a clean answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.answers import Question
from analyzer.checks import UNSEEN, Result
from analyzer.findings import Blind, Finding, RuleResult, Scan, Verdict, worst
from analyzer.git import WorkTree
from analyzer.places import Place

TEST = "_test.go"


def doubts(scan: Scan) -> dict[str, set[str]]:
    """By rule, what was not seen and may hide whole findings."""
    found: dict[str, set[str]] = {}
    for rule in scan.rules:
        unseen = {_about(one) for one in rule.coverage.blind if one.kind in UNSEEN}
        told = any(one.rule == rule.rule and one.verdict is Verdict.UNKNOWN for one in scan.findings)
        if rule.verdict is Verdict.UNKNOWN and not told and not unseen:
            unseen = {rule.note}
        if unseen:
            found[rule.rule] = unseen
    return found


def _unread(scan: Scan) -> dict[str, set[str]]:
    return {rule.rule: {_about(one) for one in rule.coverage.blind if one.kind == "parse"} for rule in scan.rules}


def _about(blind: Blind) -> str:
    return f"{blind.place.path}: {blind.reason}" if blind.place is not None else blind.reason


def verdict(results: Sequence[Result], before: Scan | None, after: Scan) -> Verdict:
    """The worst that a check is answerable for. What was not seen counts, but for text that the base's reader could not read either: an
    object that is missing here is missing for both, and tells nothing of the change."""
    found = [result.finding.verdict for result in results if result.counts]
    if _new_doubts(before, after):
        found.append(Verdict.UNKNOWN)
    found += [rule.verdict for rule in after.rules if _empty(rule, results) and rule.verdict is not Verdict.UNKNOWN]
    return worst(found) if found else Verdict.SAFE


def sure(results: Sequence[Result], before: Scan | None, after: Scan) -> tuple[list[Result], list[Result]]:
    """The results without those that seem gone where not all was seen, and these."""
    doubtful = _new_doubts(before, after)
    lost = [one for one in results if one.gone and one.finding.rule in doubtful]
    return [one for one in results if one not in lost], lost


def _new_doubts(before: Scan | None, after: Scan) -> set[str]:
    """The rules for which something was not seen that the base's reader could read."""
    known = _unread(before) if before is not None else {}
    return {rule for rule, reasons in doubts(after).items() if reasons - known.get(rule, set())}


def _empty(rule: RuleResult, results: Sequence[Result]) -> bool:
    return not any(result.finding.rule == rule.rule for result in results)


def left_out(work_tree: WorkTree, after: Scan, question: Question) -> Iterator[str]:
    """Untracked files that could matter: in a package with a finding, or with a call that a rule watches."""
    packages = {_folder(place.path) for finding in after.findings for place in _places(finding)}
    words = [source.call.name.encode() for rule in question.rules for source in rule.sources]
    for path in sorted(work_tree.untracked):
        if not question.tests and path.endswith(TEST):
            continue
        content = b"" if _folder(path) in packages else work_tree.content(path)
        if _folder(path) in packages or content is None or any(word in content for word in words):
            yield f"{path} is not tracked by git and was left out: git add it, or git add -N"


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.site
    yield from (guard.place for guard in finding.guards)
    yield from (hop.place for reach in finding.reaches for hop in reach.path)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
