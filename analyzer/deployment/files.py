"""TOML files of a deployment, read as they are on this machine or in a copy of the node's files. What stands in them is never in an error."""

from __future__ import annotations

import fnmatch
import posixpath
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.deployment.tables import Table, flat
from analyzer.errors import UsageError
from analyzer.rules.lines import Lines, complaint

STANDARD_INPUT = Path("-")
_LARGEST = 16 << 20
_QUOTED = re.compile(r"[(\[]?['\"].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Node:
    """Where a deployment's files are. ``root`` is a copy of its file system, None for this machine. ``texts`` keeps what was read:
    standard input can be read only once."""

    root: Path | None = None
    texts: dict[Path, str] = field(default_factory=dict, compare=False)

    def find(self, path: str, near: Path) -> Path | None:
        """Where an absolute path of the configuration is looked up; None where ``near``, the file that names it, was evidently
        brought from elsewhere: it does not lie below the same top folder."""
        if self.root is not None:
            return self.root / path.lstrip("/")
        tops = {near.resolve().parts[1:2], near.absolute().parts[1:2]}
        return Path(path) if Path(path).parts[1:2] in tops else None


def read(path: Path, shown: str, node: Node, *, bare: bool = False, piped: bool = False) -> Table:
    """The values of a TOML file, which is ``shown`` to the user; with ``bare`` empty tables too. One that is ``piped`` may be a pipe.

    Raises:
        UsageError: it cannot be read, or is no TOML.
    """
    import tomllib

    if path not in node.texts:
        node.texts[path] = _text(path, shown, piped=piped)
    text = node.texts[path]
    try:
        return flat(tomllib.loads(text), Lines(text), shown, bare=bare)
    except tomllib.TOMLDecodeError as error:
        line, reason = complaint(error, text)
        raise UsageError(f"{shown}:{line}: not TOML{_safe(reason)}; correct the file") from None
    except RecursionError:
        raise UsageError(f"{shown}: its values are nested too deeply") from None


def _text(path: Path, shown: str, *, piped: bool) -> str:
    try:
        if path == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(_LARGEST + 1)
        elif path.is_file() or (piped and (path.is_fifo() or path.is_char_device())):
            with path.open("rb") as opened:
                raw = opened.read(_LARGEST + 1)
        else:
            raise UsageError(f"{shown} cannot be read: {'it is no file' if path.exists() else 'there is no such file'}")
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {error.strerror}") from error
    if len(raw) > _LARGEST:
        raise UsageError(f"{shown} is larger than {_LARGEST >> 20} MiB: no configuration")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{shown}:{line}: not UTF-8; correct the file") from None


def _safe(reason: str) -> str:
    """The reader's reason without what it quotes from the file; what it expected is its own."""
    reason = reason if reason.startswith("Expected ") else _QUOTED.sub("", reason).strip()
    return f" ({reason[:1].lower()}{reason[1:]})" if reason else ""


def matching(pattern: Path) -> list[Path]:
    """The files that a path with ``*`` in it names, in order (Go's filepath.Glob: hidden ones too)."""
    first = next(number for number, part in enumerate(pattern.parts) if "*" in part)
    found = [Path(*pattern.parts[:first])]
    for part in pattern.parts[first:]:
        wanted = part.replace("[^", "[!").replace("**", "*")
        found = [folder / name for folder in found for name in _names(folder) if fnmatch.fnmatchcase(name, wanted)]
    return [one for one in found if one.exists()]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def beside(file: str, path: str) -> str:
    """A path as a configuration file means it: relative ones begin at the file's folder."""
    return posixpath.normpath(path if path.startswith("/") else posixpath.join(posixpath.dirname(file), path))
