"""A page as blocks that every text format can show: titles, facts, items. What comes from a repository is not escaped here yet."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.findings import Verdict
from analyzer.places import Place


class Bit(NamedTuple):
    """A piece of a line. ``kind``: '' our own words, "name" what a repository says, "strong" the same, important, "verdict" the word for
    ``verdict``, "place" where ``place`` is meant."""

    text: str
    kind: str = ""
    verdict: Verdict | None = None
    place: Place | None = None


class Title(NamedTuple):
    """What the page, or a part of it (``level`` 2), is about."""

    bits: tuple[Bit, ...]
    level: int = 1
    verdict: Verdict | None = None


class Item(NamedTuple):
    """A line, labelled in our own words; ``depth`` 1 is below the last one of depth 0. ``commit`` is where its places are looked up."""

    label: str
    bits: tuple[Bit, ...]
    depth: int = 0
    commit: str = ""


class Text(NamedTuple):
    """A paragraph."""

    bits: tuple[Bit, ...]


class Row(NamedTuple):
    """One row of a table; the first of consecutive ones names the columns."""

    cells: tuple[tuple[Bit, ...], ...]


Block = Title | Item | Text | Row


def own(text: str) -> Bit:
    """Our own words."""
    return Bit(text)


def name(text: str) -> Bit:
    """What a repository says."""
    return Bit(text, "name")


def strong(text: str) -> Bit:
    """What a repository says, and the line is about."""
    return Bit(text, "strong")


def verdict(value: Verdict, text: str = "") -> Bit:
    """A verdict, by its word or another text."""
    return Bit(text or value.value, "verdict", value)


def at(place: Place) -> Bit:
    """A place."""
    return Bit(str(place), "place", None, place)
