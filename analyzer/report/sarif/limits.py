"""What a service takes: GitHub rejects a log that is over its limits, and leaves out what is over smaller ones without a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")


class Limits(NamedTuple):
    """Most of each that are written; 0 is all. ``github`` leaves out what GitHub would show as an open alert, or does not know."""

    github: bool = False
    runs: int = 0
    results: int = 0
    flow: int = 0
    related: int = 0
    text: int = 0

    def of(self, some: Sequence[_T], most: int) -> Sequence[_T]:
        """The first ``most`` of some."""
        return some[:most] if most else some

    def shortened(self, text: str) -> str:
        """A description within the limit."""
        return f"{text[: self.text - 1]}…" if self.text and len(text) > self.text else text


FULL = Limits()
GITHUB = Limits(github=True, runs=20, results=5_000, flow=1_000, related=100, text=1_024)
"""GitHub's documentation, "SARIF support for code scanning": a file with more runs is rejected; of results, locations of a thread flow
and locations of a result the smaller number, above which it leaves out what it deems least."""
