"""Nothing of a login is ever shown: not in any format, not in an error, whatever field it was put into."""

from __future__ import annotations

import pytest

from analyzer.deployment.configuration import Configuration
from analyzer.deployment.settings import settled
from analyzer.deployment.tables import Leaf, Table
from analyzer.errors import UsageError
from analyzer.places import Place
from analyzer.report import View, render
from analyzer.report.terminal import terminal
from tests.deployment.conftest import Assess

OLD, NEW = "plugins.'io.containerd.grpc.v1.cri'", "plugins.'io.containerd.cri.v1.images'"
CANARY = "canary-7f3a"
USERINFO = "https://canary-7f3a:canary-7f3a@"


def _config(table: str, version: int) -> str:
    return f"""\
version = {version}
[{table}.registry]
config_path = '/etc/containerd/certs.d:{USERINFO}x'
[{table}.registry.headers]
X-Token = ['{CANARY}']
Authorization = ['Basic {CANARY}']
[{table}.registry.mirrors.'docker.io']
endpoint = ['{USERINFO}m.example', '{CANARY}@n.example']
[{table}.registry.configs.'registry.corp.example'.auth]
username = '{CANARY}'
password = '{CANARY}'
auth = '{CANARY}'
identitytoken = '{CANARY}'
registrytoken = '{CANARY}'
[{table}.registry.configs.'{CANARY}@other.example'.auth]
password = '{CANARY}'
[{table}.registry.configs.'registry.corp.example'.tls]
key_file = '{CANARY}'
[{table}.registry.auths.'{USERINFO}auths.example']
password = '{CANARY}'
"""


HOSTS = f"""\
server = '{USERINFO}registry.corp.example'
[header]
Authorization = 'Basic {CANARY}'
[host.'{USERINFO}mirror.example']
client = '{CANARY}'
[host.'{USERINFO}mirror.example'.header]
X-Token = '{CANARY}'
Authorization = ['{CANARY}']
"""
IMAGES = {
    "an image": "registry.corp.example/pause:3.10",
    "an image with a login in it": f"{CANARY}:{CANARY}@registry.corp.example/pause",
    "an address": f"{USERINFO}registry.corp.example/pause",
}


@pytest.mark.parametrize("image", IMAGES)
@pytest.mark.parametrize("tag", ["v2.0.0", "v2.0.0-rc.0", "v2.0.1", "v1.7.24", "v1.1.0", "v2.3.0"])
@pytest.mark.parametrize(("table", "version"), [(OLD, 2), (NEW, 3), (OLD, 3), (OLD, 1), ("plugins.cri", 0), (NEW, 4)])
def test_no_credential_is_in_any_output(image: str, tag: str, table: str, version: int, assessed: Assess) -> None:
    """A bug report with this output gives a registry's password away."""
    text = _config(table, version)
    key = f"{NEW}.pinned_images.sandbox" if table is NEW else f"{table}.sandbox_image"
    text = text.replace(
        f"[{table}.registry]",
        f"[{key.rpartition('.')[0]}]\n{key.rpartition('.')[2]} = '{IMAGES[image]}'\n[{table}.registry]",
        1,
    )
    found = assessed(
        {"config.toml": text, "certs.d/registry.corp.example/hosts.toml": HOSTS, "certs.d/_default/hosts.toml": HOSTS},
        tag,
    )
    for shown in (render(found, "json"), render(found, "markdown"), terminal(found, View(full=True, detail=True))):
        assert CANARY not in shown
        assert "config.toml" in shown


BROKEN = {
    "no quote at the end": f"password = '{CANARY}\n",
    "no quotes": f"password = {CANARY}\n",
    "a key without value": f"{CANARY}\n",
    "the same key twice": f"'{CANARY}' = 1\n'{CANARY}' = 2\n",
    "the same key twice, inline": f"a = {{'{CANARY}' = 1, '{CANARY}' = 2}}\n",
    "the same table twice": f"['{CANARY}']\n['{CANARY}']\n",
    "a value for a table": f"{CANARY} = 1\n[{CANARY}.b]\n",
    "a wrong escape": f'a = "\\{CANARY}"\n',
    "a control character": f"a = '{CANARY}\x01'\n",
    "a wrong number": f"a = 0x{CANARY}\n",
    "not UTF-8": b"a = '" + CANARY.encode() + b"\xff'\n",
    "imports of another kind": f"imports = '{CANARY}'\n",
    "a version of another kind": f"version = '{CANARY}'\n",
}


WHERE = [(name, "config.toml") for name in BROKEN]
WHERE += [(name, "certs.d/_default/hosts.toml") for name in BROKEN if not name.endswith("of another kind")]


@pytest.mark.parametrize(("name", "file"), WHERE)
def test_no_credential_is_in_an_error(name: str, file: str, assessed: Assess) -> None:
    """The one line about a broken file has the password that stands in it, and ends up in a job's log."""
    config = f"version = 3\n{NEW}.registry.config_path = '/x'\n"
    with pytest.raises(UsageError) as refused:
        assessed({"config.toml": config} | {file: BROKEN[name]})
    assert CANARY not in str(refused.value) and str(refused.value).startswith(f"{file}:")
    assert refused.value.__cause__ is None or CANARY not in str(refused.value.__cause__)


def test_settings_that_a_rule_calls_secret_are_not_shown() -> None:
    """A fork's rule asks about a password, and every report of it has the password."""
    table: Table = {("a", "password"): Leaf(CANARY, Place("c.toml", 3), ("a", "password"))}
    told = settled(Configuration(table), ("a.password",), "", secret=True)
    assert told.value == CANARY and CANARY not in repr(told.told)
