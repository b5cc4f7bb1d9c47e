"""SARIF: what code scanning services and editors get."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import msgspec
import pytest
from jsonschema import Draft4Validator

from analyzer.checks import Check, Result, Suppression
from analyzer.findings import About, Blind, Coverage, RuleResult, Scan, Scans, Verdict
from analyzer.places import Place
from analyzer.report import View, read, render
from analyzer.report.sarif import log
from analyzer.report.sarif.limits import GITHUB
from tests.report.samples import CHECK, COVERAGE, MITIGATED, RULE, UNKNOWN, VULNERABLE, scan_of
from tests.report.test_escape import HOSTILE, spoiled

SCHEMA = Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_bytes()),
    format_checker=Draft4Validator.FORMAT_CHECKER,
)
ABOUT = About(
    RULE, "nil credentials", "A pull without login.", "See [the story](https://example.com/1).", "Use a mirror."
)
SEEN_BADLY = Coverage(
    1, 1, 1, 1, (Blind("syntax error", Place("b roken.go", 7), "parse"), Blind("object is missing", kind="object"))
)
SAFE = msgspec.structs.replace(MITIGATED, verdict=Verdict.SAFE, fingerprint="5afe")
SCAN = msgspec.structs.replace(scan_of(VULNERABLE, MITIGATED, UNKNOWN, SAFE, coverage=SEEN_BADLY), about=(ABOUT,))
DOCUMENTS: dict[str, Scan | Scans | Check] = {
    "scan": SCAN,
    "scans": Scans((scan_of(VULNERABLE), scan_of(revision="v1.0.0", note="nothing to fall back to")), (ABOUT,)),
    "check": CHECK,
    "nothing": scan_of(revision="v1.0.0"),
}


def sarif(document: Scan | Scans | Check, profile: str = "full") -> Any:
    """The log, after the schema."""
    text = render(document, "sarif", View(profile=profile))
    saved = read(render(document, "json").encode(), "x")
    if saved == document:  # JSON has no names that are no Unicode
        assert render(saved, "sarif", View(profile=profile)) == text
    made = json.loads(text)
    SCHEMA.validate(made)
    return made


def only_run(document: Scan | Scans | Check, profile: str = "full") -> Any:
    (run,) = sarif(document, profile)["runs"]
    return run


@pytest.mark.parametrize("profile", ["full", "github"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_log_is_sarif_by_its_schema_and_for_another_tool(name: str, profile: str, tmp_path: Path) -> None:
    """A code scanning service refuses the upload, and the findings of a release are nowhere."""
    from sarif import loader

    made = sarif(DOCUMENTS[name], profile)
    file = tmp_path / "log.sarif"
    file.write_text(render(DOCUMENTS[name], "sarif", View(profile=profile)), encoding="utf-8")
    loaded = loader.load_sarif_file(str(file))
    assert loaded.get_distinct_tool_names() == ["niltrail"]
    records = loaded.get_records()
    assert len(records) == sum(len(run["results"]) for run in made["runs"])
    for record in records:
        assert record["Location"] and int(record["Line"]) > 0


@pytest.mark.parametrize("text", HOSTILE)
def test_log_holds_whatever_a_repository_has_in_it(text: str, tmp_path: Path) -> None:
    """A name breaks the log, becomes a link in an alert, or points an alert at another file."""
    blind = Coverage(1, 1, 1, 1, (Blind(text, Place(f"{text}.go", 1)),))
    scan = scan_of(spoiled(text), revision=text, coverage=blind)
    for profile in ("full", "github"):
        run = only_run(msgspec.structs.replace(scan, repository=text), profile)
        (result,) = run["results"]
        for found in re.findall(r"(?<!\\)\]\(([^)]*)\)", result["message"]["text"]):
            assert found.isdigit() and 1 <= int(found) <= len(result["relatedLocations"])
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w.~/%-]+", uri, re.ASCII)
        assert unquote_to_bytes(uri) == f"{text}.go".encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c#d.go", "a%20b/c%23d.go"),
        ("100%/x%20y.go", "100%25/x%2520y.go"),
        ("c:/x?y=1&z.go", "c%3A/x%3Fy%3D1%26z.go"),
        ("größe.go", "gr%C3%B6%C3%9Fe.go"),
        ("lat\udcefn.go", "lat%EFn.go"),
        ("back\\slash.go", "back%5Cslash.go"),
    ],
)
def test_path_is_a_uri_of_its_bytes(path: str, uri: str) -> None:
    """An alert for a file with a space or a hash in its name is shown nowhere."""
    run = only_run(scan_of(msgspec.structs.replace(VULNERABLE, site=Place(path, 3))))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert uri in [artifact["location"]["uri"] for artifact in run["artifacts"]]


def test_every_hop_of_every_way_is_in_the_code_flows() -> None:
    """Somebody who looks at an alert cannot follow the value."""
    result = only_run(SCAN)["results"][0]
    flows = [flow["threadFlows"][0]["locations"] for flow in result["codeFlows"]]
    assert [len(flow) for flow in flows] == [5, 4]
    worst = flows[0]
    assert [one["executionOrder"] for one in worst] == [1, 2, 3, 4, 5]
    assert [one["nestingLevel"] for one in worst] == [0, 1, 2, 3, 4]
    assert [one["importance"] for one in worst] == ["unimportant", "unimportant", "essential", "important", "essential"]
    assert worst[-1]["kinds"] == ["danger", "value"]
    assert worst[-1]["location"]["message"]["text"] == "docker/config.HostOptions.Credentials gets nil"
    assert worst[-1]["location"]["physicalLocation"]["region"] == {"startLine": 56}


def test_sink_and_guard_are_linked_from_the_message() -> None:
    """An alert names a sink and a guard, and nobody can get there."""
    result = only_run(SCAN)["results"][0]
    related = {one["id"]: one for one in result["relatedLocations"]}
    linked = {text: related[int(id)] for text, id in re.findall(r"\[([^\]]*)\]\((\d+)\)", result["message"]["text"])}
    lines = {text: one["physicalLocation"]["region"]["startLine"] for text, one in linked.items()}
    assert lines == {"docker/config.HostOptions.Credentials": 56, "this test": 69}


def test_level_says_the_verdict() -> None:
    """A guarded call is an error for the service, or a doubtful one is none."""
    found = [(one["level"], one["kind"], one["properties"]["verdict"]) for one in only_run(SCAN)["results"]]
    assert found == [
        ("error", "fail", "vulnerable"),
        ("warning", "fail", "unknown"),
        ("note", "fail", "mitigated"),
        ("none", "pass", "safe"),
    ]


def test_rule_explains_itself() -> None:
    """Whoever gets an alert does not learn what it is about and what to do."""
    (rule,) = only_run(SCAN)["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "nil credentials" and rule["helpUri"] == "https://example.com/1"
    assert "## Workaround\n\nUse a mirror." in rule["help"]["markdown"]
    assert rule["properties"]["precision"] == "high" and "nil" in rule["properties"]["tags"]


def test_what_was_not_seen_is_in_the_log() -> None:
    """A log without results is taken for a clean tree, although half of it could not be read."""
    run = only_run(SCAN)
    notices = run["invocations"][0]["toolExecutionNotifications"]
    assert [(one["descriptor"]["id"], one["level"]) for one in notices] == [("parse", "warning"), ("object", "error")]
    assert notices[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%20roken.go"
    assert run["invocations"][0]["executionSuccessful"]
    broken = RuleResult(RULE, Verdict.UNKNOWN, coverage=SEEN_BADLY, note="object is missing")
    run = only_run(msgspec.structs.replace(scan_of(), verdict=Verdict.UNKNOWN, rules=(broken,)), "github")
    assert not run["invocations"][0]["executionSuccessful"] and run["results"] == []
    notices = run["invocations"][0]["toolExecutionNotifications"]
    assert ("verdict", "error", f"{RULE}: unknown: object is missing") in [
        (one["descriptor"]["id"], one["level"], one["message"]["text"]) for one in notices
    ]


def test_check_tells_states_and_suppressions() -> None:
    """A dashboard shows old findings as new ones, or hides a finding nobody answers for."""
    results = {one["partialFingerprints"]["niltrail/v1"]: one for one in only_run(CHECK)["results"]}
    assert {name: one["baselineState"] for name, one in results.items()} == {
        VULNERABLE.fingerprint: "updated", UNKNOWN.fingerprint: "new", "2b": "new", "3c": "unchanged",
        MITIGATED.fingerprint: "unchanged", "4d": "updated", "5e": "absent",
    }  # fmt: skip
    assert [name for name, one in results.items() if one["suppressions"]] == ["2b"]
    (suppression,) = results["2b"]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
    assert suppression["justification"] == "the pause image needs no login | see <#12> (until 2026-12-31)"
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 29
    assert not any("baselineState" in one or "suppressions" in one for one in only_run(SCAN)["results"])


def test_ignore_file_is_an_external_suppression() -> None:
    """An ignore file outside of the repository is looked for inside."""
    row = Suppression("file", Place("../ignore.toml", 4), RULE, "legacy", state="used")
    result = Result(VULNERABLE, "present", VULNERABLE.site, suppressed=row)
    run = only_run(msgspec.structs.replace(CHECK, base="", baseline="", results=(result,)))
    (suppression,) = run["results"][0]["suppressions"]
    assert suppression["kind"] == "external" and "location" not in suppression
    assert "baselineState" not in run["results"][0]


def test_first_place_is_where_the_change_is() -> None:
    """A pull request that removes a guard has no annotation: the call stands in a file that it does not touch."""
    result = only_run(CHECK, "github")["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (CHECK.results[0].place.path, 39)
    assert "guard lost at" in result["message"]["text"]


def test_github_gets_no_alert_for_what_is_settled() -> None:
    """Suppressed, former and harmless findings are open alerts for ever, as GitHub reads neither suppressions nor states."""
    found = only_run(CHECK, "github")["results"]
    assert [one["partialFingerprints"]["niltrail/v1"] for one in found] == [
        VULNERABLE.fingerprint, UNKNOWN.fingerprint, "3c", "4d", MITIGATED.fingerprint,
    ]  # fmt: skip
    assert [one["level"] for one in only_run(SCAN, "github")["results"]] == ["error", "warning", "note"]


def test_github_knows_an_alert_again() -> None:
    """Each shifted line closes an alert and opens another; two calls in one function are one alert."""
    run = only_run(scan_of(VULNERABLE, msgspec.structs.replace(VULNERABLE, site=Place("a.go", 9))), "github")
    hashes = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]
    assert hashes == [f"{VULNERABLE.fingerprint}:1", f"{VULNERABLE.fingerprint}:2"]
    assert len({json.dumps(one["partialFingerprints"]) for one in run["results"]}) == 2


def test_runs_of_one_log_have_categories_of_their_own() -> None:
    """GitHub refuses two runs of one tool and category, or takes the second for the first."""
    found = [run["automationDetails"]["id"] for run in sarif(DOCUMENTS["scans"])["runs"]]
    assert found == ["niltrail/linux-amd64/v2.0.0/", "niltrail/linux-amd64/v1.0.0/"]
    assert only_run(SCAN)["automationDetails"]["id"] == "niltrail/linux-amd64/"


def test_repository_is_named_only_by_its_address() -> None:
    """A folder of somebody's machine is in a log that is published."""
    assert only_run(SCAN)["versionControlProvenance"] == [
        {"repositoryUri": SCAN.repository, "revisionId": SCAN.commit, "mappedTo": {"uriBaseId": "SRCROOT"}}
    ]
    for name in ("clone.git", "git@example.com:a/b", "file:///home/a/b"):
        assert "versionControlProvenance" not in only_run(msgspec.structs.replace(SCAN, repository=name))


