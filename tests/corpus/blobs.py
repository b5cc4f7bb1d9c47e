"""Go files of the real repository, straight from git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


def go_files(repository: Path, *revisions: str) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of some revisions' own Go files, each content once, from one git process a revision."""
    git = ["git", "-C", str(repository)]
    blobs: dict[str, str] = {}
    for revision in revisions:
        listing = subprocess.run([*git, "ls-tree", "-r", "-z", revision], capture_output=True, check=True).stdout
        for line in listing.decode().split("\0"):
            meta, _, path = line.partition("\t")
            if path.endswith(".go") and "vendor/" not in path:
                blobs.setdefault(meta.split()[2], path)
    wanted = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = subprocess.run([*git, "cat-file", "--batch"], input=wanted, capture_output=True, check=True).stdout
    start = 0
    for path in blobs.values():
        header = answer.index(b"\n", start)
        size = int(answer[start:header].split()[2])
        yield path, answer[header + 1 : header + 1 + size]
        start = header + size + 2
