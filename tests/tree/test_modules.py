"""The module at a tree's root."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from analyzer import pipeline
from analyzer.answers import Question
from analyzer.git import Revision, open_repository
from analyzer.rules import load
from analyzer.tree.modules import module_paths
from tests.git.making import bare, commit, git, remove


def test_module_is_what_go_mod_declares(tmp_path: Path) -> None:
    """A release is published under another module's name."""
    made = bare(tmp_path / "a.git")
    for name, text in {
        "b": "module github.com/example/m/v2\n",
        "c": 'go 1.22\nmodule "example.com/q" // x\n',
        "d": "go 1.22\n",
    }.items():
        commit(made, "go.mod", ref=f"refs/heads/{name}", text=text)
    commit(made, "main.go", ref="refs/heads/e")
    with open_repository(str(made), None) as opened:
        trees = {one.name: one.tree for one in opened.branches() if isinstance(one, Revision)}
        found = module_paths(opened.objects, trees.values())
    assert {name: found[tree] for name, tree in trees.items()} == {
        "main": "example.com/m", "b": "github.com/example/m/v2", "c": "example.com/q", "d": "", "e": "",
    }  # fmt: skip


def test_go_mod_that_cannot_be_read_is_not_taken_for_none(demo_repository: Path, tmp_path: Path) -> None:
    """A partial clone makes releases of a module look like those from before modules, and stays so once it is completed."""
    question = Question(rules=tuple(one.rule for one in load()), jobs=1, cache_dir=tmp_path / "cache")
    broken = shutil.copytree(demo_repository, tmp_path / "broken.git")
    remove(broken, git(broken, "rev-parse", "v2.0.0:go.mod"))

    def module(where: Path, question: Question) -> str | None:
        with open_repository(str(where), None) as opened:
            (scan,) = pipeline.scan(opened, [opened.resolve("v2.0.0")], question)
        return scan.module

    assert module(broken, question) is None
    assert module(demo_repository, question) == "example.com/pullbox"
    assert module(broken, question) == "example.com/pullbox"
    assert module(broken, replace(question, cache_dir=None)) is None


def test_module_is_that_of_the_folder_that_is_judged(demo_repository: Path) -> None:
    """A copy below --root is published under the name of what it is embedded in."""
    question = Question(rules=tuple(one.rule for one in load()), jobs=1)
    with open_repository(str(demo_repository), None) as opened:
        opened.root = "api"
        (scan,) = pipeline.scan(opened, [opened.resolve("v2.0.0")], question)
        timeline = pipeline.timeline(opened, [opened.resolve("v2.0.0")], question)
    assert scan.module == "example.com/pullbox/api"
    assert [(release.module, release.verdicts) for release in timeline.releases] == [(scan.module, ())]
