"""A check as the body of a page: what is said of it, what it is answerable for as cards, and the rest."""

from __future__ import annotations

from itertools import takewhile

import msgspec

from analyzer.checks import Check, Result
from analyzer.findings import Verdict
from analyzer.report.blocks import Block, Title
from analyzer.report.checked import check_blocks
from analyzer.report.html.card import card
from analyzer.report.html.cases import Case, Ids, Seen
from analyzer.report.html.context import Context
from analyzer.report.html.parts import badge, block_elements, flowing, line
from analyzer.report.html.tags import Inside, Markup, anchor, el
from analyzer.report.sentences import change_bits


def check_body(check: Check, context: Context) -> Inside:
    """The sections of a check."""
    told = list(check_blocks(check))
    others = tuple(result for result in check.results if result not in _counting(check))
    rest = list(check_blocks(msgspec.structs.replace(check, results=others)))
    head = list(takewhile(lambda block: not _is_part(block), told))
    tail = [
        block for block in rest[len(list(takewhile(lambda block: not _is_part(block), rest))) :] if block != rest[-1]
    ]
    ids = Ids()
    cards = [
        _card(result, ids.given(anchor("finding", result.finding.fingerprint)), check, context, opened=number == 0)
        for number, result in enumerate(_counting(check))
    ]
    return (
        el(
            "section",
            block_elements(head, context.hosting),
            [el("p", flowing(one.summary)) for one in context.about],
            class_=f"glance is-{check.verdict.value}",
            id="glance",
        ),
        el("section", el("h2", "Findings"), cards or el("p", "There is nothing to answer for."), id="findings"),
        el("section", block_elements(tail, context.hosting), block_elements(told[-1:], context.hosting), id="known"),
    )


def _counting(check: Check) -> list[Result]:
    """As `check_blocks` has them: what a change is answerable for, and is not harmless."""
    return [one for one in check.results if one.counts and one.finding.verdict.severity > Verdict.SAFE.severity]


def _is_part(block: Block) -> bool:
    return isinstance(block, Title) and block.level > 1


def _card(result: Result, id: str, check: Check, context: Context, *, opened: bool) -> Markup:
    was = ("; was ", badge(result.before)) if result.before is not None else None
    gone = result.change is not None and result.change.how == "vanished"
    why = (
        (": ", line(change_bits(result.change), context.hosting, check.base_commit if gone else check.commit))
        if result.change is not None
        else None
    )
    case = Case(id, result.finding, (Seen(context.releases[0], result.finding.site),))
    return card(case, context, opened=opened, first=el("p", el("strong", result.state), why, was, class_="state"))
