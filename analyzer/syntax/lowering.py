"""One top-level declaration, or all of a file, from text to IR."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.facts.outline import Entry, Outline
from analyzer.syntax.declarations import completed, declaration, unread, with_lost_body
from analyzer.syntax.depth import with_room
from analyzer.syntax.grammar import parse_at
from analyzer.syntax.outlines import outline_of, parse_file
from analyzer.syntax.source import Source, text_of
from analyzer.syntax.tables import CAREFUL, PLAIN


def lower(source: bytes, entry: Entry) -> ir.Declaration:
    """The declaration that an entry of this source's outline stands for, parsed on its own. Positions are those in the whole file."""
    text = source[entry.start : entry.end] + b"\n"
    row, column = entry.line - 1, entry.column - 1
    if entry.kind == "type":
        # An entry is one spec: the keyword goes before it, on a line of its own where the spec's line has no room for it.
        if column >= len(b"type "):
            text, column = b"type " + text, column - len(b"type ")
        else:
            text, row, column = b"type\n" + b" " * column + text, row - 1, 0
    if row < 0:
        return unread(entry)
    root = parse_at(text, row, column)
    src = Source(text_of(text), CAREFUL if root.has_error else PLAIN)
    try:
        return completed(with_room(lambda: _first(src, root)), entry)
    except RecursionError:
        return unread(entry)


def _first(src: Source, root: Node) -> ir.Declaration | None:
    """The first declaration of a parsed entry."""
    children = root.children
    for place, child in enumerate(children):
        for node in (child, *child.children) if child.type in ("type_declaration", "ERROR") else (child,):
            found = declaration(src, node)
            if found is not None:
                lost = [after for after in children[place + 1 :] if after.is_error]
                return with_lost_body(src, found, lost[0]) if lost else found
    return None


def lower_file(source: bytes) -> tuple[Outline, tuple[ir.Declaration, ...]]:
    """The outline and, in the order of its entries, all declarations, from one parse.

    Where the file has errors each entry is parsed once more on its own, so that `lower` always gives the same.
    """
    root = parse_file(source)
    outline, nodes = outline_of(source, root)
    if root.has_error:
        return outline, tuple([lower(source, entry) for entry in outline.entries])
    src = Source(text_of(source), PLAIN)
    return outline, tuple([_whole(src, node, entry) for node, entry in zip(nodes, outline.entries, strict=True)])


def _whole(src: Source, node: Node, entry: Entry) -> ir.Declaration:
    try:
        return with_room(lambda: declaration(src, node)) or unread(entry)
    except RecursionError:
        return unread(entry)
