"""What is known of the files of one repository, by blob id: all of it follows from a file's bytes alone, so revisions share it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from analyzer import syntax
from analyzer.facts import ir
from analyzer.facts.head import Head
from analyzer.facts.outline import Entry, Outline
from analyzer.git import MissingObject
from analyzer.program.model import Opaque
from analyzer.tree.blobs import Blobs
from analyzer.tree.directories import Directories
from analyzer.tree.kept import Kept
from analyzer.tree.table import Table
from analyzer.tree.words import Words

TEXTS = 24 << 20
"""Bytes of file contents kept in memory, which are searched again for each word that turns up. Each worker keeps as many."""
_ENTRIES = 30_000
"""Declarations that files in memory have together, a lowered one counted as `_LOWERED`."""
_LOWERED = 12
_ANSWERS = 200_000
"""Answers about files kept in memory."""
_UNWRITTEN = 400
"""Files whose facts wait to be stored."""


class Store(Protocol):
    """Keeps encoded facts from one run to the next (`analyzer.cache.Store`)."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What is stored, if it is."""

    def get_many(self, kind: str, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is stored, by those of the keys for which there is something."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Stores a value."""


class Facts(msgspec.Struct, array_like=True):
    """The facts of one file, as they are stored: its outline, and those of its declarations that somebody needed, encoded, by the
    offset where they start."""

    outline: Outline
    code: dict[int, bytes]


class File:
    """The facts of one file in memory."""

    __slots__ = ("declarations", "facts", "table")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.table = Table(facts.outline.entries)
        self.declarations: dict[int, ir.Declaration] = {}

    @property
    def cost(self) -> int:
        """What it takes of the budget of entries."""
        return 4 + len(self.facts.outline.entries) + _LOWERED * len(self.declarations)


class Shelf:
    """What is known of the objects of one repository. One per process.

    Args:
        blobs: where bytes come from.
        store: where facts are kept from one run to the next; None keeps nothing.
        tests: whether searches look into test files.
        entries: declarations that files in memory have together, and names that indexed directories have.
        texts: bytes of file contents kept in memory.

    Attributes:
        missing: whether a file that was asked for could not be read.
    """

    def __init__(
        self,
        blobs: Blobs,
        store: Store | None = None,
        *,
        tests: bool = False,
        entries: int = _ENTRIES,
        texts: int = TEXTS,
    ) -> None:
        self._blobs = blobs
        self._store = store
        self._texts: Kept[str, bytes] = Kept(texts)
        self._files: Kept[str, File] = Kept(entries)
        self._unwritten: dict[str, File] = {}
        self._digests: Kept[tuple[str, int, bool], tuple[bytes, int]] = Kept(_ANSWERS)
        self._occurrences: Kept[tuple[str, str, bool], tuple[int, ...]] = Kept(_ANSWERS)
        self._contained: Kept[tuple[str, str], bool] = Kept(_ANSWERS)
        self._declarers: Kept[str, dict[str, list[str]]] = Kept(entries)
        self._troubles: Kept[tuple[str, str], tuple[tuple[int, str], ...]] = Kept(_ANSWERS)
        self.missing = False
        self.directories = Directories(blobs, lambda name: tests or not name.endswith("_test.go"))
        self.words = Words(blobs, self.directories, self._texts, store)

    def text(self, blob: str) -> bytes:
        """A file's bytes. Raises Opaque."""
        found = self._texts.get(blob)
        if found is not None:
            return found
        try:
            found = self._blobs.blob(blob)
        except MissingObject as error:
            self.missing = True
            raise Opaque(f"a file cannot be read: {error}") from error
        return self._texts.put(blob, found, len(found))

    def _fetch(self, blobs: Iterable[str]) -> None:
        """Reads files in one go, those that are missing left out."""
        for blob, found in self._blobs.files([blob for blob in blobs if self._texts.get(blob) is None]):
            if not isinstance(found, MissingObject):
                self._texts.put(blob, found, len(found))

    # -- facts -------------------------------------------------------------------------------------

    def file(self, blob: str) -> File:
        """A file's facts. Raises Opaque."""
        found = self._files.get(blob)
        if found is None:
            facts = self._stored(blob)
            found = File(facts if facts is not None else Facts(syntax.outline(self.text(blob)), {}))
            self._files.put(blob, found, found.cost)
            if facts is None:
                self._changed(blob, found)
        return found

    def declaration(self, blob: str, entry: Entry) -> ir.Declaration:
        """One declaration of a file. Raises Opaque."""
        file = self.file(blob)
        found = file.declarations.get(entry.start)
        if found is None:
            found = file.declarations[entry.start] = self._decoded(file, entry) or self._lowered(blob, file, entry)
            self._files.put(blob, file, file.cost)
        return found

    def _decoded(self, file: File, entry: Entry) -> ir.Declaration | None:
        stored = file.facts.code.get(entry.start)
        return None if stored is None else msgspec.msgpack.decode(stored, type=ir.Declaration)

    def _lowered(self, blob: str, file: File, entry: Entry) -> ir.Declaration:
        found = syntax.lower(self.text(blob), entry)
        if self._store is not None:
            with contextlib.suppress(RecursionError):  # too deep to be stored: it is lowered again when it is needed
                file.facts.code[entry.start] = msgspec.msgpack.encode(found)
                self._changed(blob, file)
        return found

    def _stored(self, blob: str) -> Facts | None:
        stored = self._store.get("facts", blob) if self._store is not None else None
        return None if stored is None else msgspec.msgpack.decode(stored, type=Facts)

    def _changed(self, blob: str, file: File) -> None:
        if self._store is not None:
            self._unwritten[blob] = file
            if len(self._unwritten) > _UNWRITTEN:
                self.write()

    def write(self) -> None:
        """Stores the facts that were found since the last time, and where words were found."""
        if self._store is not None:
            for blob, file in self._unwritten.items():
                self._store.put("facts", blob, msgspec.msgpack.encode(file.facts))
            self._unwritten.clear()
            self.words.write()

    def head(self, files: Mapping[str, str]) -> Head:
        """What other packages can see of a package. Raises Opaque."""
        key = hashlib.blake2b(repr(sorted(files.items())).encode(), digest_size=20).hexdigest()
        stored = self._store.get("head", key) if self._store is not None else None
        if stored is not None:
            return msgspec.msgpack.decode(stored, type=Head)
        self._fetch(files.values())
        found = syntax.head({name: (self.text(blob), self.file(blob).facts.outline) for name, blob in files.items()})
        if self._store is not None:
            self._store.put("head", key, msgspec.msgpack.encode(found))
        return found

    # -- answers -----------------------------------------------------------------------------------

    def digest(self, blob: str, entry: Entry, *, head: bool) -> tuple[bytes, int]:
        """A hash of a declaration's text (with ``head`` of a function's without its body), and its lines. Raises Opaque."""
        key = (blob, entry.start, head)
        found = self._digests.get(key)
        if found is None:
            text = self.text(blob)[entry.start : entry.end]
            shown = syntax.without_body(text) if head and entry.kind in ("func", "method") else text
            digest = hashlib.blake2b(shown, digest_size=12).digest()
            found = self._digests.put(key, (digest, text.count(b"\n")), 1)
        return found

    def occurrences(self, blob: str, word: str, *, embedded: bool) -> tuple[int, ...]:
        """The offsets where a word stands in a file, or where it stands as an embedded type does. Raises Opaque."""
        key = (blob, word, embedded)
        found = self._occurrences.get(key)
        if found is None:
            source = self.text(blob)
            found = syntax.occurrences(source, word)
            if embedded:
                found = tuple(at for at in found if syntax.embeds(source, at, word))
            self._occurrences.put(key, found, 1 + len(found))
        return found

    def has(self, blob: str, text: str) -> bool:
        """Whether a file contains a text. Raises Opaque."""
        key = (blob, text)
        found = self._contained.get(key)
        return found if found is not None else self._contained.put(key, text.encode() in self.text(blob), 1)

    def troubles(self, blob: str, word: str) -> tuple[tuple[int, str], ...]:
        """Where a word stands in, or in the same function as, what cannot be read. Raises Opaque."""
        key = (blob, word)
        known = self._troubles.get(key)
        if known is not None:
            return known
        places = self.occurrences(blob, word, embedded=False)
        file = self.file(blob)
        found = [
            (trouble.at, trouble.reason)
            for trouble in file.facts.outline.trouble
            if any(trouble.start <= place < trouble.end for place in places)
        ]
        for entry in file.table.at(places):
            if entry.kind in ("func", "method", "var"):
                nodes = ir.walk(self.declaration(blob, entry))
                found += [(node.at, node.reason) for node in nodes if isinstance(node, ir.Bad | ir.BadStmt)]
        return self._troubles.put(key, tuple(found), 1 + len(found))

    def declarers(self, tree: str, name: str) -> Sequence[str]:
        """The Go files of a directory that declare a name (see `Table.names`). Raises Opaque."""
        found = self._declarers.get(tree)
        if found is None:
            found = {}
            for file, blob in self.directories.get(tree).listing.go.items():
                if self.directories.wanted(file):
                    for declared in self.file(blob).table.names():
                        found.setdefault(declared, []).append(file)
            self._declarers.put(tree, found, 1 + len(found))
        return found.get(name, ())
