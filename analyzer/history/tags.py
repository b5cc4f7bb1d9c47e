"""Tags as releases: which module they belong to, which line, and in what order they come.

A tag is read as ``[module/][word-][v]NUMBERS[suffix]``. Dates are versions too, year.month.day. Of the suffix, alpha, beta, rc and their
like announce a release and come before it (semver.org, 11); everything else (``-k3s2``, ``+k3s1``, ``~ds1``, ``-0ubuntu1``) is made from
a release and comes after it. What has no version is ordered by its commit's date, in the line "other".
docs/output.md states the rules for users.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from semver import Version

OTHER = "other"
"""The line of tags without a version."""

_ANNOUNCING = frozenset({"alpha", "beta", "dev", "pre", "preview", "rc"})
_WORDS = r"(?P<words>(?:[A-Za-z][A-Za-z0-9.]*[-_])*?)(?P<v>[vV]\.?)?"
_VERSION = re.compile(_WORDS + r"(?P<numbers>[0-9]{1,18}(?:\.[0-9]{1,18}){0,3})(?P<rest>(?:\.?[^0-9.].*)?)")
_DATE = re.compile(
    _WORDS
    + r"(?P<year>19[89][0-9]|20[0-9]{2})(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12][0-9]|3[01])"
    r"(?P<rest>(?:[0-9]{4}|[0-9]{6})?(?:[^0-9].*)?)"
)
_TOKEN = re.compile(r"[0-9]{1,18}|[^\W\d_]+")
_FIRST_YEAR = 1980
_END = (1, 0, "")


class Name(NamedTuple):
    """A tag, read. Within one repository names sort in release order: other modules after the main one, in each of them
    tags without a version last. ``place`` is comparable between names of equal ``module`` and ``versioned``."""

    module: str
    unversioned: bool
    place: tuple[Any, ...]
    tag: str
    line: str


def read(tag: str, date: str = "") -> Name:
    """A tag's name; ``date`` is its commit's, as YYYY-MM-DD, and orders tags that have no version."""
    module, _, text = tag.rpartition("/")
    numbers, rest = _numbers(text)
    if not numbers:
        return Name(module, True, (date,), tag, _joined(module, OTHER))
    major, minor, patch, *fourth = (*numbers, *(0,) * (3 - len(numbers)))
    announced, made_from = _suffix(rest)
    version = Version(major, minor, patch, prerelease=".".join(announced) or None)
    parts = (*((2, number, "") for number in fourth), *made_from, _END)
    return Name(module, False, (version, parts), tag, _joined(module, _line(numbers)))


def line_of(tag: str) -> str:
    """The release line of a tag: "2.0", "2024.05", "api/1.8", or "other"."""
    return read(tag).line


def order(tags: Iterable[str], dates: Mapping[str, str] | None = None) -> list[str]:
    """Tags in release order; ``dates`` are their commits'."""
    known = dates or {}
    return [name.tag for name in sorted(read(tag, known.get(tag, "")) for tag in tags)]


def module_of(tag: str) -> str:
    """The module that a tag releases: "api" for ``api/v1.8.0``, '' for the repository's main one (Go modules reference, Mapping
    versions to commits)."""
    return tag.rpartition("/")[0]


def _numbers(text: str) -> tuple[tuple[int, ...], str]:
    dated = _DATE.fullmatch(text)
    if dated:
        return (int(dated["year"]), int(dated["month"]), int(dated["day"])), dated["rest"]
    found = _VERSION.fullmatch(text)
    if not found or (found["words"] and not found["v"] and "." not in found["numbers"]):
        return (), ""
    return tuple(int(number) for number in found["numbers"].split(".")), found["rest"]


def _suffix(rest: str) -> tuple[list[str], list[tuple[int, int, str]]]:
    """What announces the release, as semantic version identifiers; and the parts of what was made from it."""
    tokens = _TOKEN.findall(rest.lower())
    announced: list[str] = []
    while tokens and (tokens[0] in _ANNOUNCING or (announced and tokens[0].isdecimal())):
        token = tokens.pop(0)
        announced.append(str(int(token)) if token.isdecimal() else token)
    return announced, [_part(token) for token in tokens]


def _part(token: str) -> tuple[int, int, str]:
    if token.isdecimal():
        return (2, int(token), "")
    return (0 if token in _ANNOUNCING else 3, 0, token)


def _line(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return str(numbers[0])
    major, minor = numbers[:2]
    return f"{major}.{minor:02}" if major >= _FIRST_YEAR else f"{major}.{minor}"


def _joined(module: str, line: str) -> str:
    return f"{module}/{line}" if module else line
