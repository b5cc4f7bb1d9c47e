"""The outline of one Go file: what it declares and imports, without bodies.

A pure function of the file's bytes, small enough to load for every file of a package.
"""

from __future__ import annotations

import msgspec


class Import(msgspec.Struct, frozen=True, array_like=True):
    """One import; ``name`` is '' unless renamed, '.' for a dot import, '_' for a blank one."""

    name: str
    path: str
    at: int


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One top-level declaration by name, with the byte range its `Declaration` is lowered from.

    ``kind`` is func, method, type, var or const; a group such as ``var (...)`` is one entry with all names.
    ``receiver`` is the bare name of a method's receiver type. ``start``/``end`` are byte offsets,
    ``line`` is the 1-based line of ``start`` (top-level declarations start their line or not: ``column`` too).
    """

    kind: str
    names: tuple[str, ...]
    receiver: str
    start: int
    end: int
    line: int
    column: int


class Trouble(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the file the parser could not read; ``start``/``end`` are byte offsets."""

    reason: str
    at: int
    start: int
    end: int


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """``constraint`` is the build constraint as one //go:build expression ('' if none), legacy
    ``// +build`` lines included; ``generated`` tells whether its header says so (`analyzer.syntax.constraint`);
    ``cgo`` tells whether it imports "C"."""

    package: str
    constraint: str
    generated: bool
    cgo: bool
    imports: tuple[Import, ...]
    entries: tuple[Entry, ...]
    trouble: tuple[Trouble, ...]
