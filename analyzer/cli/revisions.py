"""Which releases and branches of a repository the commands mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyzer.cli.guard import say

if TYPE_CHECKING:
    from analyzer.git import BrokenRevision, Repository, Revision
    from analyzer.history.tags import Name


def releases(
    repository: Repository, globs: Sequence[str], lines: Sequence[str], *, heads: bool = False
) -> list[Revision | BrokenRevision]:
    """The release tags that are meant, in order; with ``heads`` the main and release branches where there is no tag at all.

    Raises:
        UsageError: there are none.
    """
    from analyzer.errors import UsageError

    names = [(version_of(tag), tag) for tag in release_tags(repository, globs)]
    if not names and heads and not globs and not lines:
        return list(heads_of(repository).values())
    if not names:
        missing = f"tag that matches {' or '.join(globs)}" if globs else "release tag"
        raise UsageError(f"{repository.name} has no {missing}; niltrail scan judges branches and commits")
    wanted = [(name, tag) for name, tag in names if not lines or name.line in lines]
    if not wanted:
        known = list(dict.fromkeys(name.line for name, _ in names))
        raise UsageError(f"no releases of line {' or '.join(lines)}; there are {', '.join(known)}")
    return [tag for _, tag in wanted]


def release_tags(repository: Repository, globs: Sequence[str] = ()) -> list[Revision | BrokenRevision]:
    """The release tags that match one of some patterns, in order; those of other modules only where a pattern has a slash."""
    from analyzer.history import module_of

    tags = repository.tags(globs or ("*",))
    if not any("/" in glob for glob in globs):
        tags = [tag for tag in tags if not module_of(tag.name)]
    return sorted(tags, key=version_of)


def heads_of(repository: Repository, branches: Sequence[str] = ()) -> dict[str, Revision]:
    """The newest commits of some branches, or of the main branch and every release branch; the main one first.

    Raises:
        UsageError: a branch is not there.
        RepositoryError: none of them can be read; where only some cannot, that is said.
    """
    from analyzer.errors import RepositoryError
    from analyzer.git import BrokenRevision
    from analyzer.history import main_of, release_branches

    if branches:
        return {name: repository.resolve(name) for name in dict.fromkeys(branches)}
    there = {branch.name: branch for branch in repository.branches()}
    names = [*filter(None, [main_of(there)]), *release_branches(there)]
    found: dict[str, Revision] = {}
    for name in names:
        head = there[name]
        if isinstance(head, BrokenRevision):
            say(f"left out {name}: {head.reason}")
        else:
            found[name] = head
    if names and not found:
        raise RepositoryError(f"no branch of {repository.name} can be read")
    return found or {"HEAD": repository.resolve("HEAD")}


def main_branch(repository: Repository) -> Revision | None:
    """The newest commit of the main branch, if there is one."""
    from analyzer.git import BrokenRevision
    from analyzer.history import main_of

    there = {branch.name: branch for branch in repository.branches()}
    name = main_of(there)
    head = there.get(name)
    return None if head is None or isinstance(head, BrokenRevision) else head


def version_of(tag: Revision | BrokenRevision) -> Name:
    """What a tag's name says of its release; in doubt the commit's date orders it."""
    from analyzer.git import BrokenRevision
    from analyzer.history import read

    return read(tag.name, "" if isinstance(tag, BrokenRevision) else tag.date)
