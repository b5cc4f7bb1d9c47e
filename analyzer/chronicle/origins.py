"""Which commits stand between two releases of a timeline with different verdicts: what introduced, what fixed, what it is a backport of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.chronicle.ledger import Ledger
from analyzer.chronicle.walks import Range, Teller
from analyzer.findings import Line, Release, Timeline, Transition, Verdict
from analyzer.git import BrokenRevision, Repository, Revision

_AFFECTED = Verdict.VULNERABLE


def explained(
    timeline: Timeline,
    repository: Repository,
    tags: Sequence[Revision | BrokenRevision],
    main: Revision | None,
    question: Question,
    progress: pipeline.Progress | None = None,
) -> Timeline:
    """A timeline whose affected lines tell what introduced and what fixed them. ``tags`` are its releases; ``main`` is the main
    branch's newest commit, where the originals of backports are looked for. Probes by halving between the releases."""
    if not any(line.first_affected for line in timeline.lines):
        return timeline
    with Ledger(repository, question, progress) as ledger:
        finder = _Finder(timeline, {tag.name: tag for tag in tags if isinstance(tag, Revision)}, main)
        teller = Teller(repository, question, ledger, {})
        return msgspec.structs.replace(timeline, lines=tuple(finder.told(line, teller) for line in timeline.lines))


class _Finder:
    def __init__(self, timeline: Timeline, tags: dict[str, Revision], main: Revision | None) -> None:
        self._releases = [release for release in timeline.releases if release.tag in tags]
        self._tags = tags
        self._main = main

    def told(self, line: Line, teller: Teller) -> Line:
        """A line with its transitions."""
        if line.first_affected not in self._tags:
            return line
        introduced = self._between(self._before(line.first_affected), line.first_affected, teller, affected=True)
        fixed = None
        if line.first_fixed in self._tags:
            last = self._before(line.first_fixed, line.line)
            fixed = self._between(last, line.first_fixed, teller, affected=False)
            if fixed is not None and introduced is not None and self._main is not None:
                fixed = self._with_original(fixed, introduced, self._main, teller)
        return msgspec.structs.replace(line, introduced=introduced, fixed=fixed)

    def _before(self, tag: str, line: str = "") -> Release | None:
        """The last release before a tag: on its line an affected one, else the last that is known not to be affected."""
        at = [release.tag for release in self._releases].index(tag)
        if line:
            wanted = [one for one in self._releases[:at] if one.line == line and one.verdict is _AFFECTED]
        else:
            wanted = [one for one in self._releases[:at] if one.verdict in history.FIXED]
        return wanted[-1] if wanted else None

    def _between(self, start: Release | None, end: str, teller: Teller, *, affected: bool) -> Transition | None:
        """The last commit up to a release that makes it affected, or no longer so."""
        head = self._tags[end]
        since = self._tags[start.tag] if start is not None else None
        for begin in dict.fromkeys((since, None)):  # a line may start in the middle of an affected stretch
            one = Range(end, head, begin, history.line_of(end))
            found = [step for step in teller.told(one) if (step.after is _AFFECTED) == affected]
            found = [step for step in found if affected or step.before is _AFFECTED]
            if found:
                return found[-1]
        return None

    def _with_original(self, fixed: Transition, introduced: Transition, main: Revision, teller: Teller) -> Transition:
        """A fix with the main branch's that it is a backport of. The main branch is searched from where it was affected on."""
        start = teller.commit(introduced.merged.commit)
        if start is None:
            return fixed
        originals = [one for one in teller.told(Range(main.name, main, start)) if one.before is _AFFECTED]
        return teller.matched(fixed, main.name, originals)
