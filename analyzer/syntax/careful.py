"""Tables for text with errors: what has the grammar's shape is lowered as ever, what has not becomes a `ir.Bad` or `ir.BadStmt`
at its place, and the statements inside an unreadable statement are kept after it."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.syntax.grammar import BLOCK, ERROR, EXPRESSION_LIST, STATEMENT_LIST, TYPE_ARGUMENTS, kind
from analyzer.syntax.source import Source, Tables, ToExpression, ToStatement, at, last, statements
from analyzer.syntax.troubles import reason

_COMPOSITE = kind("composite_literal")
_VALUE = kind("literal_value")
_LISTS = frozenset({EXPRESSION_LIST, TYPE_ARGUMENTS, _VALUE, kind("argument_list")})
_READ_PIECEMEAL = frozenset({BLOCK, kind("var_declaration"), kind("const_declaration"), kind("type_declaration")})


def careful(tables: Tables) -> Tables:
    """The same tables, for nodes that may hold errors."""
    return Tables(
        {ERROR: _bad} | {number: _guarded(handler) for number, handler in tables.expr.items()},
        {number: handler if number in _READ_PIECEMEAL else _kept(handler) for number, handler in tables.stmt.items()},
    )


def _bad(src: Source, node: Node) -> ir.Expr:
    return ir.Bad(reason(node), at(node))


def _guarded(handler: ToExpression) -> ToExpression:
    def lower(src: Source, node: Node) -> ir.Expr:
        if node.has_error and (node.is_missing or broken(src, node)):
            return ir.Bad(reason(node), at(node))
        return handler(src, node)

    return lower


def _kept(handler: ToStatement) -> ToStatement:
    def lower(src: Source, node: Node) -> ir.Stmt:
        if node.has_error and (node.is_missing or broken(src, node)):
            found: list[ir.Stmt] = [ir.BadStmt(reason(node), at(node))]
            _salvage(src, node, found)
            return ir.Block(tuple(found), at(node), last(node)) if len(found) > 1 else found[0]
        return handler(src, node)

    return lower


def _salvage(src: Source, node: Node, found: list[ir.Stmt]) -> None:
    """Adds the statements anywhere inside a node that is no statement itself."""
    for child in node.children:
        child_kind = child.kind_id
        if child_kind in src.stmt:
            found.append(src.stmt[child_kind](src, child))
        elif child_kind == STATEMENT_LIST:
            statements(src, child, found)
        elif child_kind == ERROR or child_kind not in src.expr:
            _salvage(src, child, found)


def broken(src: Source, node: Node) -> bool:
    """Whether a node lacks the shape its handler expects, in itself or in a part that has no handler of its own.

    An ERROR among the members of a list is no such lack: it is lowered as a member.
    """
    node_kind = node.kind_id
    listed = node_kind in _LISTS
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == ERROR:
            if not listed:
                return True
        elif child_kind == _VALUE and node_kind == _COMPOSITE:
            if broken(src, child):
                return True
        elif child_kind in src.expr or child_kind in src.stmt or child_kind == STATEMENT_LIST:
            continue
        elif child.has_error and (child.is_missing or broken(src, child)):
            return True
    return False
