"""niltrail timeline."""

from __future__ import annotations

import dataclasses

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of
from analyzer.cli.publishing import Said, publishing

_EXAMPLES = f"""\
Examples:
  niltrail timeline --repo demo
  niltrail timeline --line 2.0 --line 2.1
  niltrail timeline --tags 'v1.7.*' --format json > timeline.json
  niltrail timeline --format svg > timeline.svg
  niltrail timeline --format osv --output osv.json --format openvex --output vex.json
  niltrail timeline --repo https://github.com/you/fork --upstream https://github.com/up/stream

{EXIT_CODES}
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.option(
    "--tags", "globs", multiple=True, metavar="GLOB", help="Only tags that match, such as 'v2.*'. May be repeated."
)
@click.option(
    "--line", "lines", multiple=True, metavar="LINE", help="Only releases of this line, such as 2.0. May be repeated."
)
@click.option(
    "--upstream", metavar="PATH|URL|demo",
    help="Beside each release tell how it stands to the release of this repository that it is made from.",
)  # fmt: skip
@asking
@showing_of("timeline")
@publishing
def timeline(
    ask: Ask, output: Output, said: Said, globs: tuple[str, ...], lines: tuple[str, ...], upstream: str | None
) -> int:
    """Judge all releases: since when does it hurt, and until when?

    One row per release line, with spans of releases that have the same verdict, the first affected and the first fixed one.
    Tags with a slash (api/v1.8.0) release other modules and take part only when a GLOB has a slash as well.
    """
    from analyzer import chronicle, pipeline
    from analyzer.cli.asking import question, repository
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.cli.revisions import main_branch, releases

    asked = question(ask)
    publication = said.publication(output, rules=[rule.id for rule in asked.rules])
    with progress() as bar, repository(ask, asked.rules, bar, globs=globs) as opened:
        tags = releases(opened, globs, lines, heads=bool(upstream))
        judged = pipeline.timeline(opened, tags, asked, bar.judging)
        judged = chronicle.explained(judged, opened, tags, main_branch(opened), asked, bar.judging)
        if upstream:
            other = dataclasses.replace(ask, repo=upstream, root="")
            with repository(other, asked.rules, bar) as theirs:
                judged = chronicle.beside_upstream(judged, theirs, releases(theirs, (), ()), asked, bar.judging)
    return show(judged, output, publication=publication)
