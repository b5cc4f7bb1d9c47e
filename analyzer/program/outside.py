"""Names of packages that are not in the tree: what the table of the standard library says, else Unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program import std
from analyzer.program.forms import Where
from analyzer.program.types import Basic, Named, Signature, Type, TypeParameter, Unknown

if TYPE_CHECKING:
    from analyzer.program.typing import Types

_UNSAFE_POINTER = Basic("unsafe.Pointer")
_UNTYPED = "untyped_"


class Outside:
    """Types of external packages' members, each formed once."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._params: dict[tuple[str, str], tuple[TypeParameter, ...]] = {}
        self._written: dict[tuple[str, str], Type] = {}
        self._methods: dict[tuple[str, str], Mapping[str, ir.FuncDecl]] = {}
        self._signatures: dict[ir.FuncDecl, Signature] = {}
        self._learned: set[tuple[str, str]] = set()
        self._declarers: dict[ir.FuncDecl, tuple[str, str]] = {}

    def learn(self, path: str, name: str) -> None:
        """A name of a package that nobody can see stands where only a type can stand."""
        self._learned.add((path, name))

    def is_type(self, path: str, name: str) -> bool | None:
        """Whether ``path.name`` is a type; None when nobody can tell."""
        if path == "unsafe":
            return name == "Pointer"
        rows = std.rows(path)
        if rows is None and (path, name) in self._learned:
            return True
        if rows is None or not (name in rows.types or name in rows.values or name in rows.functions):
            return None
        return name in rows.types

    def type_of(self, path: str, name: str, bare: str) -> Type:
        """The type that a type's name stands for; ``bare`` is the package's name in texts."""
        if path == "unsafe":
            return _UNSAFE_POINTER
        rows = std.rows(path)
        if rows is not None:
            spec = rows.type_spec(name)
            if spec is not None and spec.alias:
                return self.written(path, name)
            bare = rows.name
        return Named(path, name, self.type_params(path, name), bare)

    def type_params(self, path: str, name: str) -> tuple[TypeParameter, ...]:
        """The declared type parameters of a type."""
        rows = std.rows(path)
        if rows is None or name not in rows.types:
            return ()
        if (path, name) not in self._params:
            spec = rows.type_spec(name)
            assert spec is not None
            self._params[path, name] = self._types.declarations.parameters(Where(std=rows), spec.params, (path, name))
        return self._params[path, name]

    def written(self, path: str, name: str) -> Type:
        """What a type is declared as, in terms of its own type parameters."""
        rows = std.rows(path)
        spec = rows.type_spec(name) if rows is not None else None
        if rows is None or spec is None:
            return Unknown(f"{path}.{name} is outside the tree")
        if (path, name) not in self._written:
            where = Where(std=rows, params={p.name: p for p in self.type_params(path, name)})
            self._written[path, name] = Unknown(f"{name} is declared as itself")
            self._written[path, name] = self._types.forms.form(where, spec.type)
        return self._written[path, name]

    def methods(self, t: Named) -> Mapping[str, ir.FuncDecl] | None:
        """The declared methods of a named type by name; None when they are not known."""
        if not t.package:
            return {}
        rows = std.rows(t.package)
        if rows is None or t.name not in rows.types:
            return None
        key = (t.package, t.name)
        if key not in self._methods:
            self._methods[key] = {m.name: m for m in rows.methods(t.name)}
        return self._methods[key]

    def method(self, t: Named, decl: ir.FuncDecl) -> Signature:
        """The signature of a declared method, in terms of the type's own parameters."""
        if decl not in self._signatures:
            rows = std.rows(t.package)
            params = {p.name: p for p in self.type_params(t.package, t.name)}
            self._signatures[decl] = self._types.forms.signature(Where(std=rows, params=params), decl.signature)
        return self._signatures[decl]

    def value(self, path: str, name: str) -> Type:
        """The type of a function, variable or constant."""
        rows = std.rows(path)
        if rows is None:
            return Unknown(f"package {path} is not in the tree")
        written = rows.value(name)
        if isinstance(written, ir.FuncDecl):
            return self._function(rows, written)
        if written is None:
            return Unknown(f"{path} is not in the tree, and {name} is not among the names known of it")
        if isinstance(written, ir.Name) and written.name.startswith(_UNTYPED):
            return Basic(f"untyped {written.name.removeprefix(_UNTYPED)}")
        return self._types.forms.form(Where(std=rows), written)

    def _function(self, rows: std.Rows, decl: ir.FuncDecl) -> Signature:
        if decl not in self._signatures:
            own = (
                self._types.declarations.parameters(Where(std=rows), decl.type_params, decl) if decl.type_params else ()
            )
            where = Where(std=rows, params={p.name: p for p in own})
            self._signatures[decl] = self._types.forms.signature(where, decl.signature, own)
            self._declarers[decl] = rows.path, decl.name
        return self._signatures[decl]

    def declarer(self, decl: ir.FuncDecl) -> tuple[str, str] | None:
        """The package and name of a function's declaration, if its type was asked for."""
        return self._declarers.get(decl)
