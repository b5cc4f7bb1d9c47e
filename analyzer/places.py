"""Places in source text: a packed position inside one file, and a place with its path."""

from __future__ import annotations

import msgspec

_COLUMN_BITS = 20


def pack(line: int, column: int) -> int:
    """A position as one integer; line and column are 1-based, the column counts bytes."""
    return line << _COLUMN_BITS | min(column, (1 << _COLUMN_BITS) - 1)


def line_of(at: int) -> int:
    """The 1-based line of a packed position."""
    return at >> _COLUMN_BITS


def column_of(at: int) -> int:
    """The 1-based byte column of a packed position."""
    return at & ((1 << _COLUMN_BITS) - 1)


class Place(msgspec.Struct, frozen=True, order=True):
    """A position in a file of the analysed repository; ``path`` is relative to its root."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def place(path: str, at: int) -> Place:
    """The place of a packed position in ``path``."""
    return Place(path, line_of(at), column_of(at))
