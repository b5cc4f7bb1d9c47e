"""niltrail assess as a user runs it, on the demonstration and on saved documents."""

from __future__ import annotations

import io
import json
import os
import threading
from pathlib import Path

import pytest

from analyzer.assessments import Assessment
from analyzer.report import read
from tests.cli.conftest import Run
from tests.command import ROOT
from tests.deployment.test_table import three, two

TIMELINE = ROOT / "reports" / "containerd" / "timeline.json"


@pytest.fixture
def node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration that is affected, one that is not, and one that nobody can tell of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hurt.toml").write_text(two())
    (tmp_path / "safe.toml").write_text(two(path=""))
    (tmp_path / "doubt.toml").write_text(three(path="['a']"))
    (tmp_path / "broken.toml").write_text("version = \n")
    (tmp_path / "round.toml").symlink_to("round.toml")
    return tmp_path


SAVED = ("--timeline", TIMELINE)
DEMO = ("--repo", "demo")
CODES = {
    "affected": (("2.0.0", "hurt.toml", *SAVED), 1, "✗ affected · v2.0.0"),
    "affected, demo": (("2.0.0", "hurt.toml", *DEMO), 1, "✗ affected · v2.0.0"),
    "not affected": (("2.0.0", "safe.toml", *SAVED), 0, "✓ not affected · v2.0.0"),
    "not affected, demo": (("2.0.0", "safe.toml", *DEMO), 0, "✓ not affected · v2.0.0"),
    "fixed": (("v2.0.1", "hurt.toml", *SAVED), 0, "v2.0.1 is mitigated"),
    "cannot tell": (("2.0.0", "doubt.toml", *SAVED), 3, "? cannot tell · v2.0.0"),
    "doubt fails": (("2.0.0", "doubt.toml", *SAVED, "--fail-on", "unknown"), 1, "cannot tell"),
    "mitigated fails": (("2.0.1", "hurt.toml", *SAVED, "--fail-on", "mitigated"), 1, "not affected"),
    "a package": (("2.0.0-1.azl3", "hurt.toml", *SAVED), 1, "made from 2.0.0"),
    "what the program says": (("containerd containerd.io v2.0.0 " + "a" * 40, "hurt.toml", *SAVED), 1, "judge it with --rev"),
    "a revision": (("2.0.0", "hurt.toml", *DEMO, "--rev", "main"), 0, "main is mitigated"),
}  # fmt: skip


@pytest.mark.parametrize("name", CODES)
def test_exit_code_and_heading_say_whether_it_hurts(run: Run, node: Path, name: str) -> None:
    """A script that asks for each node gets the wrong answer, or a person does."""
    (version, config, *words), code, said = CODES[name]
    done = run("assess", "--version", version, "--config", config, *words)
    assert (done.code, done.err) == (code, "")
    assert said in " ".join(done.out.split())


def test_next_fixed_release_is_named(run: Run, node: Path) -> None:
    """Somebody who is affected is not told what to update to, or is sent to a release of another line."""
    for words in (SAVED, DEMO):
        done = run("assess", "--version", "2.0.0", "--config", "hurt.toml", *words, "--format", "json")
        document = read(done.out.encode(), "x")
        assert isinstance(document, Assessment) and document.fixed == "v2.0.1"


def test_without_a_configuration_it_depends(run: Run, node: Path) -> None:
    """A vulnerable release is called harmless, or harmful, when nobody knows how it is configured."""
    done = run("assess", "--version", "2.0.0", *SAVED)
    assert done.code == 3 and "Give it with --config" in " ".join(done.out.split())
    assert run("assess", "--version", "2.0.1", *SAVED).code == 0


def test_saved_scan_will_do(run: Run, node: Path) -> None:
    """A team that keeps scans has to make a timeline for one release."""
    Path("scan.json").write_text(run("scan", "--repo", "demo", "v2.0.0", "--format", "json").out)
    assert run("assess", "--version", "2.0.0", "--config", "hurt.toml", "--timeline", "scan.json").code == 1
    Path("fork.json").write_text(run("scan", "--repo", "demo", "main", "--format", "json").out)
    words = ("--rev", "main", "--version", "2.0.0", "--config", "hurt.toml", "--timeline", "fork.json")
    assert run("assess", *words).code == 0


