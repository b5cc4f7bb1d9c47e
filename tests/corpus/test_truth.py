"""Verdicts on the real repository: every tag whose answer is known, and no doubt about any other."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from analyzer.findings import Release, Scan, Timeline, Verdict
from tests.command import document
from tests.corpus.answers import known_answers, our_answer, without_entries
from tests.corpus.marks import CORPUS

pytestmark = CORPUS


@pytest.fixture(scope="module")
def releases(corpus: Path) -> dict[str, Release]:
    """Every release tag, judged in one timeline."""
    timeline = msgspec.json.decode(document("timeline", "--repo", corpus), type=Timeline)
    return {release.tag: release for release in timeline.releases}


def test_every_known_answer_is_given(releases: dict[str, Release], truth: Path) -> None:
    """A release is called affected that is not, or the reverse, or for the wrong reason."""
    answers = known_answers(truth / "tags.tsv")
    differing = {
        tag: wanted.differences(our_answer(releases[tag])) if tag in releases else ["no such release in the timeline"]
        for tag, wanted in answers.items()
    }
    wrong = {tag: lines for tag, lines in differing.items() if lines}
    for tag, lines in wrong.items():
        print(tag, *lines, sep="\n    ")
    assert not wrong, f"{len(wrong)} of {len(answers)} tags differ: {', '.join(wrong)}"


def test_affected_releases_are_compared_with_the_call_that_has_the_login(releases: dict[str, Release]) -> None:
    """A reader sees that the pause image is pulled with nil, and not that other images are pulled with their login."""
    affected = {tag: release.findings for tag, release in releases.items() if release.verdict is Verdict.VULNERABLE}
    assert len(affected) == 10
    for tag, findings in affected.items():
        (contrast,) = [finding.contrast for finding in findings if finding.verdict is Verdict.VULNERABLE]
        assert contrast is not None and contrast.place.path.endswith("cri/server/images/image_pull.go"), tag
        assert (contrast.caller, contrast.text) == ("images.(*GRPCCRIImageService).PullImage", "credentials"), tag
    (finding,) = affected["v2.0.0"]
    assert finding.contrast is not None and finding.contrast.place.line == 113


def test_no_release_is_left_in_doubt(releases: dict[str, Release]) -> None:
    """A user of a release nobody has looked at by hand gets no answer."""
    doubtful = [f"{tag}: {release.note}" for tag, release in releases.items() if release.verdict is Verdict.UNKNOWN]
    assert doubtful == []


def test_release_judged_among_its_neighbours_is_judged_as_if_alone(
    releases: dict[str, Release], corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release gets the verdict of the one before, because what differs was not noticed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    seed = random.randrange(1_000_000)
    print("seed", seed)
    for tag in random.Random(seed).sample(sorted(releases), 12):
        scan = msgspec.json.decode(document("scan", tag, "--repo", corpus), type=Scan)
        found = scan.verdict, without_entries(scan.findings)
        assert found == (releases[tag].verdict, releases[tag].findings), tag
