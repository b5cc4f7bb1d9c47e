"""Addresses of remote repositories: which are allowed, what they are called, where their mirrors lie.

Allowed are https, ssh, git and file URLs and ssh's short form ``git@host:path`` (git-clone(1), GIT URLS). Everything
else that git would take (``ext::``, ``fd::``, plain http, options in disguise) is refused here, before git sees it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from analyzer.errors import UsageError

_SCHEMES = ("https", "ssh", "git", "file")
_SHORT = re.compile(r"(?:(?P<user>[\w.+~][\w.+~-]*)@)?(?P<host>[\w][\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<path>[^:].*)")
_HOST = re.compile(r"[\w][\w.-]*|[0-9A-Fa-f:.]+")


@dataclass(frozen=True, slots=True)
class Remote:
    """``url`` is what git is given, ``kept`` what a mirror's configuration says: no password. ``shown`` may be printed:
    no credentials, no absolute path of this machine. ``key`` names a mirror's folder."""

    url: str
    kept: str
    shown: str
    key: str


def is_url(where: str) -> bool:
    """Whether ``where`` is meant as a remote address and not as a folder."""
    if where.startswith(("/", "./", "../", "~")):
        return False
    return "://" in where or "::" in where or bool(_SHORT.fullmatch(where))


def remote(url: str) -> Remote:
    """A remote address, checked.

    Raises:
        UsageError: it is not an allowed one; credentials in it are not repeated.
    """
    if not url or url.startswith("-") or not url.isprintable() or " " in url:
        raise UsageError("not a repository URL: it is empty, looks like an option, or has spaces or control characters")
    if "://" not in url:
        short = _SHORT.fullmatch(url)
        if short is None or "::" in url or short["path"].startswith("-"):
            raise UsageError(f"not a repository URL: {_plain(url)} (use https, ssh, git or file)")
        return _remote(url, "ssh", short["host"], "/" + short["path"].lstrip("/"))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(f"not a repository URL: {_plain(url)}") from None
    url = parts.scheme + url[len(parts.scheme) :]  # git knows no HTTPS://
    if parts.scheme not in _SCHEMES:
        instead = "; use https" if parts.scheme == "http" else ""
        raise UsageError(f"{parts.scheme or 'such'} URLs are refused: {_plain(url)} (https, ssh, git, file){instead}")
    if parts.scheme == "file":
        if host not in ("", "localhost") or not parts.path.strip("/"):
            raise UsageError(f"not a repository URL: {_plain(url)} (file:///path)")
        url, host = f"file://{parts.path}", ""
    elif not _HOST.fullmatch(host) or (parts.username or "").startswith("-") or not parts.path.strip("/"):
        raise UsageError(f"not a repository URL: {_plain(url)}")
    return _remote(url, parts.scheme, f"{host}:{port}" if port else host, parts.path)


def shown(url: str) -> str:
    """A remote's address for people: without credentials, queries, or folders of this machine. Never fails."""
    if "://" not in url:
        short = _SHORT.fullmatch(url)
        return f"ssh://{short['host']}/{short['path'].lstrip('/')}" if short and is_url(url) else _last(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _last(url)
    if parts.scheme == "file" or not host:
        return _last(parts.path)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"


def _remote(url: str, scheme: str, host: str, path: str) -> Remote:
    path = path.rstrip("/").removesuffix(".git")
    name = shown(url)
    kept = name if scheme in ("https", "git") else re.sub(r"//([^/@:]*):[^/]*@", r"//\1@", url)
    digest = hashlib.sha256(f"{scheme}://{host.lower()}{path}".encode()).hexdigest()[:10]
    readable = re.sub(r"[^\w.-]+", "-", f"{'' if scheme == 'file' else host}-{path.rpartition('/')[2]}").strip("-.")
    return Remote(url, kept, name, f"{readable[:60]}-{digest}.git")


def _last(path: str) -> str:
    name = path.rstrip("/").removesuffix("/.git").rpartition("/")[2].removesuffix(".git")
    return "".join(character if character.isprintable() else "?" for character in name)


def _plain(url: str) -> str:
    """What may be repeated of an address that is refused: a password may hold any character, even ``@`` and ``/``."""
    return re.sub(r"//.*@", "//", url)
