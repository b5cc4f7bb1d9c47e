"""A rule's help, Markdown, as HTML: its own HTML is text, pictures are left out, and links lead to https addresses only."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from analyzer.report.escape import visible
from analyzer.report.html.tags import Markup

_DEEPEST = 6


class _Strict(MarkdownIt):
    """CommonMark and tables, without what a page must not contain."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table").disable(["image", "html_block", "html_inline"])

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return url.startswith("https://")


def rendered(text: str, level: int) -> Markup:
    """The help below a heading of ``level``; its own headings follow on that."""
    parser = _Strict()
    tokens = parser.parse("\n".join(visible(row) for row in text.expandtabs(4).split("\n")))
    tokens = tokens[_title(tokens) :]
    least = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) - least + level + 1, _DEEPEST)}"
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrSet("rel", "noopener noreferrer")
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def _title(tokens: Sequence[Token]) -> int:
    """How many tokens the text's own title has, which stands above it already."""
    return 3 if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1" else 0
