"""One self-contained page of a document. It loads nothing from anywhere, and its policy lets nothing run but its own script, known by
its hash (Content Security Policy Level 3); without the script everything can still be read and opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer import resources
from analyzer.checks import Check
from analyzer.findings import Scan, Scans, Timeline
from analyzer.report.documents import Document
from analyzer.report.hosting import Hosting
from analyzer.report.html import sections
from analyzer.report.html.card import card
from analyzer.report.html.cases import cases_of, homes_of, quiet_of
from analyzer.report.html.checked import check_body
from analyzer.report.html.context import Context, context_of
from analyzer.report.html.glance import glance
from analyzer.report.html.parts import block_elements, code, links_of
from analyzer.report.html.tags import Inside, Markup, el, link
from analyzer.report.policy import hash_source
from analyzer.report.told import blocks

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PARTS = (("glance", "At a glance"), ("picture", "Over time"), ("lines", "Lines"), ("findings", "Findings"),
          ("known", "The rest"), ("coverage", "What this rests on"), ("rules", "About"))  # fmt: skip


def page(document: Document) -> str:
    """The page of a document; equal documents give equal text."""
    match document:
        case Timeline() | Scan() | Scans():
            context = context_of(document)
            return _whole(_title(context), _findings(context), context.hosting, context.repository)
        case Check():
            context = context_of(document)
            body = (check_body(document, context), sections.coverage(context), sections.rules(context))
            return _whole(_title(context), body, context.hosting, context.repository)
    hosting = Hosting(document.repository)
    told = el("section", block_elements(blocks(document), hosting, links=links_of(document, hosting)), id="glance")
    return _whole(f"{document.document} of {', '.join(document.rules)}", told, hosting, document.repository)


def _title(context: Context) -> str:
    titles = [one.title for one in context.about if one.title] or list(context.rules)
    return "; ".join(titles)


def _findings(context: Context) -> Inside:
    cases = cases_of(context.releases)
    context = context._replace(homes=homes_of(cases))
    quiet = quiet_of(context.releases)
    verdicts = [*(case.finding.verdict for case in cases), *(one.verdict for one in quiet)]
    cards = [card(case, context, opened=number == 0) for number, case in enumerate(cases)]
    silent = [sections.quiet_card(one, context) for one in quiet]
    several = len(cards) + len(silent) > 1
    return (
        glance(context),
        (sections.picture(context.timeline), sections.lines(context.timeline)) if context.timeline is not None else None,
        el(
            "section", el("h2", "Findings"), sections.filters(context, verdicts) if several else None, cards, silent,
            id="findings",
        ),
        sections.coverage(context),
        sections.rules(context),
    )  # fmt: skip


def _whole(title: str, body: Inside, hosting: Hosting, repository: str) -> str:
    main = el("main", body, id="main")
    style, script = resources.asset("report/report.css"), resources.asset("report/report.js")
    there = [(id, name) for id, name in _PARTS if f' id="{id}"' in main]
    parts = el(
        "body",
        el("p", link("#main", "Skip to the content"), class_="skip"),
        el(
            "header",
            el("h1", title),
            el("p", link(hosting.repository, code(repository))) if repository else None,
            el("nav", el("ul", [el("li", link(f"#{id}", name)) for id, name in there]), aria_label="On this page")
            if len(there) > 1
            else None,
        ),
        main,
        el("footer", el("p", "Made by niltrail. This page is complete in itself and loads nothing.")),
        el("script", Markup(script)),
    )  # fmt: skip
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src {' '.join(_hashes([style, *_STYLE.findall(main)]))}; script-src {hash_source(script)}"
    )
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", title),
        el("link", rel="icon", href="data:,"),
        el("style", Markup(style)),
    )
    return f"<!doctype html>\n{el('html', head, parts, lang='en')}\n"


def _hashes(texts: Sequence[str]) -> list[str]:
    return [hash_source(text) for text in dict.fromkeys(texts)]
