"""What all tests on the real repository have in common."""

from __future__ import annotations

import pytest

CORPUS = [pytest.mark.corpus, pytest.mark.slow]
