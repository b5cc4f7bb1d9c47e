"""Small edits of the demonstration's releases that a fork could make, each with the right verdict.

Real history is the regression test, these tables are the correctness test: an analysis that agrees with every release may still be
wrong about the next edit. Every edited program is Go that compiles (`tests/go`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analyzer.answers import Question
from analyzer.findings import Scan
from analyzer.pipeline import try_program
from analyzer.rules import load
from tests.demo_files import files_of

TABLES = sorted((Path(__file__).parent / "mutations").glob("*.toml"))
FILES = {
    "sandbox_run": "internal/cri/server/podsandbox/sandbox_run.go",
    "sandbox_run_test": "internal/cri/server/podsandbox/sandbox_run_test.go",
    "controller": "internal/cri/server/podsandbox/controller.go",
    "image_pull": "internal/cri/server/images/image_pull.go",
    "service": "internal/cri/server/images/service.go",
    "hosts": "remotes/docker/config/hosts.go",
    "server_pull": "pkg/cri/server/image_pull.go",
    "sbserver_pull": "pkg/cri/sbserver/image_pull.go",
    "image_ensure": "pkg/cri/server/image_ensure.go",
}


def mutations() -> list[Any]:
    """All rows of all tables."""
    rows = []
    for table in TABLES:
        content = tomllib.loads(table.read_text())
        for row in content["mutation"]:
            snippets = content.get("snippet", {})
            rows.append(pytest.param(row, snippets, id=f"{table.stem}: {row['name']}"))
    return rows


def edited(row: dict[str, Any], snippets: dict[str, str]) -> dict[str, bytes]:
    """The release of a row with its edits made; each must fit exactly once."""
    files = dict(files_of(row["base"]))
    for short, find, replace in row["edit"]:
        path = FILES[short]
        for name, text in snippets.items():
            replace = replace.replace(f"{{{{{name}}}}}", text)
        source = files[path].decode()
        assert source.count(find) == 1, f"{find!r} stands {source.count(find)} times in {path} of {row['base']}"
        files[path] = source.replace(find, replace).encode()
    return files


@cache
def question() -> Question:
    return Question(rules=tuple(loaded.rule for loaded in load()))


def told(scan: Scan) -> str:
    """A scan in a few lines, for the message of a failure."""
    lines = [f"{scan.verdict.value}: {'; '.join(result.note for result in scan.rules if result.note)}"]
    for finding in scan.findings:
        lines.append(f"  {finding.verdict.value} {finding.site} {finding.passes} [{finding.condition}] {finding.note}")
        lines += [
            f"    {reach.outcome} {reach.sink} {reach.name} [{reach.condition}] {reach.reason}"
            for reach in finding.reaches
        ]
        lines += [f"    guard {guard.place} {guard.text} {guard.covers} {guard.fallback}" for guard in finding.guards]
    return "\n".join(lines)


@pytest.mark.parametrize(("row", "snippets"), mutations())
def test_edit_gets_its_verdict(row: dict[str, Any], snippets: dict[str, str]) -> None:
    """A fork that changed a few lines is told the opposite of what happens there."""
    scan = try_program(edited(row, snippets), question())
    assert scan.verdict.value == row["verdict"], told(scan)
    if "passes" in row:
        assert [finding.passes for finding in scan.findings] == [row["passes"]], told(scan)
    if "sites" in row:
        assert {finding.site.path for finding in scan.findings} == set(row["sites"]), told(scan)