def test_report_shows_it_again_with_its_exit_code(run: Run, node: Path) -> None:
    """A saved assessment cannot be shown, or ends differently."""
    first = run("assess", "--version", "2.0.0", "--config", "hurt.toml", *SAVED, "--format", "json")
    Path("saved.json").write_text(first.out)
    again = run("report", "saved.json", "--format", "json")
    assert (again.code, again.out) == (first.code, first.out)
    assert str(node) not in first.out and json.loads(first.out)["files"] == ["hurt.toml"]


MISTAKES = {
    "nothing asked": (("--config", "hurt.toml"), "say which release runs with --version"),
    "no version": (("--version", "latest", *SAVED), "no version in 'latest': write it like 2.0.0"),
    "no such release": (("--version", "2.0.99", *SAVED), "no release 2.0.99; near it are v2.0."),
    "another program": (("--version", "docker://20.10.7", *SAVED), "docker://20.10.7 is a version of docker, and the rules are about containerd"),
    "a configuration that leads round": (("--version", "2.0.0", "--config", "round.toml", *SAVED), "round.toml cannot be read"),
    "a line": (("--version", "2.0", *SAVED), "no release 2.0; near it are"),
    "no such release in the repository": (("--version", "2.0.99", *DEMO), "no release 2.0.99; near it are v2.0.0, v2.0.1, v2.0.2"),
    "no such line": (("--version", "9.1.0", *DEMO), "no release 9.1.0; near it are"),
    "a revision without a version": (("--rev", "main", *DEMO), "'main' names no version: add the release"),
    "no such revision": (("--rev", "nothing", "--version", "2.0.0", *DEMO), "no tag, branch or commit nothing"),
    "a revision that the document has not": (("--rev", "main", "--version", "2.0.0", *SAVED), "has no main; it has 0.0.2"),
    "no such configuration": (("--version", "2.0.0", "--config", "none.toml", *SAVED), "none.toml cannot be read: there is no such file"),
    "a broken configuration": (("--version", "2.0.0", "--config", "broken.toml", *SAVED), "broken.toml:1: not TOML"),
    "no such folder": (("--version", "2.0.0", "--hosts-dir", "none", *SAVED), "'none' does not exist"),
    "no such copy": (("--version", "2.0.0", "--sysroot", "none", *SAVED), "'none' does not exist"),
    "no such document": (("--version", "2.0.0", "--timeline", "none.json"), "none.json cannot be read"),
    "no document": (("--version", "2.0.0", "--timeline", "hurt.toml"), "no document of niltrail"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_one_clear_line(run: Run, node: Path, name: str) -> None:
    """A typing mistake ends in a traceback, or in a verdict about something else."""
    words, said = MISTAKES[name]
    done = run("assess", *words)
    assert (done.code, done.out) == (2, "")
    assert said.lower() in done.err.lower() and done.err.count("\n") == 1


def test_dump_is_read_from_standard_input_once(run: Run, node: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program's own dump cannot be piped in, or it is empty for the second rule that asks."""
    extension = node / "rules" / "second-rule"
    extension.mkdir(parents=True)
    shipped = (ROOT / "queries" / "rules" / "nil-pull-credentials" / "rule.toml").read_text()
    (extension / "rule.toml").write_text(shipped.replace('id = "nil-pull-credentials"', 'id = "second-rule"'))
    dump = "imports = ['/etc-of-node/*.toml']\n" + three()
    for words, code in (((), 3), (("--merged",), 1)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(dump.encode())))
        done = run("assess", "--version", "2.0.0", "--config", "-", *DEMO, "--rules", "rules", *words)
        assert (done.code, done.err) == (code, "")
        assert done.out.count("standard input:6") >= 2


def test_configuration_comes_through_a_pipe(run: Run, node: Path) -> None:
    """--config <(program config dump), as shells offer it, is called no file; a node without a configuration has /dev/null."""
    pipe = node / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(two(),))
    writer.start()
    done = run("assess", "--version", "2.0.0", "--config", "pipe", *SAVED)
    writer.join()
    assert (done.code, done.err) == (1, "")
    empty = run("assess", "--version", "2.0.0", "--config", "/dev/null", *SAVED)
    assert (empty.code, empty.err) == (0, "") and "no file sets config_path" in empty.out
