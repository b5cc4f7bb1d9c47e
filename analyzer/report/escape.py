r"""Text from a repository made harmless for where it lands. Nothing in it is trusted: not names, paths, tags or reasons.

`visible` is the ground of both: what a terminal would obey, or a reader could not see, is written as ``\x1b`` or ``\u202e``: control characters,
bidirectional overrides, zero-width and private characters, lone surrogates. What is left are letters, marks and spaces.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$@#]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_BACKTICKS = re.compile(r"`+")
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MENTIONED = frozenset("@#")


def visible(text: str) -> str:
    """One line that shows every character; what could not be seen or would be obeyed is written in hexadecimal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if character.isprintable() else _hex(character) for character in text)


def _hex(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def code(text: str) -> str:
    """A Markdown code span with exactly this text (CommonMark 6.1)."""
    shown = visible(text)
    if not shown.strip():
        return "—"
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(shown)), default=0) + 1)
    pad = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def cell(text: str) -> str:
    """The same inside a table, where a bar ends the cell even in a code span (GFM 4.10)."""
    return code(text).replace("|", "\\|")


def prose(text: str) -> str:
    """Markdown that renders as exactly this text inside a line: no markup, links, mentions, emoji or HTML."""
    return _SPECIAL.sub(lambda found: f"`{found[0]}`" if found[0] in _MENTIONED else f"\\{found[0]}", visible(text))


def xml(text: str) -> str:
    """Text for an element or a quoted attribute of XML and HTML."""
    return visible(text).translate(_XML)


def address(path: str) -> str:
    """A path as part of a URL (RFC 3986, unreserved characters and ``/``). Lone surrogates that stand for bytes are those bytes."""
    safe = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in raw)
