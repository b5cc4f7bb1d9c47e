"""Expressions. Parentheses vanish, conversions and instantiations become `ir.Call` and `ir.Index` whichever way the grammar reads them."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.places import pack
from analyzer.syntax.grammar import COLON, TOKENS, TYPE_ARGUMENTS, kind
from analyzer.syntax.source import LINE, ORIGIN, WIDEST, Source, at, bare, expressions
from analyzer.syntax.types import ARROW, CHANNEL, channel_of

_EQUALITIES = frozenset({kind("'=='"), kind("'!='")})
_VARIADIC = kind("variadic_argument")
_DEREFERENCE = kind("'*'")
_WRAPPED = frozenset({kind("parenthesized_expression"), kind("parenthesized_type")})
_POINTER = kind("pointer_type")


def identifier(src: Source, node: Node) -> ir.Expr:
    """A name of any kind: ``x``, ``T``, ``nil``, ``iota``."""
    row, column = node.start_point
    start, end = node.byte_range
    return ir.Name(
        src.text[start:end],
        row * LINE + ORIGIN + column if column < WIDEST else pack(row + 1, column + 1),
    )


def parenthesized(src: Source, node: Node) -> ir.Expr:
    """``(x)``, and what else is only a wrapping."""
    for child in node.children:
        handler = src.expr.get(child.kind_id)
        if handler is not None:
            return handler(src, child)
    return ir.Bad("empty parentheses", at(node))


def selector_expression(src: Source, node: Node) -> ir.Expr:
    """``x.name``."""
    children = node.children
    operand, field = children[0], children[-1]
    row, column = field.start_point
    start, end = field.byte_range
    name = src.text[start:end]
    place = row * LINE + ORIGIN + column if column < WIDEST else pack(row + 1, column + 1)
    x = src.expr[operand.kind_id](src, operand)
    if type(x) is ir.Star:
        return _inside(operand, x, lambda inner: ir.Select(inner, name, place))
    return ir.Select(x, name, place)


def _inside(operand: Node, x: ir.Expr, made: Callable[[ir.Expr], ir.Expr]) -> ir.Expr:
    """An operation behind its operand. It binds tighter than a ``*`` before it, which the grammar takes for a pointer type's in
    ``*f[T](x).y`` and ``*f[T, U]``."""
    if type(x) is not ir.Star or operand.kind_id in _WRAPPED:
        return made(x)
    places = []
    inner: Node | None = operand
    while type(x) is ir.Star and inner is not None:
        places.append(x.at)
        x = x.x
        if inner.kind_id == _POINTER:
            inner = next((child for child in inner.children if child.kind_id == _POINTER), None)
    found = made(x)
    for place in reversed(places):
        found = ir.Star(found, place)
    return found


def call_expression(src: Source, node: Node) -> ir.Expr:
    """``f(x)``, ``f[T](x)``, ``make(T, n)``."""
    children = node.children
    callee, arguments = children[0], children[-1]
    func = src.expr[callee.kind_id](src, callee)
    if len(children) != 2:
        for child in children:
            if child.kind_id == TYPE_ARGUMENTS:
                func = ir.Index(func, expressions(src, child), at(node))
    table = src.expr
    args: list[ir.Expr] = []
    spread = False
    for child in arguments.children:
        child_kind = child.kind_id
        handler = table.get(child_kind)
        if handler is not None:
            args.append(handler(src, child))
            if child_kind == _VARIADIC:
                spread = True
    row, column = arguments.start_point
    paren = row * LINE + ORIGIN + column if column < WIDEST else pack(row + 1, column + 1)
    if type(func) is ir.Select or type(func) is ir.Name:
        return ir.Call(func, tuple(args), spread, func.at, paren)
    return _inside(callee, func, lambda inner: ir.Call(inner, tuple(args), spread, _callee_place(inner, node), paren))


def _callee_place(func: ir.Expr, node: Node) -> int:
    while type(func) is ir.Index:
        func = func.x
    return func.at if type(func) is ir.Select or type(func) is ir.Name else at(node)


def type_conversion_expression(src: Source, node: Node) -> ir.Expr:
    """``[]T(x)``; also how the grammar reads ``f[T](x)``. In ``<-chan T(x)`` it takes Go's receive operator for the type's."""
    func, paren, operand = bare(node.children)[:3]
    args = (src.expr[operand.kind_id](src, operand),)
    if func.kind_id == CHANNEL:
        arrow, chan, *elem = bare(func.children)
        if arrow.kind_id == ARROW:
            start = at(chan)
            return ir.Unary("<-", ir.Call(channel_of(src, elem[0], start), args, False, start, at(paren)), at(node))
    callee = src.expr[func.kind_id](src, func)
    if func.kind_id == _POINTER:
        return _inside(func, callee, lambda inner: ir.Call(inner, args, False, _callee_place(inner, node), at(paren)))
    return ir.Call(callee, args, False, _callee_place(callee, node), at(paren))


def index_expression(src: Source, node: Node) -> ir.Expr:
    """``x[i]``, ``F[T, U]``."""
    x, *indices = expressions(src, node)
    return _inside(bare(node.children)[0], x, lambda inner: ir.Index(inner, tuple(indices), at(node)))


def slice_expression(src: Source, node: Node) -> ir.Expr:
    """``x[lo:hi:max]``."""
    operand, *rest = bare(node.children)
    x = src.expr[operand.kind_id](src, operand)
    bounds: list[ir.Expr | None] = [None, None, None]
    place = 0
    for child in rest:
        child_kind = child.kind_id
        if child_kind == COLON:
            place += 1
        elif child_kind in src.expr:
            bounds[place] = src.expr[child_kind](src, child)
    low, high, most = bounds
    return _inside(operand, x, lambda inner: ir.Slice(inner, (low, high, most), at(node)))


def type_assertion_expression(src: Source, node: Node) -> ir.Expr:
    """``x.(T)``."""
    x, asserted = expressions(src, node)
    return _inside(bare(node.children)[0], x, lambda inner: ir.Assert(inner, asserted, at(node)))


def unary_expression(src: Source, node: Node) -> ir.Expr:
    """``op x``; ``*x`` is an `ir.Star`."""
    children = node.children
    operator, operand = children[0], children[-1]
    x = src.expr[operand.kind_id](src, operand)
    if operator.kind_id == _DEREFERENCE:
        return ir.Star(x, at(node))
    return ir.Unary(TOKENS[operator.kind_id], x, at(node))


def binary_expression(src: Source, node: Node) -> ir.Expr:
    """``x op y``, with a lone ``nil`` moved to the right of == and !=."""
    children = node.children
    left, operator, right = children if len(children) == 3 else bare(children)
    x = src.expr[left.kind_id](src, left)
    y = src.expr[right.kind_id](src, right)
    operator_kind = operator.kind_id
    if operator_kind in _EQUALITIES and is_nil(x) and not is_nil(y):
        x, y = y, x
    return ir.Binary(TOKENS[operator_kind], x, y, at(node))


def is_nil(x: ir.Expr) -> bool:
    """Whether an expression is the name nil."""
    return type(x) is ir.Name and x.name == "nil"
