"""A repository's names: revisions, tags, branches, and the objects below them. Read only."""

from __future__ import annotations

import difflib
import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from analyzer.errors import RepositoryError, UsageError
from analyzer.git import layout
from analyzer.git.environment import last_line, run
from analyzer.git.objects import MissingObject, Objects
from analyzer.git.remotes import shown

_DEEP = 10  # tags of tags; more is nonsense
_IDENTITY = re.compile(rb"(?P<name>.*?) ?<[^>]*> (?P<seconds>-?\d+) (?P<zone>[+-]\d{4})$", re.DOTALL)
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
    """

    def __init__(self, directory: layout.GitDirectory, cache_dir: Path | None = None, name: str = "") -> None:
        settings = layout.configuration(directory)
        self.view = layout.view(directory, settings, cache_dir)
        self.objects = Objects(self.view)
        base = directory.named.name.removesuffix(".git")
        self.name = name or (shown(settings["remote.origin.url"]) if settings.get("remote.origin.url") else base)
        self._refs: dict[str, str] | None = None
        self._broken: dict[str, str] = {}

    def __enter__(self) -> Repository:
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
            id, _, content = self.objects.read(f"{rev}^{{commit}}")
        except MissingObject as error:
            raise RevisionError(self._why_not(rev, error)) from error
        return _revision(rev, id, content)

    def tags(self, patterns: Sequence[str] = ("*",)) -> list[Revision | BrokenRevision]:
        """The tags that match one of some shell patterns (``*`` matches ``/`` too, as for git-tag(1)), by name."""
        return self._named("refs/tags/", patterns)

    def branches(self, patterns: Sequence[str] = ("*",)) -> list[Revision | BrokenRevision]:
        """The branches that match one of some shell patterns; those of remotes (``origin/main``) after the local ones."""
        return [*self._named("refs/heads/", patterns), *self._named("refs/remotes/", patterns)]

    def commits(self, ids: Iterable[str]) -> list[Revision | BrokenRevision]:
        """Commits by id, named by their id."""
        return [self._judged(id, id, kind) for id, kind in self.objects.read_many(ids)]

    def first_parents(self, rev: str) -> list[Revision | BrokenRevision]:
        """The commit and its first-parent ancestors, newest first; a shallow clone ends where it was cut.

        Raises:
            RevisionError: as `resolve`.
            RepositoryError: git cannot walk the history.
        """
        start = self.resolve(rev)
        walked = run(self.view.directory, "rev-list", "--first-parent", start.commit, "--")
        if walked.returncode:
            raise RepositoryError(f"the history of {rev} cannot be read: {last_line(walked.stderr)}")
        return self.commits(walked.stdout.decode().split())

    def _named(self, prefix: str, patterns: Sequence[str]) -> list[Revision | BrokenRevision]:
        wanted = [re.compile(fnmatch.translate(pattern)) for pattern in patterns]
        names = {
            ref.removeprefix(prefix): id
            for ref, id in (self._all_refs() | self._broken).items()
            if ref.startswith(prefix) and any(pattern.match(ref.removeprefix(prefix)) for pattern in wanted)
        }
        found: dict[str, Revision | BrokenRevision] = {
            name: BrokenRevision(name, reason) for name, reason in names.items() if prefix + name in self._broken
        }
        todo = [(name, id) for name, id in names.items() if name not in found]
        for _ in range(_DEEP):
            contents = self.objects.read_many([id for _, id in todo])
            peeled = []
            for (name, _), (id, content) in zip(todo, contents, strict=True):
                target = _target(content)
                if target is not None:
                    peeled.append((name, target))
                else:
                    found[name] = self._judged(name, id, content)
            todo = peeled
        found |= {name: BrokenRevision(name, "a tag of a tag of a tag, too deep") for name, _ in todo}
        return [found[name] for name in sorted(found)]

    def _judged(self, name: str, id: str, content: tuple[str, bytes] | MissingObject) -> Revision | BrokenRevision:
        if isinstance(content, MissingObject):
            return BrokenRevision(name, f"object {id[:12]} is {content.reason}")
        kind, text = content
        if kind != "commit":
            return BrokenRevision(name, f"a {kind}, not a commit")
        try:
            return _revision(name, id, text)
        except RevisionError as error:
            return BrokenRevision(name, str(error))

    def _all_refs(self) -> dict[str, str]:
        if self._refs is None:
            listed = run(
                self.view.directory, "for-each-ref", "--format=%(objectname) %(refname)",
                "refs/tags", "refs/heads", "refs/remotes",
            )  # fmt: skip
            lines = listed.stdout.decode("utf-8", "surrogateescape").splitlines()
            self._refs = {ref: id for id, ref in (line.split(" ", 1) for line in lines)}
            said = listed.stderr.decode("utf-8", "replace")
            self._broken = dict.fromkeys(_WARNED.findall(said), "the ref is broken: it holds no object id")
            if listed.returncode and not lines:
                raise RepositoryError(f"the refs of {self.name} cannot be read: {last_line(listed.stderr)}")
        return self._refs

    def _why_not(self, rev: str, error: MissingObject) -> str:
        if error.reason == "ambiguous":
            return f"{rev} is ambiguous: it begins the ids of several objects"
        id, reason = rev, error.reason
        with_tags = 0
        try:
            while with_tags < _DEEP:
                id, kind, content = self.objects.read(id)
                target = _target((kind, content))
                if target is None:
                    return f"{rev} is a {'tag of a ' if with_tags else ''}{kind}, not a commit"
                id, with_tags = target, with_tags + 1
        except MissingObject as missing:
            reason = missing.reason
        if with_tags or id in self._all_refs().values() or _ref_of(rev, self._all_refs()):
            return f"{rev} leads to an object that is {reason}: fetch it first"
        return f"no tag, branch or commit {rev}" + self._near(rev)

    def _near(self, rev: str) -> str:
        names = [ref.split("/", 2)[2] for ref in self._all_refs()]
        near = difflib.get_close_matches(rev, names, n=3, cutoff=0.75)
        if not near:
            near = [name for name in names if name.lstrip("v") == rev.lstrip("v")][:3]
        return f"; did you mean {' or '.join(near)}?" if near else ""


def _ref_of(rev: str, refs: dict[str, str]) -> bool:
    return any(prefix + rev in refs for prefix in ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"))


def _target(content: tuple[str, bytes] | MissingObject) -> str | None:
    if isinstance(content, MissingObject) or content[0] != "tag":
        return None
    first = content[1].partition(b"\n")[0]
    return first.removeprefix(b"object ").decode("ascii", "replace")


def _revision(name: str, id: str, content: bytes) -> Revision:
    head, _, message = content.partition(b"\n\n")
    fields: dict[bytes, list[bytes]] = {}
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        fields.setdefault(key, []).append(value)
    committed = _IDENTITY.match(fields.get(b"committer", [b""])[0])
    authored = _IDENTITY.match(fields.get(b"author", [b""])[0])
    if b"tree" not in fields:
        raise RevisionError(f"{name} is a commit without a tree")
    seconds = int(committed["seconds"]) if committed else 0
    return Revision(
        name=name,
        commit=id,
        tree=fields[b"tree"][0].decode("ascii", "replace"),
        date=_date(seconds, committed["zone"].decode() if committed else "+0000"),
        seconds=seconds,
        author=_text(authored["name"]) if authored else "",
        summary=_text(message.lstrip(b"\n").partition(b"\n")[0]),
        parents=tuple(parent.decode("ascii", "replace") for parent in fields.get(b"parent", [])),
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


