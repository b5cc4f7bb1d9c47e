"""The demonstration's releases as files."""

from __future__ import annotations

from functools import cache

from analyzer import demo
from analyzer.git.write import trees


@cache
def files_of(tag: str) -> dict[str, bytes]:
    """The files of a release by path."""
    return dict(trees(demo.commits())[tag])
