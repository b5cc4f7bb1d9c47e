"""A pull request that brings the real defect back fails at the lines that it touched; the one that fixed it is told as a fix."""

from __future__ import annotations

import json
import re
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


def test_renamed_callee_is_no_way_around(clone: Path) -> None:
    """A pull request renames the type that the rule names, deletes its guard, and is green."""
    _, plain = check(clone, "--fail-on", "vulnerable")
    callee = plain["results"][0]["finding"]["callee"]
    type_name = callee.partition("(*")[2].partition(")")[0]
    try:
        for file in (clone / "internal").rglob("*.go"):
            text = file.read_text()
            if type_name in text:
                file.write_text(re.sub(rf"\b{type_name}\b", "Puller", text))
        code, found = check(clone, "--base", FIXED)
        assert (code, found["verdict"], found["results"]) == (3, "unknown", [])
        assert any(type_name in blind["reason"] for rule in found["rules"] for blind in rule["coverage"]["blind"])
    finally:
        git(clone, "restore", ".")


def test_call_put_into_a_helper_does_not_fail(clone: Path) -> None:
    """A refactoring of an affected release, that changes nothing, is told as a new defect."""
    git(clone, "switch", "-q", "-c", "affected", AFFECTED)
    try:
        _, plain = check(clone)
        site = plain["results"][0]["finding"]["site"]
        file = clone / site["path"]
        lines = file.read_text().splitlines(keepends=True)
        call = re.search(r"c\.imageService\.PullImage\(.*\)", lines[site["line"] - 1])
        assert call is not None
        lines[site["line"] - 1] = lines[site["line"] - 1].replace(call[0], "c.fetch(ctx, ref, config, runtimeHandler)")
        parameters = "ctx context.Context, ref string, config *runtime.PodSandboxConfig, runtimeHandler string"
        lines.append(f"\nfunc (c *Controller) fetch({parameters}) (string, error) {{\n\treturn {call[0]}\n}}\n")
        file.write_text("".join(lines))
        code, found = check(clone, "--base", AFFECTED)
        assert code == 0 and [one["state"] for one in found["results"]] == ["unchanged"]
    finally:
        git(clone, "restore", ".")
        git(clone, "switch", "-q", "mine")
