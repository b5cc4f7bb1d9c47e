"""Qualified Go names as rule files write them: ``client/http.Options.Token``.

The last ``/`` segment is cut at its first dot: what stands before it is the package's name, what follows one or two symbols.
"""

from __future__ import annotations

import re

from analyzer.rules.model import Pattern

_SEGMENT = re.compile(r"[\w.~+-]+|\*")
_EXAMPLE = "http.Send or client/http.Options.Token"


class NotAPattern(ValueError):
    """Why a text is no qualified name, as the end of a sentence."""


def pattern(text: str) -> Pattern:
    """Reads a qualified name.

    Raises:
        NotAPattern: it is none.
    """
    if "(" in text or ")" in text:
        raise NotAPattern(f"{text!r} has parentheses; name a method by its type alone: pkg.Type.Method")
    if "[" in text or "]" in text:
        raise NotAPattern(f"{text!r} has type parameters; leave them out")
    *folders, last = text.split("/")
    name, *symbols = last.split(".")
    if not symbols:
        raise NotAPattern(f"{text!r} has no package; write it like {_EXAMPLE}")
    if len(symbols) > 2:
        raise NotAPattern(f"{text!r} has {len(symbols)} names after its package; at most Type.Member can stand there")
    segments = (*folders, name)
    for segment in segments:
        if not _SEGMENT.fullmatch(segment):
            raise NotAPattern(f"{text!r} has no valid package path; write it like {_EXAMPLE}")
    for symbol in symbols:
        if symbol != "*" and not symbol.isidentifier():
            raise NotAPattern(f"{symbol!r} in {text!r} is no Go name")
    return Pattern(segments, tuple(symbols), text)


def function(text: str) -> Pattern:
    """A function or method that is called; only its package and receiver may be ``*``."""
    found = pattern(text)
    if found.name == "*":
        raise NotAPattern(f"{text!r} does not say which function; '*' stands for a package or a type here")
    return found


def field(text: str) -> Pattern:
    """A field of a struct, with its struct."""
    found = pattern(text)
    if len(found.symbols) != 2:
        raise NotAPattern(f"{text!r} is no field; write package.Struct.Field")
    if found.name == "*":
        raise NotAPattern(f"{text!r} does not say which field; '*' stands for a package or a type here")
    return found
