"""Judging trees: in this process or by workers, with former trees' verdicts where everything they rest on is the same."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Self

import msgspec

from analyzer.answers import Answers, Question, Results
from analyzer.findings import RuleResult
from analyzer.git import Objects
from analyzer.nilflow.entry import with_entries
from analyzer.nilflow.judge import judge, moved
from analyzer.program import Program
from analyzer.program.asked import Asked, verify
from analyzer.program.model import Opaque
from analyzer.resources import deep
from analyzer.rules.model import Rule
from analyzer.tree import TEXTS, GitBlobs, RevisionTree, Shelf, memory_tree

_FORMER = 10
"""Former trees whose replies a new one is compared with."""
_GARBAGE = 100_000
"""Objects made before Python looks for cycles: most of what is made here stays."""
_ALONE = 6
"""Trees that one process judges by itself: starting workers would take longer."""
_TREE = 64 << 20
"""Bytes of file contents that a judge of few trees keeps: all Go files of a large tree, since each of its words reads them again."""
_BATCH = 4
"""Trees that a worker gets at a time, at the least."""
_LARGEST_BATCH = 32
"""And at the most: an interruption loses what it has of them."""


class Judge:
    """Judges trees of one repository, in one process: a tree that replies to all of a former one's questions as that did has its
    verdict (`analyzer.program.asked`). What it finds is remembered; close it or use it as a context."""

    def __init__(self, objects: Objects, question: Question, texts: int = TEXTS) -> None:
        gc.set_threshold(_GARBAGE, 20, 50)
        self._question = question
        self._answers = Answers(question)
        self._verdicts = Answers(replace(question, entries=False), self._answers.store)
        self._shelf = Shelf(GitBlobs(objects), self._answers.store, tests=question.tests, texts=texts)
        self._former: dict[str, deque[tuple[Asked, RuleResult]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, tree: str) -> Results:
        """The results of all rules on one tree. Where an object is missing they are not remembered: it may be fetched."""
        with deep():
            results = self._judged(tree)
            if self._question.entries:
                results = self._entered(tree, results)
        gc.collect(1)  # programs refer to themselves; what was kept of this one is not looked at again
        return results

    def _judged(self, tree: str) -> Results:
        known = (
            self._verdicts.known((tree,)) if self._question.entries else {}
        )  # others are not asked for what is known
        if tree in known:
            return known[tree]
        results = tuple(self._result(tree, rule) for rule in self._question.rules)
        if not any(blind.kind == "object" for result in results for blind in result.coverage.blind):
            self._verdicts.remember(tree, results)
        return results

    def _entered(self, tree: str, results: Results) -> Results:
        read = RevisionTree(self._shelf, tree)
        results = with_entries(Program(read, self._question.build, tests=self._question.tests), results)
        if not read.blind:
            self._answers.remember(tree, results)
        return results

    def _result(self, tree: str, rule: Rule) -> RuleResult:
        read = RevisionTree(self._shelf, tree)
        files = read.files  # first of all: it reads the directories that are new, many at a time
        program = Program(read, self._question.build, tests=self._question.tests)
        result = self._again(rule, read, program)
        if result is None:
            result = judge(program, rule)
            if not read.blind:
                program.asked.finish(program)
                self._former.setdefault(rule.id, deque(maxlen=_FORMER)).appendleft((program.asked, result))
        return msgspec.structs.replace(result, coverage=msgspec.structs.replace(result.coverage, files=files))

    def _again(self, rule: Rule, tree: RevisionTree, program: Program) -> RuleResult | None:
        """The result of a former tree that has the same replies, at the places where things stand now."""
        for asked, result in self._former.get(rule.id, ()):
            try:
                shifts = verify(asked, program)
            except Opaque:
                return None
            if shifts is not None and not tree.blind:
                return moved(result, shifts)
        return None

    def close(self) -> None:
        """Writes what is to be remembered."""
        self._shelf.write()
        self._answers.store.close()


def judge_files(files: Mapping[str, bytes], question: Question) -> Results:
    """The results of all rules on a program given as files."""
    tree = memory_tree(files, tests=question.tests)
    with deep():
        return tuple(judge(Program(tree, question.build, tests=question.tests), rule) for rule in question.rules)


def judge_trees(objects: Objects, trees: Sequence[str], question: Question) -> Iterator[tuple[str, Results]]:
    """The results for every tree, as they come; by worker processes where there are enough trees. Neighbours should be similar."""
    jobs = min(question.jobs or os.cpu_count() or 1, max(1, len(trees) // _ALONE))
    if jobs > 1:
        yield from _in_workers(objects, trees, question, jobs)
        return
    own = Judge(objects, question, _TREE if len(trees) < _ALONE else TEXTS)
    for start in range(0, len(trees), _LARGEST_BATCH):
        with own:
            for tree in trees[start : start + _LARGEST_BATCH]:
                yield tree, own(tree)


_worker: Judge | None = None


def _start(objects: Objects, question: Question) -> None:
    global _worker  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _worker = Judge(objects, question)


def _leave_with_parent() -> None:
    """A killed parent cannot tell its workers to stop, and they would wait for their next trees for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(trees: Sequence[str]) -> list[tuple[str, bytes]]:
    """The results come encoded: pickling them would take longer than many a verdict."""
    assert _worker is not None
    with _worker:
        return [(tree, msgspec.msgpack.encode(_worker(tree))) for tree in trees]


def _in_workers(objects: Objects, trees: Sequence[str], question: Question, jobs: int) -> Iterator[tuple[str, Results]]:
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from multiprocessing import get_context

    shares = _shares(trees, jobs)
    size = min(_LARGEST_BATCH, max(_BATCH, len(trees) // (jobs * _LARGEST_BATCH)))
    running: dict[Future[list[tuple[str, bytes]]], tuple[ProcessPoolExecutor, int]] = {}
    with ExitStack() as stack:
        for number in range(jobs):
            worker = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_start, initargs=(objects.another(), question)
            )
            stack.callback(worker.shutdown, wait=True, cancel_futures=True)
            running[worker.submit(_work, _next(shares, number, size))] = worker, number
        while running:
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                worker, number = running.pop(done)
                batch = _next(shares, number, size)
                if batch:
                    running[worker.submit(_work, batch)] = worker, number
                yield from ((tree, msgspec.msgpack.decode(raw, type=Results)) for tree, raw in done.result())


def _shares(trees: Sequence[str], jobs: int) -> list[deque[str]]:
    """A stretch of neighbours for every two workers, who work towards each other from its ends: neighbours share most of their files,
    and often all of their replies, and where the two meet is where both have done their part. The last worker may be alone."""
    return [
        deque(trees[len(trees) * first // jobs : len(trees) * min(first + 2, jobs) // jobs])
        for first in range(0, jobs, 2)
    ]


def _next(shares: Sequence[deque[str]], number: int, size: int) -> list[str]:
    """The next trees for a worker, ``size`` at most: from its end of its own stretch, or of the longest when there is none left; few
    when it is almost done, so that no worker waits long for another."""
    share = shares[number // 2] or max(shares, key=len)
    take = share.pop if number % 2 else share.popleft
    return [take() for _ in range(min(size, -(-len(share) // 4)))]
