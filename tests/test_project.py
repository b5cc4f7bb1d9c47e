"""The project itself: what is declared is what is locked, shipped and documented."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import click
import jsonschema
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analyzer.cli.app import app
from analyzer.report import FORMATS, View, read, render, schema

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
REPORTS = ROOT / "reports" / "containerd"
HEAVY = ["git", "markdown_it", "networkx", "rich", "sqlite3", "tree_sitter", "analyzer.syntax", "analyzer.nilflow"]


def run(*words: str | Path, **environment: str) -> str:
    """Standard output of a command that must succeed, its coverage not measured; what it said is in the failure."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(words, env={**inherited, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def test_lock_satisfies_what_is_declared() -> None:
    """A fresh clone installs other versions than the package asks for, or fails to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = [Requirement(text) for text in project["dependencies"] + project["optional-dependencies"]["dev"]]
    locked = [
        Requirement(line.rstrip(" \\"))
        for line in (ROOT / "requirements-dev.lock").read_text().splitlines()
        if line and not line.startswith((" ", "#"))
    ]
    for wanted in declared:
        found = [lock for lock in locked if canonicalize_name(lock.name) == canonicalize_name(wanted.name)]
        assert found, f"{wanted} is not locked"
        for lock in found:
            (pin,) = lock.specifier
            assert pin.version in wanted.specifier, f"{lock} does not satisfy {wanted}"


def test_lock_names_no_package_index() -> None:
    """A machine with its own package index cannot install."""
    assert not re.search(r"://|--index|--find-links", (ROOT / "requirements-dev.lock").read_text())


def test_every_test_says_what_a_user_loses() -> None:
    """A failing test does not tell whether it matters."""
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_documents_link_to_what_exists() -> None:
    """A reader follows a link of the README and finds nothing."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    missing = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text())
        if not (document.parent / target).exists()
    ]
    assert missing == []


def test_every_command_is_in_the_readme() -> None:
    """A user learns of a command from somebody else, or types one that is gone."""
    table = README.read_text().partition("## Commands\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `niltrail ([a-z]+)", table, re.MULTILINE)) == set(app.list_commands(click.Context(app)))


def test_every_format_is_documented() -> None:
    """A reader of docs/output.md does not learn of a format, or of one that is gone."""
    table = (ROOT / "docs" / "output.md").read_text("utf-8").partition("| format | of |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == list(FORMATS)


def test_readme_shows_the_saved_answer() -> None:
    """The first thing a reader sees is not what niltrail says of the real repository."""
    view = View(100)
    answers = [
        f"$ niltrail {words}\n{render(read((REPORTS / name).read_bytes(), name), 'text', view)}"
        for words, name in (("timeline", "timeline.json"), ("scan v2.0.0", "scan-v2.0.0.json"))
    ]
    shown = re.search(
        r"real output: begin -->\n```console\n(.*?)```\n<!-- real output: end", README.read_text(), re.DOTALL
    )
    assert shown and shown[1] == "\n".join(answers)


@pytest.mark.parametrize("name", ["timeline", "scan-v2.0.0", "bisect", "backports"])
def test_saved_reports_can_be_made_again(name: str) -> None:
    """What is published is of another version than the documents' format and the Markdown that niltrail writes."""
    saved = REPORTS / f"{name}.json"
    document = read(saved.read_bytes(), saved.name)
    jsonschema.validate(json.loads(saved.read_bytes()), schema(name.partition("-")[0]))
    assert render(document, "markdown", View()) == (REPORTS / f"{name}.md").read_text()
    if name == "timeline":
        assert render(document, "svg", View()) == (REPORTS / f"{name}.svg").read_text()
        assert render(document, "html", View()) == (REPORTS / f"{name}.html").read_text()


def test_version_imports_nothing_heavy() -> None:
    """`niltrail --version` and shell completion become slow."""
    program = f"""
import json, sys
from analyzer.cli import main
try:
    main(["--version"])
except SystemExit:
    pass
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
"""
    said = run(sys.executable, "-c", program).splitlines()
    assert said[0].startswith("niltrail") and json.loads(said[-1]) == []


@pytest.mark.slow
def test_installed_wheel_works_outside_any_checkout(tmp_path: Path) -> None:
    """`pip install niltrail` gives a command without its rules, queries or demonstration.

    The dependencies are borrowed from this environment; niltrail itself comes from the wheel alone.
    """
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "analyzer/queries/rules/nil-pull-credentials/rule.toml" in names
    assert any(name.startswith("analyzer/demo/commits/") for name in names)
    assert {"analyzer/assets/report/report.css", "analyzer/assets/report/report.js"} <= set(names)

    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel)
    alone = {
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    where = run(python, "-P", "-c", "import analyzer; print(analyzer.__file__)", **alone)
    assert Path(where).is_relative_to(tmp_path / "venv")
    niltrail = tmp_path / "venv" / "bin" / "niltrail"
    assert run(niltrail, "--version", **alone).startswith("niltrail 0.1.0")
    assert "nil-pull-credentials" in run(niltrail, "rules", "list", **alone)
    assert "mitigated" in run(niltrail, "scan", "v2.0.1", "--repo", "demo", **alone)
