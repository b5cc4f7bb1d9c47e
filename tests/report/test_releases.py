"""Verdicts as statuses: OSV, OpenVEX and CSAF say the same of each release, and nothing that was not found out."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.findings import Line, Scans, Timeline, Transition, Verdict
from analyzer.report import Publication, View, render
from analyzer.report.osv import DATABASES
from tests.report.published import (
    LETTERS,
    MODULE,
    REPOSITORY,
    SCHEMAS,
    csaf_statuses,
    drawn,
    made,
    osv_affects,
    osv_commits,
    osv_range_affects,
    released,
    several,
    told,
    validate,
    vex_statuses,
)
from tests.report.samples import BACKPORTED, FIXED, INTRODUCED, MITIGATED, RULE, VULNERABLE, explained, scan_of
from tests.report.test_escape import HOSTILE, spoiled

FORMATS = ("osv", "openvex", "csaf")
STATUS = {"affected": "known_affected", "not_affected": "known_not_affected"}


@pytest.mark.parametrize(
    ("letters", "statuses", "justification"),
    [
        ("v", ["affected"], None),
        ("u", ["under_investigation"], None),
        ("m", ["not_affected"], "inline_mitigations_already_exist"),
        ("s", ["not_affected"], "vulnerable_code_not_present"),
        ("n", ["not_affected"], "vulnerable_code_not_present"),
        ("vm", ["affected", "fixed"], None),
        ("vs", ["affected", "fixed"], None),
        ("vn", ["affected", "fixed"], None),
        ("vu", ["affected", "under_investigation"], None),
        ("mvm", ["not_affected", "affected", "fixed"], None),
        ("vmvm", ["affected", "fixed", "affected", "fixed"], None),
        ("vum", ["affected", "under_investigation", "fixed"], None),
        ("umv", ["under_investigation", "not_affected", "affected"], None),
    ],
)
def test_each_verdict_has_its_status(letters: str, statuses: list[str], justification: str | None) -> None:
    """A release that nobody could judge is published as fixed, or one that never was affected as fixed."""
    document = drawn(v1_0=letters)
    vex = made(document, "openvex")
    purls = [f"pkg:golang/{MODULE}@v1.0.{patch}" for patch in range(len(letters))]
    assert vex_statuses(vex) == dict(zip(purls, statuses, strict=True))
    labels = {one["justification"] for one in vex["statements"] if one["status"] == "not_affected"}
    assert justification is None or labels == {justification}
    tags = [f"v1.0.{patch}" for patch in range(len(letters))]
    csaf = made(document, "csaf")
    assert csaf_statuses(csaf) == {tag: STATUS.get(one, one) for tag, one in zip(tags, statuses, strict=True)}


def test_fixed_is_said_of_a_line_that_was_affected() -> None:
    """Every release of another line is told as fixed, though there was nothing to fix."""
    vex = vex_statuses(made(drawn(v1_0="vm", v1_1="m"), "openvex"))
    assert vex[f"pkg:golang/{MODULE}@v1.0.1"] == "fixed"
    assert vex[f"pkg:golang/{MODULE}@v1.1.0"] == "not_affected"


def test_what_is_not_affected_says_which_guard_stops_it() -> None:
    """A reader of the VEX document cannot check why a release is said not to be affected."""
    (statement,) = made(drawn(v1_0="m"), "openvex")["statements"]
    (guard,) = MITIGATED.guards
    for part in (guard.text, guard.place.path, guard.fallback):
        assert part in statement["impact_statement"]


@pytest.mark.parametrize(
    ("lines", "tag", "said"),
    [
        ({"v1_0": "vvmm"}, "v1.0.0", "Update to v1.0.2, the next fixed release of line 1.0."),
        ({"v1_0": "vumm"}, "v1.0.0", "Update to v1.0.2, the next fixed release of line 1.0."),
        ({"v1_0": "vmvm"}, "v1.0.2", "Update to v1.0.3, the next fixed release of line 1.0."),
        ({"v1_0": "vv", "v1_1": "vm"}, "v1.0.1", "Update to v1.1.1 or later: no release of line 1.0 is fixed."),
        ({"v1_0": "vu"}, "v1.0.0", "No fixed release is known."),
    ],
)
def test_affected_release_says_what_to_do(lines: dict[str, str], tag: str, said: str) -> None:
    """A user of an affected release is sent to one that is affected too, or told nothing."""
    for statement in made(drawn(**lines), "openvex")["statements"]:
        if any(product["@id"].endswith(f"@{tag}") for product in statement["products"]):
            assert statement["action_statement"] == f"{said} Workaround: Load the image beforehand."
            break
    else:
        pytest.fail(f"nothing is said of {tag}")
    rows = made(drawn(**lines), "csaf")["vulnerabilities"][0]["remediations"]
    details = {row["category"]: row["details"] for row in rows if tag in row["product_ids"]}
    assert details["workaround"] == "Load the image beforehand."
    assert details.get("vendor_fix", "No fixed release is known.") == said


def check_ranges(document: Timeline) -> None:
    """Holds an OSV record against the timeline that it was made from; what is in doubt may be either."""
    record = made(document, "osv")
    for release in document.releases:
        affected = release.verdict is Verdict.VULNERABLE
        assert osv_affects(record, tag=release.tag) is affected, release.tag
        if release.verdict is not Verdict.UNKNOWN:
            assert osv_range_affects(record, release.module or "", release.tag[1:]) is affected, release.tag


LINES = st.dictionaries(
    st.sampled_from(["v0_9", "v1_0", "v1_1", "v1_2", "v2_0", "v2_1", "v3_0"]),
    st.text(alphabet="".join(LETTERS), min_size=1, max_size=7),
    min_size=1,
)


@given(LINES)
def test_osv_record_affects_exactly_the_vulnerable_releases(lines: dict[str, str]) -> None:
    """A scanner that reads the record reports a release that is fixed, or misses one that is not."""
    document = drawn(**dict(sorted(lines.items())))
    if any("v" in letters for letters in lines.values()):
        check_ranges(document)
    for format in ("openvex", "csaf"):
        made(document, format)


@given(LINES)
def test_all_three_say_the_same(lines: dict[str, str]) -> None:
    """Two published documents contradict each other."""
    document = drawn(**dict(sorted(lines.items())))
    vex, csaf = vex_statuses(made(document, "openvex")), csaf_statuses(made(document, "csaf"))
    assert [STATUS.get(one, one) for one in vex.values() if one == "affected"] == [
        one for one in csaf.values() if one == "known_affected"
    ]
    for release in document.releases:
        (status,) = [one for purl, one in vex.items() if purl.endswith(f"@{release.tag}")]
        assert csaf[release.tag] == STATUS.get(status, status)
        assert (status == "affected") is (release.verdict is Verdict.VULNERABLE)
        assert (status == "under_investigation") is (release.verdict is Verdict.UNKNOWN)


def test_prereleases_are_ordered_as_semantic_versions() -> None:
    """rc.10 is taken for older than rc.2, and is said to be affected."""
    tags = ["v1.0.0-alpha.1", "v1.0.0-rc.2", "v1.0.0-rc.10", "v1.0.0"]
    document = told(
        *(released(tag, LETTERS[letter], at) for at, (tag, letter) in enumerate(zip(tags, "mvmm", strict=True)))
    )
    check_ranges(document)
    record = made(document, "osv")
    assert record["affected"][1]["ranges"][0]["events"] == [{"introduced": "1.0.0-rc.2"}, {"fixed": "1.0.0-rc.10"}]


def test_release_of_a_fork_is_where_semantic_versions_put_it() -> None:
    """v1.7.23-k3s1 comes after v1.7.23 for people and before it for a scanner, which then finds the wrong one affected."""
    tags = {"v1.7.22": "m", "v1.7.23": "v", "v1.7.23-k3s1": "m", "v1.7.24": "m"}
    check_ranges(told(*(released(tag, LETTERS[letter], at) for at, (tag, letter) in enumerate(tags.items()))))


def test_line_that_nobody_fixed_stays_open() -> None:
    """The next release of an unfixed line is taken for fixed before anybody has looked at it."""
    record = made(drawn(v1_0="mvv", v1_1="v"), "osv")
    assert record["affected"][1]["ranges"][0]["events"] == [{"introduced": "1.0.1"}]
    assert osv_range_affects(record, MODULE, "1.0.9") and osv_range_affects(record, MODULE, "1.1.1")
    older = made(drawn(v1_0="mvv", v1_1="m"), "osv")
    assert osv_range_affects(older, MODULE, "1.0.9") and not osv_range_affects(older, MODULE, "1.1.1")


def test_doubt_ends_no_affected_stretch() -> None:
    """A release that could not be judged makes everything after it look fixed."""
    record = made(drawn(v1_0="vuu"), "osv")
    assert osv_range_affects(record, MODULE, "1.0.3")
    assert record["database_specific"]["niltrail"]["unknown"] == ["v1.0.1", "v1.0.2"]


def test_major_versions_are_modules_of_their_own() -> None:
    """A user of v1 is told to be affected by what is wrong in v2, or the other way round."""
    record = made(drawn(v1_0="vm", v2_0="mv"), "osv")
    named = {one["package"]["name"]: one for one in record["affected"] if "package" in one}
    assert list(named) == [MODULE, f"{MODULE}/v2"]
    assert named[MODULE]["versions"] == ["1.0.0"] and named[f"{MODULE}/v2"]["versions"] == ["2.0.1"]
    assert named[f"{MODULE}/v2"]["package"]["purl"] == f"pkg:golang/{MODULE}/v2"


def test_tag_that_is_no_module_version_is_told_as_a_tag() -> None:
    """Releases before Go modules, or with a suffix of a distribution, vanish from the record."""
    document = told(
        released("1.0.0", Verdict.VULNERABLE, 1, ""), released("v1.0.1+k3s1", Verdict.VULNERABLE, 2),
        released("v1.0.2", Verdict.MITIGATED, 3),
    )  # fmt: skip
    record = made(document, "osv")
    (only,) = record["affected"]
    assert only["versions"] == ["1.0.0", "v1.0.1+k3s1"] and "package" not in only
    assert "pkg:github/example/pullbox@v1.0.1%2Bk3s1" in vex_statuses(made(document, "openvex"))


def dated(document: Timeline, introduced: Transition | None, fixed: Transition | None) -> Timeline:
    """A timeline whose line 1.0 knows its commits."""
    lines = tuple(
        Line(one.line, one.first_affected, one.first_fixed, one.days, introduced, fixed) if one.line == "1.0" else one
        for one in document.lines
    )
    return msgspec.structs.replace(document, lines=lines)


def test_git_range_names_every_branch_s_fix_and_the_original_of_a_backport() -> None:
    """Whoever builds from a commit of the main branch is told to be affected for ever."""
    record = made(dated(drawn(v1_0="mvm", v1_1="m"), INTRODUCED, BACKPORTED), "osv")
    assert osv_commits(record) == (["e" * 40], ["f" * 40, "b" * 40])
    kinds = [(one["type"], one["url"].rpartition("/")[2][:9]) for one in record["references"][1:]]
    assert kinds == [("INTRODUCED", "e" * 9), ("INTRODUCED", "9152"), ("FIX", "f" * 9), ("FIX", "b" * 9)]
    assert "database_specific" not in record["affected"][0]["ranges"][0]


def test_second_episode_of_a_line_has_commits_of_its_own() -> None:
    """A regression is published with the commit of the first time."""
    record = made(dated(drawn(v1_0="mvmvm", v1_1="m"), INTRODUCED, BACKPORTED), "osv")
    introduced, fixed = (f"{number:040x}" for number in (4, 5))
    assert osv_commits(record) == (["e" * 40, introduced], ["f" * 40, fixed, "b" * 40])


def test_commit_that_is_not_known_is_stood_for_by_a_release_and_marked() -> None:
    """A commit is published as the one that introduced it, and is only a tag's."""
    git = made(drawn(v1_0="mvmv", v1_1="m"), "osv")["affected"][0]["ranges"][0]
    numbers = [f"{number:040x}" for number in (2, 4, 3, 5)]
    assert [value for event in git["events"] for value in event.values()] == numbers
    assert git["database_specific"]["approximate"] == numbers


