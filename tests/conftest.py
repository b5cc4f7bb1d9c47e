"""What all tests share: a cache folder of their own, and the demonstration repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from analyzer import demo

hypothesis.settings.register_profile("niltrail", deadline=None)  # a shared machine may stall at any moment
hypothesis.settings.load_profile("niltrail")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a slow test go first: one that starts last keeps all other processes waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the user's cache folder, or obeys the user's git configuration."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        yield folder


@pytest.fixture(scope="session")
def demo_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration repository, bare; nobody writes to it."""
    return demo.create(tmp_path_factory.mktemp("demo") / "pullbox.git")
