"""Go programs of the tests: several files in one text (`analyzer.rules.txtar`), what stands in them, and their expectations.

A file below ``OUTSIDE/`` is not part of the program: it lets Go's own type checker see what a program imports from elsewhere (`tests/go`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.findings import Build
from analyzer.program import Body, Program
from analyzer.program.model import SourceFile
from analyzer.rules.txtar import parse
from analyzer.tree import memory_tree

OUTSIDE = "OUTSIDE/"


def files_in(archive: str) -> dict[str, bytes]:
    """The files of a program by path."""
    return {one.name: one.text.encode() for one in parse(archive)[1] if not one.name.startswith(OUTSIDE)}


def program_of(archive: str | Path, build: Build | None = None, *, tests: bool = False) -> Program:
    """The program of an archive, or of a file that holds one."""
    text = archive.read_text() if isinstance(archive, Path) else archive
    return Program(memory_tree(files_in(text), tests=tests), build, tests=tests)


def files_of(program: Program) -> Iterator[SourceFile]:
    """Every file that takes part, by path."""
    for path, _ in program.tree.mentioning("package"):
        file = program.file(path)
        if file is not None:
            yield file


def bodies(program: Program) -> Iterator[Body]:
    """Every function, method and initial value of a program, file by file."""
    for file in files_of(program):
        for entry in file.outline.entries:
            if entry.kind in ("func", "method", "var", "const"):
                yield body_of(program, file, entry.names[0], entry.receiver)


def body_of(program: Program, file: SourceFile, name: str, receiver: str = "") -> Body:
    """The body of one declaration of a file."""
    entry = next(one for one in file.outline.entries if name in one.names and one.receiver == receiver)
    if entry.kind in ("func", "method"):
        return program.mentions.body_of(file, entry)
    return program.initializer(file.package.member_at(file, entry, name))


def lines_of(program: Program, path: str) -> list[str]:
    """A file's lines; the first is number 0."""
    text = program.tree.text(path)
    assert text is not None
    return text.decode().split("\n")
