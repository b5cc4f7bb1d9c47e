"""What was used last, as much as a budget allows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """A mapping that lets go of what was not used for longest. Costs and ``budget`` have one unit, chosen by the user."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._spent = 0
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        return key in self._held

    def get(self, key: K) -> V | None:
        """A value, if it is still here."""
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, cost: int) -> V:
        """Keeps a value, at least until the next one comes; returns it."""
        former = self._held.pop(key, None)
        if former is not None:
            self._spent -= former[1]
        self._held[key] = value, cost
        self._spent += cost
        while self._spent > self._budget and len(self._held) > 1:
            self._spent -= self._held.popitem(last=False)[1][1]
        return value
