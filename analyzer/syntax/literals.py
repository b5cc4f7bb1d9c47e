"""Basic, composite and function literals."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.places import pack
from analyzer.syntax.grammar import kind
from analyzer.syntax.source import LINE, ORIGIN, WIDEST, Source, ToExpression, at, bare
from analyzer.syntax.types import signature

_LEAVES = frozenset({kind("identifier"), kind("int_literal"), kind("interpreted_string_literal")})
_ELEMENT = kind("literal_element")
_KEYED = kind("keyed_element")
_VALUE = kind("literal_value")


def basic(literal: str) -> ToExpression:
    """The handler for one kind of basic literal."""

    def lower(src: Source, node: Node) -> ir.Expr:
        row, column = node.start_point
        start, end = node.byte_range
        return ir.Lit(
            literal,
            src.text[start:end],
            row * LINE + ORIGIN + column if column < WIDEST else pack(row + 1, column + 1),
        )

    return lower


def composite_literal(src: Source, node: Node) -> ir.Expr:
    """``T{ ... }``."""
    children = node.children
    written, value = children[0], children[-1]
    return ir.Composite(src.expr[written.kind_id](src, written), _elements(src, value), at(node))


def literal_value(src: Source, node: Node) -> ir.Expr:
    """``{ ... }`` whose type the literal around it implies."""
    return ir.Composite(None, _elements(src, node), at(node))


def _elements(src: Source, node: Node) -> tuple[ir.Element, ...]:
    found: list[ir.Element] = []
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == _ELEMENT:
            (inner,) = child.children
            inner_kind = inner.kind_id
            value = src.expr[inner_kind](src, inner)
            found.append(ir.Element(None, value, value.at if inner_kind in _LEAVES else at(child)))
        elif child_kind == _KEYED:
            parts = child.children
            named, _, valued = parts if len(parts) == 3 else bare(parts)
            (inner,), (outer,) = named.children, valued.children
            inner_kind = inner.kind_id
            key = src.expr[inner_kind](src, inner)
            value = src.expr[outer.kind_id](src, outer)
            found.append(ir.Element(key, value, key.at if inner_kind in _LEAVES else at(child)))
        elif child_kind in src.expr:
            found.append(ir.Element(None, src.expr[child_kind](src, child), at(child)))
    return tuple(found)


def func_literal(src: Source, node: Node) -> ir.Expr:
    """``func(params) results { ... }``."""
    start = at(node)
    written, body = signature(src, bare(node.children)[1:], start)
    return ir.FuncLit(written, body or ir.Block((), start, start), start)
