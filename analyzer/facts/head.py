"""What other packages can see of one Go file: everything but the bodies of its functions.

A pure function of the file's bytes, and much smaller than its outline.
"""

from __future__ import annotations

import msgspec


class Head(msgspec.Struct, frozen=True, array_like=True):
    """One file.

    Attributes:
        package: the name in its package clause; ``clause``: that in what looks like one first, comments included.
        constraint: as in `analyzer.facts.outline.Outline`.
        digest: of its declarations, function bodies left out.
        words: the names that stand before a dot there.
        imports: name and path of each import.
    """

    package: str
    clause: str
    constraint: str
    digest: bytes
    words: tuple[str, ...]
    imports: tuple[tuple[str, str], ...]
