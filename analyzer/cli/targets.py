"""Which format goes where: ``--format X --output FILE``, as often as wanted, and files that are whole or not there."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file that it is written to; None is standard output."""

    format: str
    file: Path | None


def targets(formats: Sequence[str], files: Sequence[Path], order: Sequence[str]) -> tuple[Target, ...]:
    """Formats and files put together: an ``--output`` belongs to the ``--format`` before it; a single one to the only format.

    Args:
        formats: as given; none is text.
        files: as given; "-" is standard output.
        order: the names of the parameters as they were given, "formats" and "files" among them.

    Raises:
        click.UsageError: an output has no format, two want the same place, or a file's folder is not there.
    """
    if len(formats) <= 1 and len(files) <= 1:
        found = [Target(next(iter(formats), "text"), _file(files[0]) if files else None)]
    else:
        found = _paired(formats, files, [name for name in order if name in ("formats", "files")])
    _refuse_same_place(found)
    for target in found:
        if target.file is not None and not target.file.absolute().parent.is_dir():
            raise click.UsageError(f"--output {target.file}: there is no folder {target.file.parent}")
        if target.file is not None and target.file.is_dir():
            raise click.UsageError(f"--output {target.file}: it is a folder, name a file in it")
    return tuple(found)


def _paired(formats: Sequence[str], files: Sequence[Path], order: Sequence[str]) -> list[Target]:
    found: list[Target] = []
    format, file = iter(formats), iter(files)
    former = "files"
    for name in order:
        if name == "formats":
            found.append(Target(next(format), None))
        elif former == "files":
            raise click.UsageError(f"--output {next(file)} needs a --format of its own before it")
        else:
            found[-1] = Target(found[-1].format, _file(next(file)))
        former = name
    return found


def _file(path: Path) -> Path | None:
    return None if str(path) == "-" else path


def _refuse_same_place(found: Sequence[Target]) -> None:
    taken: dict[str, str] = {}
    for target in found:
        place = str(target.file.absolute()) if target.file else ""
        if place in taken:
            where = f"into {target.file}" if target.file else "to standard output"
            raise click.UsageError(
                f"{taken[place]} and {target.format} both go {where}: give one an --output of its own"
            )
        taken[place] = target.format


def write_file(file: Path, text: str) -> None:
    """Writes a file that is at every moment the old or the new one. What is no file of a folder, as a pipe, is written to.

    Raises:
        OSError: it cannot be written; a former file is as it was.
    """
    content = text.encode("utf-8", "backslashreplace")
    if file.exists() and not file.is_file():
        file.write_bytes(content)
        return
    target = file.resolve()
    aside = target.with_name(f".niltrail-{secrets.token_hex(6)}")
    try:
        with aside.open("xb") as opened:
            opened.write(content)
        if target.exists():
            aside.chmod(target.stat().st_mode & 0o777)
        aside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
