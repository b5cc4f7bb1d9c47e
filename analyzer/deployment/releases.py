"""Which rows of a rule hold for a release."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from analyzer.history import read
from analyzer.rules.deployment import Releases

_COMPARE: dict[str, Any] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


class _Row(Protocol):
    @property
    def releases(self) -> Releases: ...


Row = TypeVar("Row", bound=_Row)


def holding(rows: Iterable[Row], release: str) -> Iterator[Row]:
    """The rows for a release, which is a tag with a version."""
    place = read(release).place
    return (
        row for row in rows if all(_COMPARE[sign](place, read(f"v{version}").place) for sign, version in row.releases)
    )


def first(rows: Iterable[Row], release: str) -> Row | None:
    """The first of them."""
    return next(holding(rows, release), None)
