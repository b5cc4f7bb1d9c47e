"""niltrail report."""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.cli.help import Command
from analyzer.cli.options import Output, showing_also

_EXAMPLES = """\
Examples:
  niltrail report timeline.json
  niltrail report timeline.json --format markdown > timeline.md
  niltrail scan --repo demo v2.0.0 --format json | niltrail report -

Exit codes: those of the scan or timeline that was saved.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@showing_also("github", "svg")
def report(output: Output, file: Path) -> int:
    """Render a saved JSON document again.

    FILE is what 'niltrail scan' or 'niltrail timeline' wrote with --format json; '-' is standard input. Nothing is analysed
    again, and no repository is needed.
    """
    from analyzer.cli.output import show
    from analyzer.report import read

    return show(read(content(file), "standard input" if str(file) == "-" else str(file)), output)


def content(file: Path) -> bytes:
    """A file's bytes, or those of standard input for ``-``.

    Raises:
        UsageError: it cannot be read.
    """
    import sys

    from analyzer.errors import UsageError

    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