def test_bisection_tells_the_commits_of_branches_without_an_affected_release() -> None:
    """The fix on the main branch is missing where only the main branch has it."""
    said = Publication(transitions=(INTRODUCED, FIXED, msgspec.structs.replace(FIXED, rule="another-rule")))
    record = made(dated(drawn(v1_0="mv", v1_1="m"), INTRODUCED, None), "osv", said)
    assert osv_commits(record) == (["e" * 40], ["b" * 40])
    assert f"{REPOSITORY}/pull/10917" in [one["url"] for one in record["references"]]


def test_osv_without_affected_release_is_refused_in_one_line() -> None:
    """An empty vulnerability is published."""
    with pytest.raises(UsageError, match=r"no release is known to be affected by .*: there is nothing to record"):
        render(drawn(v1_0="mu"), "osv")


def test_osv_of_several_rules_asks_for_one() -> None:
    """Two rules' findings are mixed into one vulnerability."""
    document = several(drawn(v1_0="vm"), "other-rule")
    with pytest.raises(UsageError, match=r"is about one rule, and the document has .*: choose one with --rule"):
        render(document, "osv")
    assert made(document, "osv", Publication(rule=RULE))["affected"][0]["versions"] == ["v1.0.0"]
    with pytest.raises(UsageError, match="no release is known to be affected by other-rule"):
        render(document, "osv", View(publication=Publication(rule="other-rule")))
    with pytest.raises(UsageError, match="no rule 'nothing'; there are"):
        render(document, "csaf", View(publication=Publication(rule="nothing")))


