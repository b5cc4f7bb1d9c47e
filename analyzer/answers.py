"""What is asked of every revision, and the answers given before, by tree: they are kept in the cache folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import msgspec

from analyzer import resources
from analyzer.cache import Store
from analyzer.findings import Build, RuleResult
from analyzer.rules.model import Rule

Results = tuple[RuleResult, ...]
"""One result for each rule of a `Question`, in its order."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every revision. ``tests`` includes test files. ``entries``: findings say which API call leads to them, which
    takes about as long as their verdict. ``jobs`` worker processes, 0: as many as there are cores.
    ``cache_dir`` None keeps nothing on disk."""

    rules: tuple[Rule, ...]
    build: Build = field(default_factory=Build)
    tests: bool = False
    entries: bool = False
    jobs: int = 0
    cache_dir: Path | None = None


class Answers:
    """The answers to one question that are remembered, by the id of the tree. Close it or use it as a context."""

    def __init__(self, question: Question, store: Store | None = None) -> None:
        self.store = store or Store.open(question.cache_dir, resources.version())
        self._kind = "entered" if question.entries else "verdict"
        build = msgspec.json.encode((question.build, question.tests)).decode()
        self._suffixes = [f" {rule.digest} {build}" for rule in question.rules]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def known(self, trees: Iterable[str]) -> dict[str, Results]:
        """The results of all rules on those trees for which every one is remembered."""
        keys = {tree: [f"{tree}{suffix}" for suffix in self._suffixes] for tree in trees}
        found = self.store.get_many(self._kind, [key for wanted in keys.values() for key in wanted])
        return {
            tree: tuple(msgspec.msgpack.decode(found[key], type=RuleResult) for key in wanted)
            for tree, wanted in keys.items()
            if all(key in found for key in wanted)
        }

    def remember(self, tree: str, results: Results) -> None:
        """Keeps the results of all rules on a tree."""
        for suffix, result in zip(self._suffixes, results, strict=True):
            self.store.put(self._kind, f"{tree}{suffix}", msgspec.msgpack.encode(result))

    def modules(self, trees: Iterable[str]) -> dict[str, str]:
        """The module paths that are remembered, by tree."""
        return {tree: path.decode() for tree, path in self.store.get_many("module", trees).items()}

    def remember_modules(self, paths: Mapping[str, str]) -> None:
        """Keeps module paths by tree."""
        for tree, path in paths.items():
            self.store.put("module", tree, path.encode("utf-8", "replace"))
