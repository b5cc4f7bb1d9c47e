"""Writing an answer: the one place that knows about the terminal behind standard output."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.cli.guard import INCOMPLETE, say
from analyzer.cli.options import Output
from analyzer.cli.targets import write_file

if TYPE_CHECKING:
    from analyzer.findings import Coverage, Verdict
    from analyzer.report import Document, Publication

_PIPE_WIDTH = 100


def write(text: str, encoding: str = "utf-8") -> None:
    """Text to standard output; what the encoding cannot say is escaped."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    # With PYTHONUNBUFFERED it is a raw file, which may take a part only and not say so.
    whole = io.BufferedWriter(buffer) if isinstance(buffer, io.RawIOBase) else buffer
    whole.write(text.encode(encoding, "backslashreplace"))
    whole.flush()
    if whole is not buffer:
        whole.detach()


def show(document: Document, output: Output, *, full: bool = False, publication: Publication | None = None) -> int:
    """Writes a document in every format that is wanted, and returns the exit code that it deserves.

    All are made before the first is written, and one that cannot be written does not cost the others."""
    from analyzer.findings import Scan, Scans, Timeline
    from analyzer.report import View, render
    from analyzer.report.publication import UNSAID

    said = publication or UNSAID
    view = View(
        terminal_width(), _color(output.color), not _speaks_unicode(), full, output.verbose, output.profile, said
    )
    plain = View(_PIPE_WIDTH, full=full, detail=output.verbose, profile=output.profile, publication=said)
    made = [(target, render(document, target.format, plain if target.file else view)) for target in output.targets]
    summary = _summary(document) if any(target.format == "github" for target in output.targets) else None
    lost = [target.file for target, text in made if target.file is not None and not _written(target.file, text)]
    if summary is not None and not _appended(*summary):
        lost.append(summary[0])
    for target, text in made:
        if target.file is None:
            write(text, (sys.stdout.encoding or "utf-8") if target.format == "text" else "utf-8")
    scans = document.scans if isinstance(document, Scans) else (document,) if isinstance(document, Scan) else ()
    if output.verbose and all(target.format != "text" for target in output.targets):
        _tell_coverage([result.coverage for scan in scans for result in scan.rules])
        if isinstance(document, Timeline):
            _tell_coverage([document.coverage])
    return INCOMPLETE if lost else exit_code(verdicts_of(document), output.fail_on)


def _summary(document: Document) -> tuple[Path, str] | None:
    """The file that a step of a GitHub job may append Markdown to, and what is; None outside of such a job."""
    from analyzer.report import render
    from analyzer.report.github import summary

    file = os.environ.get("GITHUB_STEP_SUMMARY")
    return (Path(file), summary(render(document, "markdown"))) if file else None


def _written(file: Path, text: str) -> bool:
    return _kept(file, lambda: write_file(file, text))


def _appended(file: Path, text: str) -> bool:
    def append() -> None:
        with file.open("ab") as opened:
            opened.write(text.encode("utf-8", "backslashreplace"))

    return _kept(file, append)


def _kept(file: Path, keep: Callable[[], None]) -> bool:
    try:
        keep()
    except OSError as error:
        say(f"{file} cannot be written: {error.strerror or error}")
        return False
    return True


def verdicts_of(document: Document) -> list[Verdict]:
    """The verdicts that the exit code depends on."""
    from analyzer.findings import Scans, Timeline
    from analyzer.stories import Backports, Bisection, News

    match document:
        case Timeline(releases=releases):
            return [release.verdict for release in releases]
        case Scans(scans=scans):
            return [scan.verdict for scan in scans]
        case Bisection(walks=walks):
            return [walk.verdict for walk in walks]
        case Backports(standings=standings):
            return [standing.verdict for standing in standings]
        case News(items=items):
            return [item.after for item in items if item.after is not None]
        case _:
            return [document.verdict]


def terminal_width() -> int:
    """Columns of the terminal, of ``COLUMNS``, or a pipe's."""
    return shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns


def exit_code(verdicts: Iterable[Verdict], fail_on: str) -> int:
    """1 when a verdict is at least as bad as ``fail_on``, else 3 when one is unknown, else 0."""
    from analyzer.findings import Verdict

    found = list(verdicts)
    if any(verdict.severity >= Verdict(fail_on).severity for verdict in found):
        return 1
    return INCOMPLETE if Verdict.UNKNOWN in found else 0


def _tell_coverage(coverages: Iterable[Coverage]) -> None:
    from analyzer.report.words import looked_at

    for coverage in coverages:
        say(looked_at(coverage))


def _color(wanted: str) -> bool:
    if wanted != "auto":
        return wanted == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _speaks_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
