"""An ignore file: TOML rows that answer for findings, for those who must not touch the sources.

[[ignore]]
rule = "nil-pull-credentials"           # all rules without it
fingerprint = "1f0c9a6be2d84571"        # or path = "third_party/*"; both may be given
reason = "the mirror needs no login"
until = 2026-12-31                      # the last day it holds; for ever without it
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from analyzer.checking.comments import is_date, no_rule
from analyzer.checks import Suppression
from analyzer.errors import UsageError
from analyzer.places import Place
from analyzer.rules.check import Mistakes, check_rows
from analyzer.rules.form import Key, Wrong, identifier

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def _line(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Wrong("must be one line of text")
    return value


def _fingerprint(value: Any) -> str:
    if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
        raise Wrong("must be a finding's fingerprint in full: 16 hexadecimal digits")
    return value


def _day(value: Any) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str) or not is_date(value):
        raise Wrong("must be a day as YYYY-MM-DD")
    return value


_KEYS = (
    Key("rule", identifier, {}, "the rule, all when left out", required=False),
    Key("fingerprint", _fingerprint, {}, "the finding", required=False),
    Key("path", _line, {}, "the file of the call; '*' stands for any characters, '/' too", required=False),
    Key("reason", _line, {}, "why this is no harm, and who says so"),
    Key("until", _day, {}, "the last day it holds", required=False),
)


def read(raw: bytes, name: str, rules: Collection[str]) -> list[Suppression]:
    """The rows of an ignore file; ``name`` is its name as it was given, ``rules`` all that there are.

    Raises:
        UsageError: all its mistakes, one a line as ``file:line: mistake``.
    """
    mistakes = Mistakes(name)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}:{raw[: error.start].count(10) + 1}: not UTF-8") from error
    rows = check_rows(text, mistakes, "ignore", _KEYS)
    for line, row in rows:
        if "fingerprint" not in row and "path" not in row:
            mistakes.add(line, "[[ignore]] needs a 'fingerprint' or a 'path'")
        if "rule" in row and row["rule"] not in rules:
            mistakes.add(line, no_rule(row["rule"], rules))
    if mistakes.found:
        raise UsageError("\n".join(mistakes.texts()))
    return [_suppression(row, Place(name, line)) for line, row in rows]


def _suppression(row: dict[str, Any], place: Place) -> Suppression:
    return Suppression(
        where="file",
        place=place,
        rule=row.get("rule", ""),
        reason=row["reason"],
        until=row.get("until", ""),
        fingerprint=row.get("fingerprint", ""),
        path=row.get("path", ""),
    )