def test_github_limits_are_kept_worst_first_and_said() -> None:
    """GitHub rejects the whole log, or leaves out the one finding that hurts, and nobody learns of either."""
    some = [msgspec.structs.replace(MITIGATED, fingerprint=f"{number:016x}") for number in range(60)]
    scan = scan_of(*some, VULNERABLE)
    (run,) = log(scan, GITHUB._replace(results=50))["runs"]
    assert len(run["results"]) == 50 and run["results"][0]["level"] == "error"
    said = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert said == ["Left out: 11 more results, those that are worst are here."]
    assert len(only_run(scan)["results"]) == 61
    runs = sarif(Scans(tuple(scan_of(revision=f"v1.{number}") for number in range(30))), "github")["runs"]
    assert len(runs) == 20
    assert "Left out: 10 more revisions." in json.dumps(runs[-1]["invocations"])


def test_github_limits_of_one_result() -> None:
    """One finding with very long or very many ways makes GitHub reject the log."""
    worst, other = VULNERABLE.reaches[1], VULNERABLE.reaches[0]
    long = msgspec.structs.replace(worst, path=worst.path[:2] * 600)
    others = tuple(msgspec.structs.replace(other, sink=Place("a.go", number)) for number in range(1, 400))
    about = msgspec.structs.replace(ABOUT, title="t" * 2_000, summary="s" * 2_000)
    scan = msgspec.structs.replace(
        scan_of(msgspec.structs.replace(VULNERABLE, reaches=(*others, long))), about=(about,)
    )
    run = only_run(scan, "github")
    (result,) = run["results"]
    flows = [flow["threadFlows"][0]["locations"] for flow in result["codeFlows"]]
    assert sum(len(flow) for flow in flows) == 1_000
    assert flows[0][-1]["location"]["physicalLocation"]["region"]["startLine"] == worst.sink.line
    assert len(result["relatedLocations"]) == 100
    (rule,) = run["tool"]["driver"]["rules"]
    assert {len(rule[name]["text"]) for name in ("shortDescription", "fullDescription")} == {1_024}
    assert len(rule["properties"]["tags"]) <= 10
    assert len(only_run(scan)["results"][0]["relatedLocations"]) > 100


def test_doubt_about_the_whole_is_no_clean_log() -> None:
    """All findings are suppressed, a file could not be read, and the log says success."""
    answered = Result(VULNERABLE, "present", VULNERABLE.site, suppressed=CHECK.suppressions[0])
    rules = (RuleResult(RULE, Verdict.VULNERABLE, coverage=SEEN_BADLY),)
    check = msgspec.structs.replace(CHECK, results=(answered,), rules=rules, verdict=Verdict.UNKNOWN)
    assert not only_run(check)["invocations"][0]["executionSuccessful"]
    clean = msgspec.structs.replace(
        check, verdict=Verdict.SAFE, rules=(RuleResult(RULE, Verdict.SAFE, coverage=COVERAGE),)
    )
    assert only_run(clean)["invocations"][0]["executionSuccessful"]
