"""Messages -> text of each format, and saved documents back to messages. Pure; everything from a repository is escaped.

`render` is the whole interface; a format's module is loaded only when it is asked for (`analyzer.report.formats`).
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.errors import UsageError
from analyzer.report.documents import KINDS, Document, read, schema
from analyzer.report.escape import visible
from analyzer.report.formats import FORMATS, formats_of
from analyzer.report.publication import UNSAID, Publication

__all__ = ["FORMATS", "KINDS", "Document", "Publication", "View", "formats_of", "read", "render", "schema", "visible"]


@dataclass(frozen=True, slots=True)
class View:
    """How a terminal's text is wanted: ``width`` in cells, ``color`` as escape sequences, ``ascii`` without other characters;
    ``full`` shows every path of a finding, ``detail`` what was looked at. ``profile`` is whom a SARIF log is for: full, github;
    ``publication`` what the documents about releases say of their publisher."""

    width: int = 100
    color: bool = False
    ascii: bool = False
    full: bool = False
    detail: bool = False
    profile: str = "full"
    publication: Publication = UNSAID


def render(document: Document, format: str, view: View | None = None) -> str:
    """A document in one of `FORMATS`; equal documents and views give equal text.

    Raises:
        UsageError: documents of this kind have no such format.
    """
    wanted = FORMATS[format]
    if not wanted.shows(document.document):
        have = ", ".join(formats_of(document.document))
        raise UsageError(f"the format {format} is not for a {document.document}: use another --format, such as {have}")
    make = wanted.load()
    return make(document, view or View()) if wanted.viewed else make(document)
