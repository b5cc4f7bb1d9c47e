"""What a hostile repository can call its files, tags and functions."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.findings import Blind, Contrast, Coverage, Finding, Release, Verdict
from analyzer.history import timeline
from analyzer.places import Place
from analyzer.report import View, read, render
from analyzer.report.escape import address, cell, code, prose, visible
from tests.report.samples import RULE, VULNERABLE, scan_of

HOSTILE = [
    "\x1b[2Jgone",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "a\rb\nc\td",
    "\u202egnp.exe",
    "zero\u200bwidth\ufeff",
    "\x9b31mred",
    "[bold red]markup[/]",
    ":tada:",
    "`` ` ```",
    "|cell|",
    "<script>alert(1)</script>",
    "![x](https://evil.example/x.png)",
    "@everyone #1 www.evil.example https://evil.example",
    "**bold** _it_ ~~no~~ $x$",
    "\udce9\udcff",
    "\u2028\u2029",
    "  ",
]


def spoiled(text: str) -> Finding:
    """A finding with a hostile text wherever a repository can put one."""
    path = Place(f"{text}.go", 3)
    hops = tuple(msgspec.structs.replace(hop, place=path, text=text) for hop in VULNERABLE.reaches[1].path)
    reach = msgspec.structs.replace(VULNERABLE.reaches[1], sink=path, name=text, condition=text, path=hops, reason=text)
    guard = msgspec.structs.replace(VULNERABLE.guards[0], place=path, text=text, fallback=text, condition=text)
    return msgspec.structs.replace(
        VULNERABLE, site=path, caller=text, callee=text, parameter=text, omits=text, condition=text, note=text,
        entry=hops, reaches=(reach, reach), guards=(guard,),
        contrast=Contrast(path, text, text),
    )  # fmt: skip


def documents(text: str) -> list[str]:
    """Every format's text of a scan and a timeline that are hostile throughout."""
    scan = scan_of(spoiled(text), revision=text, coverage=Coverage(1, 1, 1, 1, (Blind(text, Place(text, 1)),)))
    judged = [
        Release(text or "x", "", "2023-01-01", "", Verdict.VULNERABLE, (spoiled(text),)),
        Release(f"{text}2", "", "", "", Verdict.UNKNOWN, note=text),
    ]
    told = timeline(judged, [RULE], repository=text)
    views = (View(80, color=True, full=True, detail=True), View(80, ascii=True))
    return [
        *(render(document, "text", view) for document in (scan, told) for view in views),
        *(render(document, "markdown") for document in (scan, told)),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_obeys_nothing_of_a_repository(text: str) -> None:
    """A file name clears the screen, hides a finding, or shows another verdict."""
    for document in documents(text)[:4]:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", document)
        assert all(character == "\n" or character.isprintable() for character in plain)
    assert all("\x1b" not in document for document in documents(text)[1::2])


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_names_and_does_not_follow_them(text: str) -> None:
    """A function name becomes a link, a mention, an image or a column of the table in a pull request."""
    for document in documents(text)[4:]:
        bare = re.sub(r"(?<![`\\])(`+)(?!`)(?:.*?[^`])??(?<!`)\1(?!`)", "", document)
        bare = re.sub(r"\\[^\w\s]", "", bare)
        assert not re.search(r"<(?!br>)|\]\(|@|#\d|www\.|https:|\*\*bold|_it_|~~|:tada:|\$x", bare), bare
    table = [line for line in documents(text)[5].splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {5}


@given(st.text(max_size=20))
def test_code_spans_hold_exactly_their_text(text: str) -> None:
    """A name with backticks ends its code span, and the rest of it is markup."""
    span = code(text)
    shown = visible(text)
    if not shown.strip():
        assert span == "—"
        return
    fence = re.match(r"`+", span)
    assert fence and span.endswith(fence[0])
    inner = span[len(fence[0]) : -len(fence[0])]
    assert fence[0] not in re.findall(r"`+", inner)
    assert (inner[1:-1] if inner.startswith(" ") and inner.endswith(" ") else inner) == shown
    assert "|" not in cell(text).replace("\\|", "")


def test_visible_keeps_what_can_be_read() -> None:
    """Names in other scripts turn into codes."""
    assert visible("größe_数_имя → ok") == "größe_数_имя → ok"
    assert visible("a\x1b\u202e\U000e0001") == "a\\x1b\\u202e\\U000e0001"


def test_prose_is_left_alone_where_it_is_harmless() -> None:
    """Reports are full of backslashes."""
    assert prose("line 2.0 from v2.0.0-beta.1, fixed in v2.0.1.") == "line 2.0 from v2.0.0-beta.1, fixed in v2.0.1."


def test_address_of_a_file_stays_inside_its_link() -> None:
    """A path with a parenthesis or a hash leads somewhere else."""
    assert address("a b)#(c/ü.go") == "a%20b%29%23%28c/%C3%BC.go"


def test_names_that_are_no_unicode_can_be_saved() -> None:
    """A tag in another encoding makes `--format json` fail."""
    document = render(scan_of(VULNERABLE, revision="v1-\udce9"), "json")
    assert read(document.encode(), "x").document == "scan"
