"""Every Go file of one release of the real repository is read whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec

from analyzer.syntax import lower, lower_file
from tests.syntax.leaves import dropped

TAG = "v2.0.0"


def go_files(repository: Path, revision: str) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of a revision's own Go files, from one git process."""
    git = ["git", "-C", str(repository)]
    listing = subprocess.run([*git, "ls-tree", "-r", "-z", revision], capture_output=True, check=True).stdout
    entries = [line.partition("\t") for line in listing.decode().split("\0") if line.endswith(".go")]
    blobs = {path: meta.split()[2] for meta, _, path in entries if "vendor/" not in path}
    wanted = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    answer = subprocess.run([*git, "cat-file", "--batch"], input=wanted, capture_output=True, check=True).stdout
    start = 0
    for path in blobs:
        header = answer.index(b"\n", start)
        size = int(answer[start:header].split()[2])
        yield path, answer[header + 1 : header + 1 + size]
        start = header + size + 2


def test_nothing_of_a_release_is_lost(corpus: Path) -> None:
    """A verdict about the real repository rests on code that was read in part."""
    wrong: list[str] = []
    files = 0
    for path, source in go_files(corpus, TAG):
        files += 1
        seen, declarations = lower_file(source)
        wrong += [f"{path}: {one.reason}" for one in seen.trouble]
        wrong += [f"{path}:{lost}" for lost in dropped(source)]
        alone = [lower(source, entry) for entry in seen.entries]
        if msgspec.msgpack.encode(alone) != msgspec.msgpack.encode(declarations):
            wrong.append(f"{path}: a declaration alone differs")
    assert files > 1000
    assert wrong == []
