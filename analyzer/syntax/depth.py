"""Room for deeply nested source: Python's own recursion limit is no limit of Go's."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_LOCK = threading.Lock()
_FRAMES = 500_000  # about 100 MB of Python frames; Go's own parser gives up at 100,000 levels


def with_room(work: Callable[[], _T]) -> _T:
    """Runs pure Python recursion again with a higher limit where the limit in force was too low.

    Python functions that call each other directly need no C stack, so nothing but memory bounds them.

    Raises:
        RecursionError: even that was not enough.
    """
    try:
        return work()
    except RecursionError:
        pass
    with _LOCK:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + _FRAMES)
        try:
            return work()
        finally:
            sys.setrecursionlimit(limit)
