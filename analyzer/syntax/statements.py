"""Simple statements, jumps and labels."""

from __future__ import annotations

from msgspec.structs import replace
from tree_sitter import Node

from analyzer.facts import ir
from analyzer.syntax.grammar import BLOCK, COLON, EXPRESSION_LIST, TOKENS, kind
from analyzer.syntax.source import Source, at, bare, block, expressions, text

_EMPTY = kind("empty_statement")
_LABEL = kind("label_name")
MISPLACED = "fallthrough that does not end a case"


def lower_block(src: Source, node: Node) -> ir.Stmt:
    """A block on its own."""
    return block(src, node)


def expression_statement(src: Source, node: Node) -> ir.Stmt:
    """``f(x)``, ``<-c``."""
    x = node.children[0]
    return ir.ExprStmt(src.expr[x.kind_id](src, x), at(node))


def assignment(src: Source, node: Node) -> ir.Stmt:
    """``a, b = c, d``, ``a += b``, ``a := b``."""
    children = node.children
    left, operator, right = children if len(children) == 3 else bare(children)
    return ir.Assign(expressions(src, left), TOKENS[operator.kind_id], expressions(src, right), at(node))


def step(src: Source, node: Node) -> ir.Stmt:
    """``x++`` and ``x--``, as ``x += 1`` and ``x -= 1``."""
    children = node.children
    x, operator = children[0], children[-1]
    op = TOKENS[operator.kind_id][0] + "="
    return ir.Assign((src.expr[x.kind_id](src, x),), op, (ir.Lit("int", "1", at(operator)),), at(node))


def send_statement(src: Source, node: Node) -> ir.Stmt:
    """``chan <- value``."""
    channel, value = expressions(src, node)
    return ir.Send(channel, value, at(node))


def go_statement(src: Source, node: Node) -> ir.Stmt:
    """``go f(x)``."""
    call = node.children[-1]
    return ir.Go(src.expr[call.kind_id](src, call), at(node))


def defer_statement(src: Source, node: Node) -> ir.Stmt:
    """``defer f(x)``."""
    call = node.children[-1]
    return ir.Defer(src.expr[call.kind_id](src, call), at(node))


def return_statement(src: Source, node: Node) -> ir.Stmt:
    """``return a, b``."""
    values = node.children[-1]
    return ir.Return(expressions(src, values) if values.kind_id == EXPRESSION_LIST else (), at(node))


def branch(src: Source, node: Node) -> ir.Stmt:
    """``break``, ``continue``, ``goto``."""
    children = node.children
    target = children[-1]
    return ir.Branch(TOKENS[children[0].kind_id], text(src, target) if target.kind_id == _LABEL else "", at(node))


def fallthrough_statement(src: Source, node: Node) -> ir.Stmt:
    """``fallthrough``. A case takes it off its end; anywhere else it is not Go."""
    return ir.BadStmt(MISPLACED, at(node))


def labeled_statement(src: Source, node: Node) -> ir.Stmt:
    """``label: stmt``."""
    children = node.children
    label, inner = text(src, children[0]), children[-1]
    inner_kind = inner.kind_id
    if inner_kind in (COLON, _EMPTY):
        return ir.Labeled(label, ir.Block((), at(inner), at(inner)), at(node))
    stmt = src.stmt[inner_kind](src, inner)
    return ir.Labeled(label, stmt if inner_kind == BLOCK else _marked(stmt, label), at(node))


def _marked(stmt: ir.Stmt, label: str) -> ir.Stmt:
    """The statement with the label that break and continue may name; an init statement may stand before it in a block."""
    if isinstance(stmt, ir.Loop | ir.Range | ir.Switch | ir.TypeSwitch | ir.SelectStmt):
        return replace(stmt, label=label)
    if isinstance(stmt, ir.Block) and stmt.stmts:
        return replace(stmt, stmts=(*stmt.stmts[:-1], _marked(stmt.stmts[-1], label)))
    return stmt
