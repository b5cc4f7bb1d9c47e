"""An SQLite file of ours, whatever becomes of it: damaged, replaced, foreign, locked, on a full or read-only disk.

Nothing is raised but programming errors: a caller finds a connection or none. Every remaking of the file happens under
a lock file, since a database that others have open must not be moved away while it is made again under its name
(https://sqlite.org/howtocorrupt.html, 1.3 and 4).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FORMAT = 1
"""Of the tables; part of the file's name, so that the file of another niltrail is left alone."""

_OURS = 0x6E696C74  # application_id
_TABLES = (
    "CREATE TABLE space (id INTEGER PRIMARY KEY AUTOINCREMENT, version TEXT, kind TEXT, UNIQUE (version, kind))",
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, space INTEGER, key BLOB, used INTEGER, UNIQUE (space, key))",
    "CREATE INDEX entry_used ON entry (used, id)",
    "CREATE TABLE content (id INTEGER PRIMARY KEY, value BLOB)",
)
_PATIENCE = 5.0  # seconds to wait for another process
_FAILURES = 3  # then the file is left alone
_JOURNAL = 8 << 20
_ERRORS = (sqlite3.Error, UnicodeError, OverflowError)  # a damaged file speaks through SQLite's messages
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT)
_DISK = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_NOLFS,
)  # fmt: skip


class Database:
    """The file at ``path``, or none.

    Attributes:
        trouble: why nothing is stored, '' if it is.
        writable: whether writing may still work.
        failures: how often something went wrong.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.trouble = "" if path else "there is no cache folder"
        self.writable = path is not None
        self._lost = path is None
        self.failures = 0
        self._db: sqlite3.Connection | None = None
        self._inode = 0
        self._spaces: dict[tuple[str, str], int] = {}

    def __del__(self) -> None:
        self.disconnect()

    def rows(self, query: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """What a query finds; nothing where it cannot be asked."""
        db = self.connection()
        if db is None:
            return []
        try:
            return db.execute(query, parameters).fetchall()
        except _ERRORS as error:
            self._failed(error)
            return []

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection | None]:
        """A connection in a transaction that happens as a whole or not at all; None where nothing can be written. What
        SQLite complains about ends the block, and is dealt with."""
        db = self.connection() if self.writable else None
        if db is None or not self.writable:
            yield None
            return
        try:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(*_ERRORS):
                    db.execute("ROLLBACK")
                self._spaces = {}
                raise
        except _ERRORS as error:
            self._failed(error)

    def disconnect(self) -> None:
        """Closes the connection; the next use opens another."""
        db, self._db = self._db, None
        self._spaces = {}
        if db is not None:
            with contextlib.suppress(*_ERRORS):
                db.close()

    def space(self, version: str, kind: str) -> int:
        """The number of a version's kind; 0 if nothing of it was ever stored."""
        known = self._spaces.get((version, kind), 0)
        if not known:
            for row in self.rows("SELECT id FROM space WHERE version = ? AND kind = ?", (version, kind)):
                known = self._spaces[version, kind] = row[0]
        return known

    def new_space(self, db: sqlite3.Connection, version: str, kind: str) -> int:
        """The number of a version's kind, as it is in this transaction; a new one if need be."""
        db.execute("INSERT OR IGNORE INTO space (version, kind) VALUES (?, ?)", (version, kind))
        row = db.execute("SELECT id FROM space WHERE version = ? AND kind = ?", (version, kind)).fetchone()
        self._spaces[version, kind] = row[0]
        return int(row[0])

    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self._files() if file.is_file())

    def filled(self) -> int:
        """Bytes in use inside the file."""
        pages, free, size = (
            sum(row[0] for row in self.rows(f"PRAGMA {name}")) for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def shrink(self) -> None:
        """Gives the disk back what is not used, unless others are at it."""
        if self.writable:
            self.rows("VACUUM")
            self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            with contextlib.suppress(OSError):
                self._aside().unlink(missing_ok=True)

    def connection(self) -> sqlite3.Connection | None:
        """A connection, or None."""
        if self._db is None and not self._lost:
            assert self._path is not None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._locked():
                    self._db = self._opened(self._path)
                    self._inode = self._path.stat().st_ino
            except (OSError, *_ERRORS) as error:
                if isinstance(error, OSError):
                    self.trouble = f"{self._path}: {error.strerror}"
                else:
                    self._failed(error)
                if isinstance(error, OSError) or _code(error) in _DISK:
                    self.writable = False
                    self._db = _opened_to_read(self._path)
                    self._lost = self._db is None
        return self._db

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        assert self._path is not None
        lock = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _opened(self, path: Path) -> sqlite3.Connection:
        if path.exists() and not path.is_file():
            self._move_away()
        for last in (False, True):
            db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                if _is_ours(db):
                    return db
            except _ERRORS as error:
                db.close()
                if last or _code(error) in (*_PASSING, *_DISK):
                    raise
            else:
                db.close()
            self._move_away()
        raise sqlite3.DatabaseError("not a store")

    def _failed(self, error: Exception) -> None:
        self.failures += 1
        code = _code(error)
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
            self.disconnect()  # another process has made it again
            return
        if code in _DISK:
            self.writable = False
            self.trouble = str(error)
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY):
            return
        if code not in (*_PASSING, *_DISK) and self.writable:
            self._remake(error)
        if code in _DISK or self.failures > _FAILURES or not self.writable:
            self._lost = True
            self.trouble = str(error)
            self.disconnect()

    def _remake(self, error: Exception) -> None:
        self.disconnect()
        assert self._path is not None
        try:
            with self._locked():
                if self._path.exists() and self._path.stat().st_ino == self._inode:
                    self._move_away()
        except OSError as refused:
            self._lost = True
            self.trouble = f"{error}; {refused.strerror}"

    def _move_away(self) -> None:
        """One file is kept aside, in case it was somebody's. A journal must never meet another database."""
        path, *beside = self._files()
        path.replace(self._aside())
        for file in beside:
            file.unlink(missing_ok=True)

    def _aside(self) -> Path:
        assert self._path is not None
        return self._path.with_suffix(".aside")

    def _files(self) -> list[Path]:
        return [Path(f"{self._path}{end}") for end in ("", "-wal", "-shm", "-journal")] if self._path else []


def _is_ours(db: sqlite3.Connection) -> bool:
    """Whether a file is a store of this format; an empty one becomes one."""
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    kind = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "schema_version")]
    if kind == [0, 0, 0]:
        db.execute("BEGIN EXCLUSIVE")
        for table in _TABLES:
            db.execute(table)
        db.execute(f"PRAGMA application_id = {_OURS}")
        db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute("COMMIT")
    elif kind[:2] != [_OURS, FORMAT]:
        return False
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.execute("PRAGMA synchronous = OFF")  # a power cut may cost the file, not the truth
    db.execute("PRAGMA cache_size = -16000")
    db.execute(f"PRAGMA journal_size_limit = {_JOURNAL}")
    db.execute("SELECT 1 FROM entry JOIN content USING (id) JOIN space ON space.id = space LIMIT 1").fetchall()
    return True


def _opened_to_read(path: Path) -> sqlite3.Connection | None:
    """A file in a folder that cannot be written; then SQLite must be told that nobody else can write either."""
    for how in ("mode=ro", "immutable=1"):
        with contextlib.suppress(*_ERRORS), contextlib.ExitStack() as undone:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
            undone.callback(db.close)
            if (
                db.execute("PRAGMA application_id").fetchall() == [(_OURS,)]
                and db.execute("SELECT 1 FROM space").fetchall()
            ):
                undone.pop_all()
                return db
    return None


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
