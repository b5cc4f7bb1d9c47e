"""What other packages can see of a package.

They can name what is exported. What else matters to them is mentioned there, by name; so everything is taken that an exported declaration
leads to word by word, and the methods of all types among it. Comments and strings only make it more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from analyzer.facts.head import FileHead, Head
from analyzer.facts.outline import Entry, Outline

_APART = bytes(byte if byte >= 0x80 or chr(byte).isalnum() or byte in b"_\1" else 0x20 for byte in range(256))
"""What makes everything but words a space, and keeps the mark of a dot."""


class _Declaration:
    """An entry of a file, and whether it was taken."""

    __slots__ = ("entry", "file", "taken", "text")

    def __init__(self, file: str, entry: Entry, text: bytes) -> None:
        self.file = file
        self.entry = entry
        self.text = without_body(text) if entry.kind in ("func", "method") else text
        self.taken = False


def head(files: Mapping[str, tuple[bytes, Outline]]) -> Head:
    """The head of a package, by its files' names."""
    declared: dict[bytes, list[_Declaration]] = {}
    for file, (source, outline) in sorted(files.items()):
        for entry in outline.entries:
            one = _Declaration(file, entry, source[entry.start : entry.end])
            for name in (entry.receiver,) if entry.receiver else entry.names:
                declared.setdefault(name.encode(), []).append(one)
    taken, words = _taken(declared)
    return Head(
        _digest(files, taken),
        tuple(
            FileHead(
                tuple(word.decode("utf-8", "replace") for word in sorted(words.get(file, ()))),
                tuple((one.name, one.path) for one in outline.imports),
            )
            for file, (_, outline) in sorted(files.items())
        ),
    )


def _taken(declared: Mapping[bytes, list[_Declaration]]) -> tuple[list[_Declaration], dict[str, set[bytes]]]:
    """The declarations that can be seen, in their order, and by file the words that can name a package there."""
    waiting = [one for name, ones in declared.items() if name.decode()[:1].isupper() for one in ones]
    taken: list[_Declaration] = []
    words: dict[str, set[bytes]] = {}
    while waiting:
        one = waiting.pop()
        if not one.taken:
            one.taken = True
            taken.append(one)
            mentioned, qualifiers = _words(one.text)
            words.setdefault(one.file, set()).update(qualifiers)
            for name in declared.keys() & mentioned:
                waiting += declared[name]
    return sorted(taken, key=lambda one: (one.file, one.entry.start)), words


def _words(text: bytes) -> tuple[set[bytes], set[bytes]]:
    """All words of a text, and those that stand before a dot; where something may stand between them, that is all."""
    found = text.replace(b".", b"\1 ").translate(_APART).split()
    before = {word.rstrip(b"\1") for word in found if word.endswith(b"\1")}
    words = {word for word in found if not word.endswith(b"\1")} | before
    return words, words if b"" in before or b"*/" in text else before


def _digest(files: Mapping[str, tuple[bytes, Outline]], taken: Sequence[_Declaration]) -> bytes:
    """Of declarations, and of the clauses and constraints of their files."""
    digest = hashlib.blake2b(digest_size=16)
    last = ""
    for one in taken:
        entry, outline = one.entry, files[one.file][1]
        if one.file != last:
            last = one.file
            digest.update(repr((last, outline.package, outline.constraint, outline.cgo)).encode("utf-8", "replace"))
        what = f"\0{entry.kind} {entry.receiver} {entry.names} {len(one.text)} "
        digest.update(what.encode("utf-8", "replace") + one.text)
    return digest.digest()


def without_body(function: bytes) -> bytes:
    """A function up to the first brace that ends a line, if no type literal can be meant by that; else all of it."""
    shown, brace, _ = function.partition(b"{\n")
    return shown + brace if brace and not shown.rstrip().endswith((b"struct", b"interface")) else function
