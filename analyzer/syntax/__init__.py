"""From bytes to what they say: `outline` for what a file declares and imports, `lower` for one declaration, `lower_file` for all;
`declared_names` tells which files are worth the trouble.

Pure functions that answer for any bytes. What cannot be read is in the outline's ``trouble`` and in `ir.Bad` and `ir.BadStmt` at its
place. All desugaring is here. The only user of tree-sitter.
"""

from __future__ import annotations

from analyzer.syntax.lowering import lower, lower_file
from analyzer.syntax.outlines import outline
from analyzer.syntax.skim import declared_names

__all__ = ["declared_names", "lower", "lower_file", "outline"]
