"""A progress bar on a terminal's standard error, and nothing at all in a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_LONGEST = 40


class Bar:
    """What long work reports to. ``transfer`` and ``judging`` are None where nobody looks, so that nothing is counted in vain."""

    transfer: Callable[[str, int, int], None] | None = None
    judging: Callable[[int, int, str], None] | None = None


class _Shown(Bar):
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None)
        self.transfer = self._show
        self.judging = lambda done, total, what: self._show(what, done, total)

    def _show(self, what: str, done: int, total: int) -> None:
        from analyzer.report.escape import visible

        text = visible(what)
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        self._progress.update(self._task, description=short, completed=done, total=total or None)


@contextlib.contextmanager
def progress() -> Iterator[Bar]:
    """A bar that is gone when the work is done."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False, table_column=None),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        yield _Shown(shown)
