"""What other packages can see of a package: its exported declarations and all that these mention, the bodies of functions left out.

A pure function of its files' bytes, and much smaller than their outlines.
"""

from __future__ import annotations

import msgspec


class FileHead(msgspec.Struct, frozen=True, array_like=True):
    """One file: the names that stand before a dot in what can be seen, and name and path of each import."""

    words: tuple[str, ...]
    imports: tuple[tuple[str, str], ...]


class Head(msgspec.Struct, frozen=True, array_like=True):
    """Some files of one package: the digest of what can be seen, names and build constraints of its files included, and each file.
    The package's name is not part of it."""

    digest: bytes
    files: tuple[FileHead, ...]
