"""A fork's timeline beside upstream's."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.findings import Timeline
from analyzer.git import BrokenRevision, Repository, Revision


def beside_upstream(
    fork: Timeline,
    upstream: Repository,
    releases: Sequence[Revision | BrokenRevision],
    question: Question,
    progress: pipeline.Progress | None = None,
) -> Timeline:
    """A timeline that tells of every release how it stands beside the ``upstream`` release it is made from."""
    theirs = pipeline.timeline(upstream, releases, question, progress)
    return msgspec.structs.replace(fork, upstream=history.against(fork, theirs))
