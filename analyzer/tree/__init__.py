"""The files of one revision on demand, for `analyzer.program`: of a git tree, or held in memory.

What depends on an object's bytes alone (directories, searches, outlines, declarations) is kept by object id in a `Shelf`, so that
revisions share it, and in the cache folder, so that runs do. A search remembers its answer for every sub-tree: the next revision
only looks into what changed.
"""

from __future__ import annotations

from analyzer.tree.blobs import GitBlobs, MemoryBlobs
from analyzer.tree.revision import RevisionTree, memory_tree
from analyzer.tree.shelf import TEXTS, Shelf

__all__ = ["TEXTS", "GitBlobs", "MemoryBlobs", "RevisionTree", "Shelf", "memory_tree"]
