"""Which changes of a tree the program can see at all: the others lead to the same verdict without a look."""

from __future__ import annotations

MODIFIED = "M"


def matters(status: str, path: str, *, tests: bool = False) -> bool:
    """Whether a changed path (git-diff(1), --raw) can change what the program reads of its tree: a Go file, or a go.mod. A test file
    counts where it appears or disappears, as a directory with one is a package; its content only with ``tests``."""
    name = path.rpartition("/")[2]
    if name == "go.mod":
        return True
    if not name.endswith(".go"):
        return False
    return tests or status != MODIFIED or not name.endswith("_test.go")
