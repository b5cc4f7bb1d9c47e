"""One revision's files, as the program reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analyzer.facts import ir
from analyzer.facts.head import Head
from analyzer.facts.outline import Entry, Outline
from analyzer.program.model import Listing, Opaque
from analyzer.tree.blobs import MemoryBlobs
from analyzer.tree.shelf import Shelf


class RevisionTree:
    """A tree as the program reads it (`analyzer.program.model.Tree`)."""

    def __init__(self, shelf: Shelf, root: str) -> None:
        self._shelf = shelf
        self._root = root
        self._ids: dict[str, str | None] = {"": root}

    @property
    def files(self) -> int:
        """How many Go files the tree has."""
        return self._shelf.directories.count(self._root)

    def directory(self, path: str) -> Listing | None:
        """What a directory holds."""
        id = self._id(path)
        return None if id is None else self._shelf.directories.get(id)[0]

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
                listing, ids = self._shelf.directories.get(outer)
                found = ids[name] if name in listing.directories else None
            self._ids[path] = found
        return self._ids[path]

    def text(self, path: str) -> bytes | None:
        """A file's bytes by its path."""
        above, _, name = path.rpartition("/")
        outer = self._id(above)
        if outer is None:
            return None
        listing, ids = self._shelf.directories.get(outer)
        blob = listing.go.get(name) or (ids.get(name) if name in listing.others else None)
        return None if blob is None else self._shelf.text(blob)

    def source(self, blob: str) -> bytes:
        """A Go file's bytes."""
        return self._shelf.text(blob)

    def declarers(self, directory: str, name: str) -> Sequence[str]:
        """The Go files of a directory that declare a name."""
        id = self._id(directory)
        return self._shelf.declarers(id, name) if id is not None else ()

    def declares(self, directory: str, file: str, name: str) -> bool:
        """Whether a Go file declares a name, or a method of that name."""
        listing = self.directory(directory)
        blob = listing.go.get(file) if listing is not None else None
        if blob is None:
            return False
        return self._shelf.file(blob).table.mentions(name)

    def entry(self, blob: str, receiver: str, name: str) -> Entry | None:
        """The declaration of a member or method in a Go file."""
        return self._shelf.file(blob).table.find(receiver, name)

    def entries_at(self, blob: str, places: Sequence[int]) -> list[Entry]:
        """The declarations of a Go file in which some sorted offsets lie."""
        return self._shelf.file(blob).table.at(places)

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
        return self._shelf.file(blob).facts.outline

    def head(self, files: Mapping[str, str]) -> Head:
        """What other packages can see of a package."""
        return self._shelf.head(files)

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
        found = self._shelf.words.files(id, word)
        return [(f"{under}/{path}", blob) for path, blob in found] if under else found

    def expect(self, words: Iterable[str]) -> None:
        """Tells that words will be searched for."""
        self._shelf.words.expect(words)

    def knows(self, word: str) -> bool:
        """Whether a word was searched for before."""
        return self._shelf.words.knows(self._root, word)

    def holding(self, name: str) -> Sequence[str]:
        """The directories that hold a file of that name."""
        return self._shelf.directories.holding(self._root, name)

    @property
    def incomplete(self) -> bool:
        """Whether something could not be read."""
        return self._shelf.missing or self._shelf.directories.missing

    @property
    def blind(self) -> Sequence[tuple[str, str]]:
        """What a search could not read."""
        return self._shelf.words.unreadable(self._root)


def memory_tree(files: Mapping[str, bytes], *, tests: bool = False) -> RevisionTree:
    """A tree of files held in memory."""
    blobs = MemoryBlobs(files)
    return RevisionTree(Shelf(blobs, tests=tests), blobs.root)
