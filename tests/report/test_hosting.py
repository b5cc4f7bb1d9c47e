"""Links to the services that repositories are hosted at."""

from __future__ import annotations

import pytest

from analyzer.places import Place
from analyzer.report.hosting import Hosting

ID = "0123456789abcdef0123456789abcdef01234567"
PLACE = Place("pkg/a b.go", 12, 3)
KNOWN = [
    ("https://github.com/up/stream", f"/blob/{ID}/pkg/a%20b.go#L12", f"/commit/{ID}", "/pull/7"),
    ("https://gitlab.com/up/deep/er/stream", f"/-/blob/{ID}/pkg/a%20b.go#L12", f"/-/commit/{ID}", "/-/merge_requests/7"),
    ("https://gitlab.example.com/up/stream", f"/-/blob/{ID}/pkg/a%20b.go#L12", f"/-/commit/{ID}", "/-/merge_requests/7"),
    ("https://codeberg.org/up/stream", f"/src/commit/{ID}/pkg/a%20b.go#L12", f"/commit/{ID}", "/pulls/7"),
    ("https://gitea.example.com/up/stream", f"/src/commit/{ID}/pkg/a%20b.go#L12", f"/commit/{ID}", "/pulls/7"),
    ("https://bitbucket.org/up/stream", f"/src/{ID}/pkg/a%20b.go#lines-12", f"/commits/{ID}", "/pull-requests/7"),
]  # fmt: skip
UNKNOWN = [
    "http://github.com/up/stream",
    "git@github.com:up/stream.git",
    "ssh://git@github.com/up/stream",
    "https://user:secret@github.com/up/stream",
    "https://github.com:444/up/stream",
    "https://github.com/up",
    "https://github.com/up/stream/deeper",
    "https://github.com/../stream",
    "https://github.com.evil.example/up/stream",
    "https://github.com/up/stream?x=1",
    'https://github.com/up/"onmouseover="x',
    "https://github.com/up/stream\n",
    "https://example.com/up/stream",
    "javascript:alert(1)//github.com/up/stream",
    "demo",
    "",
]


@pytest.mark.parametrize(("repository", "file", "commit", "request_"), KNOWN)
@pytest.mark.parametrize("suffix", ["", ".git", "/"])
def test_places_are_linked_where_the_service_is_known(
    repository: str, file: str, commit: str, request_: str, suffix: str
) -> None:
    """A place in a report cannot be opened, or opens something else."""
    hosting = Hosting(repository + suffix)
    assert hosting.repository == repository
    assert hosting.file(PLACE, ID) == repository + file
    assert hosting.commit(ID) == repository + commit
    assert hosting.request("7") == repository + request_


@pytest.mark.parametrize("repository", UNKNOWN)
def test_nothing_is_linked_elsewhere(repository: str) -> None:
    """A repository's address leads readers to a place of its choice, or takes a password with it."""
    hosting = Hosting(repository)
    assert {hosting.repository, hosting.file(PLACE, ID), hosting.commit(ID), hosting.request("7")} == {""}


@pytest.mark.parametrize("commit", ["", "main", ID[:12], ID + "/..", f"{ID}\n"])
def test_only_whole_commit_ids_are_linked(commit: str) -> None:
    """A branch's name becomes a part of an address."""
    hosting = Hosting("https://github.com/up/stream")
    assert (hosting.file(PLACE, commit), hosting.commit(commit), hosting.request("7#x")) == ("", "", "")
