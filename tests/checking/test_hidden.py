"""Changes that take from a rule what it looks at: none of them is green."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer.checking import Base, Subject, Terms, check
from analyzer.checks import Check
from analyzer.findings import Verdict
from analyzer.git import open_repository, work_tree
from tests.checking.making import PULL, RULE, RUN, Edit, Files, both, checked, committed, lines, question, replaced
from tests.demo_files import files_of
from tests.git.making import git

V201 = dict(files_of("v2.0.1"))
deleted = replaced(PULL, lines(V201, PULL, 39, 47), "")
SOURCE = "server/images.CRIImageService.PullImage"


def everywhere(old: str, new: str) -> Edit:
    """A word is another one in every Go file."""

    def edit(files: Files) -> Files:
        return {
            path: re.sub(rf"\b{old}\b", new, text.decode()).encode() if path.endswith(".go") else text
            for path, text in files.items()
        }

    return edit


def folder_renamed(files: Files) -> Files:
    """The package that the rule names is another one."""
    files = {path.replace("/server/images/", "/server/pulling/"): text for path, text in files.items()}
    return {path: text.replace(b'server/images"', b'server/pulling"') for path, text in files.items()}


LOST: dict[str, Edit] = {
    "type renamed": both(deleted, everywhere("CRIImageService", "Puller")),
    "method renamed": both(deleted, everywhere("PullImage", "Fetch")),
    "package renamed": both(deleted, folder_renamed),
    "file built elsewhere": both(deleted, lambda files: {**files, PULL: b"//go:build windows\n\n" + files[PULL]}),
    "file that is no Go": lambda files: {**files, PULL: files[PULL].decode().encode("utf-16")},
    "file gone": lambda files: {path: text for path, text in files.items() if path != PULL},
}


@pytest.mark.parametrize("edit", LOST.values(), ids=LOST.keys())
def test_function_that_a_rule_names_cannot_be_renamed_unnoticed(edit: Edit, tmp_path: Path) -> None:
    """A pull request renames the function that a rule names, deletes the guard in it, and is green, with a defect told as fixed."""
    found = checked(tmp_path / "r", edit)
    assert (found.verdict, found.results) == (Verdict.UNKNOWN, ())
    (rule,) = found.rules
    assert rule.verdict is Verdict.UNKNOWN
    assert any(blind.kind == "hidden" and SOURCE in blind.reason for blind in rule.coverage.blind)
    assert any(f"{RUN}:30 was not found again" in note for note in found.notes)


def test_without_the_function_in_the_base_nothing_is_hidden(tmp_path: Path) -> None:
    """A project that never had the function, or has it no more, is in doubt for ever."""
    gone = LOST["type renamed"](V201)
    found = _between(tmp_path / "r", gone, {**gone, RUN: gone[RUN] + b"\n// more\n"})
    assert (found.verdict, found.notes) == (Verdict.SAFE, ())


def _between(folder: Path, before: Files, after: Files) -> Check:
    with open_repository(str(committed(folder, before, after)), None) as repository:
        base = Base("before", repository.resolve("before"))
        return check(repository, Subject(repository.resolve("main")), base, Terms("", (RULE,)), question())


def test_finding_that_cannot_be_read_any_more_is_not_fixed(tmp_path: Path) -> None:
    """Half of an edit takes a defect from the list of open ones."""
    found = checked(tmp_path / "r", replaced(RUN, "PullImage(ctx, name, nil)", "PullImage(ctx, name, nil"), "v2.0.0")
    assert (found.verdict, found.results) == (Verdict.UNKNOWN, ())
    assert any(f"{RUN}:30 was not found again" in note for note in found.notes)


@pytest.mark.parametrize("state", ["on disk", "staged", "committed"])
def test_go_file_behind_a_symbolic_link_is_doubt(state: str, demo_repository: Path, tmp_path: Path) -> None:
    """Go follows a link in a file's place, niltrail does not, and the call behind it is gone, which looks like a fix."""
    where = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(demo_repository), str(where))
    git(where, "switch", "-q", "-c", "mine", "v2.0.0")
    (where / RUN).rename(where / "run.txt")
    (where / RUN).symlink_to(where / "run.txt")
    if state != "on disk":
        git(where, "add", "-A")
    if state == "committed":
        git(where, "commit", "-q", "-m", "link")
    with open_repository(str(where), None) as repository:
        base = Base("v2.0.0", repository.resolve("v2.0.0"))
        with work_tree(where, repository) as there:
            found = check(repository, Subject(there.revision, there), base, Terms("", (RULE,)), question())
    assert (found.verdict, found.results) == (Verdict.UNKNOWN, ())
    (blind,) = (blind for rule in found.rules for blind in rule.coverage.blind)
    assert (blind.kind, str(blind.place)) == ("hidden", f"{RUN}:1")
