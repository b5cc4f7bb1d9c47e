"""The page in a real browser: what it does, and that nothing of a hostile repository does anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from analyzer.cli import main
from analyzer.findings import About
from analyzer.report import Document, render
from analyzer.report.escape import visible
from tests.browser import Browser, browser
from tests.git.making import git
from tests.report.samples import BISECTION, CHECK, MITIGATED, RULE, UNKNOWN, VULNERABLE, explained, scan_of
from tests.report.test_escape_history import spoiled

HURT = "window.hurt=document.title='hurt'"
HOSTILE = [
    f"<script>{HURT}</script>",
    f'"onmouseover="{HURT}" autofocus onfocus="{HURT}',
    f"javascript:{HURT}",
    f"</style></script></title><script>{HURT}</script>",
    f"]]>--><img src=x onerror={HURT}><svg onload={HURT}>",
    f"https://github.com/a/b'\"><iframe srcdoc='<script>parent.{HURT}</script>'>",
    "\u202egnp.exe\u2066 \u200b",
    "\x1b[2J\x00\x9b\r\n<b>",
    f"&lt;script&gt;{HURT}&#60;/script>",
]
HELP = (
    f"<script>{HURT}</script> <img src=x onerror={HURT}> [x](javascript:{HURT}) ![y](https://evil.example/y.png)\n\n"
    f"```html\n</style><script>{HURT}</script>\n```\n\n<javascript:{HURT}>\n"
)
VULNERABLE_CARD = f"finding-{VULNERABLE.fingerprint}"
PROTOCOLS = "[...document.querySelectorAll('a')].map((one) => new URL(one.getAttribute('href'), location).protocol)"
TEXT_ON_GROUND = """
(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const part = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const color = numbers(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const found = {};
  for (const one of document.querySelectorAll("body *:not(script):not(style)")) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !one.getClientRects().length) continue;
    const style = getComputedStyle(one);
    const ink = light(numbers(one instanceof SVGElement ? style.fill : style.color)), paper = light(ground(one));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) found[`${one.localName}.${one.getAttribute("class")}`] = Math.round(ratio * 100) / 100;
  }
  return found;
})()
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The browser with the page of a timeline; at the end nothing may have been complained of, or loaded."""
    chromium.complaints.clear()
    chromium.requests.clear()
    chromium.call("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
    file = saved(explained(), tmp_path)
    chromium.open(file)
    chromium.wait("document.documentElement.dataset.ready === 'yes'")
    yield chromium
    assert chromium.complaints == []
    assert {request.partition("#")[0] for request in chromium.requests} == {file.as_uri()}


def saved(document: Document, folder: Path) -> Path:
    """The page of a document."""
    file = folder / "page.html"
    file.write_text(render(document, "html"), encoding="utf-8")
    return file


def named(document: Document, text: str) -> Document:
    """A document that says a text wherever a repository or a rule can, and whose rule's help is hostile."""
    bad = spoiled(document, text)
    if isinstance(bad, type(BISECTION)):
        return bad
    return msgspec.structs.replace(bad, about=(About(text, text, text, HELP, text, text),))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_hostile_repository_runs(chromium: Browser, tmp_path: Path, text: str) -> None:
    """Whoever names a file, a tag or a function runs a script where the report is read, or makes it say something else."""
    for document in (scan_of(VULNERABLE, MITIGATED, UNKNOWN), explained(), CHECK, BISECTION):
        chromium.complaints.clear()
        chromium.requests.clear()
        file = saved(named(document, text), tmp_path)
        chromium.open(file)
        chromium.wait("document.documentElement.dataset.ready === 'yes'")
        chromium.tell("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        chromium.tell(
            "document.querySelectorAll('main *').forEach((one) => one.dispatchEvent(new MouseEvent('mouseover')))"
        )
        chromium.tell("document.querySelectorAll('main a[href]').forEach((one) => one.focus())")
        assert chromium.tell("window.hurt") is None
        assert chromium.tell("document.title") != "hurt"
        assert chromium.complaints == []
        assert {request.partition("#")[0] for request in chromium.requests} == {file.as_uri()}
        assert visible(text) in chromium.tell("document.body.textContent")
        assert set(chromium.tell(PROTOCOLS)) <= {"file:", "https:"}


def test_a_mark_opens_its_finding(page: Browser) -> None:
    """The picture shows where it hurts, and a click there shows nothing."""
    page.tell(f"document.getElementById('{VULNERABLE_CARD}').open = false")
    page.click("a[href='#release-v2.0.0-beta.3'] path")
    page.wait(f"document.activeElement.parentElement.id === '{VULNERABLE_CARD}'")
    assert page.tell(f"document.getElementById('{VULNERABLE_CARD}').open")
    assert page.tell("document.querySelector('.found').textContent").startswith("v2.0.0-beta.3")


def test_the_keyboard_is_enough(page: Browser) -> None:
    """Who has no mouse cannot go from release to release, or has to pass hundreds of them to get on."""
    assert page.tell("document.querySelectorAll('.picture a[tabindex=\"0\"]').length") == 1
    page.tell("document.querySelector('.picture a').focus()")
    page.press("ArrowDown")
    page.press("ArrowRight")
    assert page.tell("document.activeElement.getAttribute('href')") == "#release-v1.1.1"
    page.press("Enter")
    page.wait("document.activeElement.localName === 'summary'")
    assert "without findings" in page.tell("document.activeElement.textContent")


