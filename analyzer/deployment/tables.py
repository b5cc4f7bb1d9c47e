"""A configuration as leaves by their path, each with the place that it comes from: merged, replaced and moved without losing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from analyzer.places import Place
from analyzer.rules.lines import Lines

Path = tuple[str, ...]


class Leaf(NamedTuple):
    """A value that is no table, where it stands, and under which key, which may have moved since."""

    value: Any
    place: Place
    key: Path


Table = dict[Path, Leaf]


def flat(document: Mapping[str, Any], lines: Lines, file: str, *, bare: bool = False) -> Table:
    """The leaves of a TOML document; tables without any are left out, or with ``bare`` leaves as well."""
    found: Table = {}
    waiting: list[tuple[Path, Any]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict) and (value or not bare):
            waiting += [((*path, name), inner) for name, inner in reversed(value.items())]
        else:
            found[path] = Leaf(value, Place(file, lines[path]), path)
    return found


def merge(table: Table, more: Table, replaces: Path = (), joins: Iterable[Path] = ()) -> None:
    """Adds a later file's leaves, key by key; tables that match ``replaces`` are replaced as a whole, arrays at ``joins`` added to."""
    for path in joins:
        before, after = table.get(path), more.get(path)
        if (
            before is not None
            and after is not None
            and isinstance(before.value, list)
            and isinstance(after.value, list)
        ):
            more[path] = after._replace(value=[*before.value, *(one for one in after.value if one not in before.value)])
    if replaces:
        size = len(replaces)
        for head in {path[:size] for path in more if len(path) > size and matches(path[:size], replaces)}:
            remove(table, head)
    for path in more.keys() & {found[:size] for found in table for size in range(1, len(found))}:
        remove(table, path)  # a value takes the place of a table
    for path, leaf in more.items():
        for above in range(1, len(path)):
            table.pop(path[:above], None)  # a table takes the place of a value
        table[path] = leaf


def move(table: Table, source: Path, target: Path) -> None:
    """Puts what stands at one key under another, in place of what was there."""
    moved = dict(under(table, source))
    if moved:
        remove(table, source)
        remove(table, target)
        for rest, leaf in moved.items():
            table[target + rest] = leaf


def remove(table: Table, path: Path) -> None:
    """Takes a value or a whole table out."""
    for rest in [rest for rest, _ in under(table, path)]:
        del table[path + rest]


def under(table: Table, path: Path) -> Iterator[tuple[Path, Leaf]]:
    """What is at a path or below it, by the rest of its path."""
    size = len(path)
    return ((found[size:], leaf) for found, leaf in table.items() if found[:size] == path)


def at(table: Table, path: Path) -> Leaf | None:
    """The value of a key. Names that are spelt with other capitals count where none fits, as decoders into structs take them."""
    found = table.get(path)
    if found is None:
        folded = [name.casefold() for name in path]
        found = next((leaf for other, leaf in table.items() if [name.casefold() for name in other] == folded), None)
    return found


def matches(path: Path, pattern: Path) -> bool:
    """Whether a path has the names of a pattern, in which ``*`` is any."""
    return len(path) == len(pattern) and all(want in ("*", name) for want, name in zip(pattern, path, strict=True))
