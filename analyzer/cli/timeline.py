"""niltrail timeline."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of
from analyzer.cli.publishing import Said, publishing

if TYPE_CHECKING:
    from analyzer.git import BrokenRevision, Repository, Revision
    from analyzer.history.tags import Name

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


def releases(
    repository: Repository, globs: Sequence[str], lines: Sequence[str], *, heads: bool = False
) -> list[Revision | BrokenRevision]:
    """The release tags that are meant, in order; with ``heads`` the main and release branches where there is no tag at all.

    Raises:
        UsageError: there are none.
    """
    from analyzer.errors import UsageError

    names = [(_read(tag), tag) for tag in release_tags(repository, globs)]
    if not names and heads and not globs and not lines:
        return list(_heads(repository))
    if not names:
        missing = f"tag that matches {' or '.join(globs)}" if globs else "release tag"
        raise UsageError(f"{repository.name} has no {missing}; niltrail scan judges branches and commits")
    wanted = [(name, tag) for name, tag in names if not lines or name.line in lines]
    if not wanted:
        known = list(dict.fromkeys(name.line for name, _ in names))
        raise UsageError(f"no releases of line {' or '.join(lines)}; there are {', '.join(known)}")
    return [tag for _, tag in wanted]


def main_branch(repository: Repository) -> Revision | None:
    """The newest commit of the main branch, if there is one."""
    from analyzer.git import BrokenRevision
    from analyzer.history import main_of

    there = {branch.name: branch for branch in repository.branches()}
    name = main_of(there)
    head = there.get(name)
    return None if head is None or isinstance(head, BrokenRevision) else head


def _heads(repository: Repository) -> list[Revision]:
    from analyzer.cli.bisect import heads

    return list(heads(repository, ()).values())


def release_tags(repository: Repository, globs: Sequence[str] = ()) -> list[Revision | BrokenRevision]:
    """The release tags that match one of some patterns, in order; those of other modules only where a pattern has a slash."""
    from analyzer.history import module_of

    tags = repository.tags(globs or ("*",))
    if not any("/" in glob for glob in globs):
        tags = [tag for tag in tags if not module_of(tag.name)]
    return sorted(tags, key=_read)


def _read(tag: Revision | BrokenRevision) -> Name:
    from analyzer.git import BrokenRevision
    from analyzer.history import read

    return read(tag.name, "" if isinstance(tag, BrokenRevision) else tag.date)
