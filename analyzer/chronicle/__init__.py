"""The commands about history as functions: repository + question -> messages. Trees are judged, never ancestry; commits only explain."""

from analyzer.chronicle.compare import diff
from analyzer.chronicle.origins import explained
from analyzer.chronicle.walks import Range, bisect

__all__ = ["Range", "bisect", "diff", "explained"]
