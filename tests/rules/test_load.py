"""Rule files that are right: what they say is what the rule is."""

from __future__ import annotations

import contextlib
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from analyzer.rules import Pattern, Setting, Source, builtin_rules, load, load_folders, rule_schema
from analyzer.rules.lines import Lines
from analyzer.rules.patterns import NotAPattern, pattern
from tests.rules.test_mistakes import MISTAKES, RIGHT, rule

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "rule.schema.json"


def test_every_key_gets_into_the_rule(tmp_path: Path) -> None:
    """A row is read and has no effect."""
    text = 'repository = "https://example.com/a"\n' + RIGHT.replace(
        "[[sink]]",
        'type = "func( string )  error"\nomits = "Request.Auth"\n[[sink]]\nassigns = "a/b.C.D"\n[[sink]]',
    )
    text += '[[setting]]\nreads = "config.Config.Path"\nkey = ["a.b", "c.\'d.e\'"]\n'
    (loaded,) = load_folders([rule(tmp_path, text)])
    read = loaded.rule
    call = Pattern(("client",), ("Client", "Do"), "client.Client.Do")
    assert read.sources == (Source(call, "token", "func( string ) error", ("Request", "Auth")),)
    assert read.sinks[0].assigns == Pattern(("a", "b"), ("C", "D"), "a/b.C.D")
    assert read.settings == (
        Setting(Pattern(("config",), ("Config", "Path"), "config.Config.Path"), ("a.b", "c.'d.e'")),
    )
    assert read.harmless[0].name == "*" and read.repository == "https://example.com/a"


def test_rows_may_be_written_inline(tmp_path: Path) -> None:
    """TOML that means the same is refused, or its mistakes are told for the wrong line."""
    head, _, rest = RIGHT.partition("[[source]]")
    inline = (
        head + 'source = [\n  {call = "client.Client.Do", parameter = "token"},\n]\n' + rest[rest.index("[[sink]]") :]
    )
    assert (
        load_folders([rule(tmp_path, inline)])[0].rule.sources
        == load_folders([rule(tmp_path, RIGHT, "two")])[0].rule.sources
    )


def test_extension_adds_rows_and_changes_the_digest(tmp_path: Path) -> None:
    """A fork's own sinks are left out, or verdicts made without them are reused."""
    base = rule(tmp_path, RIGHT)
    more = rule(tmp_path, 'extends = "forgotten-token"\nharmless = "fmt.*"\n[[sink]]\nassigns = "a.B.C"\n', "more")
    (plain,) = load_folders([base])
    (extended,) = load_folders([more, base])
    assert extended.rule.id == "forgotten-token"
    assert len(extended.rule.sinks) == 2 and len(extended.rule.harmless) == 2
    assert extended.folders == (base, more)
    assert extended.rule.digest != plain.rule.digest


def test_digest_changes_with_what_decides_and_with_nothing_else(tmp_path: Path) -> None:
    """Cached verdicts of an older rule are shown; or a corrected typo in a title throws all of them away."""
    first = rule(tmp_path, RIGHT)
    (first / "help.md").write_text("# Help\n")
    words = rule(
        tmp_path, "# comment\n" + RIGHT.replace("a nil token", "another title").replace("left out", "lost"), "words"
    )
    rows = rule(tmp_path, RIGHT.replace("argument = 0", "argument = 1"), "rows")
    digests = [load_folders([folder])[0].rule.digest for folder in (first, words, rows)]
    assert digests[0] == digests[1] != digests[2]
    assert load_folders([first])[0].rule.help == "# Help\n"


def test_added_folder_joins_the_shipped_rules(tmp_path: Path) -> None:
    """`--rules` replaces the built-in rules, or finds only folders of folders."""
    one = rule(tmp_path, RIGHT)
    for directory in (tmp_path, one):
        loaded = load([directory])
        assert [(entry.rule.id, entry.builtin) for entry in loaded] == [
            ("forgotten-token", False),
            ("nil-pull-credentials", True),
        ]
    assert [entry.rule.id for entry in load([builtin_rules()])] == ["nil-pull-credentials"]


def test_published_schema_is_the_current_one() -> None:
    """An editor marks right rule files as wrong. Remake it with: niltrail schema rule > docs/schemas/rule.schema.json"""
    assert json.loads(SCHEMA.read_text()) == json.loads(json.dumps(rule_schema()))


def test_schema_knows_right_from_wrong() -> None:
    """An editor accepts files that niltrail refuses, or the reverse."""
    Draft202012Validator.check_schema(rule_schema())
    schema = Draft202012Validator(rule_schema())
    assert schema.is_valid(tomllib.loads(RIGHT))
    assert schema.is_valid(tomllib.loads('extends = "a"\n[[sink]]\nassigns = "a.B.C"\n'))
    structural = "unknown key|unknown table|missing key|missing rows|wrong type|argument is true|sink of two kinds|sink without argument"
    for name in structural.split("|"):
        old, new, _, _ = MISTAKES[name]
        assert not schema.is_valid(tomllib.loads(RIGHT.replace(old, new))), name


NAMES = {
    "docker.WithAuthCreds": (("docker",), ("WithAuthCreds",)),
    "docker/config.HostOptions.Credentials": (("docker", "config"), ("HostOptions", "Credentials")),
    "*.PullImage": (("*",), ("PullImage",)),
    "github.com/a/b.v2/c.F": (("github.com", "a", "b.v2", "c"), ("F",)),
    "a/*/c.T.*": (("a", "*", "c"), ("T", "*")),
    "pkg.größe": (("pkg",), ("größe",)),
}


@pytest.mark.parametrize(("text", "wanted"), NAMES.items())
def test_qualified_names(text: str, wanted: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """A rule looks for another function than it names."""
    found = pattern(text)
    assert (found.package, found.symbols, found.text) == (*wanted, text)


@given(st.text(max_size=20))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    """A strange name in a rule file ends in a traceback."""
    with contextlib.suppress(NotAPattern):
        assert pattern(text).text == text


def test_lines_of_everything_toml_can_write() -> None:
    """Mistakes are told for the wrong line in files that use more of TOML."""
    text = '''\
# [comment]
"a b" = """
[not.a.table]
x = 1"""
c.d = [ # ]
  1, { e = "}", f = [
    2] },

  3]
[t.u]
g = \'\'\'
'\'\'\'
[[r]]
h = 1
[[r]]
h = 'x # y' # z
[r.s]
i = 2024-01-01T00:00:00.5Z
'''
    tomllib.loads(text)
    lines = Lines(text)
    wanted = {
        ("a b",): 2, ("c", "d"): 5, ("c", "d", 0): 6, ("c", "d", 1, "e"): 6, ("c", "d", 1, "f"): 6, ("c", "d", 1, "f", 0): 7,
        ("c", "d", 2): 9, ("t", "u"): 10, ("t", "u", "g"): 11, ("r", 0, "h"): 14, ("r", 1): 15, ("r", 1, "h"): 16,
        ("r", 1, "s", "i"): 18, ("r", 1, "nothing"): 15, ("nothing",): 1,
    }  # fmt: skip
    assert {path: lines[path] for path in wanted} == wanted
