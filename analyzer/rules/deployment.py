"""What a rule knows of deployments: how configuration files are read, which settings decide, and what is lost where it hurts.

It changes no verdict on code. `analyzer.deployment` reads a deployment's configuration by it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from typing import Any

import msgspec

Releases = tuple[tuple[str, str], ...]
"""Comparisons that all hold, such as ``((">=", "2.0"), ("<", "2.2"))``; none at all holds for every release."""


class Configuration(msgspec.Struct, frozen=True):
    """How files become one configuration. ``imports`` and ``version`` are keys, '' where there is no such thing.

    ``latest`` is the newest version of the format. ``replaces`` names tables (``*`` any) that a later file replaces as a whole; all
    others are merged key by key, and arrays replaced but for those at ``joins``. ``migrates``: "each" file by its own version, or all together by the "last" version that is stated.
    Files below version ``alone`` are migrated to it one by one and taken for the latest; one that states none has version
    ``unstated``, 0 for the latest.
    """

    imports: str = ""
    version: str = ""
    latest: int = 0
    replaces: str = ""
    joins: tuple[str, ...] = ()
    migrates: str = "each"
    alone: int = 0
    unstated: int = 0
    releases: Releases = ()


class Migration(msgspec.Struct, frozen=True):
    """A key that moves when a file older than version ``below`` is read; what stood at ``to`` is replaced."""

    key: str
    to: str
    below: int
    releases: Releases = ()


class Image(msgspec.Struct, frozen=True):
    """An image that the watched calls pull, ``name`` for people. ``default`` is pulled where no key is set, '' for not known.

    ``without`` is what to know of it where no login is configured for the hosts that are asked.
    """

    name: str
    key: tuple[str, ...]
    default: str = ""
    without: str = ""
    releases: Releases = ()


class Login(msgspec.Struct, frozen=True):
    """Where credentials stand: one of ``fields`` is filled in the table ``key``, whose ``*`` is the registry's host,
    with ``urls`` also its URL.

    Without a ``*`` it goes to every host. ``kept`` credentials reach the registry whatever is passed.
    """

    key: str
    fields: tuple[str, ...]
    kept: bool = False
    urls: bool = False
    releases: Releases = ()


class Hosts(msgspec.Struct, frozen=True):
    """Folders, listed in the setting ``key``, that have a folder for each registry, or one named ``others``, with a ``file``.

    In it ``server`` is the address of the registry, ``table`` those that are asked before it, ``can`` what one is for (any of
    ``pulls``, or not stated), ``header`` what is sent, and one of ``fields`` in it is a login.
    """

    key: str
    file: str
    others: str
    server: str
    table: str
    header: str
    fields: tuple[str, ...]
    can: str = ""
    pulls: tuple[str, ...] = ()
    releases: Releases = ()


class Mirror(msgspec.Struct, frozen=True):
    """Where the addresses asked instead of a registry stand; ``*`` in ``key`` is the registry's host, or ``others``."""

    key: str
    others: str = ""
    releases: Releases = ()


class Alias(msgspec.Struct, frozen=True):
    """A registry that is asked at another host than the one in image names."""

    registry: str
    host: str


class Disabled(msgspec.Struct, frozen=True):
    """One of ``values`` in the array ``key``: the code in question does not run."""

    key: str
    values: tuple[str, ...]
    releases: Releases = ()


class Conflict(msgspec.Struct, frozen=True):
    """Two keys that the program refuses to have filled together."""

    key: str
    other: str
    releases: Releases = ()


class Symptom(msgspec.Struct, frozen=True):
    """What one sees where it hurts: ``text`` and ``where`` it stands."""

    text: str
    where: str


class Deployment(msgspec.Struct, frozen=True):
    """All of that."""

    configurations: tuple[Configuration, ...] = ()
    migrations: tuple[Migration, ...] = ()
    images: tuple[Image, ...] = ()
    logins: tuple[Login, ...] = ()
    hosts: tuple[Hosts, ...] = ()
    mirrors: tuple[Mirror, ...] = ()
    aliases: tuple[Alias, ...] = ()
    disabled: tuple[Disabled, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    symptoms: tuple[Symptom, ...] = ()


ROWS_OF: dict[str, tuple[str, type[Any]]] = {
    "configuration": ("configurations", Configuration),
    "migration": ("migrations", Migration),
    "image": ("images", Image),
    "login": ("logins", Login),
    "hosts": ("hosts", Hosts),
    "mirror": ("mirrors", Mirror),
    "alias": ("aliases", Alias),
    "disabled": ("disabled", Disabled),
    "conflict": ("conflicts", Conflict),
    "symptom": ("symptoms", Symptom),
}
"""The table of a rule file -> the field of `Deployment` it fills, and the kind of its rows."""


_BARE = re.compile(r"[A-Za-z0-9_-]+")


def dotted(path: tuple[str, ...]) -> str:
    """Names as a dotted TOML key."""
    return ".".join(name if _BARE.fullmatch(name) else f"'{name}'" for name in path)


@functools.cache
def path_of(key: str) -> tuple[str, ...]:
    """The names in a dotted TOML key."""
    found: list[str] = []
    table: Any = tomllib.loads(f"{key} = 0") if key else 0
    while isinstance(table, dict):
        ((name, table),) = table.items()
        found.append(name)
    return tuple(found)
