"""Messages -> SARIF 2.1.0 (OASIS Standard, Errata 01), the log that code scanning services and editors read.

One run for each revision. Section numbers in this package are those of the standard. There are no columns: ours count bytes, the
standard's count characters, and the line that would tell them apart is in no document; a region is the whole line.
"""

from __future__ import annotations

import json
from typing import Any

from analyzer.checks import Check
from analyzer.findings import Scan, Scans
from analyzer.report import View
from analyzer.report.results import judged_of
from analyzer.report.sarif.limits import FULL, GITHUB, Limits
from analyzer.report.sarif.runs import run

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(document: Scan | Scans | Check, view: View) -> str:
    """The log, indented by two, keys in a fixed order. ``view.profile`` github keeps it within what GitHub takes."""
    return json.dumps(log(document, GITHUB if view.profile == "github" else FULL), indent=2, ensure_ascii=False) + "\n"


def log(document: Scan | Scans | Check, limits: Limits) -> dict[str, Any]:
    """The same as an object (3.13)."""
    runs = judged_of(document)
    kept = limits.of(runs, limits.runs)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [run(one, limits, left_out=len(runs) - len(kept) if one is kept[-1] else 0) for one in kept],
    }
