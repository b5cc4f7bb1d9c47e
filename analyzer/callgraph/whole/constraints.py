"""One declaration to places and edges: everything that stores a value, and every call (Go spec, "Assignability", "Statements")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzer.callgraph.model import Target
from analyzer.callgraph.whole.iterating import loop_body
from analyzer.callgraph.whole.reading import NONE, PANICS
from analyzer.facts import ir
from analyzer.program import types as go
from analyzer.program.model import Local, Member

if TYPE_CHECKING:
    from analyzer.callgraph.whole.notes import Node
    from analyzer.callgraph.whole.reader import Reader
    from analyzer.program import Body

_ANY = go.InterfaceOf()
_PLAIN = frozenset((
    type(None), ir.Name, ir.Lit, ir.FuncType, ir.StructType, ir.InterfaceType, ir.MapType, ir.ChanType, ir.ArrayType,
    ir.TypeSpec, ir.Param, ir.Branch, ir.Ellipsis, ir.Bad, ir.BadStmt,
))  # fmt: skip
"""What holds neither calls nor stores."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The function that a piece of code belongs to: a declared one, a literal, or None for the package's initialisation."""

    body: Body
    target: Target | None


class Constraints:
    """Reads declarations; each call is handed to the reader with its owner and how it is started."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._notes = reader.notes
        self._types = reader.types
        self._holders = reader.holders
        self.literals: dict[Owner, list[ir.FuncLit]] = defaultdict(list)

    def declaration(self, body: Body) -> None:
        """Everything that a declaration does, its function literals included."""
        target = None
        if body.function is not None:
            target = Target(function=body.function)
            self._reader.routine(target)
        waiting: list[tuple[Any, Owner]] = [(body.decl, Owner(body, target))]
        while waiting:
            node, owner = waiting.pop()
            kind = type(node)
            if kind is tuple:
                waiting += [(part, owner) for part in node if type(part) not in _PLAIN]
                continue
            if kind is ir.Call:
                self._reader.call(owner, node, "call")
            elif kind in _STORES:
                _STORES[kind](self, owner, node)
            elif kind is ir.FuncLit:
                literal = Target(literal=(body, node))
                self._reader.routine(literal)
                self.literals[owner].append(node)
                waiting.append((node.body, Owner(body, literal)))
                continue
            elif (kind is ir.Go or kind is ir.Defer) and type(node.call) is ir.Call:
                self._reader.call(owner, node.call, "go" if kind is ir.Go else "defer")
                waiting += [(node.call.func, owner), (node.call.args, owner)]
                continue
            for name in ir.CHILDREN[kind]:
                part = getattr(node, name)
                if type(part) not in _PLAIN:
                    waiting.append((part, owner))

    def _send(self, owner: Owner, node: ir.Send) -> None:
        self._element(owner.body, self._types.expr(owner.body, node.chan), node.value)

    # -- assignments -----------------------------------------------------------------------------------

    def _assign(self, owner: Owner, node: ir.Assign) -> None:
        body = owner.body
        if node.op not in ("=", ":="):
            return
        for position, left in enumerate(node.lhs):
            if len(node.rhs) == len(node.lhs):
                self._store(body, left, node.rhs[position], 0)
            else:
                self._store(body, left, node.rhs[0], position)

    def _store(self, body: Body, left: ir.Expr, value: ir.Expr, position: int) -> None:
        if isinstance(left, ir.Name):
            found = body.object(left)
            if isinstance(found, Local):
                t = self._types.local(body, found)
            elif isinstance(found, Member):
                t = self._types.of_member(found)
            else:
                return
        else:
            t = self._types.expr(body, left)
            if isinstance(left, ir.Index):
                container = self._types.expr(body, left.x)
                keys = self._holders.keys(container)
                if keys is not None:
                    self._holders.flow(body, left.indices[0], keys, _ANY)
        if self._holders.carries(t):
            node = self._holders.written(body, left)
            if node is not None:
                self._holders.flow(body, value, node, t, position)

    def _declare(self, owner: Owner, spec: ir.ValueSpec) -> None:
        body = owner.body
        whole = len(spec.values) == len(spec.names)
        for position, name in enumerate(spec.names) if spec.values and not spec.const else ():
            value = spec.values[position] if whole else spec.values[0]
            if name.name == "_" and spec.type is not None:
                continue
            self._store(body, name, value, 0 if whole else position)

    def _return(self, owner: Owner, node: ir.Return) -> None:
        if owner.target is None:
            return
        results = self._reader.entry(owner.target).results
        several = len(node.values) == 1 and len(results) > 1
        for position, (result, t) in enumerate(results if node.values else ()):
            if not self._holders.carries(t):
                continue
            if several:
                self._holders.flow(owner.body, node.values[0], result, t, position)
            elif position < len(node.values):
                self._holders.flow(owner.body, node.values[position], result, t)

    def _element(self, body: Body, container: go.Type, value: ir.Expr) -> None:
        node = self._holders.elements(container)
        if node is not None:
            self._holders.flow(body, value, node, _element_type(self._types.core(container)))

    def _composite(self, owner: Owner, node: ir.Composite) -> None:
        body = owner.body
        if not node.elements:
            return
        made = self._types.expr(body, node)
        if node.type is None and isinstance(under := self._types.core(made), go.Pointer):
            made = under.elem
        struct = self._types.core(made)
        if isinstance(struct, go.StructOf):
            for position, element in enumerate(node.elements):
                if isinstance(element.key, ir.Name):
                    name = element.key.name
                    field = next((f for f in struct.fields if f.name == name), None)
                else:
                    field = struct.fields[position] if position < len(struct.fields) else None
                if field is not None and self._holders.carries(field.type):
                    self._holders.flow(body, element.value, self._holders.field(made, field.name), field.type)
            return
        if isinstance(struct, go.Unknown):
            if self._reader.sites.named(made) is not None:
                for element in node.elements:
                    value, at = self._holders.value(body, element.value)
                    if value != NONE:
                        self._notes.within.append((self._notes.type(made), value, at))
            return
        elements = self._holders.elements(made)
        if elements is not None:
            t = _element_type(struct)
            for element in node.elements:
                self._holders.flow(body, element.value, elements, t)
        keys = self._holders.keys(made)
        if keys is not None:
            for element in node.elements:
                if element.key is not None:
                    self._holders.flow(body, element.key, keys, _ANY)

    def _address(self, owner: Owner, node: ir.Unary) -> None:
        """The address of a variable: what is behind all pointers of its type is what it holds."""
        body = owner.body
        if node.op != "&" or isinstance(node.x, ir.Composite):
            return
        t = self._types.expr(body, node.x)
        if self._holders.carries(t):
            place, behind = (
                self._holders.node(body, node.x),
                self._notes.shared("contained", "pointer", self._notes.type(t)),
            )
            if place is not None:
                self._notes.edge(place, behind)
                self._notes.edge(behind, place)

    # -- statements ------------------------------------------------------------------------------------

    def _range(self, owner: Owner, node: ir.Range) -> None:
        body = owner.body
        over = self._types.expr(body, node.x)
        under = self._types.core(over)
        if isinstance(under, go.Signature):
            loop_body(self._reader, body, node, under)
            return
        elements = self._holders.elements(over)
        first, second = (elements, None) if isinstance(under, go.ChanOf) else (self._holders.keys(over), elements)
        for target, source in ((node.key, first), (node.value, second)):
            if target is not None and source is not None:
                self._into(body, target, source)

    def _into(self, body: Body, target: ir.Expr, source: Node) -> None:
        if isinstance(target, ir.Name) and target.name == "_":
            return
        place = self._holders.written(body, target)
        if place is not None:
            self._notes.edge(source, place)

    def panic(self, body: Body, call: ir.Call) -> None:
        """What is passed to ``panic`` can be recovered anywhere."""
        for argument in call.args:
            self._holders.flow(body, argument, self._notes.shared(PANICS), _ANY)

    def append(self, body: Body, call: ir.Call) -> None:
        """``append(s, values...)``: the values are elements of all slices of the type."""
        container = self._types.expr(body, call)
        for position, argument in enumerate(call.args[1:], 2):
            if not (call.spread and position == len(call.args)):
                self._element(body, container, argument)


def _element_type(container: go.Type | None) -> go.Type:
    match container:
        case go.SliceOf() | go.ArrayOf() | go.ChanOf():
            return container.elem
        case go.MapOf():
            return container.value
    return _ANY


_STORES: dict[type, Callable[[Constraints, Owner, Any], None]] = {
    ir.Assign: Constraints._assign,  # noqa: SLF001
    ir.ValueSpec: Constraints._declare,  # noqa: SLF001
    ir.Return: Constraints._return,  # noqa: SLF001
    ir.Composite: Constraints._composite,  # noqa: SLF001
    ir.Range: Constraints._range,  # noqa: SLF001
    ir.Send: Constraints._send,  # noqa: SLF001
    ir.Unary: Constraints._address,  # noqa: SLF001
}
