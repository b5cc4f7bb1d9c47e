"""if, switch, type switch and select. An init statement goes before its statement, in a block that keeps its scope."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.places import column_of, line_of
from analyzer.syntax.expressions import is_nil
from analyzer.syntax.grammar import BLOCK, COLON, EXPRESSION_LIST, SEMICOLON, STATEMENT_LIST, TOKENS, kind
from analyzer.syntax.source import Source, at, bare, block, expressions, last, statements
from analyzer.syntax.statements import MISPLACED

_COMMUNICATION = kind("communication_case")
_DEFAULT = kind("default_case")
_DEFINE = kind("':='")
_DOT = kind("'.'")
_EXPRESSION_CASE = kind("expression_case")
_OPEN = kind("'{'")
_SEND = kind("send_statement")
_TYPE_CASE = kind("type_case")


def after(init: list[ir.Stmt], stmt: ir.Stmt, node: Node) -> ir.Stmt:
    """A statement behind those that come first, in a block of their own."""
    return ir.Block((*init, stmt), stmt.at, last(node)) if init else stmt


def if_statement(src: Source, node: Node) -> ir.Stmt:
    """``if init; cond { } else ...``."""
    children = node.children
    if len(children) != 3:
        children = bare(children)
    start = at(node)
    init: ir.Stmt | None = None
    _, cond, then, *rest = children
    if then.kind_id == SEMICOLON:
        init = src.stmt[cond.kind_id](src, cond)
        cond, then, *rest = rest
    stmt = ir.If(
        src.expr[cond.kind_id](src, cond),
        block(src, then),
        _otherwise(src, rest[-1]) if rest else None,
        start,
    )
    return stmt if init is None else ir.Block((init, stmt), start, last(node))


def _otherwise(src: Source, node: Node) -> ir.Block:
    if node.kind_id == BLOCK:
        return block(src, node)
    stmt = src.stmt[node.kind_id](src, node)
    return stmt if isinstance(stmt, ir.Block) else ir.Block((stmt,), stmt.at, last(node))


def expression_switch_statement(src: Source, node: Node) -> ir.Stmt:
    """``switch init; tag { case a, b: }``."""
    init: list[ir.Stmt] = []
    cases: list[ir.Case] = []
    tag: ir.Expr | None = None
    header: Node | None = None
    children = bare(node.children)
    compared = any(child.kind_id == _EXPRESSION_CASE for child in children)
    for child in children[1:]:
        child_kind = child.kind_id
        if child_kind in (_EXPRESSION_CASE, _DEFAULT):
            cases.append(_case(src, child, tag))
        elif child_kind == SEMICOLON and header is not None:
            init.append(src.stmt[header.kind_id](src, header))
            header = None
        elif child_kind == _OPEN and header is not None:
            tag = src.expr[header.kind_id](src, header)
            if type(tag) is not ir.Name or not compared:
                fresh = ir.Name(f"·{line_of(tag.at)}_{column_of(tag.at)}", tag.at)
                init.append(ir.Assign((fresh,), ":=", (tag,), tag.at))
                tag = fresh
        else:
            header = child
    return after(init, ir.Switch(tuple(cases), "", at(node)), node)


def _case(src: Source, node: Node, tag: ir.Expr | None) -> ir.Case:
    conds: tuple[ir.Expr, ...] = ()
    for child in node.children:
        if child.kind_id == EXPRESSION_LIST:
            conds = expressions(src, child)
    if tag is not None:
        conds = tuple([_equals(tag, value) for value in conds])
    body = _clause(src, node)
    final = body.stmts[-1] if body.stmts else None
    through = isinstance(final, ir.BadStmt) and final.reason == MISPLACED
    if through:
        body = ir.Block(body.stmts[:-1], body.at, body.end)
    return ir.Case(conds, body, through, node.kind_id == _DEFAULT, at(node))


def _equals(tag: ir.Expr, value: ir.Expr) -> ir.Expr:
    x, y = (value, tag) if is_nil(tag) and not is_nil(value) else (tag, value)
    return ir.Binary("==", x, y, value.at)


def _clause(src: Source, node: Node) -> ir.Block:
    """The statements after a clause's colon."""
    found: list[ir.Stmt] = []
    start = end = at(node)
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == COLON:
            start = end = at(child)
        elif child_kind == STATEMENT_LIST:
            statements(src, child, found)
            end = last(child.children[-1])
    return ir.Block(tuple(found), start, end)


def type_switch_statement(src: Source, node: Node) -> ir.Stmt:
    """``switch init; bind := x.(type) { case T: }``."""
    init: list[ir.Stmt] = []
    cases: list[ir.TypeCase] = []
    bind: ir.Name | None = None
    x: ir.Expr = ir.Bad("a type switch on nothing", at(node))
    header = node
    for child in bare(node.children)[1:]:
        child_kind = child.kind_id
        if child_kind in (_TYPE_CASE, _DEFAULT):
            types = expressions(src, child)
            cases.append(ir.TypeCase(types, _clause(src, child), child_kind == _DEFAULT, at(child)))
        elif child_kind == SEMICOLON:
            init.append(src.stmt[header.kind_id](src, header))
        elif child_kind == _DEFINE:
            names = expressions(src, header)
            bind = names[0] if len(names) == 1 and isinstance(names[0], ir.Name) else None
            if bind is None:
                init.append(ir.BadStmt("a type switch binds one name", at(header)))
        elif child_kind == _DOT:
            x = src.expr[header.kind_id](src, header)
        header = child
    return after(init, ir.TypeSwitch(bind, x, tuple(cases), "", at(node)), node)


def select_statement(src: Source, node: Node) -> ir.Stmt:
    """``select { case v := <-c: }``."""
    cases: list[ir.CommCase] = []
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == _COMMUNICATION:
            cases.append(ir.CommCase(_communication(src, bare(child.children)[1]), _clause(src, child), at(child)))
        elif child_kind == _DEFAULT:
            cases.append(ir.CommCase(None, _clause(src, child), at(child)))
    return ir.SelectStmt(tuple(cases), "", at(node))


def _communication(src: Source, node: Node) -> ir.Stmt:
    if node.kind_id == _SEND:
        return src.stmt[_SEND](src, node)
    children = bare(node.children)
    if len(children) == 1:
        return ir.ExprStmt(src.expr[children[0].kind_id](src, children[0]), at(node))
    left, operator, right = children
    return ir.Assign(expressions(src, left), TOKENS[operator.kind_id], (src.expr[right.kind_id](src, right),), at(node))
