"""What the parser could not read. Some of what it reports is Go all the same, and is told apart here:
an empty statement after another, and a group on one line such as ``var (x int)``."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts.outline import Trouble
from analyzer.places import pack
from analyzer.syntax.grammar import COMMENT, ERROR, STATEMENT_LIST, STATEMENTS, kind

_SPECS = frozenset({kind("var_spec"), kind("const_spec")})
_ENDS = frozenset({kind("';'"), kind("empty_statement")})
_WHOLE = STATEMENTS | _SPECS | _ENDS | {STATEMENT_LIST, COMMENT}


def reason(node: Node) -> str:
    """What is wrong with a node."""
    return f"missing {node.type}" if node.is_missing else "syntax error"


def spurious(node: Node) -> bool:
    """Whether an ERROR node holds nothing but whole statements or specs: the grammar, not the text, is at fault."""
    children = node.children
    if node.kind_id != ERROR or not children or any(_faulty(child) for child in children):
        return False
    final = children[-1]
    if final.kind_id in _SPECS:
        after = node.next_sibling
        return after is not None and after.type == ")"
    while final.child_count and final.kind_id not in _ENDS:
        final = final.children[-1]
    return final.kind_id in _ENDS


def _faulty(node: Node) -> bool:
    return node.has_error or node.kind_id not in _WHOLE


def troubles(root: Node) -> list[Trouble]:
    """The unreadable stretches of a tree, in source order, without those inside others of them."""
    found: list[Trouble] = []
    waiting = [root] if root.has_error else []
    while waiting:
        node = waiting.pop()
        if (node.is_error or node.is_missing) and not spurious(node):
            found.append(trouble(reason(node), node))
        else:
            waiting += [child for child in reversed(node.children) if child.has_error]
    return found


def trouble(why: str, node: Node) -> Trouble:
    """A node as a stretch that could not be read."""
    row, column = node.start_point
    return Trouble(why, pack(row + 1, column + 1), node.start_byte, node.end_byte)
