"""niltrail clone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import Command
from analyzer.cli.options import cache_dir_option, rule_option, rules_option

if TYPE_CHECKING:
    from analyzer.git import Mirrored

_FEW = 5

_EXAMPLES = """\
Examples:
  niltrail clone
  niltrail clone https://github.com/you/fork
  niltrail clone --from ../a-clone-you-have
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("url", required=False, default="")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="PATH",
    help="Take everything from this local clone, and nothing from the network.",
)  # fmt: skip
@rule_option
@rules_option
@cache_dir_option
def clone(url: str, source: Path | None, rule: tuple[str, ...], rules: tuple[Path, ...], cache_dir: Path) -> int:
    """Make or update the mirror of a repository in the cache folder.

    URL is the repository's address (default: the one that the rules were written for). 'niltrail scan' and 'timeline' make
    mirrors at first use and never update them: run this to see newer releases. Stopped, it goes on where it was.
    """
    from analyzer import git
    from analyzer.cli.asking import chosen, upstream
    from analyzer.cli.output import write
    from analyzer.cli.progress import progress
    from analyzer.report import visible
    from analyzer.rules import load

    address = url or upstream([one.rule for one in chosen(load(rules), rule)])
    with progress() as bar:
        done = git.clone(address, cache_dir, source, bar.transfer)
    write("".join(f"{visible(line)}\n" for line in told(done)))
    return 0


def told(done: Mirrored) -> list[str]:
    """What a clone came to, a line each."""
    lines = [f"{done.shown}: {done.heads:,} branches, {done.tags:,} tags in {done.path}"]
    for word, names in (("new", done.new), ("gone", done.gone)):
        if names:
            more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
            lines.append(f"{word}: {', '.join(names[:_FEW])}{more}")
    if not done.new and not done.gone:
        lines.append("nothing new")
    return lines + [f"left out {broken.name}: {broken.reason}" for broken in done.left_out]
