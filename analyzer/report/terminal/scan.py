"""A scan in the terminal: the verdict, and for every site the path of the value hop by hop."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from analyzer.findings import Blind, Finding, Guard, Hop, Reach, Scan, Verdict
from analyzer.places import Place
from analyzer.report import words
from analyzer.report.escape import visible
from analyzer.report.terminal.page import Page, said, style_of

_COVERS = {"every path": Verdict.SAFE, "some paths": Verdict.UNKNOWN}
_OUTCOMES = {"nil": Verdict.VULNERABLE, "unknown": Verdict.UNKNOWN}
_LABEL = 7
_FEW = 5


def scan_page(page: Page, scan: Scan, *, full: bool = False, detail: bool = False) -> None:
    """Writes one revision. ``full`` shows every path and not only the worst, ``detail`` what was looked at."""
    rules = ", ".join(result.rule for result in scan.rules)
    page.add(page.joined([page.verdict(scan.verdict), said(scan.revision, "bold"), said(rules)]))
    origin = " at ".join(part for part in (scan.repository, scan.commit[:12]) if part)
    page.add(said(", ".join(part for part in (origin, scan.date) if part), "dim"), 2)
    for result in scan.rules:
        if result.note and not any(finding.rule == result.rule for finding in scan.findings):
            page.blank()
            page.hang(Text("  "), said(f"{result.rule}: {result.note}"))
    for finding in words.findings_by_severity(scan.findings):
        page.blank()
        _finding(page, finding, scan.revision, full=full)
    page.blank()
    coverage = words.coverage_of(scan)
    page.add(said(f"{words.sentence(scan)}. {words.coverage_line(coverage)}."))
    if detail:
        for result in scan.rules:
            page.add(said(f"{result.rule}: {words.looked_at(result.coverage)}.", "dim"))
    _troubles(page, coverage.blind, detail=detail)


def _finding(page: Page, finding: Finding, revision: str, *, full: bool) -> None:
    page.hang(Text("  "), page.verdict(finding.verdict) + Text("  ") + said(str(finding.site), "bold"))
    page.add(said(finding.caller).append(f" {page.signs.arrow} ", "dim").append_text(said(finding.callee)), 4)
    page.add(said(words.passes(finding)), 4)
    reaches = words.worst_first(finding.reaches)
    for number, reach in enumerate(reaches if full else reaches[:1]):
        page.blank()
        _ladder(page, finding.entry if number == 0 else (), reach, _end_style(finding, reach))
        if full and reach.condition:
            page.hang(_label("when"), said(reach.condition))
    page.blank()
    if finding.condition and not full:
        page.hang(_label("when"), said(finding.condition, "bold"))
    for guard in finding.guards:
        _guard(page, guard)
    if not full:
        _others(page, reaches[1:])
    if (other := finding.contrast) is not None:
        page.hang(_label("unlike"), said(f"{other.caller}, which {words.gives(finding, other)}"))
        page.hang(_label(""), _place(other.place))
    if note := words.own_note(finding):
        page.hang(_label("note"), said(note))
    if full:
        page.hang(_label("rule"), said(finding.rule, "dim"))
    else:
        where = "" if revision == "HEAD" else f" --rev {revision}"
        page.hang(_label("more"), said(f"niltrail explain {finding.fingerprint}{where}", "dim"))


def _end_style(finding: Finding, reach: Reach) -> str:
    """The colour of a path's end. Nil that arrives is no harm where the finding says so."""
    verdict = _OUTCOMES.get(reach.outcome, Verdict.MITIGATED)
    return style_of(min(verdict, finding.verdict, key=lambda one: one.severity))


def _ladder(page: Page, entry: Sequence[Hop], reach: Reach, style: str) -> None:
    """One rung a hop, the sink last. Places stand in a column of their own where all of them fit, else below their hop."""
    hops = [hop for hop in reach.path if not (hop.kind == "sink" and hop.place == reach.sink)]
    end = said(reach.name, "bold").append(" " if reach.name else "").append_text(said(words.outcome(reach), style))
    rungs = [(visible(hop.kind), said(hop.text, "dim"), _place(hop.place)) for hop in entry]
    rungs += [(visible(hop.kind), said(hop.text), _place(hop.place)) for hop in hops]
    rungs.append(("sink" if reach.name else "lost", end, _place(reach.sink)))
    kinds = max(cell_len(kind) for kind, _, _ in rungs)
    indent = 4 + 2 + kinds + 2
    widest = max(text.cell_len for _, text, _ in rungs)
    beside = all(indent + widest + 2 + place.cell_len <= page.width for _, _, place in rungs)
    for number, (kind, text, place) in enumerate(rungs, 1):
        last = number == len(rungs)
        label = Text("    ").append(f"{page.signs.last if last else page.signs.rung} ", "dim")
        label.append(f"{kind:<{kinds}}  ", style if last else "dim")
        below = Text("    ").append(" " if last else page.signs.bar, "dim")
        below.append(" " * (indent - below.cell_len))
        if beside:
            page.hang(label, text.append(" " * (widest - text.cell_len + 2)).append_text(place))
        else:
            page.hang(label, text, below)
            page.hang(below, place)
    if reach.reason:
        page.hang(_label("why"), said(reach.reason))


def _guard(page: Page, guard: Guard) -> None:
    style = style_of(_COVERS.get(guard.covers, Verdict.NOT_APPLICABLE))
    text = said(f"covers {guard.covers}: ", style).append_text(said(words.guard_effect(guard)))
    if guard.condition:
        text.append(" when ", "dim").append_text(said(guard.condition))
    page.hang(_label("guard"), text)
    page.hang(_label(""), _place(guard.place))


def _others(page: Page, reaches: Sequence[Reach]) -> None:
    """The reaches that are no worse, in short."""
    for reach in reaches[:_FEW]:
        page.hang(_label("also"), said(f"{reach.name} {words.outcome(reach)}".strip()))
        page.hang(_label(""), _place(reach.sink))
    if len(reaches) > _FEW:
        page.hang(_label("also"), Text(f"{len(reaches) - _FEW} more"))


def _troubles(page: Page, blind: Sequence[Blind], *, detail: bool) -> None:
    """What was not seen, with its place: the first few, or with ``detail`` all of it."""
    shown = blind if detail else blind[:_FEW]
    for trouble in shown:
        where = f"{trouble.place}: " if trouble.place else ""
        page.hang(said("  ? ", "yellow"), said(f"{where}{trouble.reason}"))
    if len(blind) > len(shown):
        page.add(said(f"{len(blind) - len(shown)} more: -v shows all", "dim"), 4)


def _label(name: str) -> Text:
    return said(f"    {name:<{_LABEL}}", "dim")


def _place(place: Place) -> Text:
    return said(str(place), "blue")
