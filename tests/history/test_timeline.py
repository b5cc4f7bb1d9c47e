"""From judged releases to spans and lines."""

from __future__ import annotations

import pytest

from analyzer.findings import Line, Release, Span, Verdict
from analyzer.history import timeline

M, V, U, S = Verdict.MITIGATED, Verdict.VULNERABLE, Verdict.UNKNOWN, Verdict.SAFE

CASES: list[tuple[str, list[Verdict], tuple[str, str]]] = [
    ("affected, then fixed", [M, V, V, M], ("v2.0.1", "v2.0.3")),
    ("never affected", [M, S, M], ("", "")),
    ("not fixed yet", [M, V], ("v2.0.1", "")),
    ("doubt is no fix", [V, U, M], ("v2.0.0", "v2.0.2")),
    ("only doubt after it", [V, U], ("v2.0.0", "")),
    ("affected again: the first fix is told", [V, M, V, M], ("v2.0.0", "v2.0.1")),
]


def releases(verdicts: list[Verdict], line: str = "2.0") -> list[Release]:
    return [Release(f"v{line}.{number}", "", "2023-01-01", "", verdict) for number, verdict in enumerate(verdicts)]


@pytest.mark.parametrize(("name", "verdicts", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_first_affected_and_first_fixed(name: str, verdicts: list[Verdict], wanted: tuple[str, str]) -> None:
    """A user updates to a release that is not fixed, or is told to wait for one that exists."""
    (line,) = timeline(releases(verdicts), ["r"]).lines
    assert (line.first_affected, line.first_fixed) == wanted


def test_fix_of_one_line_is_none_of_another() -> None:
    """Line 1.7 counts as fixed because 2.0 is."""
    told = timeline([*releases([V, V], "1.7"), *releases([V, M], "2.0")], ["r"])
    assert told.lines == (Line("1.7", "v1.7.0", ""), Line("2.0", "v2.0.0", "v2.0.1"))
    assert told.verdict is V


def test_spans_join_equal_neighbours_within_a_line() -> None:
    """The table has one entry for each of 300 releases, or one that runs over two lines."""
    told = timeline(reversed([*releases([M, M], "1.7"), *releases([M, V, V, M], "2.0")]), ["r"])
    assert told.spans == (
        Span("1.7", M, "v1.7.0", "v1.7.1", 2),
        Span("2.0", M, "v2.0.0", "v2.0.0", 1),
        Span("2.0", V, "v2.0.1", "v2.0.2", 2),
        Span("2.0", M, "v2.0.3", "v2.0.3", 1),
    )
    assert [release.tag for release in told.releases][:3] == ["v1.7.0", "v1.7.1", "v2.0.0"]
    assert {release.line for release in told.releases} == {"1.7", "2.0"}


def test_no_releases_is_an_empty_timeline() -> None:
    """A filter that leaves nothing ends in a traceback."""
    assert timeline([], ["r"]).verdict is Verdict.NOT_APPLICABLE
