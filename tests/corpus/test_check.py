"""A pull request that brings the real defect back fails at the lines that it touched; the one that fixed it is told as a fix."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command import niltrail
from tests.corpus.marks import CORPUS
from tests.git.making import git

pytestmark = CORPUS

FIXED, AFFECTED = "v2.0.1", "v2.0.0"


@pytest.fixture(scope="module")
def clone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work tree of the fixed release that shares the corpus' objects."""
    where = tmp_path_factory.mktemp("check") / "clone"
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", "--shared", corpus, where], check=True)
    git(where, "switch", "-q", "-c", "mine", FIXED)
    return where


def check(*words: str | Path) -> tuple[int, dict[str, Any]]:
    """The exit code and the document of a check."""
    done = niltrail("check", *words, "--format", "json")
    return done.returncode, json.loads(done.stdout)


def test_deleted_guard_fails_at_its_place(clone: Path) -> None:
    """The defect comes back in a pull request that does not touch the call, and the job is green."""
    _, plain = check(clone, "--fail-on", "vulnerable")
    guards = [guard for result in plain["results"] for guard in result["finding"]["guards"]]
    guard = next(one["place"] for one in guards if one["covers"] == "every path")
    file = clone / guard["path"]
    lines = file.read_text().splitlines(keepends=True)
    end = next(at for at in range(guard["line"], len(lines)) if lines[at] == "\t}\n")
    del lines[guard["line"] - 1 : end + 1]
    file.write_text("".join(lines))
    try:
        code, found = check(clone, "--base", FIXED)
        (result,) = (one for one in found["results"] if one["state"] == "worsened")
        assert (code, found["verdict"], found["changed"]) == (1, "vulnerable", 1)
        assert result["place"]["path"] == guard["path"] and result["place"]["line"] == guard["line"]
        assert (result["change"]["what"], result["change"]["how"]) == ("guard", "vanished")
        assert result["finding"]["site"]["path"] != guard["path"]
    finally:
        git(clone, "restore", ".")


def test_fix_is_told_as_one(clone: Path) -> None:
    """Who upgrades learns nothing of what the upgrade mends, or the job fails with what was fixed."""
    code, found = check(clone, "--rev", FIXED, "--base", AFFECTED, "--exact-base")
    assert code == 0
    assert [(one["state"], one["before"]) for one in found["results"] if one["before"] == "vulnerable"] == [
        ("fixed", "vulnerable")
    ]
    code, found = check(clone, "--rev", AFFECTED, "--base", FIXED, "--exact-base")
    assert code == 1 and [one["state"] for one in found["results"] if one["finding"]["verdict"] == "vulnerable"] == [
        "worsened"
    ]
