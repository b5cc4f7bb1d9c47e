"""One rule file's text against the form: its values, or every mistake in it with its line."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from analyzer.rules.form import EXTENSION, NEW, Key, Wrong
from analyzer.rules.lines import Lines, Path, complaint
from analyzer.rules.rows import NEEDED_ROWS, ROWS, setting_mistakes


@dataclass(slots=True)
class Mistakes:
    """What is wrong in one file; ``path`` is the file as the user knows it."""

    path: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        self.found.append((line, text))

    def texts(self) -> list[str]:
        """``file:line: mistake`` by line."""
        return [f"{self.path}:{line}: {text}" for line, text in sorted(set(self.found))]


@dataclass(frozen=True, slots=True)
class Content:
    """A rule file's values: those of its top keys, and rows by table."""

    top: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    lines: Lines


def check(text: str, mistakes: Mistakes) -> Content | None:
    """Reads a rule file's text; None when it is no TOML at all. Values that are wrong are left out and reported."""
    parsed = _parsed(text, mistakes, "rule")
    return None if parsed is None else _Check(parsed[1], mistakes).document(parsed[0])


def check_rows(text: str, mistakes: Mistakes, name: str, keys: Sequence[Key]) -> list[tuple[int, dict[str, Any]]]:
    """Reads a TOML text that has nothing but ``[[name]]`` rows with some keys: each row's line and values."""
    parsed = _parsed(text, mistakes, "list of rows")
    if parsed is None:
        return []
    document, lines = parsed
    checking = _Check(lines, mistakes)
    checking.unknown(document, [name], (), "")
    return [(lines[name, number], row) for number, row in enumerate(checking.rows(document, name, keys))]


def _parsed(text: str, mistakes: Mistakes, what: str) -> tuple[dict[str, Any], Lines] | None:
    try:
        return tomllib.loads(text), Lines(text)
    except tomllib.TOMLDecodeError as error:
        line, reason = complaint(error, text)
        mistakes.add(line, f"not TOML: {reason}")
    except RecursionError:
        mistakes.add(1, f"not a {what}: its values are nested too deeply")
    return None


@dataclass(frozen=True, slots=True)
class _Check:
    lines: Lines
    mistakes: Mistakes

    def wrong(self, path: Path, text: str) -> None:
        self.mistakes.add(self.lines[path], text)

    def document(self, document: dict[str, Any]) -> Content:
        keys = EXTENSION if "extends" in document else NEW
        self.unknown(document, [*(key.name for key in keys), *ROWS], (), "")
        rows: dict[str, list[dict[str, Any]]] = {}
        for name in ROWS:
            rows[name] = self.rows(document, name, ROWS[name])
        if keys is NEW:
            for name in NEEDED_ROWS:
                if not document.get(name, []):
                    self.wrong((), f"no [[{name}]]: a rule needs at least one")
        elif not any(document.get(name) for name in (*ROWS, "harmless")):
            self.wrong(("extends",), "the extension adds nothing: it has no rows")
        return Content(self.values(document, keys, (), ""), rows, self.lines)

    def rows(self, document: dict[str, Any], name: str, keys: Sequence[Key]) -> list[dict[str, Any]]:
        given = document.get(name, [])
        if isinstance(given, list) and all(isinstance(row, dict) for row in given):
            return [self.row(row, (name, number), keys) for number, row in enumerate(given)]
        self.wrong((name,), f"{name!r} must be rows, each beginning with [[{name}]]")
        return []

    def row(self, row: dict[str, Any], path: Path, keys: Sequence[Key]) -> dict[str, Any]:
        name = str(path[0])
        where = f" in [[{name}]]"
        self.unknown(row, [key.name for key in keys], path, where)
        between = {"sink": _sink_mistakes, "setting": setting_mistakes}.get(name)
        for text in between(row) if between is not None else ():
            self.wrong(path, text)
        return self.values(row, keys, path, where)

    def unknown(self, table: dict[str, Any], known: Sequence[str], path: Path, where: str) -> None:
        for name in table:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
                self.wrong((*path, name), f"unknown key {name!r}{where}; {hint}")

    def values(self, table: dict[str, Any], keys: Sequence[Key], path: Path, where: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key in keys:
            if key.name in table:
                read = list(self.elements(key, table[key.name], (*path, key.name), where))
                if read:
                    values[key.name] = tuple(read) if key.many else read[0]
            elif key.required:
                self.wrong(path, f"no {key.name!r}{where}: {key.meaning}")
        return values

    def elements(self, key: Key, given: Any, path: Path, where: str) -> Iterator[Any]:
        if key.many and given == []:
            self.wrong(path, f"{key.name!r}{where} is empty")
        several = key.many and isinstance(given, list)
        for at, element in (
            (((*path, number), element) for number, element in enumerate(given)) if several else [(path, given)]
        ):
            try:
                yield key.read(element)
            except Wrong as wrong:
                text = str(wrong)
                joint = " " if text.startswith(("must ", "is ")) else ": "
                self.wrong(at, f"{key.name!r}{where}{joint}{text}")


def _sink_mistakes(row: dict[str, Any]) -> Iterator[str]:
    if ("assigns" in row) is ("call" in row):
        yield "[[sink]] needs either 'assigns' or 'call'"
    given = [name for name in ("argument", "parameter") if name in row]
    if "assigns" in row and "call" not in row and given:
        yield f"{given[0]!r} goes with 'call', not with 'assigns'"
    if "call" in row and len(given) != 1:
        yield "[[sink]] with 'call' needs either 'argument' or 'parameter'"
