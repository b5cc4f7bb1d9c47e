"""Where a repository can be looked at: the addresses of files, commits and requests on the hosting service that it comes from.

Known are the forms of GitHub, GitLab, Gitea (with Forgejo and Codeberg) and Bitbucket Cloud, by the host's name; only https. Of any other
repository there are no addresses. All of an address is letters, digits and ``-._~/%`` besides its fixed parts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzer.places import Place
from analyzer.report.escape import address

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REPOSITORY = re.compile(r"https://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?P<path>(?:/\w[\w.~-]*){2,})", re.ASCII | re.IGNORECASE)  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,12}")


class Service(NamedTuple):
    """How a hosting service forms its addresses, below a repository's own. ``groups`` tells that repositories may lie deeper."""

    file: str
    line: str
    commit: str
    request: str
    groups: bool = False


_GITHUB = Service("/blob/{commit}/{path}", "#L{line}", "/commit/{commit}", "/pull/{number}")
_GITLAB = Service(
    "/-/blob/{commit}/{path}", "#L{line}", "/-/commit/{commit}", "/-/merge_requests/{number}", groups=True
)
_GITEA = Service("/src/commit/{commit}/{path}", "#L{line}", "/commit/{commit}", "/pulls/{number}")
_BITBUCKET = Service("/src/{commit}/{path}", "#lines-{line}", "/commits/{commit}", "/pull-requests/{number}")
_SERVICES = {
    "github": _GITHUB,
    "gitlab": _GITLAB,
    "gitea": _GITEA,
    "forgejo": _GITEA,
    "codeberg": _GITEA,
    "bitbucket": _BITBUCKET,
}
_ONLY_PUBLIC = {"github": "github.com", "bitbucket": "bitbucket.org"}
"""Services whose own installations at other hosts are another product, or cannot be told by their name."""


class Hosting:
    """The addresses of one repository; all are '' where the service is not known."""

    def __init__(self, repository: str) -> None:
        bare = repository.removesuffix("/").removesuffix(".git")
        self._service = _service_of(bare)
        self._base = bare if self._service is not None else ""

    @property
    def repository(self) -> str:
        """The repository's own page."""
        return self._base

    def file(self, place: Place, commit: str) -> str:
        """A line of a file as it is in a commit."""
        if self._service is None or not _COMMIT.fullmatch(commit):
            return ""
        path = self._service.file.format(commit=commit, path=address(place.path))
        return f"{self._base}{path}{self._service.line.format(line=place.line)}"

    def commit(self, commit: str) -> str:
        """A commit."""
        if self._service is None or not _COMMIT.fullmatch(commit):
            return ""
        return self._base + self._service.commit.format(commit=commit)

    def request(self, number: str) -> str:
        """A pull or merge request by its number."""
        if self._service is None or not _NUMBER.fullmatch(number):
            return ""
        return self._base + self._service.request.format(number=number)


def _service_of(repository: str) -> Service | None:
    found = _REPOSITORY.fullmatch(repository)
    if found is None or "/.." in found["path"]:
        return None
    host = found["host"].lower()
    name = next((part for part in _SERVICES if host.startswith(f"{part}.")), None)
    if name is None or _ONLY_PUBLIC.get(name, host) != host:
        return None
    service = _SERVICES[name]
    return service if service.groups or found["path"].count("/") == 2 else None
