"""Which module a package outside the tree's own code belongs to, by what the go.mod files require."""

from __future__ import annotations

import re

from analyzer.program import Program
from analyzer.program.model import Opaque

_REQUIRED = re.compile(r'^\s*(?:require\s+)?"?([^\s"/]+\.[^\s"]+)"?\s+v\d\S*', re.MULTILINE)


class Units:
    """Import paths to modules."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._modules: frozenset[str] | None = None
        self._known: dict[str, str] = {}

    def is_library(self, path: str) -> bool:
        """Whether a package is of the standard library: no domain stands first in its path, and the tree does not hold it."""
        return "." not in path.partition("/")[0]

    def of(self, path: str) -> str:
        """The path of the module that holds a package; of one that nobody requires, the host and what owns the repository."""
        found = self._known.get(path)
        if found is None:
            if self._modules is None:
                self._modules = self._required()
            parts = path.split("/")
            ways = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
            found = next((way for way in ways if way in self._modules), "/".join(parts[:3]))
            self._known[path] = found
        return found

    def _required(self) -> frozenset[str]:
        found: set[str] = set()
        for module in self._program.layout.modules:
            name = f"{module.directory}/go.mod" if module.directory else "go.mod"
            try:
                text = (self._program.tree.text(name) or b"").decode("utf-8", "replace")
            except Opaque:
                continue
            found.update(_REQUIRED.findall(text))
        return frozenset(found)
