"""Types as rows of plain values, and back: a named type by its package's directory and its name.

A row refers to rows before it by their numbers. Type parameters are named by what declares them. What has no such name (a type parameter of
one call, a type declared in a function of another package) cannot be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer.callgraph.whole.reading import Row
from analyzer.facts import ir
from analyzer.places import line_of
from analyzer.program import types as go
from analyzer.program.model import Local, Member, Opaque

if TYPE_CHECKING:
    from analyzer.program import Body, Program
    from analyzer.program.package import Package


class Rows:
    """Writes the types of one package. ``live`` are the types themselves; ``whole`` tells whether all could be written."""

    def __init__(self, program: Program, directory: str) -> None:
        self._program = program
        self._directory = directory
        self._numbers: dict[Row, int] = {}
        self._met: dict[int, int] = {}
        self._kept: list[go.Type] = []
        self.rows: list[Row] = []
        self.live: list[go.Type] = []
        self.whole = True

    def number(self, t: go.Type) -> int:
        """The number of a type's row."""
        found = self._met.get(id(t))
        if found is None:
            row = self._row(t)
            found = self._numbers.get(row)
            if found is None:
                found = self._numbers[row] = len(self.rows)
                self.rows.append(row)
                self.live.append(t)
            self._met[id(t)] = found
            self._kept.append(t)  # or another type may get its id
        return found

    def _all(self, types: Sequence[go.Type]) -> tuple[int, ...]:
        return tuple(map(self.number, types))

    def _row(self, t: go.Type) -> Row:
        match t:
            case go.Named():
                return self._named(t)
            case go.Pointer():
                return "*", self.number(t.elem)
            case go.Signature():
                params = self._all(t.type_params)
                return "func", self._all(t.params), self._all(t.results), t.variadic, params
            case go.SliceOf():
                return "[]", self.number(t.elem)
            case go.Basic():
                return "basic", t.name
            case go.MapOf():
                return "map", self.number(t.key), self.number(t.value)
            case go.InterfaceOf():
                methods = tuple((m.name, self.number(m.signature), m.package) for m in t.methods)
                unions = tuple(tuple((term.tilde, self.number(term.type)) for term in union) for union in t.unions)
                return "interface", methods, unions, t.comparable, t.unseen
            case go.StructOf():
                fields = tuple((f.name, self.number(f.type), f.embedded, f.tag, f.package) for f in t.fields)
                return "struct", fields
            case go.ArrayOf():
                return "array", t.length, self.number(t.elem)
            case go.ChanOf():
                return "chan", t.dir, self.number(t.elem)
            case go.Tuple():
                return "tuple", self._all(t.types)
            case go.TypeParameter():
                return self._parameter(t)
        return "unknown", t.reason

    def _named(self, t: go.Named) -> Row:
        args = self._all(t.args)
        if t.member is not None:
            return "named", t.member.file.package.directory, t.name, args
        if t.local is not None:
            body = self._program.types.locals.body(t.local)
            if body is None or body.package.directory != self._directory:
                self.whole = False
                return "unknown", t.name
            return "local", body.file.path, t.local.at, args
        return "outside", t.package, t.name, args, t.bare

    def _parameter(self, t: go.TypeParameter) -> Row:
        owner = t.owner
        if isinstance(owner, Member):
            return "of type", owner.file.package.directory, owner.name, t.index
        if isinstance(owner, ir.FuncDecl):
            function = self._program.declarer(owner)
            member = function.package.lookup("", function.name) if function is not None else None
            if function is not None and member is not None and self._program.function(member) is function:
                return "of function", function.package.directory, function.name, t.index
            outside = self._program.types.outside.declarer(owner)
            if outside is not None:
                return ("of outside function", *outside, t.index)
        if isinstance(owner, tuple):
            return ("of outside", *owner, t.index)
        self.whole = False
        return "unknown", t.name


class _Gone(Opaque):
    """A row names something that the tree does not have."""


