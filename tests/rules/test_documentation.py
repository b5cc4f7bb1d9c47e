"""docs/rules.md: what a reader copies from it works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.command import ROOT, niltrail

GUIDE = (ROOT / "docs" / "rules.md").read_text()
PROGRAMS = Path(__file__).parent / "forgotten-token"


def test_example_of_the_guide_is_a_rule_that_works(tmp_path: Path) -> None:
    """Somebody with another project copies the guide's rule, and niltrail refuses it or judges wrongly."""
    own, extension = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    for name, text in (("forgotten-token", own), ("extension", extension)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rule.toml").write_text(text)
    shutil.copytree(PROGRAMS, tmp_path / "forgotten-token" / "examples")
    assert niltrail("rules", "check", tmp_path).returncode == 0
    done = niltrail("rules", "test", "--rules", tmp_path, "--rule", "forgotten-token")
    assert (done.returncode, done.stdout.decode().splitlines()[-1]) == (0, "all as wanted"), done.stdout.decode()