def test_vex_of_several_rules_tells_each_by_its_own_verdicts() -> None:
    """A release is said to be affected by every rule because one found something."""
    document = several(drawn(v1_0="vm"), "other-rule")
    csaf = made(document, "csaf")
    first, second = csaf["vulnerabilities"]
    assert first["product_status"] == {"known_affected": ["v1.0.0"], "fixed": ["v1.0.1"]}
    assert second["product_status"] == {"known_not_affected": ["v1.0.0", "v1.0.1"]}
    names = [one["vulnerability"]["name"] for one in made(document, "openvex")["statements"]]
    assert len(set(names)) == 2
    with pytest.raises(UsageError, match="--id names one finding"):
        render(document, "openvex", View(publication=Publication(id="CVE-2024-1234")))


def test_older_timeline_of_several_rules_is_in_doubt_and_not_clean() -> None:
    """What one rule found hides that the other could not see."""
    document = several(drawn(v1_0="vs"), "other-rule")
    old = tuple(msgspec.structs.replace(one, verdicts=()) for one in document.releases)
    said = Publication(rule="other-rule")
    csaf = csaf_statuses(made(msgspec.structs.replace(document, releases=old), "csaf", said))
    assert csaf == {"v1.0.0": "under_investigation", "v1.0.1": "known_not_affected"}


