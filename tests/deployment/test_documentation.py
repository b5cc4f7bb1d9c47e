"""docs/assess.md: what a reader sees there is what niltrail says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from analyzer.deployment import stated
from tests.cli.conftest import Run, run
from tests.command import ROOT

__all__ = ["run"]
GUIDE = (ROOT / "docs" / "assess.md").read_text()


def test_example_is_real(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader compares the guide's output with that of a node, and they do not even look alike."""
    monkeypatch.chdir(tmp_path)
    config, shown = (re.search(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL) for kind in ("toml", "console"))
    assert config and shown
    (tmp_path / "config.toml").write_text(config[1])
    shutil.copy(ROOT / "reports" / "containerd" / "timeline.json", tmp_path)
    command, _, wanted = shown[1].partition("\n")
    done = run(*command.removeprefix("$ niltrail ").split())
    assert (done.code, done.out) == (1, wanted)


def test_versions_of_the_guide_are_read() -> None:
    """A reader's package is listed, and refused."""
    rows = [
        row
        for row in GUIDE.splitlines()
        if row.startswith(("| a version", "| what the program", "| what Kubernetes", "| the version of"))
    ]
    examples = [text for row in rows for text in re.findall(r"`([^`]+)`", row)]
    assert len(examples) == 12 and all(stated(text) for text in examples if "kubectl" not in text)
