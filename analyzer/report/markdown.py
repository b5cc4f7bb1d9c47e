"""Messages -> Markdown (CommonMark with GitHub's tables), for pull requests, issues and reports that are kept.

Everything that came from a repository stands in a code span or is escaped: no name can become a link, a mention, markup or HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.findings import Coverage, Finding, Guard, Hop, Reach, Release, Scan, Scans, Span, Timeline, Verdict
from analyzer.places import Place
from analyzer.report import words
from analyzer.report.blocks import Item, name, own
from analyzer.report.documents import Document
from analyzer.report.escape import cell, code, prose
from analyzer.report.hosting import Hosting
from analyzer.report.marked import marked
from analyzer.report.sentences import origin
from analyzer.report.told import beside, blocks

_SIGNS = {
    Verdict.VULNERABLE: "🔴",
    Verdict.UNKNOWN: "🟡",
    Verdict.MITIGATED: "🔵",
    Verdict.SAFE: "🟢",
    Verdict.NOT_APPLICABLE: "⚪",
}
_MOST_TROUBLES = 50


class _Source:
    """Where files of a commit can be looked at: links where the hosting service is known, plain places for all others."""

    def __init__(self, repository: str, commit: str) -> None:
        self._hosting = Hosting(repository)
        self._commit = commit

    def place(self, place: Place) -> str:
        text = code(str(place))
        where = self._hosting.file(place, self._commit)
        return f"[{text}]({where})" if where else text


def markdown(document: Document) -> str:
    """The text of a document; equal documents give equal text."""
    match document:
        case Scan():
            lines = list(_scan(document))
        case Scans(scans=scans):
            lines = [line for scan in scans for line in (*_scan(scan), "")]
        case Timeline():
            lines = list(_timeline(document))
        case _:
            lines = list(
                marked(
                    blocks(document), _SIGNS, lambda place, commit: _Source(document.repository, commit).place(place)
                )
            )
    return "\n".join(lines).rstrip("\n") + "\n"


def comment(document: Document) -> str:
    """The text for a bot's comment: the first line is a mark by which the bot finds its own comment again; it is not shown."""
    return f"<!-- niltrail {document.document} -->\n{markdown(document)}"


def _verdict(verdict: Verdict) -> str:
    return f"{_SIGNS[verdict]} **{verdict.value}**"


def _scan(scan: Scan) -> Iterable[str]:
    source = _Source(scan.repository, scan.commit)
    yield f"## {_SIGNS[scan.verdict]} {code(scan.revision)} is {scan.verdict.value}"
    yield ""
    commit = f"Commit {code(scan.commit)} of {prose(scan.date)}" if scan.commit else "No commit"
    yield commit + (f" in {code(scan.repository)}." if scan.repository else ".")
    for result in scan.rules:
        if result.note and not any(finding.rule == result.rule for finding in scan.findings):
            yield from ("", f"{code(result.rule)}: {prose(result.note)}")
    for finding in words.findings_by_severity(scan.findings):
        yield ""
        yield from _finding(finding, source)
    coverage = words.coverage_of(scan)
    yield from _coverage(f"{words.sentence(scan)}. {words.coverage_line(coverage)}", coverage)


def _finding(finding: Finding, source: _Source) -> Iterable[str]:
    yield f"### {_SIGNS[finding.verdict]} {finding.verdict.value}: {code(str(finding.site))}"
    yield ""
    yield f"{code(finding.caller)} calls {code(finding.callee)} and {prose(words.passes(finding))} at {source.place(finding.site)}."
    reaches = words.worst_first(finding.reaches)
    if reaches:
        yield ""
        yield from _path(finding.entry, reaches[0], source)
    facts = list(_facts(finding, reaches[1:], source))
    if facts:
        yield ""
        yield from facts


def _facts(finding: Finding, others: Sequence[Reach], source: _Source) -> Iterable[str]:
    if finding.condition:
        yield f"- **When** {code(finding.condition)}"
    for guard in finding.guards:
        yield f"- **Guard** on {prose(guard.covers)}: {_guard(guard)}, {source.place(guard.place)}"
    for reach in others:
        name = f"{code(reach.name)} " if reach.name else ""
        yield f"- **Also** {name}{prose(words.outcome(reach))}, {source.place(reach.sink)}{_because(reach)}"
    if (other := finding.contrast) is not None:
        yield f"- **Unlike** {code(other.caller)}, which {prose(words.gives(finding, other))}, {source.place(other.place)}"
    if note := words.own_note(finding):
        yield f"- **Note** {prose(note)}"
    yield f"- **Rule** {code(finding.rule)}, fingerprint {code(finding.fingerprint)}"


