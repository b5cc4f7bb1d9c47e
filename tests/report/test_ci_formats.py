"""What GitHub's jobs, GitLab and JUnit's readers get."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import msgspec
import pytest
from jsonschema import Draft202012Validator

from analyzer.checks import Check, Result
from analyzer.findings import Blind, Coverage, RuleResult, Scan, Scans, Verdict
from analyzer.places import Place
from analyzer.report import render, visible
from analyzer.report.github import SUMMARY, summary
from tests.report.samples import ANSWERED, CHECK, CLEAN_CHECK, MITIGATED, RULE, UNKNOWN, VULNERABLE, scan_of
from tests.report.test_escape import HOSTILE, spoiled
from tests.report.test_escape_history import spoiled as everywhere

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]*,?)+)::([^\r\n]*)")
SCAN = scan_of(VULNERABLE, MITIGATED, UNKNOWN)
MISSING = RuleResult(
    RULE,
    Verdict.UNKNOWN,
    coverage=Coverage(blind=(Blind("object is missing", kind="object"),)),
    note="object is missing",
)
BROKEN = msgspec.structs.replace(scan_of(), verdict=Verdict.UNKNOWN, rules=(MISSING,))
ANSWERED_FOR = msgspec.structs.replace(
    CHECK,
    results=(Result(VULNERABLE, "new", VULNERABLE.site, suppressed=ANSWERED),),
    verdict=Verdict.UNKNOWN,
    rules=(RuleResult(RULE, Verdict.VULNERABLE, coverage=MISSING.coverage),),
)
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)[\\s\\S]"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}  # fmt: skip
"""What GitLab's documentation asks of a code quality report (Code Quality, "Code Quality report format")."""


def commands(document: Scan | Scans | Check) -> list[tuple[str, dict[str, str], str]]:
    """The commands as a runner takes them apart."""
    found = []
    for line in render(document, "github").split("\n")[:-1]:
        if not line.startswith("::"):
            assert line.startswith("niltrail: ")
            continue
        told = COMMAND.fullmatch(line)
        assert told, line
        pairs = dict(pair.split("=", 1) for pair in told[2].split(","))
        found.append((told[1], {name: undone(value) for name, value in pairs.items()}, undone(told[3])))
    return found


