"""The store itself: what is written when, found by whom, and thrown away first."""

from __future__ import annotations

import os
import re
import time
import weakref
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from analyzer.cache.database import FORMAT, Database

LIMIT = 512 << 20
"""How many bytes a store's file may have; what was not used for longest goes first."""

Key = TypeVar("Key", bytes, str)

_AT_ONCE = 100  # keys in one query, rows in one deletion
_GET = "SELECT key, entry.id, used, value FROM entry JOIN content USING (id) WHERE space = ? AND key "
_GET_ONE = _GET + "= ?"
_GET_SOME = f"{_GET} IN ({', '.join('?' * _AT_ONCE)})"
_NAME = (
    "INSERT INTO entry (space, key, used) VALUES (?, ?, ?) ON CONFLICT (space, key) DO UPDATE SET used = excluded.used"
)
_FILL = "INSERT OR REPLACE INTO content (id, value) SELECT id, ? FROM entry WHERE space = ? AND key = ?"
_OUTDATED = "SELECT id FROM entry WHERE space IN (SELECT id FROM space WHERE version <> :version) LIMIT :count"
_OLDEST = "SELECT id FROM entry ORDER BY used, id LIMIT :count"
_COUNTS = "SELECT version, kind, count(*) FROM entry JOIN space ON space.id = space GROUP BY space ORDER BY kind"
_FLUSH_COUNT = 4096
_FLUSH_BYTES = 8 << 20
_SMALL = 200  # bytes that are not worth compressing
_HOUR = 3600
_ID = re.compile("[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Info:
    """A store. ``path`` is None where nothing is kept; ``size`` and ``limit`` are bytes on disk; ``entries`` counts by
    kind what this version can find, ``outdated`` what it cannot. ``trouble`` says why nothing is stored, '' if it is.
    """

    path: Path | None
    size: int
    limit: int
    entries: dict[str, int]
    outdated: int
    trouble: str


class Store:
    """Bytes by kind and key, made by `Store.open`. Close it or use it as a context: what was put may wait for that."""

    def __init__(self, path: Path | None, version: str, limit: int) -> None:
        self._file = Database(path)
        self._path = path
        self._version = version
        self._limit = limit
        self._seeds: dict[str, int] = {}
        self._waiting: dict[tuple[str, bytes], bytes] = {}
        self._waiting_bytes = 0
        self._touched: set[int] = set()
        self._hour = int(time.time()) // _HOUR
        _stores.add(self)

    @classmethod
    def open(cls, cache_dir: Path | None, version: str, limit: int = LIMIT) -> Self:
        """The store in a cache folder; None for one that keeps nothing. ``version`` stands for everything that stored
        values depend on besides their blob: entries of other versions are not seen, and go first."""
        return cls(cache_dir / f"facts-{FORMAT}.sqlite" if cache_dir else None, version, limit)

    def __reduce__(self) -> tuple[type[Self], tuple[Path | None, str, int]]:
        return type(self), (self._path, self._version, self._limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, kind: str, key: bytes | str) -> bytes | None:
        """What was put, or None. A hexadecimal id and its bytes are one key."""
        raw = _raw(key)
        if self._waiting and (value := self._waiting.get((kind, raw))) is not None:
            return value
        return self._read(_GET_ONE, kind, (raw,)).get(raw)

    def get_many(self, kind: str, keys: Iterable[Key]) -> dict[Key, bytes]:
        """What was put, by those of the keys for which something is found."""
        asked = {_raw(key): key for key in keys}
        found = {raw: self._waiting[kind, raw] for raw in asked if (kind, raw) in self._waiting}
        todo = [raw for raw in asked if raw not in found]
        for start in range(0, len(todo), _AT_ONCE):
            some = todo[start : start + _AT_ONCE]
            found |= self._read(_GET_SOME, kind, some + some[-1:] * (_AT_ONCE - len(some)))
        return {asked[raw]: value for raw, value in found.items()}

    def put(self, kind: str, key: bytes | str, value: bytes) -> None:
        """Keeps a value, in place of what there was; not at once on disk."""
        if not self._file.writable:
            return
        self._waiting[kind, _raw(key)] = value
        self._waiting_bytes += len(value)
        if len(self._waiting) >= _FLUSH_COUNT or self._waiting_bytes >= min(_FLUSH_BYTES, self._limit // 16):
            self.flush()

    def flush(self) -> None:
        """Writes what waits, in one transaction, and makes room."""
        if not (self._waiting or self._touched):
            return
        rows = [(kind, key, self._packed(kind, key, value)) for (kind, key), value in self._waiting.items()]
        with self._file.writing() as db:
            if db is not None:
                kinds = sorted({row[0] for row in rows})
                spaces = {kind: self._file.new_space(db, self._version, kind) for kind in kinds}
                db.executemany(_NAME, [(spaces[kind], key, self._hour) for kind, key, _ in rows])
                db.executemany(_FILL, [(value, spaces[kind], key) for kind, key, value in rows])
                touched = [(self._hour, id) for id in sorted(self._touched)]
                db.executemany("UPDATE entry SET used = ? WHERE id = ?", touched)
        self._forget()
        self._make_room()

    def close(self) -> None:
        """Writes what waits and lets go of the file; the next use opens it again."""
        self.flush()
        self._file.disconnect()

    def info(self) -> Info:
        """What the store holds, without what waits."""
        counts: list[tuple[str, str, int]] = self._file.rows(_COUNTS)
        return Info(
            path=self._path,
            size=self._file.size(),
            limit=self._limit,
            entries={kind: count for version, kind, count in counts if version == self._version},
            outdated=sum(count for version, _, count in counts if version != self._version),
            trouble=self._file.trouble,
        )

    def clear(self) -> Info:
        """Empties the store, and says what it held; with ``trouble`` if it could not be emptied."""
        held = self.info()
        failures = self._file.failures
        self._forget()
        with self._file.writing() as db:
            if db is not None:
                for table in ("content", "entry", "space"):
                    db.execute(f"DELETE FROM {table}")  # noqa: S608
        stuck = "another process is at it" if self._file.failures > failures else ""
        self._file.shrink()
        return replace(held, trouble=self._file.trouble or stuck)

    def prepare_fork(self) -> None:
        """Lets go of the connection, which a child must not share."""
        self._file.disconnect()

    def start_in_child(self) -> None:
        """What waits is the parent's to write."""
        self._forget()

    def _forget(self) -> None:
        self._waiting, self._waiting_bytes, self._touched = {}, 0, set()

    def _read(self, query: str, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found = {}
        for key, id, used, stored in self._file.rows(query, (self._file.space(self._version, kind), *keys)):
            value = self._unpacked(kind, key, stored)
            if value is not None:
                found[key] = value
                if used != self._hour:
                    self._touched.add(id)
        return found

    def _packed(self, kind: str, key: bytes, value: bytes) -> bytes:
        small = zlib.compress(value, 1) if len(value) > _SMALL else value
        marked = b"z" + small if len(small) < len(value) else b"-" + value
        return self._sum(kind, key, marked) + marked

    def _unpacked(self, kind: str, key: object, stored: object) -> bytes | None:
        if not (isinstance(key, bytes) and isinstance(stored, bytes) and len(stored) > 4):
            return None
        marked = stored[4:]
        if stored[:4] != self._sum(kind, key, marked):
            return None
        return zlib.decompress(marked[1:]) if marked[:1] == b"z" else marked[1:]

    def _sum(self, kind: str, key: bytes, marked: bytes) -> bytes:
        seed = self._seeds.get(kind)
        if seed is None:
            seed = self._seeds[kind] = zlib.crc32(f"{self._version}\0{kind}\0".encode())
        return zlib.crc32(marked, zlib.crc32(key, seed)).to_bytes(4, "little")

    def _make_room(self) -> None:
        if self._file.filled() <= self._limit:
            return
        for query in (_OUTDATED, _OLDEST):
            while self._file.filled() > self._limit * 7 // 8:
                ids = []
                with self._file.writing() as db:
                    if db is not None:
                        ids = db.execute(query, {"version": self._version, "count": _AT_ONCE}).fetchall()
                        db.executemany("DELETE FROM content WHERE id = ?", ids)
                        db.executemany("DELETE FROM entry WHERE id = ?", ids)
                if not ids:
                    break
        if self._file.size() > self._limit * 9 // 8:  # the limit was once another
            self._file.shrink()


def _raw(key: bytes | str) -> bytes:
    if isinstance(key, bytes):
        return key
    if len(key) in (40, 64) and _ID.fullmatch(key):
        return bytes.fromhex(key)
    return key.encode("utf-8", "surrogatepass")


_stores: weakref.WeakSet[Store] = weakref.WeakSet()


def _before_fork() -> None:
    for store in list(_stores):
        store.prepare_fork()


def _in_child() -> None:
    for store in list(_stores):
        store.start_in_child()


os.register_at_fork(before=_before_fork, after_in_child=_in_child)
