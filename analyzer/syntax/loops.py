"""The forms of ``for``. What a for clause begins with goes before the loop, in a block that keeps its scope."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.syntax.branching import after
from analyzer.syntax.grammar import EXPRESSION_LIST, SEMICOLON, kind
from analyzer.syntax.source import Source, at, bare, block, expressions

_DEFINE = kind("':='")
_FOR_CLAUSE = kind("for_clause")
_RANGE_CLAUSE = kind("range_clause")


def for_statement(src: Source, node: Node) -> ir.Stmt:
    """``for { }``, ``for cond { }``, ``for init; cond; post { }``, ``for k, v := range x { }``."""
    children = bare(node.children)
    header = children[1]
    header_kind = header.kind_id
    body = block(src, children[-1])
    if len(children) == 2:
        return ir.Loop(None, None, body, "", at(node))
    if header_kind == _RANGE_CLAUSE:
        return _range(src, header, body, at(node))
    if header_kind == _FOR_CLAUSE:
        return _clause(src, header, body, node)
    return ir.Loop(src.expr[header_kind](src, header), None, body, "", at(node))


def _clause(src: Source, header: Node, body: ir.Block, node: Node) -> ir.Stmt:
    init: list[ir.Stmt] = []
    cond: ir.Expr | None = None
    post: ir.Stmt | None = None
    semicolons = 0
    for child in bare(header.children):
        child_kind = child.kind_id
        if child_kind == SEMICOLON:
            semicolons += 1
        elif semicolons == 0:
            init.append(src.stmt[child_kind](src, child))
        elif semicolons == 1:
            cond = src.expr[child_kind](src, child)
        else:
            post = src.stmt[child_kind](src, child)
    return after(init, ir.Loop(cond, post, body, "", at(node)), node)


def _range(src: Source, header: Node, body: ir.Block, start: int) -> ir.Stmt:
    variables: tuple[ir.Expr, ...] = ()
    define = False
    children = bare(header.children)
    for child in children[:-1]:
        child_kind = child.kind_id
        if child_kind == EXPRESSION_LIST:
            variables = expressions(src, child)
        elif child_kind == _DEFINE:
            define = True
    if len(variables) > 2:
        return ir.BadStmt("range with more than two variables", start)
    x = src.expr[children[-1].kind_id](src, children[-1])
    key, value = (*variables, None, None)[:2]
    return ir.Range(key, value, define, x, body, "", start)
