"""The module at the root of a tree, as its go.mod says."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.git import MissingObject, Objects, parse_tree
from analyzer.program.layout import module_path


def module_paths(objects: Objects, trees: Iterable[str]) -> dict[str, str]:
    """The module path of each tree, '' for one without go.mod; trees that cannot be read, or whose go.mod cannot, are left out."""
    found: dict[str, str] = {}
    files: dict[str, str] = {}
    for tree, read in objects.read_many(trees):
        if isinstance(read, MissingObject):
            continue
        entries = [one for one in parse_tree(read[1], objects.hash_size) if one.name == "go.mod" and one.file]
        if entries:
            files[tree] = entries[0].id.hex()
        else:
            found[tree] = ""
    paths = {
        blob: module_path(read[1].decode("utf-8", "replace"))
        for blob, read in objects.read_many(dict.fromkeys(files.values()))
        if not isinstance(read, MissingObject)
    }
    return found | {tree: paths[blob] for tree, blob in files.items() if blob in paths}
