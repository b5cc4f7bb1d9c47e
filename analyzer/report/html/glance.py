"""The verdict at a glance, in words for somebody who has never seen the code: how many are affected, what happens, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.findings import About, Transition, Verdict
from analyzer.report import words
from analyzer.report.fixes import Remedy, remedies
from analyzer.report.html.card import remedy_text
from analyzer.report.html.context import Context
from analyzer.report.html.parts import MEANING, SIGNS, badge, code, flowing, line, links_of, span_of
from analyzer.report.html.tags import Inside, Markup, anchor, el, link
from analyzer.report.sentences import origin

_ONE = {
    Verdict.VULNERABLE: "is affected",
    Verdict.UNKNOWN: "cannot be judged",
    Verdict.MITIGATED: "is not affected: every path is guarded",
    Verdict.SAFE: "is not affected",
    Verdict.NOT_APPLICABLE: "does not have the code in question",
}


def glance(context: Context) -> Markup:
    """The section."""
    return el(
        "section",
        el("h2", el("span", SIGNS[context.verdict], class_="sign", aria_hidden="true"), " ", _headline(context)),
        [el("p", flowing(one.summary)) for one in context.about],
        el("dl", list(_facts(context))),
        _tally(context) if len(context.releases) > 1 else None,
        class_=f"glance is-{context.verdict.value}", id="glance",
    )  # fmt: skip


def _headline(context: Context) -> Inside:
    releases = context.releases
    if len(releases) == 1:
        return code(releases[0].tag), " ", _ONE[context.verdict]
    affected = sum(one.verdict is Verdict.VULNERABLE for one in releases)
    unknown = sum(one.verdict is Verdict.UNKNOWN for one in releases)
    told = f"{affected or 'None'} of {words.counted(len(releases), context.noun)} {'is' if affected < 2 else 'are'} affected"
    return told + (f", {unknown} could not be judged" if unknown else "")


def _facts(context: Context) -> Iterator[Inside]:
    timeline = context.timeline
    found = remedies(timeline) if timeline is not None else []
    if found:
        yield _fact("Affected", [el("li", _affected(one)) for one in found])
    hurting = [one for release in context.releases for one in release.findings if one.verdict is Verdict.VULNERABLE]
    conditions = dict.fromkeys(one.condition for one in hurting)
    if conditions and "" not in conditions:
        yield _fact("Only where", [el("li", code(text)) for text in conditions])
    if context.verdict is Verdict.VULNERABLE:
        steps = [remedy_text(one.line, one.fix.tag if one.fix else "", same_line=one.same_line) for one in found]
        if timeline is None:
            steps.append(("A release that is not affected: ", code("niltrail timeline"), " tells which."))
        yield _fact("What to do", [el("li", one) for one in (*steps, *map(_workaround, context.about)) if one])
    if timeline is not None:
        events = [(row.line, one) for row in timeline.lines for one in (row.introduced, row.fixed) if one is not None]
        if events:
            yield _fact("History", [el("li", f"line {name}: ", _origin(one, context)) for name, one in events])
        if timeline.releases:
            versioned = [one for one in timeline.releases if one.line.rpartition("/")[2][:1].isdigit()]
            newest = (versioned or timeline.releases)[-1]
            yield _fact("Newest", [el("li", _release_link(newest.tag), " ", badge(newest.verdict))])


def _fact(name: str, inside: list[Markup]) -> Inside:
    return el("dt", name), el("dd", el("ul", inside))


def _affected(one: Remedy) -> Inside:
    tags = [release.tag for release in one.affected]
    return f"line {one.line}: ", span_of(tags)


def _workaround(about: About) -> Inside:
    """What helps meanwhile, and where more is said."""
    if not about.workaround:
        return None
    return "Meanwhile: ", flowing(about.workaround), " ", link(f"#{anchor('rule', about.rule)}", "More about it")


def _origin(one: Transition, context: Context) -> Markup:
    return line(origin(one), context.hosting, links=links_of(one, context.hosting))


def _release_link(tag: str) -> Markup:
    return link(f"#{anchor('release', tag)}", code(tag))


def _tally(context: Context) -> Markup:
    """How many there are of each verdict, with what the verdict means: the legend of everything below."""
    verdicts = [one.verdict for one in context.releases]
    return el(
        "ul",
        [
            el("li", el("strong", f"{verdicts.count(one):,}"), " ", badge(one), " ", el("span", MEANING[one], class_="dim"))
            for one in Verdict
            if one in verdicts
        ],
        class_="tally", aria_label=f"Verdicts of all {context.noun}s",
    )  # fmt: skip
