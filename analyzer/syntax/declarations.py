"""Top-level declarations from their nodes."""

from __future__ import annotations

from msgspec.structs import replace
from tree_sitter import Node

from analyzer.facts import ir
from analyzer.facts.outline import Entry
from analyzer.places import pack
from analyzer.syntax.careful import broken
from analyzer.syntax.grammar import PARAMETER_LIST, TYPE_PARAMETERS, kind
from analyzer.syntax.source import Source, at, bare, block, last, statements, text
from analyzer.syntax.specs import const_declaration, type_spec, var_declaration
from analyzer.syntax.troubles import reason
from analyzer.syntax.types import parameters, signature, type_parameters

_FUNCTION = kind("function_declaration")
_METHOD = kind("method_declaration")
_TYPE_SPECS = frozenset({kind("type_spec"), kind("type_alias")})
_VAR = kind("var_declaration")
_CONST = kind("const_declaration")


def declaration(src: Source, node: Node) -> ir.Declaration | None:
    """The declaration of a node, or None when the node is something else."""
    node_kind = node.kind_id
    if node_kind in (_FUNCTION, _METHOD):
        return _function(src, node)
    if node_kind == _VAR:
        return var_declaration(src, node)
    if node_kind == _CONST:
        return const_declaration(src, node)
    if node_kind in _TYPE_SPECS:
        spec = type_spec(src, node)
        return ir.Declare((spec,), spec.at)
    return None


def _function(src: Source, node: Node) -> ir.FuncDecl | None:
    if node.has_error:
        return _damaged_function(src, node)
    parts = bare(node.children)[1:]
    receiver: ir.Param | None = None
    type_params: tuple[ir.TypeParam, ...] = ()
    if node.kind_id == _METHOD:
        receiver = _receiver(parameters(src, parts.pop(0)))
    name = parts.pop(0)
    if parts[0].kind_id == TYPE_PARAMETERS:
        type_params = type_parameters(src, parts.pop(0))
    written, body = signature(src, parts, at(node))
    return ir.FuncDecl(text(src, name), receiver, type_params, written, body, at(name))


def _receiver(params: tuple[ir.Param, ...]) -> ir.Param | None:
    return params[0] if params else None


def _damaged_function(src: Source, node: Node) -> ir.FuncDecl | None:
    """A function with errors: a list that cannot be read is one parameter of type `ir.Bad`, and so is any other text before the body."""
    part = node.child_by_field_name
    name, type_params, params, result = part("name"), part("type_parameters"), part("parameters"), part("result")
    receiver, body = part("receiver"), part("body")
    if name is None or name.is_missing:
        return None
    faults = tuple(_bad(child) for child in node.children if child.is_error or child.is_missing)
    return ir.FuncDecl(
        text(src, name),
        _receiver(_listed(src, receiver)),
        type_parameters(src, type_params) if type_params is not None and not broken(src, type_params) else (),
        ir.FuncType(_listed(src, params) + faults, _listed(src, result), at(node)),
        block(src, body) if body is not None else None,
        at(name),
    )


def _listed(src: Source, node: Node | None) -> tuple[ir.Param, ...]:
    if node is None:
        return ()
    if node.kind_id != PARAMETER_LIST:
        return (ir.Param("", src.expr[node.kind_id](src, node), at(node)),)
    return (_bad(node),) if broken(src, node) else parameters(src, node)


def _bad(node: Node) -> ir.Param:
    return ir.Param("", ir.Bad(reason(node), at(node)), at(node))


def with_lost_body(src: Source, found: ir.Declaration, lost: Node) -> ir.Declaration:
    """A function whose body is an ERROR after it: unreadable, not external."""
    if not isinstance(found, ir.FuncDecl) or found.body is not None:
        return found
    stmts: list[ir.Stmt] = [ir.BadStmt(reason(lost), at(lost))]
    statements(src, lost, stmts)
    return replace(found, body=ir.Block(tuple(stmts), at(lost), last(lost)))


def completed(found: ir.Declaration | None, entry: Entry) -> ir.Declaration:
    """What was read for an entry, with a stand-in for each name that is not in it."""
    if isinstance(found, ir.Declare) and entry.kind in ("var", "const", "type"):
        declared = {name for spec in found.specs for name in _names(spec)}
        lost = tuple(name for name in entry.names if name not in declared)
        return ir.Declare(found.specs + unread_specs(entry, lost), found.at) if lost else found
    if isinstance(found, ir.FuncDecl) and found.name in entry.names:
        return found
    return unread(entry)


def _names(spec: ir.ValueSpec | ir.TypeSpec) -> list[str]:
    return [spec.name] if isinstance(spec, ir.TypeSpec) else [name.name for name in spec.names]


def unread(entry: Entry) -> ir.Declaration:
    """What stands for an entry whose text has no declaration of its kind."""
    start = pack(entry.line, entry.column)
    if entry.kind in ("func", "method"):
        receiver = ir.Param("", ir.Name(entry.receiver, start), start) if entry.receiver else None
        bad = ir.BadStmt(f"the {entry.kind} declaration cannot be read", start)
        body = ir.Block((bad,), start, start)
        name = entry.names[0] if entry.names else ""
        return ir.FuncDecl(name, receiver, (), ir.FuncType((), (), start), body, start)
    return ir.Declare(unread_specs(entry, entry.names), start)


def unread_specs(entry: Entry, names: tuple[str, ...]) -> tuple[ir.ValueSpec | ir.TypeSpec, ...]:
    """What stands for some names of an entry."""
    start = pack(entry.line, entry.column)
    bad = ir.Bad(f"the {entry.kind} declaration cannot be read", start)
    if entry.kind == "type":
        return tuple(ir.TypeSpec(name, (), bad, False, start) for name in names)
    declared = tuple(ir.Name(name, start) for name in names)
    return (ir.ValueSpec(declared, bad, (), entry.kind == "const", 0, start),)
