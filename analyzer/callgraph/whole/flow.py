"""Propagation: which tokens (concrete types, functions) every place of the program can hold.

A node stands for a place, an edge for values that go from one to another, whenever that happens. Sets of tokens are the bits of an
integer, so a step is one ``or``; each token passes each edge once. Nodes and edges may still be added while it runs: that is
how a call gets its callees from what its receiver holds, and the callees' parameters their values from the call.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from typing import Protocol

Node = int
Bits = int
React = Callable[[Bits], None]


class Admits(Protocol):
    """What a place can hold by its type."""

    def of(self, bits: Bits) -> Bits:
        """Those of some tokens that it admits."""


class Flow:
    """The graph of one program. Nodes are found again by their keys."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, Node] = {}
        self._held: list[Bits] = []
        self._new: list[Bits] = []
        self._out: list[dict[Node, None]] = []
        self._admits: list[Admits | None] = []
        self._reacts: list[list[React] | None] = []
        self._waiting: deque[Node] = deque()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._numbers

    def node(self, key: Hashable, admits: Admits | None = None) -> Node:
        """The node of a place, new at the first time; only then ``admits`` counts."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self.add(admits)
        return found

    def add(self, admits: Admits | None = None) -> Node:
        """A node that is not found again."""
        self._held.append(0)
        self._new.append(0)
        self._out.append({})
        self._admits.append(admits)
        self._reacts.append(None)
        return len(self._held) - 1

    def edge(self, source: Node, target: Node) -> None:
        """What ``source`` holds goes to ``target``, now and later."""
        out = self._out[source]
        if target not in out and source != target:
            out[target] = None
            if self._held[source]:
                self.put(target, self._held[source])

    def put(self, node: Node, bits: Bits) -> None:
        """A place gets tokens."""
        admits = self._admits[node]
        if admits is not None:
            bits = admits.of(bits)
        new = bits & ~self._held[node]
        if new:
            if not self._new[node]:
                self._waiting.append(node)
            self._held[node] |= new
            self._new[node] |= new

    def watch(self, node: Node, react: React) -> None:
        """Calls ``react`` with the tokens of a place, those that it has and those that come, each once."""
        reacts = self._reacts[node]
        if reacts is None:
            self._reacts[node] = [react]
        else:
            reacts.append(react)
        known = self._held[node] & ~self._new[node]
        if known:
            react(known)

    def held(self, node: Node) -> Bits:
        """What a place holds so far."""
        return self._held[node]

    def run(self) -> None:
        """Propagates until nothing changes."""
        waiting, fresh, held, admits = self._waiting, self._new, self._held, self._admits
        while waiting:
            node = waiting.popleft()
            new, fresh[node] = fresh[node], 0
            for target in self._out[node]:  # `put`, in place: most of the time is spent here
                admitting = admits[target]
                more = (new if admitting is None else admitting.of(new)) & ~held[target]
                if more:
                    if not fresh[target]:
                        waiting.append(target)
                    held[target] |= more
                    fresh[target] |= more
            for react in list(self._reacts[node] or ()):
                react(new)
