"""Synthetic histories: a txtar archive says which commits there are, and which story has to be told of them.

``-- history --`` has a commit a line: ``ID BRANCH PARENTS TREE [key=value]... | subject``. PARENTS are ids with ``+`` between them, ``-`` for
a first commit. TREE is a release of the demonstration, with edits behind ``!`` (`EDITS`). Keys: ``tag``, ``authored`` (a date, else the
commit's), ``author``, ``body``. Commits are a day apart.

``-- story --`` is what `bisect` has to tell, as `told` writes it; the ids are the archive's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analyzer.findings import Transition
from analyzer.rules.txtar import parse
from analyzer.stories import Bisection
from tests.demo_files import files_of
from tests.git.making import git

PULL = "internal/cri/server/images/image_pull.go"
FIRST = int(datetime(2024, 1, 1, 12, tzinfo=UTC).timestamp())
DAY = 86400
Files = dict[str, bytes]


def _comment(files: Files) -> Files:
    return {path: text + b"\n// reworked\n" if path.endswith(".go") else text for path, text in files.items()}


def _around(files: Files) -> Files:
    """Another line stands where the fix was made: it does not apply, and the same fix is another patch."""
    signature = b"(string, error) {\n"
    head, name, rest = files[PULL].partition(b"func (s *CRIImageService) PullImage(")
    return {**files, PULL: head + name + rest.replace(signature, signature + b"\tname = string(name)\n", 1)}


def _readme(files: Files) -> Files:
    return {**files, "README.md": files.get("README.md", b"") + b"more\n"}


def _moved(files: Files) -> Files:
    """The whole program below another folder."""
    return {f"third_party/pullbox/{path}": text for path, text in files.items()}


EDITS: dict[str, Callable[[Files], Files]] = {
    "comment": _comment,
    "around": _around,
    "readme": _readme,
    "below": _moved,
}


@dataclass(frozen=True)
class Series:
    """A history on disk: ``ids`` are commits by the archive's names."""

    folder: Path
    ids: dict[str, str]
    branches: list[str]

    def name(self, commit: str) -> str:
        """What the archive calls a commit."""
        return next((name for name, id in self.ids.items() if id == commit), commit)


def tree_of(text: str) -> Files:
    """The files that a tree expression means."""
    release, *edits = text.split("!")
    files = dict(files_of(release))
    for edit in edits:
        files = EDITS[edit](files)
    return files


def members(archive: Path) -> dict[str, str]:
    """An archive's parts by name."""
    return {member.name: member.text for member in parse(archive.read_text())[1]}


def make(history: str, folder: Path) -> Series:
    """Writes a history as a bare repository."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "--bare", "--template=", "--initial-branch=main")
    marks: dict[str, int] = {}
    branches: list[str] = []
    lines: list[bytes] = []
    for number, line in enumerate(filter(None, history.splitlines())):
        head, _, subject = line.partition(" | ")
        name, branch, parents, tree, *words = head.split()
        keys = dict(word.split("=", 1) for word in words)
        marks[name] = number + 1
        branches += [branch] if branch not in branches else []
        lines += _commit(number, branch, parents, tree, keys, subject, marks)
    git(
        folder,
        "fast-import",
        "--quiet",
        "--done",
        f"--export-marks={folder / 'marks'}",
        stdin=b"".join([*lines, b"done\n"]),
    )
    known = dict(line.split() for line in (folder / "marks").read_text().splitlines())
    return Series(folder, {name: known[f":{mark}"] for name, mark in marks.items()}, branches)


def _commit(
    number: int, branch: str, parents: str, tree: str, keys: dict[str, str], subject: str, marks: dict[str, int]
) -> list[bytes]:
    now = FIRST + number * DAY
    authored = datetime.fromisoformat(keys["authored"]).replace(tzinfo=UTC).timestamp() if "authored" in keys else now
    who = keys.get("author", "Mara")
    above = [] if parents == "-" else [marks[parent] for parent in parents.split("+")]
    message = f"{subject}\n" + (f"\n{keys['body'].replace('_', ' ')}\n" if "body" in keys else "")
    lines = [
        f"reset refs/heads/{branch}\n".encode() if not above else b"",
        f"commit refs/heads/{branch}\nmark :{number + 1}\n".encode(),
        f"author {who} <{who}@example.com> {int(authored)} +0000\ncommitter Ravi <ravi@example.com> {now} +0000\n".encode(),
        _data(message.encode()),
        *(f"{'merge' if at else 'from'} :{parent}\n".encode() for at, parent in enumerate(above)),
        b"deleteall\n",
    ]
    for path, text in sorted(tree_of(tree).items()):
        lines += [f"M 100644 inline {path}\n".encode(), _data(text)]
    if "tag" in keys:
        lines.append(f"reset refs/tags/{keys['tag']}\nfrom :{number + 1}\n\n".encode())
    return lines


def _data(text: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(text), text)


def told(bisection: Bisection, series: Series) -> str:
    """A bisection in short, with the archive's ids."""
    lines = []
    for walk in bisection.walks:
        doubt = f", {walk.unreadable} in doubt" if walk.unreadable else ""
        lines.append(
            f"{walk.branch}: {walk.examined} of {walk.commits}, {walk.first.value} to {walk.verdict.value}{doubt}"
        )
        lines += [f"  {_told(one, series)}" for one in walk.transitions]
    return "".join(f"{line}\n" for line in lines)


def _told(one: Transition, series: Series) -> str:
    text = f"{one.after.value} by {series.name(one.responsible.commit)}"
    if one.merged.commit != one.responsible.commit:
        text += f" in {series.name(one.merged.commit)}"
    if one.responsible.request:
        text += f" #{one.responsible.request}"
    text += f", first {' '.join(one.releases)}" if one.releases else ""
    text += f", shared with {one.shared}" if one.shared else ""
    if one.backport is not None:
        text += f", backport of {series.name(one.backport.commit)}: {' '.join(one.backport.signals)}"
    return re.sub(r"\s+", " ", text) + (f", {one.unjudged} unjudged" if one.unjudged else "")
