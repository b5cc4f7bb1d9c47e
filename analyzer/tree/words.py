"""Which files of a tree contain a word. What is known of a file or a sub-tree is remembered by its id, for all revisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyzer.git import MissingObject
from analyzer.program.model import Opaque
from analyzer.tree.blobs import Blobs, Directory
from analyzer.tree.directories import Directories, searched
from analyzer.tree.kept import Kept
from analyzer.tree.searches import Row, Searches, Store


class _Sought(NamedTuple):
    """A word that is searched for; ``within`` are the bits of the words that it contains: without them it cannot be there."""

    bit: int
    raw: bytes
    within: int


class Words:
    """Searches of one repository's trees.

    Args:
        blobs: where files come from.
        directories: the trees.
        texts: the files at hand; what has to be read is added.
        store: where is kept what was found, for the next run.
    """

    def __init__(
        self, blobs: Blobs, directories: Directories, texts: Kept[str, bytes], store: Store | None = None
    ) -> None:
        self._blobs = blobs
        self._directories = directories
        self._texts = texts
        self._bits: dict[str, int] = {}  # a bit for each word that was searched for, or will be
        self._sought: list[_Sought] = []  # the same words, shorter ones first
        self._looked: dict[str, int] = {}  # by file or directory: the words that were looked for
        self._present: dict[str, int] = {}  # and those that are there
        self._unreadable: dict[str, str] = {}  # files and directories
        self._gaps: set[str] = set()  # directories with something unreadable below
        self._searches = Searches(store, all_files=directories.wanted("a_test.go"))
        self._recalled: dict[str, int] = {}  # by directory: the words whose answers came from a former run
        self._searched: dict[str, None] = {}  # directories of which a file was read

    def knows(self, tree: str, word: str) -> bool:
        """Whether a tree was searched for a word before."""
        bit = self._bits.get(word, 0)
        return bool(bit and self._looked.get(tree, 0) & bit)

    def expect(self, words: Iterable[str]) -> None:
        """Tells that words will be asked for: the next search that reads files looks for them all."""
        for word in words:
            if word not in self._bits:
                self._add(word)

    def _add(self, word: str) -> None:
        bit = self._bits[word] = 1 << len(self._bits)
        new = _Sought(bit, word.encode(), 0)
        self._sought = [one._replace(within=one.within | bit) if new.raw in one.raw else one for one in self._sought]
        within = sum(one.bit for one in self._sought if one.raw in new.raw)
        self._sought.append(new._replace(within=within))
        self._sought.sort(key=lambda one: len(one.raw))

    def files(self, tree: str, word: str) -> list[tuple[str, str]]:
        """(path, blob id) of the Go files below a tree that contain a word, by path."""
        self.expect((word,))
        bit = self._bits[word]
        self._look(tree, (1 << len(self._bits)) - 1)
        present = self._present
        found: list[tuple[str, str]] = []
        waiting = [("", tree)] if present.get(tree, 0) & bit else []
        while waiting:
            start, id = waiting.pop()
            directory = self._directories.get(id)
            found += [(start + name, blob) for name, blob in self._files(directory) if present.get(blob, 0) & bit]
            waiting += [
                (f"{start}{name}/", inner) for name, inner in searched(directory) if present.get(inner, 0) & bit
            ]
        return sorted(found)

    def unreadable(self, tree: str) -> list[tuple[str, str]]:
        """(path, reason) of what a search below a tree could not read, by path."""
        found: list[tuple[str, str]] = []
        waiting = [("", tree)]
        while waiting:
            path, id = waiting.pop()
            if id in self._unreadable:
                found.append((path.rstrip("/"), self._unreadable[id]))
            elif id in self._gaps:
                directory = self._directories.get(id)
                found += [
                    (path + name, self._unreadable[blob])
                    for name, blob in self._files(directory)
                    if blob in self._unreadable
                ]
                waiting += [(f"{path}{name}/", inner) for name, inner in searched(directory)]
        return sorted(found)

    def _files(self, directory: Directory) -> Iterable[tuple[str, str]]:
        wanted = self._directories.wanted
        return ((name, blob) for name, blob in directory.listing.go.items() if wanted(name))

    def _look(self, tree: str, words: int) -> None:
        """Finds out which of the words stand in every file below a tree. What is known of a file or a sub-tree is not looked at again,
        and a file that has to be read is searched for all words at once."""
        looked, present = self._looked, self._present
        if looked.get(tree, 0) & words == words:
            return
        order: list[tuple[str, list[str]]] = []
        unread: dict[str, None] = {}
        level = {tree: None}
        while level:
            self._directories.load(level)
            self._searches.recall(level)
            below: dict[str, None] = {}
            for id in level:
                try:
                    directory = self._directories.get(id)
                except Opaque as reason:
                    self._unreadable[id] = str(reason)
                    looked[id] = words
                    continue
                self._take(id, directory)
                files = [blob for _, blob in self._files(directory)]
                inside = [inner for _, inner in searched(directory)]
                missing = dict.fromkeys(blob for blob in files if looked.get(blob, 0) & words != words)
                unread.update(missing)
                if missing:
                    self._searched[id] = None
                below.update(dict.fromkeys(inner for inner in inside if looked.get(inner, 0) & words != words))
                order.append((id, files + inside))
            level = below
        self._read(unread, words)
        for id, parts in reversed(order):
            there = 0
            for part in parts:
                there |= present.get(part, 0)
            present[id], looked[id] = there, words
            if any(part in self._unreadable or part in self._gaps for part in parts):
                self._gaps.add(id)

    def _take(self, id: str, directory: Directory) -> None:
        """Takes over what a former run has found in a directory's files, of the words that are searched for."""
        row = self._searches.get(id)
        known = sum(self._bits.get(word, 0) for word in row) if row else 0
        if not known & ~self._recalled.get(id, 0):
            return
        self._recalled[id] = known
        there: dict[str, int] = {}
        for word, names in row.items():
            for name in names:
                there[name] = there.get(name, 0) | self._bits.get(word, 0)
        for name, blob in self._files(directory):
            self._looked[blob] = self._looked.get(blob, 0) | known
            self._present[blob] = self._present.get(blob, 0) | there.get(name, 0)

    def write(self) -> None:
        """Keeps what was found since the last time, of directories that could be read in full."""
        if self._searches.kept:
            for id in self._searched:
                files = list(self._files(self._directories.get(id)))
                looked = -1
                for _, blob in files:
                    looked &= 0 if blob in self._unreadable else self._looked.get(blob, 0)
                self._searches.keep(id, self._row(files, looked))
        self._searched.clear()

    def _row(self, files: Iterable[tuple[str, str]], looked: int) -> Row:
        row: dict[str, list[str]] = {word: [] for word, bit in self._bits.items() if looked & bit}
        for name, blob in files:
            present = self._present.get(blob, 0) & looked
            if present:
                for word, names in row.items():
                    if present & self._bits[word]:
                        names.append(name)
        return {word: tuple(names) for word, names in row.items()}

    def _read(self, blobs: Iterable[str], words: int) -> None:
        missing = []
        for blob in blobs:
            text = self._texts.get(blob)
            if text is None:
                missing.append(blob)
            else:
                self._search(blob, text, words)
        for blob, found in self._blobs.files(missing):
            if isinstance(found, MissingObject):
                self._unreadable[blob] = f"a file cannot be read: {found}"
                self._looked[blob] = words
            else:
                self._search(blob, found, words)
                self._texts.put(blob, found, len(found))

    def _search(self, blob: str, text: bytes, words: int) -> None:
        done = self._looked.get(blob, 0)
        inside = self._present.get(blob, 0)
        for bit, raw, within in self._sought:
            if not done & bit and inside & within == within and raw in text:
                inside |= bit
        self._present[blob], self._looked[blob] = inside, words
