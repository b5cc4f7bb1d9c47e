"""A temporary git directory that borrows a repository's objects and refs, and keeps what is made here. The repository is only read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from analyzer.git.layout import View
from analyzer.git.repository import Repository

_BORROWED = ("refs", "packed-refs", "shallow", "reftable")


@contextlib.contextmanager
def scratch(repository: Repository, prefix: str) -> Iterator[View]:
    """A view with the repository's objects and further ones; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"niltrail-{prefix}-") as name:
        folder = Path(name)
        for inner in ("objects/info", "objects/pack"):
            (folder / inner).mkdir(parents=True)
        size = repository.view.hash_size
        for part in ("config", "HEAD"):
            shutil.copyfile(repository.view.directory / part, folder / part)
        for part in _BORROWED:
            (folder / part).symlink_to(repository.view.directory / part)
        borrowed = os.path.realpath(repository.view.directory / "objects")
        (folder / "objects" / "info" / "alternates").write_bytes(os.fsencode(borrowed) + b"\n")
        yield View(folder, size)


def blob_id(content: bytes, hash_size: int) -> str:
    """The id of a file with this content; gitformat-loose(5)."""
    hashed = hashlib.new("sha256" if hash_size == 32 else "sha1", usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(content))
    hashed.update(content)
    return hashed.hexdigest()


def write_blob(view: View, content: bytes) -> str:
    """Adds a file to a scratch view's own objects; its id."""
    id = blob_id(content, view.hash_size)
    place = view.directory / "objects" / id[:2] / id[2:]
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(zlib.compress(b"blob %d\0" % len(content) + content, 1))
    return id
