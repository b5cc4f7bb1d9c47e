"""Messages -> one self-contained HTML page."""

from __future__ import annotations

from analyzer.report.html.page import page

__all__ = ["page"]
