"""Which hosts are asked for a registry: by a registry's folder, or by mirrors in the configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.assessments import Asked
from analyzer.deployment.configuration import Configuration
from analyzer.deployment.files import Node, read
from analyzer.deployment.references import host_of
from analyzer.deployment.settings import quoted
from analyzer.deployment.tables import Leaf, Table, at, matches, under
from analyzer.places import Place
from analyzer.rules.deployment import Deployment, Hosts, Mirror, path_of


@dataclass(frozen=True, slots=True)
class Hosted:
    """The hosts that are asked, in order, each with the login that its headers are, if any; ``unseen`` says why there may be others."""

    asked: tuple[Asked, ...]
    files: tuple[str, ...] = ()
    unseen: str = ""


def served(registry: str, rows: Deployment) -> str:
    """The host at which a registry itself is asked."""
    return next((alias.host for alias in rows.aliases if alias.registry == registry), registry)


def by_folders(
    registry: str, folders: Sequence[tuple[Path | None, str]], row: Hosts, rows: Deployment, node: Node
) -> Hosted:
    """By the first of some folders that has one for the registry. A folder is a path here, None for not at hand, and its name.

    Raises:
        UsageError: the registry's file cannot be read, or is no TOML.
    """
    itself = Asked(served(registry, rows), "unknown")
    for folder, shown in folders:
        if folder is None:
            return Hosted((itself,), unseen=f"{shown} was not looked at: it is not here; give it with --hosts-dir")
        name = next((name for name in _names(registry, row) if (folder / name).exists()), None)
        if name is not None:
            file, called = folder / name / row.file, f"{shown.rstrip('/')}/{name}/{row.file}"
            return _read(registry, file, called, row, rows, node) if file.exists() else Hosted((itself,))
    return Hosted((itself,))


def _names(registry: str, row: Hosts) -> list[str]:
    """The names of a registry's folder; ``:`` cannot stand in one everywhere."""
    host, mark, port = registry.rpartition(":")
    return [*([f"{host}_{port}_"] if mark and host else []), registry, row.others]


def _read(registry: str, file: Path, called: str, row: Hosts, rows: Deployment, node: Node) -> Hosted:
    table = read(file, called, node, bare=True)
    table_path = path_of(row.table)
    asked: list[Asked] = []
    for address in dict.fromkeys(rest[0] for rest, _ in under(table, table_path) if rest):
        one = (*table_path, address)
        if _pulls(table, one, row):
            asked.append(_host(host_of(address), table, one, row))
    server = at(table, path_of(row.server))
    own = host_of(server.value) if server is not None and isinstance(server.value, str) and server.value else ""
    if _pulls(table, (), row):
        asked.append(_host(own or served(registry, rows), table, (), row))
    known = tuple(one for one in asked if one.host)
    unseen = "" if len(known) == len(asked) else f"{called} has an address without a host"
    return Hosted(known, (called,), unseen)


def _host(host: str, table: Table, at_path: tuple[str, ...], row: Hosts) -> Asked:
    wanted = {name.casefold() for name in row.fields}
    for rest, leaf in under(table, at_path + path_of(row.header)):
        if len(rest) == 1 and rest[0].casefold() in wanted and filled(leaf):
            return Asked(host, "sent", leaf.place)
    return Asked(host, "unknown")


def _pulls(table: Table, at_path: tuple[str, ...], row: Hosts) -> bool:
    leaf = at(table, at_path + path_of(row.can)) if row.can else None
    if leaf is None or not isinstance(leaf.value, list) or not leaf.value:
        return True
    return any(str(one).lower() in row.pulls for one in leaf.value)


def by_mirrors(registry: str, table: Table, row: Mirror | None, rows: Deployment) -> Hosted:
    """By the addresses that the configuration has for the registry; the registry itself is asked last."""
    found: list[Asked] = []
    if row is not None:
        pattern = path_of(row.key)
        place = pattern.index("*")
        leaves = {path[place]: leaf for path, leaf in table.items() if matches(path, pattern)}
        leaf = leaves.get(registry) or leaves.get(row.others)
        addresses = leaf.value if leaf is not None and isinstance(leaf.value, list) else []
        found = [Asked(host_of(one), "unknown") for one in addresses if isinstance(one, str) and host_of(one)]
    itself = Asked(served(registry, rows), "unknown")
    return Hosted(tuple(dict.fromkeys((*found, itself))))


def folders(
    value: str, given: Sequence[Path], configuration: Configuration, node: Node, separator: str = ":"
) -> list[tuple[Path | None, str]]:
    """The folders of a setting: those that were given instead of them, or where they are on the node."""
    if given:
        return [(folder, str(folder)) for folder in given]
    found: list[tuple[Path | None, str]] = []
    for name in value.split(separator):
        where = node.find(name, configuration.near) if name.startswith("/") else None
        found.append((where, quoted(name)[1:-1] or "the program's working folder"))
    return found


def filled(leaf: Leaf) -> bool:
    """Whether a login's key has something in it."""
    return bool(leaf.value)


def logins(table: Table, pattern: tuple[str, ...], fields: Sequence[str], *, urls: bool) -> dict[str, Place]:
    """The hosts that have a login in a table, '' for every one, and where it stands. Other names than a host's are looked up by nobody,
    but for ``urls``."""
    star = pattern.index("*") if "*" in pattern else -1
    found: dict[str, Place] = {}
    for path, leaf in table.items():
        table_path, name = path[:-1], path[-1]
        if matches(table_path, pattern) and name.casefold() in {one.casefold() for one in fields} and filled(leaf):
            named = path[star] if star >= 0 else ""
            host = host_of(named)
            if star < 0 or (host and (host == named or (urls and "://" in named))):
                found.setdefault(host, leaf.place)
    return found
