"""What the standard library declares, for trees that do not hold it: exported names with their types.

The tables beside this module are text, one declaration a line, in Go's own syntax less parameter names; ``TABLES`` tells which
one has a package. They are read when a package is asked for, and each line is parsed when its name is.
"""

from __future__ import annotations

import importlib

from analyzer.program.std.rows import Rows, split

__all__ = ["Rows", "rows"]

from analyzer.program.std.tables import TABLES

_known: dict[str, Rows] = {}


def rows(path: str) -> Rows | None:
    """The declarations of a package of the standard library; None for any other package."""
    if path not in _known and path in TABLES:
        module = importlib.import_module(f"analyzer.program.std.{TABLES[path]}")
        for found in split(module.ROWS):
            _known[found.path] = found
    return _known.get(path)
