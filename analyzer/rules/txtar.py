"""Several files in one text: a comment, then ``-- name --`` lines, each followed by that file (golang.org/x/tools/txtar)."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKER = re.compile(r"^-- (\S(?:.*\S)?) --[ \t]*$\n?", re.MULTILINE)


class Member(NamedTuple):
    """One file; ``line`` is that of its marker, 1-based."""

    name: str
    text: str
    line: int


def parse(archive: str) -> tuple[str, list[Member]]:
    """The comment and the files of an archive. Every text is one; without markers it is all comment."""
    markers = list(_MARKER.finditer(archive))
    comment = archive[: markers[0].start()] if markers else archive
    ends = [*(marker.start() for marker in markers[1:]), len(archive)]
    return comment, [
        Member(marker[1], archive[marker.end() : end], archive.count("\n", 0, marker.start()) + 1)
        for marker, end in zip(markers, ends, strict=bool(markers))
    ]
