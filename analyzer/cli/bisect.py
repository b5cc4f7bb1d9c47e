"""niltrail bisect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of

if TYPE_CHECKING:
    from analyzer.chronicle import Range
    from analyzer.git import Repository

_EXAMPLES = f"""\
Examples:
  niltrail bisect                                    main and every release branch
  niltrail bisect --branch main --from v2.0.0        what happened on main since
  niltrail bisect --repo demo --branch main --format markdown
  niltrail bisect --fast                             probes by halving

{EXIT_CODES} Findings are those of the branches' newest commits.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.option(
    "--branch", "branches", multiple=True, metavar="B",
    help="Walk this branch. May be repeated.  [default: the main branch and every release branch]",
)  # fmt: skip
@click.option("--from", "start", metavar="REV", default="", help="Only commits that REV does not have.")
@click.option("--to", "end", metavar="REV", default="", help="End at REV instead of at the branch's newest commit.")
@click.option("--fast", is_flag=True, help="Probe by halving: an episode between two probes may be missed.")
@asking
@showing_of("bisect")
def bisect(ask: Ask, output: Output, branches: tuple[str, ...], start: str, end: str, fast: bool) -> int:
    """Find every commit that changes a verdict, on every branch.

    All commits of a branch's first-parent history are judged, not only those that halving meets: verdicts come and go. For each
    change it is told which commit inside the merge did it and what: the site, guard or sink that appeared or vanished. Stopped, it
    goes on where it was.
    """
    from analyzer import chronicle
    from analyzer.cli.asking import question, repository
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.cli.revisions import release_tags

    asked = question(ask)
    with progress() as bar, repository(ask, asked.rules, bar) as opened:
        wanted = ranges(opened, branches, start, end)
        told = chronicle.bisect(opened, wanted, asked, release_tags(opened), fast=fast, progress=bar.judging)
    return show(told, output)


def ranges(repository: Repository, branches: Sequence[str], start: str, end: str) -> list[Range]:
    """What is to be walked, the main branch first.

    Raises:
        UsageError: a branch or revision is not there, or ``end`` is given for several branches.
    """
    from analyzer.chronicle import Range
    from analyzer.cli.revisions import heads_of
    from analyzer.errors import UsageError
    from analyzer.history import line_of_branch

    since = repository.resolve(start) if start else None
    if end:
        if len(branches) > 1:
            raise UsageError("--to names the end of one branch: give one --branch, or none")
        name = branches[0] if branches else end
        return [Range(name, repository.resolve(end), since, line_of_branch(name))]
    return [Range(name, head, since, line_of_branch(name)) for name, head in heads_of(repository, branches).items()]
