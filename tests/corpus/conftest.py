"""Where the real repository and the known answers are; without them these tests are skipped and say so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def place_of(variable: str, what: str) -> Path:
    """The folder that an environment variable names."""
    value = os.environ.get(variable, "")
    if not value:
        pytest.skip(f"{variable} is not set: it names {what}")
    folder = Path(value)
    if not folder.is_dir():
        pytest.fail(f"{variable}={value} is no folder")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A clone of the real repository."""
    return place_of("NILTRAIL_CORPUS", "a clone of the analysed repository, all tags included")


@pytest.fixture(scope="session")
def truth() -> Path:
    """tags.tsv and mutations/."""
    return place_of("NILTRAIL_TRUTH", "the folder with tags.tsv and mutations/")
