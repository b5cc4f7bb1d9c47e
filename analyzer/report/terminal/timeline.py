"""A timeline in the terminal: one row per release line, its spans side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from analyzer.findings import Line, Release, Span, Timeline, Verdict
from analyzer.report import words
from analyzer.report.escape import visible
from analyzer.report.sentences import origin
from analyzer.report.terminal.blocks import blocks_page, styled
from analyzer.report.terminal.page import Page, said, style_of
from analyzer.report.told import beside

_FEW = 10
_WIDEST_NAME = 20
_CONDITIONS = 3


def timeline_page(page: Page, timeline: Timeline, *, detail: bool = False) -> None:
    """Writes a timeline; ``detail`` shows what was looked at."""
    rules = ", ".join(timeline.rules)
    page.add(page.joined([page.verdict(timeline.verdict), said(rules, "bold"), said(timeline.repository)]))
    page.blank()
    width = min(max((cell_len(visible(line.line)) for line in timeline.lines), default=0), _WIDEST_NAME)
    column = max((page.verdict(span.verdict).cell_len for span in timeline.spans), default=0)
    for line in timeline.lines:
        _row(page, line, [span for span in timeline.spans if span.line == line.line], (width, column))
        for condition in words.conditions(timeline, line)[:_CONDITIONS]:
            page.hang(said(" " * (width + 4)) + said("when ", "dim"), said(condition))
    if timeline.upstream is not None:
        blocks_page(page, beside(timeline.upstream))
    page.blank()
    page.add(page.joined(page.verdict(verdict) for verdict in Verdict))
    _notes(page, [release for release in timeline.releases if release.verdict is Verdict.UNKNOWN])
    page.blank()
    page.add(said(words.closing(timeline), "bold"))
    first = next((line.first_affected for line in timeline.lines if line.first_affected), "")
    if first:
        page.add(said(f"niltrail scan {first} shows why.", "dim"))
    page.add(said(f"{words.coverage_line(timeline.coverage, releases=True)}.", "dim"))
    if detail:
        page.add(said(f"{words.looked_at(timeline.coverage)}.", "dim"))


def _row(page: Page, line: Line, spans: Sequence[Span], widths: tuple[int, int]) -> None:
    """The spans in one line of text where they fit, else one below the other; ``widths`` of lines' names and of verdicts."""
    width, column = widths
    name = said(line.line, "bold")
    label = Text("  ").append_text(name).append(" " * max(width - name.cell_len, 0) + "  ")
    cells = [(page.verdict(span.verdict), _tags(page, span)) for span in spans]
    row = said(f" {page.signs.bar} ", "dim").join(
        _padded(verdict, 0 if number else column) + Text("  ") + tags for number, (verdict, tags) in enumerate(cells)
    )
    if page.fits(label.plain, row.plain):
        page.hang(label, row)
    else:
        for number, (verdict, tags) in enumerate(cells):
            page.hang(Text(" " * label.cell_len) if number else label, _padded(verdict, column) + Text("  ") + tags)
    if line.first_affected:
        page.hang(Text(" " * label.cell_len), said(words.since(line), style_of(Verdict.VULNERABLE)))
    for one in (line.introduced, line.fixed):
        if one is not None:
            page.hang(Text(" " * label.cell_len), styled(page, origin(one)), Text(" " * (label.cell_len + 2)))


def _padded(text: Text, width: int) -> Text:
    return text + Text(" " * max(width - text.cell_len, 0))


def _tags(page: Page, span: Span) -> Text:
    if span.count == 1:
        return said(span.first)
    between = f" {page.signs.dots} " if span.count > 2 else ", "
    text = said(span.first).append(between, "dim").append_text(said(span.last))
    return text.append(f" ({span.count})", "dim") if span.count > 2 else text


def _notes(page: Page, unknown: Sequence[Release]) -> None:
    """Why releases could not be judged."""
    if not unknown:
        return
    page.blank()
    for release in unknown[:_FEW]:
        page.hang(said("  ? ", style_of(Verdict.UNKNOWN)), said(f"{release.tag}: {release.note or 'see its findings'}"))
    if len(unknown) > _FEW:
        page.add(said(f"{len(unknown) - _FEW} more, which --format json tells", "dim"), 4)
