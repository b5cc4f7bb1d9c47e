"""Releases in order, their lines, and a verdict's spans over them. Pure: the judged releases are passed in."""

from analyzer.history.tags import OTHER, line_of, module_of, order, read
from analyzer.history.timeline import by_line, spans, timeline

__all__ = ["OTHER", "by_line", "line_of", "module_of", "order", "read", "spans", "timeline"]
