"""What a hostile repository can put into the documents about history: subjects, authors, branches, tags, paths."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from analyzer.report import Document, View, render
from tests.report.samples import BACKPORTS, BISECTION, DIFFERENCE, NEWS, explained
from tests.report.test_escape import HOSTILE

OURS = frozenset({
    "verdict", "before", "after", "first", "released", "upstream", "standing", "what", "how", "kind", "state", "applies", "signals",
    "document", "passes", "outcome", "covers", "date", "authored",
})  # fmt: skip
DOCUMENTS: tuple[Document, ...] = (BISECTION, DIFFERENCE, BACKPORTS, NEWS, explained())


def spoiled(document: Document, text: str) -> Document:
    """A document with a hostile text wherever a repository can put one."""
    return msgspec.convert(_spoiled(msgspec.to_builtins(document), "", text), type(document))


def _spoiled(value: Any, key: str, text: str) -> Any:
    if isinstance(value, dict):
        return {name: _spoiled(inner, name, text) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_spoiled(inner, key, text) for inner in value]
    return text if isinstance(value, str) and value and key not in OURS else value


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_obeys_nothing_of_a_history(text: str) -> None:
    """A commit's subject clears the screen, or hides the commit that is to blame."""
    for document in DOCUMENTS:
        shown = render(spoiled(document, text), "text", View(80, color=True))
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert all(character == "\n" or character.isprintable() for character in plain)


@pytest.mark.parametrize("text", HOSTILE)
def test_comment_of_a_bot_shows_subjects_and_does_not_follow_them(text: str) -> None:
    """Whoever names a branch writes into other people's pull requests: links, mentions, columns of a table."""
    for document in DOCUMENTS:
        bare = render(spoiled(document, text), "comment").partition("\n")[2]
        bare = re.sub(r"(?<![`\\])(`+)(?!`)(?:.*?[^`])??(?<!`)\1(?!`)", "", bare)
        bare = re.sub(r"\\[^\w\s]", "", bare)
        assert not re.search(r"<(?!br>)|\]\(|@|#\d|www\.|https:|\*\*bold|_it_|~~|:tada:|\$x", bare), bare


@pytest.mark.parametrize("text", HOSTILE)
def test_picture_is_one_whatever_it_is_made_of(text: str) -> None:
    """A tag's name ends an attribute or an element of the picture, and a browser obeys what follows."""
    shown = render(spoiled(explained(), text), "svg")
    names = {node.tag.partition("}")[2] for node in ET.fromstring(shown).iter()}
    assert names <= {"svg", "title", "desc", "style", "defs", "marker", "path", "text"}


def test_picture_asks_for_nothing_from_outside() -> None:
    """Whoever looks at the picture is seen by somebody else."""
    shown = render(explained(), "svg").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(
        r"https?:|url\((?!#)|@import|<script|<image|href", shown.replace("https://example.com/pullbox", "")
    )
