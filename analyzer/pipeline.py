"""The commands as functions: repository + revisions + rules -> messages. Start reading here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.findings import Build, Scan, Timeline
from analyzer.git import BrokenRevision, Repository, Revision
from analyzer.rules.model import Rule

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being worked on)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every revision. ``tests`` includes test files. ``jobs`` worker processes, 0: as many as there are cores.
    ``cache_dir`` None keeps nothing on disk."""

    rules: tuple[Rule, ...]
    build: Build = Build()
    tests: bool = False
    jobs: int = 0
    cache_dir: Path | None = None


def scan(
    repository: Repository,
    revisions: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None = None,
) -> Iterator[Scan]:
    """Judges revisions, in the order given. A revision that cannot be read gets the verdict unknown with its reason."""
    raise NotImplementedError


def timeline(
    repository: Repository,
    releases: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: Progress | None = None,
) -> Timeline:
    """Judges release tags and puts them in order (`analyzer.history`)."""
    raise NotImplementedError


def try_program(files: dict[str, bytes], question: Question) -> Scan:
    """Judges a program given as files, as ``niltrail rules test`` does with a rule's examples."""
    raise NotImplementedError
