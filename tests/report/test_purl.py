"""What releases are called elsewhere: Go module versions by Go's rules, package URLs by theirs."""

from __future__ import annotations

import pytest

from analyzer.findings import Release, Verdict
from analyzer.report.links import commit_link, issues, request_link, web
from analyzer.report.purl import address, go_version, golang, module_path, package_of, source

HOME = "https://github.com/Example/pullbox"
OWN = "github.com/Example/pullbox"

VERSIONS = {
    "a release": ("v1.2.3", OWN, True, "v1.2.3"),
    "before 1.0": ("v0.1.0", OWN, True, "v0.1.0"),
    "a pre-release": ("v2.0.0-rc.1", f"{OWN}/v2", True, "v2.0.0-rc.1"),
    "made from a release": ("v1.7.23-k3s2", OWN, True, "v1.7.23-k3s2"),
    "before modules": ("v2.1.0", OWN, False, "v2.1.0+incompatible"),
    "v1 before modules": ("v1.0.0", OWN, False, "v1.0.0"),
    "no major suffix though there is a go.mod": ("v2.1.0", OWN, True, ""),
    "another major version": ("v3.0.0", f"{OWN}/v2", True, ""),
    "v1 in a v2 module": ("v1.9.0", f"{OWN}/v2", True, ""),
    "without its v": ("0.0.5", OWN, False, ""),
    "a capital v": ("V1.0.0", OWN, True, ""),
    "two numbers": ("v1.2", OWN, True, ""),
    "a leading zero": ("v1.02.0", OWN, True, ""),
    "build metadata, which Go ignores": ("v1.7.23+k3s1", OWN, True, ""),
    "a pseudo-version, which no tag may be": ("v0.0.0-20191109021931-daa7c04131f5", OWN, True, ""),
    "a pseudo-version after a release": ("v1.2.4-0.20191109021931-daa7c04131f5", OWN, True, ""),
    "a pseudo-version after a pre-release": ("v1.2.4-rc.1.0.20191109021931-daa7c04131f5", OWN, True, ""),
    "no version": ("latest", OWN, True, ""),
    "another module's": ("api/v1.8.0", OWN, True, ""),
    "a module in a folder": ("api/v1.8.0", f"{OWN}/api", True, "v1.8.0"),
    "a module in a folder, v2": ("api/v2.0.0", f"{OWN}/api/v2", True, "v2.0.0"),
    "the repository's, of a module in a folder": ("v1.8.0", f"{OWN}/api", True, ""),
    "a module in a folder of a vanity path": ("api/v1.8.0", "go.example.org/m/api", True, "v1.8.0"),
    "gopkg.in": ("v3.0.1", "gopkg.in/yaml.v3", True, "v3.0.1"),
    "gopkg.in, v1": ("v1.0.1", "gopkg.in/yaml.v1", True, "v1.0.1"),
    "gopkg.in, another": ("v2.0.1", "gopkg.in/yaml.v3", True, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", VERSIONS)
def test_only_what_go_takes_for_a_version_is_one(name: str) -> None:
    """A record names a version of a module that does not exist, and a scanner never matches it, or matches another one."""
    tag, path, has_gomod, version = VERSIONS[name]
    assert go_version(tag, path, OWN, has_gomod=has_gomod) == version


PATHS = {
    "as declared": (OWN, OWN),
    "as declared, v2": (f"{OWN}/v2", f"{OWN}/v2"),
    "as declared, in another case": ("github.com/example/pullbox", "github.com/example/pullbox"),
    "no go.mod": ("", OWN),
    "a fork that kept the original's path": ("github.com/upstream/pullbox", OWN),
    "a fork of v2 that kept it": ("github.com/upstream/pullbox/v2", f"{OWN}/v2"),
    "a name that only begins alike": ("github.com/Example/pullbox-two", OWN),
    "a vanity path": ("go.example.org/pullbox", "go.example.org/pullbox"),
    "no path at all": ("a b", ""),
}


@pytest.mark.parametrize("name", PATHS)
def test_fork_says_nothing_of_the_module_it_was_made_from(name: str) -> None:
    """A fork's own fix is published as one of the original's, whose users stay affected."""
    declared, path = PATHS[name]
    assert module_path(declared, HOME) == path


def test_folder_without_an_address_does_not_speak_for_the_original() -> None:
    """A fork in a folder without a remote publishes its own tags as versions of the original's module."""
    assert module_path("github.com/upstream/pullbox", "demo") == ""
    assert module_path("go.example.org/pullbox", "demo") == "go.example.org/pullbox"
    assert module_path("", "demo") == ""


ADDRESSES = {
    "https://github.com/a/b": "github.com/a/b",
    "https://github.com/a/b.git": "github.com/a/b",
    "https://GitHub.com:443/a/b/": "github.com/a/b",
    "ssh://git@example.org/a/b.git": "example.org/a/b",
    "git@github.com:a/b.git": "github.com/a/b",
    "demo": "",
    "my.clone": "",
    "file:///home/a/b": "",
    "https://example.org": "",
    "https://example.org/a b": "",
    "https://example.org/a?x=1": "",
    'https://example.org/"><script>': "",
}


@pytest.mark.parametrize("repository", ADDRESSES)
def test_only_addresses_are_published(repository: str) -> None:
    """A record leads to a file of somebody's machine, or to what a repository's name made up."""
    assert address(repository) == ADDRESSES[repository]
    assert web(repository) == (f"https://{ADDRESSES[repository]}" if ADDRESSES[repository] else "")


PURLS = {
    "module": (golang(f"{OWN}/v2", "v2.0.0"), "pkg:golang/github.com/example/pullbox/v2@v2.0.0"),
    "incompatible": (golang(OWN, "v2.0.0+incompatible"), "pkg:golang/github.com/example/pullbox@v2.0.0%2Bincompatible"),
    "gopkg.in": (golang("gopkg.in/yaml.v3", "v3.0.1"), "pkg:golang/gopkg.in/yaml.v3@v3.0.1"),
    "tilde": (golang("example.com/a~b/c_d", "v1.0.0-rc.1"), "pkg:golang/example.com/a~b/c_d@v1.0.0-rc.1"),
    "on GitHub": (source(HOME, "v1.7.23+k3s1"), "pkg:github/example/pullbox@v1.7.23%2Bk3s1"),
    "elsewhere": (
        source("https://git.example.org/x/Tool.git", "1.0"),
        "pkg:generic/Tool@1.0?vcs_url=git%2Bhttps:%2F%2Fgit.example.org%2Fx%2FTool",
    ),
    "a folder": (source("my clone/ü", "1:2@3"), "pkg:generic/%C3%BC@1:2%403"),
}


@pytest.mark.parametrize("name", PURLS)
def test_package_urls_are_written_as_specified(name: str) -> None:
    """Scanners compare package URLs as text: a plus sign that is not encoded is a blank, and nothing matches."""
    made, wanted = PURLS[name]
    assert made == wanted


def test_release_whose_go_mod_cannot_be_read_is_no_module_version() -> None:
    """A release whose go.mod is missing from a partial clone is published as a version from before modules."""
    release = Release("v2.0.0", "1" * 40, "2024-01-01", "2.0", Verdict.UNKNOWN)
    assert package_of(release, HOME) == ("", "", "pkg:github/example/pullbox@v2.0.0")


def test_links_are_made_where_they_lead_somewhere() -> None:
    """A reference of a record leads nowhere."""
    assert commit_link(HOME, "a" * 40) == f"{HOME}/commit/{'a' * 40}"
    assert request_link(HOME, "12") == f"{HOME}/pull/12"
    assert (commit_link(HOME, "HEAD"), commit_link("https://example.org/a/b", "a" * 40)) == ("", "")
    text = f"as ({HOME}/issues/7) and {HOME}/issues/7 say, not https://example.org/issues/8 or {HOME}/issues/x"
    assert issues(text, HOME) == (f"{HOME}/issues/7",) and issues(text, "demo") == ()
    assert (request_link(HOME, "1/../2"), request_link(HOME, "")) == ("", "")