def test_a_link_opens_what_is_closed_or_filtered_out(page: Browser, tmp_path: Path) -> None:
    """A link to a finding that somebody was sent shows the top of a page."""
    page.tell("document.querySelector('[name=verdict][value=vulnerable]').click()")
    assert page.tell(f"document.getElementById('{VULNERABLE_CARD}').hidden")
    page.tell(f"location.hash = '#{VULNERABLE_CARD}'")
    page.wait(f"!document.getElementById('{VULNERABLE_CARD}').hidden")
    page.open(tmp_path / "page.html", "#release-v1.7.3")
    page.wait("document.activeElement.localName === 'summary'")
    assert page.tell("document.activeElement.parentElement.open")
    assert page.tell("document.querySelector('.found').id") == "release-v1.7.3"


def test_findings_are_filtered_and_searched(page: Browser) -> None:
    """Who is looking for one line, verdict or function has to read all."""
    shown = "[...document.querySelectorAll('.case')].filter((one) => !one.hidden).map((one) => one.dataset.verdict)"
    everything = page.tell(shown)
    assert everything[:2] == ["vulnerable", "unknown"]
    page.tell("[...document.querySelectorAll('[name=verdict]')].slice(1).forEach((box) => box.click())")
    assert page.tell(shown) == ["vulnerable"]
    page.click("[type=reset]")
    page.wait(f"{shown}.length === {len(everything)}")
    for name, value in (("text", "CREDENTIALS nil HostOptions"), ("line", "2.0")):
        page.tell(
            f"(() => {{ const one = document.querySelector('[name={name}]');"
            f" one.value = [...(one.options ?? [])].find((o) => o.text === '{value}')?.value ?? '{value}';"
            " one.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )
    assert page.tell(shown) == ["vulnerable"]
    assert page.tell("document.querySelector('output').textContent").startswith("1 of ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(page: Browser, scheme: str) -> None:
    """Text is too pale to be read (Web Content Accessibility Guidelines 2.2, 1.4.3)."""
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    page.tell("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert (
        page.tell("getComputedStyle(document.body).backgroundColor")
        == {
            "light": "rgb(255, 255, 255)",
            "dark": "rgb(13, 17, 23)",
        }[scheme]
    )
    assert page.tell(TEXT_ON_GROUND) == {}


@pytest.mark.parametrize("width", [320, 700, 2560])
def test_page_fits_every_screen(page: Browser, width: int) -> None:
    """On a telephone half of every line is outside the screen."""
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 500)
    page.tell("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.tell("document.documentElement.scrollWidth") <= width


def test_print_shows_what_is_closed(page: Browser) -> None:
    """A printed report has headings and nothing below them."""
    closed = "document.querySelectorAll('details:not([open])').length"
    before = page.tell(closed)
    assert before > 0
    page.call("Page.printToPDF")
    page.tell("window.dispatchEvent(new Event('beforeprint'))")
    assert page.tell(closed) == 0
    page.tell("window.dispatchEvent(new Event('afterprint'))")
    assert page.tell(closed) == before


def test_page_works_without_its_script(chromium: Browser, tmp_path: Path) -> None:
    """Where scripts are forbidden, as in many a mail program, nothing can be opened."""
    file = saved(explained(), tmp_path)
    file.write_text(re.sub(r"<script>.*</script>", "", file.read_text(), flags=re.DOTALL))
    chromium.open(file, "#release-v2.0.0")
    chromium.wait(f"document.getElementById({json.dumps(VULNERABLE_CARD)}).open")
    assert chromium.tell("document.getElementById('filter').hidden")
    chromium.open(file, "#release-v1.7.3")
    chromium.wait("document.getElementById('release-v1.7.3').closest('.case').open")
    assert RULE in chromium.tell("document.body.innerText")


def test_a_hostile_repository_from_end_to_end(
    chromium: Browser, demo_repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name gets past the commands that no hand-made document had: of a real repository's file, tag or author."""
    file, tag, who = f'"><img src=x onerror={HURT}>\u202e.go', f"v2.0.0-<script>{HURT}<script>", f"<script>{HURT}"
    where = tmp_path / "hostile.git"
    git(tmp_path, "clone", "-q", "--bare", demo_repository, where)
    rows = git(where, "ls-tree", "-r", "-z", "v2.0.0").replace("sandbox_run.go", file)
    with monkeypatch.context() as patch:
        patch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        git(where, "update-index", "-z", "--index-info", stdin=rows.encode())
        tree = git(where, "write-tree")
    people = f"author {who}< <a@b.c> 1700000000 +0000\ncommitter {who}< <a@b.c> 1700000000 +0000"
    commit = (
        f"tree {tree}\nparent {git(where, 'rev-parse', 'v2.0.0-beta.1^{commit}')}\n{people}\n\n<svg onload={HURT}>\n"
    )
    made = git(where, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=commit.encode())
    git(where, "update-ref", f"refs/tags/{tag}", made)
    git(where, "update-ref", "refs/heads/main", made)
    page = tmp_path / "page.html"
    command = [
        "timeline",
        "--repo",
        where,
        "--line",
        "2.0",
        "--cache-dir",
        tmp_path / "cache",
        "--format",
        "html",
        "--output",
        page,
    ]
    assert main([str(word) for word in command]) == 1
    chromium.complaints.clear()
    chromium.open(page)
    chromium.wait("document.documentElement.dataset.ready === 'yes'")
    shown = chromium.tell("document.body.textContent")
    assert visible(tag) in shown and visible(file) in shown
    assert chromium.tell("window.hurt") is None and chromium.complaints == []
