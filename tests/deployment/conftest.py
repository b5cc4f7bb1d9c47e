"""Deployments as files in a folder, and the verdicts of containerd's releases from the report that is kept in the repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from analyzer.assessments import Assessment
from analyzer.deployment import Deployed, Node, assess
from analyzer.findings import Build, Release, Timeline
from analyzer.report import read
from analyzer.rules import Rule, load
from tests.command import ROOT

Assess = Callable[..., Assessment]


@cache
def releases() -> dict[str, Release]:
    """The releases by tag."""
    document = read((ROOT / "reports" / "containerd" / "timeline.json").read_bytes(), "timeline.json")
    assert isinstance(document, Timeline)
    return {one.tag: one for one in document.releases}


@cache
def rule() -> Rule:
    """The shipped rule."""
    return next(one.rule for one in load() if one.rule.id == "nil-pull-credentials")


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def assessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assess:
    """Assesses files by a release's tag. A file ``config.toml`` is given, and a folder ``certs.d`` too where there is one."""
    monkeypatch.chdir(tmp_path)

    def assessing(
        files: Mapping[str, str | bytes],
        tag: str = "v2.0.0",
        *,
        given: tuple[str, ...] = ("config.toml",),
        sysroot: str = "",
    ) -> Assessment:
        write(tmp_path, files)
        hosts = (Path("certs.d"),) if Path("certs.d").is_dir() else ()
        node = Node(Path(sysroot) if sysroot else None)
        deployed = Deployed(tag, tag, tuple(map(Path, given)), hosts_dirs=hosts, node=node)
        return assess(deployed, releases()[tag], [rule()], Build())

    return assessing
