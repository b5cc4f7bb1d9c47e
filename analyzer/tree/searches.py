"""What former runs have found of words in the files of directories, by the directory's id: a new revision is only searched where it differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from analyzer.tree.kept import Kept

Row = Mapping[str, tuple[str, ...]]
"""For each word that all wanted files of a directory were searched for, the names of those that have it."""
_KIND = "words"
_ROWS = 4000
"""Rows kept in memory: a few of the largest trees."""
_ROW = msgspec.msgpack.Decoder(dict[str, tuple[str, ...]])


class Store(Protocol):
    """Keeps encoded rows from one run to the next (`analyzer.cache.Store`)."""

    def get_many(self, kind: str, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is stored, by those of the keys for which there is something."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Stores a value."""


class Searches:
    """The rows of directories. ``all_files`` tells that test files are searched too; without a ``store`` there are none."""

    def __init__(self, store: Store | None, *, all_files: bool) -> None:
        self._store = store
        self._prefix = "all " if all_files else ""
        self._rows: Kept[str, Row] = Kept(_ROWS)

    @property
    def kept(self) -> bool:
        """Whether anything is kept at all."""
        return self._store is not None

    def recall(self, directories: Iterable[str]) -> None:
        """Looks up some directories, many at once."""
        new = [id for id in directories if id not in self._rows]
        if self._store is not None and new:
            found = self._store.get_many(_KIND, [self._prefix + id for id in new])
            for id in new:
                raw = found.get(self._prefix + id)
                self._rows.put(id, _ROW.decode(raw) if raw is not None else {}, 1)

    def get(self, directory: str) -> Row:
        """What is known of a directory that was recalled."""
        return self._rows.get(directory) or {}

    def keep(self, directory: str, row: Row) -> None:
        """Adds to what is known of a directory."""
        self.recall((directory,))
        if self._store is not None and row.keys() - self.get(directory).keys():
            merged = self._rows.put(directory, {**self.get(directory), **row}, 1)
            self._store.put(_KIND, self._prefix + directory, msgspec.msgpack.encode(merged))
