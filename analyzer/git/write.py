"""Writes a small repository from described commits, with one ``git fast-import``.

The ids depend on the description alone: names, dates and the object format are given here, and neither the
user's nor the system's configuration is read. Nothing is checked out. This is for repositories of our own making;
a repository under analysis is never written to.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.errors import RepositoryError


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the commit that names it; with a message it is an annotated one."""

    name: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a branch.

    Its first parent is the branch's last commit, or for a new branch the commit of ``start`` (a branch or tag
    written before; '' makes a root commit). ``merged`` is a branch or tag that becomes the second parent and whose
    files replace the branch's own: only a branch that has not moved since is merged rightly.
    ``who`` is ``Name <address>``, ``seconds`` the Unix time; both serve author, committer and tagger.
    Directories are moved first, then files deleted, then files written.
    """

    branch: str
    message: str
    who: str
    seconds: int
    files: Mapping[str, bytes] = field(default_factory=dict)
    moved: Sequence[tuple[str, str]] = ()
    deleted: Sequence[str] = ()
    start: str = ""
    merged: str = ""
    tags: Sequence[Tag] = ()


def fast_import_stream(commits: Iterable[Commit]) -> bytes:
    """The commits as git-fast-import(1) reads them; equal commits give equal bytes.

    Raises:
        KeyError: a ``start``, ``merged`` or ``deleted`` names nothing written before.
    """
    lines: list[bytes] = []
    marks: dict[str, int] = {"": 0}
    trees: dict[int, dict[str, bytes]] = {0: {}}
    for mark, commit in enumerate(commits, start=1):
        parent = marks.get(commit.branch, marks[commit.start])
        merged = marks[commit.merged]
        trees[mark] = _tree(trees[merged or parent], commit)
        signed = f"{commit.who} {commit.seconds} +0000"
        lines += [_line(f"reset refs/heads/{commit.branch}")] if not parent else []
        lines += [_line(f"commit refs/heads/{commit.branch}"), _line(f"mark :{mark}")]
        lines += [_line(f"author {signed}"), _line(f"committer {signed}"), _data(commit.message.encode())]
        lines += [_line(f"from :{parent}")] if parent else []
        lines += [_line(f"merge :{merged}")] if merged else []
        lines += _changes(trees[parent], trees[mark])
        marks[commit.branch] = mark
        for tag in commit.tags:
            marks[tag.name] = mark
            lines += _tag(tag, mark, signed)
    return b"".join([*lines, _line("done")])


def trees(commits: Iterable[Commit]) -> dict[str, Mapping[str, bytes]]:
    """The files of every tag, by path.

    Raises:
        KeyError: a ``start``, ``merged`` or ``deleted`` names nothing written before.
    """
    found: dict[str, dict[str, bytes]] = {"": {}}
    for commit in commits:
        parent = found.get(commit.branch, found[commit.start])
        files = _tree(found[commit.merged] if commit.merged else parent, commit)
        found.update(dict.fromkeys((commit.branch, *(tag.name for tag in commit.tags)), files))
    return dict(found)


def write_repository(directory: Path, commits: Iterable[Commit], head: str) -> None:
    """Makes ``directory`` a bare SHA-1 repository of these commits whose HEAD is the branch ``head``.

    Raises:
        RepositoryError: git is missing, or the directory cannot be written.
    """
    git = ["git", "-C", str(directory)]
    try:
        directory.mkdir(parents=True)
        _run(
            [*git, "init", "--quiet", "--bare", "--template=", "--object-format=sha1", f"--initial-branch={head}", "."]
        )
        _run(
            [*git, "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--done", "--date-format=raw"],
            fast_import_stream(commits),
        )
    except FileNotFoundError as error:
        raise RepositoryError("git is not on the PATH; install it first") from error
    except OSError as error:
        raise RepositoryError(f"cannot write {directory}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise RepositoryError(f"git could not write {directory}: {said[-1]}") from error


def _tree(before: Mapping[str, bytes], commit: Commit) -> dict[str, bytes]:
    after = dict(before)
    for old, new in commit.moved:
        inside = [path for path in after if path == old or path.startswith(f"{old}/")]
        for path in inside:
            after[new + path[len(old) :]] = after.pop(path)
    for path in commit.deleted:
        del after[path]
    return after | dict(commit.files)


def _changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[bytes]:
    lines = [_line(f"D {path}") for path in sorted(before.keys() - after.keys())]
    for path, content in sorted(after.items()):
        if before.get(path) != content:
            lines += [_line(f"M 100644 inline {path}"), _data(content)]
    return lines


def _tag(tag: Tag, mark: int, signed: str) -> list[bytes]:
    if not tag.message:
        return [_line(f"reset refs/tags/{tag.name}"), _line(f"from :{mark}")]
    return [_line(f"tag {tag.name}"), _line(f"from :{mark}"), _line(f"tagger {signed}"), _data(tag.message.encode())]


def _line(text: str) -> bytes:
    return text.encode() + b"\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _run(command: Sequence[str], stdin: bytes = b"") -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    subprocess.run(command, input=stdin, env=inherited | alone, check=True, capture_output=True)
