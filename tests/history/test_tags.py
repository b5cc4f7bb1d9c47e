"""Release order and release lines, by the rules of docs/output.md."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from semver import Version

from analyzer.history import line_of, module_of, order

IN_ORDER = {
    "prereleases before the release, numbers as numbers": [
        "v1.7.0-alpha0", "v1.7.0-beta.1", "v1.7.0-beta.2", "v1.7.0-rc2", "v1.7.0-rc10", "v1.7.0", "v1.7.1", "v1.7.10",
    ],
    "development versions": ["v2.0.0-dev", "v2.0.0-pre", "v2.0.0-preview.2", "v2.0.0-rc.0", "v2.0.0"],
    "what a fork makes comes after what it is made from": [
        "v1.7.23-rc.1", "v1.7.23-rc.1+k3s1", "v1.7.23", "v1.7.23-0ubuntu1", "v1.7.23-k3s1", "v1.7.23-k3s2-rc1", "v1.7.23-k3s2",
        "v1.7.23-k3s10", "v1.7.23-rancher1", "v1.7.24",
    ],
    "Debian's suffixes": ["1.6.20~rc1", "1.6.20", "1.6.20~ds1", "1.6.20~ds2", "1.6.21"],
    "words in front": ["release-1.7.2", "v1.7.3", "puller-2.0.1", "v2.0.2"],
    "fewer and more numbers": ["v1", "v1.0.1", "v1.2", "1.2.3", "1.2.3.4", "1.2.4"],
    "attached suffixes": ["1.0alpha1", "1.0rc1", "1.0rc2", "1.0"],
    "dates in every writing": ["2023-12-31", "20240501", "nightly-2024-05-02", "2024.05.03", "v2024.5.4", "20240601120000"],
    "other modules after the main one": ["v1.8.0", "v2.0.0", "api/v1.7.0-rc.1", "api/v1.7.0", "sdk/go/v0.1.0"],
}  # fmt: skip

LINES = {
    "v2.0.0-beta.1": "2.0",
    "v1.7.23-k3s2": "1.7",
    "v1.7.23+k3s1": "1.7",
    "1.6.20~ds1": "1.6",
    "v2.0.0-0ubuntu1": "2.0",
    "puller-2.0.1": "2.0",
    "release-1.7.2": "1.7",
    "v1.2.3.4": "1.2",
    "v3": "3",
    "2024.05.01": "2024.05",
    "20240501": "2024.05",
    "nightly-2024-05-01": "2024.05",
    "v2024.5.1": "2024.05",
    "20249901": "20249901",
    "api/v1.8.0": "api/1.8",
    "latest": "other",
    "build-17": "other",
    "before-the-merge": "other",
    "v1.2.3.4.5": "other",
    "v" + "9" * 400: "other",
    "": "other",
}


@pytest.mark.parametrize("wanted", IN_ORDER.values(), ids=IN_ORDER.keys())
def test_releases_come_in_order(wanted: list[str]) -> None:
    """A timeline shows rc10 before rc2, or a fork's build before the release it was made from: spans are torn apart."""
    shuffled = random.Random(0).sample(wanted, len(wanted))
    assert order(shuffled) == wanted


@pytest.mark.parametrize(("tag", "line"), LINES.items())
def test_line_of_a_tag(tag: str, line: str) -> None:
    """A release is looked for in the wrong row, or `--line` leaves it out."""
    assert line_of(tag) == line


def test_tags_without_a_version_are_ordered_by_date() -> None:
    """Tags such as "before-merge" stand in the order of the alphabet, which means nothing."""
    dates = {"zebra": "2020-01-01", "apple": "2021-01-01", "v9.0.0": "2019-01-01"}
    assert order(dates, dates) == ["v9.0.0", "zebra", "apple"]


def test_module_of_a_tag() -> None:
    """Releases of an API module are mixed into those of the program."""
    assert [module_of(tag) for tag in ("api/v1.8.0", "v1.8.0", "a/b/v1.0.0")] == ["api", "", "a/b"]


PRERELEASE = st.lists(
    st.tuples(st.sampled_from(["alpha", "beta", "rc"]), st.integers(0, 30)).map(lambda pair: f"{pair[0]}.{pair[1]}"),
    max_size=1,
).map("".join)
VERSION = st.builds(Version, *[st.integers(0, 20)] * 3, PRERELEASE.map(lambda text: text or None))


@given(st.lists(VERSION, max_size=8, unique_by=str))
def test_semantic_versions_keep_their_order(versions: list[Version]) -> None:
    """A project that follows semver.org gets its releases in another order than it means."""
    assert order(f"v{version}" for version in versions) == [f"v{version}" for version in sorted(versions)]


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_name_has_a_place(tags: list[str]) -> None:
    """One strange tag ends the whole timeline in a traceback."""
    assert sorted(order(tags)) == sorted(tags)
    assert order(order(tags)) == order(tags)
