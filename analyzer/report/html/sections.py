"""The parts of a page around the findings: picture, lines, filter, releases without findings, coverage, rules."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.findings import About, Span, Timeline, Verdict
from analyzer.report import words
from analyzer.report.hosting import Hosting
from analyzer.report.html.cases import Quiet
from analyzer.report.html.context import Context
from analyzer.report.html.markdown import rendered
from analyzer.report.html.parts import at, badge, block_elements, code, span_of
from analyzer.report.html.tags import Inside, Markup, anchor, el, link
from analyzer.report.picture import embedded
from analyzer.report.told import beside

_MOST_TROUBLES = 50
_LIMITS = (
    "One build configuration is judged at a time; files that it leaves out are not looked at.",
    "Code outside the repository is not seen, vendored code is. A value that leaves through it is unknown, with the place.",
    "Reflection, unsafe, assembly and plugins loaded at run time are not followed.",
    "Loops and recursion are followed to a bound; what is cut off is unknown.",
    "Test files are not production code.",
)


def picture(timeline: Timeline) -> Markup:
    """The releases by line and date, each a link to what is said of it."""
    drawn = Markup(embedded(timeline, lambda tag: f"#{anchor('release', tag)}"))
    return el(
        "section",
        el("h2", "Releases over time"),
        el("p", link("#lines", "Skip the picture"), class_="skip-inside"),
        el("p", "Each mark is a release: open it to see what is said of it. With the arrow keys go from mark to mark.", class_="dim"),
        el("div", drawn, class_="wide picture", role="region", tabindex="0", aria_label="Picture of all releases"),
        id="picture",
    )  # fmt: skip


def lines(timeline: Timeline) -> Markup:
    """The release lines as a table: what the picture shows, in words."""
    head = el("tr", [el("th", name, scope="col") for name in ("Line", "Releases", "First affected", "First fixed")])
    rows = [
        el(
            "tr", el("th", one.line, scope="row"),
            el("td", el("ul", [el("li", _span(span)) for span in timeline.spans if span.line == one.line])),
            el("td", _release(one.first_affected)), el("td", _release(one.first_fixed)),
        )
        for one in timeline.lines
    ]  # fmt: skip
    return el(
        "section",
        el("h2", "Release lines"),
        el(
            "div", el("table", el("thead", head), el("tbody", rows)),
            class_="wide", role="region", tabindex="0", aria_label="Release lines",
        ),
        block_elements(beside(timeline.upstream), Hosting(timeline.repository), 3) if timeline.upstream is not None else None,
        id="lines",
    )  # fmt: skip


def _span(span: Span) -> Inside:
    tags = [_release(span.first), *([_release(span.last)] if span.count > 1 else [])]
    between = " … " if span.count > 2 else ", "
    number = f" ({span.count})" if span.count > 2 else None
    return badge(span.verdict), " ", tags[0], [(between, tag) for tag in tags[1:]], number


def _release(tag: str) -> Inside:
    return link(f"#{anchor('release', tag)}", code(tag)) if tag else "–"


def filters(context: Context, verdicts: Sequence[Verdict]) -> Markup:
    """The form that a script brings to life; without one it is not shown."""
    boxes = [
        el("label", el("input", type="checkbox", name="verdict", value=one.value, checked=True), " ", badge(one))
        for one in Verdict
        if one in verdicts
    ]
    return el(
        "form",
        el("fieldset", el("legend", "Verdicts"), boxes),
        _choice("line", "Line", context.lines) if len(context.lines) > 1 else None,
        _choice("rule", "Rule", context.rules) if len(context.rules) > 1 else None,
        el("label", "Search ", el("input", type="search", name="text", autocomplete="off", spellcheck="false")),
        el("button", "Show all", type="reset"),
        el("button", "Open all", type="button", name="open"),
        el("output", aria_live="polite"),
        id="filter", hidden=True, role="search", aria_label="Filter the findings",
    )  # fmt: skip


def _choice(name: str, label: str, values: Sequence[str]) -> Markup:
    options = [el("option", "all", value=""), *(el("option", one, value=str(i)) for i, one in enumerate(values))]
    return el("label", f"{label} ", el("select", options, name=name))


def quiet_card(quiet: Quiet, context: Context) -> Markup:
    """Revisions without findings, as a card like those of the findings."""
    named = {release.line for release in quiet.releases}
    return el(
        "details",
        el(
            "summary",
            el("h3", badge(quiet.verdict), " ", words.counted(len(quiet.releases), context.noun), " without findings"),
            el("span", span_of([one.tag for one in quiet.releases], number=False), class_="line dim"),
        ),
        el(
            "div",
            el("p", quiet.note) if quiet.note else None,
            el(
                "ul",
                [
                    el("li", code(one.tag), " ", el("span", one.date, class_="dim"), id=anchor("release", one.tag))
                    for one in quiet.releases
                ],
                class_="releases",
            ),
            class_="inside",
        ),
        class_=f"case is-{quiet.verdict.value}", id=quiet.id, data_verdict=quiet.verdict.value, data_rule="",
        data_lines=" ".join(str(number) for number, name in enumerate(context.lines) if name in named),
    )  # fmt: skip


def coverage(context: Context) -> Markup:
    """What the verdicts rest on, what was not seen, and what is never seen."""
    seen, build = context.coverage, context.build
    several = len(context.releases) > 1
    tags = f", tags {', '.join(build.tags)}" if build.tags else ""
    commit = context.releases[0].commit if len(context.releases) == 1 else ""
    blind = [
        el("li", [(at(one.place, commit, context.hosting), ": ")] if one.place is not None else None, one.reason)
        for one in seen.blind[:_MOST_TROUBLES]
    ]
    more = len(seen.blind) - len(blind)
    return el(
        "section",
        el("h2", "What this rests on"),
        el("p", f"{words.coverage_line(seen, releases=several)}. Judged for {build.goos}/{build.goarch}{tags}."),
        (el("h3", "Not seen"), el("ul", blind, el("li", f"and {more:,} more") if more else None)) if blind else None,
        el("h3", "Limits"),
        el("ul", [el("li", one) for one in _LIMITS]),
        id="coverage",
    )


def rules(context: Context) -> Markup:
    """What each rule says of itself."""
    return el(
        "section",
        el("h2", "About the rule" if len(context.rules) == 1 else "About the rules"),
        [_rule(rule, context.about_rule(rule)) for rule in context.rules],
        id="rules",
    )


def _rule(rule: str, about: About | None) -> Markup:
    told = rendered(about.help, 3) if about is not None and about.help else el("p", "The document does not tell more.")
    title = f": {about.title}" if about is not None and about.title else None
    return el("div", el("h3", code(rule), title), told, class_="help", id=anchor("rule", rule))
