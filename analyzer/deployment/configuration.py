"""The files of a deployment as the one configuration that its program makes of them, by the rows of a rule."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from analyzer.deployment.files import STANDARD_INPUT, Node, beside, matching, read
from analyzer.deployment.releases import first, holding
from analyzer.deployment.tables import Table, at, merge, move, under
from analyzer.errors import UsageError
from analyzer.places import Place
from analyzer.rules.deployment import Configuration as Manner
from analyzer.rules.deployment import Deployment, Migration, dotted, path_of

_MOST_FILES = 1000


@dataclass(slots=True)
class Configuration:
    """What a program is configured to. ``files`` were read; ``unseen`` are reasons why a setting may be another than it seems, ``refused``
    why the program would not run with this, ``notes`` what else to know. ``near`` is the first file, for paths in it."""

    table: Table = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    near: Path = field(default_factory=Path)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    shown: str


def configuration(
    given: Sequence[Path], release: str, rows: Deployment, node: Node, *, merged: bool = False
) -> Configuration:
    """The configuration of some files, each with what it imports, and what later ones say instead. ``merged`` files have what they
    import in them already.

    Raises:
        UsageError: a file cannot be read, or is no TOML, or what it says of itself and its imports is no such thing.
    """
    manner = first(rows.configurations, release) or Manner()
    moves = list(holding(rows.migrations, release))
    found = Configuration(near=given[0] if given else Path())
    waiting = deque(_File(path, "standard input" if path == STANDARD_INPUT else str(path)) for path in given)
    loaded: set[str] = set()
    version = manner.latest
    while waiting:
        file = waiting.popleft()
        real = os.path.realpath(file.path)
        if real in loaded:
            continue
        loaded.add(real)
        if len(loaded) > _MOST_FILES:
            raise UsageError(f"{file.shown}: more than {_MOST_FILES} files are imported")
        table = read(file.path, file.shown, node, piped=file.path in given)
        found.files.append(file.shown)
        version = _add(found, table, manner, moves, version)
        if not merged:
            waiting += _imports(found, table, manner, file, node)
    if manner.migrates == "last":
        _migrate(found.table, moves, version)
    found.notes += _left_over(found.table, moves)
    if manner.latest and version > manner.latest:
        found.refused.append(
            f"the files are of version {version}, and this release knows versions up to {manner.latest}"
        )
    return found


def _add(found: Configuration, table: Table, manner: Manner, moves: Sequence[Migration], version: int) -> int:
    """Adds a file; gives the version of what there is then."""
    stated = _version(table, manner)
    own = stated or manner.unstated
    if manner.migrates == "each":
        _migrate(table, moves, own or manner.latest)
    elif own and own < manner.alone:
        _migrate(table, [one for one in moves if one.below <= manner.alone], own)
        stated = 0
    merge(found.table, table, path_of(manner.replaces), map(path_of, manner.joins))
    if manner.migrates == "each":
        return max(version, stated)
    return stated or version


def _migrate(table: Table, moves: Iterable[Migration], version: int) -> None:
    for one in moves:
        if version < one.below:
            move(table, path_of(one.key), path_of(one.to))


def _left_over(table: Table, moves: Iterable[Migration]) -> list[str]:
    """What stands at keys of an older format, in files that are not taken for that old. Names below those keys are the user's own, and
    may be secret."""
    left: dict[tuple[str, ...], Place] = {}
    for one in moves:
        for rest, leaf in under(table, path_of(one.key)):
            left.setdefault(leaf.key[: len(leaf.key) - len(rest)], leaf.place)
    return [
        f"{dotted(key)} at {place} is not read by this release: in a file of this version it stands elsewhere."
        for key, place in left.items()
    ]


def _version(table: Table, manner: Manner) -> int:
    leaf = at(table, path_of(manner.version)) if manner.version else None
    if leaf is None:
        return 0
    if isinstance(leaf.value, bool) or not isinstance(leaf.value, int) or leaf.value < 0:
        raise UsageError(f"{leaf.place}: {manner.version!r} must be the number of the file format's version")
    return leaf.value


def _imports(found: Configuration, table: Table, manner: Manner, file: _File, node: Node) -> list[_File]:
    leaf = at(table, path_of(manner.imports)) if manner.imports else None
    if leaf is None:
        return []
    if not isinstance(leaf.value, list) or not all(isinstance(one, str) for one in leaf.value):
        raise UsageError(f"{leaf.place}: {manner.imports!r} must be an array of file names")
    files: list[_File] = []
    for name in leaf.value:
        shown = beside(file.shown, name)
        where = node.find(shown, file.path) if name.startswith("/") else file.path.parent / name
        missing = f"{leaf.place} imports {shown}, which was not looked for here; give the node's files with --sysroot (/ on the node itself)"
        if where is None:
            found.unseen.append(missing)
        elif "*" in shown:
            several = matching(where)
            files += [_File(one, _instead(shown, where, one)) for one in several]
            if not several:
                found.notes.append(f"{leaf.place} imports {shown}: there is no such file.")
        elif where.exists():
            files.append(_File(where, shown))
        else:
            raise UsageError(
                f"{leaf.place}: imports {shown}, which is not there; correct it, or give the node's files with --sysroot"
            )
    return files


def _instead(shown: str, pattern: Path, found: Path) -> str:
    """The name of a found file, in the terms of the pattern that the user knows."""
    tail = len(pattern.parts) - next(number for number, part in enumerate(pattern.parts) if "*" in part)
    return str(PurePosixPath(*PurePosixPath(shown).parts[:-tail], *found.parts[-tail:]))
