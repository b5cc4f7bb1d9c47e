"""The niltrail command as a user runs it, from this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_START = "import sys; from analyzer.cli import main; sys.exit(main())"


def niltrail(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """One run; the exit code is the caller's to judge."""
    return subprocess.run(
        [sys.executable, "-P", "-c", _START, *arguments],
        check=False,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def document(*arguments: str | Path) -> bytes:
    """The JSON document of a run that must end with 0 (clean) or 1 (findings)."""
    done = niltrail(*arguments, "--format", "json")
    assert done.returncode in (0, 1), done.stderr.decode(errors="replace")
    return done.stdout
