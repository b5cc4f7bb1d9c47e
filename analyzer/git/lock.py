"""One process at a time: an flock(2) that ends with the processes that hold it, however they end."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path


@contextlib.contextmanager
def locked(file: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Holds ``file`` locked and gives its descriptor: a child that inherits it holds the lock as well.

    ``waiting`` is called once if another process holds it. The file stays, as deleting it would let two in.

    Raises:
        OSError: the file cannot be made or locked.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
