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
    """The id of a named node kind, or of a token written ``'like this'``.

    Raises:
        LookupError: the grammar has none.
    """
    named = not name.startswith("'")
    found = LANGUAGE.id_for_node_kind(name.strip("'"), named)
    if found is None:
        raise LookupError(f"tree-sitter-go has no node kind {name}")
    return found


def parse(source: bytes) -> Node:
    """The ``source_file`` node, or an ERROR when nothing could be read."""
    return _PARSER.parse(source).root_node


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


def matches(name: str, root: Node) -> list[Match]:
    """What a query file finds at the top level of a tree, in source order.

    A cursor takes quadratic time over the children of an ERROR, so in a tree with errors it runs on one declaration after the other.
    """
    cursor = QueryCursor(_query(name))
    if not root.has_error:
        cursor.set_max_start_depth(1)
        return [captures for _, captures in cursor.matches(root)]
    cursor.set_max_start_depth(0)
    found: list[Match] = []
    waiting = root.children[::-1]
    while waiting:
        node = waiting.pop()
        if node.is_error:
            waiting += node.children[::-1]
        elif node.child_count:
            found += [captures for _, captures in cursor.matches(node)]
    return found


def _statements() -> frozenset[int]:
    """The ids of statements, from the grammar's supertypes."""
    found: set[int] = set()
    for supertype in LANGUAGE.supertypes:
        if LANGUAGE.node_kind_for_id(supertype) in ("_statement", "_simple_statement"):
            found.update(LANGUAGE.subtypes(supertype))
    return frozenset(number for number in found if LANGUAGE.node_kind_is_visible(number))


STATEMENTS = _statements()
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
