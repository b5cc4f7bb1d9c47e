"""Who answers for a finding: comments in the sources and rows of a file, and everything that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.checking.comments import covering
from analyzer.checking.ignores import read
from analyzer.errors import UsageError
from analyzer.findings import Verdict
from tests.checking.making import PULL, RULE, RUN, Edit, Files, both, checked, replaced

CALL = "\tref, err := c.imageService.PullImage(ctx, name, nil)\n"
IGNORE = f"//niltrail:ignore {RULE}"
FINGERPRINT = "bea0f1b98801d26e"


def before_the_call(comment: str) -> Edit:
    return replaced(RUN, CALL, f"\t{comment}\n{CALL}")


def behind_the_call(comment: str) -> Edit:
    return replaced(RUN, CALL, f"{CALL.rstrip()} {comment}\n")


HIDES: dict[str, Edit] = {
    "line before": before_the_call(f"{IGNORE} -- the mirror is public"),
    "end of line": behind_the_call(f"{IGNORE} -- the mirror is public"),
    "until today": before_the_call(f"{IGNORE} until=2026-01-01 -- the mirror is public"),
    "a comment between": before_the_call(f"{IGNORE} -- the mirror is public\n\t// more"),
    "call over several lines": replaced(
        RUN, CALL, f"\t{IGNORE} -- the mirror is public\n\tref, err := c.imageService.PullImage(\n\t\tctx,\n\t\tname,\n\t\tnil,\n\t)\n"
    ),
    "head of a block": both(
        replaced(RUN, CALL, f"\tvar ref string\n\t{IGNORE} -- the mirror is public\n\tif ref, err = c.imageService.PullImage(ctx, name, nil); err != nil {{\n\t\treturn image, err\n\t}}\n"),
    ),
    "nolint": behind_the_call("//nolint:niltrail // the mirror is public"),
    "nolint of several": behind_the_call("//nolint:errcheck, niltrail // the mirror is public"),
}  # fmt: skip


@pytest.mark.parametrize("edit", HIDES.values(), ids=HIDES.keys())
def test_comment_hides_its_call(edit: Edit, tmp_path: Path) -> None:
    """A finding that somebody answers for fails every build."""
    found = checked(tmp_path / "r", edit, "v2.0.0", alone=True)
    (result,) = found.results
    assert result.suppressed is not None and result.suppressed.reason == "the mirror is public"
    assert [one.state for one in found.suppressions] == ["used"]
    assert found.verdict is Verdict.SAFE


HIDES_NOTHING: dict[str, tuple[Edit, str, str]] = {
    "no reason": (before_the_call(IGNORE), "wrong", "gives no reason"),
    "empty reason": (before_the_call(f"{IGNORE} --"), "wrong", "gives no reason"),
    "no rule": (before_the_call("//niltrail:ignore -- because"), "wrong", "names no rule"),
    "misspelt rule": (before_the_call(f"{IGNORE}s -- because"), "wrong", f"did you mean {RULE}?"),
    "another rule": (before_the_call("//niltrail:ignore other-rule -- because"), "", ""),
    "too much": (before_the_call(f"{IGNORE} soon -- because"), "wrong", "'soon' is too much"),
    "no date": (before_the_call(f"{IGNORE} until=tomorrow -- because"), "wrong", "'tomorrow' is no date"),
    "another date": (before_the_call(f"{IGNORE} until=20260101 -- because"), "wrong", "is no date"),
    "expired": (before_the_call(f"{IGNORE} until=2025-12-31 -- because"), "expired", "it held until 2025-12-31"),
    "a space": (before_the_call(f"// niltrail:ignore {RULE} -- because"), "wrong", "write //niltrail:ignore"),
    "another verb": (before_the_call(f"//niltrail:disable {RULE} -- because"), "wrong", "write //niltrail:ignore"),
    "a block comment": (before_the_call(f"/* niltrail:ignore {RULE} -- because */"), "wrong", "write //niltrail:ignore"),
    "nolint without reason": (behind_the_call("//nolint:niltrail"), "wrong", "gives no reason"),
    "nolint with words": (behind_the_call("//nolint:niltrail because"), "wrong", "gives no reason"),
    "nolint with an address": (behind_the_call("//nolint:niltrail see https://x"), "wrong", "gives no reason"),
    "bare nolint": (behind_the_call("//nolint // because niltrail"), "", ""),
    "nolint of all": (behind_the_call("//nolint:all // because niltrail"), "", ""),
    "nolint of others": (behind_the_call("//nolint:errcheck // niltrail"), "", ""),
    "another line": (replaced(RUN, "\tc.pods[name] = image.ID\n", f"\t{IGNORE} -- because\n\tc.pods[name] = image.ID\n"), "unused", ""),
    "the function": (replaced(RUN, "func (c *Controller) ensureImage", f"{IGNORE} -- because\nfunc (c *Controller) ensureImage"), "unused", ""),
    "the sink": (replaced(PULL, "\t\toptions.Credentials", f"\t\t{IGNORE} -- because\n\t\toptions.Credentials"), "unused", ""),
    "a string": (replaced(RUN, CALL, f'\tname += "{IGNORE} -- because"[:0]\n{CALL}'), "", ""),
    "a raw string": (replaced(RUN, CALL, f"\tname += `\n{IGNORE} -- because\n`[:0]\n{CALL}"), "", ""),
    "prose": (before_the_call("// see niltrail's documentation"), "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "state", "trouble"), HIDES_NOTHING.values(), ids=HIDES_NOTHING.keys())
def test_anything_else_hides_nothing_and_is_told(edit: Edit, state: str, trouble: str, tmp_path: Path) -> None:
    """A comment that was never meant so, or has expired, hides a defect."""
    found = checked(tmp_path / "r", edit, "v2.0.0", alone=True)
    assert [result.suppressed for result in found.results] == [None]
    assert found.verdict is Verdict.VULNERABLE
    assert [one.state for one in found.suppressions] == ([state] if state else [])
    assert all(trouble in one.trouble for one in found.suppressions)


def test_comment_where_the_result_is_shown_counts(tmp_path: Path) -> None:
    """The author of a change cannot answer for it at the lines that the alert is shown at."""
    guard = "\tif credentials == nil {\n\t\tcredentials = func(host string)"
    edit = replaced(PULL, guard, f'\t{IGNORE} -- said so\n\tif name == "" {{\n\t\tcredentials = func(host string)')
    (result,) = checked(tmp_path / "r", edit).results
    assert (result.state, str(result.place)) == ("worsened", f"{PULL}:39")
    assert result.suppressed is not None and not result.counts


def test_what_is_mitigated_is_not_hidden_in_advance(tmp_path: Path) -> None:
    """A comment that is no longer needed stays, and hides the defect when it comes back."""
    edit = before_the_call(f"{IGNORE} -- the mirror is public")
    found = checked(tmp_path / "r", edit, "v2.0.1", alone=True)
    assert [one.state for one in found.suppressions] == ["unused"]
    strict = checked(tmp_path / "s", edit, "v2.0.1", alone=True, mildest=Verdict.MITIGATED)
    assert [one.state for one in strict.suppressions] == ["used"]


def test_comment_of_a_known_finding_is_used(tmp_path: Path) -> None:
    """Every later pull request is told that a comment is of no use, and somebody removes it."""

    def edit(files: Files) -> Files:
        return {**before_the_call(f"{IGNORE} -- the mirror is public")(files), "README.md": b"more"}

    found = checked(tmp_path / "r", edit, "v2.0.0")
    assert [(one.state, one.suppressed is not None) for one in found.results] == [("unchanged", True)]
    assert [one.state for one in found.suppressions] == ["used"]


def test_comments_in_tests_are_not_looked_at(tmp_path: Path) -> None:
    """A fake's comment is reported as of no use, though nobody judges it."""
    path = RUN.replace(".go", "_more_test.go")
    found = checked(
        tmp_path / "r", lambda files: {**files, path: f"package podsandbox\n\n{IGNORE} -- x\nvar x = 1\n".encode()}
    )
    assert found.suppressions == ()


