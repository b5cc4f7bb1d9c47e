"""Composite actions as a runner executes them: every run step under bash, with the environment that GitHub gives."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.command import ROOT

ACTION = ROOT / "action.yml"


@dataclass
class Job:
    """A workspace on a runner. ``event`` are the variables that say what has happened."""

    workspace: Path
    temp: Path
    event: dict[str, str] = field(default_factory=dict)

    def uses(self, **inputs: str) -> Done:
        """Runs the action with some inputs, the others as declared, until a step fails."""
        action: Any = yaml.safe_load(ACTION.read_text("utf-8"))
        assert set(inputs) <= set(action["inputs"])
        values = {f"inputs.{name}": inputs.get(name, one["default"]) for name, one in action["inputs"].items()}
        done = Done(0, "", "", "")
        for number, step in enumerate(action["runs"]["steps"]):
            assert set(step) <= {"id", "shell", "env", "run"} and step["shell"] == "bash"
            files = {name: self.temp / f"{name}-{number}" for name in ("output", "summary")}
            for file in files.values():
                file.write_text("")
            ran = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=self.workspace, capture_output=True, text=True, env=self._environment(step, values, files),
            )  # fmt: skip
            outputs = dict(line.split("=", 1) for line in files["output"].read_text("utf-8").splitlines())
            values |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items()}
            summary = files["summary"].read_text("utf-8")
            done = Done(ran.returncode, done.out + ran.stdout, done.err + ran.stderr, done.summary + summary)
            if ran.returncode:
                break
        told = {name: _filled(one["value"], values) for name, one in action["outputs"].items()}
        return Done(done.code, done.out, done.err, done.summary, told)

    def _environment(self, step: Any, values: dict[str, str], files: dict[str, Path]) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "PYTHON"))}
        return {
            **inherited,
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]), "GITHUB_EVENT_NAME": "push", "GITHUB_SHA": "0" * 40,
            **self.event,
            **{name: _filled(value, values) for name, value in step["env"].items()},
        }  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What the job's page and the steps after it get."""

    code: int
    out: str
    err: str
    summary: str
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def commands(self) -> list[str]:
        """What a runner obeys: lines that begin with "::" after white space, and those with "##[" anywhere, unless stopped by a token."""
        found: list[str] = []
        token = ""
        for line in self.out.split("\n"):
            if token:
                token = "" if line.strip() == f"::{token}::" else token
            elif line.startswith("::stop-commands::"):
                token = line.removeprefix("::stop-commands::")
            elif line.lstrip().startswith("::") or "##[" in line:
                found.append(line)
        return found


def _filled(text: str, values: dict[str, str]) -> str:
    """A value with its expressions; GitHub takes an output that was not set for empty."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: values.get(found[1], ""), text)
