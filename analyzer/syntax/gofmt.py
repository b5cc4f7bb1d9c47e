"""What a file declares, told by its layout alone: for the many files that are only asked for a name or two.

In gofmt's layout a top-level declaration starts its line and ends with a line that starts with its closing bracket, and the members of
a group are indented by one tab. `skim` reads that in a fraction of the time that parsing takes; a file in which anything looks
otherwise is left to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.facts.outline import Entry, Import, Outline
from analyzer.places import pack
from analyzer.syntax import constraint

_PACKAGE = re.compile(rb"^package (\w+)[ \t]*(?://.*)?$", re.MULTILINE)
_MARK = b"\xef\xbb\xbf"
_START = re.compile(rb"\n(func|type|var|const|import)(?=[ (])")
_STRANGE = re.compile(
    rb"\n[ \t]+func[ \t]+(?:\([^)\n]*\)[ \t]*)?\w+[ \t]*[(\[]"  # an indented declaration, or text that looks like one
    rb"|\n(?:func|type|var|const|import|package)\b[^\n]*;[ \t]*(?:func|type|var|const|import)\b"
)
_FUNC = re.compile(rb"func (?:\((?:\w+ )?\*?(\w+)(?:\[[^\]\n]*\])?\) )?(\w+)[(\[]")
_NAMES = re.compile(rb"(?:var|const) (\w+(?:, \w+)*)(?![\w\x80-\xff])")
_TYPE = re.compile(rb"type (\w+)(?![\w\x80-\xff])")
_MEMBER = re.compile(rb"\n\t(\w+(?:, \w+)*)(?![\w\x80-\xff:])")
_UNUSUAL = re.compile(rb"\n(?:[^\t\n)/]|\t[^\t\n/})\]\w]|\t\w*[\x80-\xff:])|/\*")
_IMPORT = re.compile(rb"(?:import[ \t]+|\n[ \t]*)(?:([\w.]+)[ \t]+)?(\"[^\"\n]*\"|`[^`\n]*`)")
_ASIDE = re.compile(
    rb"//[^\n]*+|/\*(?>.*?(?:\*/|\Z))|`[^`]*+(?:`|\Z)|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'", re.DOTALL
)
_OPEN = re.compile(rb"[{(\[][ \t]*(?://[^\n]*)?$")
_WORD = re.compile(rb"\w")
_COMMENTS = re.compile(rb"(?>[ \t]*+(?://[^\n]*+|/\*(?>.*?\*/))?[ \t]*+(?:\n|\Z))*+\Z", re.DOTALL)


def skim(source: bytes) -> Outline | None:
    """The outline of a file in gofmt's layout, its troubles aside; None for any other, which must be parsed."""
    package = _PACKAGE.search(source)
    if package is None or b"\r" in source or b"\0" in source or _STRANGE.search(source):
        return None
    header = source[: package.start()]
    if not _COMMENTS.match(header.removeprefix(_MARK)):
        return None
    condition, conditions = constraint.constraint(header)
    if conditions > 1:
        return None
    reader = _Reader(source)
    if not reader.read(package.end()):
        return None
    cgo = any(found.path == "C" for found in reader.imports)
    return Outline(
        package[1].decode(),
        condition,
        constraint.generated(header),
        cgo,
        tuple(reader.imports),
        tuple(reader.entries),
        (),
    )