def test_scan_tells_one_revision_and_claims_no_fix() -> None:
    """One revision's scan says that there is no fixed release, or calls a commit a release of a Go module."""
    scan = msgspec.structs.replace(scan_of(VULNERABLE), module=f"{MODULE}/v2", repository=REPOSITORY)
    vex = json.loads(render(scan, "openvex"))
    validate(vex, "openvex")
    assert vex_statuses(vex) == {f"pkg:golang/{MODULE}/v2@v2.0.0": "affected"}
    assert vex["statements"][0]["action_statement"].startswith("This is about single revisions; niltrail timeline")
    head = Scans(
        (msgspec.structs.replace(scan, revision="HEAD"), msgspec.structs.replace(scan, revision="main", commit=""))
    )
    csaf = json.loads(render(head, "csaf"))
    validate(csaf, "csaf")
    assert csaf_statuses(csaf) == {scan.commit: "known_affected", "main": "known_affected"}
    with pytest.raises(UsageError, match="the format osv is not for a scan"):
        render(scan, "osv")


def test_ids_are_our_own_unless_one_is_given() -> None:
    """A CVE or another database's number is invented; or the one that was assigned cannot be used."""
    document = drawn(v1_0="vm")
    assert made(document, "osv")["id"] == f"x_NILTRAIL-example-pullbox-{RULE}"
    assert "aliases" not in made(document, "osv")
    said = Publication(id="CVE-2024-12345", author="Example", namespace="https://example.org/csaf/", tlp="GREEN")
    assert made(document, "osv", said)["id"] == "CVE-2024-12345"
    vex, csaf = made(document, "openvex", said), made(document, "csaf", said)
    assert vex["@id"].startswith("https://example.org/csaf/vex-") and vex["author"] == "Example"
    assert csaf["vulnerabilities"][0]["cve"] == "CVE-2024-12345"
    assert csaf["document"]["distribution"] == {"tlp": {"label": "GREEN"}}
    assert csaf["document"]["references"][0]["url"] == "https://example.org/csaf/cve-2024-12345.json"
    with pytest.raises(UsageError, match="is no id"):
        Publication(id="a b\n")


