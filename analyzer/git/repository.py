"""A repository's names: revisions, tags, branches, and the objects below them. Read only."""

from __future__ import annotations

import dataclasses
import difflib
import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Self

from analyzer.errors import RepositoryError, UsageError
from analyzer.git import layout
from analyzer.git.environment import last_line, run
from analyzer.git.objects import MissingObject, Objects, parse_tree
from analyzer.git.peel import DEEP, peel, target
from analyzer.git.remotes import shown

_IDENTITY = re.compile(rb"(?P<name>.*?) ?<[^>]*> (?P<seconds>-?\d{1,18}) (?P<zone>[+-]\d{4})$", re.DOTALL)
_ID = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
EMPTY = {
    20: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    32: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
"""The tree without entries, which git has without storing it."""
_WARNED = re.compile(r"warning: ignoring (?:broken ref|dangling symref|ref with broken name) (\S+)")


class RevisionError(UsageError):
    """A revision that does not exist here or is no commit; one line, with what may have been meant."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit by the name it was asked for.

    ``date`` is the commit's, as YYYY-MM-DD in the committer's own time zone; ``seconds`` the Unix time.
    ``author`` is a name without address, ``summary`` the first line of the message.
    """

    name: str
    commit: str
    tree: str
    date: str
    seconds: int = 0
    author: str = ""
    summary: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenRevision:
    """A ref that leads to no readable commit, and why."""

    name: str
    reason: str


class Repository:
    """One repository, opened by `analyzer.git.open_repository`. Close it, or use it as a context.

    Attributes:
        name: the origin's address without credentials, or the directory's base name; never a path of this machine.
        objects: its objects.
        root: the folder whose trees its revisions have, '' for whole ones. A commit without it has an empty one.
    """

    def __init__(self, directory: layout.GitDirectory, cache_dir: Path | None = None, name: str = "") -> None:
        base = directory.named.name.removesuffix(".git")
        try:
            settings = layout.configuration(directory)
            self.view = layout.view(directory, settings, cache_dir)
        except OSError as error:
            raise RepositoryError(f"cannot read {base}: {error.strerror}") from error
        self.objects = Objects(self.view)
        self.name = name or shown(settings.get("remote.origin.url", "")) or base
        self.root = ""
        self._refs: dict[str, str] | None = None
        self._broken: dict[str, str] = {}
        self._folders: dict[str, dict[str, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the git process behind the objects."""
        self.objects.close()

    def resolve(self, rev: str) -> Revision:
        """The commit a revision expression names (gitrevisions(7)); tags are peeled.

        Raises:
            RevisionError: no such revision, ambiguous, not a commit, or its objects are missing.
        """
        if not rev or not rev.isprintable() or rev.startswith(("-", ":", "^")) or ".." in rev:
            raise RevisionError(f"not a revision: {rev!r}")
        try:
            id, kind, content = self.objects.read(f"{rev}^{{commit}}")
        except MissingObject as error:
            raise RevisionError(self._why_not(rev, error)) from error
        if kind != "commit":
            raise RevisionError(f"{rev} is a {kind}, not a commit")
        return self.below(_revision(rev, id, content))

    def tags(self, patterns: Sequence[str] = ("*",)) -> list[Revision | BrokenRevision]:
        """The tags that match one of some shell patterns (``*`` matches ``/`` too, as for git-tag(1)), by name."""
        return self._named("refs/tags/", patterns)

    def branches(self, patterns: Sequence[str] = ("*",)) -> list[Revision | BrokenRevision]:
        """The branches that match one of some shell patterns; those of remotes (``origin/main``) after one's own."""
        return [*self._named("refs/heads/", patterns), *self._named("refs/remotes/", patterns)]

    def commits(self, ids: Iterable[str]) -> list[Revision | BrokenRevision]:
        """Commits by id, named by their id."""
        return self._below(
            [
                _judged(id, found if isinstance(found, MissingObject) else (id, *found))
                for id, found in self.objects.read_many(ids)
            ]
        )

    def first_parents(self, rev: str) -> list[Revision | BrokenRevision]:
        """The commit and its first-parent ancestors, newest first. A shallow clone ends where it was cut, a history
        with a missing commit with that commit, broken.

        Raises:
            RevisionError: as `resolve`.
            RepositoryError: git cannot walk the history.
        """
        start = self.resolve(rev)
        walked = run(self.view.directory, "rev-list", "--first-parent", start.commit, "--")
        found = self.commits(walked.stdout.decode().split()) or [start]
        while walked.returncode and isinstance(last := found[-1], Revision):  # git stops before what it cannot follow
            if not last.parents:
                raise RepositoryError(f"the history of {rev} cannot be read: {last_line(walked.stderr)}")
            found += self.commits(last.parents[:1])
        return found

    def refs(self) -> dict[str, str]:
        """Tags, branches and branches of remotes: full names with the ids they hold."""
        return dict(self._all_refs())

    def broken_refs(self) -> list[BrokenRevision]:
        """Refs that hold no id, by their full names."""
        self._all_refs()
        return [BrokenRevision(ref, reason) for ref, reason in sorted(self._broken.items())]

    def _named(self, prefix: str, patterns: Sequence[str]) -> list[Revision | BrokenRevision]:
        wanted = [re.compile(fnmatch.translate(pattern)) for pattern in patterns]
        names = {
            ref.removeprefix(prefix): id
            for ref, id in (self._all_refs() | self._broken).items()
            if ref.startswith(prefix) and any(pattern.match(ref.removeprefix(prefix)) for pattern in wanted)
        }
        peeled = peel(self.objects, [id for name, id in names.items() if prefix + name not in self._broken])
        return self._below(
            [
                BrokenRevision(name, self._broken[prefix + name])
                if prefix + name in self._broken
                else _judged(name, peeled[names[name]])
                for name in sorted(names)
            ]
        )

    def below(self, revision: Revision) -> Revision:
        """A revision with the tree of `root`.

        Raises:
            RevisionError: its objects are missing.
        """
        (found,) = self._below([revision])
        if isinstance(found, BrokenRevision):
            raise RevisionError(f"{found.name}: {found.reason}")
        return found

    def _below(self, revisions: list[Revision | BrokenRevision]) -> list[Revision | BrokenRevision]:
        """Revisions with the trees of `root`."""
        if not self.root:
            return revisions
        found = list(revisions)
        for at, revision in enumerate(revisions):
            if isinstance(revision, Revision):
                found[at] = self._subtree(revision)
        return found

    def _subtree(self, revision: Revision) -> Revision | BrokenRevision:
        tree = revision.tree
        for name in self.root.split("/"):
            if tree not in self._folders:
                try:
                    content = self.objects.read(tree)[2]
                except MissingObject as error:
                    return BrokenRevision(revision.name, f"object {error.id[:12]} is {error.reason}")
                entries = parse_tree(content, self.objects.hash_size)
                self._folders[tree] = {entry.name: entry.id.hex() for entry in entries if entry.directory}
            tree = self._folders[tree].get(name, EMPTY[self.objects.hash_size])
        return dataclasses.replace(revision, tree=tree)

    def _all_refs(self) -> dict[str, str]:
        if self._refs is None:
            listed = run(
                self.view.directory, "for-each-ref", "--format=%(objectname) %(refname)",
                "refs/tags", "refs/heads", "refs/remotes",
            )  # fmt: skip
            lines = listed.stdout.decode("utf-8", "backslashreplace").split("\n")[:-1]  # names may have U+2028
            self._refs = {ref: id for id, ref in (line.split(" ", 1) for line in lines)}
            said = listed.stderr.decode("utf-8", "backslashreplace")
            self._broken = dict.fromkeys(_WARNED.findall(said), "the ref is broken: it holds no object id")
            if listed.returncode and not lines:
                raise RepositoryError(f"the refs of {self.name} cannot be read: {last_line(listed.stderr)}")
        return self._refs

    def _why_not(self, rev: str, error: MissingObject) -> str:
        id, reason = rev, error.reason
        with_tags = 0
        try:
            while with_tags < DEEP:
                id, kind, content = self.objects.read(id)
                to = target(kind, content)
                if kind == "commit":
                    return f"{rev} is a damaged commit: git cannot read it"
                if to is None:
                    return f"{rev} is a {'tag of a ' if with_tags else ''}{kind}, not a commit"
                id, with_tags = to, with_tags + 1
        except MissingObject as missing:
            reason = missing.reason
        if reason == "ambiguous":
            return f"{rev} is ambiguous: it begins the ids of several objects"
        if with_tags or id in self._all_refs().values() or _ref_of(rev, self._all_refs()):
            return f"{rev} leads to an object that is {reason}: fetch it first"
        if rev in ("HEAD", "@"):
            return "HEAD leads to no commit, as in an empty repository: name a tag or a branch"
        return f"no tag, branch or commit {rev}" + self._near(rev)

    def _near(self, rev: str) -> str:
        names = [ref.split("/", 2)[2] for ref in self._all_refs()]
        near = difflib.get_close_matches(rev, names, n=3, cutoff=0.75)
        if not near:
            near = [name for name in names if name.lstrip("v") == rev.lstrip("v")][:3]
        return f"; did you mean {' or '.join(near)}?" if near else ""


def _judged(name: str, found: tuple[str, str, bytes] | MissingObject) -> Revision | BrokenRevision:
    if isinstance(found, MissingObject):
        return BrokenRevision(name, f"object {found.id[:12]} is {found.reason}")
    id, kind, content = found
    if kind != "commit":
        return BrokenRevision(name, "a damaged tag" if kind == "tag" else f"a {kind}, not a commit")
    try:
        return _revision(name, id, content)
    except RevisionError as error:
        return BrokenRevision(name, str(error))


def _ref_of(rev: str, refs: dict[str, str]) -> bool:
    return any(prefix + rev in refs for prefix in ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"))


def _revision(name: str, id: str, content: bytes) -> Revision:
    head, _, message = content.partition(b"\n\n")
    fields: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        fields.setdefault(key, []).append(value)
    committed = _IDENTITY.match(fields.get(b"committer", [b""])[0])
    authored = _IDENTITY.match(fields.get(b"author", [b""])[0])
    parents = fields.get(b"parent", [])
    if not all(_ID.fullmatch(id) for id in (fields.get(b"tree", [b""])[0], *parents)):
        raise RevisionError(f"{name} is a damaged commit: it names no tree")
    seconds = int(committed["seconds"]) if committed else 0
    return Revision(
        name=name,
        commit=id,
        tree=fields[b"tree"][0].decode("ascii", "replace"),
        date=_date(seconds, committed["zone"].decode() if committed else "+0000"),
        seconds=seconds,
        author=_text(authored["name"]) if authored else "",
        summary=_text(message.lstrip(b"\n").partition(b"\n")[0]),
        parents=tuple(parent.decode("ascii", "replace") for parent in parents),
    )


def _date(seconds: int, zone: str) -> str:
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
        return moment.astimezone(timezone(-offset if zone[0] == "-" else offset)).strftime("%Y-%m-%d")
    except (OverflowError, ValueError, OSError):
        return "1970-01-01"


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip()
