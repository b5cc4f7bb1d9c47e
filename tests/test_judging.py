"""Judging many revisions: what is reused, what is remembered, and what a broken revision does to the others."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from analyzer import history, judging, pipeline, resources
from analyzer.answers import Question, Results
from analyzer.cache import Store
from analyzer.findings import Coverage, RuleResult, Scan, Verdict
from analyzer.git import Revision, open_repository
from analyzer.program import Program
from analyzer.rules.load import load
from analyzer.rules.model import Rule
from tests.command import ROOT
from tests.demo_files import files_of
from tests.git.making import git, remove

SITE = "internal/cri/server/podsandbox/sandbox_run.go"
ABOVE = "internal/cri/server/sandbox_run.go"


@pytest.fixture(scope="module")
def question() -> Question:
    """The built-in rules; nothing is remembered."""
    return Question(rules=tuple(loaded.rule for loaded in load()), jobs=1)


def releases_of(repository: Path) -> list[Revision]:
    """The releases in order."""
    with open_repository(str(repository), None) as opened:
        found = {tag.name: tag for tag in opened.tags(["v*"]) if isinstance(tag, Revision)}
    return [found[name] for name in history.order(list(found))]


def scans_of(repository: Path, question: Question) -> dict[str, Scan]:
    """Every release, judged."""
    with open_repository(str(repository), None) as opened:
        scans = pipeline.scan(opened, releases_of(repository), question)
        return {scan.revision: scan for scan in scans}


def said(results: Results) -> list[RuleResult]:
    """Results without the counts of what was looked at: what is reused is not looked at again."""
    return [msgspec.structs.replace(result, coverage=Coverage()) for result in results]


def stripped(scan: Scan) -> tuple[Verdict, object, list[RuleResult]]:
    """A scan without those counts."""
    return scan.verdict, scan.findings, said(scan.rules)


def judge_in_turn(repository: Path, trees: list[str], question: Question) -> dict[str, list[RuleResult]]:
    """Trees judged one after another by one judge."""
    with open_repository(str(repository), None) as opened, judging.Judge(opened.objects, question) as judge:
        return {tree: said(judge(tree)) for tree in trees}


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_verdict_does_not_depend_on_what_was_judged_before(
    demo_repository: Path, question: Question, *, backwards: bool
) -> None:
    """A release gets the verdict, or the line numbers, of its neighbour."""
    trees = [release.tree for release in releases_of(demo_repository)][:: -1 if backwards else 1]
    alone = {tree: judge_in_turn(demo_repository, [tree], question)[tree] for tree in trees}
    assert judge_in_turn(demo_repository, trees, question) == alone


def test_workers_give_what_one_process_gives(
    demo_repository: Path, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict depends on how many processors the machine has."""
    alone = scans_of(demo_repository, question)
    monkeypatch.setattr(judging, "_ALONE", 1)
    together = scans_of(demo_repository, replace(question, jobs=3))
    assert {tag: stripped(scan) for tag, scan in together.items()} == {
        tag: stripped(scan) for tag, scan in alone.items()
    }


KILLED = """
import os, signal, sys
from analyzer.answers import Question
from analyzer.git import open_repository
from analyzer.judging import judge_trees
from analyzer.rules.load import load

with open_repository(sys.argv[1], None) as opened:
    asked = Question(rules=tuple(loaded.rule for loaded in load()), jobs=2)
    for _ in judge_trees(opened.objects, sys.argv[2:], asked):
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_leave_with_a_killed_parent(demo_repository: Path) -> None:
    """A run that the system kills leaves processes behind that wait for ever."""
    trees = [release.tree for release in releases_of(demo_repository)]
    command = [sys.executable, "-c", KILLED, str(demo_repository), *trees]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)  # its output ends with its last worker
    assert done.returncode == -signal.SIGKILL


def test_every_worker_gets_neighbours_and_every_tree_goes_to_one() -> None:
    """Releases are left out, or judged twice, or each by a worker that knows nothing of the one before."""
    trees = [str(number) for number in range(23)]
    shares = judging._shares(trees, 3)
    assert [list(share) for share in shares] == [trees[:15], trees[15:]]
    assert judging._next(shares, 0, 4) == trees[:4]
    assert judging._next(shares, 1, 4) == trees[14:11:-1]
    given = [*trees[:4], *trees[12:15]]
    while batch := judging._next(shares, 2, 4):
        given += batch
    assert given[7:15] == trees[15:]
    assert sorted(given, key=int) == trees


def test_what_is_remembered_is_not_judged_again(
    demo_repository: Path, question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second run takes as long as the first."""
    kept = replace(question, cache_dir=tmp_path)
    first = scans_of(demo_repository, kept)
    monkeypatch.setattr(judging, "judge", pytest.fail)
    monkeypatch.setattr(judging, "with_entries", pytest.fail)
    assert scans_of(demo_repository, kept) == first


