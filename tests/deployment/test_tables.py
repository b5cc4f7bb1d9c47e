"""Configurations merged key by key, as the release does it."""

from __future__ import annotations

import tomllib

import pytest

from analyzer.deployment.tables import Path, Table, flat, merge
from analyzer.rules.lines import Lines

CASES = {
    "a key more": ("a.b = 1", "a.c = 2", {"a": {"b": 1, "c": 2}}),
    "another value": ("a.b = 1", "a.b = 2", {"a": {"b": 2}}),
    "an empty value counts": ("a.b = 'x'", "a.b = ''", {"a": {"b": ""}}),
    "an array for an array": ("a.b = [1, 2]", "a.b = [3]", {"a": {"b": [3]}}),
    "an array that is added to": ("joined = [1, 2]", "joined = [2, 3]", {"joined": [1, 2, 3]}),
    "a value for a table": ("a.b.c = 1\na.b.d = 2", "a.b = 3", {"a": {"b": 3}}),
    "a table for a value": ("a.b = 3", "a.b.c = 1", {"a": {"b": {"c": 1}}}),
    "a table as a whole": ("p.x.a = 1\np.y.b = 2", "p.x.c = 3", {"p": {"x": {"c": 3}, "y": {"b": 2}}}),
}


@pytest.mark.parametrize("name", CASES)
def test_later_files_say_what_counts(name: str) -> None:
    """A drop-in is read as if it were not there, or takes away what it should not."""
    before, after, wanted = CASES[name]
    table, more = (flat(tomllib.loads(text), Lines(text), "c.toml") for text in (before, after))
    merge(table, more, ("p", "*"), [("joined",)])
    assert _tree(table) == wanted


def _tree(table: Table) -> dict[str, object]:
    made: dict[str, object] = {}
    for path, leaf in table.items():
        _put(made, path, leaf.value)
    return made


def _put(tree: dict[str, object], path: Path, value: object) -> None:
    for name in path[:-1]:
        inner = tree.setdefault(name, {})
        assert isinstance(inner, dict), f"{name} is a value and a table"
        tree = inner
    assert path[-1] not in tree, f"{path} is there twice"
    tree[path[-1]] = value
