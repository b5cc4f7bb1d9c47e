"""Reads one package's table: an index by name first, each declaration as IR when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.facts import ir
from analyzer.program.std.parse import Reader

_HEAD = re.compile(r"(?P<kind>type|func|var|const) (?:\((?P<receiver>\*?\w+)[^)]*\) )?(?P<names>\w+(?:, \w+)*)")


class Rows:
    """The exported declarations of one package, and the unexported types they mention.

    Args:
        path: the import path.
        name: the package's name.
        imports: the packages it mentions, by name.
        lines: the declarations, one a line.
    """

    def __init__(self, path: str, name: str, imports: dict[str, str], lines: list[str]) -> None:
        self.path = path
        self.name = name
        self.imports = imports
        self.types: dict[str, str] = {}
        self.functions: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self._methods: dict[str, list[str]] = {}
        self._specs: dict[str, ir.TypeSpec] = {}
        self._values: dict[str, ir.Expr | ir.FuncDecl] = {}
        for line in lines:
            self._index(line)

    def _index(self, line: str) -> None:
        head = _HEAD.match(line)
        assert head is not None, line
        name = head["names"]
        if head["kind"] == "type":
            self.types[name] = line
        elif head["receiver"]:
            self._methods.setdefault(head["receiver"].lstrip("*"), []).append(line)
        elif head["kind"] == "func":
            self.functions[name] = line
        else:
            written = line[head.end() :].strip()
            for one in name.split(", "):
                self.values[one] = written

    def type_spec(self, name: str) -> ir.TypeSpec | None:
        """A type's declaration."""
        if name not in self.types:
            return None
        if name not in self._specs:
            self._specs[name] = Reader(self.types[name]).type_spec()
        return self._specs[name]

    def methods(self, name: str) -> list[ir.FuncDecl]:
        """The methods that a type declares."""
        return [Reader(line).function() for line in self._methods.get(name, [])]

    def value(self, name: str) -> ir.Expr | ir.FuncDecl | None:
        """A function's declaration, or the type of a variable or constant."""
        if name in self._values:
            return self._values[name]
        if name in self.functions:
            self._values[name] = Reader(self.functions[name]).function()
        elif name in self.values:
            self._values[name] = Reader(self.values[name].replace("untyped ", "untyped_")).type()
        return self._values.get(name)


def split(text: str) -> Iterator[Rows]:
    """The packages of one table."""
    for part in text.split("\npackage ")[1:]:
        head, *lines = part.strip().split("\n")
        name, path = head.split()
        imports: dict[str, str] = {}
        if lines and lines[0].startswith("import "):
            for used in lines.pop(0).split()[1:]:
                segments = used.split("/")
                imports[segments[-2] if re.fullmatch(r"v\d+", segments[-1]) else segments[-1]] = used
        yield Rows(path, name, imports, lines)
