"""The comments of a file, and the lines that each is about. A comment inside a string is none."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from analyzer.syntax.grammar import BLOCK, COMMENT, STATEMENT_LIST
from analyzer.syntax.outlines import parse_file


class Comment(NamedTuple):
    """A comment at a 1-based ``line`` and byte ``column``. It is about the lines up to ``last``: its own where code stands before it,
    else those of what follows it, without the bodies of functions and blocks; 0 where nothing follows."""

    text: str
    line: int
    column: int
    last: int


def comments(source: bytes, word: str) -> list[Comment]:
    """The comments of a file's bytes that contain a word, in order."""
    root = parse_file(source)
    wanted = word.encode()
    found: list[Comment] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if wanted not in source[node.start_byte : node.end_byte]:
            continue
        if node.kind_id == COMMENT:
            found.append(_comment(source, node))
        waiting += node.children
    return sorted(found, key=lambda comment: (comment.line, comment.column))


def _comment(source: bytes, node: Node) -> Comment:
    text = source[node.start_byte : node.end_byte].decode("utf-8", "replace").rstrip()
    line = node.start_point.row + 1
    start = source.rfind(b"\n", 0, node.start_byte) + 1
    if source[start : node.start_byte].strip():
        return Comment(text, line, node.start_point.column + 1, line)
    follows = node.next_sibling
    while follows is not None and (follows.kind_id == COMMENT or not follows.is_named):
        follows = follows.next_sibling
    while follows is not None and follows.kind_id == STATEMENT_LIST:
        follows = next((inner for inner in follows.named_children if inner.kind_id != COMMENT), None)
    if follows is None:
        return Comment(text, line, node.start_point.column + 1, 0)
    return Comment(text, line, node.start_point.column + 1, _last(follows))


def _last(node: Node) -> int:
    """The last line of a statement, or the line on which its first block begins."""
    waiting = [node]
    blocks = [node.end_point.row + 1]
    while waiting:
        inner = waiting.pop()
        if inner.kind_id == BLOCK:
            blocks.append(inner.start_point.row + 1)
        else:
            waiting += inner.children
    return min(blocks)
