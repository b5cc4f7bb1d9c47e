"""The GitHub action: its steps are executed here as on a runner, on a clone of the demonstration repository."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.ci.conftest import PULL
from tests.ci.steps import Done, Job
from tests.git.making import git

pytestmark = pytest.mark.slow


def uses(job: Job, **inputs: str) -> Done:
    """The action with the dependencies of this environment."""
    return job.uses(**{"install": "false", "python": sys.executable, "cache-dir": str(job.temp / "cache"), **inputs})


def test_pull_request_that_deletes_a_guard_fails_with_everything_to_look_at(job: Job) -> None:
    """A pull request that breaks what a fix mended is merged, or fails and nobody can see why."""
    done = uses(job)
    assert (done.code, done.err) == (1, "")
    assert "✗ vulnerable · worsened at" in done.out
    (command,) = done.commands
    assert command.startswith(f"::error file={PULL},line=") and "guard lost" in command
    assert done.outputs["verdict"] == "vulnerable" and done.outputs["exit-code"] == "1"
    assert (done.outputs["vulnerable"], done.outputs["unknown"], done.outputs["suppressed"]) == ("1", "0", "0")
    assert "worsened" in done.summary and PULL in done.summary
    log = json.loads((job.workspace / done.outputs["sarif"]).read_text("utf-8"))
    (result,) = [one for one in log["runs"][0]["results"] if one["level"] == "error"]
    assert "primaryLocationLineHash" in result["partialFingerprints"]
    assert json.loads(Path(done.outputs["json"]).read_text("utf-8"))["document"] == "check"


def test_pull_request_that_changes_nothing_of_that_is_green(job: Job) -> None:
    """Every pull request to a repository with an old finding is red."""
    git(job.workspace, "checkout", "--quiet", "-B", "base", "v2.0.0")
    git(job.workspace, "commit", "--quiet", "--allow-empty", "-m", "nothing")
    git(job.workspace, "checkout", "--quiet", "-b", "other", "v2.0.0")
    git(job.workspace, "commit", "--quiet", "--allow-empty", "-m", "nothing else")
    git(job.workspace, "merge", "--quiet", "--no-ff", "-m", "Merge", "base")
    job.event["GITHUB_SHA"] = git(job.workspace, "rev-parse", "HEAD")
    done = uses(job)
    assert (done.code, done.commands) == (0, [])
    assert done.outputs["vulnerable"] == "0" and done.outputs["verdict"] == "safe"


def test_own_merge_in_a_branch_is_not_taken_for_that_of_the_pull_request(job: Job) -> None:
    """A job that checks the branch itself out compares a merge of main with the commit before it, and is green."""
    job.event["GITHUB_SHA"] = "1" * 40
    git(job.workspace, "update-ref", "refs/remotes/origin/base", "v2.0.1")
    done = uses(job)
    assert done.code == 1 and "guard lost" in done.out


def test_push_reports_everything_there_is(job: Job) -> None:
    """The default branch has no alerts under code scanning."""
    job.event = {"GITHUB_EVENT_NAME": "push"}
    done = uses(job, **{"fail-on": "unknown", "sarif": ""})
    assert done.code == 1 and done.outputs["vulnerable"] == "1"
    assert done.outputs["sarif"] == "" and not (job.workspace / "niltrail.sarif").exists()


def test_inputs_are_words_and_never_commands(job: Job) -> None:
    """Whoever can influence an input of a workflow runs commands in it."""
    for name in ("path", "base", "rule", "rules", "baseline", "ignore-file", "fail-on", "args", "sarif"):
        done = uses(job, **{name: "$(touch pwned); `touch pwned`; ' \" touch pwned"})
        assert done.code in (1, 2) and not list(job.workspace.glob("pwned*")), name
        assert name == "sarif" or (done.code, done.outputs["exit-code"]) == (2, "2"), name


def test_code_of_the_pull_request_is_not_executed(job: Job) -> None:
    """A pull request brings a module with the name of one that the action imports, and runs in the job with its token."""
    evil = "import pathlib; pathlib.Path('pwned').touch()\n"
    for name in ("json", "venv", "pip", "click", "msgspec", "analyzer", "sitecustomize", "pathlib"):
        (job.workspace / f"{name}.py").write_text(evil)
    assert uses(job).code == 1
    assert not (job.workspace / "pwned").exists()


def test_names_in_the_log_are_not_obeyed(job: Job) -> None:
    """A file of the pull request, by its name alone, sets the step's outputs, masks words or reports errors of its own."""
    for name in ("::error::pwned", "##[set-output name=verdict]safe", "::stop-commands::pwned"):
        (job.workspace / Path(PULL).with_name(f"{name}.go")).write_text(
            "package images\n\nfunc init() { PullImage() }\n"
        )
    done = uses(job)
    assert done.code == 1 and "##[set-output" in done.out
    obeyed = [
        command for command in done.commands if not command.startswith(("::error file=", "::notice title=niltrail::"))
    ]
    assert obeyed == [] and done.outputs["verdict"] == "vulnerable"


def test_lines_of_an_input_are_words_of_their_own(job: Job, tmp_path: Path) -> None:
    """Two rules, or an argument with a space, cannot be given."""
    done = uses(job, rule="nil-pull-credentials\n\n  \n", args="--fail-on\nmitigated\n")
    assert done.code == 1
    done = uses(job, rule="nil-pull-credentials\nno-such-rule")
    assert done.code == 2 and "no rule 'no-such-rule'" in done.out and done.outputs["verdict"] == ""


def test_mistake_leaves_no_former_answer(job: Job) -> None:
    """A step that failed is taken for the run before it: its SARIF log is uploaded once more."""
    assert uses(job).code == 1
    done = uses(job, base="no-such-branch")
    assert done.code == 2 and "niltrail: no tag, branch or commit no-such-branch" in done.out
    assert (done.outputs["sarif"], done.outputs["json"], done.outputs["exit-code"]) == ("", "", "2")


def test_old_python_is_named(job: Job, tmp_path: Path) -> None:
    """On an older runner the action fails with a traceback of pip."""
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = uses(job, python=str(old))
    assert done.code == 2 and done.commands == [
        "::error title=niltrail::it needs Python 3.11 or later: name one with the input python"
    ]
