"""Branches as lines of releases, and which are supported."""

from __future__ import annotations

import pytest

from analyzer.findings import Release, Verdict
from analyzer.history import line_of_branch, lines_in_table, lines_released_since, main_of, release_branches

LINES = {
    "release/2.0": "2.0", "release-1.7": "1.7", "releases/v3.1": "3.1", "v0.2.x": "0.2", "2.x": "2", "stable/1.4": "1.4",
    "origin/release/2.0": "2.0", "main": "", "release/next": "", "fix-2.0": "", "dependabot/go_modules/x-1.7.0": "", "copilot/v20-to-v21": "",
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_line_of_a_branch(name: str) -> None:
    """A release branch is left out, or somebody's topic branch is walked for minutes."""
    assert line_of_branch(name) == LINES[name]


def test_branches_in_order_of_their_lines() -> None:
    """1.10 comes before 1.9, or a remote's copy of a branch is walked instead of one's own."""
    names = ["main", "origin/release/1.9", "release/1.10", "release/1.9", "topic"]
    assert release_branches(sorted(names)) == ["origin/release/1.9", "release/1.10"]
    assert release_branches([*names[2:], "origin/release/1.9"]) == ["release/1.9", "release/1.10"]
    assert (
        main_of(["a", "origin/main", "master"]) == "master" and main_of(["fork/main", "origin/main"]) == "origin/main"
    )
    assert main_of(["topic"]) == ""


def test_table_of_supported_lines() -> None:
    """A line at its end of life counts as supported, or a table about something else is believed."""
    text = (
        "| Release | Status | End |\n|---|---|---|\n| [1.6](u) | End of Life | - |\n| [1.7](u) | LTS | x |\n| 2.0 | Active | y |\n"
        "| [2.4](u) | _Future_ | z |\n| `ctr` tool | Supported | - |\n\n| A | B |\n|---|---|\n| 9.9 | Active |\n"
        "\n| Component | Status | Since |\n|---|---|---|\n| API | Stable | 1.0 |\n"
    )
    assert lines_in_table(text) == ["1.7", "2.0"]


def test_lines_released_lately_by_the_newest_release() -> None:
    """The answer changes with the day on which it is asked."""
    releases = [Release(tag, "", date, tag[1:4], Verdict.SAFE) for tag, date in
                (("v1.0.0", "2019-01-01"), ("v1.1.0", "2023-06-01"), ("v1.2.0", "2024-01-01"), ("v1.3.0", ""))]  # fmt: skip
    assert lines_released_since(releases, 12) == ["1.1", "1.2"] and lines_released_since(releases, 1) == ["1.2"]
    assert lines_released_since([], 12) == []
