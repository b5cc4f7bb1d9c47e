"""Comments that answer for a finding: ``//niltrail:ignore RULE [until=YYYY-MM-DD] -- reason`` and ``//nolint:niltrail // reason``.

Like Go's own directives they begin right behind the ``//``. A bare ``//nolint`` and ``//nolint:all`` were written with other tools in
mind: they name nothing of ours, and hide nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from analyzer.checks import Suppression
from analyzer.places import Place

if TYPE_CHECKING:
    from analyzer.syntax import Comment

WORD = "niltrail"
_FORM = "//niltrail:ignore RULE [until=YYYY-MM-DD] -- reason"
_OURS = re.compile(r"//niltrail:ignore(?=\s|$)(?P<rest>.*)", re.DOTALL)
_ALMOST = re.compile(r"/[/*]\s*niltrail:\s*\w*", re.IGNORECASE)
_NOLINT = re.compile(r"//[/ ]*nolint:(?P<tools>[^/]*)(?://(?P<reason>.*))?", re.DOTALL)
_SEPARATED = re.compile(r"[,\s]+")
_REASON = re.compile(r"(?:^|\s)--(?=\s|$)")
_UNTIL = "until="


class Covering(NamedTuple):
    """A suppression, and the last line it stands for; the first is its own. 0 where nothing follows it."""

    suppression: Suppression
    last: int


def covering(path: str, source: bytes, rules: Collection[str]) -> Iterator[Covering]:
    """What the comments of a file answer for. ``rules`` are all that there are."""
    from analyzer.syntax import comments

    for comment in comments(source, WORD):
        said = _suppression(comment, Place(path, comment.line, comment.column), rules)
        if said is not None:
            yield Covering(said, comment.last)


def _suppression(comment: Comment, place: Place, rules: Collection[str]) -> Suppression | None:
    text = comment.text
    ours = _OURS.fullmatch(text)
    if ours:
        return _ignore(ours["rest"], place, rules)
    nolint = _NOLINT.match(text)
    if nolint and WORD in _SEPARATED.split(nolint["tools"].lower()):
        listed = [tool.strip().lower() for tool in nolint["tools"].split(",")]
        reason = (nolint["reason"] or "").strip()
        right = WORD in listed and reason
        return _judged("", reason, "", place, [] if right else ["it gives no reason: //nolint:niltrail // reason"])
    if _ALMOST.match(text):
        return _judged("", "", "", place, [f"write {_FORM}"])
    return None


def _ignore(rest: str, place: Place, rules: Collection[str]) -> Suppression:
    head, *reasons = _REASON.split(rest, maxsplit=1)
    reason = reasons[0].strip() if reasons else ""
    rule, until, troubles = "", "", []
    for word in head.split():
        if word.startswith(_UNTIL):
            until = word.removeprefix(_UNTIL)
            troubles += [] if is_date(until) else [f"{until!r} is no date: write until=YYYY-MM-DD"]
        elif rule:
            troubles.append(f"{word!r} is too much: {_FORM}")
        else:
            rule = word
            troubles += [] if rule in rules else [no_rule(rule, rules)]
    troubles += [] if rule else [f"it names no rule: {_FORM}"]
    troubles += [] if reason else [f"it gives no reason: {_FORM}"]
    return _judged(rule, reason, until, place, troubles)


def _judged(rule: str, reason: str, until: str, place: Place, troubles: list[str]) -> Suppression:
    state, trouble = ("wrong", "; ".join(troubles)) if troubles else ("unused", "")
    return Suppression("comment", place, rule, " ".join(reason.split()), until, state=state, trouble=trouble)


def no_rule(rule: str, rules: Collection[str]) -> str:
    """What to say of a rule that is not there."""
    near = difflib.get_close_matches(rule, rules, n=1)
    return f"there is no rule {rule!r}" + (f"; did you mean {near[0]}?" if near else "")


def is_date(text: str) -> bool:
    """Whether a text is a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
