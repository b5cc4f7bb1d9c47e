"""The published record of containerd, held against the history of its commits."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from analyzer.findings import Timeline, Verdict
from analyzer.report import read
from tests.corpus.marks import CORPUS
from tests.report.published import osv_commits

pytestmark = CORPUS
REPORTS = Path(__file__).parents[2] / "reports" / "containerd"


def test_commits_of_the_record_tell_every_release(corpus: Path) -> None:
    """A scanner that walks commits finds other releases affected than those that are."""
    timeline = read((REPORTS / "timeline.json").read_bytes(), "timeline.json")
    assert isinstance(timeline, Timeline)
    introduced, fixed = osv_commits(json.loads((REPORTS / "osv.json").read_text()))

    def after(commit: str) -> set[str]:
        tags = ["git", "--git-dir", str(corpus), "tag", "--contains", commit]
        return set(subprocess.run(tags, capture_output=True, text=True, check=True).stdout.split())

    affected = set().union(*map(after, introduced)) - set().union(*map(after, fixed))
    known = {release.tag for release in timeline.releases}
    assert affected & known == {one.tag for one in timeline.releases if one.verdict is Verdict.VULNERABLE}
