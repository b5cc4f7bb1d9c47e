"""Inside a merge: the commit that changes the verdict."""

from __future__ import annotations

from collections.abc import Callable

from analyzer.chronicle.ledger import Ledger
from analyzer.findings import Verdict
from analyzer.git import Repository, Revision, RevisionError, first_parents
from analyzer.history.transitions import probed, steps

_DEEP = 50
"""Merges inside merges beyond this are not looked into."""
_FEW = 200
"""A merged branch with more commits than this is probed rather than judged commit by commit."""


class Culprits:
    """Finds the responsible commits of merges.

    Args:
        repository: where they are.
        ledger: their verdicts.
        known: commits that were read before.
    """

    def __init__(self, repository: Repository, ledger: Ledger, known: dict[str, Revision]) -> None:
        self._repository = repository
        self._ledger = ledger
        self._known = known

    def of(self, merge: Revision, rule: int, after: Verdict, depth: int = 0) -> Revision:
        """The commit among those that a merge brings which has the new verdict while its first parent has not; inside merges that it
        brings too. The merge itself where none has: what it joins changes the verdict together, or its resolution does."""
        if depth > _DEEP:
            return merge
        for parent in merge.parents[1:]:
            brought = first_parents(self._repository, parent, self._known, excluding=merge.parents[:1])
            side = [one for one in brought if isinstance(one, Revision)]
            if not side or self._ledger.verdict(side[-1], rule) is not after:
                continue
            base = self.commit(side[0].parents[0]) if side[0].parents else None
            chain = [*([base] if base is not None else []), *side]
            verdicts = self._verdicts(chain, rule)
            last = next((step for step in reversed(steps(verdicts)) if step.after is after), None)
            if last is not None:
                return self.of(chain[last.at], rule, after, depth + 1)
            if base is None and len(side) == len(
                brought
            ):  # a history of its own, with the verdict from its first commit on
                return side[0]
        return merge

    def commit(self, id: str) -> Revision | None:
        """A commit by its id, if it can be read."""
        if id not in self._known:
            try:
                self._known[id] = self._repository.resolve(id)
            except RevisionError:
                return None
        return self._known[id]

    def _verdicts(self, chain: list[Revision], rule: int) -> list[Verdict | None]:
        judge: Callable[[int], Verdict] = lambda at: self._ledger.verdict(chain[at], rule)  # noqa: E731
        if len(chain) > _FEW:
            return probed(len(chain), judge)
        return [judge(at) for at in range(len(chain))]
