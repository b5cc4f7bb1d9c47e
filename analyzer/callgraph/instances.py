"""Whether production code ever makes a value of a type.

A type nobody makes cannot be behind an interface. Somebody must write a composite literal of it, ``new(T)``, ``make`` of its elements, a variable or named result of it, a conversion to it, an instantiation
``G[T]``, or hold it by value in a struct that is made. All in doubt keep the type: a pointer field with a struct tag
(decoders make it), every mention of a type that is no struct (any assignable value becomes one), a name that is shadowed.
``(*T)(nil)`` alone, the usual static assertion, makes nothing. Values made by reflection or ``unsafe`` are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.callgraph.nodes import walk
from analyzer.facts import ir

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.program.model import Member, SourceFile


class Instances:
    """Answers by type and by package, each once."""

    def __init__(self, graph: Callgraph) -> None:
        self._graph = graph
        self._made: dict[Member, bool] = {}

    def made(self, member: Member) -> bool:
        """Whether production code can hold a value of a package-level type."""
        if member not in self._made:
            self._made[member] = False
            self._made[member] = self._has_literal(member) or self._is_made(member)
        return self._made[member]

    def _has_literal(self, member: Member) -> bool:
        """Whether its own package plainly writes a literal of the type, or ``new(T)``: the common case, seen without parsing."""
        texts = f"{member.name}{{", f"new({member.name})"
        return self._graph.program.mentions.writes(member.file.package, texts)

    def _is_made(self, member: Member) -> bool:
        spec = self._graph.program.declared(member)
        if not isinstance(spec, ir.TypeSpec):
            return True
        plain = not isinstance(spec.type, ir.StructType)
        package = member.file.package
        mentions = self._graph.program.mentions
        for everywhere in (False, True) if member.name[:1].isupper() else (False,):
            bodies, missing = mentions.using(package, member.name, everywhere=everywhere)
            if missing:
                return True
            for body in bodies:
                if self._in_code(body.decl, body.file, member, plain):
                    return True
            for outer, outer_spec in mentions.types(member.name, package, everywhere=everywhere):
                if outer is not member and self._in_type(outer, outer_spec, member, plain):
                    return True
        return False

    def _in_code(self, decl: ir.Node, file: SourceFile, member: Member, plain: bool) -> bool:
        receiver = decl.receiver.type if isinstance(decl, ir.FuncDecl) and decl.receiver is not None else None
        if plain:
            skipped = set(walk(receiver)) if receiver is not None else set()
            return any(
                self._names(node, file, member) and node not in skipped
                for node in walk(decl)
                if isinstance(node, ir.Name | ir.Select)
            )
        return any(self._names(made, file, member) for node in walk(decl) for made in _made_by(node))

    def _in_type(self, outer: Member, spec: ir.TypeSpec, member: Member, plain: bool) -> bool:
        if spec.alias:
            return any(self._names(n, outer.file, member) for n in _type_parts(spec.type)) and self.made(outer)
        for node in walk(spec.type):
            if isinstance(node, ir.Field):
                parts = _held(node.type)
                if node.tag and isinstance(node.type, ir.Star):
                    parts = _held(node.type.x)
                if any(self._names(part, outer.file, member) for part in parts):
                    return self.made(outer)
            elif isinstance(node, ir.Index) and any(self._names(part, outer.file, member) for part in node.indices):
                return True
        return plain and any(
            self._names(node, outer.file, member) for node in walk(spec.type) if isinstance(node, ir.Name | ir.Select)
        )

    def _names(self, node: ir.Node, file: SourceFile, member: Member) -> bool:
        """Whether a type expression is the name of the type, in this file."""
        if isinstance(node, ir.Index):
            node = node.x
        if isinstance(node, ir.Name):
            return node.name == member.name
        if isinstance(node, ir.Select) and node.name == member.name and isinstance(node.x, ir.Name):
            return self._graph.program.imports(file).get(node.x.name) is member.file.package
        return False


def _made_by(node: ir.Node) -> Iterator[ir.Expr]:
    """The types that a node makes a value of."""
    match node:
        case ir.Composite(type=ir.Node() as made):
            yield from _type_parts(made)
        case ir.Call(func=ir.Name(name="new" | "make"), args=(made, *_)):
            yield from _type_parts(made)
        case ir.Call(func=ir.Star(x=made), args=(argument,)):
            if not (isinstance(argument, ir.Name) and argument.name == "nil"):
                yield made
        case ir.Call(func=made):
            yield made
        case ir.ValueSpec(type=ir.Node() as made):
            yield from _held(made)
        case ir.FuncType(results=results):
            for result in results:
                if result.name:
                    yield from _held(result.type)
        case ir.Field(type=made):
            yield from _held(made)
        case ir.Index(indices=indices):
            for made in indices:
                yield made.x if isinstance(made, ir.Star) else made


def _type_parts(expr: ir.Expr) -> Iterator[ir.Expr]:
    """A type and the types of its elements: what a literal of it, or ``make``, can make."""
    stack: list[ir.Expr] = [expr]
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, ir.ArrayType | ir.ChanType):
            stack.append(part.elem)
        elif isinstance(part, ir.MapType):
            stack.extend((part.value, part.key))
        elif isinstance(part, ir.Star):
            stack.append(part.x)


def _held(expr: ir.Expr) -> Iterator[ir.Expr]:
    """The types of which a variable of a type holds a zero value, or can give one (a missing map element)."""
    while isinstance(expr, ir.ArrayType | ir.MapType):
        if isinstance(expr, ir.ArrayType) and expr.len is None:
            return
        expr = expr.elem if isinstance(expr, ir.ArrayType) else expr.value
    yield expr
