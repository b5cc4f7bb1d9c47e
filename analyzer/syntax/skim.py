"""What a file may declare, without parsing it: which files are worth parsing when a name is looked up.

The answer is never too small for a file in gofmt's layout, where a declaration starts its line and a group's members start theirs. In
any other layout a declaration still starts a line or follows a semicolon; those are looked for as well, at the price of names
that are none.
"""

from __future__ import annotations

import re

_FUNC = re.compile(
    rb"(?:^|;)[ \t]*func[ \t]*(?:\([^)\n]*?\*?[ \t]*(\w+)[ \t]*(?:\[[^\]\n]*\])?[ \t]*\)[ \t]*)?(\w+)[ \t]*[(\[]",
    re.MULTILINE,
)
_SINGLE = re.compile(rb"(?:^|;)[ \t]*(?:type|var|const)[ \t]+((?:\w+[ \t]*,[ \t]*)*\w+)", re.MULTILINE)
_GROUP = re.compile(rb"(?:^|;)[ \t]*(?:type|var|const)[ \t]*\((.*?)^[ \t]*\)", re.MULTILINE | re.DOTALL)
_MEMBER = re.compile(rb"(?:^|;)[ \t]*((?:\w+[ \t]*,[ \t]*)*\w+)", re.MULTILINE)


def declared_names(source: bytes) -> frozenset[str]:
    """Every name that a file declares at the top level, and others; a receiver's type is among them as ``T.``."""
    found: set[bytes] = set()
    for receiver, name in _FUNC.findall(source):
        found.add(name)
        if receiver:
            found.add(receiver + b".")
    for names in _SINGLE.findall(source):
        found.update(_split(names))
    for inner in _GROUP.findall(source):
        for names in _MEMBER.findall(inner):
            found.update(_split(names))
    return frozenset(name.decode("utf-8", "replace") for name in found)


def _split(names: bytes) -> list[bytes]:
    return [name.strip() for name in names.split(b",")] if b"," in names else [names]
