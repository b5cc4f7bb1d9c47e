"""Types, written with the nodes of expressions, and the lists of names and types in signatures, structs and interfaces."""

from __future__ import annotations

from tree_sitter import Node

from analyzer.facts import ir
from analyzer.syntax.grammar import BLOCK, IDENTIFIER, PARAMETER_LIST, kind
from analyzer.syntax.source import Source, at, bare, block, expressions, text

ARROW = kind("'<-'")
_BAR = kind("'|'")
_STAR = kind("'*'")
_DOTS = kind("'...'")
CHANNEL = kind("channel_type")
_FIELD = kind("field_declaration")
_FIELD_NAME = kind("field_identifier")
_METHOD = kind("method_elem")
_NEGATED = kind("negated_type")
_PARAMETERS = frozenset({kind("parameter_declaration"), kind("variadic_parameter_declaration")})
_TYPE_PARAMETER = kind("type_parameter_declaration")
_TAGS = frozenset({kind("raw_string_literal"), kind("interpreted_string_literal")})


def qualified_type(src: Source, node: Node) -> ir.Expr:
    """``pkg.T``."""
    children = node.children
    package, name = children[0], children[-1]
    return ir.Select(ir.Name(text(src, package), at(package)), text(src, name), at(name))


def pointer_type(src: Source, node: Node) -> ir.Expr:
    """``*T``."""
    elem = node.children[-1]
    return ir.Star(src.expr[elem.kind_id](src, elem), at(node))


def negated_type(src: Source, node: Node) -> ir.Expr:
    """``~T``."""
    core = node.children[-1]
    return ir.Unary("~", src.expr[core.kind_id](src, core), at(node))


def generic_type(src: Source, node: Node) -> ir.Expr:
    """``T[A, B]``. The grammar reads ``~pkg.T[A]`` as an instance of ``~pkg.T``."""
    children = node.children
    generic, arguments = children[0], children[-1]
    if generic.kind_id == _NEGATED:
        core = generic.children[-1]
        return ir.Unary(
            "~", ir.Index(src.expr[core.kind_id](src, core), expressions(src, arguments), at(core)), at(node)
        )
    return ir.Index(src.expr[generic.kind_id](src, generic), expressions(src, arguments), at(node))


def type_elem(src: Source, node: Node) -> ir.Expr:
    """``A | B``, or one type alone."""
    union: ir.Expr | None = None
    for child in node.children:
        handler = src.expr.get(child.kind_id)
        if handler is not None:
            term = handler(src, child)
            union = term if union is None else ir.Binary("|", union, term, at(node))
    return union or ir.Bad("a constraint without a type", at(node))


def array_type(src: Source, node: Node) -> ir.Expr:
    """``[n]T``."""
    _, length, _, elem = bare(node.children)
    return ir.ArrayType(src.expr[length.kind_id](src, length), src.expr[elem.kind_id](src, elem), at(node))


def implicit_length_array_type(src: Source, node: Node) -> ir.Expr:
    """``[...]T``."""
    _, dots, _, elem = bare(node.children)
    return ir.ArrayType(ir.Ellipsis(None, at(dots)), src.expr[elem.kind_id](src, elem), at(node))


def slice_type(src: Source, node: Node) -> ir.Expr:
    """``[]T``."""
    elem = node.children[-1]
    return ir.ArrayType(None, src.expr[elem.kind_id](src, elem), at(node))


def map_type(src: Source, node: Node) -> ir.Expr:
    """``map[K]V``."""
    _, _, key, _, value = bare(node.children)
    return ir.MapType(src.expr[key.kind_id](src, key), src.expr[value.kind_id](src, value), at(node))


def channel_type(src: Source, node: Node) -> ir.Expr:
    """``chan T``, ``chan<- T``, ``<-chan T``."""
    children = bare(node.children)
    elem = children[-1]
    if children[0].kind_id == ARROW:
        return ir.ChanType("receive", src.expr[elem.kind_id](src, elem), at(node))
    if len(children) == 3:
        return ir.ChanType("send", src.expr[elem.kind_id](src, elem), at(node))
    return channel_of(src, elem, at(node))


def channel_of(src: Source, elem: Node, start: int) -> ir.Expr:
    """``chan`` and what follows. The grammar reads ``chan <-chan T`` from the right, Go gives the arrow to the leftmost chan."""
    if elem.kind_id == CHANNEL:
        inner = bare(elem.children)
        if inner[0].kind_id == ARROW:
            return ir.ChanType("send", channel_of(src, inner[-1], at(inner[1])), start)
    return ir.ChanType("both", src.expr[elem.kind_id](src, elem), start)


