"""The declarations of one file, for look-ups by name and by place."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from analyzer.facts.outline import Entry


class Table:
    """Look-ups in a file's entries. Where several declare the same name, the first counts."""

    __slots__ = ("_by_receiver", "_entries", "_starts")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.start)
        self._starts = [entry.start for entry in self._entries]
        self._by_receiver: dict[str, dict[str, Entry]] = {"": {}}
        for entry in entries:
            members = self._by_receiver.setdefault(entry.receiver, {})
            for name in entry.names:
                if name != "_":
                    members.setdefault(name, entry)

    def find(self, receiver: str, name: str) -> Entry | None:
        """The declaration of a member ('' for receiver) or method."""
        return self._by_receiver.get(receiver, {}).get(name)

    def names(self) -> Iterator[str]:
        """What is declared: a member as ``name``, a method as ``T.m``, and ``T.`` for a type with methods."""
        for receiver, members in self._by_receiver.items():
            if receiver:
                yield f"{receiver}."
                yield from (f"{receiver}.{name}" for name in members)
            else:
                yield from members

    def mentions(self, name: str) -> bool:
        """Whether a member or method of that name is declared."""
        return any(name in members for members in self._by_receiver.values())

    def at(self, places: Sequence[int]) -> list[Entry]:
        """The entries in which some sorted offsets lie, in source order."""
        found: dict[int, Entry] = {}
        for place in places:
            index = bisect.bisect_right(self._starts, place) - 1
            if index >= 0 and place < self._entries[index].end:
                found[index] = self._entries[index]
        return list(found.values())
