"""A checkout of a pull request, as the services make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ci.steps import Job
from tests.git.making import git

PULL = "internal/cri/server/images/image_pull.go"


@pytest.fixture
def job(demo_repository: Path, tmp_path: Path) -> Job:
    """A checkout of a pull request that deletes the guard: its merge into a base where the guard is."""
    workspace = tmp_path / "workspace"
    (tmp_path / "temp").mkdir()
    git(tmp_path, "clone", "--quiet", demo_repository, workspace)
    git(workspace, "checkout", "--quiet", "-b", "base", "v2.0.1")
    git(workspace, "checkout", "--quiet", "-b", "change")
    git(workspace, "checkout", "--quiet", "v2.0.0", "--", PULL)
    git(workspace, "commit", "--quiet", "-m", "simplify")
    git(workspace, "checkout", "--quiet", "base")
    git(workspace, "merge", "--quiet", "--no-ff", "-m", "Merge", "change")
    event = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_BASE_REF": "base",
        "GITHUB_SHA": git(workspace, "rev-parse", "HEAD"),
    }
    return Job(workspace, tmp_path / "temp", event)


@pytest.fixture
def base(job: Job) -> str:
    """The commit that the pull request goes into."""
    return git(job.workspace, "rev-parse", "HEAD^1")