def function_type(src: Source, node: Node) -> ir.Expr:
    """``func(A, B) C``."""
    return signature(src, bare(node.children)[1:], at(node))[0]


def signature(src: Source, parts: list[Node], start: int) -> tuple[ir.FuncType, ir.Block | None]:
    """Parameters, results and body, in that order, the last two optional."""
    params: tuple[ir.Param, ...] = parameters(src, parts[0])
    results: tuple[ir.Param, ...] = ()
    body: ir.Block | None = None
    for part in parts[1:]:
        part_kind = part.kind_id
        if part_kind == BLOCK:
            body = block(src, part)
        elif part_kind == PARAMETER_LIST:
            results = parameters(src, part)
        else:
            results = (ir.Param("", src.expr[part_kind](src, part), at(part)),)
    return ir.FuncType(params, results, start), body


def parameters(src: Source, node: Node) -> tuple[ir.Param, ...]:
    """A parenthesized list of parameters or results."""
    found: list[ir.Param] = []
    for child in node.children:
        child_kind = child.kind_id
        if child_kind in _PARAMETERS:
            _parameter(src, child, found)
    return tuple(found)


def _parameter(src: Source, node: Node, found: list[ir.Param]) -> None:
    children = node.children
    final = children[-1]
    elem = src.expr[final.kind_id](src, final)
    if len(children) == 1:
        found.append(ir.Param("", elem, at(node)))
        return
    names = []
    for child in children:
        child_kind = child.kind_id
        if child_kind == IDENTIFIER:
            names.append(child)
        elif child_kind == _DOTS:
            elem = ir.Ellipsis(elem, at(child))
    found += [ir.Param(text(src, name), elem, at(name)) for name in names] or [ir.Param("", elem, at(node))]


def type_parameters(src: Source, node: Node) -> tuple[ir.TypeParam, ...]:
    """``[K comparable, V any]``."""
    found: list[ir.TypeParam] = []
    for child in node.children:
        if child.kind_id == _TYPE_PARAMETER:
            parts = child.children
            constraint = src.expr[parts[-1].kind_id](src, parts[-1])
            names = [part for part in parts if part.kind_id == IDENTIFIER]
            found += [ir.TypeParam(text(src, name), constraint, at(name)) for name in names]
    return tuple(found)


def struct_type(src: Source, node: Node) -> ir.Expr:
    """``struct{ ... }``."""
    found: list[ir.Field] = []
    for child in node.children[-1].children:
        if child.kind_id == _FIELD:
            _field(src, child, found)
    return ir.StructType(tuple(found), at(node))


def _field(src: Source, node: Node, found: list[ir.Field]) -> None:
    """``a, b T``, ``T``, ``*T``, each with an optional tag."""
    names: list[Node] = []
    star: Node | None = None
    written: ir.Expr | None = None
    tag = ""
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == _FIELD_NAME:
            names.append(child)
        elif child_kind == _STAR:
            star = child
        elif child_kind in _TAGS:
            tag = text(src, child)
        elif child_kind in src.expr:
            written = src.expr[child_kind](src, child)
    assert written is not None
    found += [ir.Field(text(src, name), written, False, tag, at(name)) for name in names]
    if not names:
        embedded, place = _embedded(written)
        found.append(ir.Field(embedded, written if star is None else ir.Star(written, at(star)), True, tag, place))


def _embedded(written: ir.Expr) -> tuple[str, int]:
    """The name that an embedded type gives its field, and where it stands."""
    while isinstance(written, ir.Index):
        written = written.x
    return (written.name, written.at) if isinstance(written, ir.Name | ir.Select) else ("", written.at)


def interface_type(src: Source, node: Node) -> ir.Expr:
    """``interface{ ... }``."""
    methods: list[ir.Method] = []
    embeds: list[ir.Expr] = []
    for child in node.children:
        child_kind = child.kind_id
        if child_kind == _METHOD:
            name, *parts = bare(child.children)
            methods.append(ir.Method(text(src, name), signature(src, parts, at(parts[0]))[0], at(name)))
        elif child_kind in src.expr:
            embeds.append(src.expr[child_kind](src, child))
    return ir.InterfaceType(tuple(methods), tuple(embeds), at(node))
