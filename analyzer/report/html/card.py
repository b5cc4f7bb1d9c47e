"""One case as a card that opens: what is passed, how it gets there, under which condition, what stops it, what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.findings import Guard, Hop, Reach, Verdict
from analyzer.report import words
from analyzer.report.fixes import remedies
from analyzer.report.html.cases import Case, Seen
from analyzer.report.html.context import Context
from analyzer.report.html.parts import at, badge, code, flowing, line, links_of, span_of
from analyzer.report.html.tags import Inside, Markup, anchor, el, link
from analyzer.report.sentences import origin

_FEW = 12


def card(case: Case, context: Context, *, opened: bool, first: Inside = None) -> Markup:
    """A case; ``first`` stands before everything else that is told of it."""
    finding = case.finding
    lines = {seen.release.line for seen in case.seen}
    return el(
        "details",
        el(
            "summary",
            el("h3", badge(finding.verdict), " ", code(str(finding.site))),
            el("span", code(finding.caller), " ", words.passes(finding), " → ", code(finding.callee), class_="line"),
            el("span", _where(case, context), class_="line dim"),
        ),
        el("div", first, list(_body(case, context)), class_="inside"),
        class_=f"case is-{finding.verdict.value}", id=case.id, open=opened, data_verdict=finding.verdict.value,
        data_lines=" ".join(str(number) for number, name in enumerate(context.lines) if name in lines),
        data_rule=str(context.rules.index(finding.rule)) if finding.rule in context.rules else "",
    )  # fmt: skip


def _where(case: Case, context: Context) -> Inside:
    tags = [seen.release.tag for seen in case.seen]
    if context.timeline is None and len(context.releases) == 1:
        return None
    by_line: dict[str, list[str]] = {}
    for seen in case.seen:
        by_line.setdefault(seen.release.line, []).append(seen.release.tag)
    if len(by_line) == 1:
        return words.counted(len(tags), context.noun), ": ", span_of(tags, number=False)
    names = list(by_line)
    return (
        f"{words.counted(len(tags), context.noun)} of lines ",
        ", ".join(names[:_FEW]),
        " …" if len(names) > _FEW else None,
    )


def _body(case: Case, context: Context) -> Iterator[Markup]:
    finding, commit = case.finding, case.newest.commit
    several = len(case.seen) > 1
    if finding.condition:
        yield el("h4", "When it happens")
        yield el("p", code(finding.condition), class_="condition")
    reaches = words.worst_first(finding.reaches)
    if reaches:
        yield el("h4", "The way of the value", _as_in(case) if several else None)
        yield _ladder(finding.entry, reaches[0], commit, context)
    if len(reaches) > 1:
        yield el("h4", "Other ways")
        yield el("ul", [_other(reach, commit, context) for reach in reaches[1:]])
    if finding.guards:
        yield el("h4", "Guards")
        yield el("ul", [_guard(guard, commit, context) for guard in finding.guards])
    if (other := finding.contrast) is not None:
        where = at(other.place, commit, context.hosting)
        yield el("h4", "Compare with")
        wanted = f" as {finding.parameter or 'an argument'}" + (f", with {finding.omits} set" if finding.omits else "")
        yield el("p", code(other.caller), " passes ", code(other.text), wanted, " to the same function: ", where)
    if note := words.own_note(finding):
        yield el("h4", "Note")
        yield el("p", note)
    if finding.verdict is Verdict.VULNERABLE:
        yield from _remedy(case, context)
    yield from _history(case, context)
    if context.timeline is not None or len(context.releases) > 1:
        yield _releases(case, context)
    yield el(
        "p", "Rule ", link(f"#{anchor('rule', finding.rule)}", code(finding.rule)), ", fingerprint ",
        link(f"#{case.id}", code(finding.fingerprint)), class_="dim",
    )  # fmt: skip


def _as_in(case: Case) -> Inside:
    return el("span", " lines as in ", code(case.newest.tag), class_="dim")


def _ladder(entry: Sequence[Hop], reach: Reach, commit: str, context: Context) -> Markup:
    hops = [hop for hop in reach.path if not (hop.kind == "sink" and hop.place == reach.sink)]
    rungs = [
        el("li", el("span", hop.kind, class_="kind"), " ", el("span", code(hop.text), " ", at(hop.place, commit, context.hosting)))
        for hop in (*entry, *hops)
    ]  # fmt: skip
    named = (code(reach.name), " ") if reach.name else None
    end = el(
        "li", el("span", "sink" if reach.name else "lost", class_="kind"), " ",
        el("span", named, el("strong", words.outcome(reach)), " ", at(reach.sink, commit, context.hosting), el("span", reach.reason, class_="line") if reach.reason else None),
        class_=f"end is-{reach.outcome}",
    )  # fmt: skip
    return el("ol", rungs, end, class_="ladder")


def _other(reach: Reach, commit: str, context: Context) -> Markup:
    named = (code(reach.name), " ") if reach.name else None
    when = (", when ", code(reach.condition)) if reach.condition else None
    why = f": {reach.reason}" if reach.reason else None
    return el("li", named, words.outcome(reach), when, " ", at(reach.sink, commit, context.hosting), why)


def _guard(guard: Guard, commit: str, context: Context) -> Markup:
    when = (", when ", code(guard.condition)) if guard.condition else None
    return el(
        "li", el("strong", f"covers {guard.covers}"), ": ", _effect(guard), when, " ", at(guard.place, commit, context.hosting)
    )  # fmt: skip


def _effect(guard: Guard) -> Inside:
    if guard.covers == "nothing":
        return code(guard.text), " never holds any more"
    if guard.blocks:
        return "if ", code(guard.text), ", ends in an error"
    return "if ", code(guard.text), ", uses ", code(guard.fallback) if guard.fallback else "something else", " instead"


def _remedy(case: Case, context: Context) -> Iterator[Markup]:
    about = context.about_rule(case.finding.rule)
    lines = {seen.release.line for seen in case.seen}
    steps = [
        el("li", remedy_text(one.line, one.fix.tag if one.fix else "", same_line=one.same_line))
        for one in (remedies(context.timeline) if context.timeline is not None else [])
        if one.line in lines
    ]
    if about is not None and about.workaround:
        steps.append(el("li", "Where no fixed release can be had: ", flowing(about.workaround)))
    if steps:
        yield el("h4", "What to do")
        yield el("ul", steps)


def remedy_text(line: str, fix: str, *, same_line: bool) -> Inside:
    """What to change to on a line, as a sentence."""
    if not fix:
        return "Line ", line, " has no release without it, and there is none after it."
    if same_line:
        return "On line ", line, " update to ", link(f"#{anchor('release', fix)}", code(fix)), " or later."
    return "Line ", line, " has no release without it; change to ", link(f"#{anchor('release', fix)}", code(fix)), "."


def _history(case: Case, context: Context) -> Iterator[Markup]:
    """What brought and took away a case that hurts, on the lines of its releases."""
    if context.timeline is None or case.finding.verdict is not Verdict.VULNERABLE:
        return
    lines = {seen.release.line for seen in case.seen}
    told = [
        el("li", line(origin(one), context.hosting, links=links_of(one, context.hosting)))
        for row in context.timeline.lines
        if row.line in lines
        for one in (row.introduced, row.fixed)
        if one is not None and one.rule == case.finding.rule
    ]
    if told:
        yield el("h4", "History")
        yield el("ul", told)


def _releases(case: Case, context: Context) -> Markup:
    noun = words.counted(len(case.seen), context.noun).capitalize()
    return el(
        "details",
        el("summary", el("h4", noun, " with this finding")),
        el("ul", [_release(seen, case, context) for seen in case.seen], class_="releases"),
        class_="list", open=len(case.seen) <= _FEW,
    )  # fmt: skip


def _release(seen: Seen, case: Case, context: Context) -> Markup:
    release = seen.release
    home = context.homes.get(release.tag) == case.id
    short = f":{seen.site.line}" if seen.site.path == case.finding.site.path else str(seen.site)
    where = link(context.hosting.file(seen.site, release.commit), code(short))
    date = el("span", release.date, class_="dim") if release.date else None
    return el("li", code(release.tag), " ", where, " ", date, id=anchor("release", release.tag) if home else None)
