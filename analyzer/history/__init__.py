"""Releases in order, verdicts over them and over commits, what changed between two, and which change is a backport of which.
Pure: what was judged is passed in."""

from analyzer.history.backports import Evidence, best_match, semantic, signals
from analyzer.history.branches import line_of_branch, main_of, release_branches
from analyzer.history.changes import SURE, became, changes, compared, holds, paired
from analyzer.history.forks import against
from analyzer.history.support import lines_in_table, lines_released_since
from analyzer.history.tags import OTHER, line_of, module_of, order, read
from analyzer.history.timeline import FIXED, by_line, spans, timeline
from analyzer.history.transitions import Stretch, first_probes, first_releases, probed, steps, stretches

__all__ = [
    "FIXED",
    "OTHER",
    "SURE",
    "Evidence",
    "Stretch",
    "against",
    "became",
    "best_match",
    "by_line",
    "changes",
    "compared",
    "first_probes",
    "first_releases",
    "holds",
    "line_of",
    "line_of_branch",
    "lines_in_table",
    "lines_released_since",
    "main_of",
    "module_of",
    "order",
    "paired",
    "probed",
    "read",
    "release_branches",
    "semantic",
    "signals",
    "spans",
    "steps",
    "stretches",
    "timeline",
]
