"""The intermediate representation: what one declaration says, sugar removed, nothing resolved.

Every record is immutable and knows neither path nor commit, so it can be stored by blob id.
Types are written with the same nodes as expressions, as in Go's own grammar.
``at`` is a packed position (`analyzer.places.pack`), 1-based lines and byte columns.

What the lowering removes: parentheses; ``nil == x`` becomes ``x == nil``; an ``if``/``switch`` init
statement becomes a statement before it inside a `Block`; ``switch x { case a, b: }`` becomes cases whose
conditions are ``x == a``, ``x == b`` (a tag that is not a plain name, or that no case compares, is first
assigned to a name that starts with ``·``); ``x++`` becomes ``x += 1``.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec


class Node(msgspec.Struct, frozen=True, array_like=True, tag=True, tag_field="node", eq=False):
    """Common base: equality and hashing are by identity, so a node can key a table."""


class Name(Node, frozen=True, tag="n"):
    """An identifier, ``nil``, ``true``, ``iota`` and ``_`` included (all may be shadowed)."""

    name: str
    at: int


class Lit(Node, frozen=True, tag="l"):
    """A basic literal; ``kind`` is int, float, imaginary, rune or string; ``text`` as written."""

    kind: str
    text: str
    at: int


class Select(Node, frozen=True, tag="."):
    """``x.name``: field, method, qualified identifier or method expression. ``at`` is the name's place."""

    x: Expr
    name: str
    at: int


class Call(Node, frozen=True, tag="c"):
    """A call or conversion. ``at`` is where the callee's name stands (the name after the last dot), else
    where the expression starts; ``paren`` is the opening parenthesis. ``make(T)`` and ``new(T)`` are calls."""

    func: Expr
    args: tuple[Expr, ...]
    spread: bool
    at: int
    paren: int


class Index(Node, frozen=True, tag="i"):
    """``x[i]``, or an instantiation ``F[T, U]``: which one only types can tell."""

    x: Expr
    indices: tuple[Expr, ...]
    at: int


class Slice(Node, frozen=True, tag=":"):
    """``x[lo:hi:max]``; an absent bound is None."""

    x: Expr
    bounds: tuple[Expr | None, Expr | None, Expr | None]
    at: int


class Assert(Node, frozen=True, tag="a"):
    """``x.(T)``. The ``.(type)`` form occurs only in `TypeSwitch`."""

    x: Expr
    type: Expr
    at: int


class Unary(Node, frozen=True, tag="u"):
    """``op x`` with op one of ``! - + ^ & <- ~``."""

    op: str
    x: Expr
    at: int


class Star(Node, frozen=True, tag="*"):
    """``*x``: a dereference or a pointer type."""

    x: Expr
    at: int


class Binary(Node, frozen=True, tag="b"):
    """``x op y``; for == and != a ``nil`` operand stands on the right."""

    op: str
    x: Expr
    y: Expr
    at: int


class Element(Node, frozen=True, tag="e"):
    """One element of a composite literal; a field name key is a `Name`. ``at`` is where it starts."""

    key: Expr | None
    value: Expr
    at: int


class Composite(Node, frozen=True, tag="{"):
    """``T{...}``; ``type`` is None where an enclosing literal implies it. ``at`` is where it starts."""

    type: Expr | None
    elements: tuple[Element, ...]
    at: int


class FuncLit(Node, frozen=True, tag="f"):
    """A function literal; ``at`` is the keyword ``func``."""

    signature: FuncType
    body: Block
    at: int


class Param(Node, frozen=True, tag="p"):
    """One parameter or result; an unnamed one has the name ''. A variadic one's type is `Ellipsis`."""

    name: str
    type: Expr
    at: int


class FuncType(Node, frozen=True, tag="F"):
    """``func(params) results``; grouped names are spread over one `Param` each."""

    params: tuple[Param, ...]
    results: tuple[Param, ...]
    at: int


