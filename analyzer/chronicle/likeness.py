"""What a transition can be recognised by on another branch, read from its commits."""

from __future__ import annotations

from analyzer import history
from analyzer.findings import Transition
from analyzer.git import Repository, patch_id, written


def evidence(repository: Repository, transition: Transition) -> history.Evidence:
    """The evidence of a transition's responsible commit and its merge."""
    commit, merged = transition.responsible.commit, transition.merged.commit
    own = written(repository, commit)
    around = written(repository, merged) if merged != commit else own
    return history.Evidence(
        commit=commit,
        merged=merged,
        author=f"{transition.responsible.author} <{own.email}>" if own.email else "",
        authored=own.authored,
        message=f"{own.message}\n{around.message}" if merged != commit else own.message,
        request=transition.merged.request or transition.responsible.request,
        patch=patch_id(repository, commit),
        picked=(*own.picked_from, *(around.picked_from if merged != commit else ())),
        changes=transition.changes,
    )
