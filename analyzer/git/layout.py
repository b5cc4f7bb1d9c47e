"""Where a repository keeps its things on disk, and a view of it that git may be run on.

A view is a git directory of our own: links to the repository's ``objects``, ``refs``, ``packed-refs`` and
``shallow``, beside a configuration written here. So git never reads the repository's configuration (aliases, includes,
hooks, file system monitors, promisor remotes that would fetch while scanning), no folder must be declared safe, a
directory without a configuration file is as good as any, and a missing object is simply missing.
Layout: gitrepository-layout(5). POSIX only: it needs symbolic links.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from analyzer.errors import RepositoryError, UsageError
from analyzer.git.environment import last_line, run

_LINKED = ("objects", "packed-refs", "shallow", "reftable")
_HEX = re.compile(rb"^(?:[0-9a-f]{40}|[0-9a-f]{64})\b", re.MULTILINE)
_HEAD = re.compile(r"ref:\s*refs/|[0-9a-f]{40}")
_SMALL = 1 << 16


@dataclass(frozen=True, slots=True)
class GitDirectory:
    """``own`` holds HEAD; ``common`` objects and refs (another place for linked work trees); ``named`` is what the
    user would call the repository."""

    own: Path
    common: Path
    named: Path


@dataclass(frozen=True, slots=True)
class View:
    """A git directory of ours that shows a repository. ``hash_size`` is the length of its ids in bytes: 20 or 32."""

    directory: Path
    hash_size: int


def find(path: Path) -> GitDirectory:
    """The git directory at ``path``: a work tree or a folder inside one, a linked work tree, a git directory.

    Raises:
        UsageError: there is none.
        RepositoryError: it cannot be read.
    """
    try:
        if not path.is_dir():
            raise UsageError(
                f"{path} is a file: name its repository's folder" if path.exists() else f"no such folder: {path}"
            )
        start = Path(os.path.realpath(path))
        for folder in (start, *start.parents):
            inner = folder / ".git"
            if inner.is_file():
                return _directory(_pointed(inner), folder)
            if _is_git_directory(inner):
                return _directory(inner, folder)
            if _is_git_directory(folder):
                return _directory(folder, folder.parent if folder.name == ".git" else folder)
    except OSError as error:
        raise RepositoryError(f"cannot read {path}: {error.strerror}") from error
    raise UsageError(f"not a git repository: {path}")


def configuration(directory: GitDirectory) -> dict[str, str]:
    """The repository's own settings by lower-case key, only to learn its format and name; includes are not followed,
    and a file that git cannot read counts as empty."""
    file = directory.common / "config"
    if not file.is_file():
        return {}
    listed = run(Path(os.devnull), "config", "--no-includes", "--null", "--list", "--file", str(file))
    pairs = (entry.partition("\n") for entry in listed.stdout.decode("utf-8", "replace").split("\0") if entry)
    return {key: value for key, _, value in pairs}


def view(directory: GitDirectory, settings: dict[str, str], cache_dir: Path | None) -> View:
    """A view of a repository with these `configuration` settings, kept below ``cache_dir`` or, where that cannot be
    written, in a temporary folder.

    Raises:
        RepositoryError: neither can be written, or git cannot read refs of its kind.
    """
    size = _hash_size(directory, settings)
    reftable = _is_reftable(directory, settings)
    head = _read(directory.own / "HEAD")
    files = {
        "config": config_text(size, reftable),
        "HEAD": head if _HEAD.match(head) else "ref: refs/heads/HEAD is damaged\n",
    }
    made = View(_placed(directory, files, cache_dir), size)
    if reftable and run(made.directory, "rev-parse", "--git-dir").returncode:
        version = last_line(run(made.directory, "version").stdout).removeprefix("git version ")
        raise RepositoryError(
            f"{directory.named.name} keeps its refs as a reftable, which git {version} cannot read: it takes 2.45"
        )
    return made


def config_text(hash_size: int, reftable: bool = False) -> str:
    """The configuration of a bare repository of ours; see git-config(1), ``extensions.*``."""
    extensions = ["objectformat = sha256"] if hash_size == 32 else []
    extensions += ["refstorage = reftable"] if reftable else []
    lines = ["[core]", f"repositoryformatversion = {1 if extensions else 0}", "bare = true"]
    return "\n".join(lines + (["[extensions]", *extensions] if extensions else [])) + "\n"


def _placed(directory: GitDirectory, files: Mapping[str, str], cache_dir: Path | None) -> Path:
    if cache_dir is not None:
        place = cache_dir / "views" / hashlib.sha256(os.fsencode(directory.own)).hexdigest()[:24]
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            _fill(place, directory, files)
            return place
    try:
        place = Path(tempfile.mkdtemp(prefix="niltrail-view-"))
        atexit.register(_remove, place, os.getpid())
        _fill(place, directory, files)
    except OSError as error:
        raise RepositoryError(f"cannot write a temporary folder: {error.strerror}") from error
    return place


def _is_git_directory(folder: Path) -> bool:
    try:
        common = _common(folder)
        return (folder / "HEAD").is_file() and (common / "objects").is_dir()
    except OSError:
        return False


def _directory(own: Path, named: Path) -> GitDirectory:
    common = _common(own)
    if common != own:
        named = common.parent if common.name == ".git" else common
    return GitDirectory(own, common, named)


def _common(folder: Path) -> Path:
    pointer = folder / "commondir"
    return Path(os.path.realpath(folder / _read(pointer).strip())) if pointer.is_file() else folder


def _pointed(file: Path) -> Path:
    said = _read(file)
    if not said.startswith("gitdir:"):
        raise RepositoryError(f"not a git repository: {file} does not name a git directory")
    target = Path(os.path.realpath(file.parent / said.removeprefix("gitdir:").strip()))
    if not _is_git_directory(target):
        raise RepositoryError(f"not a git repository: {file} points to {target}, which is none")
    return target


def _hash_size(directory: GitDirectory, settings: dict[str, str]) -> int:
    stated = settings.get("extensions.objectformat")
    if stated is not None:
        return 32 if stated.lower() == "sha256" else 20
    if (directory.common / "config").is_file():
        return 20
    refs = (directory.common / "refs").rglob("*")
    for place in chain((directory.own / "HEAD", directory.common / "packed-refs"), refs):
        seen = _HEX.search(_read(place).encode("utf-8", "surrogateescape")) if place.is_file() else None
        if seen:
            return len(seen[0]) // 2
    return 20


def _is_reftable(directory: GitDirectory, settings: dict[str, str]) -> bool:
    return settings.get("extensions.refstorage") == "reftable" or (directory.common / "reftable").is_dir()


def _fill(place: Path, directory: GitDirectory, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        _write(place / name, text)
    for name in _LINKED:
        _link(place / name, directory.common / name)
    if (directory.common / "refs").is_dir():
        _link(place / "refs", directory.common / "refs")
    elif not (place / "refs").is_dir():
        (place / "refs").unlink(missing_ok=True)
        (place / "refs").mkdir()


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    aside = link.with_name(f"{link.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    aside.symlink_to(target)
    aside.replace(link)


def _write(file: Path, text: str) -> None:
    if file.is_file() and _read(file) == text:
        return
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8", errors="surrogateescape")
    aside.replace(file)


def _read(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(_SMALL).decode("utf-8", "surrogateescape")


def _remove(place: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(place, ignore_errors=True)