class Ellipsis(Node, frozen=True, tag="E"):
    """``...T`` of a variadic parameter, or ``[...]T``'s length."""

    elem: Expr | None
    at: int


class ArrayType(Node, frozen=True, tag="A"):
    """``[len]T``; ``len`` None is a slice."""

    len: Expr | None
    elem: Expr
    at: int


class MapType(Node, frozen=True, tag="M"):
    """``map[key]value``."""

    key: Expr
    value: Expr
    at: int


class ChanType(Node, frozen=True, tag="C"):
    """``chan T``; ``dir`` is both, send or receive."""

    dir: str
    elem: Expr
    at: int


class Field(Node, frozen=True, tag="d"):
    """One struct field; an embedded field has the name of its type and ``embedded`` set. ``tag`` is as written, quotes included."""

    name: str
    type: Expr
    embedded: bool
    tag: str
    at: int


class StructType(Node, frozen=True, tag="S"):
    """``struct{...}``."""

    fields: tuple[Field, ...]
    at: int


class Method(Node, frozen=True, tag="m"):
    """One method of an interface type."""

    name: str
    signature: FuncType
    at: int


class InterfaceType(Node, frozen=True, tag="I"):
    """``interface{...}``; ``embeds`` holds embedded types, unions (`Binary` ``|``) and ``~T`` (`Unary`)."""

    methods: tuple[Method, ...]
    embeds: tuple[Expr, ...]
    at: int


class Bad(Node, frozen=True, tag="?"):
    """Text the parser could not read."""

    reason: str
    at: int


class Block(Node, frozen=True, tag="B"):
    """A list of statements with a scope of its own; ``end`` is the closing brace (or the last token)."""

    stmts: tuple[Stmt, ...]
    at: int
    end: int


class ExprStmt(Node, frozen=True, tag="x"):
    """A call or receive for its effect."""

    x: Expr
    at: int


class Assign(Node, frozen=True, tag="="):
    """``lhs op rhs`` with op ``=``, ``:=``, ``+=`` and so on."""

    lhs: tuple[Expr, ...]
    op: str
    rhs: tuple[Expr, ...]
    at: int


class ValueSpec(Node, frozen=True, tag="v"):
    """``var`` or ``const`` names. For a const without a value of its own, type and values repeat the last ones."""

    names: tuple[Name, ...]
    type: Expr | None
    values: tuple[Expr, ...]
    const: bool
    iota: int
    at: int


class TypeParam(Node, frozen=True, tag="P"):
    """A type parameter with its constraint."""

    name: str
    constraint: Expr
    at: int


class TypeSpec(Node, frozen=True, tag="t"):
    """``type name[params] T`` or, with ``alias``, ``type name = T``."""

    name: str
    params: tuple[TypeParam, ...]
    type: Expr
    alias: bool
    at: int


class Declare(Node, frozen=True, tag="D"):
    """``var``, ``const`` or ``type`` inside a body."""

    specs: tuple[ValueSpec | TypeSpec, ...]
    at: int


class If(Node, frozen=True, tag="if"):
    """``if cond { then } else { otherwise }``."""

    cond: Expr
    then: Block
    otherwise: Block | None
    at: int


class Loop(Node, frozen=True, tag="for"):
    """``for ; cond; post { body }``; the init statement stands before it in a `Block`. cond None is forever.
    ``label`` is '' or the label that break and continue may name."""

    cond: Expr | None
    post: Stmt | None
    body: Block
    label: str
    at: int


class Range(Node, frozen=True, tag="range"):
    """``for key, value := range x { body }``; ``define`` tells ``:=`` from ``=``."""

    key: Expr | None
    value: Expr | None
    define: bool
    x: Expr
    body: Block
    label: str
    at: int


class Case(Node, frozen=True, tag="case"):
    """One case: it is taken when any of ``conds`` holds (in order). ``fallthrough`` runs on into the next case."""

    conds: tuple[Expr, ...]
    body: Block
    fallthrough: bool
    default: bool
    at: int