def undone(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def quality(document: Scan | Scans | Check) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(render(document, "gitlab"))
    Draft202012Validator(CODE_QUALITY).validate(found)
    return found


def cases(document: Scan | Scans | Check) -> list[ET.Element]:
    root = ET.fromstring(render(document, "junit"))
    found = list(root.iter("testcase"))
    for outcome in ("failure", "error", "skipped"):
        assert int(root.get(f"{outcome}s" if outcome != "skipped" else outcome, "")) == len(list(root.iter(outcome)))
    assert root.get("tests") == str(len(found))
    return found


def test_annotation_is_beside_the_changed_line() -> None:
    """A reviewer does not see that the guard this line was is needed."""
    level, told, text = commands(CHECK)[0]
    assert (level, told["file"], told["line"]) == ("error", CHECK.results[0].place.path, "39")
    assert told["title"] == f"vulnerable: {RULE}"
    assert "Worse: was mitigated; guard lost at" in text and VULNERABLE.fingerprint in text
    assert text.splitlines()[-2].startswith("sink field Credentials")


def test_annotations_are_of_what_counts() -> None:
    """A pull request is full of findings that it did not bring, or that somebody answers for."""
    assert [level for level, _, _ in commands(CHECK)] == ["error", "warning", "notice", "notice", "notice"]
    assert commands(CLEAN_CHECK) == []
    assert [level for level, _, _ in commands(SCAN)] == ["error", "warning"]
    new = msgspec.structs.replace(CLEAN_CHECK, results=(Result(MITIGATED, "new", MITIGATED.site),))
    assert [level for level, _, _ in commands(new)] == ["notice"]


@pytest.mark.parametrize("text", [*HOSTILE, "::error::x", "a,line=1::warning::b", "100%0A::error::x", "x%3A%2C"])
def test_nothing_of_a_repository_is_a_command(text: str) -> None:
    """A file name sets an output of the job, hides an annotation, or reports an error of its own."""
    blind = Coverage(blind=(Blind(text, Place(f"{text}.go", 1), "object"),))
    rule = RuleResult(RULE, Verdict.UNKNOWN, coverage=blind, note=text)
    hostile = msgspec.structs.replace(scan_of(spoiled(text), revision=text), rules=(rule,))
    check = msgspec.structs.replace(
        CHECK, revision=text, notes=(text,), results=(Result(spoiled(text), "new", Place(f"{text}.go", 3)),),
    )  # fmt: skip
    for document in (hostile, Scans((hostile, hostile)), check):
        for _, told, _ in commands(document):
            assert set(told) <= {"file", "line", "title"}
    (told, *_) = [told for _, told, _ in commands(check) if "line" in told]
    assert told["file"] == visible(f"{text}.go") and told["line"] == "3"


def test_only_as_many_annotations_as_are_shown_worst_first() -> None:
    """GitHub drops the eleventh error without a word, and that is the one that matters."""
    some = [
        msgspec.structs.replace(VULNERABLE, fingerprint=f"{number:016x}", site=Place("a.go", number))
        for number in range(1, 15)
    ]
    shown = render(scan_of(UNKNOWN, *some), "github")
    assert shown.count("::error ") == 10 and shown.count("::warning ") == 1
    assert "niltrail: 4 more of level error; GitHub shows 10 of a step\n" in shown


@pytest.mark.parametrize("document", [BROKEN, ANSWERED_FOR], ids=["broken", "suppressed"])
def test_doubt_without_a_finding_is_shown_everywhere(document: Scan | Check) -> None:
    """A commit that could not be read is green in every dashboard."""
    assert [level for level, told, _ in commands(document) if "cannot tell" in told["title"]] == ["warning"]
    assert [one["severity"] for one in quality(document)] == ["major"]
    assert [case.find("error") is not None for case in cases(document)].count(True) == 1


def test_summary_is_cut_where_github_would_refuse_it() -> None:
    """A job with very many findings has no summary at all."""
    line = "é" * 99 + "\n"
    cut = summary(line * 10_000)
    assert len(cut.encode()) < SUMMARY + 100
    assert cut.splitlines()[-1].startswith("Cut here") and set(cut.splitlines()[:-2]) == {line.rstrip()}
    assert summary(line) == line


def test_code_quality_tells_what_is_there_now() -> None:
    """GitLab shows a former or suppressed finding as one of the merge request, or lacks one."""
    found = quality(CHECK)
    assert [one["severity"] for one in found] == ["critical", "major", "critical", "info", "info"]
    assert found[0]["location"] == {"path": CHECK.results[0].place.path, "lines": {"begin": 39}}
    assert quality(CLEAN_CHECK)[0]["severity"] == "info"


def test_code_quality_fingerprints_are_unique_and_stable() -> None:
    """GitLab takes two findings for one, or one whose line shifted for a new one."""
    twice = scan_of(
        VULNERABLE,
        msgspec.structs.replace(VULNERABLE, rule="other"),
        msgspec.structs.replace(VULNERABLE, site=Place("z.go", 1)),
    )
    found = [one["fingerprint"] for one in quality(Scans((twice, msgspec.structs.replace(twice, revision="v3"))))]
    assert len(found) == len(set(found)) == 6
    moved = msgspec.structs.replace(VULNERABLE, site=Place("moved.go", 77))
    assert [one["fingerprint"] for one in quality(scan_of(moved))] == [
        one["fingerprint"] for one in quality(scan_of(VULNERABLE))
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_code_quality_and_junit_hold_whatever_a_repository_has_in_it(text: str) -> None:
    """A control character in a name makes the report unreadable, and the pipeline goes on without it."""
    for document in (
        scan_of(spoiled(text), revision=text),
        msgspec.structs.replace(CHECK, results=(Result(spoiled(text), "new", Place(f"{text}.go", 3)),), notes=(text,)),
    ):
        assert quality(document)
        for case in cases(document):
            assert case.get("name") and all(character.isprintable() for character in str(case.get("name")))


def test_cases_are_failures_errors_and_skipped() -> None:
    """A suppressed finding fails the pipeline, or a doubtful one passes it."""
    found = [next((child.tag for child in case if child.tag != "system-out"), "") for case in cases(CHECK)]
    assert found == ["failure", "error", "skipped", "skipped", "", "", ""]
    skipped = next(case.find("skipped") for case in cases(CHECK) if case.find("skipped") is not None)
    assert skipped is not None and "the pause image needs no login" in str(skipped.get("message"))


def test_case_says_where_and_along_which_path() -> None:
    """Whoever sees a red test has to run niltrail to learn anything."""
    case = cases(SCAN)[0]
    assert (case.get("classname"), case.get("file"), case.get("line")) == (RULE, VULNERABLE.site.path, "30")
    failure = case.find("failure")
    assert failure is not None and failure.get("type") == "vulnerable"
    assert "sink field Credentials of config.HostOptions" in str(failure.text)


def test_case_names_are_unique_and_hold_no_lines() -> None:
    """A CI system loses a case's history when a line shifts, or merges two."""
    twice = scan_of(VULNERABLE, msgspec.structs.replace(VULNERABLE, site=Place("z.go", 7)))
    names = [case.get("name") for case in cases(twice)]
    assert len(set(names)) == 2 and not any(":7" in str(name) or ":30" in str(name) for name in names)


def test_rule_without_a_site_is_a_case() -> None:
    """An empty suite looks like a run that did not happen."""
    (case,) = cases(scan_of(note="nothing to fall back to"))
    assert case.get("classname") == RULE
    assert "nothing to fall back to" in str(case.findtext("system-out"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", ["sarif", "github", "gitlab", "junit"])
def test_every_text_of_a_check_can_be_written(format: str, text: str) -> None:
    """A saved check with a strange text anywhere in it ends in a traceback, after everything was judged."""
    hostile = everywhere(CHECK, text)
    assert render(hostile, format).encode("utf-8")
    assert [
        line for line in render(hostile, "github").split("\n") if line and not line.startswith(("::", "niltrail: "))
    ] == []
