from __future__ import annotations

import pytest

from analyzer.answers import Question
from analyzer.rules import load


@pytest.fixture(scope="session")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    """The built-in rule; what one test judged, the next remembers."""
    return Question(rules=tuple(one.rule for one in load()), jobs=1, cache_dir=tmp_path_factory.mktemp("judged"))
