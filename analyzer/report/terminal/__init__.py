"""Messages -> text for a terminal, or for a pipe when it has no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.findings import Scan, Scans, Timeline
from analyzer.report.documents import Document
from analyzer.report.terminal.blocks import blocks_page
from analyzer.report.terminal.page import ASCII, UNICODE, Page
from analyzer.report.terminal.scan import scan_page
from analyzer.report.terminal.timeline import timeline_page
from analyzer.report.told import blocks

if TYPE_CHECKING:
    from analyzer.report import View


def terminal(document: Document, view: View) -> str:
    """The text of a document."""
    page = Page(view.width, ASCII if view.ascii else UNICODE)
    match document:
        case Scan():
            scan_page(page, document, full=view.full, detail=view.detail)
        case Scans(scans=scans):
            for scan in scans:
                page.blank()
                scan_page(page, scan, full=view.full, detail=view.detail)
        case Timeline():
            timeline_page(page, document, detail=view.detail)
        case _:
            blocks_page(page, blocks(document))
    return page.text(color=view.color)
