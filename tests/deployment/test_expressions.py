"""Conditions under settings: what the text of a condition comes to, and what stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.deployment.configuration import Configuration
from analyzer.deployment.expressions import holds
from analyzer.deployment.settings import Settings
from analyzer.deployment.tables import Leaf, Table
from analyzer.places import Place
from analyzer.rules import Rule
from analyzer.rules.model import Setting
from analyzer.rules.patterns import field


def _settings(**values: object) -> Settings:
    rows = (
        Setting(field("config.Registry.ConfigPath"), ("path",), "string", ""),
        Setting(field("config.*.Local"), ("local",), "boolean", default=False),
        Setting(field("config.Registry.Roots"), ("roots",), "array"),
        Setting(field("config.Registry.Depth"), ("depth",), "integer", 3),
    )
    table: Table = {(name,): Leaf(value, Place("c.toml", 7), (name,)) for name, value in values.items()}
    return Settings(Rule("r", "t", "s", (), (), (), rows), "v1.0.0", Configuration(table))


PATH = "c.config.Registry.ConfigPath"
TABLE: list[tuple[str, dict[str, object], bool | None]] = [
    ("", {}, True),
    (f"len(filepath.SplitList({PATH})) > 0", {"path": "/a"}, True),
    (f"len(filepath.SplitList({PATH})) > 0", {"path": ""}, False),
    (f"len(filepath.SplitList({PATH})) > 0", {}, False),
    (f"len(filepath.SplitList({PATH})) > 1", {"path": "/a:/b"}, True),
    (f"len(filepath.SplitList({PATH})) <= 0", {"path": "/a"}, False),
    (f'{PATH} != ""', {"path": "/a"}, True),
    (f'"" == {PATH}', {"path": ""}, True),
    (f"len({PATH}) == 2", {"path": "é"}, True),
    (f'strings.HasPrefix({PATH}, "/etc")', {"path": "/etc/x"}, True),
    (f'strings.TrimSpace({PATH}) == ""', {"path": "  "}, True),
    (f'len(strings.Split({PATH}, ":")) >= 2', {"path": "a"}, False),
    (f'!strings.Contains({PATH}, "x")', {"path": "x"}, False),
    ("c.config.Local", {"local": True}, True),
    ("!c.config.Local", {}, True),
    ("(c.config.Local || true) && !false", {}, True),
    ("len(c.config.Registry.Roots) > 0", {"roots": ["/a"]}, True),
    ("c.config.Registry.Depth >= 3", {}, True),
    ("c.config.Registry.Depth >= 3", {"depth": 2}, False),
    # what is decided all the same
    (f'{PATH} != "" && c.hook(ctx)', {"path": ""}, False),
    (f'c.hook(ctx) && {PATH} != ""', {"path": ""}, False),
    (f'{PATH} == "" || c.hook(ctx)', {"path": ""}, True),
    # what is not
    (f'{PATH} != "" && c.hook(ctx)', {"path": "/a"}, None),
    (f'{PATH} == "" || c.hook(ctx)', {"path": "/a"}, None),
    ("c.hook(ctx)", {}, None),
    ("!c.hook(ctx)", {}, None),
    ('c.other.ConfigPath == ""', {"path": "/a"}, None),
    ('ConfigPath == ""', {"path": "/a"}, None),
    (f"{PATH} == nil", {}, None),
    (f"{PATH} == 3", {"path": "/a"}, None),
    ("c.config.Registry.Configs[host].Auth != nil", {}, None),
    ("len(c.config.Registry.Roots) > 0", {}, None),
    (f"len({PATH}, 1) > 0", {"path": "/a"}, None),
    (f"len(filepath.SplitList({PATH}...)) > 0", {"path": "/a"}, None),
    (f'strings.Repeat({PATH}, 3) == ""', {"path": "/a"}, None),
    (f'{PATH} == "\\x2f"', {"path": "/"}, None),
    (f"len(filepath.SplitList({PATH})) > 0", {"path": ["/a"]}, None),
    (f"len(filepath.SplitList({PATH})) > 0", {"path": 7}, None),
    (PATH, {"path": "/a"}, None),
    ("len(c.config. > 0", {}, None),
    ("true\nvar b = false", {}, None),
    ("func() bool { return true }()", {}, None),
    ("… && x", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "values", "wanted"), TABLE)
def test_condition_comes_to(condition: str, values: dict[str, object], wanted: bool | None) -> None:
    """A deployment is called affected or not by a condition that was misread."""
    answer = holds(condition, _settings(**values))
    assert answer.value is wanted
    assert answer.unseen if wanted is None else not answer.unseen


def test_lists_are_split_as_on_the_system_it_is_built_for() -> None:
    """A drive's colon on Windows makes two folders of one."""
    condition = f"len(filepath.SplitList({PATH})) > 1"
    assert holds(condition, _settings(path="C:/a"), "windows").value is False
    assert holds(condition, _settings(path="C:/a;D:/b"), "windows").value is True


def test_answer_names_the_setting_and_its_line() -> None:
    """Somebody is told that a setting decides, and not which, nor where it stands."""
    (setting,) = holds(f'{PATH} != ""', _settings(path="/a")).settings
    assert (setting.shown, str(setting.place)) == ('"/a"', "c.toml:7")


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    """A condition that is written in an unexpected way ends in a traceback."""
    answer = holds(text, _settings())
    assert answer.value in (True, False, None)
