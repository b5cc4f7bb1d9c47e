"""Places and texts as SARIF has them."""

from __future__ import annotations

import re
from typing import Any

from analyzer.places import Place
from analyzer.report.escape import address, visible
from analyzer.report.sarif.limits import Limits

ROOT = "SRCROOT"
"""The base of every path (3.4.4): the root of what was judged. Where that is on a disk is not told."""
_LINK = re.compile(r"\]\(")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_AS_TEXT = r"{{\1}}"


def artifact(path: str) -> dict[str, Any]:
    """An artifactLocation (3.4): a path as a relative URI reference."""
    return {"uri": address(path), "uriBaseId": ROOT}


def physical(place: Place, limits: Limits) -> dict[str, Any]:
    """A physicalLocation (3.29) that is a whole line. GitHub asks for all four ends; the first column is 1 in every unit."""
    line = max(place.line, 1)
    region = {"startLine": line, "startColumn": 1, "endLine": line} if limits.github else {"startLine": line}
    return {"artifactLocation": artifact(place.path), "region": region}


def location(place: Place, limits: Limits, text: str = "", **more: Any) -> dict[str, Any]:
    """A location (3.28), with what is there to see."""
    found = {**more, "physicalLocation": physical(place, limits)}
    return {**found, "message": message(text)} if text else found


def message(text: str) -> dict[str, str]:
    """A message (3.11) that says exactly this."""
    return {"text": literal(text)}


def literal(text: str) -> str:
    """Text in a message: what would be taken for a link (3.11.6) or a placeholder (3.11.5) is escaped."""
    shown = visible(text)
    if _LINK.search(shown):
        shown = bracketed(shown)
    return _PLACEHOLDER.sub(_AS_TEXT, shown)


def link(text: str, id: int) -> str:
    """An embedded link to the result's related location of that id (3.11.6)."""
    return f"[{_PLACEHOLDER.sub(_AS_TEXT, bracketed(visible(text)))}]({id})"


def bracketed(text: str) -> str:
    """Text inside a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
