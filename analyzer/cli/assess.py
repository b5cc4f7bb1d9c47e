"""niltrail assess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking, showing

if TYPE_CHECKING:
    from analyzer.answers import Question
    from analyzer.deployment import Stated
    from analyzer.findings import Build, Release
    from analyzer.git import BrokenRevision, Repository, Revision

_NEAR = 5
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
@showing
def assess(
    ask: Ask, output: Output, version: str | None, rev: str | None, configs: tuple[Path, ...],
    merged: bool, hosts_dirs: tuple[Path, ...], sysroot: Path | None, timeline: Path | None,
) -> int:  # fmt: skip
    """Does it hurt me? A release's verdict under a deployment's configuration.

    The condition of each finding is checked against the configuration, and for the images that are pulled it is told from which
    hosts they come, and whether a login that is configured would be lost. Files are only read, and credentials never shown.
    """
    from analyzer.cli.asking import question
    from analyzer.cli.output import show
    from analyzer.deployment import Deployed, Node
    from analyzer.deployment import assess as assessed

    stated = _stated(version, rev, timeline)
    asked = question(ask)
    if timeline is not None:
        release, fixed, build, repository = _saved(timeline, stated)
    else:
        release, fixed, repository = _judged(ask, asked, stated, rev)
        build = asked.build
    tag = f"v{stated.release}"
    deployed = Deployed(
        asked=" ".join((version or rev or "").split()), version=tag, configs=configs, merged=merged, hosts_dirs=hosts_dirs, node=Node(sysroot),
        notes=tuple(_notes(stated, release, rev)),
    )  # fmt: skip
    return show(assessed(deployed, release, asked.rules, build, fixed=fixed, repository=repository), output)


def _stated(version: str | None, rev: str | None, timeline: Path | None) -> Stated:
    """The version that is meant.

    Raises:
        UsageError: there is none.
    """
    from analyzer.deployment import stated
    from analyzer.errors import UsageError

    if rev is not None and timeline is not None:
        raise UsageError("--rev is judged in a repository: leave --timeline out")
    given = version if version is not None else rev
    if given is None:
        raise UsageError("say which release runs with --version, or with --rev what is built")
    found = stated(given)
    if found is None and version is None:
        raise UsageError(f"{given!r} names no version: add the release that it is made from with --version")
    if found is None:
        raise UsageError(f"no version in {given!r}: write it like 2.0.0, or as the program or its package says it")
    return found


def _notes(stated: Stated, release: Release, rev: str | None) -> Iterable[str]:
    if stated.packaged and rev is None:
        yield (
            f"{stated.token} is made from {stated.release}, and that is what was judged. Its version does not tell whether those who "
            f"packaged it added the fix: niltrail assess --version {stated.release} --repo SOURCES --rev REV tells, on their sources."
        )
    if stated.commit and release.commit and stated.commit != release.commit:
        yield f"The program states commit {stated.commit}, which is not that of {release.tag}: judge it with --rev."


def _pick(stated: Stated, tags: Sequence[str]) -> str:
    """The tag of a version.

    Raises:
        UsageError: there is none; the ones near it are named.
    """
    from analyzer.errors import UsageError
    from analyzer.history import line_of, module_of, order, read

    own = [tag for tag in order(tags) if not module_of(tag)]
    if stated.token in own:
        return stated.token
    wanted = read(f"v{stated.release}")
    found = next((tag for tag in own if read(tag).place == wanted.place and not read(tag).unversioned), None)
    if found is not None and stated.release.count(".") > 1:
        return found
    line = [tag for tag in own if line_of(tag) == wanted.line]
    some = line or [tag for tag in own if not read(tag).unversioned]
    place = sum(read(tag).place < wanted.place for tag in some)
    near = some[max(0, place - _NEAR // 2 - 1) : place + _NEAR // 2 + 1]
    hint = f"near it are {', '.join(near)}" if near else "there are none of its line"
    raise UsageError(f"no release {stated.release}; {hint}")


# ---- from a saved document -------------------------------------------------------------------------


def _saved(file: Path, stated: Stated) -> tuple[Release, str, Build, str]:
    """The release, the next fixed one, and how it was judged.

    Raises:
        UsageError: the document has no such release, or is no timeline.
    """
    from analyzer.cli.report import content
    from analyzer.errors import UsageError
    from analyzer.findings import Release, Scan, Scans, Timeline, Verdict
    from analyzer.history import line_of, order
    from analyzer.report import read

    document = read(content(file), str(file))
    match document:
        case Timeline(releases=releases, build=build, repository=repository):
            pass
        case Scan() | Scans():
            scans = document.scans if isinstance(document, Scans) else (document,)
            releases = tuple(
                Release(
                    one.revision,
                    one.commit,
                    one.date,
                    "",
                    one.verdict,
                    one.findings,
                    "; ".join(rule.note for rule in one.rules if rule.note),
                )
                for one in scans
            )
            build, repository = scans[0].build, scans[0].repository
        case _:
            raise UsageError(f"{file} is no timeline: make one with niltrail timeline --format json")
    by_tag = {one.tag: one for one in releases}
    release = by_tag[_pick(stated, list(by_tag))]
    after = [tag for tag in order(by_tag) if line_of(tag) == line_of(release.tag)]
    later = after[after.index(release.tag) + 1 :]
    harmless = (tag for tag in later if by_tag[tag].verdict not in (Verdict.VULNERABLE, Verdict.UNKNOWN))
    return release, next(harmless, "") if release.verdict is Verdict.VULNERABLE else "", build, repository


# ---- from a repository -----------------------------------------------------------------------------


def _judged(ask: Ask, asked: Question, stated: Stated, rev: str | None) -> tuple[Release, str, str]:
    """The release, the next fixed one, and the repository's name.

    Raises:
        UsageError: there is no such release or revision.
    """
    from analyzer.cli.asking import repository
    from analyzer.cli.progress import progress
    from analyzer.cli.scan import resolved
    from analyzer.cli.timeline import release_tags
    from analyzer.errors import UsageError
    from analyzer.findings import Verdict
    from analyzer.history import line_of, read

    line = line_of(f"v{stated.release}")
    with progress() as bar, repository(ask, asked.rules, bar, globs=() if rev else (f"*{line}*",)) as opened:
        tags = {tag.name: tag for tag in release_tags(opened)}
        if rev is None:
            start = tags[_pick(stated, list(tags))]
        else:
            found, wrong = resolved(opened, (rev,))
            if not found:
                raise UsageError("\n".join(wrong))
            start = found[0]
        release = _release(opened, start, asked)
        fixed = ""
        if release.verdict is Verdict.VULNERABLE:
            same = [tag for tag in tags.values() if line_of(tag.name) == line]
            fixed = _first_fixed(
                opened, [tag for tag in same if read(tag.name).place > read(f"v{stated.release}").place], asked
            )
    return release, fixed, opened.name


def _release(opened: Repository, revision: Revision | BrokenRevision, asked: Question) -> Release:
    from analyzer import pipeline
    from analyzer.findings import Release

    (one,) = pipeline.scan(opened, [revision], asked)
    note = "; ".join(rule.note for rule in one.rules if rule.note)
    return Release(one.revision, one.commit, one.date, "", one.verdict, one.findings, note)


def _first_fixed(opened: Repository, later: Iterable[Revision | BrokenRevision], asked: Question) -> str:
    """The first of some releases that is not vulnerable, '' where there is none."""
    from analyzer.findings import Verdict

    for tag in later:
        if _release(opened, tag, asked).verdict not in (Verdict.VULNERABLE, Verdict.UNKNOWN):
            return tag.name
    return ""
