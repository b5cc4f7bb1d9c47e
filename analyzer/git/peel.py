"""What tags finally lead to: tags of tags are followed, many at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.git.objects import MissingObject, Objects

DEEP = 10
"""Tags of tags beyond this are nonsense."""

_TARGET = re.compile(rb"object ([0-9a-f]{40}(?:[0-9a-f]{24})?)\n")


def target(kind: str, content: bytes) -> str | None:
    """The id of what a tag object tags; None for other objects, and for a tag that names nothing."""
    named = _TARGET.match(content) if kind == "tag" else None
    return named[1].decode() if named else None


def peel(objects: Objects, ids: Iterable[str]) -> dict[str, tuple[str, str, bytes] | MissingObject]:
    """By each id: the id, type and content of what it leads to, or why that cannot be read. A damaged tag is itself."""
    leads = {id: id for id in ids}
    found: dict[str, tuple[str, str, bytes] | MissingObject] = {}
    tags: dict[str, str] = {}
    for _ in range(DEEP):
        for id, read in objects.read_many([id for id in dict.fromkeys(leads.values()) if id not in found]):
            found[id] = read if isinstance(read, MissingObject) else (id, *read)
            to = None if isinstance(read, MissingObject) else target(*read)
            if to is not None:
                tags[id] = to
        if not any(to in tags for to in leads.values()):
            break
        leads = {id: tags.get(to, to) for id, to in leads.items()}
    return {id: found.get(to, MissingObject(to, "behind too many tags of tags")) for id, to in leads.items()}
