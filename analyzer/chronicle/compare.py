"""What changed between two revisions."""

from __future__ import annotations

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.findings import Scan
from analyzer.git import BrokenRevision, Repository, Revision
from analyzer.stories import Difference, End


def diff(
    repository: Repository,
    before: Revision | BrokenRevision,
    after: Revision | BrokenRevision,
    question: Question,
    progress: pipeline.Progress | None = None,
) -> Difference:
    """Two revisions, site by site."""
    old, new = pipeline.scan(repository, [before, after], question, progress)
    return Difference(
        before=_end(old),
        after=_end(new),
        pairs=tuple(history.compared(old.findings, new.findings)),
        rules=tuple(rule.id for rule in question.rules),
        verdict=new.verdict,
        build=question.build,
        repository=repository.name,
    )


def _end(scan: Scan) -> End:
    notes = tuple(dict.fromkeys(rule.note for rule in scan.rules if rule.note))
    return End(scan.revision, scan.commit, scan.date, scan.verdict, notes)
