"""Where packages are: modules, vendor folders, and trees from before modules (go.mod reference; go help gopath).

A directory's import path comes from the go.mod above it, or from the ``vendor`` folder it lies in. A tree without go.mod is taken
for the folder of one import path below GOPATH/src, which its own imports tell.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import NamedTuple

from analyzer.program.model import External, Opaque, Tree

_MODULE = re.compile(r'^\s*module\s+"?([^\s"]+)"?', re.MULTILINE)
_REPLACE = re.compile(
    r'^\s*(?:replace\s+)?"?([^\s"(]+)"?(?:\s+v\S+)?\s*=>\s*"?(\.{1,2}/[^\s"]*|\.{1,2})"?\s*(?://.*)?$', re.MULTILINE
)
_IMPORT = re.compile(rb'^\s*(?:import\s+)?(?:[\w.]+\s+)?"([^"\n]+)"', re.MULTILINE)
_VERSION = re.compile(r"v\d+$")
_DOTTED_VERSION = re.compile(r"\.v\d+$")
_SAMPLES = 40


class Module(NamedTuple):
    """A go.mod: the module's path and the directory it stands in; ``replaced`` maps module paths to directories of the tree."""

    path: str
    directory: str
    replaced: dict[str, str]


class Layout:
    """Import paths to directories and back, for one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._modules: dict[str, Module | None] = {}
        self._all: tuple[Module, ...] | None = None
        self._root: str | None = None
        self._resolved: dict[tuple[str, str], str | External] = {}
        self._paths: dict[str, str] = {}
        self._homes: dict[str, str] = {}

    # -- directories to import paths -------------------------------------------------------------

    def module(self, directory: str) -> Module | None:
        """The module whose go.mod is in a directory or above it."""
        if directory not in self._modules:
            found = self._read(directory)
            if found is None and directory:
                found = self.module(_parent(directory))
            self._modules[directory] = found
        return self._modules[directory]

    def path(self, directory: str) -> str:
        """The import path of the package in a directory, as its own module sees it."""
        if directory not in self._paths:
            self._paths[directory] = self._path(directory)
        return self._paths[directory]

    def _path(self, directory: str) -> str:
        _, vendored, inner = f"/{directory}".rpartition("/vendor/")
        if vendored:
            return inner
        module = self.module(directory)
        root, path = (module.directory, module.path) if module is not None else ("", self.root)
        below = directory[len(root) :].lstrip("/") if root else directory
        return f"{path}/{below}" if path and below else path or below

    @property
    def root(self) -> str:
        """The import path of the root of a tree without go.mod; '' when nothing tells."""
        if self._root is None:
            self._root = self._vote()
        return self._root

    # -- import paths to directories -------------------------------------------------------------

    def resolve(self, path: str, importer: str) -> str | External:
        """The directory of the package that a file in directory ``importer`` imports as ``path``."""
        home = self._home(importer)
        key = (path, home)
        if key not in self._resolved:
            self._resolved[key] = self._find(path, importer)
        return self._resolved[key]

    def _home(self, directory: str) -> str:
        """The nearest directory above with a vendor folder or a go.mod: files with the same one resolve alike."""
        if directory not in self._homes:
            listing = self._tree.directory(directory)
            marked = listing is not None and ("vendor" in listing.directories or "go.mod" in listing.others)
            self._homes[directory] = directory if marked or not directory else self._home(_parent(directory))
        return self._homes[directory]

    def _find(self, path: str, importer: str) -> str | External:
        module = self.module(importer)
        for own in self._candidates(path, module):
            if self._is_package(own):
                return own
        for folder in _vendors(importer):
            if self._is_package(f"{folder}{path}"):
                return f"{folder}{path}"
        return External(path, external_name(path))

    def _candidates(self, path: str, module: Module | None) -> list[str]:
        """Directories of own modules that may hold an import path: the importer's own module first, then the most specific."""
        if module is None and not self.modules:
            inner = _below(path, self.root)
            return [inner] if inner is not None and self.root else []
        found = []
        known = self.modules
        if module is not None:
            known = (module, *known)
            for name, directory in sorted(module.replaced.items(), key=lambda item: -len(item[0])):
                inner = _below(path, name)
                if inner is not None:
                    found.append(_join(directory, inner))
        for other in known:
            inner = _below(path, other.path)
            if inner is not None:
                found.append(_join(other.directory, inner))
        return found

    @property
    def modules(self) -> tuple[Module, ...]:
        """All modules of the tree, vendored ones left out, the most specific first."""
        if self._all is None:
            found = [self.module(directory) for directory in self._tree.holding("go.mod")]
            known = [module for module in found if module is not None]
            self._all = tuple(sorted(known, key=lambda module: (-len(module.path), len(module.directory))))
        return self._all

    def _read(self, directory: str) -> Module | None:
        listing = self._tree.directory(directory)
        if listing is None or "go.mod" not in listing.others or "/vendor/" in f"/{directory}/":
            return None
        text = (self._tree.text(_join(directory, "go.mod")) or b"").decode("utf-8", "replace")
        path = module_path(text)
        if not path:
            return None
        replaced = {name: _normal(_join(directory, target)) for name, target in _REPLACE.findall(text)}
        return Module(path, directory, {name: target for name, target in replaced.items() if target is not None})

    def _is_package(self, directory: str) -> bool:
        try:
            listing = self._tree.directory(directory)
        except Opaque:
            return True
        return listing is not None and bool(listing.go)

    def _vote(self) -> str:
        """The prefix that most imports of the tree's own packages share."""
        votes: Counter[str] = Counter()
        waiting, looked = [""], 0
        while waiting and looked < _SAMPLES:
            directory = waiting.pop(0)
            listing = self._tree.directory(directory)
            if listing is None:
                continue
            waiting += [_join(directory, name) for name in sorted(listing.directories) if _ordinary(name)]
            for name in sorted(listing.go)[:4]:
                try:
                    source = self._tree.source(listing.go[name])
                except Opaque:
                    continue
                looked += 1
                for found in _IMPORT.findall(source[:8192]):
                    prefix = self._prefix(found.decode("utf-8", "replace"))
                    if prefix:
                        votes[prefix] += 1
        return votes.most_common(1)[0][0] if votes else ""

    def _prefix(self, path: str) -> str:
        """What stands before the longest tail of an import path that is a directory with Go files; std packages have none."""
        parts = path.split("/")
        if "." not in parts[0]:
            return ""
        for cut in range(1, len(parts)):
            if self._is_package("/".join(parts[cut:])):
                return "/".join(parts[:cut])
        return ""


