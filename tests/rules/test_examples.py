"""Examples: archives that say which verdict is right, and the shipped rules' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import pipeline
from analyzer.answers import Question
from analyzer.errors import RuleError
from analyzer.findings import Verdict
from analyzer.rules import Example, Loaded, builtin_rules, examples, load, load_folders, rule_folders
from analyzer.rules.txtar import parse
from tests.report.samples import CONDITION, VULNERABLE, scan_of

SHIPPED = load()
EXAMPLES = [(loaded, example) for loaded in SHIPPED for example in examples(loaded.folders)]

MISTAKES = {
    "no verdict": ("-- a.go --\n", 1, "needs one line 'verdict: WORD'"),
    "unknown verdict": (
        "verdict: bad\n-- a.go --\n",
        1,
        "with one of vulnerable, unknown, mitigated, safe, not-applicable",
    ),
    "two verdicts": ("verdict: safe\nverdict: safe\n-- a.go --\n", 1, "needs one line 'verdict: WORD'"),
    "misspelt word": ("verdict: safe\nsit: a.go:1\n-- a.go --\n", 2, "did you mean 'site'?"),
    "prose too early": ("verdict: safe\nThe callee helps.\n-- a.go --\n", 2, "then an empty line"),
    "empty value": ("verdict: safe\nsite:\n-- a.go --\n", 2, "'site' says nothing"),
    "no program": ("verdict: safe\n", 1, "no Go file"),
    "outside": ("verdict: safe\n-- ../a.go --\n", 2, "is no path inside the program"),
    "absolute": ("verdict: safe\n-- /a.go --\n", 2, "is no path inside the program"),
    "twice": ("verdict: safe\n-- a.go --\n-- a.go --\n", 3, "is there twice"),
}


def written(folder: Path, text: str | bytes) -> Path:
    (folder / "examples").mkdir()
    path = folder / "examples" / "one.txtar"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(("text", "line", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """An example is compared with less than its author wrote."""
    path = written(tmp_path, text)
    with pytest.raises(RuleError) as refused:
        examples([tmp_path])
    assert any(f"{path}:{line}: " in mistake and said in mistake for mistake in str(refused.value).splitlines())


def test_example_in_another_encoding(tmp_path: Path) -> None:
    """An example that cannot be read ends in a traceback."""
    written(tmp_path, b"verdict: safe\n-- a.go --\n\xff")
    with pytest.raises(RuleError, match="not UTF-8"):
        examples([tmp_path])


def test_example_is_read_whole(tmp_path: Path) -> None:
    """Files of an example get lost, or prose counts as wanted."""
    written(tmp_path, "verdict: safe\nsite: a.go:1\n\nverdict: this is prose\n-- a.go --\npackage a\n-- b/c.txt --\nx")
    (example,) = examples([tmp_path])
    assert example.files == {"a.go": b"package a\n", "b/c.txt": b"x"}
    assert (example.verdict, example.sites) == (Verdict.SAFE, ("a.go:1",))


def test_differences_name_what_was_wanted_and_what_was_found() -> None:
    """Somebody whose example fails does not learn why."""
    scan = scan_of(VULNERABLE)
    right = Example(Path("x"), {}, Verdict.VULNERABLE, (str(VULNERABLE.site),), (CONDITION,), ("nil-literal",))
    assert right.differences(scan) == []
    wrong = Example(Path("x"), {}, Verdict.SAFE, ("a.go:1",), (), ("typed-nil",))
    assert wrong.differences(scan) == [
        "verdict: safe wanted, vulnerable found",
        f"site: a.go:1 wanted, {VULNERABLE.site} found",
        "passes: typed-nil wanted, nil-literal found",
    ]


def test_archive_without_files_is_all_comment() -> None:
    """A marker look-alike inside a file splits it in two."""
    assert parse("just text\n--a.go--\n") == ("just text\n--a.go--\n", [])
    _, members = parse("x\n-- a b.txt --\n--  --\n-- c --")
    assert [(member.name, member.text, member.line) for member in members] == [("a b.txt", "--  --\n", 2), ("c", "", 4)]


@pytest.mark.parametrize("folder", rule_folders(builtin_rules()), ids=lambda folder: folder.name)
def test_shipped_rule_is_complete(folder: Path) -> None:
    """A rule is shipped that nobody can understand, or that was tried in one direction only."""
    (loaded,) = load_folders([folder])
    assert loaded.rule.id == folder.name
    assert loaded.rule.help.startswith("# ") and loaded.rule.repository
    wanted = {example.verdict for example in examples([folder])}
    assert wanted >= {Verdict.VULNERABLE, Verdict.MITIGATED, Verdict.SAFE}


@pytest.mark.parametrize(
    ("loaded", "example"), EXAMPLES, ids=[f"{one.rule.id}-{two.path.stem}" for one, two in EXAMPLES]
)
def test_shipped_example_is_judged_as_wanted(loaded: Loaded, example: Example) -> None:
    """A shipped rule no longer tells an affected program from a fixed one."""
    scan = pipeline.try_program(example.files, Question(rules=(loaded.rule,), jobs=1))
    assert example.differences(scan) == []
