"""Small edits of real releases, as a fork could make them: the verdict follows the code, not the tag."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import document
from tests.corpus.marks import CORPUS

pytestmark = CORPUS

_FILES = sorted(Path(os.environ.get("NILTRAIL_TRUTH", "/nowhere")).glob("mutations/*.json"))
_ABSENT = pytest.mark.skip(reason="NILTRAIL_TRUTH is not set: it names the folder with mutations/")
MUTATIONS = [pytest.param(path, id=path.stem) for path in _FILES] or [pytest.param(None, id="none", marks=_ABSENT)]


@pytest.fixture(scope="module")
def scratch(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone that shares the corpus' objects and may be written to."""
    clone = tmp_path_factory.mktemp("mutations") / "scratch.git"
    subprocess.run(["git", "clone", "--quiet", "--bare", "--shared", corpus, clone], check=True)
    return clone


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_edit_gets_its_own_verdict(mutation: Path, scratch: Path) -> None:
    """A fork's pull request that brings the bug back, or mends it another way, is judged wrongly."""
    known = json.loads(mutation.read_text())
    apply = [sys.executable, str(mutation.parent / "apply.py"), str(mutation), str(scratch)]
    commit = subprocess.run(apply, check=True, capture_output=True, text=True).stdout.strip()
    scan = json.loads(document("scan", commit, "--repo", scratch))
    assert scan["verdict"] == known["verdict"], f"{known['why']}\n{json.dumps(scan, indent=1)}"
