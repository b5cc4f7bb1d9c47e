"""From bytes to what they say: `outline` for what a file declares and imports, `lower` for one declaration, `lower_file` for all;
`occurrences` and `embeds` tell where a word stands, `comments` which comments have it, `head` what other packages can see of a file.

Pure functions that answer for any bytes. What cannot be read is a trouble, and `ir.Bad` or `ir.BadStmt` at its place. All
desugaring is here. The only user of tree-sitter.
"""

from __future__ import annotations

from analyzer.facts.outline import Outline
from analyzer.syntax import outlines
from analyzer.syntax.comments import Comment, comments
from analyzer.syntax.gofmt import embeds, occurrences, skim
from analyzer.syntax.heads import head, without_body
from analyzer.syntax.lowering import lower, lower_file

__all__ = ["Comment", "comments", "embeds", "head", "lower", "lower_file", "occurrences", "outline", "without_body"]


def outline(source: bytes) -> Outline:
    """The outline of a file. One in gofmt's layout is not parsed for it: what cannot be read inside its declarations shows when
    they are lowered."""
    return skim(source) or outlines.outline(source)
