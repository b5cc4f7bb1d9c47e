"""The small things that a page is made of: verdicts, code, places, lines of bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.findings import Commit, Match, Verdict
from analyzer.places import Place
from analyzer.report.blocks import Bit, Block, Item, Row, Text, Title
from analyzer.report.hosting import Hosting
from analyzer.report.html.tags import Inside, Markup, el, link
from analyzer.report.sentences import SHORT

SIGNS = {
    Verdict.VULNERABLE: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.MITIGATED: "◐",
    Verdict.SAFE: "✓",
    Verdict.NOT_APPLICABLE: "–",
}
MEANING = {
    Verdict.VULNERABLE: "nil reaches a place where it hurts",
    Verdict.UNKNOWN: "something on the way could not be seen",
    Verdict.MITIGATED: "nil is passed, and every path is guarded",
    Verdict.SAFE: "no nil is passed, or nothing is lost by it",
    Verdict.NOT_APPLICABLE: "the code does not exist here",
}


def badge(verdict: Verdict, said: str = "") -> Markup:
    """A verdict: sign and word, so that its colour is never needed."""
    sign = el("span", SIGNS[verdict], class_="sign", aria_hidden="true")
    return el("span", sign, " ", said or verdict.value, class_=f"verdict is-{verdict.value}", title=MEANING[verdict])


def code(text: str) -> Markup:
    """What a repository says."""
    return el("code", text if text.strip() else "—")


def at(place: Place, commit: str, hosting: Hosting) -> Markup:
    """A place, linked where it can be looked at."""
    return link(hosting.file(place, commit), code(str(place)), class_="place")


def flowing(text: str) -> str:
    """A paragraph of a rule, whatever lines it is written in."""
    return " ".join(text.split())


def span_of(tags: Sequence[str], *, number: bool = True) -> Inside:
    """Releases by the first and last, with their ``number``."""
    if len(tags) < 3:
        return [[", " if tag is not tags[0] else "", code(tag)] for tag in tags]
    return code(tags[0]), " … ", code(tags[-1]), f" ({len(tags)})" if number else None


def links_of(message: object, hosting: Hosting) -> dict[str, str]:
    """Where the commits and requests that a message speaks of can be looked at, by what they are called in sentences."""
    match message:
        case Commit():
            return {
                message.commit[:SHORT]: hosting.commit(message.commit),
                f"#{message.request}": hosting.request(message.request),
            }
        case Match():
            return {message.commit[:SHORT]: hosting.commit(message.commit)}
        case msgspec.Struct():
            inside = [getattr(message, name) for name in message.__struct_fields__]
        case tuple():
            inside = list(message)
        case _:
            inside = []
    return {name: where for one in inside for name, where in links_of(one, hosting).items()}


def line(bits: Iterable[Bit], hosting: Hosting, commit: str = "", links: Mapping[str, str] | None = None) -> Markup:
    """A line of bits; ``links`` are addresses by a name's text."""
    return Markup("".join(_bit(bit, hosting, commit, links or {}) for bit in bits))


def _bit(bit: Bit, hosting: Hosting, commit: str, links: Mapping[str, str]) -> str:
    if bit.verdict is not None:
        return badge(bit.verdict, bit.text)
    if bit.place is not None:
        return at(bit.place, commit, hosting)
    if bit.kind:
        named = link(links.get(bit.text, ""), code(bit.text))
        return el("strong", named) if bit.kind == "strong" else named
    return el("span", bit.text) if bit.text else ""


def block_elements(
    blocks: Iterable[Block], hosting: Hosting, level: int = 2, links: Mapping[str, str] | None = None
) -> list[Markup]:
    """Blocks as elements: consecutive items are one list, consecutive rows one table; titles of level 2 are headings of ``level``."""
    found: list[Markup] = []
    rows: list[Row] = []
    items: list[Item] = []
    for block in (*blocks, None):
        if rows and not isinstance(block, Row):
            found.append(_table(rows, hosting))
            rows = []
        if items and not isinstance(block, Item):
            found.append(_list(items, hosting, links))
            items = []
        match block:
            case Title(bits, depth, verdict):
                sign = (badge(verdict), " ") if verdict is not None else None
                found.append(el(f"h{level + max(depth - 2, 0)}", sign, line(bits, hosting)))
            case Text(bits):
                found.append(el("p", line(bits, hosting)))
            case Item():
                items.append(block)
            case Row():
                rows.append(block)
    return found


def _list(items: Sequence[Item], hosting: Hosting, links: Mapping[str, str] | None) -> Markup:
    return el(
        "ul",
        [
            el(
                "li",
                el("span", one.label, " ", class_="label") if one.label else None,
                line(one.bits, hosting, one.commit, links),
                class_="below" if one.depth else None,
            )
            for one in items
        ],
        class_="items",
    )


def _table(rows: Sequence[Row], hosting: Hosting) -> Markup:
    head, *rest = rows
    return el(
        "div",
        el(
            "table",
            el("thead", el("tr", [el("th", line(cell, hosting), scope="col") for cell in head.cells])),
            el("tbody", [el("tr", [el("td", line(cell, hosting)) for cell in row.cells]) for row in rest]),
        ),
        class_="wide", role="region", tabindex="0", aria_label="Table",
    )  # fmt: skip
