"""niltrail check."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import EXIT_CODES, Command
from analyzer.cli.options import Ask, Output, asking_here, showing_of

if TYPE_CHECKING:
    from analyzer.checking import Base, Subject, Terms
    from analyzer.checks import Baseline
    from analyzer.cli.progress import Bar
    from analyzer.git import Repository

_EXAMPLES = f"""\
Examples:
  niltrail check                                      what is on disk, with everything there is to find
  niltrail check --base origin/main                   only what this branch makes worse
  niltrail check --base origin/main --rev HEAD        the same, without what is not committed
  niltrail check --baseline known.json                only what is not known yet; see: niltrail baseline --help
  niltrail check ../fork --ignore-file ignore.toml    findings that somebody answers for

In a pull request's job fetch the whole history (actions/checkout with fetch-depth: 0), so that the merge base is there.

{EXIT_CODES}
What is unchanged or suppressed does not fail. The rest is told in docs/ci.md.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@asking_here
@click.option("--rev", metavar="REV", help="Judge this commit, and not what is on disk.")
@click.option(
    "--base", metavar="REV", help="Report only what is worse than at the merge base with REV, as for a pull request into it."
)  # fmt: skip
@click.option("--exact-base", is_flag=True, help="Compare with --base itself, and not with the merge base.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Known findings, as 'niltrail baseline write' wrote them: they do not count unless they are worse.",
)  # fmt: skip
@click.option(
    "--ignore-file", "ignores", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="TOML with [[ignore]] rows: findings that somebody answers for. May be repeated.",
)  # fmt: skip
@click.option("--today", hidden=True, metavar="DATE")
@showing_of("check")
def check(
    ask: Ask,
    output: Output,
    rev: str | None,
    base: str | None,
    baseline: Path | None,
    ignores: tuple[Path, ...],
    today: str | None,
    *,
    exact_base: bool,
) -> int:
    """Judge a work tree: does this change make anything worse?

    PATH is a folder of a git repository (default: the one you are in). Tracked files are judged as they are on disk, staged or not;
    nothing is written into the repository. Findings are compared and not lines: a guard that goes from a callee counts, though the
    call was not touched. Results are shown where the change was made.
    """
    from analyzer import checking
    from analyzer.cli.asking import question
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.errors import UsageError

    if exact_base and base is None:
        raise UsageError("--exact-base says how to compare with --base: give that too")
    asked = question(ask)
    terms = _terms(ask, output, baseline, ignores, today)
    with progress() as bar, subject(ask, rev, bar) as (opened, judged):
        compared = _base(opened, judged, base, exact=exact_base) if base is not None else None
        found = checking.check(opened, judged, compared, terms, asked, bar.judging)
    return show(found, output)


@contextlib.contextmanager
def subject(ask: Ask, rev: str | None, bar: Bar) -> Iterator[tuple[Repository, Subject]]:
    """The repository at a path, and what is judged of it: a commit, or else the work tree.

    Raises:
        UsageError: there is no such commit, or no work tree.
        RepositoryError: it cannot be read.
    """
    from analyzer.checking import Subject
    from analyzer.cli.asking import opened
    from analyzer.errors import UsageError
    from analyzer.git import open_repository, work_tree

    path = Path(ask.repo).expanduser()
    found = open_repository(ask.repo, ask.cache_dir) if path.exists() else opened(ask.repo, ask.cache_dir, bar)
    with found as repository:
        repository.root = ask.root
        if rev is not None:
            yield repository, Subject(repository.resolve(rev))
        elif not path.exists():
            raise UsageError(f"{ask.repo} has no work tree here: name a commit with --rev")
        else:
            with work_tree(path, repository) as there:
                yield repository, Subject(there.revision, there)


def known(file: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        UsageError: there is none.
    """
    from analyzer.checking import baselines
    from analyzer.cli.report import content
    from analyzer.errors import UsageError

    if not file.exists():
        raise UsageError(f"there is no {file}: make it with niltrail baseline write {file}")
    return baselines.read(content(file), str(file))


def shown(file: Path) -> str:
    """A file's name for a document, which holds no absolute path."""
    return file.name if file.is_absolute() else str(file)


def _base(repository: Repository, judged: Subject, name: str, *, exact: bool) -> Base:
    """What is compared with: where the histories of the two parted, or the revision itself.

    Raises:
        UsageError: it is not there, or there is no such place.
    """
    from analyzer.checking import Base
    from analyzer.errors import UsageError
    from analyzer.git import Revision, RevisionError, is_shallow, merge_base

    try:
        there = repository.resolve(name)
    except RevisionError as error:
        missing = str(error).startswith("no tag, branch or commit")
        raise UsageError(f"{error}{'; in CI fetch it first, as with fetch-depth: 0' * missing}") from error
    if exact:
        return Base(name, there)
    mine = judged.revision.commit
    common = merge_base(repository, there.commit, mine) if mine else ""
    if not common:
        why = "the history is cut off (a shallow clone)" if is_shallow(repository) else "they have no common history"
        how = "fetch all of it, as with fetch-depth: 0 or git fetch --unshallow, or" if is_shallow(repository) else ""
        raise UsageError(
            f"no merge base of {name} and {'HEAD' if judged.work_tree else judged.revision.name}: {why}; {how} compare with {name} itself with --exact-base".replace(
                "  ", " "
            )
        )
    if common == there.commit:
        return Base(name, there)
    (found,) = repository.commits([common])
    if not isinstance(found, Revision):
        raise UsageError(f"the merge base {common[:12]} of {name} cannot be read: {found.reason}; fetch it first")
    return Base(
        name,
        found,
        (f"compared with {common[:12]}, the merge base with {name}: what came to {name} since then is not looked at",),
    )


def _terms(ask: Ask, output: Output, baseline: Path | None, ignores: tuple[Path, ...], today: str | None) -> Terms:
    from analyzer.checking import Terms, ignoring
    from analyzer.cli.report import content
    from analyzer.findings import Verdict
    from analyzer.rules import load

    rules = tuple(one.rule.id for one in load(ask.rules))
    rows = [row for file in dict.fromkeys(ignores) for row in ignoring.read(content(file), shown(file), rules)]
    return Terms(
        today=_day(today),
        rules=rules,
        mildest=Verdict.MITIGATED if output.fail_on == Verdict.MITIGATED.value else Verdict.UNKNOWN,
        baseline=known(baseline) if baseline is not None else None,
        baseline_name=shown(baseline) if baseline is not None else "",
        ignores=tuple(rows),
    )


def _day(given: str | None) -> str:
    """The day on which suppressions expire: today, or as reproducible builds want it (SOURCE_DATE_EPOCH)."""
    import os
    from datetime import UTC, date, datetime

    from analyzer.errors import UsageError

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if given is not None:
            return date.fromisoformat(given).isoformat()
        return (
            datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
            if epoch
            else datetime.now(UTC).date().isoformat()
        )
    except (ValueError, OverflowError, OSError) as error:
        name, value = ("--today", given) if given is not None else ("SOURCE_DATE_EPOCH", epoch)
        raise UsageError(f"{name} is no date: {value!r}") from error
