"""Versions as programs and packages state them, and image names."""

from __future__ import annotations

import pytest

from analyzer.deployment import stated
from analyzer.deployment.references import host_of, reference

COMMIT = "207ad711eabd375a01713109a8a197d197ff6542"
VERSIONS = {
    "2.0.0": ("2.0.0", ""),
    "v2.0.0": ("2.0.0", ""),
    "2.0.0-rc.3": ("2.0.0-rc.3", ""),
    f"containerd github.com/containerd/containerd/v2 v2.0.0 {COMMIT}": ("2.0.0", ""),
    "containerd github.com/containerd/containerd 1.7.12 ": ("1.7.12", ""),
    f"containerd containerd.io 1.7.24 {COMMIT}": ("1.7.24", ""),
    "1.7.24~ds1-6+b2": ("1.7.24", "~ds1-6+b2"),  # Debian
    "1.6.20~ds1-1+deb12u1": ("1.6.20", "~ds1-1+deb12u1"),
    "2.0.0+dfsg-1": ("2.0.0", "+dfsg-1"),
    "2.0.0~rc.1+ds1-1": ("2.0.0-rc.1", "+ds1-1"),
    "2.0.0~beta0-1": ("2.0.0-beta.0", "-1"),
    "1.7.12-0ubuntu2~22.04.1": ("1.7.12", "-0ubuntu2~22.04.1"),  # Ubuntu
    "1.7.24-1": ("1.7.24", "-1"),  # Docker
    "containerd.io 2.0.0-1": ("2.0.0", "-1"),
    "containerd.io 2.0.0-1~ubuntu.22.04~jammy": ("2.0.0", "-1~ubuntu.22.04~jammy"),
    "2.0.0-1.azl3": ("2.0.0", "-1.azl3"),  # Azure Linux
    "containerd2-2.0.0-1.azl3.x86_64": ("2.0.0", "-1.azl3.x86_64"),
    "1:2.0.0-3.el9": ("2.0.0", "-3.el9"),  # RPM with an epoch
    "containerd-2.0.0~rc.5-1.fc42": ("2.0.0-rc.5", "-1.fc42"),
    "2.0.0-0.1.rc1.fc41": ("2.0.0-rc.1", ".fc41"),
    "containerd-1.7.27-1.amzn2023.0.2.x86_64": ("1.7.27", "-1.amzn2023.0.2.x86_64"),  # Amazon Linux
    "containerd-2.0.0-r0": ("2.0.0", "-r0"),  # Alpine
    "2.0.0_rc5-r0": ("2.0.0-rc.5", "-r0"),
    "v2.0.0-k3s1": ("2.0.0", "-k3s1"),
    "v2.0.0-15-g0123abc.m": ("2.0.0", "-15-g0123abc.m"),
    "2.0.0+unknown": ("2.0.0", "+unknown"),
    "v2.0.0-rc.6-dirty": ("2.0.0-rc.6", "-dirty"),
    "1.7.20+azure-1.cm2": ("1.7.20", "+azure-1.cm2"),
    "1.6.26-hotfix.20240202": ("1.6.26", "-hotfix.20240202"),
    "containerd-2.0-2.0.0-1.br1.x86_64": ("2.0.0", "-1.br1.x86_64"),  # a package that has the line in its name
    "ii  containerd  1.7.24~ds1-6+b2  amd64  runtime": ("1.7.24", "~ds1-6+b2"),
    "containerd://2.0.0": ("2.0.0", ""),  # Kubernetes
    "containerd://1.7.24-k3s1": ("1.7.24", "-k3s1"),
    "node-1 Ready <none> v1.31.2 10.0.0.1 Linux 6.8.0-48-generic containerd://2.0.0-rc.6": ("2.0.0-rc.6", ""),
    "Client:\n Version: v1.7.24\nServer:\n Version: v2.0.0\n": ("2.0.0", ""),  # ctr version
}


@pytest.mark.parametrize("text", VERSIONS)
def test_version_is_read_as_the_release_it_is_made_from(text: str) -> None:
    """A package's verdict is that of another release, or its revision is taken for a candidate's number."""
    found = stated(text)
    assert found is not None and (found.release, found.packaged) == VERSIONS[text]


def test_commit_beside_the_version_is_read() -> None:
    """A build of one's own that calls itself 2.0.0 passes for the release."""
    found = stated(f"containerd github.com/containerd/containerd/v2 v2.0.0 {COMMIT}")
    assert found is not None and found.commit == COMMIT


@pytest.mark.parametrize("text", ["", " ", "latest", "2", "x2.0.0", "containerd", "2.0.0x", COMMIT, "\x1b[2J", "٢.٠.٠"])
def test_anything_else_is_no_version(text: str) -> None:
    """A verdict is given for a release that nobody named."""
    assert stated(text) is None


DIGEST = "sha256:" + "0" * 64
REFERENCES = {
    "registry.k8s.io/pause:3.10": ("registry.k8s.io", "registry.k8s.io/pause:3.10"),
    "pause": ("docker.io", "docker.io/library/pause"),
    "pause:3": ("docker.io", "docker.io/library/pause:3"),
    "corp/pause": ("docker.io", "docker.io/corp/pause"),
    "docker.io/pause": ("docker.io", "docker.io/library/pause"),
    "index.docker.io/corp/pause": ("docker.io", "docker.io/corp/pause"),
    "localhost/pause": ("localhost", "localhost/pause"),
    "localhost:5000/pause:3": ("localhost:5000", "localhost:5000/pause:3"),
    "reg:5000/pause": ("reg:5000", "reg:5000/pause"),
    "10.0.0.1/pause": ("10.0.0.1", "10.0.0.1/pause"),
    "[2001:db8::1]:5000/pause": ("[2001:db8::1]:5000", "[2001:db8::1]:5000/pause"),
    f"r.example/a/b@{DIGEST}": ("r.example", f"r.example/a/b@{DIGEST}"),
    f"r.example/a/b:1@{DIGEST}": ("r.example", f"r.example/a/b:1@{DIGEST}"),
}


@pytest.mark.parametrize("text", REFERENCES)
def test_image_is_pulled_from(text: str) -> None:
    """Logins of another registry than the image's are looked at."""
    assert reference(text) == REFERENCES[text]


@pytest.mark.parametrize(
    "text",
    ["", "/", "A", "r.example/", "https://r.example/a", "u:p@r.example/a", "a b", "r.example/A", "-/a", "a@sha256:1"],
)
def test_anything_else_is_no_image(text: str) -> None:
    """Something with a password in it is shown as an image's name."""
    assert reference(text) is None


HOSTS = {
    "r.example": "r.example",
    "r.example:5000": "r.example:5000",
    "https://r.example/v2?x": "r.example",
    "http://u:p@r.example:5000": "r.example:5000",
    "u:p@r.example": "r.example",
    "https://u:p/@x": "",
    "https://": "",
    "a b": "",
}


@pytest.mark.parametrize("text", HOSTS)
def test_host_of_an_address(text: str) -> None:
    """A login is looked up under a name with a scheme or a password in it."""
    assert host_of(text) == HOSTS[text]
