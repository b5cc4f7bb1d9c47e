"""Walking the IR, and one index a body: what it calls, names, stores and takes the address of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from analyzer.facts import ir


def walk(root: ir.Node, literals: bool = True) -> Iterator[ir.Node]:
    """Every node below ``root`` (itself included) in source order; with ``literals`` false, not those inside other
    function literals. Not recursive: nesting is bounded by memory only."""
    return (node for node, _ in walk_parents(root, literals))


def walk_parents(root: ir.Node, literals: bool = True) -> Iterator[tuple[ir.Node, ir.Node | None]]:
    """As `walk`, each node with the one it stands in."""
    stack: list[tuple[ir.Node, ir.Node | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        if literals or type(node) is not ir.FuncLit or parent is None:
            stack.extend((child, node) for child in reversed(_children(node)))


def _children(node: ir.Node) -> list[ir.Node]:
    found: list[ir.Node] = []
    for name in ir.CHILDREN[type(node)]:
        value = getattr(node, name)
        if type(value) is tuple:
            found.extend(item for item in value if item is not None)
        elif value is not None:
            found.append(value)
    return found


class Use(NamedTuple):
    """An occurrence of a name: a `Name`, or the name of a `Select`. ``call`` is the call it is the function of."""

    node: ir.Name | ir.Select
    call: ir.Call | None


@dataclass(slots=True)
class Index:
    """What a declaration does, by name.

    ``keyed``: elements of composite literals by their key. ``implied``: a composite without a type of its own, with the
    one that implies its type and whether it is a key there. ``parents``: what a name, call, index or function literal stands in.
    """

    calls: list[ir.Call] = field(default_factory=list)
    uses: dict[str, list[Use]] = field(default_factory=dict)
    keyed: dict[str, list[tuple[ir.Composite, ir.Element]]] = field(default_factory=dict)
    positional: list[ir.Composite] = field(default_factory=list)
    implied: dict[ir.Composite, tuple[ir.Composite, bool]] = field(default_factory=dict)
    owners: dict[ir.Element, ir.Composite] = field(default_factory=dict)
    assigns: list[ir.Assign] = field(default_factory=list)
    ranges: list[ir.Range] = field(default_factory=list)
    sends: list[ir.Send] = field(default_factory=list)
    addresses: list[ir.Unary] = field(default_factory=list)
    defers: list[ir.Defer] = field(default_factory=list)
    copies: list[ir.Call] = field(default_factory=list)
    parents: dict[ir.Node, ir.Node | None] = field(default_factory=dict)
    scopes: dict[ir.Return, ir.FuncLit | None] = field(default_factory=dict)


@lru_cache(3000)
def index(root: ir.Node) -> Index:
    """The index of one declaration."""
    made = Index()
    functions: dict[ir.Node, ir.Call] = {}
    for node, parent in walk_parents(root):
        if isinstance(node, (ir.Name, ir.Select)):
            made.uses.setdefault(node.name, []).append(Use(node, functions.get(node)))
            made.parents[node] = parent
        elif isinstance(node, ir.Call):
            made.calls.append(node)
            made.parents[node] = parent
            functions[callee_of(node)] = node
            if isinstance(node.func, ir.Name) and node.func.name == "copy" and len(node.args) == 2:
                made.copies.append(node)
        elif isinstance(node, ir.Index):
            made.parents[node] = parent
        elif isinstance(node, ir.FuncLit):
            made.parents[node] = parent
            made.scopes.update((statement, node) for statement in returned(node.body))
        elif isinstance(node, ir.Composite):
            _index_composite(made, node)
        elif isinstance(node, ir.Assign):
            made.assigns.append(node)
        elif isinstance(node, ir.Range):
            made.ranges.append(node)
        elif isinstance(node, ir.Send):
            made.sends.append(node)
        elif isinstance(node, ir.Unary) and node.op == "&":
            made.addresses.append(node)
        elif isinstance(node, ir.Defer):
            made.defers.append(node)
    return made


def _index_composite(made: Index, node: ir.Composite) -> None:
    for element in node.elements:
        made.owners[element] = node
        for part, is_key in ((element.key, True), (element.value, False)):
            if isinstance(part, ir.Composite) and part.type is None:
                made.implied[part] = (node, is_key)
        if isinstance(element.key, ir.Name):
            made.keyed.setdefault(element.key.name, []).append((node, element))
    if node.elements and node.elements[0].key is None:
        made.positional.append(node)


def callee_of(call: ir.Call) -> ir.Expr:
    """The function part of a call without an index or instantiation: ``F`` of ``F[int](x)``, but ``fs`` of ``fs[i]()``
    too: which one it is only types can tell."""
    return call.func.x if isinstance(call.func, ir.Index) else call.func


def returned(body: ir.Block) -> Iterator[ir.Return]:
    """The return statements of a function body, not those of function literals inside it."""
    return (node for node in walk(body, literals=False) if isinstance(node, ir.Return))
