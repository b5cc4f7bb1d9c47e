"""The readings of a program's packages: taken from a former run where all that a reading rests on is the same (`inputs`), else made."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Protocol

import msgspec

from analyzer.callgraph.whole.carrying import Carrying
from analyzer.callgraph.whole.codes import Codes
from analyzer.callgraph.whole.inputs import Inputs
from analyzer.callgraph.whole.mentioned import mentioned
from analyzer.callgraph.whole.reader import Reader
from analyzer.callgraph.whole.reading import Reading
from analyzer.program import Program
from analyzer.program import types as go
from analyzer.program.model import Opaque
from analyzer.program.package import Package

_MENTIONED = list[tuple[str, str]]


class Kept(Protocol):
    """Keeps encoded readings from one run to the next (`analyzer.cache.Store`)."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What is stored, if it is."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Stores a value."""


class Readings:
    """The readings of some packages; ``reused`` counts those that were not made anew. Types of packages outside the tree are learned
    first: what one package says of them holds for all."""

    def __init__(self, program: Program, packages: Sequence[Package], kept: Kept | None) -> None:
        self._program = program
        self._kept = kept
        self._inputs = Inputs(program)
        self.reused = 0
        for package in packages:
            found = self._mentioned(package)
            self._inputs.learn(found)
            for path, name in found:
                program.types.outside.learn(path, name)

    def of(self, package: Package, codes: Codes, carrying: Carrying) -> tuple[Reading, Sequence[go.Type]]:
        """A package's reading, with the types of its rows if it was made now."""
        key = self._key(package)
        known = self._get("reading", key)
        if known is not None:
            self.reused += 1
            return msgspec.msgpack.decode(known, type=Reading), ()
        reading, live = Reader(self._program, package, codes, carrying).read()
        self._program.forget()
        gc.collect(0)  # a reader and its parts refer to each other
        if reading.whole and not reading.blind:
            self._put("reading", key, msgspec.msgpack.encode(reading))
        return reading, live

    def _key(self, package: Package) -> str | None:
        try:
            return self._inputs.key(package) if self._kept is not None else None
        except Opaque:
            return None

    def _mentioned(self, package: Package) -> _MENTIONED:
        try:
            if not self._inputs.unseen(package):
                return []
            key = self._inputs.spoken(package) if self._kept is not None else None
        except Opaque:
            key = None
        known = self._get("mentioned", key)
        if known is not None:
            return msgspec.msgpack.decode(known, type=_MENTIONED)
        found = mentioned(self._program, package)
        self._put("mentioned", key, msgspec.msgpack.encode(found))
        return found

    def _get(self, kind: str, key: str | None) -> bytes | None:
        return self._kept.get(kind, key) if self._kept is not None and key is not None else None

    def _put(self, kind: str, key: str | None, value: bytes) -> None:
        """Keeps a value, unless something of the tree could not be read: then all that was found since may be too little."""
        if self._kept is not None and key is not None and not self._program.tree.incomplete:
            self._kept.put(kind, key, value)
