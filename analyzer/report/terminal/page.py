"""Lines of styled text at a width: fields with hanging indents, never a broken word, so that paths stay whole and clickable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from analyzer.findings import Verdict
from analyzer.report.escape import visible

_NARROWEST = 40
_WORD = re.compile(r"\S+")

_STYLES = {
    Verdict.VULNERABLE: "bold red",
    Verdict.UNKNOWN: "bold yellow",
    Verdict.MITIGATED: "cyan",
    Verdict.SAFE: "green",
    Verdict.NOT_APPLICABLE: "dim",
}


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that carry meaning or draw; `ASCII` is for terminals that have no others."""

    verdicts: tuple[str, ...]
    dot: str
    dots: str
    bar: str
    rung: str
    last: str
    arrow: str

    def verdict(self, verdict: Verdict) -> str:
        """A verdict's sign, so that colour is never all there is."""
        return self.verdicts[list(Verdict).index(verdict)]


UNICODE = Signs(("✗", "?", "◐", "✓", "–"), "·", "…", "│", "├", "╰", "→")
ASCII = Signs(("x", "?", "o", "+", "-"), "-", "...", "|", "|", "`", "->")
_TO_ASCII = str.maketrans({"·": "-", "—": "-", "…": "...", "→": "->", "’": "'"})


def style_of(verdict: Verdict) -> str:
    """A verdict's colour."""
    return _STYLES[verdict]


def said(text: str, style: str = "") -> Text:
    """Text that may hold anything a repository holds, made visible. What is added to it later does not get its style."""
    return Text().append(visible(text), style or None)


class Page:
    """What is printed, line by line. ``width`` is in terminal cells; words longer than that stick out rather than break."""

    def __init__(self, width: int, signs: Signs = UNICODE) -> None:
        self.width = max(width, _NARROWEST)
        self.signs = signs
        self._lines: list[Text] = []
        self._console = Console(
            width=self.width, color_system="standard", force_terminal=True, no_color=False, legacy_windows=False
        )

    def blank(self) -> None:
        """An empty line, never two in a row, never the first."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def add(self, text: Text, indent: int = 0) -> None:
        """A paragraph; its lines are indented alike."""
        self.hang(Text(" " * indent), text)

    def hang(self, label: Text, text: Text, below: Text | None = None) -> None:
        """A paragraph beside a label; its further lines start after ``below``, which is blank unless given."""
        indent = label.cell_len
        for number, line in enumerate(self.wrapped(text, self.width - indent)):
            first = label if number == 0 else below or Text(" " * indent)
            self._append(first.copy().append_text(line))

    def verdict(self, verdict: Verdict) -> Text:
        """A verdict's sign and word."""
        return said(f"{self.signs.verdict(verdict)} {verdict.value}", style_of(verdict))

    def joined(self, parts: Iterable[Text], mark: str = "") -> Text:
        """Parts with a separator between them."""
        return said(f" {mark or self.signs.dot} ", "dim").join([part for part in parts if part.plain])

    def wrapped(self, text: Text, width: int) -> list[Text]:
        """The lines of a paragraph."""
        lines: list[Text] = []
        for paragraph in text.split("\n", allow_blank=True):
            lines += paragraph.divide(_breaks(paragraph.plain, max(width, _NARROWEST // 2)))
        return lines

    def fits(self, *texts: str) -> bool:
        """Whether texts fit into one line together."""
        return sum(cell_len(text) for text in texts) <= self.width

    def _append(self, line: Text) -> None:
        line.rstrip()
        if self.signs is ASCII:
            plain = line.plain.translate(_TO_ASCII)
            line = Text(plain.encode("ascii", "backslashreplace").decode())
        self._lines.append(line)

    def text(self, *, color: bool) -> str:
        """Everything, with colours as escape sequences or none at all."""
        lines = self._lines
        if not color:
            return "".join(f"{line.plain}\n" for line in lines)
        with self._console.capture() as capture:
            for line in lines:
                self._console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
        return capture.get()


def _breaks(text: str, width: int) -> list[int]:
    """Where a paragraph's lines after the first begin; rich's own wrapping would break long words."""
    found: list[int] = []
    begin = 0
    for word in _WORD.finditer(text):
        if word.start() > begin and cell_len(text[begin : word.end()]) > width:
            begin = word.start()
            found.append(begin)
    return found