def test_any_bytes_can_be_searched_for_comments() -> None:
    """A file that is no Go ends in a traceback."""
    for source in (
        b"",
        b"\xff\xfe niltrail",
        b"//niltrail:ignore",
        b"/*niltrail:ignore",
        b"`//niltrail:ignore",
        b"(" * 5000 + b"//niltrail:ignore a",
    ):
        assert all(one.suppression.state == "wrong" for one in covering("a.go", source, (RULE,)))


# ---- files -----------------------------------------------------------------------------------------


RIGHT = f"""
[[ignore]]
rule = "{RULE}"
fingerprint = "{FINGERPRINT}"
reason = "the mirror is public"
until = 2026-12-31

[[ignore]]
path = "old/*"
reason = "nobody builds it"
"""


def test_rows_of_a_file_hide_and_are_told(tmp_path: Path) -> None:
    """A fork that must not touch upstream's files cannot answer for a finding."""
    rows = read(RIGHT.encode(), "ignore.toml", (RULE,))
    found = checked(tmp_path / "r", lambda files: {**files, "x.md": b""}, "v2.0.0", alone=True, ignores=rows)
    assert [str(one.suppressed.place) for one in found.results if one.suppressed] == ["ignore.toml:2"]
    assert [(str(one.place), one.state) for one in found.suppressions] == [
        ("ignore.toml:2", "used"),
        ("ignore.toml:8", "unused"),
    ]
    late = checked(
        tmp_path / "s", lambda files: {**files, "x.md": b""}, "v2.0.0", alone=True, ignores=rows, today="2027-01-01"
    )
    assert [one.state for one in late.suppressions] == ["expired", "unused"] and late.verdict is Verdict.VULNERABLE