class Types:
    """Reads the rows of one package; each type is formed when it is first asked for, but for those that are ``live`` already.
    What the tree does not have is Unknown."""

    def __init__(self, program: Program, rows: Sequence[Row], live: Sequence[go.Type] = ()) -> None:
        self._program = program
        self._types = program.types
        self._rows = rows
        self._known: list[go.Type | None] = list(live) or [None] * len(rows)

    def __getitem__(self, number: int) -> go.Type:
        found = self._known[number]
        if found is None:
            try:
                found = self._read(self._rows[number])
            except Opaque as reason:
                found = go.Unknown(str(reason))
            self._known[number] = found
        return found

    def _all(self, numbers: Sequence[int]) -> tuple[go.Type, ...]:
        return tuple(self[number] for number in numbers)

    def _read(self, row: Row) -> go.Type:
        match row:
            case ("named", directory, name, args):
                package, member = self._member(directory, name)
                return go.Named(package.path, name, self._all(args), package.name, member)
            case ("*", elem):
                return go.Pointer(self[elem])
            case ("func", params, results, variadic, own):
                shape = (len(params), len(results))
                return go.Signature(
                    go.Later(lambda: self._all(params), lambda reason: (go.Unknown(reason),) * shape[0]),
                    go.Later(lambda: self._all(results), lambda reason: (go.Unknown(reason),) * shape[1]),
                    variadic,
                    self._all(own),  # type: ignore[arg-type]
                    shape,
                )
            case ("[]", elem):
                return go.SliceOf(self[elem])
            case ("basic", name):
                return go.Basic(name)
            case ("map", key, value):
                return go.MapOf(self[key], self[value])
            case ("interface", methods, unions, comparable, unseen):
                return go.InterfaceOf(
                    tuple(go.InterfaceMethod(name, self[t], package) for name, t, package in methods),  # type: ignore[arg-type]
                    tuple(tuple(go.Term(tilde, self[t]) for tilde, t in union) for union in unions),
                    comparable,
                    unseen,
                )
            case ("struct", fields):
                return go.StructOf(tuple(go.StructField(f[0], self[f[1]], f[2], f[3], f[4]) for f in fields))
            case ("array", length, elem):
                return go.ArrayOf(length, self[elem])
            case ("chan", direction, elem):
                return go.ChanOf(direction, self[elem])
            case ("tuple", types):
                return go.Tuple(self._all(types))
            case ("outside", path, name, args, bare):
                return go.Named(path, name, self._all(args), bare)
            case ("local", path, at, args):
                return self._local(path, at, self._all(args))
            case ("of type", directory, name, index):
                return self._types.declarations.type_params(self._member(directory, name)[1])[index]
            case ("of function", directory, name, index):
                function = self._program.function(self._member(directory, name)[1])
                return self._types.signature(function).type_params[index]
            case ("of outside", path, name, index):
                return self._types.outside.type_params(path, name)[index]
            case ("of outside function", path, name, index):
                found = self._types.outside.value(path, name)
                assert isinstance(found, go.Signature)
                return found.type_params[index]
        return go.Unknown(row[1])

    def _member(self, directory: str, name: str) -> tuple[Package, Member]:
        package = self._program.package(directory)
        member = package.member(name) if package is not None else None
        if package is None or member is None:
            raise _Gone(f"{directory} declares no {name}")
        return package, member

    def _local(self, path: str, at: int, args: tuple[go.Type, ...]) -> go.Type:
        body = self._body(path, at)
        local = next((one for one in body.uses.values() if one.at == at and one.kind == "type"), None)
        found = self._types.locals.type_of(body, local) if isinstance(local, Local) else None
        if not isinstance(found, go.Named):
            raise _Gone(f"{path} declares no type there")
        return go.Named(found.package, found.name, args, found.bare, None, found.local)

    def _body(self, path: str, at: int) -> Body:
        """The declaration that a place in a file lies in."""
        file = self._program.file(path)
        entries = file.outline.entries if file is not None else ()
        around = [entry for entry in entries if entry.line <= line_of(at)]
        if file is None or not around:
            raise _Gone(f"{path} declares nothing there")
        entry = max(around, key=lambda entry: entry.start)
        member = file.package.member_at(file, entry, entry.names[0])
        if member.kind in ("func", "method"):
            return self._program.body(self._program.function(member))
        return self._program.initializer(member)
