"""Which release lines are supported: as a table in the project's own words says, or by when they last had a release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from analyzer.findings import Release

_LINE = re.compile(r"\[?\s*v?(?P<line>\d+\.\d+)(?:\.x)?\s*(?:\]|$)")
_CARED_FOR = re.compile(r"\b(?:active|lts|supported|extended|maintenance|maintained|security|current)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:end of life|eol|unsupported|unmaintained|future|planned|not)\b", re.IGNORECASE)
_MONTH = 30.44


def lines_in_table(text: str) -> list[str]:
    """The lines that a Markdown table lists as cared for: its first column names a line such as ``2.0``, the column "Status" says so."""
    found: list[str] = []
    column: int | None = None
    for row in text.splitlines():
        if not row.lstrip().startswith("|"):
            column = None
            continue
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        titles = [cell.lower() for cell in cells]
        if column is None:
            column = titles.index("status") if "status" in titles else len(cells)
            continue
        line = _LINE.match(cells[0])
        if line and column < len(cells) and _CARED_FOR.search(cells[column]) and not _ENDED.search(cells[column]):
            found.append(line["line"])
    return found


def lines_released_since(releases: Sequence[Release], months: int) -> list[str]:
    """The lines with a release in the ``months`` before the newest release of all: no clock is asked."""
    dated = [release for release in releases if _day(release.date) is not None]
    newest = max((_day(release.date) or date.min for release in dated), default=None)
    if newest is None:
        return []
    limit = newest - timedelta(days=round(months * _MONTH))
    return list(dict.fromkeys(release.line for release in dated if (_day(release.date) or date.min) >= limit))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
