"""The formats: a row each says which documents it can show, where it is made, and what comes out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import NamedTuple


class Format(NamedTuple):
    """A format. ``made`` is "module:function" in this package: a document, and the `View` where it is ``viewed``, in, text out.
    ``kinds`` are the documents it can show, () for all."""

    made: str
    kinds: tuple[str, ...] = ()
    viewed: bool = False

    def shows(self, kind: str) -> bool:
        """Whether documents of a kind have this format."""
        return not self.kinds or kind in self.kinds

    def load(self) -> Callable[..., str]:
        """The function that makes it; only now is its module imported."""
        module, _, name = self.made.partition(":")
        function: Callable[..., str] = getattr(importlib.import_module(f"analyzer.report.{module}"), name)
        return function


_RELEASES = ("timeline", "scan", "scans")
_RESULTS = ("scan", "scans", "check")
FORMATS = {
    "text": Format("terminal:terminal", viewed=True),
    "json": Format("documents:write"),
    "markdown": Format("markdown:markdown"),
    "comment": Format("markdown:comment"),
    "sarif": Format("sarif:sarif", _RESULTS, viewed=True),
    "github": Format("github:commands", _RESULTS),
    "gitlab": Format("gitlab:code_quality", _RESULTS),
    "junit": Format("junit:junit", _RESULTS),
    "osv": Format("osv:osv", ("timeline",), viewed=True),
    "openvex": Format("openvex:openvex", _RELEASES, viewed=True),
    "csaf": Format("csaf:csaf", _RELEASES, viewed=True),
    "html": Format("html:page"),
    "svg": Format("picture:picture", ("timeline",)),
}


def formats_of(*kinds: str) -> tuple[str, ...]:
    """The formats that documents of one of some kinds have; of no kind at all, those that every document has."""
    if not kinds:
        return tuple(name for name, format in FORMATS.items() if not format.kinds)
    return tuple(name for name, format in FORMATS.items() if any(format.shows(kind) for kind in kinds))
