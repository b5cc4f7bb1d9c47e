"""niltrail backports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzer.chronicle.picks import Branch
    from analyzer.git import Repository

_EXAMPLES = f"""\
Examples:
  niltrail backports
  niltrail backports --months 24
  niltrail backports --supported release/2.0 --supported v2.0.0

{EXIT_CODES} Findings are those of the branches' newest commits.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.option(
    "--supported", "names", multiple=True, metavar="B",
    help="This branch, or any revision, is supported. May be repeated.  [default: as RELEASES.md says, else by --months]",
)  # fmt: skip
@click.option(
    "--months", type=click.IntRange(1, 1200), metavar="N",
    help="Branches with a release in the N months before the newest one are supported.  [default, without a table: 12]",
)  # fmt: skip
@asking
@showing_of("backports")
def backports(ask: Ask, output: Output, names: tuple[str, ...], months: int | None) -> int:
    """Tell which supported branches lack the fix, and what brings it.

    For a branch that lacks a fix: the commit to pick, whether it applies (tried without a work tree), the verdict of the branch with
    it, and the command that does it.
    """
    from analyzer import chronicle
    from analyzer.cli.asking import question, repository
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.cli.revisions import main_branch, release_tags
    from analyzer.errors import UsageError

    asked = question(ask)
    with progress() as bar, repository(ask, asked.rules, bar) as opened:
        from analyzer.history import release_branches

        main, how = main_branch(opened), "as --supported says"
        if not names:
            there = release_branches(branch.name for branch in opened.branches())
            chosen, how = chronicle.supported(opened, main, there, release_tags(opened), months)
            names = tuple(chosen)
        if not names:
            raise UsageError(f"{opened.name} has no supported release branch: name one with --supported")
        told = chronicle.backports(opened, main, branches(opened, names), how, asked, bar.judging)
    return show(told, output)


def branches(repository: Repository, names: Sequence[str]) -> list[Branch]:
    """Branches with the releases of their lines.

    Raises:
        UsageError: one is not there.
    """
    from analyzer.chronicle.picks import Branch
    from analyzer.cli.revisions import release_tags
    from analyzer.git import Revision
    from analyzer.history import line_of, line_of_branch

    tags = [tag for tag in release_tags(repository) if isinstance(tag, Revision)]
    return [
        Branch(name, repository.resolve(name), [tag for tag in tags if line_of(tag.name) == line_of_branch(name)])
        for name in dict.fromkeys(names)
    ]
