"""Addresses of a repository and of what is in it, for documents that are published. '' where there is none to follow."""

from __future__ import annotations

import re

from analyzer.report.purl import address

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REQUEST = re.compile(r"\d{1,9}")


def web(repository: str) -> str:
    """The address by which anybody can clone and look at a repository: without credentials, by HTTPS."""
    where = address(repository)
    return f"https://{where}" if where else ""


def commit_link(repository: str, commit: str) -> str:
    """A commit's page, on GitHub."""
    return f"{web(repository)}/commit/{commit}" if _github(repository) and _COMMIT.fullmatch(commit) else ""


def request_link(repository: str, number: str) -> str:
    """A pull request's page, on GitHub."""
    return f"{web(repository)}/pull/{number}" if _github(repository) and _REQUEST.fullmatch(number) else ""


def issues(text: str, repository: str) -> tuple[str, ...]:
    """The issues of a repository that a text links to."""
    home = web(repository)
    return tuple(dict.fromkeys(re.findall(rf"{re.escape(home)}/issues/\d+", text))) if home else ()


def _github(repository: str) -> bool:
    return address(repository).startswith("github.com/")
