"""niltrail report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import Command
from analyzer.cli.options import Output, showing_of
from analyzer.cli.publishing import Said, publishing
from analyzer.report.documents import KINDS

if TYPE_CHECKING:
    from analyzer.findings import Transition
    from analyzer.report import Document

_EXAMPLES = """\
Examples:
  niltrail report timeline.json
  niltrail report timeline.json --format markdown > timeline.md
  niltrail scan --repo demo v2.0.0 --format json | niltrail report -
  niltrail report timeline.json --format csaf --author "Example Org" --namespace https://example.org > csaf.json

Exit codes: those of the scan or timeline that was saved.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@showing_of(*KINDS)
@publishing
@click.option(
    "--rule", default="", metavar="ID", help="The rule that osv, openvex and csaf are about, where FILE has several."
)
@click.option(
    "--with", "walks", type=click.Path(path_type=Path), metavar="BISECT.json",
    help="What niltrail bisect saved of the same repository: osv names the commits of all of its branches.",
)  # fmt: skip
def report(output: Output, said: Said, file: Path, rule: str, walks: Path | None) -> int:
    """Render a saved JSON document again.

    FILE is what 'niltrail scan' or 'niltrail timeline' wrote with --format json; '-' is standard input. Nothing is analysed
    again, and no repository is needed.
    """
    from analyzer.cli.output import show

    document = _read(file)
    transitions = _transitions(_read(walks), document, walks) if walks is not None else ()
    return show(document, output, publication=said.publication(output, rule, transitions))


def _read(file: Path) -> Document:
    from analyzer.report import read

    return read(_content(file), "standard input" if str(file) == "-" else str(file))


def _transitions(walks: Document, document: Document, name: Path) -> tuple[Transition, ...]:
    from analyzer.errors import UsageError
    from analyzer.findings import Timeline
    from analyzer.stories import Bisection

    if not isinstance(walks, Bisection):
        raise UsageError(
            f"--with {name}: it is a {walks.document}, and must be what niltrail bisect --format json wrote"
        )
    if not isinstance(document, Timeline) or walks.repository != document.repository:
        raise UsageError(f"--with {name}: it goes with a timeline of the same repository, {walks.repository}")
    return tuple(one for walk in walks.walks for one in walk.transitions)


def _content(file: Path) -> bytes:
    import sys

    from analyzer.errors import UsageError

    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
