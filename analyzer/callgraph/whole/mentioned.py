"""Which names of packages that nobody can see are types: those that stand where only a type can stand, anywhere in the program.

``pkg.Name(x)`` is a conversion if ``pkg.Name`` is a parameter's type somewhere else; without that it would be taken for a call.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.callgraph.whole.reader import members
from analyzer.facts import ir
from analyzer.program import Program
from analyzer.program.model import External, Opaque, SourceFile
from analyzer.program.package import Package


def mentioned(program: Program, package: Package) -> list[tuple[str, str]]:
    """The types outside the tree that a package speaks of: import path and name."""
    found: dict[tuple[str, str], None] = {}
    unseen: dict[SourceFile, bool] = {}
    for member in members(package, {}):
        file = member.file
        if file not in unseen:
            unseen[file] = any(_unseen(program, file, imported.path) for imported in file.outline.imports)
        if not unseen[file]:
            continue
        try:
            declaration = program.declaration(member)
        except Opaque:
            continue
        for select in _types_in(declaration):
            assert isinstance(select.x, ir.Name)
            of = program.imports(file).get(select.x.name)
            if isinstance(of, External):
                found[of.path, select.name] = None
    return list(found)


def _unseen(program: Program, file: SourceFile, path: str) -> bool:
    """Whether an import is of a package that is neither in the tree nor in the standard library."""
    return "." in path.partition("/")[0] and isinstance(program.resolve_import(path, file.package), External)


def _types_in(declaration: ir.Declaration) -> Iterator[ir.Select]:
    """The qualified names in places where the grammar wants a type."""
    for node in ir.walk(declaration):
        match node:
            case ir.Param(type=e) | ir.Field(type=e) | ir.Assert(type=e) | ir.TypeSpec(type=e):
                yield from _named(e)
            case ir.Composite(type=ir.Node() as e) | ir.ValueSpec(type=ir.Node() as e):
                yield from _named(e)
            case ir.MapType():
                yield from (*_named(node.key), *_named(node.value))
            case ir.ArrayType() | ir.ChanType() | ir.Ellipsis(elem=ir.Node()):
                yield from _named(node.elem)
            case ir.TypeCase():
                for e in node.types:
                    yield from _named(e)
            case ir.Call(func=ir.Name(name="new" | "make"), args=(e, *_)):
                yield from _named(e)


def _named(e: ir.Expr | None) -> Iterator[ir.Select]:
    while isinstance(e, ir.Star | ir.Index):
        e = e.x
    if isinstance(e, ir.Select) and isinstance(e.x, ir.Name):
        yield e
