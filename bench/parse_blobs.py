"""Parse every distinct own Go file of the release tags (or of those named after the repository) once, on one core; prints files, bytes and seconds.

Own means: no ``vendor`` folder on the path and no ``_test.go``. The blobs are in memory before the clock starts, so the
seconds are tree-sitter's alone.
"""

from __future__ import annotations

import subprocess
import sys
import time

import tree_sitter
import tree_sitter_go


def _git(repository: str, *words: str, stdin: bytes = b"") -> bytes:
    return subprocess.run(["git", "-C", repository, *words], check=True, input=stdin, stdout=subprocess.PIPE).stdout


def _own(path: str) -> bool:
    return path.endswith(".go") and not path.endswith("_test.go") and "vendor" not in path.split("/")


def _blobs(repository: str, tags: list[str]) -> list[bytes]:
    wanted: dict[bytes, None] = {}
    for tag in tags or _git(repository, "tag", "--list", "v*").decode().split():
        for entry in _git(repository, "ls-tree", "-r", "-z", tag).split(b"\0")[:-1]:
            meta, _, path = entry.partition(b"\t")
            if _own(path.decode(errors="replace")):
                wanted[meta.split()[2]] = None
    stream = _git(repository, "cat-file", "--batch", stdin=b"\n".join(wanted) + b"\n")
    blobs = []
    at = 0
    while at < len(stream):
        end = stream.index(b"\n", at)
        head = stream[at:end].split()
        at = end + 1
        if head[-1] != b"missing":
            size = int(head[2])
            blobs.append(stream[at : at + size])
            at += size + 1
    return blobs


def main(repository: str, *tags: str) -> None:
    """Print ``files bytes seconds``."""
    blobs = _blobs(repository, list(tags))
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_go.language()))
    started = time.perf_counter()
    for blob in blobs:
        parser.parse(blob)
    print(len(blobs), sum(map(len, blobs)), time.perf_counter() - started)


if __name__ == "__main__":
    main(*sys.argv[1:])
