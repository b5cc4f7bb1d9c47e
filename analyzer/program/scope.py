"""Which local each name of a body means (Go spec, "Declarations and scope"). Names of the package or the universe are left over.

A local's ``origin`` is what gives it its type:

    parameter, receiver, result   `ir.Param`
    var                           `Init` (declared or ``:=``), `Ranged`, or `Clause` (the symbol of a type switch)
    const                         `Init` with ``const``
    type                          `ir.TypeSpec`
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.facts import ir
from analyzer.program.model import Function, Local, SourceFile

if TYPE_CHECKING:
    from analyzer.program.model import External, Member
    from analyzer.program.package import Package
    from analyzer.program.typing import Types


class Init(NamedTuple):
    """One of ``names`` names that get ``values``; ``type`` is the declared type, if there is one."""

    type: ir.Expr | None
    values: tuple[ir.Expr, ...]
    position: int
    names: int
    const: bool = False
    iota: int = 0


class Ranged(NamedTuple):
    """The first (0) or second (1) variable of a range clause over ``x``."""

    x: ir.Expr
    position: int


class Clause(NamedTuple):
    """The symbol of a type switch, in one of its clauses."""

    switch: ir.TypeSwitch
    case: ir.TypeCase


class Used(NamedTuple):
    """What a piece of code uses: variables, names of any kind, calls."""

    locals: frozenset[Local]
    names: frozenset[str]
    calls: frozenset[ir.Call]


class Body:
    """One declaration with its names resolved: a function, or the initial values of package-level names.

    Attributes:
        file, decl: the declaration and the file it stands in.
        function: the function it is the body of; None for initial values.
    """

    __slots__ = (
        "_assigned",
        "_blocks",
        "_calls",
        "_captures",
        "_declared",
        "_types",
        "_used",
        "_uses",
        "decl",
        "file",
        "function",
    )

    def __init__(self, types: Types, file: SourceFile, decl: ir.Declaration, function: Function | None = None) -> None:
        self._types = types
        self._uses: dict[ir.Name, Local] | None = None
        self._declared: dict[ir.Param | ir.TypeCase, Local] = {}
        self._blocks: dict[ir.Block, frozenset[Local]] = {}
        self._used: dict[int, list[Used]] = {}
        self._calls: dict[ir.FuncLit, frozenset[ir.Call]] = {}
        self._captures: dict[ir.FuncLit, tuple[Local, ...]] = {}
        self._assigned: dict[int, frozenset[Local]] = {}
        self.file = file
        self.decl = decl
        self.function = function

    @property
    def package(self) -> Package:
        """The package it stands in."""
        return self.file.package

    @property
    def uses(self) -> dict[ir.Name, Local]:
        """The local of every name that means one, its declaration included."""
        if self._uses is None:
            self._resolve()
        assert self._uses is not None
        return self._uses

    def _resolve(self) -> None:
        self._uses, self._declared = _resolved(self.decl)

    def declared(self, node: ir.Param | ir.TypeCase) -> Local | None:
        """The local that a parameter or result, or the symbol of a type switch in one clause, is."""
        if self._uses is None:
            self._resolve()
        return self._declared.get(node)

    def declared_in(self, block: ir.Block) -> frozenset[Local]:
        """The variables that a block, or one inside it, declares; those of function literals aside."""
        if block not in self._blocks:
            uses = self.uses
            names = (node for node in ir.walk(block) if type(node) is ir.Name)
            found = {local for name in names if (local := uses.get(name)) is not None and local.at == name.at}
            self._blocks[block] = frozenset(found)
        return self._blocks[block]

    def used_from(self, stmts: Sequence[ir.Stmt], position: int) -> Used:
        """What the statements from one on use, their function literals included."""
        if id(stmts) not in self._used:
            suffix = Used(frozenset(), frozenset(), frozenset())
            suffixes = [suffix]
            for stmt in reversed(stmts):
                locals_, names, calls = self._uses_of(stmt)
                suffix = Used(suffix.locals | locals_, suffix.names | names, suffix.calls | calls)
                suffixes.append(suffix)
            self._used[id(stmts)] = suffixes[::-1]
        return self._used[id(stmts)][position]

    def _uses_of(self, stmt: ir.Stmt) -> tuple[set[Local], set[str], set[ir.Call]]:
        uses = self.uses
        locals_: set[Local] = set()
        names: set[str] = set()
        calls: set[ir.Call] = set()
        for node in ir.walk(stmt):
            if isinstance(node, ir.Name):
                local = uses.get(node)
                if local is not None:
                    locals_.add(local)
                names.add(node.name)
            elif isinstance(node, ir.Select):
                names.add(node.name)
            elif isinstance(node, ir.Call):
                calls.add(node)
        return locals_, names, calls

    def calls_in(self, literal: ir.FuncLit) -> frozenset[ir.Call]:
        """The calls that a function literal contains, those of inner literals too."""
        if literal not in self._calls:
            self._calls[literal] = frozenset(node for node in ir.walk(literal) if type(node) is ir.Call)
        return self._calls[literal]

    def assigned_in(self, literal: ir.FuncLit) -> tuple[Local, ...]:
        """The variables of functions around it that a function literal, or one inside it, assigns to."""
        captured = self.captures(literal)
        targets = (target for node in ir.walk(literal) if type(node) is ir.Assign for target in node.lhs)
        written = {self.uses.get(target) for target in targets if type(target) is ir.Name}
        return tuple(local for local in captured if local in written)

    def assigned_by(self, code: ir.Stmt) -> frozenset[Local]:
        """The variables that a statement, or one inside it, assigns to."""
        if id(code) not in self._assigned:
            targets = (target for node in ir.walk(code) if type(node) is ir.Assign for target in node.lhs)
            found = (self.uses.get(target) for target in targets if type(target) is ir.Name)
            self._assigned[id(code)] = frozenset(local for local in found if local is not None)
        return self._assigned[id(code)]

    def captures(self, literal: ir.FuncLit) -> tuple[Local, ...]:
        """The variables of functions around it that a function literal, or one inside it, uses."""
        if literal not in self._captures:
            uses = self.uses
            inner = {node for node in ir.walk(literal) if type(node) is ir.FuncLit}
            found = (uses.get(node) for node in ir.walk(literal) if type(node) is ir.Name)
            self._captures[literal] = tuple(
                dict.fromkeys(
                    local for local in found if local is not None and local.kind != "type" and local.inside not in inner
                )
            )
        return self._captures[literal]

    def local(self, name: ir.Name) -> Local | None:
        """The local that a name means."""
        return self.uses.get(name)

    def object(self, name: ir.Name) -> Local | Member | Package | External | str | None:
        """What a name means: a str is a name of the universe, None is undeclared."""
        return self.uses.get(name) or self._types.file_object(self.file, name.name)

    def __repr__(self) -> str:
        return f"<body {self.function.qualified if self.function else self.file.path}>"


Scope = dict[str, Local]


@lru_cache(4000)
def _resolved(decl: ir.Declaration) -> tuple[dict[ir.Name, Local], dict[ir.Param | ir.TypeCase, Local]]:
    resolver = _Resolver()
    return resolver.declaration(decl), resolver.declared


class _Resolver:
    """Walks one declaration, innermost scope last."""

    def __init__(self) -> None:
        self._uses: dict[ir.Name, Local] = {}
        self.declared: dict[ir.Param | ir.TypeCase, Local] = {}
        self._scopes: list[Scope] = [{}]
        self._inside: ir.FuncLit | None = None

    def declaration(self, decl: ir.Declaration) -> dict[ir.Name, Local]:
        if isinstance(decl, ir.FuncDecl):
            if decl.receiver is not None:
                self._param(decl.receiver, "receiver")
            for param in decl.type_params:
                self.visit(param.constraint)
            self._function(decl.signature, decl.body)
        else:
            for spec in decl.specs:
                if isinstance(spec, ir.ValueSpec):
                    self.visit(spec.type)
                    self.visit(spec.values)
                else:
                    self.visit(spec.type)
        return self._uses

    # -- declaring -----------------------------------------------------------------------------------

    def _param(self, param: ir.Param, kind: str) -> None:
        self.visit(param.type)
        if param.name not in ("", "_"):
            local = Local(param.name, kind, param.at, self._inside, param)
            self._scopes[-1][param.name] = self.declared[param] = local

    def _function(self, signature: ir.FuncType, body: ir.Block | None) -> None:
        for param in signature.params:
            self._param(param, "parameter")
        for param in signature.results:
            self._param(param, "result")
        if body is not None:
            for statement in body.stmts:
                self.visit(statement)

    def _declare(self, name: ir.Name, kind: str, origin: object) -> None:
        if name.name == "_":
            return
        local = Local(name.name, kind, name.at, self._inside, origin)
        self._scopes[-1][name.name] = local
        self._uses[name] = local

    # -- using ---------------------------------------------------------------------------------------

    def visit(self, node: Any) -> None:
        """A node, a tuple of nodes, or nothing."""
        kind = type(node)
        if kind is ir.Name:
            name = node.name
            for scope in reversed(self._scopes):
                if name in scope:
                    self._uses[node] = scope[name]
                    return
        elif kind is tuple:
            for part in node:
                self.visit(part)
        elif kind in _SCOPED:
            _SCOPED[kind](self, node)
        elif kind in ir.CHILDREN:
            for part in ir.CHILDREN[kind]:
                inner = getattr(node, part)
                if inner:
                    self.visit(inner)

    def _block(self, block: ir.Block) -> None:
        self._scopes.append({})
        for statement in block.stmts:
            self.visit(statement)
        self._scopes.pop()

    def _literal(self, literal: ir.FuncLit) -> None:
        outer, self._inside = self._inside, literal
        self._scopes.append({})
        self._function(literal.signature, literal.body)
        self._scopes.pop()
        self._inside = outer

    def _signature(self, signature: ir.FuncType) -> None:
        for param in (*signature.params, *signature.results):
            self.visit(param.type)

    def _assign(self, stmt: ir.Assign) -> None:
        self.visit(stmt.rhs)
        if stmt.op != ":=":
            self.visit(stmt.lhs)
            return
        for position, target in enumerate(stmt.lhs):
            if type(target) is not ir.Name:
                self.visit(target)
            elif target.name in self._scopes[-1]:
                self._uses[target] = self._scopes[-1][target.name]
            else:
                self._declare(target, "var", Init(None, stmt.rhs, position, len(stmt.lhs)))

    def _declaration(self, stmt: ir.Declare) -> None:
        for spec in stmt.specs:
            if isinstance(spec, ir.TypeSpec):
                self._declare(ir.Name(spec.name, spec.at), "type", spec)
                self._scopes.append({})
                for param in spec.params:
                    self._scopes[-1][param.name] = Local(param.name, "type", param.at, self._inside, param)
                self.visit(spec.type)
                self._scopes.pop()
                continue
            self.visit(spec.type)
            self.visit(spec.values)
            for position, name in enumerate(spec.names):
                origin = Init(spec.type, spec.values, position, len(spec.names), spec.const, spec.iota)
                self._declare(name, "const" if spec.const else "var", origin)

    def _range(self, stmt: ir.Range) -> None:
        self.visit(stmt.x)
        self._scopes.append({})
        for position, target in enumerate((stmt.key, stmt.value)):
            if stmt.define and type(target) is ir.Name:
                self._declare(target, "var", Ranged(stmt.x, position))
            else:
                self.visit(target)
        self._block(stmt.body)
        self._scopes.pop()

    def _type_switch(self, stmt: ir.TypeSwitch) -> None:
        self.visit(stmt.x)
        for case in stmt.cases:
            self.visit(case.types)
            self._scopes.append({})
            if stmt.bind is not None and stmt.bind.name != "_":
                local = Local(stmt.bind.name, "var", stmt.bind.at, self._inside, Clause(stmt, case))
                self._scopes[-1][stmt.bind.name] = self.declared[case] = local
            for statement in case.body.stmts:
                self.visit(statement)
            self._scopes.pop()

    def _comm(self, case: ir.CommCase) -> None:
        self._scopes.append({})
        self.visit(case.comm)
        for statement in case.body.stmts:
            self.visit(statement)
        self._scopes.pop()


_SCOPED: dict[type, Callable[[_Resolver, Any], None]] = {
    ir.Block: _Resolver._block,  # noqa: SLF001
    ir.FuncLit: _Resolver._literal,  # noqa: SLF001
    ir.FuncType: _Resolver._signature,  # noqa: SLF001
    ir.Assign: _Resolver._assign,  # noqa: SLF001
    ir.Declare: _Resolver._declaration,  # noqa: SLF001
    ir.Range: _Resolver._range,  # noqa: SLF001
    ir.TypeSwitch: _Resolver._type_switch,  # noqa: SLF001
    ir.CommCase: _Resolver._comm,  # noqa: SLF001
}
