"""The commands as functions: repository + revisions + rules -> messages. Start reading here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from analyzer import history
from analyzer.answers import Answers, Question, Results
from analyzer.findings import About, Blind, Coverage, Release, RuleResult, Scan, Scans, Timeline, Verdict, worst
from analyzer.git import BrokenRevision, Repository, Revision

_AT_ONCE = 500
"""Trees whose remembered results are looked up together."""

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being worked on)."""


def scan(
    repository: Repository,
    revisions: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None = None,
) -> Iterator[Scan]:
    """Judges revisions, in the order given, and finds the API call that leads to each finding. A revision that cannot be read gets the
    verdict unknown with its reason."""
    return _scans(repository, revisions, replace(question, entries=True), progress)


def _scans(
    repository: Repository,
    revisions: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None,
) -> Iterator[Scan]:
    judged = _judge_all(repository, revisions, question, progress)
    modules = _modules(repository, judged, question)
    for revision in revisions:
        if isinstance(revision, BrokenRevision):
            yield _broken(revision, repository, question)
        else:
            yield _scanned(revision, judged[revision.tree], repository, question, modules.get(revision.tree))


def together(scans: Sequence[Scan]) -> Scans:
    """Several scans of one question in one document."""
    return Scans(tuple(msgspec.structs.replace(one, about=()) for one in scans), scans[0].about if scans else ())


def timeline(
    repository: Repository,
    releases: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None = None,
) -> Timeline:
    """Judges release tags and puts them in order (`analyzer.history`)."""
    scans = list(_scans(repository, releases, question, progress))
    return history.timeline(
        [release(one) for one in scans],
        [rule.id for rule in question.rules],
        coverage=_summed([result.coverage for one in scans for result in one.rules]),
        build=question.build,
        repository=repository.name,
        about=_about(question),
    )


def try_program(files: Mapping[str, bytes], question: Question) -> Scan:
    """Judges a program given as files, as ``niltrail rules test`` does with a rule's examples."""
    from analyzer.judging import judge_files

    return _scanned(Revision("", "", "", ""), judge_files(files, question), None, question)


def judged(
    repository: Repository, names: Mapping[str, str], question: Question, progress: Progress | None = None
) -> Iterator[tuple[str, Results]]:
    """The results for every tree, as they come. ``names`` are by tree, for the progress; neighbours should be similar. Those that are
    remembered need no analysis, nor its imports."""
    trees = list(names)
    unknown: list[str] = []
    done = 0
    for start in range(0, len(trees), _AT_ONCE):
        some = trees[start : start + _AT_ONCE]
        with Answers(question) as answers:
            known = answers.known(some)
        unknown += [tree for tree in some if tree not in known]
        done += len(known)
        yield from known.items()
    if unknown:
        from analyzer.judging import judge_trees

        for tree, results in judge_trees(repository.objects, unknown, question):
            done += 1
            yield tree, results
            if progress is not None:
                progress(done, len(trees), names[tree])


def _judge_all(
    repository: Repository,
    revisions: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None,
) -> dict[str, Results]:
    names: dict[str, str] = {}
    for revision in revisions:
        if isinstance(revision, Revision):
            names.setdefault(revision.tree, revision.name)
    return dict(judged(repository, names, question, progress))


def _modules(repository: Repository, trees: Iterable[str], question: Question) -> dict[str, str]:
    """The paths of the modules at the roots of some trees, as their go.mod files say."""
    with Answers(question) as answers:
        known = answers.modules(trees)
        unknown = [tree for tree in trees if tree not in known]
        if unknown:
            from analyzer.tree.modules import module_paths

            found = module_paths(repository.objects, unknown)
            answers.remember_modules(found)
            known |= found
    return known


def _scanned(
    revision: Revision, results: Results, repository: Repository | None, question: Question, module: str | None = None
) -> Scan:
    return Scan(
        revision=revision.name,
        commit=revision.commit,
        date=revision.date,
        verdict=worst([result.verdict for result in results]),
        findings=tuple(finding for result in results for finding in result.findings),
        rules=tuple(msgspec.structs.replace(result, findings=()) for result in results),
        about=_about(question),
        build=question.build,
        repository=repository.name if repository is not None else "",
        module=module,
    )


def _about(question: Question) -> tuple[About, ...]:
    return tuple(rule.about for rule in question.rules)


def _broken(revision: BrokenRevision, repository: Repository, question: Question) -> Scan:
    coverage = Coverage(blind=(Blind(revision.reason, kind="object"),))
    results = tuple(
        RuleResult(rule.id, Verdict.UNKNOWN, coverage=coverage, note=revision.reason) for rule in question.rules
    )
    return _scanned(Revision(revision.name, "", "", ""), results, repository, question)


def release(one: Scan) -> Release:
    """A scan as a release of a timeline."""
    notes = dict.fromkeys(result.note for result in one.rules if result.note)
    verdicts = tuple(result.verdict for result in one.rules) if len(one.rules) > 1 else ()
    return Release(
        one.revision, one.commit, one.date, "", one.verdict, one.findings, "; ".join(notes), one.module, verdicts
    )


def _summed(parts: Sequence[Coverage]) -> Coverage:
    """What several verdicts rest on: the largest of each count, and everything that could not be seen."""
    return Coverage(
        files=max((part.files for part in parts), default=0),
        candidates=max((part.candidates for part in parts), default=0),
        parsed=max((part.parsed for part in parts), default=0),
        bodies=max((part.bodies for part in parts), default=0),
        blind=tuple(dict.fromkeys(blind for part in parts for blind in part.blind)),
    )
