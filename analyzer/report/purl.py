"""What a release is called elsewhere: its version as a Go module, and its package URL. Pure text, no registry is asked.

Versions follow the Go modules reference (Versions, Major version suffixes, Mapping versions to commits), package URLs the purl
specification (ECMA-427) with its types golang, github, bitbucket and generic. Whether a module proxy really has a version is not known here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from semver import Version

from analyzer.findings import Release

_URL = re.compile(r"(?:https?|ssh|git)://(?:[^/@\s]*@)?(?P<host>[A-Za-z0-9.-]+)(?::\d+)?/(?P<path>[A-Za-z0-9._~/-]+)")
_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+):(?P<path>[A-Za-z0-9._~/-]+)")
_MAJOR = re.compile(r"(?P<path>.*)/v(?P<major>[2-9]|[1-9]\d+)")
_GOPKG = re.compile(r"(?P<path>gopkg\.in/.*)\.v(?P<major>\d+)(?:-unstable)?")
_MODULE = re.compile(r"[A-Za-z0-9._~/-]+")
_PSEUDO = re.compile(r"(?:.*[.-]0\.|0\.|)\d{14}-[0-9a-f]{12}")
_FORGES = ("github.com/", "gitlab.com/", "bitbucket.org/", "codeberg.org/")
_FORGE_TYPES = {"github.com": "github", "bitbucket.org": "bitbucket"}
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:")


class Package(NamedTuple):
    """A release under its public names. ``module`` is the Go module path and ``version`` the Go version ("v2.0.0",
    "v4.1.0+incompatible"); both are '' where Go has no such version. ``purl`` is always there."""

    module: str
    version: str
    purl: str

    @property
    def semver(self) -> Version:
        """The version as a semantic one; only where there is a ``version``."""
        return Version.parse(self.version[1:])


def package_of(release: Release, repository: str) -> Package:
    """The names of a release of a repository; where Go has no version for it, a package URL of the repository at its tag."""
    path = module_path(release.module, repository) if release.module is not None else ""
    version = go_version(release.tag, path, address(repository), has_gomod=bool(release.module)) if path else ""
    if version:
        return Package(path, version, golang(path, version))
    return Package("", "", source(repository, release.tag))


def address(repository: str) -> str:
    """Where a repository is, as Go writes it ("github.com/owner/name"); '' for what is no address."""
    found = _URL.fullmatch(repository) or _SCP.fullmatch(repository)
    if not found or "://" in repository[len(found[0]) :]:
        return ""
    path = found["path"].strip("/").removesuffix(".git")
    return f"{found['host'].lower()}/{path}" if path and "//" not in path else ""


def module_path(declared: str, repository: str) -> str:
    """The path under which a repository's root module is published. ``declared`` is what go.mod says, '' where there is none.

    A go.mod that names another repository of a forge is a fork's that kept it: what it releases is not the original, and is named by
    its own address; by nothing where that is not known, as a folder may be anybody's fork. Other hosts than forges may stand for any
    repository (vanity import paths).
    """
    own = address(repository)
    if not declared or not _MODULE.fullmatch(declared):
        return own if not declared else ""
    if not declared.startswith(_FORGES) or (own and f"{declared.lower()}/".startswith(f"{own.lower()}/")):
        return declared
    if not own:
        return ""
    major = _MAJOR.fullmatch(declared)
    return f"{own}/v{major['major']}" if major else own


def go_version(tag: str, path: str, own: str, *, has_gomod: bool) -> str:
    """The version of module ``path`` that a tag stands for; '' where the go command would not take it for one. ``own`` is the address of
    the repository: what the path has beyond it is the module's folder, and stands before the versions of its tags."""
    folder, _, name = tag.rpartition("/")
    if not name.startswith("v") or not Version.is_valid(name[1:]):
        return ""
    version = Version.parse(name[1:])
    if version.build or _PSEUDO.fullmatch(version.prerelease or ""):
        return ""
    gopkg, suffixed = _GOPKG.fullmatch(path), _MAJOR.fullmatch(path)
    base = suffixed["path"] if suffixed else path
    inside = base[len(own) + 1 :] if own and base.startswith(f"{own}/") else ""
    if (inside and inside != folder) or (folder and not base.endswith(f"/{folder}")):
        return ""
    if found := gopkg or suffixed:
        return name if version.major == int(found["major"]) else ""
    if version.major < 2:
        return name
    return "" if has_gomod else f"{name}+incompatible"


def golang(path: str, version: str = "") -> str:
    """The package URL of a Go module, or of one version; the type's names are lower-case."""
    named = f"pkg:golang/{'/'.join(_encoded(part) for part in path.lower().split('/'))}"
    return f"{named}@{_encoded(version)}" if version else named


def source(repository: str, revision: str) -> str:
    """The package URL of a repository at a tag or commit."""
    where = address(repository)
    host, _, path = where.partition("/")
    if host in _FORGE_TYPES and path.count("/") == 1:
        return f"pkg:{_FORGE_TYPES[host]}/{'/'.join(_encoded(part) for part in path.lower().split('/'))}@{_encoded(revision)}"
    name = (path or repository).strip("/").rpartition("/")[2] or "repository"
    origin = f"?vcs_url={_encoded(f'git+https://{where}')}" if where else ""
    return f"pkg:generic/{_encoded(name)}@{_encoded(revision)}{origin}"


def _encoded(text: str) -> str:
    raw = text.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in raw)
