"""What other packages can see of a file."""

from __future__ import annotations

import hashlib
import re

from analyzer.facts.head import Head
from analyzer.facts.outline import Entry, Outline

_QUALIFIER = re.compile(r"\w+(?=\s*\.)")
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(rb"^[ \t]*package[ \t]+(\w+)", re.MULTILINE)


def head(source: bytes, outline: Outline) -> Head:
    """The head of a file, told by its outline. What is the same in two files' heads is all that types outside can depend on."""
    digest = hashlib.blake2b(digest_size=16)
    words: set[str] = set()
    last: Entry | None = None
    for entry in outline.entries:
        if last is not None and entry.start == last.start and entry.kind == last.kind:
            digest.update(repr(entry.names).encode("utf-8", "replace"))
            continue
        last = entry
        shown = source[entry.start : entry.end]
        if entry.kind in ("func", "method"):
            shown = without_body(shown)
        digest.update(f"\0{entry.kind} {entry.receiver} {entry.names} ".encode("utf-8", "replace"))
        digest.update(shown)
        text = shown.decode("utf-8", "replace")
        words.update((_WORD if "/*" in text or "//" in text else _QUALIFIER).findall(text))
    clause = _CLAUSE.search(source)
    return Head(
        outline.package,
        clause[1].decode() if clause is not None else "",
        f"{outline.constraint} {outline.cgo}",
        digest.digest(),
        tuple(sorted(words)),
        tuple((one.name, one.path) for one in outline.imports),
    )


def without_body(function: bytes) -> bytes:
    """A function up to the first brace that ends a line, if no type literal can be meant by that; else all of it."""
    shown, brace, _ = function.partition(b"{\n")
    return shown + brace if brace and not shown.rstrip().endswith((b"struct", b"interface")) else function