def module_path(text: str) -> str:
    """The module path that a go.mod declares; '' where it declares none."""
    named = _MODULE.search(text)
    return named[1] if named is not None else ""


def external_name(path: str) -> str:
    """The name that a package which cannot be seen most likely has."""
    parts = path.split("/")
    last = parts.pop()
    if _VERSION.match(last) and parts:
        last = parts.pop()
    return _DOTTED_VERSION.sub("", last)


@functools.lru_cache(maxsize=4096)
def likely_names(path: str) -> frozenset[str]:
    """The names that a package of an import path usually has: its last segment, less version, ``go-`` and ``-go``."""
    name = external_name(path)
    return frozenset((
        name, name.removeprefix("go-"), name.removesuffix("-go"), name.removesuffix(".go"), name.rpartition("-")[2],
        name.replace("-", "_"), name.replace("-", ""), path.rpartition("/")[2],
    ))  # fmt: skip


def _vendors(importer: str) -> list[str]:
    """The vendor folders that a file sees, innermost first."""
    folders = []
    directory = importer
    while True:
        folders.append(f"{directory}/vendor/" if directory else "vendor/")
        if not directory:
            return folders
        directory = _parent(directory)


def _below(path: str, prefix: str) -> str | None:
    if path == prefix:
        return ""
    return path[len(prefix) + 1 :] if path.startswith(f"{prefix}/") else None


def _normal(path: str) -> str | None:
    """A path without ``.`` and ``..``; None if it leaves the tree."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _join(directory: str, name: str) -> str:
    return f"{directory}/{name}" if directory and name else directory or name


def _parent(directory: str) -> str:
    return directory.rpartition("/")[0]


def _ordinary(name: str) -> bool:
    return name not in ("vendor", "testdata", "Godeps") and not name.startswith((".", "_"))
