"""Every Go file of one release of the real repository is read whole."""

from __future__ import annotations

from pathlib import Path

import msgspec

from analyzer.syntax import lower, lower_file
from tests.corpus.blobs import go_files
from tests.corpus.marks import CORPUS
from tests.syntax.leaves import dropped

pytestmark = CORPUS

TAG = "v2.0.0"
EVERY = 4
"""The slower half of the checks is made for every fourth file."""


def test_nothing_of_a_release_is_lost(corpus: Path) -> None:
    """A verdict about the real repository rests on code that was read in part."""
    wrong: list[str] = []
    files = 0
    for path, source in go_files(corpus, TAG):
        files += 1
        seen, declarations = lower_file(source)
        wrong += [f"{path}: {one.reason}" for one in seen.trouble]
        if files % EVERY:
            continue
        wrong += [f"{path}:{lost}" for lost in dropped(source)]
        alone = [lower(source, entry) for entry in seen.entries]
        if msgspec.msgpack.encode(alone) != msgspec.msgpack.encode(declarations):
            wrong.append(f"{path}: a declaration alone differs")
    assert files > 1000
    assert wrong == []
