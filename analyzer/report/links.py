"""Addresses of a repository and of what is in it, for documents that are published. '' where there is none to follow."""

from __future__ import annotations

import re

from analyzer.report.hosting import Hosting
from analyzer.report.purl import address


def web(repository: str) -> str:
    """The address by which anybody can clone and look at a repository: without credentials, by HTTPS."""
    where = address(repository)
    return f"https://{where}" if where else ""


def commit_link(repository: str, commit: str) -> str:
    """A commit's page, where the hosting service is known."""
    return Hosting(web(repository)).commit(commit)


def request_link(repository: str, number: str) -> str:
    """A pull or merge request's page."""
    return Hosting(web(repository)).request(number)


def issues(text: str, repository: str) -> tuple[str, ...]:
    """The issues of a repository that a text links to."""
    home = web(repository)
    return tuple(dict.fromkeys(re.findall(rf"{re.escape(home)}/issues/\d+", text))) if home else ()
