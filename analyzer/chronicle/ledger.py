"""The verdicts of many revisions, kept small: thousands of commits have few different results."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

import msgspec

from analyzer import pipeline
from analyzer.answers import Answers, Question, Results
from analyzer.findings import Finding, Verdict
from analyzer.git import BrokenRevision, Repository, Revision, touched

if TYPE_CHECKING:
    from analyzer.judging import Judge

_FEW = 16
"""Trees that the judge at hand is done with before workers, who know nothing yet, would be."""
_FINDINGS = tuple[tuple[Finding, ...], ...]


class Ledger:
    """The results of all rules on a repository's revisions, by their trees. Use it as a context.

    Args:
        repository: whose revisions are judged.
        question: what is asked of them.
        progress: told how far `judge` is.
    """

    def __init__(self, repository: Repository, question: Question, progress: pipeline.Progress | None = None) -> None:
        self._repository = repository
        self._question = question
        self._progress = progress
        self._found: dict[str, bytes] = {}
        self._shared: dict[bytes, bytes] = {}
        self._verdicts: dict[str, tuple[Verdict, ...]] = {}
        self._like: dict[str, str] = {}
        self._judge: Judge | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._judge is not None:
            self._judge.close()

    def expect_alike(self, chains: Iterable[Sequence[Revision | BrokenRevision]]) -> None:
        """Notes which commits of first-parent histories, oldest first, changed nothing that a verdict can depend on."""
        from analyzer.seen import matters

        known = [[one for one in chain if isinstance(one, Revision)] for chain in chains]
        tips = [chain[-1].commit for chain in known if chain]
        quiet = {
            commit
            for commit, paths in touched(self._repository, tips)
            if not any(matters(one.status, one.path, tests=self._question.tests) for one in paths)
        }
        for chain in known:
            for former, revision in itertools.pairwise(chain):
                if revision.commit in quiet and revision.parents[:1] == (former.commit,):
                    self._like.setdefault(revision.tree, self._like.get(former.tree, former.tree))

    def judge(self, revisions: Iterable[Revision | BrokenRevision]) -> None:
        """Judges revisions at once; neighbours should be similar."""
        names: dict[str, str] = {}
        for revision in revisions:
            if isinstance(revision, Revision):
                names.setdefault(self._tree(revision), revision.name)
        wanted = {tree: name for tree, name in names.items() if tree not in self._verdicts}
        if len(wanted) <= _FEW:
            for tree in wanted:
                self._judge_alone(tree)
            return
        self._make_room()
        for tree, results in pipeline.judged(self._repository, wanted, self._question, self._progress):
            self._keep(tree, results)

    def judged(self, revision: Revision | BrokenRevision) -> bool:
        """Whether a revision's verdict is known already."""
        return isinstance(revision, Revision) and self._tree(revision) in self._verdicts

    def verdict(self, revision: Revision | BrokenRevision, rule: int) -> Verdict:
        """What a rule, by its number in the question, says of a revision; it is judged now if it was not before."""
        if isinstance(revision, BrokenRevision):
            return Verdict.UNKNOWN
        tree = self._tree(revision)
        if tree not in self._verdicts:
            self._judge_alone(tree)
        return self._verdicts[tree][rule]

    def findings(self, revision: Revision | BrokenRevision, rule: int) -> tuple[Finding, ...]:
        """What a rule finds in a revision."""
        if isinstance(revision, BrokenRevision):
            return ()
        self.verdict(revision, rule)
        return msgspec.msgpack.decode(self._found[self._tree(revision)], type=_FINDINGS)[rule]

    def _tree(self, revision: Revision) -> str:
        return self._like.get(revision.tree, revision.tree)

    def _keep(self, tree: str, results: Results) -> None:
        self._verdicts[tree] = tuple(result.verdict for result in results)
        found = msgspec.msgpack.encode([result.findings for result in results])
        self._found[tree] = self._shared.setdefault(found, found)

    def _make_room(self) -> None:
        """Workers will need the memory that a judge and a git of our own hold; both come again when they are needed."""
        self._repository.objects.close()
        if self._judge is not None:
            self._judge.close()
            self._judge = None

    def _judge_alone(self, tree: str) -> None:
        with Answers(self._question) as answers:
            known = answers.known([tree])
        if tree not in known:
            from analyzer.judging import Judge

            if self._judge is None:
                self._judge = Judge(self._repository.objects, self._question)
            known = {tree: self._judge(tree)}
        self._keep(tree, known[tree])
