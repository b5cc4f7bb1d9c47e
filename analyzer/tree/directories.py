"""The directories of a repository's trees, by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from analyzer.git import MissingObject
from analyzer.program.model import Opaque
from analyzer.tree.blobs import Blobs, Directory
from analyzer.tree.kept import Kept

_NAMES = 100_000
"""Names that the directories kept in memory have together: some ten large trees."""


class Directories:
    """Reads directories, and keeps those used last.

    Args:
        blobs: where they come from.
        wanted: whether a Go file of that name is looked at.

    Attributes:
        missing: whether a directory that was asked for could not be read.
    """

    def __init__(self, blobs: Blobs, wanted: Callable[[str], bool]) -> None:
        self._blobs = blobs
        self._read: Kept[str, Directory | MissingObject] = Kept(_NAMES)
        self._counts: dict[str, int] = {}
        self._holders: dict[tuple[str, str], tuple[str, ...]] = {}
        self.wanted = wanted
        self.missing = False

    def get(self, id: str) -> Directory:
        """A directory. Raises Opaque."""
        found = self._read.get(id)
        if found is None:
            ((_, found),) = self._blobs.directories((id,))
            self._keep(id, found)
        if isinstance(found, MissingObject):
            self.missing = True
            raise Opaque(f"a directory cannot be read: {found}") from found
        return found

    def load(self, ids: Iterable[str]) -> None:
        """Reads several directories in one go."""
        for id, found in self._blobs.directories([id for id in ids if id not in self._read]):
            self._keep(id, found)

    def _keep(self, id: str, found: Directory | MissingObject) -> None:
        cost = 4 if isinstance(found, MissingObject) else 4 + len(found.listing.go) + len(found.ids)
        self._read.put(id, found, cost)

    def count(self, id: str) -> int:
        """How many Go files there are below a directory. What has to be read for that is read level by level."""
        level = [id]
        while level := [one for one in level if one not in self._counts]:
            self.load(level)
            found = [self._read.get(one) for one in level]
            level = [inner for one in found if isinstance(one, Directory) for _, inner in searched(one)]
        return self._count(id)

    def _count(self, id: str) -> int:
        if id not in self._counts:
            try:
                directory = self.get(id)
            except Opaque:
                return 0
            own = sum(1 for name in directory.listing.go if self.wanted(name))
            self._counts[id] = own + sum(self._count(inner) for _, inner in searched(directory))
        return self._counts[id]

    def holding(self, id: str, name: str) -> tuple[str, ...]:
        """The directories below one that hold a file of that name; '' is itself. Vendored ones are left out."""
        key = (id, name)
        if key not in self._holders:
            try:
                directory = self.get(id)
            except Opaque:
                return ()
            found = [""] if name in directory.listing.others else []
            for below, inner in searched(directory):
                if below != "vendor":
                    found += [f"{below}/{path}".rstrip("/") for path in self.holding(inner, name)]
            self._holders[key] = tuple(found)
        return self._holders[key]


def searched(directory: Directory) -> list[tuple[str, str]]:
    """The sub-directories, with their ids, that the go command looks into, by name."""
    return [
        (name, directory.ids[name])
        for name in sorted(directory.listing.directories)
        if name != "testdata" and not name.startswith((".", "_"))
    ]
