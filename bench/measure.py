"""Wall time and peak memory of a command, all its child processes included."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.01
_PAGE_SUM = "VmRSS:"


@dataclass(frozen=True)
class Run:
    """``seconds`` of wall time, ``megabytes`` of resident memory summed over the processes at its highest (0: unknown); ``said`` is
    what went to standard error."""

    seconds: float
    megabytes: float
    output: str
    said: str = ""


class CommandFailed(Exception):
    """The command ended with a code that is not one of the expected ones; the text is its last words."""


def measure(command: Sequence[str], environment: Mapping[str, str], expected: Sequence[int] = (0,)) -> Run:
    """Run the command once.

    Raises:
        CommandFailed: it ended with another code than the expected ones.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = _Peak(process.pid)
    sampler = threading.Thread(target=peak.watch, daemon=True)
    sampler.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - started
    peak.over.set()
    sampler.join()
    if process.returncode not in expected:
        words = (errors or output).strip().splitlines() or ["it said nothing"]
        raise CommandFailed(f"{Path(command[0]).name} ended with {process.returncode}: {words[-1]}")
    return Run(seconds, peak.kilobytes / 1024, output, errors)


def fastest(runs: Sequence[Run]) -> Run:
    """The fastest of several runs, with the highest memory of any."""
    run = min(runs, key=lambda run: run.seconds)
    return Run(run.seconds, max(run.megabytes for run in runs), run.output, run.said)


def best(command: Sequence[str], environment: Mapping[str, str], times: int, expected: Sequence[int] = (0,)) -> Run:
    """The fastest of ``times`` runs of one command."""
    return fastest([measure(command, environment, expected) for _ in range(times)])


class _Peak:
    def __init__(self, root: int) -> None:
        self.root = root
        self.kilobytes = 0
        self.over = threading.Event()

    def watch(self) -> None:
        while sys.platform == "linux" and not self.over.wait(_INTERVAL):
            self.kilobytes = max(self.kilobytes, sum(_resident(pid) for pid in _family(self.root)))


def _family(pid: int) -> list[int]:
    family = [pid]
    for member in family:
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{member}/task").iterdir():
                family += [int(child) for child in (thread / "children").read_text().split()]
    return family


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(_PAGE_SUM):
                return int(line.split()[1])
    return 0
