"""One revision's files on demand, for `analyzer.program`: of a git tree, or of files held in memory.

Everything that depends on an object's bytes alone (listings, searches, outlines, declarations) is kept by object id in a `Shelf`, so
that revisions share it. A search remembers its answer for every sub-tree: the next revision only looks into what changed.
"""

from __future__ import annotations

import bisect
import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from analyzer import syntax
from analyzer.facts import ir
from analyzer.facts.outline import Entry, Outline
from analyzer.git import MissingObject, Objects, parse_tree
from analyzer.program.model import Listing, Opaque

_TEXT_BUDGET = 72 << 20
"""Bytes of file contents kept in memory: a large tree with its vendored packages, so that searching it again costs no reading."""
_OUTLINES = 6000
"""Outlines kept in memory."""


class Blobs(Protocol):
    """Where the bytes of trees and files come from."""

    def blob(self, id: str) -> bytes:
        """A file's bytes. Raises MissingObject."""

    def tree(self, id: str) -> tuple[Listing, Mapping[str, str]]:
        """A directory, and the ids of its sub-directories and other files by name. Raises MissingObject."""

    def many(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        """Several files."""


class GitBlobs:
    """A repository's objects."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def blob(self, id: str) -> bytes:
        """A file's bytes."""
        return self._objects.blob(id)

    def tree(self, id: str) -> tuple[Listing, Mapping[str, str]]:
        """A tree object; submodules and symbolic links are left out."""
        _, kind, content = self._objects.read(id)
        if kind != "tree":
            raise MissingObject(id, f"a {kind}, not a directory")
        go: dict[str, str] = {}
        ids: dict[str, str] = {}
        directories: list[str] = []
        for entry in parse_tree(content, self._objects.hash_size):
            if entry.directory:
                directories.append(entry.name)
                ids[entry.name] = entry.id.hex()
            elif entry.file:
                if entry.name.endswith(".go"):
                    go[entry.name] = entry.id.hex()
                else:
                    ids[entry.name] = entry.id.hex()
        names = frozenset(directories)
        return Listing(go, names, frozenset(ids) - names), ids

    def many(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        """Several files, read in one go."""
        for id, found in self._objects.read_many(ids):
            yield id, found if isinstance(found, MissingObject) else found[1]


class MemoryBlobs:
    """Files given by path; ``root`` is the id of the tree that they make."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files: dict[str, bytes] = {}
        self._trees: dict[str, tuple[Listing, dict[str, str]]] = {}
        self.root = self._add(dict(files))

    def _add(self, files: dict[str, bytes]) -> str:
        inner: dict[str, dict[str, bytes]] = {}
        go: dict[str, str] = {}
        ids: dict[str, str] = {}
        for path, content in files.items():
            first, _, rest = path.partition("/")
            if rest:
                inner.setdefault(first, {})[rest] = content
                continue
            id = hashlib.sha256(content).hexdigest()
            self._files[id] = content
            (go if first.endswith(".go") else ids)[first] = id
        others = frozenset(ids)
        for name, below in inner.items():
            ids[name] = self._add(below)
        key = hashlib.sha256(repr((sorted(go.items()), sorted(ids.items()))).encode()).hexdigest()
        self._trees[key] = (Listing(go, frozenset(inner), others), ids)
        return key

    def blob(self, id: str) -> bytes:
        """A file's bytes."""
        return self._files[id]

    def tree(self, id: str) -> tuple[Listing, Mapping[str, str]]:
        """A directory."""
        return self._trees[id]

    def many(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        """Several files."""
        return ((id, self._files[id]) for id in ids)


class Facts(Protocol):
    """A store of encoded facts (`analyzer.cache.Store`)."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What is stored, if it is."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Stores a value."""


class Table:
    """The declarations of one file, for look-ups.

    Attributes:
        by_name: by receiver ('' for none) and name; where several declare the same, the first.
        names: ``name`` for functions, types, variables and constants, ``T.m`` for methods, ``T.`` for types with methods.
        bare: names of members and methods alike.
    """

    __slots__ = ("_entries", "_starts", "bare", "by_name", "names")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.start)
        self._starts = [entry.start for entry in self._entries]
        self.by_name: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            for name in entry.names:
                if name != "_":
                    self.by_name.setdefault((entry.receiver, name), entry)
        self.names = {f"{receiver}.{name}" if receiver else name for receiver, name in self.by_name}
        self.names.update(f"{receiver}." for receiver, _ in self.by_name if receiver)
        self.bare = {name for _, name in self.by_name}

    def at(self, places: Sequence[int]) -> list[Entry]:
        """The entries in which some sorted offsets lie, in source order."""
        found: dict[int, Entry] = {}
        for place in places:
            index = bisect.bisect_right(self._starts, place) - 1
            if index >= 0 and place < self._entries[index].end:
                found[index] = self._entries[index]
        return list(found.values())


class Shelf:
    """What is known of the objects of one repository, shared by all its revisions. One per process.

    Args:
        blobs: where bytes come from.
        facts: where facts are kept from one run to the next; None keeps nothing.
        tests: whether searches look into test files.
    """

    def __init__(self, blobs: Blobs, facts: Facts | None = None, *, tests: bool = False) -> None:
        self.blobs = blobs
        self._tests = tests
        self._facts = facts
        self._trees: dict[str, tuple[Listing, Mapping[str, str]]] = {}
        self._texts: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._digests: dict[tuple[str, int, bool], tuple[bytes, int]] = {}
        self._tables: dict[str, Table] = {}
        self._troubles: dict[tuple[str, str], tuple[tuple[int, str], ...]] = {}
        self._outlines: OrderedDict[str, Outline] = OrderedDict()
        self._declarations: OrderedDict[tuple[str, int], ir.Declaration] = OrderedDict()
        self._words: dict[str, int] = {}  # a bit for each word that was searched for
        self._looked: dict[str, int] = {}  # by file or directory: the words that were looked for
        self._present: dict[str, int] = {}  # and those that are there
        self._texts_in: dict[tuple[str, str], bool] = {}
        self._occurrences: dict[tuple[str, str, bool], tuple[int, ...]] = {}
        self._files: dict[str, int] = {}
        self._declarers: dict[str, dict[str, tuple[str, ...]]] = {}
        self._holders: dict[tuple[str, str], tuple[str, ...]] = {}
        self.unreadable: dict[str, str] = {}

    # -- objects -----------------------------------------------------------------------------------

    def tree(self, id: str) -> tuple[Listing, Mapping[str, str]]:
        """A directory by its id. Raises Opaque."""
        if id not in self._trees:
            try:
                self._trees[id] = self.blobs.tree(id)
            except MissingObject as error:
                raise Opaque(f"a directory cannot be read: {error}") from error
        return self._trees[id]

    def text(self, id: str) -> bytes:
        """A file's bytes. Raises Opaque."""
        found = self._texts.get(id)
        if found is not None:
            self._texts.move_to_end(id)
            return found
        try:
            found = self.blobs.blob(id)
        except MissingObject as error:
            raise Opaque(f"a file cannot be read: {error}") from error
        self._keep(id, found)
        return found

    def _keep(self, id: str, text: bytes) -> None:
        self._texts[id] = text
        self._size += len(text)
        while self._size > _TEXT_BUDGET and len(self._texts) > 1:
            self._size -= len(self._texts.popitem(last=False)[1])

    # -- facts -------------------------------------------------------------------------------------

    def outline(self, blob: str) -> Outline:
        """A file's outline. Raises Opaque."""
        found = self._outlines.get(blob)
        if found is not None:
            self._outlines.move_to_end(blob)
            return found
        found = self._outline(blob)
        self._outlines[blob] = found
        if len(self._outlines) > _OUTLINES:
            self._outlines.popitem(last=False)
        return found

    def _outline(self, blob: str) -> Outline:
        return syntax.outline(self.text(blob))

    def digest(self, blob: str, entry: Entry, *, head: bool) -> tuple[bytes, int]:
        """A hash of a declaration's text (with ``head`` of a function's without its body), and its lines. Raises Opaque."""
        key = (blob, entry.start, head)
        found = self._digests.get(key)
        if found is None:
            text = self.text(blob)[entry.start : entry.end]
            shown = _head(text) if head and entry.kind in ("func", "method") else text
            found = self._digests[key] = hashlib.blake2b(shown, digest_size=12).digest(), text.count(b"\n")
        return found

    def table(self, blob: str) -> Table:
        """The declarations of a file. Raises Opaque."""
        found = self._tables.get(blob)
        if found is None:
            found = self._tables[blob] = Table(self.outline(blob).entries)
        return found

    def declaration(self, blob: str, entry: Entry) -> ir.Declaration:
        """One declaration of a file. Raises Opaque."""
        key = (blob, entry.start)
        if key not in self._declarations:
            self._declarations[key] = syntax.lower(self.text(blob), entry)
            if len(self._declarations) > _OUTLINES:
                self._declarations.popitem(last=False)
        return self._declarations[key]

    # -- searches ----------------------------------------------------------------------------------

    def knows(self, tree: str, word: str) -> bool:
        """Whether a tree was searched for a word before."""
        bit = self._words.get(word, 0)
        return bool(bit and self._looked.get(tree, 0) & bit)

    def mentioning(self, tree: str, word: str) -> list[tuple[str, str]]:
        """(path, blob id) of the Go files below a tree that contain a word, by path."""
        bit = self._words.get(word)
        if bit is None:
            bit = self._words[word] = 1 << len(self._words)
        self._look(tree, (1 << len(self._words)) - 1)
        found: list[tuple[str, str]] = []
        waiting = [("", tree)]
        while waiting:
            start, id = waiting.pop()
            if not self._present.get(id, 0) & bit:
                continue
            listing, ids = self.tree(id)
            found += [
                (start + name, blob)
                for name, blob in listing.go.items()
                if self._present.get(blob, 0) & bit and self._wanted(name)
            ]
            waiting += [(f"{start}{name}/", ids[name]) for name in listing.directories]
        return sorted(found)

    def _look(self, tree: str, words: int) -> None:
        """Finds out which of the words stand in every file below a tree. What is known of a file or a sub-tree is not looked at again,
        and a file that has to be read is searched for all words at once."""
        looked, present = self._looked, self._present
        if looked.get(tree, 0) & words == words:
            return
        order: list[str] = []
        unread: dict[str, None] = {}
        waiting = [tree]
        met: set[str] = set()
        while waiting:
            id = waiting.pop()
            if id in met or looked.get(id, 0) & words == words:
                continue
            met.add(id)
            try:
                listing, ids = self.tree(id)
            except Opaque as reason:
                self.unreadable[id] = str(reason)
                looked[id] = words
                continue
            order.append(id)
            for name, blob in listing.go.items():
                if looked.get(blob, 0) & words != words and self._wanted(name):
                    unread[blob] = None
            waiting += [ids[name] for name in listing.directories if searched(name)]
        self._read(unread, words)
        for id in reversed(order):
            listing, ids = self.tree(id)
            inside = 0
            for blob in listing.go.values():
                inside |= present.get(blob, 0)
            for name in listing.directories:
                if searched(name):
                    inside |= present.get(ids[name], 0)
            present[id], looked[id] = inside, words

    def _read(self, blobs: Iterable[str], words: int) -> None:
        missing = []
        encoded = [(bit, word.encode()) for word, bit in self._words.items()]
        for blob in blobs:
            text = self._texts.get(blob)
            if text is None:
                missing.append(blob)
            else:
                self._search(blob, text, words, encoded)
        for blob, found in self.blobs.many(missing):
            if isinstance(found, MissingObject):
                self.unreadable[blob] = f"a file cannot be read: {found}"
                self._looked[blob] = words
                continue
            self._search(blob, found, words, encoded)
            self._keep(blob, found)

    def _search(self, blob: str, text: bytes, words: int, encoded: Sequence[tuple[int, bytes]]) -> None:
        done = self._looked.get(blob, 0)
        inside = self._present.get(blob, 0)
        for bit, raw in encoded:
            if not done & bit and raw in text:
                inside |= bit
        self._present[blob], self._looked[blob] = inside, words

    def files(self, tree: str) -> int:
        """How many Go files there are below a tree."""
        if tree not in self._files:
            try:
                listing, ids = self.tree(tree)
            except Opaque:
                return 0
            own = sum(1 for name in listing.go if self._wanted(name))
            self._files[tree] = own + sum(self.files(ids[name]) for name in listing.directories if searched(name))
        return self._files[tree]

    def troubles(self, blob: str, word: str) -> tuple[tuple[int, str], ...]:
        """Where a word stands in, or in the same function as, what cannot be read. Raises Opaque."""
        key = (blob, word)
        if key not in self._troubles:
            places = self.occurrences(blob, word, embedded=False)
            found = [
                (trouble.at, trouble.reason)
                for trouble in self.outline(blob).trouble
                if any(trouble.start <= place < trouble.end for place in places)
            ]
            for entry in self.table(blob).at(places):
                if entry.kind in ("func", "method", "var"):
                    nodes = ir.walk(self.declaration(blob, entry))
                    found += [(node.at, node.reason) for node in nodes if isinstance(node, ir.Bad | ir.BadStmt)]
            self._troubles[key] = tuple(found)
        return self._troubles[key]

    def occurrences(self, blob: str, word: str, *, embedded: bool) -> tuple[int, ...]:
        """The offsets where a word stands in a file, or where it stands as an embedded type does. Raises Opaque."""
        key = (blob, word, embedded)
        found = self._occurrences.get(key)
        if found is None:
            source = self.text(blob)
            found = syntax.occurrences(source, word)
            if embedded:
                found = tuple(at for at in found if syntax.embeds(source, at, word))
            self._occurrences[key] = found
        return found

    def has(self, blob: str, text: str) -> bool:
        """Whether a file contains a text. Raises Opaque."""
        key = (blob, text)
        found = self._texts_in.get(key)
        if found is None:
            found = self._texts_in[key] = text.encode() in self.text(blob)
        return found

    def declarers(self, tree: str) -> dict[str, tuple[str, ...]]:
        """The Go files of a directory that declare a name, by name (see `Table.names`). Raises Opaque."""
        found = self._declarers.get(tree)
        if found is None:
            index: dict[str, list[str]] = {}
            for file, blob in sorted(self.tree(tree)[0].go.items()):
                if self._wanted(file):
                    for name in self.table(blob).names:
                        index.setdefault(name, []).append(file)
            found = self._declarers[tree] = {name: tuple(files) for name, files in index.items()}
        return found

    def _wanted(self, name: str) -> bool:
        return self._tests or not name.endswith("_test.go")

    def holding(self, tree: str, name: str) -> tuple[str, ...]:
        """The directories below a tree that hold a file of that name; '' is the tree itself. Vendored ones are left out."""
        key = (tree, name)
        if key not in self._holders:
            try:
                listing, ids = self.tree(tree)
            except Opaque as reason:
                self.unreadable[tree] = str(reason)
                return ()
            found = [""] if name in listing.others else []
            for directory in sorted(listing.directories):
                if searched(directory) and directory != "vendor":
                    found += [f"{directory}/{path}".rstrip("/") for path in self.holding(ids[directory], name)]
            self._holders[key] = tuple(found)
        return self._holders[key]


def _head(function: bytes) -> bytes:
    """A function without its body: up to the first brace that ends a line, if no type literal can be meant by that."""
    head, brace, _ = function.partition(b"{\n")
    return head if brace and not head.rstrip().endswith((b"struct", b"interface")) else function


def searched(name: str) -> bool:
    """Whether the go command looks into a directory of that name."""
    return name != "testdata" and not name.startswith((".", "_"))


class RevisionTree:
    """A tree as the program reads it (`analyzer.program.model.Tree`)."""

    def __init__(self, shelf: Shelf, root: str) -> None:
        self._shelf = shelf
        self._root = root
        self._ids: dict[str, str | None] = {"": root}

    @property
    def files(self) -> int:
        """How many Go files the tree has."""
        return self._shelf.files(self._root)

    def directory(self, path: str) -> Listing | None:
        """What a directory holds."""
        id = self._id(path)
        return None if id is None else self._shelf.tree(id)[0]

    def files_of(self, path: str) -> object:
        """A value that is equal where a directory holds the same Go files."""
        try:
            listing = self.directory(path)
        except Opaque as reason:
            return str(reason)
        return None if listing is None else listing.go

    def _id(self, path: str) -> str | None:
        if path not in self._ids:
            above, _, name = path.rpartition("/")
            outer = self._id(above)
            found: str | None = None
            if outer is not None:
                listing, ids = self._shelf.tree(outer)
                found = ids[name] if name in listing.directories else None
            self._ids[path] = found
        return self._ids[path]

    def text(self, path: str) -> bytes | None:
        """A file's bytes by its path."""
        above, _, name = path.rpartition("/")
        outer = self._id(above)
        if outer is None:
            return None
        listing, ids = self._shelf.tree(outer)
        blob = listing.go.get(name) or (ids.get(name) if name in listing.others else None)
        return None if blob is None else self._shelf.text(blob)

    def source(self, blob: str) -> bytes:
        """A Go file's bytes."""
        return self._shelf.text(blob)

    def declarers(self, directory: str, name: str) -> Sequence[str]:
        """The Go files of a directory that declare a name."""
        id = self._id(directory)
        return self._shelf.declarers(id).get(name, ()) if id is not None else ()

    def declares(self, directory: str, file: str, name: str) -> bool:
        """Whether a Go file declares a name, or a method of that name."""
        listing = self.directory(directory)
        blob = listing.go.get(file) if listing is not None else None
        if blob is None:
            return False
        return name in self._shelf.table(blob).bare

    def entry(self, blob: str, receiver: str, name: str) -> Entry | None:
        """The declaration of a member or method in a Go file."""
        return self._shelf.table(blob).by_name.get((receiver, name))

    def entries_at(self, blob: str, places: Sequence[int]) -> list[Entry]:
        """The declarations of a Go file in which some sorted offsets lie."""
        return self._shelf.table(blob).at(places)

    def troubles(self, blob: str, word: str) -> Sequence[tuple[int, str]]:
        """Where a word stands beside what cannot be read."""
        return self._shelf.troubles(blob, word)

    def occurrences(self, blob: str, word: str, *, embedded: bool) -> Sequence[int]:
        """Where a word stands in a Go file."""
        return self._shelf.occurrences(blob, word, embedded=embedded)

    def has(self, blob: str, text: str) -> bool:
        """Whether a Go file contains a text."""
        return self._shelf.has(blob, text)

    def outline(self, blob: str) -> Outline:
        """A Go file's outline."""
        return self._shelf.outline(blob)

    def digest(self, blob: str, entry: Entry, *, head: bool) -> tuple[bytes, int]:
        """A hash of a declaration's text, and its lines."""
        return self._shelf.digest(blob, entry, head=head)

    def declaration(self, blob: str, entry: Entry) -> ir.Declaration:
        """One declaration of a Go file."""
        return self._shelf.declaration(blob, entry)

    def mentioning(self, word: str, under: str = "") -> Sequence[tuple[str, str]]:
        """The files below ``under`` that contain a word."""
        id = self._id(under)
        if id is None:
            return ()
        found = self._shelf.mentioning(id, word)
        return [(f"{under}/{path}", blob) for path, blob in found] if under else found

    def knows(self, word: str) -> bool:
        """Whether a word was searched for before."""
        return self._shelf.knows(self._root, word)

    def holding(self, name: str) -> Sequence[str]:
        """The directories that hold a file of that name."""
        return self._shelf.holding(self._root, name)

    @property
    def blind(self) -> Sequence[tuple[str, str]]:
        """What a search could not read."""
        return tuple(self._shelf.unreadable.items())


def memory_tree(files: Mapping[str, bytes], *, tests: bool = False) -> RevisionTree:
    """A tree of files held in memory."""
    blobs = MemoryBlobs(files)
    return RevisionTree(Shelf(blobs, tests=tests), blobs.root)
