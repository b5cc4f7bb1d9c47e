"""Everything that can be wrong in a rule file, each with its line, all of a file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import RuleError, UsageError
from analyzer.rules import load, load_folders
from analyzer.rules.rows import ROWS

RIGHT = """\
id = "forgotten-token"
title = "a nil token"
summary = "A token is left out."
harmless = ["log.*"]
[[source]]
call = "client.Client.Do"
parameter = "token"
[[sink]]
call = "http.Send"
argument = 0
[[fallback]]
reads = "config.Config.Token"
"""

# name: what is replaced in the right file, by what; then line and text of the one mistake
MISTAKES: dict[str, tuple[str, str, int, str]] = {
    "unknown key": ('title = "', 'titel = "', 2, "unknown key 'titel'; did you mean 'title'?"),
    "unknown key far from any": ('title = "', 'xyz = "', 2, "unknown key 'xyz'; known are id, title"),
    "unknown table": ("[[fallback]]", "[[fallbacks]]", 11, "unknown key 'fallbacks'; did you mean 'fallback'?"),
    "unknown key in a row": ("parameter =", "paramater =", 7, "unknown key 'paramater' in [[source]]; did you mean 'parameter'?"),
    "missing key": ('title = "a nil token"\n', "", 1, "no 'title'"),
    "missing key in a row": ('call = "client.Client.Do"\n', "", 5, "no 'call' in [[source]]"),
    "missing rows": ('[[fallback]]\nreads = "config.Config.Token"\n', "", 1, "no [[fallback]]: a rule needs at least one"),
    "a table for rows": ("[[fallback]]", "[fallback]", 11, "'fallback' must be rows, each beginning with [[fallback]]"),
    "id": ('"forgotten-token"', '"Forgotten Token"', 1, "'id' must be lower-case words joined by '-'"),
    "wrong type": ('"a nil token"', "3", 2, "'title' must be a string, not an integer"),
    "empty text": ('"A token is left out."', '""', 3, "'summary' is empty"),
    "two lines": ('"a nil token"', '"a\\nnil"', 2, "'title' must be one line"),
    "array element": ('["log.*"]', '[\n  "log.*",\n  "log",\n]', 6, "'harmless': 'log' has no package"),
    "empty array": ('["log.*"]', "[]", 4, "'harmless' is empty"),
    "parentheses": ('"client.Client.Do"', '"client.(*Client).Do"', 6, "name a method by its type alone: pkg.Type.Method"),
    "type parameters": ('"client.Client.Do"', '"client.Map[K].Do"', 6, "has type parameters; leave them out"),
    "too many names": ('"client.Client.Do"', '"client.A.B.Do"', 6, "has 3 names after its package"),
    "no Go name": ('"client.Client.Do"', '"client.Client.D-o"', 6, "'D-o' in 'client.Client.D-o' is no Go name"),
    "no package path": ('"client.Client.Do"', '"a b/client.Do"', 6, "has no valid package path"),
    "any function": ('"client.Client.Do"', '"client.*"', 6, "does not say which function"),
    "no field": ('"config.Config.Token"', '"config.Token"', 12, "is no field; write package.Struct.Field"),
    "parameter": ('"token"', '"a token"', 7, "'parameter' in [[source]] must be a Go name"),
    "argument's name": ("argument = 0", 'argument = "token"', 10, "a name goes into 'parameter'"),
    "argument is true": ("argument = 0", "argument = true", 10, "not true or false"),
    "argument below 0": ("argument = 0", "argument = -1", 10, "counted from 0, not -1"),
    "sink of two kinds": ("argument = 0", 'argument = 0\nassigns = "a.B.C"', 8, "needs either 'assigns' or 'call'"),
    "sink without argument": ("argument = 0\n", "", 8, "needs either 'argument' or 'parameter'"),
    "sink that assigns an argument": ('call = "http.Send"', 'assigns = "a.B.C"', 8, "'argument' goes with 'call', not with 'assigns'"),
    "type": ('parameter = "token"', 'parameter = "token"\ntype = "func(("', 8, "the brackets of 'func((' do not match"),
    "omits": ('parameter = "token"', 'parameter = "token"\nomits = "Auth"', 8, "must be Struct.Field, not 'Auth'"),
    "repository": ('id = "', 'repository = "github.com/a/b"\nid = "', 1, "must be the repository's https, ssh, git or file URL"),
    "setting's key": ("[[fallback]]", '[[setting]]\nreads = "a.B.C"\nkey = "a..b"\n[[fallback]]', 13, "must be a dotted TOML key"),
    "releases": ("[[fallback]]", '[[setting]]\nreads = "a.B.C"\nkey = "a"\nreleases = "2.x"\n[[fallback]]', 14, "must be comparisons of versions such as '>=2.0, <2.2', not '2.x'"),
    "default of another kind": ("[[fallback]]", '[[setting]]\nreads = "a.B.C"\nkey = "a"\ndefault = 3\n[[fallback]]', 11, "'default' in [[setting]] is an integer, and its kind is string"),
    "default of no kind": ("[[fallback]]", '[[setting]]\nreads = "a.B.C"\nkey = "a"\ndefault = 1.5\n[[fallback]]', 14, "not a number"),
    "kind": ("[[fallback]]", '[[setting]]\nreads = "a.B.C"\nkey = "a"\nkind = "text"\n[[fallback]]', 14, "must be 'string' or 'boolean'"),
    "secret": ("[[fallback]]", '[[setting]]\nreads = "a.B.C"\nkey = "a"\nsecret = "yes"\n[[fallback]]', 14, "must be true or false, not a string"),
    "mirror without a host": ("[[fallback]]", '[[mirror]]\nkey = "a.b"\n[[fallback]]', 12, "must have one name '*'"),
    "version of the format": ("[[fallback]]", "[[migration]]\nkey = 'a'\nto = 'b'\nbelow = '2'\n[[fallback]]", 14, "must be a version of the file format"),
    "migration without a version": ("[[fallback]]", "[[migration]]\nkey = 'a'\nto = 'b'\n[[fallback]]", 11, "no 'below' in [[migration]]"),
    "how it migrates": ("[[fallback]]", "[[configuration]]\nmigrates = 'all'\n[[fallback]]", 12, "must be 'each' or 'last'"),
    "not TOML": ('title = "', "title = ", 2, "not TOML: "),
    "cut off": ('reads = "config.Config.Token"\n', 'reads = ["a.B.C",', 12, "not TOML: "),
    "twice": ('title = "', 'id = "again"\ntitle = "', 2, "not TOML: "),
}  # fmt: skip


def rule(folder: Path, text: str, name: str = "one") -> Path:
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "rule.toml").write_text(text, encoding="utf-8")
    return folder / name


def mistakes(*folders: Path) -> list[str]:
    with pytest.raises(RuleError) as refused:
        load_folders(folders)
    return str(refused.value).splitlines()


@pytest.mark.parametrize(("old", "new", "line", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    """Somebody who writes a rule searches for what is wrong, or the rule is silently another one."""
    assert RIGHT.count(old) == 1
    folder = rule(tmp_path, RIGHT.replace(old, new))
    (told,) = [mistake for mistake in mistakes(folder) if said in mistake]
    assert told.startswith(f"{folder}/rule.toml:{line}: ")


def test_right_file_has_no_mistake(tmp_path: Path) -> None:
    """The table above proves nothing if the file it starts from is wrong."""
    (loaded,) = load_folders([rule(tmp_path, RIGHT)])
    assert loaded.rule.sinks[0].argument == 0
    assert loaded.rule.fallbacks[0].reads[0].symbols == ("Config", "Token")


def test_all_mistakes_of_all_files_come_together_by_line(tmp_path: Path) -> None:
    """One run for each mistake."""
    spoiled = RIGHT.replace("title", "titel").replace('"token"', "3").replace("argument = 0", "argument = 9999")
    told = mistakes(rule(tmp_path, spoiled), rule(tmp_path, "id = 3", "two"))
    lines = [int(mistake.split(":")[1]) for mistake in told if "/one/" in mistake]
    assert len(lines) == 4 and lines == sorted(lines)
    assert len([mistake for mistake in told if "/two/" in mistake]) == 6


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'id = "\xff"', ":1: not UTF-8"),
        (b"\n\n\xff", ":3: not UTF-8"),
        (b"a = " + b"[" * 5000, ":1: not a rule: its values are nested too deeply"),
        (b"#" * (1 << 20) + b"\n", ":1: not a rule: larger than 1 MiB"),
        (b"", ":1: no 'id'"),
    ],
    ids=["encoding", "encoding further down", "deep", "huge", "empty"],
)  # fmt: skip
def test_file_that_is_no_rule_at_all(tmp_path: Path, raw: bytes, said: str) -> None:
    """A wrong file ends in a traceback."""
    folder = rule(tmp_path, "")
    (folder / "rule.toml").write_bytes(raw)
    assert any(f"rule.toml{said}" in mistake for mistake in mistakes(folder))


def test_same_id_in_two_folders(tmp_path: Path) -> None:
    """Two rules of one name: findings of one count as the other's."""
    one, two = rule(tmp_path, RIGHT), rule(tmp_path, "# copied\n" + RIGHT, "two")
    (told,) = mistakes(one, two)
    assert told.startswith(f"{two}/rule.toml:2: rule 'forgotten-token' is there already, in {one}")


