"""The outlines of real files, told by their layout."""

from __future__ import annotations

from pathlib import Path

from analyzer.syntax.gofmt import skim
from analyzer.syntax.outlines import outline as parsed
from tests.corpus.blobs import go_files
from tests.corpus.marks import CORPUS
from tests.syntax.test_gofmt import differences

pytestmark = CORPUS

TAGS = ("v0.2.0", "v1.0.0", "v1.5.0", "v2.0.0")


def test_layout_tells_what_parsing_gives(corpus: Path) -> None:
    """Declarations of the real repository are missing, or stand elsewhere."""
    wrong: list[str] = []
    files = parsing = 0
    for path, source in go_files(corpus, *TAGS):
        files += 1
        told = skim(source)
        if told is None:
            parsing += 1
        else:
            wrong += [f"{path}: {one}" for one in differences(told, parsed(source), source)]
    assert wrong == []
    assert files > 2000
    assert parsing < files / 50
