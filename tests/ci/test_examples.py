"""The examples that people copy: what they run is run here, with the variables that each service sets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.ci.steps import Job
from tests.command import ROOT
from tests.git.making import git

EXAMPLES = ROOT / "docs" / "examples"

pytestmark = pytest.mark.slow


def example(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / name).read_text("utf-8"))


def bash(job: Job, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs what stands in an example from its first use of niltrail on: that is this one, and not installed before."""
    command = job.temp / "niltrail" / "bin" / "niltrail"
    command.parent.mkdir(parents=True, exist_ok=True)
    start = "import sys; from analyzer.cli import main; sys.exit(main())"
    command.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -P -c '{start}' \"$@\"\n")
    command.chmod(0o755)
    used = script.replace("/tmp/niltrail/bin/niltrail", str(command))
    assert str(command) in used or "$RUNNER_TEMP/niltrail/bin/niltrail" in used
    given = {"RUNNER_TEMP": str(job.temp), "NILTRAIL_CACHE_DIR": str(job.temp / "cache"), **variables}
    return subprocess.run(
        ["bash", "-ceu", used], cwd=job.workspace, capture_output=True, text=True, env={**os.environ, **given}
    )


@pytest.mark.parametrize("request_of", ["merge request", "default branch"])
def test_gitlab_job_leaves_both_reports(job: Job, base: str, request_of: str) -> None:
    """A copied job fails before it judges anything, or leaves nothing that GitLab shows."""
    niltrail = example("gitlab-ci.yml")["niltrail"]
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} if request_of == "merge request" else {}
    done = bash(job, "\n".join(niltrail["script"]), **variables)
    assert (done.returncode, done.stderr) == (1, "")
    assert ("worsened" in done.stdout) == (request_of == "merge request")
    reports = niltrail["artifacts"]["reports"]
    (found,) = json.loads((job.workspace / reports["codequality"]).read_text("utf-8"))
    assert found["severity"] == "critical"
    assert ET.parse(job.workspace / reports["junit"]).getroot().get("failures") == "1"


def test_prow_job_leaves_junit_where_it_is_looked_for(job: Job, base: str) -> None:
    """A copied presubmit compares with nothing, or its result is not among the artifacts."""
    ((presubmit,),) = example("prow.yaml")["presubmits"].values()
    (container,) = presubmit["spec"]["containers"]
    assert container["command"] == ["bash", "-ceu"]
    (script,) = container["args"]
    judged = script[script.index("/tmp/niltrail/bin/niltrail") :]
    artifacts = job.temp / "artifacts"
    artifacts.mkdir()
    done = bash(job, judged, PULL_BASE_SHA=base, ARTIFACTS=str(artifacts))
    assert (done.returncode, done.stderr) == (1, "") and "worsened" in done.stdout
    (junit,) = artifacts.glob("junit*.xml")
    assert ET.parse(junit).getroot().get("failures") == "1"


def test_scheduled_job_tells_news_once(job: Job) -> None:
    """A copied workflow comments every day, never, or fails when there is something to tell."""
    (track,) = example("github-track.yml")["jobs"].values()
    (step,) = [step for step in track["steps"] if step.get("id") == "track"]
    codes = []
    for head in ("v2.0.1", "v2.0.0", "v2.0.0", "v2.0.1"):
        git(job.workspace, "branch", "--force", "main", head)
        output = job.temp / "output"
        output.unlink(missing_ok=True)
        done = bash(job, step["run"], REPOSITORY=str(job.workspace), GITHUB_OUTPUT=str(output))
        assert (done.returncode, done.stderr) == (0, "")
        codes.append(output.read_text())
    assert codes == ["code=0\n", "code=1\n", "code=0\n", "code=1\n"]
    assert (job.workspace / "news.md").read_text("utf-8").startswith("<!-- niltrail track -->\n")