def test_extension_of_a_rule_that_is_not_there(tmp_path: Path) -> None:
    """A misspelt name, and the fork's rows are silently left out."""
    more = rule(tmp_path, 'extends = "forgoten-token"\n[[sink]]\nassigns = "a.B.C"\n', "more")
    (told,) = mistakes(rule(tmp_path, RIGHT), more)
    assert told == f"{more}/rule.toml:1: no rule 'forgoten-token' to extend; did you mean 'forgotten-token'?"


def test_extension_has_rows_and_nothing_else(tmp_path: Path) -> None:
    """A title in an extension looks as if it counted."""
    more = rule(tmp_path, 'extends = "forgotten-token"\ntitle = "x"\n', "more")
    assert mistakes(rule(tmp_path, RIGHT), more) == [
        f"{more}/rule.toml:1: the extension adds nothing: it has no rows",
        f"{more}/rule.toml:2: unknown key 'title'; known are {', '.join(['extends', 'harmless', *ROWS])}",
    ]


def test_folder_without_rules(tmp_path: Path) -> None:
    """`--rules` with the wrong folder finds nothing, and says so by being clean."""
    with pytest.raises(UsageError, match=r"no rules in .*: a rule is a folder with a rule\.toml"):
        load([tmp_path])
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load([tmp_path / "nowhere"])
