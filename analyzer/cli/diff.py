"""niltrail diff."""

from __future__ import annotations

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of

_EXAMPLES = f"""\
Examples:
  niltrail diff v2.0.0 v2.0.1
  niltrail diff --repo . main HEAD --format markdown

{EXIT_CODES} Findings are those of the second revision.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@asking
@showing_of("diff")
def diff(ask: Ask, output: Output, before: str, after: str) -> int:
    """Tell what changed between two revisions, site by site.

    A site is the same, moved, changed, fixed, better, worsened, new or gone. Sites are the same by fingerprint, or where only one of each is alike: moves, renames and shifted lines are no changes.
    """
    from analyzer import chronicle
    from analyzer.cli.asking import question, repository
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.cli.scan import resolved
    from analyzer.errors import UsageError

    asked = question(ask)
    with progress() as bar, repository(ask, asked.rules, bar, (before, after)) as opened:
        found, wrong = resolved(opened, [before, after])
        if wrong:
            raise UsageError("\n".join(wrong))
        told = chronicle.diff(opened, found[0], found[-1], asked, bar.judging)
    return show(told, output)
