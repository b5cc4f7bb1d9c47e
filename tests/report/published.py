"""What holds of OSV, OpenVEX and CSAF documents, by their own rules; and small timelines to make them from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from semver import Version

from analyzer.findings import About, Finding, Release, Timeline, Verdict
from analyzer.history import timeline
from analyzer.report import Publication, View, render
from tests.report.csaf_rules import broken
from tests.report.samples import MITIGATED, RULE, UNKNOWN, VULNERABLE

SCHEMAS = Path(__file__).parent / "schemas"
REPOSITORY = "https://github.com/example/pullbox"
MODULE = "github.com/example/pullbox"
LETTERS = {
    "v": Verdict.VULNERABLE,
    "u": Verdict.UNKNOWN,
    "m": Verdict.MITIGATED,
    "s": Verdict.SAFE,
    "n": Verdict.NOT_APPLICABLE,
}
FINDINGS: dict[Verdict, tuple[Finding, ...]] = {
    Verdict.VULNERABLE: (VULNERABLE,),
    Verdict.UNKNOWN: (UNKNOWN,),
    Verdict.MITIGATED: (MITIGATED,),
}
ABOUT = About(RULE, "a login is lost", "The configured login is not used.", workaround="Load the image beforehand.")
_CVSS = ("https://www.first.org/cvss/cvss-v2.0.json", "https://www.first.org/cvss/cvss-v3.0.json", "https://www.first.org/cvss/cvss-v3.1.json")  # fmt: skip


def released(tag: str, verdict: Verdict, number: int = 0, module: str | None = MODULE) -> Release:
    """A release, its date and commit by its number."""
    date = f"20{20 + number // 12:02}-{1 + number % 12:02}-15"
    return Release(tag, f"{number:040x}", date, "", verdict, FINDINGS.get(verdict, ()), "", module)


def told(*releases: Release, repository: str = REPOSITORY) -> Timeline:
    """A timeline of some releases."""
    return timeline(releases, [RULE], repository=repository, about=[ABOUT])


def drawn(**lines: str) -> Timeline:
    """A timeline by letters: ``drawn(v1_0="mvm")`` has v1.0.0 mitigated, v1.0.1 vulnerable, v1.0.2 mitigated."""
    count = 0
    releases = []
    for line, letters in lines.items():
        for patch, letter in enumerate(letters):
            count += 1
            tag = f"{line.replace('_', '.')}.{patch}"
            major = Version.parse(tag[1:]).major
            releases.append(released(tag, LETTERS[letter], count, MODULE if major < 2 else f"{MODULE}/v{major}"))
    return told(*releases)


def made(document: Timeline, format: str, publication: Publication | None = None) -> Any:
    """A document in a format, held against the format's schema and rules."""
    text = render(document, format, View(publication=publication or Publication()))
    assert text == render(document, format, View(publication=publication or Publication()))
    value = json.loads(text)
    validate(value, format)
    return value


def validate(value: Any, format: str) -> None:
    """Raises where a document is not what its format's schema and, for CSAF, mandatory tests want."""
    _validator(format).validate(value)
    if format == "csaf":
        assert broken(value) == []


@cache
def _validator(format: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{format}.schema.json").read_text())
    none: Registry[Any] = Registry().with_resources((uri, DRAFT202012.create_resource(False)) for uri in _CVSS)
    return Draft202012Validator(schema, registry=none, format_checker=Draft202012Validator.FORMAT_CHECKER)


def osv_affects(record: Any, *, tag: str = "", module: str = "", version: str = "") -> bool:
    """Whether an OSV record says that a tag of the repository, or a version of a Go module, is affected."""
    for affected in record["affected"]:
        package = affected.get("package")
        if tag and package is None and tag in affected["versions"]:
            return True
        if version and package is not None and package["name"] == module and version in affected["versions"]:
            return True
    return bool(version) and osv_range_affects(record, module, version)


def osv_range_affects(record: Any, module: str, version: str) -> bool:
    """The same by the ranges alone, without the enumerated versions."""
    return any(
        _in_range(Version.parse(version), one)
        for affected in record["affected"]
        if affected.get("package", {}).get("name") == module
        for one in affected["ranges"]
    )


def _in_range(version: Version, given: Any) -> bool:
    assert given["type"] == "SEMVER"
    vulnerable = False
    rows = [(Version.parse(value), kind) for event in given["events"] for kind, value in event.items()]
    for at, kind in sorted(rows, key=lambda row: row[0]):
        if kind == "introduced" and version >= at:
            vulnerable = True
        elif kind == "fixed" and version >= at:
            vulnerable = False
    return vulnerable


def osv_git_affects(events: list[dict[str, str]], history: list[str]) -> bool:
    """Whether a GIT range says that the last of some commits is affected; ``history`` are its ancestors and itself, parents first."""
    kinds = {commit: kind for event in events for kind, commit in event.items()}
    happened = [kinds[commit] for commit in history if commit in kinds]
    return bool(happened) and happened[-1] == "introduced"


def osv_commits(record: Any) -> tuple[list[str], list[str]]:
    """The commits that an OSV record says introduced, and that fixed."""
    (git,) = [one for affected in record["affected"] for one in affected.get("ranges", ()) if one["type"] == "GIT"]
    return (
        [event["introduced"] for event in git["events"] if "introduced" in event],
        [event["fixed"] for event in git["events"] if "fixed" in event],
    )


def vex_statuses(document: Any) -> dict[str, str]:
    """Status by package URL; each has one."""
    found: dict[str, str] = {}
    for statement in document["statements"]:
        for product in statement["products"]:
            assert product["@id"] not in found
            found[product["@id"]] = statement["status"]
    return found


def csaf_statuses(document: Any) -> dict[str, str]:
    """Status by product."""
    (vulnerability,) = document["vulnerabilities"]
    return {id: status for status, ids in vulnerability["product_status"].items() for id in ids}


def several(document: Timeline, *rules: str) -> Timeline:
    """The same releases judged by further rules, by which all of them are safe."""
    verdicts = tuple(Verdict.SAFE for _ in rules)
    releases = tuple(msgspec.structs.replace(one, verdicts=(one.verdict, *verdicts)) for one in document.releases)
    return msgspec.structs.replace(document, releases=releases, rules=(*document.rules, *rules))
