"""niltrail track."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from analyzer.cli.help import Command
from analyzer.cli.options import Ask, Output, asking, showing_of

_EXAMPLES = """\
Examples:
  niltrail track --repo https://github.com/you/fork
  niltrail track --repo ../clone --state track.json --format comment > comment.md
  niltrail track --fail-on unknown

Exit codes: 0 no news, or none at or above --fail-on; 1 such news; 2 usage; 3 news of something that could not be judged.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where is kept what was told before.  [default: a file for this repository in the cache folder]",
)  # fmt: skip
@click.option(
    "--branch", "branches", multiple=True, metavar="B", help="Watch this branch instead of main and release branches."
)
@asking
@showing_of("track")
def track(ask: Ask, output: Output, state: Path | None, branches: tuple[str, ...]) -> int:
    """Tell what changed since the last time: for a scheduled job.

    A mirror is fetched first. Only new tags and moved branches are judged. News are: a release that is affected, a first release that
    is fixed, a fix that landed on a branch, a regression. What was told is not told again. The first time, what is affected now is.
    """
    from analyzer import chronicle
    from analyzer.cli.asking import question, refreshed
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.cli.revisions import heads_of, release_tags

    asked = question(ask)
    place = state or ask.cache_dir / "track" / f"{_key(ask)}.json"
    with chronicle.holding(place) as former:
        with progress() as bar, refreshed(ask, asked.rules, bar) as opened:
            watched = heads_of(opened, branches)
            news, after = chronicle.track(opened, watched, release_tags(opened), former, asked, bar.judging)
        code = show(news, output)
        chronicle.write_state(place, after)
    return code


def _key(ask: Ask) -> str:
    where = str(Path(ask.repo).resolve()) if ask.repo and Path(ask.repo).exists() else ask.repo
    return hashlib.sha256(f"{where} {ask.root} {' '.join(ask.rule)}".encode()).hexdigest()[:16]
