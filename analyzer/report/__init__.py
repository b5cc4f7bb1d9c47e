"""Messages -> text of each format, and saved documents back to messages. Pure; everything from a repository is escaped.

`render` is the whole interface; the terminal's layout is loaded only when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.report.documents import KINDS, Document, read, schema
from analyzer.report.escape import visible

FORMATS = ("terminal", "json", "markdown", "github", "svg")

__all__ = ["FORMATS", "KINDS", "Document", "View", "read", "render", "schema", "visible"]


@dataclass(frozen=True, slots=True)
class View:
    """How a terminal's text is wanted: ``width`` in cells, ``color`` as escape sequences, ``ascii`` without other characters;
    ``full`` shows every path of a finding, ``detail`` what was looked at."""

    width: int = 100
    color: bool = False
    ascii: bool = False
    full: bool = False
    detail: bool = False


def render(document: Document, format: str, view: View | None = None) -> str:
    """A document in one of `FORMATS`; equal documents and views give equal text.

    Raises:
        UsageError: there is no picture of a document of this kind.
    """
    match format:
        case "json":
            from analyzer.report.documents import write

            return write(document)
        case "markdown":
            from analyzer.report.markdown import markdown

            return markdown(document)
        case "github":
            from analyzer.report.markdown import github

            return github(document)
        case "svg":
            from analyzer.report.picture import picture

            return picture(document)
    from analyzer.report.terminal import terminal

    return terminal(document, view or View())
