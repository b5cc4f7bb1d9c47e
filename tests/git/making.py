"""Small real repositories for the tests of analyzer.git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

WHO = "A U Thor <author@example.com>"
PERSON = {
    "GIT_AUTHOR_NAME": "A U Thor",
    "GIT_AUTHOR_EMAIL": "author@example.com",
    "GIT_COMMITTER_NAME": "A U Thor",
    "GIT_COMMITTER_EMAIL": "author@example.com",
}


def git(where: Path, *words: str | Path, stdin: bytes = b"") -> str:
    """Standard output of a git command that must succeed in the repository ``where``."""
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", "-C", where, *words],
        input=stdin,
        env={**os.environ, **PERSON},
        capture_output=True,
    )
    assert done.returncode == 0, f"{words}: {done.stderr.decode(errors='replace')}"
    return done.stdout.decode(errors="surrogateescape").strip()


def history(tags: Sequence[str], branch: str = "main") -> bytes:
    """A git-fast-import(1) stream: a commit for each tag, whose ``go.mod`` and ``sub/<tag>.go`` are of its own."""
    lines: list[bytes] = []
    for number, tag in enumerate(tags, start=1):
        lines += [
            b"commit refs/heads/%s" % branch.encode(),
            b"mark :%d" % number,
            b"committer %s %d +0100" % (WHO.encode(), 1700000000 + number * 100000),
            _text(f"change {number}"),
            b"M 100644 inline go.mod",
            _text(f"module example.com/m // {tag}\n" + "// filled\n" * 50),
            b"M 100644 inline sub/%s.go" % tag.encode(),
            _text(f"package sub // {tag}\n"),
            b"tag %s" % tag.encode(),
            b"from :%d" % number,
            b"tagger %s %d +0100" % (WHO.encode(), 1700000000 + number * 100000),
            _text(f"release {tag}"),
        ]
    return b"\n".join([*lines, b"done", b""])


def bare(where: Path, tags: Sequence[str] = ("v1.0", "v1.1", "v2.0"), object_format: str = "sha1") -> Path:
    """A bare repository of that `history`, in one pack, open to partial clones."""
    where.mkdir(parents=True)
    git(where, "init", "-q", "--bare", "--template=", f"--object-format={object_format}", "--initial-branch=main")
    git(where, "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--done", stdin=history(tags))
    git(where, "config", "uploadpack.allowFilter", "true")
    git(where, "config", "uploadpack.allowAnySHA1InWant", "true")
    return where


def commit(where: Path, name: str, *, parent: str = "main", ref: str = "refs/heads/main", text: str = "x") -> str:
    """Adds a commit that holds only one file, and moves ``ref`` to it."""
    blob = git(where, "hash-object", "-w", "--stdin", stdin=text.encode())
    tree = git(where, "mktree", stdin=f"100644 blob {blob}\t{name}\n".encode())
    parents = ["-p", parent] if parent else []
    made = git(where, "commit-tree", *parents, "-m", f"add {name}", tree)
    git(where, "update-ref", ref, made)
    return made


def ruin(where: Path, id: str) -> None:
    """Makes an object unreadable: everything is unpacked first."""
    packs = list(where.glob("objects/pack/*.pack"))
    moved = [pack.rename(where / pack.name) for pack in packs]
    for index in where.glob("objects/pack/*.idx"):
        index.unlink()
    for pack in moved:
        git(where, "unpack-objects", "-q", stdin=pack.read_bytes())
        pack.unlink()
    file = where / "objects" / id[:2] / id[2:]
    file.chmod(0o644)
    file.write_bytes(b"damaged")


def remove(where: Path, *ids: str) -> None:
    """Takes objects out of a repository."""
    for id in ids:
        ruin(where, id)
        (where / "objects" / id[:2] / id[2:]).unlink()


def state(where: Path) -> dict[str, tuple[int, int]]:
    """Times and sizes of everything in a folder."""
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in where.rglob("*")}


def _text(text: str) -> bytes:
    return b"data %d\n%b" % (len(text.encode()), text.encode())
