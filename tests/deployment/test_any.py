"""Configurations of any shape have an answer, or one line that says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.deployment import Deployed, assess
from analyzer.errors import UsageError
from analyzer.findings import Build
from analyzer.report import render
from tests.deployment.conftest import releases, rule

_NAMES = (
    "version", "imports", "disabled_plugins", "plugins", "cri", "io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "registry",
    "config_path", "sandbox_image", "pinned_images", "sandbox", "configs", "auths", "auth", "mirrors", "endpoint", "headers", "Authorization",
    "r.example", "*", "", "https://u:p@r.example", "password", "username", "é\n",
)  # fmt: skip
_VALUES = st.one_of(
    st.booleans(), st.integers(-1, 5), st.floats(), st.text(max_size=3), st.lists(st.one_of(st.text(max_size=3), st.integers()), max_size=2),
    st.sampled_from(["r.example/pause", "/etc/x", ":", "other.toml", "https://u:p@m.example"]),
)  # fmt: skip
_TABLES = st.recursive(
    _VALUES, lambda inner: st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4), max_leaves=12
)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, float):
        return str(value) if value == value and abs(value) != float("inf") else "nan"  # noqa: PLR0124 - not a number
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    document=st.dictionaries(st.sampled_from(_NAMES), _TABLES, max_size=4),
    plugins=st.dictionaries(st.sampled_from(_NAMES[4:7]), _TABLES, max_size=2),
    tag=st.sampled_from(["v1.1.0", "v1.7.24", "v2.0.0-rc.0", "v2.0.0", "v2.3.0"]),
)
def test_any_configuration_has_an_answer(
    document: dict[str, Any], plugins: dict[str, Any], tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value of another kind than expected ends in a traceback on somebody's node."""
    monkeypatch.chdir(tmp_path)
    merged = document | {"plugins": plugins} if plugins else document
    Path("config.toml").write_text("".join(f"{json.dumps(name)} = {_toml(value)}\n" for name, value in merged.items()))
    Path("other.toml").write_text("version = 3\n")
    try:
        found = assess(Deployed(tag, tag, (Path("config.toml"),)), releases()[tag], [rule()], Build())
    except UsageError as error:
        assert "\n" not in str(error).strip() != ""  # noqa: PT017 - either of two outcomes is right
    else:
        assert found.outcome in ("affected", "not-affected", "unknown") and found.reasons
        assert "u:p@" not in render(found, "json")
