"""The commands about history as a user runs them, on the demonstration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.report import read
from analyzer.stories import Backports, Bisection, Difference
from tests.cli.conftest import Run
from tests.git.making import git

MISTAKES = {
    "no such branch": (["bisect", "--branch", "nothing"], "no tag, branch or commit nothing"),
    "no such start": (["bisect", "--from", "v9"], "no tag, branch or commit v9"),
    "an end for two branches": (["bisect", "--to", "v2.0.0", "--branch", "main", "--branch", "release/2.0"], "--to names the end of one branch"),
    "an option as a revision": (["bisect", "--from=--all"], "not a revision"),
    "diff with one revision": (["diff", "v2.0.0"], "missing argument 'b'"),
    "diff of nothing": (["diff", "v2.0.0", "v9.9"], "no tag, branch or commit v9.9"),
    "no such supported branch": (["backports", "--supported", "release/9"], "no tag, branch or commit release/9"),
    "no months": (["backports", "--months", "0"], "invalid value for '--months'"),
    "no picture of a scan": (["scan", "--format", "svg"], "'svg' is not one of"),
    "outside of the repository": (["scan", "--root", "../x"], "is no folder of a repository"),
    "state is a folder": (["track", "--state", "."], "is a directory"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_one_clear_line(run: Run, name: str) -> None:
    """A typing mistake ends in a traceback, or is answered with something else."""
    words, said = MISTAKES[name]
    done = run(words[0], "--repo", "demo", *words[1:])
    assert (done.code, done.out) == (2, "")
    assert said in done.err.lower() and done.err.count("\n") == 1


def test_bisect_walks_main_and_release_branches(run: Run) -> None:
    """Topic branches are walked, or a release branch is left out."""
    done = run("bisect", "--repo", "demo", "--format", "json")
    document = read(done.out.encode(), "x")
    assert done.code == 0 and isinstance(document, Bisection)
    assert [walk.branch for walk in document.walks] == ["main", "release/1.4", "release/2.0"]
    (main, _, late) = document.walks
    assert [one.after.value for one in main.transitions] == ["safe", "mitigated", "vulnerable", "mitigated"]
    assert (
        late.transitions[-1].backport
        and late.transitions[-1].backport.commit == main.transitions[-1].responsible.commit
    )
    assert run("bisect", "--repo", "demo", "--to", "v2.0.0").code == 1


def test_report_makes_every_format_of_every_document_again(run: Run, tmp_path: Path) -> None:
    """A saved story cannot be shown."""
    for words in (["bisect"], ["diff", "v2.0.0", "v2.0.1"], ["backports", "--supported", "v2.0.0"]):
        saved = tmp_path / "saved.json"
        first = run(*words, "--repo", "demo", "--format", "json")
        saved.write_text(first.out)
        for format in ("json", "markdown", "text"):
            done = run("report", saved, "--format", format)
            assert (done.code, done.out) == (first.code, run(*words, "--repo", "demo", "--format", format).out)
    assert run("report", saved, "--format", "svg").code == 2


def test_diff_tells_what_became_of_a_site(run: Run) -> None:
    """A reviewer does not see that a guard was lost."""
    done = run("diff", "--repo", "demo", "v2.0.1", "v2.0.0", "--format", "json")
    document = read(done.out.encode(), "x")
    assert isinstance(document, Difference) and done.code == 1
    (pair,) = document.pairs
    assert pair.standing == "worsened" and {("guard", "vanished"), ("sink", "changed")} <= {
        (one.what, one.how) for one in pair.changes
    }
    assert run("diff", "--repo", "demo", "main", "main").code == 0


def test_backports_of_the_demonstration(run: Run) -> None:
    """The branch that lacks a fix is not named."""
    done = run("backports", "--repo", "demo", "--format", "json", "--supported", "v2.0.0", "--supported", "release/2.0")
    document = read(done.out.encode(), "x")
    assert isinstance(document, Backports) and done.code == 1
    assert [(one.state, one.pick.applies if one.pick else "") for one in document.standings] == [
        ("vulnerable", "cleanly"),
        ("fixed", ""),
    ]
    assert document.standings[0].pick and document.standings[0].pick.command.startswith(
        "git switch --detach v2.0.0 && git cherry-pick -x "
    )


def test_timeline_tells_introduced_fixed_and_backported(run: Run) -> None:
    """The timeline says since when, and not by what."""
    document = json.loads(run("timeline", "--repo", "demo", "--format", "json").out)
    lines = {line["line"]: line for line in document["lines"]}
    assert lines["2.0"]["introduced"]["responsible"]["summary"] == "cri: pods ask the image service directly"
    assert lines["2.0"]["fixed"]["backport"]["commit"] == lines["2.1"]["fixed"]["responsible"]["commit"]
    assert lines["1.4"]["introduced"] is None and lines["2.0"]["days"] == 427


def test_nothing_of_a_repository_becomes_markup_of_the_picture(run: Run, tmp_path: Path, demo_repository: Path) -> None:
    """A tag's name runs a script in the browser of whoever looks at the picture."""
    import shutil
    from xml.etree import ElementTree as ET

    copy = shutil.copytree(demo_repository, tmp_path / "copy.git")
    git(copy, "tag", 'v2.0.0-<script>"&"', "v2.0.0")
    done = run("timeline", "--repo", copy, "--format", "svg")
    assert done.code == 1 and "<script" not in done.out
    titles = [node.text or "" for node in ET.fromstring(done.out).iter("{http://www.w3.org/2000/svg}title")]
    assert any(title.startswith('v2.0.0-<script>"&", vulnerable') for title in titles)
