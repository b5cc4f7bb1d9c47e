"""Repositories, read without trusting them: no checkout, no hooks, no configuration of theirs, no prompts.

`open_repository` opens a path or a URL's mirror; `Repository` names revisions, `Objects` reads what they hold;
`clone` and `fetch_tags` keep mirrors. Nothing here writes into a repository of the user's.
GitPython drives the network; reading goes through one long-lived ``git cat-file --batch``.
"""

from analyzer.git.differing import Differing, Hunk, differing, hunks, is_shallow, mentioning, merge_base
from analyzer.git.lineage import Touched, Written, first_parents, patch_id, touched, written
from analyzer.git.lock import locked
from analyzer.git.mirror import Mirrored, clone, fetch_tags, mirror_path, open_repository
from analyzer.git.objects import MissingObject, Objects, TreeEntry, parse_tree
from analyzer.git.picking import Tried, Workbench, workbench
from analyzer.git.remotes import is_url
from analyzer.git.repository import BrokenRevision, Repository, Revision, RevisionError
from analyzer.git.transfer import Progress
from analyzer.git.worktree import WorkTree, work_tree

__all__ = [
    "BrokenRevision",
    "Differing",
    "Hunk",
    "Mirrored",
    "MissingObject",
    "Objects",
    "Progress",
    "Repository",
    "Revision",
    "RevisionError",
    "Touched",
    "TreeEntry",
    "Tried",
    "WorkTree",
    "Workbench",
    "Written",
    "clone",
    "differing",
    "fetch_tags",
    "first_parents",
    "hunks",
    "is_shallow",
    "is_url",
    "locked",
    "mentioning",
    "merge_base",
    "mirror_path",
    "open_repository",
    "parse_tree",
    "patch_id",
    "touched",
    "work_tree",
    "workbench",
    "written",
]
