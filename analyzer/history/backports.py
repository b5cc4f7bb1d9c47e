"""Recognising a change of one branch as that of another: what agrees is named, and enough has to agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from analyzer.findings import Change, Match

_NUMBER = re.compile(r"(?<![\w.])#(\d+)\b")
_SURE = frozenset({"patch-id", "cherry-picked-from"})
_ENOUGH = 2
"""Signals that are enough where none of the sure ones is among them."""


class Evidence(NamedTuple):
    """What a change can be recognised by. ``author`` is name and address, ``authored`` the author's Unix time, ``message`` the commit's
    and its merge's, ``request`` the number of the pull request that brought it, ``picked`` the commits it says it was picked from."""

    commit: str
    merged: str
    author: str
    authored: int
    message: str
    request: str
    patch: str
    picked: tuple[str, ...]
    changes: tuple[Change, ...]


def signals(backport: Evidence, original: Evidence) -> tuple[str, ...]:
    """What agrees between a change and its possible original."""
    found = []
    if backport.patch and backport.patch == original.patch:
        found.append("patch-id")
    known = (original.commit, original.merged)
    if any(commit.startswith(picked) for picked in backport.picked for commit in known):
        found.append("cherry-picked-from")
    if original.author and (backport.author, backport.authored) == (original.author, original.authored):
        found.append("author-and-date")
    if original.request and re.search(rf"(?<![\w.]){re.escape(original.request)}(?![\w.])", backport.message):
        found.append("pull-request")
    if _issues(backport) & _issues(original):
        found.append("issue")
    if semantic(backport.changes) & semantic(original.changes):
        found.append("same-change")
    return tuple(found)


def best_match(backport: Evidence, originals: Mapping[Match, Evidence]) -> Match | None:
    """The original that most agrees with, if enough does."""
    rated = [(found, match) for match, original in originals.items() if enough(found := signals(backport, original))]
    if not rated:
        return None
    found, match = max(rated, key=lambda pair: (bool(_SURE.intersection(pair[0])), len(pair[0])))
    return msgspec.structs.replace(match, signals=found)


def enough(found: tuple[str, ...]) -> bool:
    """Whether signals recognise a backport: a sure one, or several."""
    return bool(_SURE.intersection(found)) or len(found) >= _ENOUGH


def semantic(changes: tuple[Change, ...]) -> set[tuple[str, str, str, str]]:
    """What a change means, wherever it stands: guards that appear or vanish, sinks that get something else."""
    return {
        (change.what, change.how, change.name, change.fallback or change.after)
        for change in changes
        if change.what in ("guard", "sink", "source") and change.how != "moved"
    }


def _issues(evidence: Evidence) -> set[str]:
    return set(_NUMBER.findall(evidence.message)) - {evidence.request}
