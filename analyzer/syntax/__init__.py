"""From bytes to what they say: `outline` for what a file declares and imports, `lower` for one declaration, `lower_file` for all.

Pure functions that answer for any bytes. What cannot be read is in the outline's ``trouble`` and in `ir.Bad` and `ir.BadStmt` at its
place. All desugaring is here. The only user of tree-sitter.
"""

from __future__ import annotations

from analyzer.syntax.lowering import lower, lower_file
from analyzer.syntax.outlines import outline

__all__ = ["lower", "lower_file", "outline"]
