"""Which files a build takes (go command, "Build constraints"): file name suffixes and ``//go:build`` expressions."""

from __future__ import annotations

import re

from analyzer.findings import Build

_SYSTEMS = frozenset(
    [
        "aix",
        "android",
        "darwin",
        "dragonfly",
        "freebsd",
        "hurd",
        "illumos",
        "ios",
        "js",
        "linux",
        "nacl",
        "netbsd",
        "openbsd",
        "plan9",
        "solaris",
        "wasip1",
        "windows",
        "zos",
    ]
)
_UNIX = frozenset(
    [
        "aix",
        "android",
        "darwin",
        "dragonfly",
        "freebsd",
        "hurd",
        "illumos",
        "ios",
        "linux",
        "netbsd",
        "openbsd",
        "solaris",
    ]
)
_ARCHITECTURES = frozenset(
    [
        "386",
        "amd64",
        "amd64p32",
        "arm",
        "armbe",
        "arm64",
        "arm64be",
        "loong64",
        "mips",
        "mipsle",
        "mips64",
        "mips64le",
        "mips64p32",
        "mips64p32le",
        "ppc",
        "ppc64",
        "ppc64le",
        "riscv",
        "riscv64",
        "s390",
        "s390x",
        "sparc",
        "sparc64",
        "wasm",
    ]
)
_IMPLIED = {"android": "linux", "illumos": "solaris", "ios": "darwin"}
_TOKEN = re.compile(r"\s*(\|\||&&|!|\(|\)|[\w.]+)")
_RELEASE = re.compile(r"go1\.\d+$")


class Constraints:
    """The answer for one build configuration. Every Go release tag (``go1.21``) holds; ``cgo`` only when asked for."""

    def __init__(self, build: Build) -> None:
        self._tags = {build.goos, build.goarch, "gc", *build.tags}
        if build.goos in _IMPLIED:
            self._tags.add(_IMPLIED[build.goos])
        if build.goos in _UNIX:
            self._tags.add("unix")

    @property
    def cgo(self) -> bool:
        """Whether files that import "C" take part."""
        return "cgo" in self._tags

    def name(self, file: str) -> bool:
        """Whether a file's name lets it take part: ``x_linux.go``, ``x_amd64_test.go``; ``_x.go`` and ``.x.go`` never do. What stands
        behind its first dot does not count."""
        if file.startswith(("_", ".")):
            return False
        parts = file.partition(".")[0].removesuffix("_test").split("_")[1:]
        if len(parts) >= 2 and parts[-2] in _SYSTEMS and parts[-1] in _ARCHITECTURES:
            return self._holds(parts[-2]) and self._holds(parts[-1])
        return not parts or parts[-1] not in _SYSTEMS | _ARCHITECTURES or self._holds(parts[-1])

    def expression(self, text: str) -> bool:
        """Whether a ``//go:build`` expression holds; one that cannot be read does not."""
        tokens = _TOKEN.findall(text)
        if not tokens:
            return not text.strip()
        try:
            value, rest = self._or(tokens, 0)
        except (IndexError, RecursionError):
            return False
        return value and rest == len(tokens)

    def _holds(self, tag: str) -> bool:
        return tag in self._tags or bool(_RELEASE.match(tag))

    def _or(self, tokens: list[str], at: int) -> tuple[bool, int]:
        value, at = self._and(tokens, at)
        while at < len(tokens) and tokens[at] == "||":
            other, at = self._and(tokens, at + 1)
            value = value or other
        return value, at

    def _and(self, tokens: list[str], at: int) -> tuple[bool, int]:
        value, at = self._not(tokens, at)
        while at < len(tokens) and tokens[at] == "&&":
            other, at = self._not(tokens, at + 1)
            value = value and other
        return value, at

    def _not(self, tokens: list[str], at: int) -> tuple[bool, int]:
        word = tokens[at]
        if word == "!":
            value, at = self._not(tokens, at + 1)
            return not value, at
        if word == "(":
            value, at = self._or(tokens, at + 1)
            if tokens[at] != ")":
                raise IndexError
            return value, at + 1
        if word in ("||", "&&", ")"):
            raise IndexError
        return self._holds(word), at + 1
