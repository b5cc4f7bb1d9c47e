"""Which addresses are allowed, and what is shown of them."""

from __future__ import annotations

import pytest

from analyzer.errors import UsageError
from analyzer.git import is_url
from analyzer.git.remotes import remote, shown


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/containerd/containerd", "https://github.com/containerd/containerd"),
        ("HTTPS://github.com/a/b.git", "https://github.com/a/b.git"),
        ("https://user:se%40cret@example.com:8443/a/b?token=secret#secret", "https://example.com:8443/a/b"),
        ("https://secret@example.com/a", "https://example.com/a"),
        ("ssh://git:secret@example.com:22/a/b", "ssh://example.com:22/a/b"),
        ("git@github.com:containerd/containerd.git", "ssh://github.com/containerd/containerd.git"),
        ("example.com:a/b", "ssh://example.com/a/b"),
        ("git://example.com/a", "git://example.com/a"),
        ("https://[::1]:8080/a", "https://::1:8080/a"),
        ("file:///home/somebody/secret/project.git", "project"),
        ("file://localhost/home/somebody/secret/project", "project"),
    ],
)
def test_allowed_addresses_and_their_names(url: str, name: str) -> None:
    """A usual address is refused, or a password or home folder is printed in a report."""
    address = remote(url)
    assert is_url(url)
    assert address.shown == shown(url) == name
    assert "secret" not in address.shown + address.kept.removeprefix("file:///home/somebody/secret") + address.key
    assert "/" not in address.key and address.key.endswith(".git")


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c touch% /tmp/sprung",
        "ext::sh",
        "fd::17",
        "file::/etc",
        "https::http://secret@example.com/a",
        "http://example.com/a",
        "ftp://example.com/a",
        "javascript://alert(1)",
        "--upload-pack=touch",
        "-oProxyCommand=touch",
        "ssh://-oProxyCommand=touch/a",
        "ssh://-oProxyCommand=touch@example.com/a",
        "-oProxyCommand=touch@example.com:a",
        "example.com:-a",
        "git@-example.com:a",
        "https://",
        "https:///a",
        "https://example.com",
        "https://example.com/",
        "https://exa mple.com/a",
        "https://example.com/a\n[core]",
        "https://example.com/a\0",
        "https://user:secret@example.com:nonsense/a",
        "https://user:sec/secret@example.com/a",
        "https://user:s@secret@/a",
        "https://[secret@example.com/a",
        "rsync://user:s/e@c@secret@example.com/a",
        "file://other/home/a",
        "file://",
        "file:///",
        "",
    ],
)
def test_refused_addresses(url: str) -> None:
    """An address from a web page could run a program, or its password is repeated in a log."""
    with pytest.raises(UsageError) as told:
        remote(url)
    assert told.value.exit_code == 2
    assert "secret" not in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize(
    "where", ["../containerd", "./a:b", "/srv/git/a:b", "~/a", "C:", "containerd", ".", "a/b", "-x"]
)
def test_paths_are_no_addresses(where: str) -> None:
    """A folder is taken for a server's name."""
    assert not is_url(where)


def test_one_place_has_one_mirror() -> None:
    """The same repository is cloned twice, or two repositories share a mirror."""
    same = [
        "https://example.com/a/b",
        "https://Example.com/a/b.git",
        "https://me:x@example.com/a/b/",
        "HTTPS://example.com/a/b",
    ]
    assert len({remote(url).key for url in same}) == 1
    other = ["https://example.com/a/B", "https://example.com:1/a/b", "ssh://example.com/a/b", "https://example.org/a/b"]
    assert len({remote(url).key for url in [*other, same[0]]}) == 5
    assert remote("git@example.com:a/b").key == remote("ssh://git@example.com/a/b").key
    assert remote("file:///srv/a").key == remote("file://localhost/srv/a.git").key


@pytest.mark.parametrize(
    "url", ["", "x", "https://[", "file:///", "/a/\x1b[31m", "https://host:99999999/x", "::", "a:b:c"]
)
def test_any_address_of_a_repositorys_own_has_a_name(url: str) -> None:
    """A repository with a strange origin cannot be opened."""
    assert shown(url).isprintable()
