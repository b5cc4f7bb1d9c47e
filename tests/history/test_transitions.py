"""Where verdicts change, and what halving needs to know."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.findings import Release, Verdict
from analyzer.history import first_releases, probed, steps, stretches
from analyzer.history.transitions import Step

M, V, U, S = Verdict.MITIGATED, Verdict.VULNERABLE, Verdict.UNKNOWN, Verdict.SAFE


def test_every_change_is_a_step_and_doubt_is_none() -> None:
    """A commit that could not be judged is told as a fix and a regression, or a short episode is overlooked."""
    assert steps([S, M, M, V, U, U, M, U, M]) == [Step(1, S, M), Step(3, M, V), Step(6, V, M, 2)]
    assert steps([U, U]) == steps([]) == steps([M]) == []


@given(st.integers(1, 400), st.integers(0, 400), st.integers(1, 64))
def test_halving_finds_one_change_wherever_it_is(length: int, change: int, stride: int) -> None:
    """`--fast` blames the neighbour of the right commit."""
    asked: list[int] = []

    def judge(at: int) -> Verdict:
        asked.append(at)
        return V if at >= change else M

    found = steps(probed(length, judge, stride))
    assert found == ([Step(change, M, V)] if 0 < change < length else [])
    assert len(asked) == len(set(asked)) <= length // stride + 2 + stride.bit_length()


def test_probes_find_an_episode_longer_than_their_distance() -> None:
    """`--fast` is blind to a year in which main was affected, as it was not before and is not now."""
    verdicts = [M] * 300 + [V] * 130 + [M] * 500
    assert [step.at for step in steps(probed(len(verdicts), verdicts.__getitem__))] == [300, 430]


def test_first_release_of_each_line() -> None:
    """A user is sent to a release that has the fix no longer, or to one of another line."""
    tags = [("v1.9.0", "2024-01-01", M), ("v2.0.0", "2024-01-02", V), ("v2.0.1", "2024-03-01", M), ("v2.0.2", "2024-03-02", M),
            ("v2.1.0", "2024-04-01", M), ("v2.2.0", "2025-01-01", M)]  # fmt: skip
    releases = [Release(tag, "", date, tag[1:4], verdict) for tag, date, verdict in tags]

    def has(release: Release) -> bool:
        return release.verdict is M

    assert first_releases(stretches(releases, "2024-02-01"), has) == ("v2.0.1", "v2.1.0", "v2.2.0")
    assert first_releases(stretches(releases, "2024-02-01", "2024-12-01"), has) == ("v2.0.1", "v2.1.0")
    assert first_releases(stretches(releases, "2024-02-01", line="2.1"), has) == ("v2.1.0",)
    assert first_releases(stretches(releases, "2024-01-02", line="1.9"), has) == ()


@given(st.integers(1, 40), st.integers(0, 50))
def test_first_release_is_found_wherever_it_is(length: int, change: int) -> None:
    """A user is sent to the release before or after the first one with the fix."""
    releases = [
        Release(f"v1.0.{number}", "", "2024-01-01", "1.0", M if number >= change else V) for number in range(length)
    ]
    found = first_releases(stretches(releases, ""), lambda one: one.verdict is M)
    assert found == ((f"v1.0.{change}",) if change < length else ())
