"""Answering questions that lean on each other.

A question that is asked again while it is being answered gets the answer so far (nothing, at first); whoever leaned on
that is worked out again until the answer no longer changes. Only answers that lean on nothing unfinished are remembered
for good. Depth and work are bounded: beyond them a question gets the answer its asker has prepared for that case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

DEEPEST = 6
"""Questions open inside each other."""
MOST_ROUNDS = 8
"""Times an answer is worked out again because it leans on itself."""
MOST_WORK = 4_000
"""Expressions traced for one question from outside, all that it leads to included."""


@dataclass(eq=False, slots=True)
class _Open:
    answer: Any
    round: int = 0
    leaned: bool = False


class Questions:
    """The questions under way and the answers known."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}
        self._open: dict[Hashable, _Open] = {}
        self._drafts: dict[Hashable, tuple[Any, frozenset[tuple[_Open, int]]]] = {}
        self._leaning: set[tuple[_Open, int]] = set()
        self._limit = _Open(None)
        self._work = 0

    def ask(self, key: Hashable, find: Callable[[], T], empty: T, cut: Callable[[], T]) -> T:
        """The answer to ``key``: remembered, or found by ``find``; ``empty`` is what it may lean on first, ``cut`` gives
        the answer where the bounds are reached."""
        if key in self._answers:
            return self._answers[key]  # type: ignore[no-any-return]
        if key in self._open:
            entry = self._open[key]
            entry.leaned = True
            self._leaning.add((entry, entry.round))
            return entry.answer  # type: ignore[no-any-return]
        if key in self._drafts and all(self._still(*lean) for lean in self._drafts[key][1]):
            self._leaning |= self._drafts[key][1]
            return self._drafts[key][0]  # type: ignore[no-any-return]
        if len(self._open) >= DEEPEST or self._work > MOST_WORK:
            self._leaning.add((self._limit, 0))
            return cut()
        return self._find(key, find, empty, cut)

    def _find(self, key: Hashable, find: Callable[[], T], empty: T, cut: Callable[[], T]) -> T:
        outermost = not self._open
        entry = self._open[key] = _Open(empty)
        outer, self._leaning = self._leaning, set()
        try:
            while True:
                self._leaning = set()
                entry.leaned = False
                answer = find()
                if not entry.leaned or answer == entry.answer:
                    break
                entry.round += 1
                if entry.round > MOST_ROUNDS:
                    answer = cut()
                    break
                entry.answer = answer
        finally:
            del self._open[key]
            leaning = {lean for lean in self._leaning if lean[0] is not entry}
            self._leaning = outer | leaning
            if outermost:
                self._leaning, self._work = set(), 0
                self._drafts.clear()
        if outermost or not leaning:
            self._answers[key] = answer
        else:
            self._drafts[key] = (answer, frozenset(leaning))
        return answer

    def _still(self, entry: _Open, number: int) -> bool:
        return entry is self._limit or (entry.round == number and any(entry is other for other in self._open.values()))

    def spend(self) -> bool:
        """Counts one step of work; False once the bound is reached."""
        self._work += 1
        if self._work > MOST_WORK:
            self._leaning.add((self._limit, 0))
            return False
        return True
