"""niltrail graph on the demonstration repository."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

import analyzer
from analyzer.report.graph.tsv import COLUMNS
from tests.cli.conftest import Run

PULL = "images.(*CRIImageService).PullImage"
DEMO = ("--repo", "demo", "--rev", "v2.0.0")


def test_callers_of_a_function(run: Run) -> None:
    """Nobody learns who calls the function that hurts."""
    done = run("graph", "callers", *DEMO, PULL)
    assert (done.code, done.err) == (0, "")
    assert all("image_pull.go:" in line or ".go:" in line for line in done.out.splitlines())
    found = json.loads(run("graph", "callers", *DEMO, PULL, "--format", "json").out)
    assert [call["caller"] for call in found["calls"]] == [line.split("  ")[0] for line in done.out.splitlines()]
    assert {call["callee"].rpartition("/")[2] for call in found["calls"]} == {PULL}


def test_callees_and_back(run: Run) -> None:
    """A call is in the one direction and missing in the other."""
    (caller, *_) = json.loads(run("graph", "callers", *DEMO, PULL, "--format", "json").out)["calls"]
    callees = json.loads(run("graph", "callees", *DEMO, caller["caller"], "--format", "json").out)["calls"]
    assert caller in callees


def test_function_by_its_place(run: Run) -> None:
    """A stack trace or finding has a file and a line, and the command wants a name."""
    by_name = run("graph", "callees", *DEMO, PULL)
    place = json.loads(run("graph", "focus", *DEMO, PULL, "--format", "json").out)["functions"]
    (at,) = [one["place"] for one in place if one["name"].endswith(PULL)]
    path, line, _ = at.rsplit(":", 2)
    assert run("graph", "callees", *DEMO, f"{path}:{int(line) + 1}").out == by_name.out


def test_ambiguous_name_lists_the_candidates(run: Run) -> None:
    """One of two functions is taken by chance."""
    done = run("graph", "callers", *DEMO, "PullImage")
    assert done.code == 2
    assert "can be 2 functions" in done.err
    assert "(*CRIImageService).PullImage" in done.err
    assert "(*GRPCCRIImageService).PullImage" in done.err


def test_unknown_name_has_a_hint(run: Run) -> None:
    """A typing error ends without a way on."""
    done = run("graph", "callers", *DEMO, "PullImagee")
    assert done.code == 2
    assert "did you mean PullImage" in done.err


def test_path_and_paths(run: Run) -> None:
    """The chain from an entry to the call that hurts is not shown, or another than exists."""
    found = json.loads(run("graph", "callers", *DEMO, PULL, "--format", "json").out)["calls"][0]
    text = run("graph", "path", *DEMO, found["caller"], PULL)
    assert text.code == 0
    assert text.out.splitlines()[0] == found["caller"]
    assert text.out.splitlines()[-1].endswith(f"at {found['place']}")
    several = json.loads(run("graph", "paths", *DEMO, found["caller"], PULL, "--limit", "3", "--format", "json").out)
    assert [len(path) for path in several["paths"]] == sorted(len(path) for path in several["paths"])
    none = run("graph", "path", *DEMO, PULL, found["caller"])
    assert (none.code, "no path" in none.out) == (1, True)


def test_reachable_and_unreachable(run: Run) -> None:
    """Dead code is called alive, or what runs is deleted."""
    reached = run("graph", "reachable", *DEMO, PULL).out.splitlines()
    assert any(PULL in line for line in reached)
    dead = run("graph", "unreachable", *DEMO).out.splitlines()
    assert dead
    assert not any(".main  " in line or ".init" in line for line in dead)


def test_dot_is_a_digraph(run: Run) -> None:
    """Graphviz refuses what was written for it."""
    done = run("graph", "focus", *DEMO, PULL, "--format", "dot")
    assert done.out.startswith("digraph calls {")
    assert done.out.endswith("}\n")
    assert "->" in done.out


def test_stats_count_the_export(run: Run) -> None:
    """The summary and the table disagree."""
    stats = json.loads(run("graph", "stats", *DEMO, "--format", "json").out)
    rows = list(csv.DictReader(run("graph", "export", *DEMO).out.splitlines(), delimiter="\t"))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["call"] for row in rows}) == stats["calls"]
    assert sum(row["callee"] != "-" for row in rows) == stats["edges"]


def test_export_as_graphml_is_what_python_gets(run: Run) -> None:
    """Gephi shows another graph than Python has."""
    text = run("graph", "export", *DEMO, "--format", "graphml").out
    ET.fromstring(text)
    read = nx.parse_graphml(text)
    made = analyzer.call_graph("demo", "v2.0.0")
    assert (len(read), read.number_of_edges()) == (len(made), made.number_of_edges())
    assert {data["name"] for _, data in read.nodes(data=True)} == set(made.nodes)


def test_second_question_reads_the_remembered_graph(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question costs a whole analysis."""
    first = run("graph", "stats", *DEMO)

    def again(*_: object) -> None:
        raise AssertionError("it was built again")

    monkeypatch.setattr("analyzer.graphing._built", again)
    assert run("graph", "stats", *DEMO) == first


def test_focus_is_opened_in_the_browser(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`focus --open` opens nothing, or a page about another function."""
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    done = run("graph", "focus", *DEMO, PULL, "--open")
    assert done.code == 0
    page = Path(done.out.strip())
    assert opened == [page.as_uri()]
    assert f"{PULL}</title>" in page.read_text(encoding="utf-8")


def test_revision_that_is_none(run: Run) -> None:
    """A wrong tag ends with a traceback."""
    done = run("graph", "stats", "--repo", "demo", "--rev", "v99")
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_page_runs_in_a_browser_under_its_own_policy(run: Run, tmp_path: Path) -> None:
    """The page is blank: a policy forbids its own script, or the script fails."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "graph.html"
    page.write_text(run("graph", "export", *DEMO, "--format", "html").out, encoding="utf-8")
    assert "http://" not in page.read_text().split("<script>")[0]
    shown = subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=5000", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert 'data-ready="yes"' in shown.stdout, shown.stderr[-2000:]
    assert "CONSOLE" not in shown.stderr
    assert "packages," in shown.stdout


def test_verbose_tells_what_was_known(run: Run, tmp_path: Path) -> None:
    """Nobody sees whether a slow graph was built anew, or why."""

    def said(tag: str) -> str:
        return run("graph", "stats", "-v", "--repo", "demo", "--rev", tag, "--cache-dir", str(tmp_path)).err

    packages = said("v2.0.0").split()[1]
    assert said("v2.0.0") == "niltrail: the graph was known\n"
    _, again, _, reused, *_ = said("v2.0.1").split()
    assert 0 < int(reused) < int(again) == int(packages)
