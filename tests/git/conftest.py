from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.making import bare


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with v1.0, v1.1 and v2.0 on main; nobody writes to it."""
    return bare(tmp_path_factory.mktemp("upstream") / "project.git")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "cache"
