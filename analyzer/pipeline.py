"""The commands as functions: repository + revisions + rules -> messages. Start reading here."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from analyzer import __version__, history
from analyzer.cache import Store
from analyzer.findings import Blind, Build, Coverage, Release, RuleResult, Scan, Timeline, Verdict, worst
from analyzer.git import BrokenRevision, Objects, Repository, Revision
from analyzer.nilflow.judge import judge, moved
from analyzer.program import Program
from analyzer.program.asked import Asked, verify
from analyzer.rules.model import Rule
from analyzer.tree import GitBlobs, RevisionTree, Shelf, memory_tree

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being worked on)."""

_DEEP = 20_000
"""Python's recursion limit while judging: code nests deeper than Python's default allows."""
_FORMER = 10
"""Former trees whose replies a new one is compared with."""
_GARBAGE = 100_000
"""Objects made before Python looks for cycles: most of what is made here stays."""
_ALONE = 6
"""Trees that one process judges by itself: starting workers would take longer."""
_BATCH = 4
"""Trees that a worker gets at a time."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every revision. ``tests`` includes test files. ``jobs`` worker processes, 0: as many as there are cores.
    ``cache_dir`` None keeps nothing on disk."""

    rules: tuple[Rule, ...]
    build: Build = field(default_factory=Build)
    tests: bool = False
    jobs: int = 0
    cache_dir: Path | None = None


Results = tuple[RuleResult, ...]


def scan(
    repository: Repository,
    revisions: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None = None,
) -> Iterator[Scan]:
    """Judges revisions, in the order given. A revision that cannot be read gets the verdict unknown with its reason."""
    judged = _judge_all(repository, revisions, question, progress)
    for revision in revisions:
        if isinstance(revision, BrokenRevision):
            yield _broken(revision, repository, question)
        else:
            yield _scanned(revision, judged[revision.tree], repository, question)


def timeline(
    repository: Repository,
    releases: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None = None,
) -> Timeline:
    """Judges release tags and puts them in order (`analyzer.history`)."""
    scans = list(scan(repository, releases, question, progress))
    return history.timeline(
        [_release(one) for one in scans],
        [rule.id for rule in question.rules],
        coverage=_together([result.coverage for one in scans for result in one.rules]),
        build=question.build,
        repository=repository.name,
    )


def try_program(files: Mapping[str, bytes], question: Question) -> Scan:
    """Judges a program given as files, as ``niltrail rules test`` does with a rule's examples."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _DEEP))
    tree = memory_tree(files, tests=question.tests)
    results = tuple(judge(Program(tree, question.build, tests=question.tests), rule) for rule in question.rules)
    return _scanned(Revision("", "", "", ""), results, None, question)


# ---- judging ---------------------------------------------------------------------------------------


class Judge:
    """Judges trees of one repository, in one process. What was judged before with the same rules is remembered on disk; and a tree
    that replies to all of a former one's questions as that did has its verdict (`analyzer.program.asked`)."""

    def __init__(self, objects: Objects, question: Question) -> None:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _DEEP))
        gc.set_threshold(_GARBAGE, 20, 50)
        self._question = question
        self._store = Store.open(question.cache_dir, __version__)
        self._shelf = Shelf(GitBlobs(objects), self._store, tests=question.tests)
        self._build = msgspec.json.encode((question.build, question.tests)).decode()
        self._former: dict[str, deque[tuple[Asked, RuleResult]]] = {}

    def __call__(self, tree: str) -> Results:
        """The results of all rules on one tree."""
        return tuple(self._result(tree, rule) for rule in self._question.rules)

    def _result(self, tree: str, rule: Rule) -> RuleResult:
        key = f"{tree} {rule.digest} {self._build}"
        known = self._store.get("verdict", key)
        if known is not None:
            return msgspec.json.decode(known, type=RuleResult)
        read = RevisionTree(self._shelf, tree)
        program = Program(read, self._question.build, tests=self._question.tests)
        result = self._again(rule, read, program)
        if result is None:
            result = judge(program, rule)
            if not read.blind:
                program.asked.finish(program)
                self._former.setdefault(rule.id, deque(maxlen=_FORMER)).appendleft((program.asked, result))
        coverage = msgspec.structs.replace(result.coverage, files=read.files)
        result = msgspec.structs.replace(result, coverage=coverage)
        self._store.put("verdict", key, msgspec.json.encode(result))
        return result

    def _again(self, rule: Rule, tree: RevisionTree, program: Program) -> RuleResult | None:
        """The result of a former tree that has the same replies, at the places where things stand now."""
        former = self._former.get(rule.id, ())
        for asked, result in former:
            shifts = verify(asked, program)
            if shifts is not None and not tree.blind:
                return moved(result, shifts)
        return None

    def close(self) -> None:
        """Writes what is to be remembered."""
        self._shelf.write()
        self._store.close()