def test_ids_of_all_known_databases_are_taken() -> None:
    """An id that somebody was given by a database is refused."""
    pattern = json.loads((SCHEMAS / "osv.schema.json").read_text())["$defs"]["prefix"]["pattern"]
    assert pattern == f"^(x_|({DATABASES})-)"
    with pytest.raises(UsageError, match="an OSV id begins with x_"):
        render(drawn(v1_0="v"), "osv", View(publication=Publication(id="NILTRAIL-1")))


def test_documents_depend_on_what_they_are_about_and_not_on_the_clock() -> None:
    """The same releases give another document tomorrow, or other releases the same id."""
    one, other = made(drawn(v1_0="vm"), "openvex"), made(drawn(v1_0="vmm"), "openvex")
    assert one["timestamp"] == "2020-03-15T00:00:00Z" and made(drawn(v1_0="vm"), "osv")["modified"] == one["timestamp"]
    assert one["@id"] != other["@id"] and one["@id"].startswith("urn:uuid:")
    undated = told(msgspec.structs.replace(released("v1.0.0", Verdict.UNKNOWN), date="", commit=""))
    with pytest.raises(UsageError, match="no release in the document has a date"):
        render(undated, "csaf")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_repository_gets_out_of_its_place(text: str) -> None:
    """A tag or a function's name makes a document that is invalid, unreadable, or obeyed by a terminal."""
    bad = Verdict.VULNERABLE
    hurt = msgspec.structs.replace(released(f"v1.0.0-{text}", bad, 1, f"{MODULE}/{text}"), findings=(spoiled(text),))
    doubt = msgspec.structs.replace(released(f"x{text}", Verdict.UNKNOWN, 2, text), note=text)
    document = msgspec.structs.replace(told(hurt, doubt), about=())
    for one in (document, msgspec.structs.replace(document, repository=f"https://github.com/{text}/x")):
        for format in FORMATS:
            made(one, format)
            assert render(one, format).replace("\n", "").isprintable()


def test_folder_without_an_address_is_named_after_nobody() -> None:
    """A fork in a folder without a remote publishes that the original's versions are affected, or fixed."""
    fork = told(released("v1.0.0", Verdict.VULNERABLE), released("v1.0.1", Verdict.MITIGATED), repository="folder")
    for format in FORMATS:
        assert MODULE not in json.dumps(made(fork, format))


def test_explained_sample_is_valid_everywhere() -> None:
    """A timeline with an upstream, several lines and doubt makes an invalid document."""
    for format in FORMATS:
        made(explained(), format)