def _guard(guard: Guard) -> str:
    if guard.covers == "nothing":
        return f"{code(guard.text)} never holds any more"
    instead = code(guard.fallback) if guard.fallback else "something else"
    effect = "ends in an error" if guard.blocks else f"uses {instead} instead"
    return f"{code(guard.text)} {effect}" + (f", when {code(guard.condition)}" if guard.condition else "")


def _path(entry: Sequence[Hop], reach: Reach, source: _Source) -> Iterable[str]:
    hops = [hop for hop in reach.path if not (hop.kind == "sink" and hop.place == reach.sink)]
    for number, hop in enumerate([*entry, *hops], 1):
        yield f"{number}. {prose(hop.kind)} {code(hop.text)}, {source.place(hop.place)}"
    name = f"{code(reach.name)} " if reach.name else ""
    yield f"{len(entry) + len(hops) + 1}. {name}**{prose(words.outcome(reach))}**, {source.place(reach.sink)}{_because(reach)}"


def _because(reach: Reach) -> str:
    return f": {prose(reach.reason)}" if reach.reason else ""


def _timeline(timeline: Timeline) -> Iterable[str]:
    yield f"## {_SIGNS[timeline.verdict]} {', '.join(code(rule) for rule in timeline.rules)} over {len(timeline.releases)} releases"
    yield ""
    if timeline.repository:
        yield from (f"Repository {code(timeline.repository)}.", "")
    yield prose(words.closing(timeline))
    yield ""
    yield "| line | releases | first affected | first fixed |"
    yield "|---|---|---|---|"
    for line in timeline.lines:
        spans = "<br>".join(_span(span) for span in timeline.spans if span.line == line.line)
        yield f"| {cell(line.line)} | {spans} | {cell(line.first_affected)} | {cell(line.first_fixed)} |"
    yield from _origins(timeline)
    if timeline.upstream is not None:
        yield ""
        yield from marked(beside(timeline.upstream), _SIGNS, lambda place, _: code(str(place)))
    yield from _table("Affected releases", [one for one in timeline.releases if one.verdict is Verdict.VULNERABLE])
    yield from _table(
        "Releases that could not be judged", [one for one in timeline.releases if one.verdict is Verdict.UNKNOWN]
    )
    yield from _coverage(words.coverage_line(timeline.coverage, releases=True), timeline.coverage)


def _origins(timeline: Timeline) -> Iterable[str]:
    told = [(line, one) for line in timeline.lines for one in (line.introduced, line.fixed) if one is not None]
    if told:
        yield from ("", "### Introduced and fixed", "")
        items = [Item("", (name(line.line), own(": "), *origin(one))) for line, one in told]
        yield from marked(items, _SIGNS, lambda place, commit: _Source(timeline.repository, commit).place(place))


def _coverage(summary: str, coverage: Coverage) -> Iterable[str]:
    yield ""
    yield prose(summary) + "."
    if coverage.blind:
        yield ""
    for trouble in coverage.blind[:_MOST_TROUBLES]:
        yield f"- {code(str(trouble.place)) + ' ' if trouble.place else ''}{prose(trouble.reason)}"
    if len(coverage.blind) > _MOST_TROUBLES:
        yield f"- {len(coverage.blind) - _MOST_TROUBLES} more"


def _span(span: Span) -> str:
    between = " … " if span.count > 2 else ", "
    tags = cell(span.first) if span.count == 1 else f"{cell(span.first)}{between}{cell(span.last)}"
    return f"{_verdict(span.verdict)} {tags}" + (f" ({span.count})" if span.count > 2 else "")


def _table(title: str, releases: Sequence[Release]) -> Iterable[str]:
    if not releases:
        return
    yield from ("", f"### {title}", "", "| release | date | site | when or why |", "|---|---|---|---|")
    for release in releases:
        worst = [finding for finding in release.findings if finding.verdict is release.verdict]
        sites = "<br>".join(dict.fromkeys(cell(str(finding.site)) for finding in worst)) or "—"
        reasons = [cell(finding.condition) for finding in worst if finding.condition]
        reasons += [prose(reach.reason) for finding in worst for reach in finding.reaches if reach.reason]
        reasons += [prose(release.note)] if release.note else []
        yield f"| {cell(release.tag)} | {prose(release.date)} | {sites} | {'<br>'.join(dict.fromkeys(reasons)) or '—'} |"