def test_scan_after_a_timeline_only_looks_for_entries(
    demo_repository: Path, question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan judges anew what a timeline has judged; or shows no API call because the timeline did not look for any."""
    kept = replace(question, cache_dir=tmp_path)
    alone = scans_of(demo_repository, question)
    with open_repository(str(demo_repository), None) as opened:
        timeline = pipeline.timeline(opened, releases_of(demo_repository), kept)
    monkeypatch.setattr(judging, "judge", pytest.fail)
    assert scans_of(demo_repository, kept) == alone
    assert alone["v2.0.0"].findings[0].entry
    for release in timeline.releases:
        findings = [msgspec.structs.replace(one, entry=()) for one in alone[release.tag].findings]
        assert list(release.findings) == findings


@pytest.mark.parametrize("changed", ["rule", "build", "tests", "code"])
def test_what_may_change_a_verdict_makes_it_be_judged_again(
    demo_repository: Path, question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """After an edit of a rule, for another platform or with a newer niltrail, the old verdict is shown."""
    kept = replace(question, cache_dir=tmp_path)
    release = releases_of(demo_repository)[-1:]
    with open_repository(str(demo_repository), None) as opened:
        list(pipeline.scan(opened, release, kept))
        judged: list[str] = []

        def judge(program: Program, rule: Rule) -> RuleResult:
            judged.append(rule.id)
            return RuleResult(rule.id, Verdict.SAFE)

        monkeypatch.setattr(judging, "judge", judge)
        if changed == "rule":
            kept = replace(kept, rules=tuple(edited(rule) for rule in kept.rules))
        elif changed == "build":
            kept = replace(kept, build=msgspec.structs.replace(kept.build, goos="windows"))
        elif changed == "tests":
            kept = replace(kept, tests=True)
        else:
            monkeypatch.setattr(resources, "version", lambda: "another")
        list(pipeline.scan(opened, release, kept))
    assert judged == [rule.id for rule in question.rules]


def test_facts_are_found_again_and_give_the_same_verdicts(
    demo_repository: Path, question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every edit of a rule costs a parse of everything; or code read back from the disk is other code."""
    kept = replace(question, cache_dir=tmp_path)
    first = scans_of(demo_repository, kept)
    with Store.open(tmp_path, resources.version()) as store:
        assert store.info().entries["facts"] > 30
    from analyzer import syntax

    def parsed(*_: object) -> None:
        pytest.fail("a file was parsed again")

    monkeypatch.setattr(syntax, "lower", parsed)
    monkeypatch.setattr(syntax, "outline", parsed)
    changed = replace(kept, rules=tuple(edited(rule) for rule in kept.rules))
    assert {tag: stripped(scan) for tag, scan in scans_of(demo_repository, changed).items()} == {
        tag: stripped(scan) for tag, scan in first.items()
    }


def edited(rule: Rule) -> Rule:
    """The same rule, from a file that reads otherwise."""
    return msgspec.structs.replace(rule, digest="another")


@pytest.fixture
def damaged(demo_repository: Path, tmp_path: Path) -> Path:
    """The demonstration, all objects loose, so that single ones can be taken away."""
    copy = tmp_path / "damaged.git"
    shutil.copytree(demo_repository, copy)
    packs = tmp_path / "packs"
    packs.mkdir()
    for pack in (copy / "objects/pack").iterdir():
        shutil.move(pack, packs)
    for pack in packs.glob("*.pack"):
        git(copy, "unpack-objects", "-q", stdin=pack.read_bytes())
    return copy


def take_away(repository: Path, name: str) -> str:
    """Removes one object."""
    id = git(repository, "rev-parse", name)
    (repository / "objects" / id[:2] / id[2:]).unlink()
    return id


@pytest.mark.parametrize("what", ["a file", "a directory", "the tree", "the commit"])
def test_missing_object_spoils_its_own_revisions_only(damaged: Path, question: Question, what: str) -> None:
    """One object that a partial clone lacks makes every release unknown, or a vulnerable one safe."""
    whole = scans_of(damaged, question)
    assert whole["v2.0.0"].verdict is Verdict.VULNERABLE
    names = {
        "a file": f"v2.0.0:{SITE}",
        "a directory": "v2.0.0:internal/cri/server/podsandbox",
        "the tree": "v2.0.0^{tree}",
        "the commit": "v2.0.0^{commit}",
    }
    id = take_away(damaged, names[what])
    with open_repository(str(damaged), None) as opened:
        now = {scan.revision: scan for scan in pipeline.scan(opened, opened.tags(["v*"]), question)}
    spoiled = now["v2.0.0"]
    assert spoiled.verdict is Verdict.UNKNOWN
    assert id[:7] in spoiled.rules[0].note
    for tag in ("v1.1.0", "v1.3.0", "v2.1.0"):
        assert stripped(now[tag]) == stripped(whole[tag])


@pytest.mark.parametrize("code", ["{depth}{end}", "name = {call}{name}{closed}", "x := {literal}{closing}"])
def test_code_nested_too_deeply_to_follow_is_unknown(question: Question, code: str) -> None:
    """A file made to crash the analysis gets a clean bill of health, or a traceback."""
    files = files_of("v2.0.0")
    source = files[SITE].decode()
    many = 10_000
    statement = code.format(
        depth="if a {" * many,
        end="}" * many,
        call="f(" * many,
        name="name",
        closed=")" * many,
        literal="func() { " * many,
        closing="}" * many,
    )
    call = next(line for line in source.splitlines() if "PullImage(" in line)
    nested = {**files, SITE: source.replace(call, f"\t{statement}\n{call}").encode()}
    scan = pipeline.try_program(nested, question)
    assert scan.verdict is Verdict.UNKNOWN
    assert "nested too deeply" in scan.rules[0].note


def test_doubt_about_a_missing_object_is_not_remembered(
    demo_repository: Path, tmp_path: Path, question: Question
) -> None:
    """A partial clone is completed, and its revisions stay in doubt for ever."""
    asked = replace(question, cache_dir=tmp_path / "cache")
    broken = shutil.copytree(demo_repository, tmp_path / "broken.git")
    site = git(broken, "rev-parse", f"v2.0.0:{SITE}")
    remove(broken, site)
    with open_repository(str(broken), None) as opened:
        (scan,) = pipeline.scan(opened, [opened.resolve("v2.0.0")], asked)
    assert scan.verdict is Verdict.UNKNOWN
    with open_repository(str(demo_repository), None) as opened:
        (scan,) = pipeline.scan(opened, [opened.resolve("v2.0.0")], asked)
    assert scan.verdict is Verdict.VULNERABLE


def test_entry_is_what_can_be_seen(demo_repository: Path, tmp_path: Path, question: Question) -> None:
    """One missing object takes all entries away, or a chain that was cut short stays after the object is fetched."""
    asked = replace(question, cache_dir=tmp_path / "cache")
    with open_repository(str(demo_repository), None) as opened:
        releases = [opened.resolve("v2.0.0")]
        timeline = pipeline.timeline(opened, releases, asked)  # so that the verdict is known
        assert timeline.verdict is Verdict.VULNERABLE
    broken = shutil.copytree(demo_repository, tmp_path / "broken.git")
    remove(broken, git(broken, "rev-parse", f"v2.0.0:{ABOVE}"))
    entries = []
    for repository in (broken, demo_repository):
        with open_repository(str(repository), None) as opened:
            (scan,) = pipeline.scan(opened, releases, asked)
        entries.append([hop.text for hop in scan.findings[0].entry])
    assert entries[0] == entries[1][-1:]
    assert entries[1][0] == "main.main calls main.run"
