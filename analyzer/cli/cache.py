"""niltrail cache info, clear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer import resources
from analyzer.cli.options import cache_dir_option

if TYPE_CHECKING:
    from analyzer.cache import Info

_MEGA = 1 << 20


@click.group()
def cache() -> None:
    """Look after the facts and verdicts that are kept.

    Clearing them loses nothing but time. Mirrors of repositories stay.
    """


@cache.command("info")
@cache_dir_option
def info(cache_dir: Path) -> int:
    """Tell where the cache is and what it holds."""
    from analyzer.cache import Store
    from analyzer.cli.output import write
    from analyzer.report import visible

    with Store.open(cache_dir, resources.version()) as store:
        write("".join(f"{visible(line)}\n" for line in told(store.info())))
    return 0


@cache.command("clear")
@cache_dir_option
def clear(cache_dir: Path) -> int:
    """Forget all facts and verdicts."""
    from analyzer.cache import Store
    from analyzer.cli.output import write
    from analyzer.errors import RepositoryError

    with Store.open(cache_dir, resources.version()) as store:
        held = store.clear()
    if held.trouble:
        raise RepositoryError(f"the cache cannot be cleared: {held.trouble}")
    write(f"forgotten entries: {sum(held.entries.values()) + held.outdated:,}, {held.size / _MEGA:,.1f} MiB\n")
    return 0


def told(info: Info) -> list[str]:
    """What a store holds, a line each."""
    lines = [f"{info.path}: {info.size / _MEGA:,.1f} MiB of at most {info.limit / _MEGA:,.0f} MiB"]
    lines += [f"{count:>9,}  {kind}" for kind, count in sorted(info.entries.items())]
    lines += [f"{info.outdated:>9,}  of other versions of niltrail"] if info.outdated else []
    return lines + ([f"nothing is stored now: {info.trouble}"] if info.trouble else [])
