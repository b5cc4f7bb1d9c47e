"""tree-sitter's Go grammar: the parser, the ids of node kinds, the query files."""

from __future__ import annotations

from functools import cache

import tree_sitter_go
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from analyzer.resources import queries

LANGUAGE = Language(tree_sitter_go.language())
_PARSER = Parser(LANGUAGE)
_EVERY_ID = range(LANGUAGE.node_kind_count)

ERROR = 0xFFFF  # tree-sitter's own kind, in no grammar
TOKENS = {
    kind: LANGUAGE.node_kind_for_id(kind) or ""
    for kind in _EVERY_ID
    if LANGUAGE.node_kind_is_visible(kind) and not LANGUAGE.node_kind_is_named(kind)
}
"""The text of keywords, operators and punctuation by kind id."""


def kind(name: str) -> int:
    """The id of a named node kind, or of a token written ``'like this'``."""
    named = not name.startswith("'")
    found = LANGUAGE.id_for_node_kind(name.strip("'"), named)
    if found is None:
        raise LookupError(f"tree-sitter-go has no node kind {name}")
    return found


def named_kinds() -> list[str]:
    """Every named node kind, for tables that answer each of them."""
    named = {LANGUAGE.node_kind_for_id(kind) for kind in _EVERY_ID if LANGUAGE.node_kind_is_named(kind)}
    return sorted(name for name in named if name)


def parse(source: bytes) -> Node:
    """The ``source_file`` node. The grammar wants a newline after some declarations; Go does not at the end of a file."""
    root = _PARSER.parse(source).root_node
    if root.has_error and not source.endswith(b"\n"):
        ended = _PARSER.parse(source + b"\n").root_node
        return root if ended.has_error else ended
    return root


def parse_at(source: bytes, row: int, column: int) -> Node:
    """Like `parse`, with the positions it has when ``source`` starts at a 0-based row and column. Byte offsets are not shifted."""
    root = _PARSER.parse(source).root_node_with_offset(0, (row, column))
    assert root is not None
    return root


@cache
def _query(name: str) -> Query:
    return Query(LANGUAGE, (queries() / "go" / f"{name}.scm").read_text(encoding="utf-8"))


Match = dict[str, list[Node]]
"""The nodes of one match by capture name."""


def matches(name: str, root: Node, depth: int) -> list[Match]:
    """What a query file finds in a tree, in source order; a match starts at most ``depth`` levels down."""
    cursor = QueryCursor(_query(name))
    found: list[Match] = []
    _search(cursor, root, depth, found)
    return found


def _search(cursor: QueryCursor, node: Node, depth: int, found: list[Match]) -> None:
    """A cursor takes quadratic time over the children of an ERROR, so they are searched one by one."""
    if node.is_error or (node.has_error and node.parent is None):
        for child in node.children:
            if depth and child.child_count:
                _search(cursor, child, depth - 1, found)
    else:
        cursor.set_max_start_depth(depth)
        found += [captures for _, captures in cursor.matches(node)]


def _below(supertype: str) -> frozenset[int]:
    below = LANGUAGE.subtypes(LANGUAGE.id_for_node_kind(supertype, False) or 0)
    return frozenset(child for child in below if LANGUAGE.node_kind_is_visible(child))


STATEMENTS = _below("_statement") | _below("_simple_statement")
COMMENT = kind("comment")
IDENTIFIER = kind("identifier")
BLOCK = kind("block")
STATEMENT_LIST = kind("statement_list")
EXPRESSION_LIST = kind("expression_list")
PARAMETER_LIST = kind("parameter_list")
TYPE_ARGUMENTS = kind("type_arguments")
TYPE_PARAMETERS = kind("type_parameter_list")
SEMICOLON = kind("';'")
COLON = kind("':'")
