"""Which branches are lines of releases, and which is the main one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.history.tags import OTHER, read

_RELEASES = re.compile(
    r"(?:releases?|stable|maint(?:enance)?)[-_/](?P<version>v?\d[\w.]*)|(?P<bare>v?\d+(?:\.\d+)*(?:\.[xX])?)"
)
_MAIN = ("main", "master", "trunk", "default")


def line_of_branch(name: str) -> str:
    """The release line that a branch is made for: "2.0" for ``release/2.0``, ``release-2.0``, ``v2.0.x`` or a remote's copy of one of
    them; '' for other branches."""
    for part in (name, name.partition("/")[2]):
        found = _RELEASES.fullmatch(part)
        if found:
            version = re.sub(r"\.[xX]$", "", found["version"] or found["bare"])
            line = read(version if version.startswith("v") else f"v{version}").line
            return "" if line == OTHER else line
    return ""


def main_of(names: Iterable[str]) -> str:
    """The main branch among some, one's own before a remote's; '' where there is none."""
    known = list(names)
    for wanted in _MAIN:
        for name in known:
            if name == wanted:
                return name
    remote = [name for wanted in _MAIN for name in known if name.partition("/")[2] == wanted]
    return next((name for name in remote if name.startswith("origin/")), remote[0] if remote else "")


def release_branches(names: Iterable[str]) -> list[str]:
    """The branches that are made for release lines, in the order of the lines; of one line one's own branch before a remote's."""
    chosen: dict[str, str] = {}
    for name in names:
        line = line_of_branch(name)
        if line:
            chosen.setdefault(line, name)
    return [chosen[line] for line in sorted(chosen, key=lambda line: read(f"v{line}").place)]
