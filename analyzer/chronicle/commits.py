"""Commits as the messages tell them."""

from __future__ import annotations

import re
import time

from analyzer.findings import Commit
from analyzer.git import BrokenRevision, Repository, Revision, written

_MERGED = re.compile(r"Merge (?:pull request|PR) #(\d+)\b")
_SQUASHED = re.compile(r"\(#(\d+)\)\s*$")


def request_of(summary: str) -> str:
    """The number of the pull request that a commit's first line names, as GitHub writes them; '' for none."""
    found = _MERGED.match(summary) or _SQUASHED.search(summary)
    return found[1] if found else ""


def told(repository: Repository, revision: Revision | BrokenRevision, request: str = "") -> Commit:
    """A commit; ``request`` is that of the merge that brought it, where its own message names none."""
    if isinstance(revision, BrokenRevision):
        return Commit(revision.name, "", "", "", revision.reason, request)
    said = written(repository, revision.commit)
    return Commit(
        commit=revision.commit,
        date=revision.date,
        authored=time.strftime("%Y-%m-%d", time.gmtime(max(0, min(said.authored, 1 << 35)))),
        author=revision.author,
        summary=revision.summary,
        request=request_of(revision.summary) or request,
    )
