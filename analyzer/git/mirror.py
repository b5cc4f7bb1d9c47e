"""Mirrors of remote repositories in the cache folder, and opening a repository by path or address.

A mirror has a remote's heads and tags and all they lead to. It is made in steps, so that one that was stopped goes on
from what had arrived; one process at a time changes it; until all is there it does not count as a mirror.
"""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from analyzer.errors import RepositoryError, UsageError
from analyzer.git import adopt, folder, layout
from analyzer.git.environment import last_line, run
from analyzer.git.lock import locked
from analyzer.git.remotes import Remote, is_url, remote
from analyzer.git.repository import BrokenRevision, Repository
from analyzer.git.transfer import Connection, Listed, Progress

_HEADS = "refs/heads/"
_TAGS = "refs/tags/"
_STEPS = 8
_AT_ONCE = 50  # tags of their own, fetched in one step


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a clone came to. ``new`` are refs that were not there or have moved, ``gone`` those that are no longer
    there, both by short names; ``left_out`` what the source has and the mirror cannot, with reasons."""

    path: Path
    shown: str
    heads: int
    tags: int
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left_out: tuple[BrokenRevision, ...] = ()


def mirror_path(url: str, cache_dir: Path) -> Path:
    """Where the mirror of an address is or would be.

    Raises:
        UsageError: not an allowed address.
    """
    return _path(remote(url), cache_dir)


def clone(url: str, cache_dir: Path, source: Path | None = None, progress: Progress | None = None) -> Mirrored:
    """Makes or updates the mirror of ``url``. With ``source`` everything comes from that local repository, which may
    lack objects, and nothing from the network.

    Raises:
        UsageError: not an allowed address, or ``source`` is no repository.
        RepositoryError: it did not work; what has arrived is kept for the next time.
    """
    return _clone(remote(url), cache_dir, source, progress or _silent)


def fetch_tags(url: str, cache_dir: Path, tags: Sequence[str], progress: Progress | None = None) -> Path:
    """The mirror of ``url`` with at least the tags that match these shell patterns, without their history where there
    was no mirror. Tags named in full that are there are not asked for again.

    Raises:
        UsageError: not an allowed address, or no such tags.
        RepositoryError: it did not work.
    """
    address, tell = remote(url), progress or _silent
    place = _path(address, cache_dir)
    if folder.complete(place) or _have(place, tags):
        return place
    with _held(place, address, tell) as lock:
        if not folder.complete(place):
            connection = Connection(address, place, lock, tell)
            there = _ask(connection)
            here = folder.refs(place)
            todo = [ref for ref in _wanted(there, tags, address) if here.get(ref) != there.refs[ref]]
            for start in range(0, len(todo), _AT_ONCE):
                connection.fetch([f"+{ref}:{ref}" for ref in todo[start : start + _AT_ONCE]], "--depth=1", "--no-prune")
            _settle(place, there)
    return place


def open_repository(
    where: str, cache_dir: Path | None, *, tags: Sequence[str] = (), progress: Progress | None = None
) -> Repository:
    """The repository at a path, or the mirror of an address: cloned at first use or, where ``tags`` are given and there
    is no mirror yet, only those tags. A path that exists is a path, whatever it looks like.

    Raises:
        UsageError: there is no such path, it is no repository, or the address is not an allowed one.
        RepositoryError: it cannot be read or cloned.
    """
    path = Path(os.path.expanduser(where))  # noqa: PTH111 - Path's fails for users who are not there
    if not where:
        raise UsageError("no repository given: name a folder, or a https, ssh, git or file URL")
    if os.path.lexists(path) or not is_url(where):
        return Repository(layout.find(path), cache_dir)
    address = remote(where)
    if cache_dir is None:
        raise RepositoryError(f"{address.shown} needs a cache folder for its mirror: give a folder instead")
    place = _path(address, cache_dir)
    if not folder.complete(place):
        if tags:
            fetch_tags(where, cache_dir, tags, progress)
        else:
            _clone(address, cache_dir, None, progress or _silent)
    return Repository(layout.find(place), cache_dir, address.shown)


def _path(address: Remote, cache_dir: Path) -> Path:
    return cache_dir / "mirrors" / address.key


def _clone(address: Remote, cache_dir: Path, source: Path | None, progress: Progress) -> Mirrored:
    place = _path(address, cache_dir)
    found = None if source is None else layout.find(source)
    seen = folder.complete(place)
    with _held(place, address, progress) as lock:
        before = folder.refs(place)
        left_out: Sequence[BrokenRevision] = ()
        if found is not None:
            left_out = _take_over(found, place, address, progress)
        elif folder.complete(place) == seen:  # else the process that was waited for has just done it
            _update(Connection(address, place, lock, progress))
        folder.mark(place)
        after = folder.refs(place)
    return Mirrored(
        path=place,
        shown=address.shown,
        heads=sum(ref.startswith(_HEADS) for ref in after),
        tags=sum(ref.startswith(_TAGS) for ref in after),
        new=tuple(_short(ref) for ref in sorted(after) if before.get(ref) != after[ref]),
        gone=tuple(_short(ref) for ref in sorted(before.keys() - after.keys())),
        left_out=tuple(left_out),
    )


def _update(connection: Connection) -> None:
    place = connection.folder
    there = _ask(connection)
    here = folder.refs(place)
    whole = folder.whole(place) if folder.complete(place) and here else True
    _forget(place, here.keys() - there.refs.keys())
    new = [ref for ref, id in there.refs.items() if here.get(ref) != id]
    for number, tag in enumerate(steps := _milestones(new), start=1):
        connection.fetch([f"+{tag}:{tag}"], *_deepening(place), step=f" ({number} of {len(steps) + 1})")
    if new or not whole or _deepening(place):
        step = f" ({len(steps) + 1} of {len(steps) + 1})" if steps else ""
        everything = [f"+{prefix}*:{prefix}*" for prefix in (_HEADS, _TAGS)]
        connection.fetch(everything, *_deepening(place), *([] if whole else ["--refetch"]), step=step)
    _settle(place, there)


def _take_over(source: layout.GitDirectory, place: Path, address: Remote, progress: Progress) -> list[BrokenRevision]:
    with Repository(source) as repository:
        folder.prepare(place, address.kept, repository.view.hash_size)
        there = adopt.listed(repository, source, address)
        broken = repository.broken_refs()
    adopt.take_objects(source, place, progress)
    wanted = {**_beside(folder.refs(place), there.refs), **there.refs}
    leads, lost = adopt.judged(place, wanted)
    kept = {ref: wanted[ref] for ref in wanted.keys() - {ref.name for ref in lost}}
    folder.write_refs(place, kept, leads)
    _settle(place, there)
    return [*broken, *lost]


def _ask(connection: Connection) -> Listed:
    there = connection.list()
    sizes = {len(id) // 2 for id in there.refs.values()}
    folder.prepare(connection.folder, connection.remote.kept, max(sizes, default=0))
    return there


def _milestones(new: Sequence[str]) -> list[str]:
    """A few tags from old to new, each of which brings a part of the history."""
    tags = sorted((ref for ref in new if ref.startswith(_TAGS)), key=_age)
    return [tags[len(tags) * step // _STEPS] for step in range(1, _STEPS)] if len(tags) >= 2 * _STEPS else []


def _age(ref: str) -> tuple[list[int], str]:
    return [int(number) for number in re.findall(r"[0-9]{1,9}", ref)], ref


def _deepening(place: Path) -> list[str]:
    return ["--unshallow"] if folder.shallow(place) else []


def _forget(place: Path, gone: set[str]) -> None:
    if gone:
        wanted = b"".join(b"delete %s\n" % os.fsencode(ref) for ref in sorted(gone))
        done = run(place, "update-ref", "--stdin", stdin=wanted)
        if done.returncode:
            raise RepositoryError(f"cannot update the refs of {place}: {last_line(done.stderr)}")


def _beside(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """What can be kept beside new refs: a ref cannot be a folder of refs as well."""
    taken = {above for ref in new for above in _above(ref)}
    return {ref: id for ref, id in old.items() if ref not in taken and not any(above in new for above in _above(ref))}


def _above(ref: str) -> list[str]:
    return [ref[:end] for end, character in enumerate(ref) if character == "/"]


def _settle(place: Path, there: Listed) -> None:
    run(place, "pack-refs", "--all", "--prune")
    here = folder.refs(place)
    usual = (there.head, "refs/heads/main", "refs/heads/master", *(ref for ref in here if ref.startswith(_HEADS)))
    folder.set_head(place, next((branch for branch in usual if branch in here), there.head or "refs/heads/main"))


def _have(place: Path, tags: Sequence[str]) -> bool:
    if not place.is_dir() or any(re.search(r"[*?\[]", tag) for tag in tags):
        return False
    return {_TAGS + tag for tag in tags} <= folder.refs(place).keys()


def _wanted(there: Listed, patterns: Sequence[str], address: Remote) -> list[str]:
    names = [ref.removeprefix(_TAGS) for ref in there.refs if ref.startswith(_TAGS)]
    found: set[str] = set()
    for pattern in patterns:
        matching = fnmatch.filter(names, pattern) if pattern not in names else [pattern]
        if not matching:
            near = get_close_matches(pattern, names, n=3, cutoff=0.75)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UsageError(f"{address.shown} has no tag {pattern}{meant}")
        found.update(matching)
    return [_TAGS + name for name in sorted(found)]


@contextlib.contextmanager
def _held(place: Path, address: Remote, progress: Progress) -> Iterator[int]:
    """The mirror's lock; inside it there is a mirror, if an empty one, without what killed processes left."""
    waiting = f"waiting for another niltrail that fetches {address.shown}"
    try:
        with locked(place.with_suffix(".lock"), lambda: progress(waiting, 0, 0)) as lock:
            new = not place.exists()
            folder.prepare(place, address.kept)
            folder.sweep(place)
            try:
                yield lock
            except RepositoryError:
                if new:
                    folder.remove_empty(place)
                raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise RepositoryError(f"the disk is full: make room for {place} and run this again") from error
        raise RepositoryError(f"cannot write the mirror {place}: {error.strerror}") from error


def _short(ref: str) -> str:
    name = ref.removeprefix(_HEADS).removeprefix(_TAGS)
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _silent(what: str, done: int, total: int) -> None:
    pass
