"""The whole-program graph beside the Go toolchain's own, by the script that comes with it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.git import open_repository
from analyzer.git.repository import Repository
from analyzer.graphing import Asked, Found, graph_of
from tests.command import niltrail
from tests.corpus.conftest import place_of
from tests.corpus.marks import CORPUS

pytestmark = CORPUS

TAG = "v2.0.0"
GOALS = {
    "static": {"recall": 0.998, "precision": 0.998},
    "invoke": {"recall": 0.99, "precision": 0.90, "within what the types allow": 0.995},
    "dynamic": {"recall": 0.95, "precision": 0.80},
    "all": {"recall": 0.99, "precision": 0.95},
}


@pytest.fixture(scope="module")
def score(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The script's lines by their first word."""
    script = place_of("NILTRAIL_ORACLE", "the folder with score.py and the reference graphs") / "score.py"
    table = tmp_path_factory.mktemp("graph") / "graph.tsv"
    exported = niltrail("graph", "export", "--format", "tsv", "--repo", corpus, "--rev", TAG)
    assert exported.returncode == 0, exported.stderr.decode(errors="replace")
    table.write_bytes(exported.stdout)
    scored = subprocess.run([sys.executable, script, table, TAG], capture_output=True, text=True, check=True)
    print(scored.stdout)
    return {line.split()[0]: line for line in scored.stdout.splitlines() if line.strip()}


def test_every_call_is_found(score: dict[str, str]) -> None:
    """Calls are missing from the graph, or are invented."""
    expected, found, extra = (int(number) for number in re.findall(r"(\d+) (?:expected|found|extra)", score["sites"]))
    assert found >= 0.995 * expected
    assert extra <= 0.005 * expected


@pytest.mark.parametrize("kind", GOALS)
def test_callees_are_those_of_the_toolchain(score: dict[str, str], kind: str) -> None:
    """The graph says less, or more, than a build with the Go toolchain would."""
    for name, goal in GOALS[kind].items():
        found = re.search(rf"{name} (\d\.\d+)", score[kind])
        assert found is not None, score[kind]
        assert float(found[1]) >= goal, score[kind]


PAIRS = (("v2.0.0", "v2.0.1"), ("v1.7.2", "v1.7.1"))
"""Neighbouring releases, the second after the first."""


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_graph_after_a_neighbour_is_that_of_an_empty_cache(
    before: str, after: str, corpus: Path, tmp_path: Path
) -> None:
    """Packages are taken from another release although what they rest on has changed, or are all read again."""
    with open_repository(str(corpus), tmp_path) as repository:
        _found(repository, before, tmp_path)
        found = _found(repository, after, tmp_path)
        assert found.graph == _found(repository, after, None).graph
    assert 0.5 * found.packages < found.reused < found.packages


def _found(repository: Repository, rev: str, cache_dir: Path | None) -> Found:
    return graph_of(repository.objects, repository.resolve(rev).tree, Asked(cache_dir=cache_dir))
