"""The built-in demonstration: a small Go repository whose history has every kind of verdict.

``commits/`` holds one txtar archive per commit, in the order they are made. An archive's comment is the commit: header lines
(``Branch``, ``From``, ``Merge``, ``Date``, and any number of ``Tag``, ``Move``, ``Delete``), an empty line, the message.
The program is our own, an image puller called pullbox; only the names that the built-in rule looks for are the
ones of the world. Every run gives the same commit ids.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from analyzer.errors import RepositoryError
from analyzer.git.write import Commit, Tag, fast_import_stream, write_repository

_MEMBER = re.compile(r"^-- (\S+) --\n", re.MULTILINE)
_PEOPLE = {
    "main": "Mara Example <mara@example.com>",
    "release": "Ravi Example <ravi@example.com>",
}
_CONTRIBUTOR = "Cato Example <cato@example.com>"
_HOUR = 3600


def commits() -> tuple[Commit, ...]:
    """The demonstration's history, parents before children."""
    folder = resources.files(__name__) / "commits"
    archives = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".txtar"))
    return tuple(_commit((folder / name).read_text(encoding="utf-8")) for name in archives)


def create(directory: Path) -> Path:
    """Writes the demonstration as a bare repository into ``directory``, which must not exist, and returns it.

    Raises:
        RepositoryError: git is missing, or the directory exists or cannot be written.
    """
    write_repository(directory, commits(), head="main")
    return directory


def repository(cache_dir: Path) -> Path:
    """The demonstration below ``cache_dir``: written at first use, found again afterwards.

    Its name tells its content, so that another version of niltrail makes its own. Two processes may ask at once:
    each writes aside and the first to rename wins.

    Raises:
        RepositoryError: git is missing, or the folder cannot be written.
    """
    history = commits()
    content = hashlib.sha256(fast_import_stream(history)).hexdigest()[:12]
    wanted = cache_dir / f"demo-{content}.git"
    if not wanted.exists():
        cache_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="demo-", dir=cache_dir) as aside:
            written = Path(aside) / "repository.git"
            write_repository(written, history, head="main")
            with contextlib.suppress(OSError):  # another process was first
                written.rename(wanted)
    if not wanted.is_dir():
        raise RepositoryError(f"cannot write the demonstration repository to {wanted}")
    return wanted


def _commit(archive: str) -> Commit:
    comment, *members = _MEMBER.split(archive)
    head, _, message = comment.partition("\n\n")
    headers: dict[str, list[str]] = {}
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        headers.setdefault(name, []).append(value)
    branch = headers["Branch"][0]
    noon = datetime.fromisoformat(headers["Date"][0]).replace(tzinfo=UTC).timestamp() + 12 * _HOUR
    return Commit(
        branch=branch,
        message=message.strip("\n") + "\n",
        who=_PEOPLE.get(branch.partition("/")[0], _CONTRIBUTOR),
        seconds=int(noon),
        files={path: text.encode() for path, text in zip(members[::2], members[1::2], strict=True)},
        moved=[_pair(move) for move in headers.get("Move", ())],
        deleted=headers.get("Delete", ()),
        start=_first(headers.get("From", ())),
        merged=_first(headers.get("Merge", ())),
        tags=[_tag(tag) for tag in headers.get("Tag", ())],
    )


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _pair(move: str) -> tuple[str, str]:
    old, new = move.split(" -> ")
    return old, new


def _tag(text: str) -> Tag:
    name, _, message = text.partition(" ")
    return Tag(name, message and message + "\n")
