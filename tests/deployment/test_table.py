"""Deployments with what is true of them: a release hurts where its configuration sends it past the login that is configured."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from analyzer.errors import UsageError
from tests.deployment.conftest import Assess

OLD = "plugins.'io.containerd.grpc.v1.cri'"
NEW = "plugins.'io.containerd.cri.v1.images'"
LOGIN = "auth.username = 'robot'\nauth.password = 'secret'"


def two(
    *,
    path: str = "'/etc/containerd/certs.d'",
    image: str = "registry.corp.example/pause:3.10",
    host: str = "registry.corp.example",
) -> str:
    """A file of version 2, with a hosts directory, a private sandbox image and a login."""
    lines = ["version = 2", f"[{OLD}]", f"sandbox_image = '{image}'" if image else ""]
    lines += [f"[{OLD}.registry]", f"config_path = {path}" if path else ""]
    return "\n".join([*lines, f"[{OLD}.registry.configs.'{host}']\n{LOGIN}\n" if host else ""])


def three(
    *,
    path: str = "'/etc/containerd/certs.d'",
    image: str = "registry.corp.example/pause:3.10",
    host: str = "registry.corp.example",
) -> str:
    """The same in version 3."""
    lines = ["version = 3", f"[{NEW}.pinned_images]", f"sandbox = '{image}'" if image else ""]
    lines += [f"[{NEW}.registry]", f"config_path = {path}" if path else ""]
    return "\n".join([*lines, f"[{NEW}.registry.configs.'{host}']\n{LOGIN}\n" if host else ""])


@dataclass(frozen=True)
class Case:
    """Files, and what must come out: the outcome, the registry, whether a login is lost, and words of the reasons or notes."""

    files: dict[str, str | bytes]
    outcome: str
    lost: str
    says: str
    registry: str = "registry.corp.example"
    tag: str = "v2.0.0"
    given: tuple[str, ...] = ("config.toml",)
    sysroot: str = ""


CASES = {
    # the three conditions of the original report: together, and each one missing
    "private image, hosts directory, 2.0.0": Case({"config.toml": two()}, "affected", "yes", 'config_path is "/etc/containerd/certs.d" at config.toml:5'),
    "the same in version 3": Case({"config.toml": three()}, "affected", "yes", "login for registry.corp.example at config.toml:7"),
    "no hosts directory": Case({"config.toml": two(path="")}, "not-affected", "no", 'no file sets config_path, which is "" by default'),
    "public image": Case({"config.toml": two(image=""), "certs.d/x": ""}, "not-affected", "no", "no login is configured for registry.k8s.io", "registry.k8s.io"),
    "2.0.1": Case({"config.toml": two()}, "not-affected", "no", "v2.0.1 is mitigated", tag="v2.0.1"),
    "1.7.24": Case({"config.toml": two()}, "not-affected", "no", "v1.7.24 is mitigated", tag="v1.7.24"),
    "2.0.0-rc.3": Case({"config.toml": two()}, "affected", "yes", "config_path", tag="v2.0.0-rc.3"),
    "2.0.0-beta.1": Case({"config.toml": three()}, "affected", "yes", "config_path", tag="v2.0.0-beta.1"),
    # the value
    "empty config_path": Case({"config.toml": two(path='""')}, "not-affected", "no", 'config_path is "" at config.toml:5'),
    "several folders": Case({"config.toml": three(path="'/etc/a:/etc/b'")}, "affected", "yes", '"/etc/a:/etc/b"'),
    "only a colon": Case({"config.toml": three(path="':'")}, "affected", "yes", "config_path"),
    "a list": Case({"config.toml": three(path="['/etc/containerd/certs.d']")}, "unknown", "yes", "config_path at config.toml:5: it must be a string"),
    "a number": Case({"config.toml": three(path="5")}, "unknown", "yes", "it must be a string"),
    "a table": Case({"config.toml": "version = 3\n" + f"[{NEW}.registry.config_path]\na = 1\n"}, "not-affected", "no", "no login", "registry.k8s.io"),
    "other capitals": Case({"config.toml": three(path="Q").replace("config_path = Q", "Config_Path = '/x'")}, "affected", "yes", "Config_Path is"),
    # versions and names of plugins
    "version 1 is too old for 2.0": Case(
        {"config.toml": two().replace("version = 2\n", "").replace(OLD, "plugins.cri")}, "not-affected", "no",
        "plugins.cri.registry at config.toml:4 is not read by this release", "registry.k8s.io",
    ),
    "version 1 in its time": Case({"config.toml": two().replace("version = 2\n", "").replace(OLD, "plugins.cri")}, "not-affected", "no", "safe", tag="v1.1.0"),
    "version 1 stated, read by a candidate": Case({"config.toml": two().replace("version = 2", "version = 1").replace(OLD, "plugins.cri")}, "affected", "yes", "config_path", tag="v2.0.0-rc.0"),
    "old names in version 3": Case({"config.toml": two().replace("version = 2", "version = 3")}, "not-affected", "no", "is not read by this release", "registry.k8s.io"),
    "new names in version 2": Case({"config.toml": three().replace("version = 3", "version = 2")}, "affected", "yes", "config_path"),
    "both names in version 2: the old one wins": Case({"config.toml": two(path="''") + f"[{NEW}.registry]\nconfig_path = '/etc/containerd/certs.d'\n"}, "not-affected", "no", 'config_path is "" at config.toml:5'),
    "both names in version 3: the new one counts": Case({"config.toml": three() + f"[{OLD}.registry]\nconfig_path = ''\n"}, "affected", "yes", "config.toml:5"),
    "a version from the future": Case({"config.toml": three().replace("version = 3", "version = 4")}, "unknown", "yes", "the files are of version 4"),
    # imports
    "drop-in sets it": Case(
        {"config.toml": "imports = ['conf.d/*.toml']\n" + two(path=""), "conf.d/10.toml": f"version = 2\n[{OLD}.registry]\nconfig_path = '/etc/certs.d'\n"},
        "affected", "yes", "conf.d/10.toml:3",
    ),
    "drop-in empties it": Case(
        {"config.toml": "imports = ['conf.d/*.toml']\n" + three(), "conf.d/10.toml": f"version = 3\n[{NEW}.registry]\nconfig_path = ''\n"},
        "not-affected", "no", 'config_path is "" at conf.d/10.toml:3',
    ),
    "the last drop-in wins": Case(
        {"config.toml": "imports = ['*.d/*.toml']\n" + three(), "conf.d/9.toml": f"version = 3\n{NEW}.registry.config_path = '/nine'\n",
         "conf.d/10.toml": f"version = 3\n{NEW}.registry.config_path = '/ten'\n"},
        "affected", "yes", '"/nine" at conf.d/9.toml:2',
    ),
    "a hidden drop-in counts": Case(
        {"config.toml": "imports = ['conf.d/*']\n" + three(path=""), "conf.d/.a": f"version = 3\n{NEW}.registry.config_path = '/x'\n"},
        "affected", "yes", "conf.d/.a:2",
    ),
    "imports in a circle": Case({"config.toml": "imports = ['b.toml']\n" + three(), "b.toml": "version = 3\nimports = ['config.toml', 'b.toml']\n"}, "affected", "yes", "config_path"),
    "imports of imports": Case(
        {"config.toml": "imports = ['d/a.toml']\n" + three(path=""), "d/a.toml": "version = 3\nimports = ['b.toml']\n", "d/b.toml": f"version = 3\n{NEW}.registry.config_path = '/x'\n"},
        "affected", "yes", "d/b.toml:2",
    ),
    "a pattern that names nothing": Case({"config.toml": "imports = ['conf.d/*.toml']\n" + three()}, "affected", "yes", "there is no such file"),
    "absolute imports of another machine": Case({"config.toml": "imports = ['/etc-of-node/conf.d/*.toml']\n" + three(path="")}, "unknown", "yes", "--sysroot"),
    "a login may stand in what was not looked for": Case({"config.toml": "imports = ['/etc-of-node/a.toml']\n" + three(host=""), "certs.d/x": ""}, "unknown", "no", "--sysroot"),
    "absolute imports in a copy of the node": Case(
        {"node/etc/c/config.toml": "imports = ['/etc/c/conf.d/*.toml']\n" + three(path=""), "node/etc/c/conf.d/a.toml": f"version = 3\n{NEW}.registry.config_path = '/x'\n"},
        "affected", "yes", "/etc/c/conf.d/a.toml:2", given=("node/etc/c/config.toml",), sysroot="node",
    ),
    "a candidate replaces whole sections": Case(
        {"config.toml": "imports = ['b.toml']\n" + three(), "b.toml": f"version = 3\n{NEW}.snapshotter = 'native'\n"},
        "not-affected", "no", "no file sets config_path", "registry.k8s.io", tag="v2.0.0-rc.0",
    ),
    "the release merges them": Case({"config.toml": "imports = ['b.toml']\n" + three(), "b.toml": f"version = 3\n{NEW}.snapshotter = 'native'\n"}, "affected", "yes", "config_path"),
    "a drop-in of version 3 takes the migration away": Case(
        {"config.toml": "imports = ['b.toml']\n" + two(), "b.toml": f"version = 3\n{NEW}.snapshotter = 'native'\n"},
        "not-affected", "no", "is not read by this release", "registry.k8s.io",
    ),
    "two files given": Case({"config.toml": three(path=""), "late.toml": f"version = 3\n{NEW}.registry.config_path = '/x'\n"}, "affected", "yes", "late.toml:2", given=("config.toml", "late.toml")),
    # the image
    "image with a digest": Case({"config.toml": three(image="registry.corp.example/pause@sha256:" + "a" * 64)}, "affected", "yes", "@sha256"),
    "image without a registry": Case({"config.toml": three(image="pause:3.10", host="registry-1.docker.io")}, "affected", "yes", "docker.io/library/pause:3.10", "docker.io"),
    "a login for the name, not the host, of Docker Hub": Case({"config.toml": three(image="corp/pause", host="docker.io"), "certs.d/x": ""}, "not-affected", "no", "no login is configured for registry-1.docker.io", "docker.io"),
    "registry with a port": Case({"config.toml": three(image="reg.example:5000/pause", host="reg.example:5000")}, "affected", "yes", "reg.example:5000 is asked anonymously", "reg.example:5000"),
    "the port counts": Case({"config.toml": three(image="reg.example:5000/pause", host="reg.example"), "certs.d/x": ""}, "not-affected", "no", "no login is configured for reg.example:5000", "reg.example:5000"),
    "localhost": Case({"config.toml": three(image="localhost/pause", host="localhost")}, "affected", "yes", "localhost/pause", "localhost"),
    "no image's name": Case({"config.toml": three(image="not an image")}, "unknown", "unknown", "it is no image's name", ""),
    # logins
    "login for another host, hosts not known": Case({"config.toml": three(host="other.example")}, "unknown", "unknown", "give it with --hosts-dir"),
    "login for another host": Case({"config.toml": three(host="other.example"), "certs.d/x": ""}, "not-affected", "no", "nothing is lost"),
    "empty login": Case({"config.toml": three(host="") + f"[{NEW}.registry.configs.'registry.corp.example'.auth]\nusername = ''\npassword = ''\n"}, "not-affected", "no", "nothing is lost"),
    "login for something that is no host": Case({"config.toml": three(host="a b"), "certs.d/x": ""}, "not-affected", "no", "nothing is lost"),
    "token alone": Case({"config.toml": three(host="") + f"[{NEW}.registry.configs.'registry.corp.example'.auth]\nidentitytoken = 'x'\n"}, "affected", "yes", "config.toml:7"),
    "auths by URL": Case({"config.toml": two(host="") + f"[{OLD}.registry.auths.'https://registry.corp.example']\nauth = 'eA=='\n"}, "affected", "yes", "config.toml:7"),
    "header for all registries": Case({"config.toml": three(host="") + f"[{NEW}.registry.headers]\nAuthorization = ['Basic eA==']\n"}, "not-affected", "no", "in a header from config.toml:7"),
    "header and login: a token is only for the login": Case({"config.toml": three() + f"[{NEW}.registry.headers]\nAuthorization = ['Basic eA==']\n"}, "unknown", "unknown", "but not the one at config.toml:7"),
    "pull secrets do not help": Case({"config.toml": three(host=""), "certs.d/x": ""}, "not-affected", "no", "pull secrets and the kubelet's credential providers are never used"),
    "a login under a URL is looked up by nobody": Case({"config.toml": three(host="https://registry.corp.example")}, "not-affected", "no", "no login is configured for registry.corp.example"),
    # folders of registries
    "login in the registry's header": Case(
        {"config.toml": three(host=""), "certs.d/registry.corp.example/hosts.toml": "[host.'https://registry.corp.example'.header]\nAuthorization = 'Basic eA=='\n"},
        "not-affected", "no", "certs.d/registry.corp.example/hosts.toml:2",
    ),
    "a mirror of which nothing is said but its address": Case(
        {"config.toml": three(host="mirror.example"), "certs.d/registry.corp.example/hosts.toml": "[host.'https://mirror.example']\n"},
        "affected", "yes", "the login for mirror.example",
    ),
    "a folder name that is empty": Case({"config.toml": three(path="':'", host="other.example")}, "unknown", "unknown", "the program's working folder was not looked at"),
    "a mirror that needs the login": Case(
        {"config.toml": three(host="mirror.example:5000"), "certs.d/_default/hosts.toml": "[host.'https://mirror.example:5000']\ncapabilities = ['pull']\n"},
        "affected", "yes", "the login for mirror.example:5000",
    ),
    "a mirror only for pushing": Case(
        {"config.toml": three(host="mirror.example:5000"), "certs.d/_default/hosts.toml": "[host.'https://mirror.example:5000']\ncapabilities = ['push']\n"},
        "not-affected", "no", "nothing is lost",
    ),
    "another server": Case(
        {"config.toml": three(host="real.example"), "certs.d/registry.corp.example/hosts.toml": "server = 'https://real.example/v2'\n"},
        "affected", "yes", "the login for real.example",
    ),
    "folder with a port": Case(
        {"config.toml": three(image="reg.example:5000/pause", host="real.example"), "certs.d/reg.example_5000_/hosts.toml": "server = 'real.example'\n"},
        "affected", "yes", "the login for real.example", "reg.example:5000",
    ),
    # what keeps it from running
    "CRI disabled": Case({"config.toml": "disabled_plugins = ['io.containerd.grpc.v1.cri']\n" + two()}, "not-affected", "no", "io.containerd.grpc.v1.cri is disabled at config.toml:1"),
    "CRI disabled in a drop-in": Case({"config.toml": "imports = ['b.toml']\n" + two(), "b.toml": "version = 2\ndisabled_plugins = ['io.containerd.grpc.v1.cri']\n"}, "not-affected", "no", "b.toml:2"),
    "CRI disabled, and more in a drop-in": Case({"config.toml": "imports = ['b.toml']\ndisabled_plugins = ['io.containerd.grpc.v1.cri']\n" + two(), "b.toml": "version = 2\ndisabled_plugins = ['io.containerd.x.v1.y']\n"}, "not-affected", "no", "is disabled at b.toml:2"),
    "something else disabled": Case({"config.toml": "disabled_plugins = ['io.containerd.snapshotter.v1.zfs']\n" + two()}, "affected", "yes", "config_path"),
    "mirrors beside config_path": Case({"config.toml": two() + f"[{OLD}.registry.mirrors.'docker.io']\nendpoint = ['https://m.example']\n"}, "unknown", "yes", "does not run with this configuration: mirrors"),
    "mirrors alone": Case({"config.toml": two(path="") + f"[{OLD}.registry.mirrors.'registry.corp.example']\nendpoint = ['https://u:p@m.example']\n"}, "not-affected", "no", "does not hold"),
    # bytes
    "byte order mark": Case({"config.toml": b"\xef\xbb\xbf" + three().encode()}, "affected", "yes", "config.toml:5"),
    "CRLF": Case({"config.toml": three().replace("\n", "\r\n")}, "affected", "yes", "config.toml:5"),
    "an empty file": Case({"config.toml": ""}, "not-affected", "no", "no file sets config_path", "registry.k8s.io"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_deployment_is_assessed_as_it_is(name: str, assessed: Assess) -> None:
    """A node that is hurt is told it is not, or an administrator updates in a hurry for nothing."""
    case = CASES[name]
    found = assessed(case.files, case.tag, given=case.given, sysroot=case.sysroot)
    said = "\n".join((*found.reasons, *found.notes))
    (image,) = found.pulled
    assert (found.outcome, image.lost, image.registry) == (case.outcome, case.lost, case.registry), said
    assert case.says in said


MISTAKES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "no such file": ({}, "config.toml cannot be read: there is no such file"),
    "a folder": ({"config.toml/x": ""}, "config.toml cannot be read: it is no file"),
    "no TOML": ({"config.toml": "version = 2\nplugins = [[[\n"}, "config.toml:2: not TOML"),
    "the same key twice": ({"config.toml": "a = 1\na = 2\n"}, "config.toml:2: not TOML"),
    "not UTF-8": ({"config.toml": b"a = 1\nb = '\xff'\n"}, "config.toml:2: not UTF-8"),
    "UTF-16": ({"config.toml": "a = 1\n".encode("utf-16")}, "config.toml:1: not UTF-8"),
    "nested too deeply": ({"config.toml": "a = " + "[" * 5000}, "config.toml"),
    "version in words": ({"config.toml": "version = 'two'\n"}, "config.toml:1: 'version' must be the number"),
    "imports that are no list": ({"config.toml": "imports = 'a.toml'\n"}, "config.toml:1: 'imports' must be an array of file names"),
    "an import that is not there": ({"config.toml": "\nimports = ['a.toml']\n"}, "config.toml:2: imports a.toml, which is not there"),
    "a broken import": ({"config.toml": "imports = ['a.toml']\n", "a.toml": "\n\nx"}, "a.toml:3: not TOML"),
    "a broken file of a registry": (
        {"config.toml": three(), "certs.d/registry.corp.example/hosts.toml": "server = \n"}, "certs.d/registry.corp.example/hosts.toml:1: not TOML",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_what_cannot_be_read_is_told_with_its_line(name: str, assessed: Assess) -> None:
    """A node with a broken configuration gets a green light, or a traceback."""
    files, said = MISTAKES[name]
    with pytest.raises(UsageError) as refused:
        assessed(files)
    assert str(refused.value).startswith(said) and "\n" not in str(refused.value)
