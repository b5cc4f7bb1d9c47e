"""A timeline as a picture (SVG 1.1, no scripts, no outside resources): release lines as lanes, releases as marks by date.

A verdict has a colour and a shape of its own, so that neither is needed to tell them apart. What introduced and what fixed stands on
the main branch's lane; a backport is an arrow from there. The colours follow the reader's light or dark scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from analyzer.findings import Line, Release, Span, Timeline, Transition, Verdict
from analyzer.report import words
from analyzer.report.escape import xml

_YEAR = 112.0
_GAP = 8.5
"""Pixels of a year, and the fewest between two marks of a lane; less where they would be shown long after their day."""
_TIGHT = 4.5
_LANE = 30
_LEFT, _TOP, _RIGHT = 64, 78, 40
_LETTER = 6.8
_SHORT = 9
_NARROWEST = 560.0
_LONGEST = 200
"""Characters of the summary that are shown; all of it is in the description."""
_CLASSES = {
    Verdict.VULNERABLE: "v",
    Verdict.UNKNOWN: "u",
    Verdict.MITIGATED: "m",
    Verdict.SAFE: "s",
    Verdict.NOT_APPLICABLE: "n",
}
_SHAPES = {
    Verdict.VULNERABLE: "M-5.4 0L0-5.4L5.4 0L0 5.4Z",
    Verdict.UNKNOWN: "M-4.6 3.8L0-4.8L4.6 3.8Z",
    Verdict.MITIGATED: "M-3.6 0A3.6 3.6 0 1 0 3.6 0A3.6 3.6 0 1 0-3.6 0Z",
    Verdict.SAFE: "M-3.3-3.3H3.3V3.3H-3.3Z",
    Verdict.NOT_APPLICABLE: "M-2.4 0A2.4 2.4 0 1 0 2.4 0A2.4 2.4 0 1 0-2.4 0Z",
}
_STYLE = """
svg{background:var(--page);--page:#fff;--ink:#1f2328;--dim:#636c76;--grid:#d8dee4;--v:#c9202d;--u:#9a6700;--m:#0969da;--s:#1a7f37;--n:#8c959f}
@media(prefers-color-scheme:dark){svg{--page:#0d1117;--ink:#e6edf3;--dim:#9198a1;--grid:#30363d;--v:#ff6b64;--u:#e3b341;--m:#58a6ff;--s:#3fb950;--n:#7d8590}}
text{font:11px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:var(--ink)}
.h{font-size:15px;font-weight:600}.b{font-weight:600}.d{fill:var(--dim)}.e{text-anchor:end}.c{text-anchor:middle}.f{fill:var(--v)}.x{fill:var(--m)}
.g{stroke:var(--grid);stroke-width:1;fill:none}.a{stroke:var(--m);stroke-width:1.5;fill:none}.i{stroke:var(--v);stroke-width:1.2;stroke-dasharray:3 3;fill:none}
.t{stroke-width:2;opacity:.55}.k{stroke-width:1.2;stroke:var(--page)}
.v{fill:var(--v)}.u{fill:var(--u)}.m{fill:var(--m)}.s{fill:var(--s)}.n{fill:var(--page);stroke:var(--n)}
.t.v{stroke:var(--v)}.t.u{stroke:var(--u)}.t.m{stroke:var(--m)}.t.s{stroke:var(--s)}.t.n{stroke:var(--n)}
"""


class _Mark(NamedTuple):
    """A release and where it stands."""

    release: Release
    x: float


class _Scale:
    """Days to pixels."""

    def __init__(self, days: Sequence[int]) -> None:
        self.first = min(days, default=0)
        self.last = max(days, default=0)

    def x(self, day: int) -> float:
        return _LEFT + 14 + (day - self.first) * _YEAR / 365.25


def picture(timeline: Timeline) -> str:
    """The picture of a timeline."""
    return "".join(f"{line}\n" for line in _Picture(timeline).lines())


def embedded(timeline: Timeline, where: Callable[[str], str]) -> str:
    """The picture as a part of a page: every mark is a link to ``where`` its release is told about, by its tag."""
    return "\n".join(_Picture(timeline, where).lines())


class _Picture:
    def __init__(self, timeline: Timeline, where: Callable[[str], str] | None = None) -> None:
        self._timeline = timeline
        self._where = where
        days = [day for release in timeline.releases if (day := _day(release.date)) is not None]
        self._scale = _Scale(days)
        self._width = _NARROWEST
        self._lanes = {line.line: number for number, line in enumerate(timeline.lines)}
        self._marks = {line.line: self._placed(line.line) for line in timeline.lines}
        self._x = {mark.release.tag: mark.x for marks in self._marks.values() for mark in marks}
        self._events = [
            (line, one) for line in timeline.lines for one in (line.introduced, line.fixed) if one is not None
        ]

    def _placed(self, line: str) -> list[_Mark]:
        """A lane's releases: by date, in release order, none on top of another."""
        releases = [release for release in self._timeline.releases if release.line == line]
        places = [
            self._scale.x(self._scale.first if day is None else day) for day in (_day(one.date) for one in releases)
        ]
        room = self._scale.x(self._scale.last) - min(places, default=0.0)
        gap = max(_TIGHT, min(_GAP, room / max(1, len(places) - 1)))
        marks: list[_Mark] = []
        for release, place in zip(releases, places, strict=True):
            marks.append(_Mark(release, max(place, marks[-1].x + gap) if marks else place))
        return marks

    def lines(self) -> Iterator[str]:
        """The picture's text."""
        rightmost = max([self._scale.x(self._scale.last), *self._x.values()], default=0.0)
        told = words.closing(self._timeline)
        self._width = width = max(rightmost + _RIGHT, _NARROWEST, 24 + min(len(told), _LONGEST) * _LETTER)
        bottom = self._y(len(self._lanes)) - 4
        height = bottom + 60
        title = f"{', '.join(self._timeline.rules)} over {len(self._timeline.releases)} releases"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
            f'viewBox="0 0 {width:.0f} {height}" role="{"group" if self._where else "img"}" aria-labelledby="title told">'
        )
        yield f'<title id="title">{xml(title)}</title>'
        yield f'<desc id="told">{xml(told)}</desc>'
        yield f"<style>{_STYLE}</style>"
        yield '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        yield '<path class="m" d="M0 0L8 4L0 8Z"/></marker></defs>'
        yield _text(12, 22, f"{title}{f' of {self._timeline.repository}' if self._timeline.repository else ''}", "h")
        yield _text(12, 40, told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…", "d")
        yield from self._years(width, bottom)
        if self._events:
            yield f'<path class="g" d="M{_LEFT} {self._y(-1)}H{width - 12:.0f}"/>'
            yield _text(_LEFT - 8, self._y(-1) + 4, "main", "d e")
        for line in self._timeline.lines:
            yield from self._lane(line, width)
        yield from self._told()
        yield from _legend(bottom + 44)
        yield "</svg>"

    def _y(self, lane: int) -> int:
        """A lane's height; -1 is the main branch's."""
        return _TOP + (lane + 1) * _LANE + (8 if lane >= 0 and self._events else -_LANE if not self._events else 0)

    def _years(self, width: float, bottom: float) -> Iterator[str]:
        if self._scale.last == self._scale.first:
            return
        first, last = date.fromordinal(self._scale.first).year, date.fromordinal(self._scale.last).year
        for year in range(first + 1, last + 1):
            x = self._scale.x(date(year, 1, 1).toordinal())
            if x < width - 20:
                yield f'<path class="g" d="M{x:.1f} 58V{bottom + 2:.0f}" opacity=".6"/>'
                yield _text(x, bottom + 14, str(year), "d c")

    def _lane(self, line: Line, width: float) -> Iterator[str]:
        y = self._y(self._lanes[line.line])
        marks = self._marks[line.line]
        yield _text(_LEFT - 8, y + 4, line.line[:10], "b e")
        yield f'<path class="g" d="M{_LEFT} {y}H{width - 12:.0f}" opacity=".5"/>'
        for span in self._timeline.spans:
            if span.line == line.line and span.count > 1 and {span.first, span.last} <= self._x.keys():
                yield self._span(span, y)
        for mark in marks:
            yield self._mark(mark, y)
        if line.first_affected in self._x:
            yield _text(self._x[line.first_affected] + 2, y - 8, line.first_affected, "f e")
        if line.first_fixed in self._x:
            yield _text(self._x[line.first_fixed] - 2, y - 8, line.first_fixed, "x")

    def _span(self, span: Span, y: int) -> str:
        return f'<path class="t {_CLASSES[span.verdict]}" d="M{self._x[span.first]:.1f} {y}H{self._x[span.last]:.1f}"/>'

    def _mark(self, mark: _Mark, y: int) -> str:
        release = mark.release
        about = ", ".join(part for part in (release.tag, release.verdict.value, release.date) if part)
        worst = next(
            (one.condition for one in release.findings if one.verdict is release.verdict and one.condition), ""
        )
        told = f"{about}{f', when {worst}' if worst else ''}"
        shape = (
            f'<path class="k {_CLASSES[release.verdict]}" data-release="{xml(release.tag)}" '
            f'transform="translate({mark.x:.1f} {y})" d="{_SHAPES[release.verdict]}"><title>{xml(told)}</title></path>'
        )
        if self._where is None:
            return shape
        return f'<a href="{xml(self._where(release.tag))}" aria-label="{xml(about)}">{shape}</a>'

    def _told(self) -> Iterator[str]:
        """What introduced and fixed, on the main lane, with the ways from there to the lines."""
        seen: set[tuple[str, str]] = set()
        for line, one in self._events:
            affects = one.after is Verdict.VULNERABLE
            commit = one.backport.commit if one.backport is not None else one.responsible.commit
            x = self._at(one.backport.date if one.backport is not None else one.merged.date)
            if (commit, str(affects)) not in seen:
                seen.add((commit, str(affects)))
                yield self._event(one, commit, x, affects=affects)
            tag = line.first_affected if affects else line.first_fixed
            y = self._y(self._lanes[line.line])
            end = self._x.get(tag, x)
            if one.backport is not None:
                yield (
                    f'<path class="a" marker-end="url(#head)" d="M{x:.1f} {self._y(-1) + 6}'
                    f'C{x:.1f} {(y + self._y(-1)) / 2:.0f} {end:.1f} {(y + self._y(-1)) / 2:.0f} {end:.1f} {y - 20}">'
                    f"<title>{xml(f'backport of {commit[:_SHORT]} as {one.responsible.commit[:_SHORT]}')}</title></path>"
                )
            elif affects:
                yield f'<path class="i" d="M{x:.1f} {self._y(-1) + 6}L{end:.1f} {y - 7}"/>'

    def _event(self, one: Transition, commit: str, x: float, *, affects: bool) -> str:
        kind = Verdict.VULNERABLE if affects else Verdict.MITIGATED
        label = f"{'introduced' if affects else 'fixed'} {commit[:_SHORT]}"
        told = f"{label}: {one.responsible.summary} ({one.responsible.author})"
        y = self._y(-1)
        before = " e" if affects or x > self._width - len(label) * _LETTER else ""
        return (
            f'<path class="k {_CLASSES[kind]}" transform="translate({x:.1f} {y}) scale(1.25)" d="{_SHAPES[kind]}">'
            f"<title>{xml(told)}</title></path>{_text(x, y - 10, label, ('f' if affects else 'x') + before)}"
        )

    def _at(self, day: str) -> float:
        known = _day(day)
        return self._scale.x(known) if known is not None else float(_LEFT)


def _legend(y: float) -> Iterator[str]:
    x = 18.0
    for verdict in Verdict:
        yield f'<path class="k {_CLASSES[verdict]}" transform="translate({x:.0f} {y - 4:.0f})" d="{_SHAPES[verdict]}"/>'
        yield _text(x + 9, y, verdict.value, "d")
        x += 24 + len(verdict.value) * _LETTER
    yield f'<path class="a" marker-end="url(#head)" d="M{x:.0f} {y - 4:.0f}h20"/>'
    yield _text(x + 26, y, "backport", "d")


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.0f}" class="{kind}">{xml(text)}</text>'


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
