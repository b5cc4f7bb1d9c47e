"""Where the keys of a TOML text stand: tomllib tells values without their lines.

The text has been read by tomllib, so it is valid: this is no second parser of TOML, only a walk over its tokens.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5} | '''(?:[^']|'{1,2}(?!'))*'{3,5}
              | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
    | (?P<comment>\#[^\n]*) | (?P<newline>\n) | (?P<mark>[\[\]{}=,.]) | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE,
)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")


def complaint(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """The line, 1-based, at which tomllib gave up reading a text, and why without the place."""
    message = str(error)
    found = _AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else max(1, text.rstrip("\n").count("\n") + 1)
    return line, _AT_LINE.sub("", message)


class Lines:
    """The lines of a TOML text's keys, rows and array elements, 1-based.

    A path is a key's names from the top: ``("source", 1, "call")`` is the key of the second row, ``("harmless", 0)`` the first element.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._rows: dict[Path, int] = {}
        _Walk(text, self._lines, self._rows).statements()

    def __getitem__(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


class _Walk:
    def __init__(self, text: str, lines: dict[Path, int], rows: dict[Path, int]) -> None:
        self.tokens = _tokens(text)
        self.lines = lines
        self.rows = rows
        self.kind, self.text, self.line = "newline", "\n", 1

    def step(self) -> None:
        self.kind, self.text, self.line = next(self.tokens, ("end", "", self.line))

    def at(self, mark: str) -> bool:
        return self.kind == "mark" and self.text == mark

    def statements(self) -> None:
        table: Path = ()
        self.step()
        while self.kind != "end":
            if self.kind == "newline":
                self.step()
            elif self.at("["):
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        line = self.line
        self.step()
        row = self.at("[")
        if row:
            self.step()
        path = self.within((), self.key("]"), row=row)
        self.lines.setdefault(path, line)
        if row:
            self.lines.setdefault(path[:-1], line)
        while self.kind not in ("newline", "end"):
            self.step()
        return path

    def within(self, base: Path, names: list[str], *, row: bool = False) -> Path:
        """The path of a header: an array of tables on the way means its latest row."""
        path = base
        for number, name in enumerate(names):
            path += (name,)
            if row and number == len(names) - 1:
                self.rows[path] = self.rows.get(path, -1) + 1
            if path in self.rows:
                path += (self.rows[path],)
        return path

    def key(self, end: str) -> list[str]:
        names: list[str] = []
        while not self.at(end) and self.kind != "end":
            if self.kind in ("bare", "string"):
                names.append(self.text.strip("\"'") if self.kind == "string" else self.text)
            self.step()
        return names

    def pair(self, table: Path) -> None:
        line = self.line
        path = table + tuple(self.key("="))
        self.lines.setdefault(path, line)
        self.step()
        self.value(path)

    def value(self, path: Path) -> None:
        if self.at("["):
            self.array(path)
        elif self.at("{"):
            self.inline(path)
        else:
            while self.kind not in ("newline", "end") and not (self.kind == "mark" and self.text in ",]}"):
                self.step()

    def array(self, path: Path) -> None:
        self.step()
        element = 0
        while not self.at("]") and self.kind != "end":
            if self.kind == "newline":
                self.step()
            elif self.at(","):
                element += 1
                self.step()
            else:
                self.lines.setdefault((*path, element), self.line)
                self.value((*path, element))
        self.step()

    def inline(self, path: Path) -> None:
        self.step()
        while not self.at("}") and self.kind != "end":
            if self.kind == "newline" or self.at(","):
                self.step()
            else:
                self.pair(path)
        self.step()


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind != "comment":
            yield kind, found.group(), line
        line += found.group().count("\n")
