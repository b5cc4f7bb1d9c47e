"""The release that is assessed, and the next one that is fixed: from a saved document, or judged in a repository."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.cli.options import Ask

if TYPE_CHECKING:
    from analyzer.answers import Question
    from analyzer.deployment import Stated
    from analyzer.findings import Build, Release
    from analyzer.git import BrokenRevision, Repository, Revision

_NEAR = 5
"""Releases that are named where one is not there."""


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


def saved(file: Path, stated: Stated, rev: str | None) -> tuple[Release, str, Build, str]:
    """The release, the next fixed one, and how it was judged.

    Raises:
        UsageError: the document has no such release, or is no timeline.
    """
    from analyzer import pipeline
    from analyzer.cli.report import content
    from analyzer.errors import UsageError
    from analyzer.findings import Scan, Scans, Timeline, Verdict
    from analyzer.history import line_of, order
    from analyzer.report import read

    document = read(content(file), str(file))
    match document:
        case Timeline(releases=releases, build=build, repository=repository):
            pass
        case Scan() | Scans():
            scans = document.scans if isinstance(document, Scans) else (document,)
            releases = tuple(pipeline.release(one) for one in scans)
            build, repository = scans[0].build, scans[0].repository
        case _:
            raise UsageError(f"{file} is no timeline: make one with niltrail timeline --format json")
    by_tag = {one.tag: one for one in releases}
    if rev is not None and rev not in by_tag:
        raise UsageError(
            f"{file} has no {rev}; it has {', '.join(list(by_tag)[:_NEAR])}{' and more' if len(by_tag) > _NEAR else ''}"
        )
    release = by_tag[rev if rev is not None else _pick(stated, list(by_tag))]
    after = [tag for tag in order(by_tag) if line_of(tag) == line_of(release.tag)]
    later = after[after.index(release.tag) + 1 :]
    harmless = (tag for tag in later if by_tag[tag].verdict not in (Verdict.VULNERABLE, Verdict.UNKNOWN))
    return release, next(harmless, "") if release.verdict is Verdict.VULNERABLE else "", build, repository


def judged(ask: Ask, asked: Question, stated: Stated, rev: str | None) -> tuple[Release, str, str]:
    """The release, the next fixed one, and the repository's name.

    Raises:
        UsageError: there is no such release or revision.
    """
    from analyzer.cli.asking import repository
    from analyzer.cli.progress import progress
    from analyzer.cli.revisions import release_tags
    from analyzer.cli.scan import resolved
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

    (one,) = pipeline.scan(opened, [revision], asked)
    return pipeline.release(one)


def _first_fixed(opened: Repository, later: Iterable[Revision | BrokenRevision], asked: Question) -> str:
    """The first of some releases that is not vulnerable, '' where there is none."""
    from analyzer.findings import Verdict

    for tag in later:
        if _release(opened, tag, asked).verdict not in (Verdict.VULNERABLE, Verdict.UNKNOWN):
            return tag.name
    return ""
