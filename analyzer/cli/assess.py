"""niltrail assess."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing_of

if TYPE_CHECKING:
    from analyzer.deployment import Stated
    from analyzer.findings import Release

_FILE = click.Path(path_type=Path, allow_dash=True)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_EXAMPLES = f"""\
Examples:
  niltrail assess --version 2.0.0 --config config.toml
  niltrail assess --version 2.0.0 --config config.toml --hosts-dir certs.d --format json
  niltrail assess --version 2.0.0-1.azl3 --timeline timeline.json --config config.toml --sysroot node/
  niltrail assess --repo fork --rev main --version 2.0.0 --config config.toml

{EXIT_CODES}
1 means affected, 3 that it cannot be told.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.option(
    "--version",
    "--binary-version",
    "version",
    metavar="VERSION",
    help="The release that runs: 2.0.0, what the program says of its version, or the version of a package.",
)
@click.option(
    "--rev",
    metavar="REV",
    help="The revision that is built, where it is no release; --version then says what it is made from.",
)
@click.option(
    "--config",
    "configs",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="The configuration file; what it imports is read as well. May be repeated: what later ones say counts. '-' is standard input.",
)
@click.option(
    "--merged",
    is_flag=True,
    help="The configuration is a program's own dump of it, and has everything that is imported: do not look for it again.",
)
@click.option(
    "--hosts-dir",
    "hosts_dirs",
    multiple=True,
    type=_FOLDER,
    metavar="DIR",
    help="The folder with a folder for each registry, where it is not where the configuration says. May be repeated.",
)
@click.option(
    "--sysroot", type=_FOLDER, metavar="DIR", help="A copy of the node's files: absolute paths are looked up below it."
)
@click.option(
    "--timeline",
    type=_FILE,
    metavar="FILE",
    help="A saved timeline or scan to take the verdict from; no repository is needed.",
)
@asking
@showing_of("assessment")
def assess(
    ask: Ask, output: Output, version: str | None, rev: str | None, configs: tuple[Path, ...],
    merged: bool, hosts_dirs: tuple[Path, ...], sysroot: Path | None, timeline: Path | None,
) -> int:  # fmt: skip
    """Does it hurt me? The verdict under a given configuration.

    The condition of each finding is checked against the configuration, and for the images that are pulled it is told from which
    hosts they come, and whether a login that is configured would be lost. Files are only read, and credentials never shown.
    """
    from analyzer.cli.asking import question
    from analyzer.cli.output import show
    from analyzer.cli.released import judged, saved
    from analyzer.deployment import Deployed, Node
    from analyzer.deployment import assess as assessed

    asked = question(ask)
    stated = _stated(
        version, rev, {one.repository.rstrip("/").rpartition("/")[2] for one in asked.rules if one.repository}
    )
    if timeline is not None:
        release, fixed, build, repository = saved(timeline, stated, rev)
    else:
        release, fixed, repository = judged(ask, asked, stated, rev)
        build = asked.build
    tag = f"v{stated.release}"
    deployed = Deployed(
        asked=" ".join((version or rev or "").split()), version=tag, configs=configs, merged=merged, hosts_dirs=hosts_dirs, node=Node(sysroot),
        notes=tuple(_notes(stated, release, rev)),
    )  # fmt: skip
    return show(assessed(deployed, release, asked.rules, build, fixed=fixed, repository=repository), output)


def _stated(version: str | None, rev: str | None, programs: set[str]) -> Stated:
    """The version that is meant, of one of the programs that the rules are about.

    Raises:
        UsageError: there is none, or it is another program's.
    """
    from analyzer.deployment import stated
    from analyzer.errors import UsageError

    given = version if version is not None else rev
    if given is None:
        raise UsageError("say which release runs with --version, or with --rev what is built")
    found = stated(given)
    if found is None and version is None:
        raise UsageError(f"{given!r} names no version: add the release that it is made from with --version")
    if found is None:
        raise UsageError(f"no version in {given!r}: write it like 2.0.0, or as the program or its package says it")
    if found.program and programs and found.program not in programs:
        raise UsageError(
            f"{found.token} is a version of {found.program}, and the rules are about {', '.join(sorted(programs))}"
        )
    return found


def _notes(stated: Stated, release: Release, rev: str | None) -> Iterable[str]:
    if stated.packaged and rev is None:
        yield (
            f"{stated.token} is made from {stated.release}, and that is what was judged. Its version does not tell whether those who "
            f"packaged it added the fix: niltrail assess --version {stated.release} --repo SOURCES --rev REV tells, on their sources."
        )
    if stated.commit and release.commit and stated.commit != release.commit:
        yield f"The program states commit {stated.commit}, which is not that of {release.tag}: judge it with --rev."
