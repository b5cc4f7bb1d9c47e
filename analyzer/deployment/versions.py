"""Versions as programs and packages state them -> the release that they are made from.

A package's version is ``[epoch:]upstream[-revision]`` (Debian Policy 5.6.12, RPM's version and release, Alpine's ``-rN``); what
was added to upstream's tells that somebody may have changed it. Where a text has several versions, one with its program's name counts
(``NAME://VERSION``, as Kubernetes states a node's container runtime), then a server's, then the first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:(?P<program>[a-z][a-z0-9-]*)://)?(?:(?:[A-Za-z][A-Za-z0-9.+_]*-)+(?:\d+\.\d+-(?=\d+\.\d+\.\d))?)?(?:\d+:)?v?(?P<numbers>\d+\.\d+(?:\.\d+)?)"
    r"(?P<announced>(?:[~._-]|-0\.(?:\d+\.)?)?(?P<word>alpha|beta|rc)[.-]?(?P<count>\d+))?(?P<rest>(?:[~+_-].*|\.[A-Za-z].*)?)",
    re.ASCII,
)
_COMMIT = re.compile(r"[0-9a-f]{40}")


class Stated(NamedTuple):
    """A version as it was stated: ``token`` the word, ``release`` upstream's version without "v", ``packaged`` what was added to it,
    ``commit`` the one that was stated beside it, ``program`` whose version it says it is."""

    token: str
    release: str
    packaged: str = ""
    commit: str = ""
    program: str = ""


def stated(text: str) -> Stated | None:
    """The version in a text: a version, a package's name and version, or what a program says of itself. None where there is none."""
    before, _, server = text.rpartition("Server:")
    words = [*server.split(), *before.split()]
    tokens = [_TOKEN.fullmatch(word.strip("(),;")) for word in words if "/" not in word.replace("://", "", 1)]
    some = [token for token in tokens if token is not None]
    found = next((token for token in some if token["program"]), some[0] if some else None)
    if found is None:
        return None
    announced = f"-{found['word']}.{found['count']}" if found["announced"] else ""
    commit = next((word for word in words if _COMMIT.fullmatch(word)), "")
    return Stated(found[0], found["numbers"] + announced, found["rest"], commit, found["program"] or "")