def _judge_all(
    repository: Repository,
    revisions: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None,
) -> dict[str, Results]:
    """The results for every tree, each tree once; by worker processes where there are enough trees."""
    names: dict[str, str] = {}
    for revision in revisions:
        if isinstance(revision, Revision):
            names.setdefault(revision.tree, revision.name)
    jobs = min(question.jobs or os.cpu_count() or 1, max(1, len(names) // _ALONE))
    judged: dict[str, Results] = {}
    with ExitStack() as stack:
        batches = (
            _in_process(repository, names, question, stack)
            if jobs < 2
            else _in_workers(repository, names, question, jobs, stack)
        )
        for tree, results in batches:
            judged[tree] = results
            if progress is not None:
                progress(len(judged), len(names), names[tree])
    return judged


def _in_process(
    repository: Repository, names: Mapping[str, str], question: Question, stack: ExitStack
) -> Iterator[tuple[str, Results]]:
    own = Judge(repository.objects, question)
    stack.callback(own.close)
    for tree in names:
        yield tree, own(tree)


_worker: Judge | None = None


def _start(objects: Objects, question: Question) -> None:
    global _worker  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Judge(objects, question)


def _work(trees: Sequence[str]) -> list[tuple[str, Results]]:
    assert _worker is not None
    found = [(tree, _worker(tree)) for tree in trees]
    _worker.close()
    return found


def _in_workers(
    repository: Repository, names: Mapping[str, str], question: Question, jobs: int, stack: ExitStack
) -> Iterator[tuple[str, Results]]:
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from multiprocessing import get_context

    trees = list(names)
    shares = [deque(share) for share in _shares(trees, jobs)]
    running: dict[Future[list[tuple[str, Results]]], int] = {}
    workers = []
    for number in range(jobs):
        workers.append(
            ProcessPoolExecutor(
                1,
                mp_context=get_context("spawn"),
                initializer=_start,
                initargs=(repository.objects.another(), question),
            )
        )
        stack.callback(workers[-1].shutdown, wait=True, cancel_futures=True)
        running[workers[number].submit(_work, _next(shares, number))] = number
    while running:
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            number = running.pop(done)
            batch = _next(shares, number)
            if batch:
                running[workers[number].submit(_work, batch)] = number
            yield from done.result()


def _shares(trees: Sequence[str], jobs: int) -> list[Sequence[str]]:
    """Neighbours stay together: they share most of their files, and often all of their replies."""
    size = -(-len(trees) // jobs)
    return [trees[start : start + size] for start in range(0, size * jobs, size)]


def _next(shares: Sequence[deque[str]], number: int) -> list[str]:
    """The next trees for a worker: from the start of its own share, or from the end of the largest when it has none left."""
    own = shares[number]
    if own:
        return [own.popleft() for _ in range(min(_BATCH, len(own)))]
    other = max(shares, key=len)
    return [other.pop() for _ in range(min(_BATCH, len(other)))]


# ---- messages --------------------------------------------------------------------------------------


def _scanned(revision: Revision, results: Results, repository: Repository | None, question: Question) -> Scan:
    return Scan(
        revision=revision.name,
        commit=revision.commit,
        date=revision.date,
        verdict=worst([result.verdict for result in results]),
        findings=tuple(finding for result in results for finding in result.findings),
        rules=tuple(msgspec.structs.replace(result, findings=()) for result in results),
        build=question.build,
        repository=repository.name if repository is not None else "",
    )


def _broken(revision: BrokenRevision, repository: Repository, question: Question) -> Scan:
    coverage = Coverage(blind=(Blind(revision.reason, kind="object"),))
    results = tuple(
        RuleResult(rule.id, Verdict.UNKNOWN, coverage=coverage, note=revision.reason) for rule in question.rules
    )
    return _scanned(Revision(revision.name, "", "", ""), results, repository, question)


def _release(one: Scan) -> Release:
    notes = dict.fromkeys(result.note for result in one.rules if result.note)
    return Release(one.revision, one.commit, one.date, "", one.verdict, one.findings, "; ".join(notes))


def _together(parts: Sequence[Coverage]) -> Coverage:
    """What several verdicts rest on: the largest of each count, and everything that could not be seen."""
    return Coverage(
        files=max((part.files for part in parts), default=0),
        candidates=max((part.candidates for part in parts), default=0),
        parsed=max((part.parsed for part in parts), default=0),
        bodies=max((part.bodies for part in parts), default=0),
        blind=tuple(dict.fromkeys(blind for part in parts for blind in part.blind)),
    )