class _Reader:
    """Collects imports and entries; `read` tells whether everything looked as it should."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self.imports: list[Import] = []
        self.entries: list[Entry] = []

    def read(self, at: int) -> bool:
        source = self._source
        starts = [(found.start() + 1, found[1]) for found in _START.finditer(source, at)]
        line, counted = 1, 0
        if not _COMMENTS.match(source[at : starts[0][0] if starts else len(source)]):
            return False
        stops = [start for start, _ in starts[1:]] + [len(source)]
        for (start, word), following in zip(starts, stops, strict=False):
            line, counted = line + source.count(b"\n", counted, start), start
            region = source[start:following]
            end = _end(region, b"") if _is_whole(region) else -1
            if end < 0 or not self._declaration(word, region, start, end, line):
                return False
        return True

    def _declaration(self, word: bytes, region: bytes, start: int, end: int, line: int) -> bool:
        if word == b"import":
            return self._import(region[:end], start, line)
        if word == b"func":
            found = _FUNC.match(region)
            if found is None:
                return False
            receiver = found[1] or b""
            self._add("method" if receiver else "func", found[2], receiver, start, start + end, line, 1)
            return True
        group = region[len(word) : len(word) + 2] == b" ("
        if word == b"type":
            return self._types(region, start, end, line) if group else self._type(region, start, end, line)
        names = b", ".join(_MEMBER.findall(region, 0, end)) if group else _first(_NAMES, region)
        if not names or (group and (_has_long_string(region) or _UNUSUAL.search(region, 0, end))):
            return False
        self._add(word.decode(), names, b"", start, start + end, line, 1)
        return True

    def _type(self, region: bytes, start: int, end: int, line: int) -> bool:
        found = _TYPE.match(region)
        if found is None:
            return False
        self._add("type", found[1], b"", start + found.start(1), start + end, line, found.start(1) + 1)
        return True

    def _types(self, region: bytes, start: int, end: int, line: int) -> bool:
        """The members of a group of types, an entry each."""
        if _has_long_string(region) or _UNUSUAL.search(region, 0, end):
            return False
        members = list(_MEMBER.finditer(region, 0, end))
        if not members:
            return False
        stops = [found.start() for found in members[1:]] + [region.rfind(b"\n)", 0, end)]
        for found, stop in zip(members, stops, strict=True):
            at = found.start(1)
            length = _end(region[at:stop], b"\t")
            if length < 0 or b"," in found[1]:
                return False
            self._add("type", found[1], b"", start + at, start + at + length, line + region.count(b"\n", 0, at), 2)
        return True

    def _import(self, text: bytes, start: int, line: int) -> bool:
        before = self._source.rfind(b"\n", 0, start)
        imports = list(_IMPORT.finditer(text))
        if len(imports) != sum(found[0].startswith((b'"', b"`")) for found in _ASIDE.finditer(text)):
            return False
        for found in imports:
            at = start + (found.start(1) if found[1] else found.start(2))
            row = self._source.rfind(b"\n", 0, at)
            here = line + self._source.count(b"\n", before + 1, at)
            name = (found[1] or b"").decode()
            self.imports.append(Import(name, found[2][1:-1].decode("utf-8", "replace"), pack(here, at - row)))
        return True

    def _add(self, kind: str, names: bytes, receiver: bytes, start: int, end: int, line: int, column: int) -> None:
        self.entries.append(Entry(kind, tuple(names.decode().split(", ")), receiver.decode(), start, end, line, column))


def _is_whole(text: bytes) -> bool:
    """Whether no raw string or comment that starts in a text goes on behind it."""
    if text.count(b"`") % 2 == 0 and text.count(b"/*") == text.count(b"*/"):
        return True
    pieces = (found[0] for found in _ASIDE.finditer(text))
    return not any(
        (piece.startswith(b"/*") and (len(piece) < len(b"/**/") or not piece.endswith(b"*/")))
        or (piece.startswith(b"`") and (len(piece) == 1 or not piece.endswith(b"`")))
        for piece in pieces
    )


def _end(region: bytes, indent: bytes) -> int:
    """Where a declaration that starts a region ends; -1 if what follows is more than comments, or if it looks unfinished.

    It ends on the last line that starts with its closing bracket, or where there is none on the last line that is indented further.
    """
    brace, parenthesis = b"\n" + indent + b"}", b"\n" + indent + b")"
    closing = max(region.rfind(brace), region.rfind(parenthesis))
    if closing < 0:
        end = region.find(b"\n")
        end = len(region) if end < 0 else end
        if region.startswith(b"func") and _OPEN.search(region, 0, end):
            return -1
        deeper = b"\n" + indent + b"\t"
        while region.startswith(deeper, end) and not region.startswith(deeper + b"//", end):
            following = region.find(b"\n", end + 1)
            end = len(region) if following < 0 else following
        if _OPEN.search(region, region.rfind(b"\n", 0, end) + 1, end):
            return -1
    else:
        if region.count(brace) + region.count(parenthesis) > 1:
            before = region[:closing].split(b"\n")
            if any(line.startswith((brace[1:], parenthesis[1:])) and line[-1:] not in b"{(," for line in before):
                return -1
        end = region.find(b"\n", closing + 1)
        end = len(region) if end < 0 else end
    if not _COMMENTS.match(region, end):
        return -1
    line = region.rfind(b"\n", 0, end) + 1
    comment = region.find(b"//", line, end)
    if comment >= 0 and b'"' not in region[line:end] and b"`" not in region[line:end]:
        end = comment
    return len(region[:end].rstrip())


def _first(pattern: re.Pattern[bytes], region: bytes) -> bytes:
    found = pattern.match(region)
    return found[1] if found is not None else b""


def _has_long_string(region: bytes) -> bool:
    """Whether a raw string goes over several lines: what stands in it may look like members."""
    return b"`" in region and any(line.count(b"`") % 2 for line in region.split(b"\n"))


def occurrences(source: bytes, word: str) -> tuple[int, ...]:
    """The byte offsets where a word stands in a file, comments and strings included."""
    raw = word.encode()
    length = len(raw)
    found = []
    at = source.find(raw) if raw else -1
    while at >= 0:
        end = at + length
        if not _WORD.match(source, end) and not (at and _WORD.match(source, at - 1)):
            found.append(at)
        at = source.find(raw, end)
    return tuple(found)


def embeds(source: bytes, at: int, word: str) -> bool:
    """Whether the word at an offset stands as an embedded type does: alone on its line or between braces and semicolons, a star, a
    package and a tag aside."""
    start = source.rfind(b"\n", 0, at) + 1
    end = source.find(b"\n", at)
    line = source[start : end if end >= 0 else len(source)]
    return _embedded(word.encode()).search(line) is not None


@lru_cache(1024)
def _embedded(raw: bytes) -> re.Pattern[bytes]:
    return re.compile(
        rb"(?:^|[{;])[ \t]*\*?(?:\w+\.)?%b(?:\[[^\n]*\])?[ \t]*(?:`[^`]*`|\"[^\"]*\")?[ \t\r]*(?:$|[;}]|//|/\*)"
        % re.escape(raw)
    )
