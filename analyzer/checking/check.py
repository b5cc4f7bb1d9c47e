"""Repository + tree + base + what is known and answered for -> a check, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import msgspec

from analyzer import pipeline
from analyzer.answers import Question
from analyzer.checking import baseline as baselines
from analyzer.checking.comments import WORD, Covering, covering
from analyzer.checking.comparing import compared, present
from analyzer.checking.doubts import TEST, doubts, left_out, sure, verdict
from analyzer.checking.edits import Edits
from analyzer.checking.hidden import with_hidden
from analyzer.checking.suppressing import suppressed
from analyzer.checks import Baseline, Check, Result, Suppression
from analyzer.errors import NiltrailError
from analyzer.findings import Scan, Verdict
from analyzer.git import MissingObject, Repository, Revision, WorkTree, mentioning
from analyzer.seen import MODIFIED, matters


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a revision, with ``work_tree`` where it is what is on disk."""

    revision: Revision
    work_tree: WorkTree | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """What it is compared with, and under which name. ``notes`` tell how it was chosen."""

    name: str
    revision: Revision
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known and answered for; ``comments`` asks the sources for that too. ``today`` is a day as YYYY-MM-DD, ``rules`` are all that there are, asked or not, ``mildest`` is the mildest
    verdict that needs an answer."""

    today: str
    rules: tuple[str, ...]
    mildest: Verdict = Verdict.UNKNOWN
    baseline: Baseline | None = None
    baseline_name: str = ""
    ignores: tuple[Suppression, ...] = ()
    comments: bool = True


def check(
    repository: Repository,
    subject: Subject,
    base: Base | None,
    terms: Terms,
    question: Question,
    progress: pipeline.Progress | None = None,
) -> Check:
    """Judges a tree for its author, beside a base or by itself."""
    with ThreadPoolExecutor(1) as aside:  # git searches while the trees are judged
        search = aside.submit(_mentioning, repository, subject, terms)
        edits = _edits(repository, base, subject)
        before, after = _judged(repository, base, subject, edits, question, progress)
        comments = _comments(repository, subject, search.result(), terms, question)
    if before is not None:
        after = with_hidden(before, after, edits, question)
    asked = [rule.id for rule in question.rules]
    results = _results(before, after, edits)
    if terms.baseline is not None:
        results = baselines.known(results, terms.baseline, asked, base=before is not None)
    results, lost = sure(results, before, after)
    results, suppressions = suppressed(
        results, comments, terms.ignores, today=terms.today, mildest=terms.mildest, asked=asked
    )
    return Check(
        revision=subject.revision.name,
        commit=subject.revision.commit,
        date=subject.revision.date,
        changed=subject.work_tree.changed if subject.work_tree is not None else 0,
        base=base.name if base is not None else "",
        base_commit=base.revision.commit if base is not None else "",
        baseline=terms.baseline_name,
        results=tuple(sorted(results, key=_order)),
        suppressions=tuple(suppressions),
        rules=after.rules,
        verdict=verdict(results, before, after),
        notes=tuple(_notes(subject, base, before, after, lost, edits, question)),
        about=after.about,
        build=question.build,
        repository=repository.name,
    )


def _edits(repository: Repository, base: Base | None, subject: Subject) -> Edits | None:
    if base is None:
        return None
    try:
        return Edits(repository, base.revision.tree, subject.revision.tree)
    except NiltrailError:
        return None


def _judged(
    repository: Repository,
    base: Base | None,
    subject: Subject,
    edits: Edits | None,
    question: Question,
    progress: pipeline.Progress | None,
) -> tuple[Scan | None, Scan]:
    """The base first: what it was asked is asked again of the other tree, which mostly replies the same. A change of nothing that the
    program reads is not judged at all."""
    now = subject.revision
    if base is None:
        (after,) = pipeline.scan(repository, [now], question, progress)
        return None, after
    if edits is not None and not _matters(edits, question):
        (before,) = pipeline.scan(repository, [base.revision], question, progress)
        return before, msgspec.structs.replace(before, revision=now.name, commit=now.commit, date=now.date)
    before, after = pipeline.scan(repository, [base.revision, now], question, progress)
    return before, after


def _matters(edits: Edits, question: Question) -> bool:
    def status(former: str, path: str) -> str:
        return MODIFIED if former == path else "A"

    return any(
        matters(status(one.former, one.path), path, tests=question.tests)
        for one in edits.paths
        for path in (one.former, one.path)
        if path
    )


def _results(before: Scan | None, after: Scan, edits: Edits | None) -> list[Result]:
    if before is None:
        return present(after.findings)
    return compared(before.findings, after.findings, edits, doubts(before))


def _order(result: Result) -> tuple[object, ...]:
    finding = result.finding
    return (not result.counts, -finding.verdict.severity, finding.rule, result.place, finding.fingerprint, result.state)


def _notes(
    subject: Subject,
    base: Base | None,
    before: Scan | None,
    after: Scan,
    lost: Sequence[Result],
    edits: Edits | None,
    question: Question,
) -> Iterator[str]:
    if base is not None:
        yield from base.notes
        if edits is None:
            yield "the lines of the two trees cannot be compared: results are shown at their calls"
    if before is not None:
        for rule, reasons in sorted(doubts(before).items()):
            yield f"the base could not be judged in full by {rule}, so that what is there may not be new: {min(reasons)}"
    for one in lost:
        called = f"{one.finding.caller} → {one.finding.callee}"
        yield f"{called} at {one.place} was not found again; whether it is gone nobody can tell, as not all was seen"
    if subject.work_tree is not None:
        yield from subject.work_tree.notes
        yield from left_out(subject.work_tree, after, question)


def _mentioning(repository: Repository, subject: Subject, terms: Terms) -> list[str]:
    return mentioning(repository, subject.revision.tree, WORD) if terms.comments else []


def _comments(
    repository: Repository, subject: Subject, paths: Sequence[str], terms: Terms, question: Question
) -> list[Covering]:
    found: list[Covering] = []
    for path in paths:
        if path.endswith(TEST) and not question.tests:
            continue
        try:
            content = repository.objects.read(f"{subject.revision.tree}:{path}")[2]
        except MissingObject:
            continue  # nothing is hidden by what cannot be read
        found += covering(path, content, terms.rules)
    return found
