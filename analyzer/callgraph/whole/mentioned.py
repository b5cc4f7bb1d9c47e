"""Which names of packages that nobody can see are types: those that stand where only a type can stand, anywhere in the program.

``pkg.Name(x)`` is a conversion if ``pkg.Name`` is a parameter's type somewhere else; without that it would be taken for a call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.facts import ir
from analyzer.program import Body, Program
from analyzer.program.model import External, Member, Opaque, SourceFile


def learn_types(program: Program, bodies: Iterable[Body], types: Iterable[Member]) -> None:
    """Tells the type layer what the program's own code says about packages outside the tree."""
    met: set[tuple[SourceFile, str, str]] = set()
    unseen: dict[SourceFile, bool] = {}
    for file, declaration in _declarations(program, bodies, types):
        if file not in unseen:
            unseen[file] = any(_unseen(program, file, imported.path) for imported in file.outline.imports)
        if not unseen[file]:
            continue
        for select in _types_in(declaration):
            assert isinstance(select.x, ir.Name)
            key = (file, select.x.name, select.name)
            if key not in met:
                met.add(key)
                package = program.imports(file).get(select.x.name)
                if isinstance(package, External):
                    program.types.outside.learn(package.path, select.name)


def _declarations(
    program: Program, bodies: Iterable[Body], types: Iterable[Member]
) -> Iterator[tuple[SourceFile, ir.Declaration]]:
    for body in bodies:
        yield body.file, body.decl
    for member in types:
        try:
            yield member.file, program.declaration(member)
        except Opaque:
            continue


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
