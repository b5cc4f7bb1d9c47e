"""Where the rule files and tree-sitter queries that niltrail ships with are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def queries() -> Path:
    """The folder ``queries``: inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / "queries"
    return installed if installed.is_dir() else _PACKAGE.parent / "queries"