class Switch(Node, frozen=True, tag="switch"):
    """Cases in source order, each with boolean conditions; at most one has ``default``."""

    cases: tuple[Case, ...]
    label: str
    at: int


class TypeCase(Node, frozen=True, tag="tcase"):
    """One case of a type switch; ``nil`` appears as the `Name` nil."""

    types: tuple[Expr, ...]
    body: Block
    default: bool
    at: int


class TypeSwitch(Node, frozen=True, tag="tswitch"):
    """``switch bind := x.(type)``; ``bind`` is None when nothing is bound."""

    bind: Name | None
    x: Expr
    cases: tuple[TypeCase, ...]
    label: str
    at: int


class CommCase(Node, frozen=True, tag="comm"):
    """One case of a select; ``comm`` None is the default case."""

    comm: Stmt | None
    body: Block
    at: int


class SelectStmt(Node, frozen=True, tag="select"):
    """``select { ... }``."""

    cases: tuple[CommCase, ...]
    label: str
    at: int


class Go(Node, frozen=True, tag="go"):
    """``go call``."""

    call: Expr
    at: int


class Defer(Node, frozen=True, tag="defer"):
    """``defer call``."""

    call: Expr
    at: int


class Return(Node, frozen=True, tag="return"):
    """``return values``; a bare return has none."""

    values: tuple[Expr, ...]
    at: int


class Branch(Node, frozen=True, tag="branch"):
    """``break``, ``continue`` or ``goto`` with an optional label."""

    kind: str
    label: str
    at: int


class Labeled(Node, frozen=True, tag="label"):
    """``label: stmt``. A loop, switch or select also carries the label itself."""

    label: str
    stmt: Stmt
    at: int


class Send(Node, frozen=True, tag="send"):
    """``chan <- value``."""

    chan: Expr
    value: Expr
    at: int


class BadStmt(Node, frozen=True, tag="!"):
    """A statement the parser could not read."""

    reason: str
    at: int


Expr = (
    Name
    | Lit
    | Select
    | Call
    | Index
    | Slice
    | Assert
    | Unary
    | Star
    | Binary
    | Composite
    | FuncLit
    | FuncType
    | Ellipsis
    | ArrayType
    | MapType
    | ChanType
    | StructType
    | InterfaceType
    | Bad
)
Stmt = (
    Block
    | ExprStmt
    | Assign
    | Declare
    | If
    | Loop
    | Range
    | Switch
    | TypeSwitch
    | SelectStmt
    | Go
    | Defer
    | Return
    | Branch
    | Labeled
    | Send
    | BadStmt
)


class FuncDecl(Node, frozen=True, tag="func"):
    """A function or method declaration. ``at`` is the place of its name. ``body`` None is external (assembly)."""

    name: str
    receiver: Param | None
    type_params: tuple[TypeParam, ...]
    signature: FuncType
    body: Block | None
    at: int


Declaration = FuncDecl | Declare


def copy(declaration: Declaration) -> Declaration:
    """The same declaration with nodes of its own: nodes key tables, and two files may have the same content."""
    copied: Declaration = msgspec.msgpack.decode(msgspec.msgpack.encode(declaration), type=Declaration)
    return copied


_PLAIN = frozenset(("int", "str", "bool"))
CHILDREN: dict[type, tuple[str, ...]] = {
    kind: tuple(name for name in kind.__struct_fields__ if kind.__annotations__[name] not in _PLAIN)
    for kind in Node.__subclasses__()
}
"""The fields of each node that hold nodes, in source order."""
_LAST_FIRST = {kind: names[::-1] for kind, names in CHILDREN.items()}


def walk(root: object) -> Iterator[Node]:
    """Every node of a piece of code, itself included, in source order. Not recursive: nesting is bounded by memory only."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        names = _LAST_FIRST.get(type(node))
        if names is not None:
            yield node  # type: ignore[misc]
            for name in names:
                waiting.append(getattr(node, name))  # noqa: PERF401
        elif isinstance(node, tuple):
            waiting.extend(node[::-1])
