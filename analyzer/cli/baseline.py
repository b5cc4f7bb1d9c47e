"""niltrail baseline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.guard import INCOMPLETE, say
from analyzer.cli.help import EXIT_CODES, Command, Group
from analyzer.cli.options import Ask, Output, asking_here, showing_of

if TYPE_CHECKING:
    from analyzer.findings import Scan

_EXAMPLES = """\
Examples:
  niltrail baseline write known.json         once, when a project begins to check itself; commit the file
  niltrail check --baseline known.json       in CI: only what is not in it, or is worse, fails
  niltrail baseline diff known.json          what became of each entry
  niltrail baseline prune known.json         after a fix: forget what is gone
"""
_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_REV = click.option("--rev", metavar="REV", help="Judge this commit, and not what is on disk.")


@click.group(cls=Group, epilog=_EXAMPLES)
def baseline() -> None:
    """Keep known findings in a file: only new and worse ones fail.

    Entries go by fingerprint: moved calls and shifted lines are no news. The file is sorted, an entry a line.
    """


@baseline.command(cls=Command)
@_FILE
@asking_here
@_REV
def write(ask: Ask, file: Path, rev: str | None) -> int:
    """Write all findings of now to FILE.

    Exit codes: 0 written, 2 usage, 3 written, but something was not seen.
    """
    from analyzer.checking import baselines

    scan = _scanned(ask, rev)
    made = baselines.of(scan.findings)
    _save(file, baselines.text(made))
    click.echo(f"{_findings(len(made.findings))} known in {file}")
    return _doubtful(scan, "what is found later counts as new")


@baseline.command(cls=Command, epilog=EXIT_CODES)
@_FILE
@asking_here
@_REV
@showing_of("check")
def diff(ask: Ask, output: Output, file: Path, rev: str | None) -> int:
    """Tell what became of the entries of FILE: new, worsened, unchanged, better, fixed.

    The same as 'niltrail check --baseline FILE', without suppressions.
    """
    from analyzer import checking
    from analyzer.cli.asking import question
    from analyzer.cli.check import known, shown, subject
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress

    asked = question(ask)
    terms = checking.Terms("", (), baseline=known(file), baseline_name=shown(file), comments=False)
    with progress() as bar, subject(ask, rev, bar) as (opened, judged):
        found = checking.check(opened, judged, None, terms, asked, bar.judging)
    return show(found, output)


@baseline.command(cls=Command)
@_FILE
@asking_here
@_REV
def prune(ask: Ask, file: Path, rev: str | None) -> int:
    """Forget the entries of FILE that are gone, and lower those that are better.

    Exit codes: 0 pruned, 2 usage, 3 nothing done, as something was not seen and nobody can tell what is gone.
    """
    from analyzer.checking import baselines
    from analyzer.cli.check import known

    former = known(file)
    scan = _scanned(ask, rev)
    code = _doubtful(scan, "nothing was pruned")
    if code:
        return code
    kept, gone, lowered = baselines.pruned(former, scan.findings, [rule.rule for rule in scan.rules])
    if kept != former:
        _save(file, baselines.text(kept))
    click.echo(f"{_findings(len(kept.findings))} known in {file}: {gone} gone, {lowered} lowered")
    return 0


def _scanned(ask: Ask, rev: str | None) -> Scan:
    from analyzer import pipeline
    from analyzer.cli.asking import question
    from analyzer.cli.check import subject
    from analyzer.cli.progress import progress

    asked = question(ask)
    with progress() as bar, subject(ask, rev, bar) as (opened, judged):
        (scan,) = pipeline.scan(opened, [judged.revision], asked, bar.judging)
    return scan


def _doubtful(scan: Scan, so: str) -> int:
    from analyzer.checking import doubts

    for rule, reasons in sorted(doubts(scan).items()):
        say(f"{rule}: not all was seen, so {so}: {min(reasons)}")
    return INCOMPLETE if doubts(scan) else 0


def _save(file: Path, text: str) -> None:
    from analyzer import saving
    from analyzer.errors import UsageError

    try:
        saving.replace(file, text.encode())
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error


def _findings(number: int) -> str:
    from analyzer.report.words import counted

    return counted(number, "finding")