def test_path_of_a_row_is_that_of_the_call(tmp_path: Path) -> None:
    """A row for one folder hides findings of another, or none at all."""
    for pattern, hidden in (
        ("internal/cri/*", True),
        (RUN, True),
        ("*.go", True),
        ("internal", False),
        ("Internal/*", False),
        (PULL, False),
    ):
        rows = read(f'[[ignore]]\npath = "{pattern}"\nreason = "x"'.encode(), "i.toml", (RULE,))
        found = checked(
            tmp_path / f"r{abs(hash(pattern))}",
            lambda files: {**files, "x.md": b""},
            "v2.0.0",
            alone=True,
            ignores=rows,
        )
        assert [one.suppressed is not None for one in found.results] == [hidden]


WRONG = {
    "not TOML": ("[[ignore]\n", ["i.toml:1: not TOML"]),
    "unknown table": ('[[ignored]]\nreason = "x"\n', ["i.toml:1: unknown key 'ignored'; did you mean 'ignore'?"]),
    "no rows": ("ignore = 3\n", ["i.toml:1: 'ignore' must be rows"]),
    "unknown key": ('[[ignore]]\npath = "a"\nreson = "x"\n', ["i.toml:1: no 'reason'", "i.toml:3: unknown key 'reson' in [[ignore]]; did you mean 'reason'?"]),
    "no place": ('[[ignore]]\nreason = "x"\n', ["i.toml:1: [[ignore]] needs a 'fingerprint' or a 'path'"]),
    "fingerprint": ('[[ignore]]\nfingerprint = "12"\nreason = "x"\n', ["i.toml:1: [[ignore]] needs", "i.toml:2: 'fingerprint' in [[ignore]] must be"]),
    "rule": (f'[[ignore]]\npath = "a"\nrule = "{RULE}s"\nreason = "x"\n', [f"i.toml:1: there is no rule '{RULE}s'; did you mean {RULE}?"]),
    "date": ('[[ignore]]\npath = "a"\nreason = "x"\nuntil = "soon"\n', ["i.toml:4: 'until' in [[ignore]] must be a day as YYYY-MM-DD"]),
    "time": ('[[ignore]]\npath = "a"\nreason = "x"\nuntil = 2026-01-01T00:00:00Z\n', ["i.toml:4: 'until' in [[ignore]] must be a day"]),
    "reason": ('[[ignore]]\npath = "a"\nreason = " "\n', ["i.toml:3: 'reason' in [[ignore]] must be one line"]),
    "several": ('[[ignore]]\npath = 3\nreason = "x"\n\n[[ignore]]\npath = "b"\n', ["i.toml:1: [[ignore]] needs", "i.toml:2: 'path'", "i.toml:5: no 'reason'"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_all_mistakes_of_a_file_are_told_together(text: str, said: list[str]) -> None:
    """A row with a mistake hides something else, or its author mends one mistake a run."""
    with pytest.raises(UsageError) as refused:
        read(text.encode(), "i.toml", (RULE,))
    lines = str(refused.value).splitlines()
    assert len(lines) == len(said) and all(line.startswith(wanted) for line, wanted in zip(lines, said, strict=True)), (
        lines
    )


def test_file_that_is_no_text_is_refused() -> None:
    """A wrong file ends in a traceback."""
    with pytest.raises(UsageError, match=r"i\.toml:2: not UTF-8"):
        read(b"\n\xff", "i.toml", (RULE,))
