"""The page of a document, by its text alone: what may stand in it, and how it is built up."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from analyzer.findings import About, Scans, Verdict
from analyzer.report import Document, read, render
from analyzer.report.html.markdown import rendered
from tests.report.published import released, told
from tests.report.samples import (
    BACKPORTS,
    BISECTION,
    CHECK,
    CLEAN_CHECK,
    DIFFERENCE,
    MITIGATED,
    NEWS,
    UNKNOWN,
    VULNERABLE,
    explained,
    history,
    scan_of,
)

REPORTS = Path(__file__).parents[2] / "reports" / "containerd"
SCAN = scan_of(VULNERABLE, MITIGATED, UNKNOWN)
DOCUMENTS: dict[str, Document] = {
    "scan": SCAN,
    "clean scan": scan_of(revision="v1.1.0", note="there is no login in the configuration to fall back to"),
    "scans": Scans((SCAN, scan_of(MITIGATED, revision="v2.0.1"))),
    "timeline": explained(),
    "timeline without dates": history(),
    "check": CHECK,
    "clean check": CLEAN_CHECK,
    "bisect": BISECTION,
    "diff": DIFFERENCE,
    "backports": BACKPORTS,
    "track": NEWS,
}  # fmt: skip
VOID = {"meta", "link", "input", "br"}


class Seen(HTMLParser):
    """The elements of a page, and whether they are nested as they should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.elements: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.targets += [value or "" for name, value in attrs if name == "href"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_a_page(name: str) -> None:
    """A link leads nowhere, a reader who jumps from heading to heading misses parts, a policy forbids what the page needs."""
    seen = Seen(render(DOCUMENTS[name], "html"))
    assert len(set(seen.ids)) == len(seen.ids)
    inside = {target[1:] for target in seen.targets if target.startswith("#")}
    assert inside <= set(seen.ids)
    assert seen.headings[0] == 1 and seen.headings.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(seen.headings, seen.headings[1:], strict=False))
    assert not [attribute for attribute, _ in seen.attributes if attribute == "style" or attribute.startswith("on")]
    assert seen.elements.count("script") == 1
    assert {target.partition(":")[0] for target in seen.targets if target[0] != "#"} <= {"https", "data"}


def test_every_release_has_a_place() -> None:
    """A mark of the picture opens nothing."""
    timeline = explained()
    seen = Seen(render(timeline, "html"))
    assert {f"release-{one.tag}" for one in timeline.releases} <= set(seen.ids)
    assert {f"#release-{one.tag}" for one in timeline.releases} <= set(seen.targets)


def test_equal_findings_are_told_once() -> None:
    """A page of hundreds of releases cannot be read, or opened on a telephone."""
    page = render(explained(), "html")
    assert page.count('class="case is-vulnerable"') == 1
    assert "11 releases" in page


def test_page_of_a_real_history_is_small() -> None:
    """The page of hundreds of releases takes long to load and cannot be sent by mail."""
    saved = REPORTS / "timeline.json"
    page = render(read(saved.read_bytes(), saved.name), "html")
    assert len(page.encode()) < 400_000
    seen = Seen(page)
    assert "10 of 292 releases are affected" in page
    assert len([target for target in seen.targets if target.startswith("https://github.com/")]) > 250


def test_what_to_do_is_told() -> None:
    """A manager reads that it is bad, and not which release to change to."""
    about = About(
        VULNERABLE.rule, "pulls go without login", "The login\nis not used.\n", "# T\n\ntext", "Load it\nyourself.\n"
    )
    page = re.sub(r"<[^>]*>", "", render(msgspec.structs.replace(explained(), about=(about,)), "html"))
    assert "The login is not used." in page
    assert "On line 2.0 update to v2.0.1 or later." in page
    assert "Load it yourself." in page
    assert "Line 2.1 has no release without it, and there is none after it." in page


def test_contrast_is_shown() -> None:
    """A reader sees the defect, and not what the call looks like elsewhere."""
    page = re.sub(r"<[^>]*>", "", render(SCAN, "html"))
    assert "(*GRPCService).PullImage passes s.credentials(r) as credentials to the same function: " in page


def test_help_is_no_html_of_its_own() -> None:
    """A rule from elsewhere puts a script, a picture or a false link into the page."""
    text = rendered(
        "# Title\n\n## Part\n\n<b>x</b> [a](javascript:x) [b](http://x) [c](https://example.com/) ![d](https://example.com/d.png)\n\n"
        "<script>x</script>\n\n| a |\n|---|\n| \u202eb |\n",
        3,
    )
    assert "<h4>Part</h4>" in text and "Title" not in text
    assert set(re.findall(r"<(\w+)", text)) == {"h4", "p", "a", "table", "thead", "tbody", "tr", "th", "td"}
    assert re.findall(r'href="([^"]*)"', text) == ["https://example.com/", "https://example.com/d.png"]
    assert "&lt;script&gt;" in text and "\\u202eb" in text


def test_a_saved_document_made_by_hand_ends_no_attribute() -> None:
    """Whoever sends a report's JSON has it run a script in the page that is made of it."""
    bad = 'x" onmouseover="y'
    reach = msgspec.structs.replace(VULNERABLE.reaches[1], outcome=bad)
    finding = msgspec.structs.replace(VULNERABLE, fingerprint=bad, rule=bad, passes=bad, reaches=(reach,))
    seen = Seen(render(scan_of(finding, revision=bad), "html"))
    assert ("class", f"end is-{bad}") in seen.attributes
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_only_what_always_holds_is_called_a_condition() -> None:
    """A manager is told that a release is affected under a condition, and it is affected in any case."""
    always = msgspec.structs.replace(VULNERABLE, condition="", fingerprint="2b")
    assert "<dt>Only where</dt>" in render(scan_of(VULNERABLE, MITIGATED), "html")
    assert "<dt>Only where</dt>" not in render(scan_of(VULNERABLE, always), "html")


def test_newest_release_is_one_with_a_version() -> None:
    """A fork with a nightly tag of last year is told that this is its newest release."""
    releases = (released("v1.0.0", Verdict.VULNERABLE, 1), released("nightly-1", Verdict.MITIGATED, 2))
    text = render(told(*releases), "html")
    fact = text[text.index(">Newest<") :]
    assert "release-v1.0.0" in fact[: fact.index("</dd>")]


def test_crowded_line_of_a_fork_keeps_its_years() -> None:
    """Sixty releases of one line are drawn over years in which nobody made them."""
    early = released("v0.9.0", Verdict.SAFE)
    late = [
        msgspec.structs.replace(released(f"v1.0.{number}", Verdict.VULNERABLE, number), date="2027-01-01")
        for number in range(60)
    ]
    few, many = (
        int(re.findall(r'<svg [^>]*width="(\d+)"', render(told(early, *late[:count]), "svg"))[0]) for count in (1, 60)
    )
    assert few < many < few + 60 * 5
