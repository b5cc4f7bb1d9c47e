"""Where the rule files and tree-sitter queries that niltrail ships with are, which state of the code this is, and the stack that
analysis takes."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer import __version__

_DEEP = 20_000
"""Python's recursion limit during analysis: code nests deeper than Python's default allows."""
_PACKAGE = Path(__file__).parent


def queries() -> Path:
    """The folder ``queries``: inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / "queries"
    return installed if installed.is_dir() else _PACKAGE.parent / "queries"


def asset(name: str) -> str:
    """A file that pages are made of, by its path below ``assets``."""
    return (_PACKAGE / "assets" / name).read_text(encoding="utf-8")


@functools.cache
def version() -> str:
    """Stands for everything that analysis depends on besides its input: niltrail's version, and which state of its files is
    installed, as sizes and times of change tell. Looked up once a process."""
    digest = hashlib.blake2b(digest_size=8)
    for folder, pattern in ((_PACKAGE, "**/*.py"), (queries(), "go/*.scm")):
        for path in sorted(folder.glob(pattern)):
            stat = path.stat()
            digest.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return f"{__version__}+{digest.hexdigest()}"


@contextmanager
def deep() -> Iterator[None]:
    """Lets Python recurse as deep as code nests."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
