"""The API call that leads to a pull, on releases of every line that has one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer.findings import Scan
from tests.command import document
from tests.corpus.marks import CORPUS

pytestmark = CORPUS

DIRECT = ("server.(*criService).RunPodSandbox calls server.(*criService).ensureImageExists",)
BESIDE = (
    "sbserver.(*criService).RunPodSandbox calls podsandbox.(*Controller).Start through interface sandbox.Controller",
    "podsandbox.(*Controller).Start calls sbserver.(*criService).EnsureImageExists through interface podsandbox.CRIService",
)
THROUGH = (
    "server.(*criService).RunPodSandbox calls server.(*criSandboxService).StartSandbox through interface server.sandboxService",
    "server.(*criSandboxService).StartSandbox calls podsandbox.(*Controller).Start through interface sandbox.Controller",
    "podsandbox.(*Controller).Start calls podsandbox.(*Controller).ensureImageExists",
)
FIRST = (
    "server.(*criService).RunPodSandbox calls podsandbox.(*Controller).Start through interface sandbox.Controller",
    "podsandbox.(*Controller).Start calls podsandbox.(*Controller).ensureImageExists",
)
CHAINS = {
    "v1.1.0": {DIRECT},
    "v1.2.0": {DIRECT},
    "v1.3.0": {DIRECT},
    "v1.4.0": {DIRECT},
    "v1.4.13": {DIRECT},
    "v1.5.0": {DIRECT},
    "v1.6.0": {DIRECT},
    "v1.6.36": {DIRECT},
    "v1.7.0": {DIRECT, BESIDE},
    "v1.7.20": {DIRECT, BESIDE},
    "v2.0.0-beta.1": {FIRST},
    "v2.0.0-rc.0": {THROUGH},
    "v2.0.0": {THROUGH},
    "v2.0.5": {THROUGH},
    "v2.1.0": {THROUGH},
    "v2.2.0": {THROUGH},
}


@pytest.mark.parametrize("tag", CHAINS)
def test_api_call_that_leads_to_the_pull(tag: str, corpus: Path, tmp_path: Path) -> None:
    """A user of an affected release is not told which call of theirs is affected."""
    scan = msgspec.json.decode(document("scan", tag, "--repo", corpus, "--cache-dir", tmp_path), type=Scan)
    assert {tuple(hop.text for hop in finding.entry) for finding in scan.findings} == CHAINS[tag]
