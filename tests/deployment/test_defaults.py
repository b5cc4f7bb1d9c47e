"""What releases write as their default configuration is understood: nothing is lost, unread or doubtful in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.assessments import Pulled
from tests.deployment.conftest import Assess, releases

FOLDER = Path(__file__).parent / "defaults"
DEFAULTS = {
    "1.0": (["v1.1.0", "v1.2.0"], "k8s.gcr.io/pause:3.1"),
    "1.7": (["v1.7.0", "v1.7.24", "v2.0.0-beta.1", "v2.0.0-rc.0", "v2.0.0", "v2.0.1"], "registry.k8s.io/pause:3.8"),
    "2.0": (["v2.0.0-rc.0", "v2.0.0", "v2.0.1"], "registry.k8s.io/pause:3.10"),
    "2.1": (["v2.1.0", "v2.1.1"], "registry.k8s.io/pause:3.10"),
    "2.2": (["v2.2.1"], "registry.k8s.io/pause:3.10.1"),
}


@pytest.mark.parametrize(("name", "tag"), [(name, tag) for name, (tags, _) in DEFAULTS.items() for tag in tags])
def test_default_configuration_is_understood(name: str, tag: str, assessed: Assess) -> None:
    """Somebody who changed nothing is warned of settings that nobody set, or the image is read from the wrong place."""
    found = assessed({"node/etc/containerd/config.toml": (FOLDER / f"{name}.toml").read_bytes()}, tag, given=("node/etc/containerd/config.toml",), sysroot="node")  # fmt: skip
    (image,) = found.pulled
    assert (found.outcome, image.image, image.value.origin) == ("not-affected", DEFAULTS[name][1], "file")
    assert [note for note in found.notes if "there is no such file" not in note] == []
    assert all(way.settings[0].wrong == "" and not way.unseen for way in found.decided)


def test_default_image_is_that_of_the_release(assessed: Assess) -> None:
    """A node without a setting is told of a registry that it does not ask."""

    def image(tag: str) -> Pulled:
        return assessed({"config.toml": "version = 2\n"}, tag).pulled[0]

    assert {tag: image(tag).registry for tag in ("v1.6.0", "v1.7.0", "v2.0.0")} == {
        "v1.6.0": "k8s.gcr.io",
        "v1.7.0": "registry.k8s.io",
        "v2.0.0": "registry.k8s.io",
    }


@pytest.mark.parametrize("hosts_dir", [True, False])
def test_only_vulnerable_releases_hurt(hosts_dir: bool, assessed: Assess) -> None:
    """A release that is not vulnerable is called affected for its configuration, or the other way round."""
    path = "/etc/containerd/certs.d" if hosts_dir else ""
    sections = "".join(
        f"[plugins.'{plugin}'.registry]\nconfig_path = '{path}'\nconfigs.'r.example'.auth.username = 'robot'\n"
        for plugin in ("io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images")
    )
    text = (
        "version = 2\n[plugins.'io.containerd.grpc.v1.cri']\nsandbox_image = 'r.example/pause'\n"
        "[plugins.'io.containerd.cri.v1.images'.pinned_images]\nsandbox = 'r.example/pause'\n" + sections
    )
    affected = [tag for tag in releases() if assessed({"config.toml": text}, tag).outcome == "affected"]
    vulnerable = [tag for tag, one in releases().items() if one.verdict.value == "vulnerable"]
    assert affected == (vulnerable if hosts_dir else [])
    assert len(vulnerable) == 10
