"""What every lowering needs: the text, the tables that lower a node by its kind, places, and the lists they all go through.

A handler gets a `Source` and a node whose children have the grammar's shape, comments apart: `analyzer.syntax.careful` keeps
nodes with errors away from them. Handlers call each other through the tables, as plain Python functions only, so that nesting
costs no C stack. A node's attributes are what costs time here: each is a call into tree-sitter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.places import pack
from analyzer.syntax.grammar import COMMENT, ERROR, STATEMENT_LIST
from analyzer.syntax.troubles import reason, spurious

LINE = pack(1, 0)
ORIGIN = pack(1, 1)
WIDEST = LINE - 2  # from this 0-based column on, `pack` has to say what a position can hold


class Text(Protocol):
    """Source text that is sliced by byte offsets."""

    def __getitem__(self, span: slice, /) -> str: ...


class Utf8:
    """Bytes that are not all ASCII: decoded slice by slice, unreadable bytes replaced."""

    __slots__ = ("_bytes",)

    def __init__(self, source: bytes) -> None:
        self._bytes = source

    def __getitem__(self, span: slice, /) -> str:
        return self._bytes[span].decode("utf-8", "replace")


def text_of(source: bytes) -> Text:
    """The cheapest `Text` for these bytes."""
    return source.decode("ascii") if source.isascii() else Utf8(source)


ToExpression = Callable[["Source", Node], ir.Expr]
ToStatement = Callable[["Source", Node], ir.Stmt]


@dataclass(frozen=True, slots=True)
class Tables:
    """Handlers by kind id. Types are expressions. Tokens and comments are in neither; what a statement list skips is not in ``stmt``."""

    expr: dict[int, ToExpression]
    stmt: dict[int, ToStatement]


class Source:
    """One text being lowered."""

    __slots__ = ("expr", "stmt", "text")

    def __init__(self, text: Text, tables: Tables) -> None:
        self.text = text
        self.expr = tables.expr
        self.stmt = tables.stmt


def at(node: Node) -> int:
    """Where a node starts. Written out where it runs most (names, selectors, calls)."""
    row, column = node.start_point
    return row * LINE + ORIGIN + column if column < WIDEST else pack(row + 1, column + 1)


def last(node: Node) -> int:
    """Where a node's last byte is: for a node that ends with a brace, the brace."""
    row, column = node.end_point
    return pack(row + 1, column) if column else at(node)


def text(src: Source, node: Node) -> str:
    """A node as written."""
    start, end = node.byte_range
    return src.text[start:end]


def bare(children: list[Node]) -> list[Node]:
    """Children without the comments between them."""
    return [child for child in children if child.kind_id != COMMENT]


def expressions(src: Source, node: Node) -> tuple[ir.Expr, ...]:
    """The expressions or types of a list in any brackets."""
    table = src.expr
    children = node.children
    if len(children) == 1:
        (only,) = children
        return (table[only.kind_id](src, only),)
    found: list[ir.Expr] = []
    for child in children:
        handler = table.get(child.kind_id)
        if handler is not None:
            found.append(handler(src, child))
    return tuple(found)


def statements(src: Source, node: Node, found: list[ir.Stmt]) -> None:
    """Adds the statements of a block, case or statement list to ``found``.

    An unreadable stretch among them becomes a `ir.BadStmt`, followed by the statements inside it.
    """
    table = src.stmt
    for child in node.children:
        kind = child.kind_id
        handler = table.get(kind)
        if handler is not None:
            found.append(handler(src, child))
        elif kind == STATEMENT_LIST:
            statements(src, child, found)
        elif kind == ERROR or child.is_missing:
            if node.kind_id != ERROR and not spurious(child):
                found.append(ir.BadStmt(reason(child), at(child)))
            statements(src, child, found)


def block(src: Source, node: Node) -> ir.Block:
    """``{ ... }``."""
    found: list[ir.Stmt] = []
    statements(src, node, found)
    row, column = node.end_point
    return ir.Block(tuple(found), at(node), row * LINE + LINE + column if column < WIDEST else pack(row + 1, column))
