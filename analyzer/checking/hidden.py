"""What a change takes out of sight: a function that a rule names and that is there under no such name any more, a file behind a symbolic
link. A rule that has lost its function finds nothing, and nothing would be what a defect behind a new name looks like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from analyzer.answers import Question
from analyzer.checking.doubts import TEST
from analyzer.checking.edits import Edits
from analyzer.findings import Blind, RuleResult, Scan, Verdict
from analyzer.places import Place

KIND = "hidden"


def with_hidden(before: Scan, after: Scan, edits: Edits | None, question: Question) -> Scan:
    """The scan of the new tree, that counts as not seen what the base shows and it hides."""
    former = {rule.rule: rule for rule in before.rules}
    links = list(_links(edits, question)) if edits is not None else []
    return msgspec.structs.replace(
        after,
        rules=tuple(_doubted(rule, [*_lost(former.get(rule.rule), rule), *links]) for rule in after.rules),
    )


def _doubted(rule: RuleResult, hidden: Sequence[Blind]) -> RuleResult:
    if not hidden:
        return rule
    coverage = msgspec.structs.replace(rule.coverage, blind=(*rule.coverage.blind, *hidden))
    if rule.verdict is Verdict.VULNERABLE:
        return msgspec.structs.replace(rule, coverage=coverage)
    note = rule.note if rule.verdict is Verdict.UNKNOWN and rule.note else hidden[0].reason
    return msgspec.structs.replace(rule, coverage=coverage, verdict=Verdict.UNKNOWN, note=note)


def _lost(former: RuleResult | None, now: RuleResult) -> Iterable[Blind]:
    if former is None or now.verdict is Verdict.UNKNOWN:  # what was not read may have it
        return
    for row in former.named:
        if row not in now.named:
            yield Blind(
                f"the function that the rule calls {row} is in the base and not here: if it has another name or place now, the rule has to "
                "know that too (docs/rules.md)",
                None,
                KIND,
            )


def _links(edits: Edits, question: Question) -> Iterator[Blind]:
    for one in edits.paths:
        if one.link and one.path.endswith(".go") and (question.tests or not one.path.endswith(TEST)):
            yield Blind("a symbolic link now, and what it leads to is not looked at", Place(one.path, 1), KIND)
