"""A local repository taken over as a mirror: its packs, objects and refs, as they are.

``git fetch`` would refuse a source that lacks objects, has no configuration or belongs to someone else. So files are
linked, or copied where they cannot be linked, and refs are read through a view. The source is only read.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from analyzer.git import folder as mirror
from analyzer.git.environment import run
from analyzer.git.layout import GitDirectory, configuration
from analyzer.git.objects import MissingObject
from analyzer.git.peel import peel
from analyzer.git.remotes import Remote, shown
from analyzer.git.repository import BrokenRevision, Repository
from analyzer.git.transfer import Listed, Progress

_PACKED = re.compile(r"pack-[0-9a-f]+\.(pack|rev|promisor|idx)")
_FANOUT = re.compile(r"[0-9a-f]{2}")
_LOOSE = re.compile(r"[0-9a-f]{38}(?:[0-9a-f]{24})?")
_PARENT = re.compile(rb"^parent ([0-9a-f]+)$", re.MULTILINE)
_NESTED = 5  # alternates of alternates, as git follows them
_TRIES = 3  # the source may be repacked while it is read


def listed(source: Repository, directory: GitDirectory, remote: Remote) -> Listed:
    """Which heads and tags the source has as a mirror of ``remote``: its copy of that remote's branches, else of
    its origin's, else its own branches."""
    refs = source.refs()
    settings = configuration(directory)
    remotes = [key[len("remote.") : -len(".url")] for key in settings if re.fullmatch(r"remote\..+\.url", key)]
    names = [name for name in remotes if _place(settings[f"remote.{name}.url"]) == _place(remote.url)]
    tags = {ref: id for ref, id in refs.items() if ref.startswith("refs/tags/")}
    for prefix in (*(f"refs/remotes/{name}/" for name in [*names, "origin"]), "refs/heads/"):
        heads = {
            f"refs/heads/{ref.removeprefix(prefix)}": id
            for ref, id in refs.items()
            if ref.startswith(prefix) and ref != f"{prefix}HEAD"
        }
        if heads:
            named = "HEAD" if prefix == "refs/heads/" else f"{prefix}HEAD"
            head = run(source.view.directory, "symbolic-ref", "--quiet", named).stdout.decode(errors="replace").strip()
            return Listed({**heads, **tags}, head.replace(prefix, "refs/heads/", 1))
    return Listed(tags, "")


def take_objects(directory: GitDirectory, folder: Path, progress: Progress) -> None:
    """Links or copies all objects of a repository, its alternates' as well, into the mirror ``folder``.

    Raises:
        OSError: a file cannot be read or written.
    """
    for _ in range(_TRIES):
        wanted = [
            (file, folder / "objects" / name)
            for place in _object_folders(directory.common / "objects", _NESTED)
            for file, name in _files(place)
        ]
        wanted = [(file, target) for file, target in wanted if not target.exists()]
        for done, (file, target) in enumerate(wanted):
            progress("copying objects", done, len(wanted))
            _take(file, target)
        if not wanted:
            break
    _take_shallow(directory.common / "shallow", folder)


def judged(folder: Path, refs: dict[str, str]) -> tuple[dict[str, str], list[BrokenRevision]]:
    """What the tag objects among these refs lead to, and the refs that lead to nothing the mirror has."""
    with mirror.objects(folder) as objects:
        found = peel(objects, refs.values())
    leads = {id: to[0] for id, to in found.items() if not isinstance(to, MissingObject) and to[0] != id}
    broken = []
    for ref, id in sorted(refs.items()):
        to = found[id]
        if isinstance(to, MissingObject):
            broken.append(BrokenRevision(ref, f"object {to.id[:12]} is {to.reason}"))
        elif ref.startswith("refs/heads/") and to[1] != "commit":
            broken.append(BrokenRevision(ref, f"a {to[1]}, not a commit"))
    return leads, broken


def _place(url: str) -> str:
    """An address without what does not matter: how it is reached, and by whom."""
    name = shown(url)
    place = name.partition("://")[2] if "://" in name else url.removeprefix("file://")
    return place.rstrip("/").removesuffix(".git").lower()


def _object_folders(place: Path, depth: int) -> Iterator[Path]:
    yield place
    alternates = place / "info" / "alternates"
    if depth and alternates.is_file():
        for line in os.fsdecode(alternates.read_bytes()).split("\n"):
            if line and not line.startswith("#"):
                yield from _object_folders(Path(os.path.realpath(place / line)), depth - 1)


def _files(place: Path) -> list[tuple[Path, str]]:
    """Packs in the order in which git may see them, and loose objects, with their names below ``objects``."""
    packed = sorted(_names(place / "pack"), key=lambda name: (name.endswith(".idx"), name))
    files = [(place / "pack" / name, f"pack/{name}") for name in packed if _PACKED.fullmatch(name)]
    for fanout in filter(_FANOUT.fullmatch, _names(place)):
        loose = filter(_LOOSE.fullmatch, _names(place / fanout))
        files += [(place / fanout / name, f"{fanout}/{name}") for name in loose]
    return [(file, name) for file, name in files if file.is_file()]


def _names(place: Path) -> list[str]:
    try:
        return [file.name for file in place.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _take(file: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    try:
        target.hardlink_to(os.path.realpath(file))
    except FileExistsError:
        return
    except FileNotFoundError:  # repacked meanwhile: the next try finds the new pack
        return
    except OSError:  # another file system, or another owner
        aside = target.with_name(f"tmp_{target.name}")
        shutil.copyfile(file, aside)
        aside.chmod(0o444)
        aside.replace(target)


def _take_shallow(file: Path, folder: Path) -> None:
    """Keeps as shallow what is so in source or mirror and has a parent that is not there."""
    ids = {*mirror.shallow(folder), *(re.findall(r"[0-9a-f]{40,64}", file.read_text()) if file.is_file() else ())}
    with mirror.objects(folder) as objects:
        commits = {id: found for id, found in objects.read_many(sorted(ids)) if not isinstance(found, MissingObject)}
        parents = {id: _parents(content) for id, (_, content) in commits.items()}
        asked = sorted({parent for some in parents.values() for parent in some})
        gone = {id for id, found in objects.read_many(asked) if isinstance(found, MissingObject)}
    mirror.set_shallow(folder, [id for id in sorted(ids) if gone.intersection(parents.get(id, ()))])


def _parents(commit: bytes) -> list[str]:
    return [parent.decode() for parent in _PARENT.findall(commit.partition(b"\n\n")[0])]
