"""Room for deeply nested source: Python's own recursion limit is no limit of Go's."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")
_FRAMES = 500_000  # about 100 MB of Python frames; Go's own parser gives up at 100,000 levels


class _Limit:
    """The interpreter's recursion limit, raised once somebody needs more and put back when nobody is at work any more.

    It is one limit for all threads, and CPython 3.11 aborts when it is lowered under a thread that is deeper than that.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work = 0
        self._usual: int | None = None

    def enter(self) -> None:
        with self._lock:
            self._at_work += 1

    def lift(self) -> None:
        with self._lock:
            if self._usual is None:
                self._usual = sys.getrecursionlimit()
                sys.setrecursionlimit(self._usual + _FRAMES)

    def leave(self) -> None:
        with self._lock:
            self._at_work -= 1
            if self._usual is not None and not self._at_work:
                with suppress(RecursionError):  # this thread's own caller came to stand deeper: the limit stays
                    sys.setrecursionlimit(self._usual)
                self._usual = None


_LIMIT = _Limit()


def with_room(work: Callable[[], _T]) -> _T:
    """Runs pure Python recursion, again with a higher limit where the limit in force was too low.

    Python functions that call each other directly need no C stack, so nothing but memory bounds them.

    Raises:
        RecursionError: even that was not enough.
    """
    _LIMIT.enter()
    try:
        try:
            return work()
        except RecursionError:
            _LIMIT.lift()
        return work()
    finally:
        _LIMIT.leave()
