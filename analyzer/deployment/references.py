"""Image names and registry addresses, taken apart.

Sources: the grammar of image references (distribution/reference: a first part with a dot, a colon or "localhost" is the registry;
others are Docker Hub's); RFC 3986 for addresses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DOCKER_HUB = "docker.io"
_HOST = r"(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?:(?P<host>{_HOST})/)?(?P<path>{_COMPONENT}(?:/{_COMPONENT})*)(?::[\w][\w.-]{{0,127}})?(?:@[A-Za-z0-9+._-]+:[0-9a-fA-F]{{32,}})?",
    re.ASCII,
)


class Reference(NamedTuple):
    """An image's registry, as in its name, and its full name."""

    registry: str
    name: str


def reference(text: str) -> Reference | None:
    """An image's name with what it leaves out; None for what is none."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None
    host = found["host"] or ""
    if not host or not (set(".:") & set(host) or host == "localhost" or host != host.lower()):
        rest = text
        rest = rest if "/" in re.split("[:@]", rest)[0] else f"library/{rest}"
        return Reference(DOCKER_HUB, f"{DOCKER_HUB}/{rest}")
    if host == "index.docker.io":
        return reference(text.removeprefix("index."))
    if host == DOCKER_HUB and "/" not in found["path"]:
        return Reference(host, f"{host}/library/{text.removeprefix(host + '/')}")
    return Reference(host, text)


def host_of(address: str) -> str:
    """The host, with its port, of an address with or without a scheme; names and passwords are left out. '' for what has none."""
    rest = address.partition("://")[2] if "://" in address else address
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    return host if re.fullmatch(_HOST, host, re.ASCII) else ""
