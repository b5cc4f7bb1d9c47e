"""niltrail scan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from analyzer.cli.guard import USAGE, say
from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of
from analyzer.cli.publishing import Said, publishing

if TYPE_CHECKING:
    from analyzer.git import BrokenRevision, Repository, Revision

_EXAMPLES = f"""\
Examples:
  niltrail scan --repo demo v2.0.0
  niltrail scan v2.0.0 v2.0.1                       two releases, one after the other
  niltrail scan --repo . HEAD --fail-on unknown     in CI: doubt fails too
  niltrail scan --repo . --format json > scan.json

{EXIT_CODES}
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("revisions", nargs=-1, metavar="[REV]...")
@asking
@showing_of("scan", "scans")
@publishing
def scan(ask: Ask, output: Output, said: Said, revisions: tuple[str, ...]) -> int:
    """Judge revisions: does nothing reach a place where it hurts?

    A REV is a tag, a branch or a commit (default: HEAD). For every call that passes nothing the verdict is shown with the
    path of the value hop by hop, the condition it depends on, and the guards on the way.
    """
    from analyzer import pipeline
    from analyzer.cli.asking import question, repository
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.errors import UsageError

    asked = question(ask)
    publication = said.publication(output, rules=[rule.id for rule in asked.rules])
    wanted = tuple(dict.fromkeys(revisions or ("HEAD",)))
    with progress() as bar, repository(ask, asked.rules, bar, wanted) as opened:
        found, wrong = resolved(opened, wanted)
        if not found:
            raise UsageError("\n".join(wrong))
        for line in wrong:
            say(line)
        scans = tuple(pipeline.scan(opened, found, asked, bar.judging))
    code = show(scans[0] if len(wanted) == 1 else pipeline.together(scans), output, publication=publication)
    return USAGE if wrong else code


def resolved(repository: Repository, names: Sequence[str]) -> tuple[list[Revision | BrokenRevision], list[str]]:
    """The revisions of some names; and for each name that is none, why. A tag or branch that is there and cannot be read
    is a broken revision: the analysis is incomplete, and not the question wrong."""
    import re

    from analyzer.git import BrokenRevision, RevisionError

    found: list[Revision | BrokenRevision] = []
    wrong: list[str] = []
    for name in names:
        try:
            found.append(repository.resolve(name))
        except RevisionError as error:
            literal = re.sub(r"([*?\[])", r"[\1]", name)
            refs = [*repository.tags([literal]), *repository.branches([literal])]
            broken = next((ref for ref in refs if isinstance(ref, BrokenRevision)), None)
            if broken is None:
                wrong.append(str(error))
            else:
                found.append(broken)
    return found, wrong
