"""The folder of a mirror: a bare repository of our own, written here and by git, read by anyone at any time.

Every change leaves it readable: objects come before the refs that name them, files are replaced, never
rewritten. It counts as complete only when its marker is there, which is written last. Whoever changes it holds its
lock. Layout: gitrepository-layout(5), git-pack-refs(1).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyzer.git.environment import run
from analyzer.git.layout import View, config_text
from analyzer.git.objects import Objects

_MARKER = "niltrail-complete"
_SHA256 = "objectformat = sha256"  # no address has spaces
_UNBORN = "refs/heads/main"


def prepare(folder: Path, address: str, hash_size: int = 0) -> None:
    """Makes an empty mirror of ``address`` where there is none; one whose ids have another size than ``hash_size`` (in
    bytes; 0 for any) is emptied first."""
    present = _hash_size(folder)
    if hash_size not in (0, present):
        shutil.rmtree(folder, ignore_errors=True)
    config = config_text(hash_size or present) + f'[remote "origin"]\nurl = {_quoted(address)}\n'
    for name in ("objects/pack", "objects/info", "refs/heads", "refs/tags"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    replace(folder / "config", config)
    if not (folder / "HEAD").is_file():
        set_head(folder, _UNBORN)


def sweep(folder: Path) -> None:
    """Removes what killed processes leave: locks of git's, half-written packs and refs. Only for the lock's holder."""
    unfinished = ("*.lock", "refs/**/*.lock", "shallow_*", "objects/*/tmp_*")
    empty = [file for file in folder.glob("refs/**/*") if file.is_file() and not file.stat().st_size]
    for stale in {file for pattern in unfinished for file in folder.glob(pattern)}.union(empty):
        stale.unlink()
    for stale in folder.glob("objects/tmp_*"):
        shutil.rmtree(stale, ignore_errors=True)


def remove_empty(folder: Path) -> None:
    """Removes a mirror into which nothing has arrived."""
    if not any(folder.glob("objects/*/*")):
        shutil.rmtree(folder, ignore_errors=True)


def refs(folder: Path) -> dict[str, str]:
    """The mirror's heads and tags: full names with their ids."""
    listed = run(folder, "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads", "refs/tags").stdout
    lines = listed.decode("utf-8", "surrogateescape").split("\n")[:-1]
    return {name: id for id, name in (line.split(" ", 1) for line in lines)}


def write_refs(folder: Path, ids: Mapping[str, str], peeled: Mapping[str, str]) -> None:
    """Makes these all the mirror's refs. ``peeled`` has, by tag object, what it finally leads to."""
    lines = ["# pack-refs with: peeled fully-peeled sorted "]
    for name in sorted(ids, key=os.fsencode):
        lines.append(f"{ids[name]} {name}")
        lines += [f"^{peeled[ids[name]]}"] if ids[name] in peeled else []
    loose = [file for file in (folder / "refs").rglob("*") if file.is_file()]
    replace(folder / "packed-refs", "\n".join(lines) + "\n")
    for file in loose:
        file.unlink()


def set_head(folder: Path, branch: str) -> None:
    """Makes ``branch``, a full name, what HEAD means."""
    replace(folder / "HEAD", f"ref: {branch}\n")


def shallow(folder: Path) -> list[str]:
    """Commits whose parents are cut off."""
    file = folder / "shallow"
    return file.read_text().split() if file.is_file() else []


def set_shallow(folder: Path, ids: Sequence[str]) -> None:
    """Makes these the commits whose parents are cut off."""
    if ids:
        replace(folder / "shallow", "".join(f"{id}\n" for id in ids))
    else:
        (folder / "shallow").unlink(missing_ok=True)


def whole(folder: Path) -> bool:
    """Whether everything that HEAD's commit consists of is there, which is not so in a partial clone."""
    listed = run(folder, "rev-list", "--objects", "--no-walk", "--missing=print", "HEAD", "--")
    return not listed.returncode and b"\n?" not in b"\n" + listed.stdout


def objects(folder: Path) -> Objects:
    """The mirror's objects."""
    return Objects(View(folder, _hash_size(folder)))


def complete(folder: Path) -> int:
    """0 until all is there; then a number that grows with every update."""
    try:
        return (folder / _MARKER).stat().st_mtime_ns
    except OSError:
        return 0


def mark(folder: Path) -> None:
    """Says that all is there."""
    replace(folder / _MARKER, "")


def replace(file: Path, text: str) -> None:
    """Writes a file that is at every moment the old or the new one."""
    aside = file.with_name(f"{file.name}.lock")
    aside.write_bytes(text.encode("utf-8", "surrogateescape"))
    aside.replace(file)


def _hash_size(folder: Path) -> int:
    config = folder / "config"
    return 32 if config.is_file() and _SHA256 in config.read_text() else 20


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
