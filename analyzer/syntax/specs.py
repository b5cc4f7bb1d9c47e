"""``var``, ``const`` and ``type``, at the top level and in bodies. A spec that could not be read keeps its names, with a `ir.Bad` type."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.syntax.careful import broken
from analyzer.syntax.grammar import ERROR, EXPRESSION_LIST, IDENTIFIER, TYPE_PARAMETERS, kind
from analyzer.syntax.source import Source, at, bare, expressions, text
from analyzer.syntax.troubles import reason, spurious
from analyzer.syntax.types import type_parameters

_ALIAS = kind("type_alias")
_CONST_SPEC = kind("const_spec")
_VAR_SPEC = kind("var_spec")
_VAR_SPECS = kind("var_spec_list")
_TYPE_NAME = kind("type_identifier")
_TYPE_SPEC = kind("type_spec")


def var_declaration(src: Source, node: Node) -> ir.Declare:
    """``var x T = v``, or a group."""
    return ir.Declare(tuple([_value(src, spec, False, 0) for spec in _specs(node)]), at(node))


def const_declaration(src: Source, node: Node) -> ir.Declare:
    """``const x = v``, or a group in which iota counts and values repeat."""
    found: list[ir.ValueSpec] = []
    written: ir.Expr | None = None
    values: tuple[ir.Expr, ...] = ()
    for iota, spec in enumerate(_specs(node)):
        value = _value(src, spec, True, iota)
        if value.values or value.type is not None:
            written, values = value.type, value.values
            found.append(value)
        else:
            found.append(ir.ValueSpec(value.names, written, values, True, iota, value.at))
    return ir.Declare(tuple(found), at(node))


def type_declaration(src: Source, node: Node) -> ir.Declare:
    """``type T U``, ``type T = U``, or a group."""
    found: list[ir.ValueSpec | ir.TypeSpec] = [
        type_spec(src, spec) if spec.kind_id in (_TYPE_SPEC, _ALIAS) else _value(src, spec, False, 0)
        for spec in _specs(node)
    ]
    return ir.Declare(tuple(found), at(node))


def _specs(node: Node) -> list[Node]:
    """The specs of a declaration, and the ERROR nodes among them that stand for unreadable ones."""
    found: list[Node] = []
    for child in node.children:
        child_kind = child.kind_id
        if child_kind in (_VAR_SPEC, _CONST_SPEC, _TYPE_SPEC, _ALIAS):
            found.append(child)
        elif child_kind == _VAR_SPECS or (child_kind == ERROR and spurious(child)):
            found += _specs(child)
        elif child_kind == ERROR:
            found.append(child)
    return found


def _value(src: Source, node: Node, const: bool, iota: int) -> ir.ValueSpec:
    names: list[ir.Name] = []
    written: ir.Expr | None = None
    values: tuple[ir.Expr, ...] = ()
    if node.kind_id == ERROR:
        return ir.ValueSpec((), ir.Bad(reason(node), at(node)), (), const, iota, at(node))
    unread = node.has_error and broken(src, node)
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == IDENTIFIER:
            names.append(ir.Name(text(src, child), at(child)))
        elif unread:
            continue
        elif child_kind == EXPRESSION_LIST:
            values = expressions(src, child)
        elif child_kind in src.expr:
            written = src.expr[child_kind](src, child)
    if unread:
        written = ir.Bad(reason(node), at(node))
    return ir.ValueSpec(tuple(names), written, values, const, iota, at(node))


def type_spec(src: Source, node: Node) -> ir.TypeSpec:
    """One ``name[params] T`` or ``name = T``."""
    children = bare(node.children)
    name, written = children[0], children[-1]
    alias = node.kind_id == _ALIAS
    if node.has_error and broken(src, node):
        return ir.TypeSpec(text(src, name), (), ir.Bad(reason(node), at(node)), alias, at(name))
    params: tuple[ir.TypeParam, ...] = ()
    for child in children[1:-1]:
        if child.kind_id == TYPE_PARAMETERS:
            params = type_parameters(src, child)
    return ir.TypeSpec(text(src, name), params, src.expr[written.kind_id](src, written), alias, at(name))
