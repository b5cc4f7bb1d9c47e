"""The commands about history as functions: repository + question -> messages. Trees are judged, never ancestry; commits only explain."""

from analyzer.chronicle.compare import diff
from analyzer.chronicle.origins import explained
from analyzer.chronicle.picks import Branch, backports, supported
from analyzer.chronicle.track import holding, track
from analyzer.chronicle.track import write as write_state
from analyzer.chronicle.upstream import beside_upstream
from analyzer.chronicle.walks import Range, bisect

__all__ = [
    "Branch",
    "Range",
    "backports",
    "beside_upstream",
    "bisect",
    "diff",
    "explained",
    "holding",
    "supported",
    "track",
    "write_state",
]
