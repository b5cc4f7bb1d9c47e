"""niltrail check and baseline as their users run them: the walk of docs/ci.md, every mistake, every exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checking.making import PULL, RULE, RUN, lines
from tests.cli.conftest import Run
from tests.demo_files import files_of
from tests.git.making import git, state

GUARD = lines(dict(files_of("v2.0.1")), PULL, 39, 47)
CALL = "\tref, err := c.imageService.PullImage(ctx, name, nil)\n"
FORMATS = ((), ("--format", "json"), ("--format", "markdown"))
FINGERPRINT = "bea0f1b98801d26e"


@pytest.fixture
def clone(demo_repository: Path, tmp_path: Path) -> Path:
    """A work tree of the demonstration on a branch of its own, off v2.0.1."""
    where = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(demo_repository), str(where))
    git(where, "switch", "-q", "-c", "mine", "v2.0.1")
    return where


def edit(where: Path, path: str, find: str, replacement: str) -> None:
    text = (where / path).read_text()
    assert text.count(find) == 1
    (where / path).write_text(text.replace(find, replacement))


def commit(where: Path, subject: str = "change") -> None:
    git(where, "add", "-A")
    git(where, "commit", "-q", "-m", subject)


def test_the_walk_of_the_documentation(run: Run, clone: Path) -> None:
    """A new user who does what docs/ci.md says sees something else."""
    done = run("check", clone, "--base", "v2.0.1")
    assert (done.code, done.err) == (0, "") and "nothing is worse than in its base" in done.out

    edit(clone, PULL, GUARD, "")
    before = state(clone)
    done = run("check", clone, "--base", "v2.0.1")
    assert done.code == 1 and state(clone) == before
    head = " ".join(done.out.partition("site  ")[0].split())
    for said in ("✗ vulnerable · work tree", "1 worsened, compared with its base", "1 file changed since", f"worsened at {PULL}:39",
                 f"guard lost at {PULL}:39", "◐ mitigated → ✗ vulnerable"):  # fmt: skip
        assert said in head

    edit(clone, RUN, CALL, f"\t//niltrail:ignore {RULE} until=2026-06-30 -- the mirror needs no login\n{CALL}")
    done = run("check", clone, "--base", "v2.0.1", "--today", "2026-06-30")
    assert done.code == 0 and "the mirror needs no login" in done.out and "until 2026-06-30" in done.out
    done = run("check", clone, "--base", "v2.0.1", "--today", "2026-07-01")
    assert done.code == 1 and "it held until 2026-06-30" in done.out


@pytest.mark.parametrize(("fail_on", "code"), [("vulnerable", 0), ("unknown", 0), ("mitigated", 1)])
def test_fail_on_counts_what_is_not_compared(run: Run, clone: Path, fail_on: str, code: int) -> None:
    """A fork that wants no mitigated call either cannot have it, or one that does not care fails."""
    for format in FORMATS:
        assert run("check", clone, "--fail-on", fail_on, *format).code == code
    assert run("check", clone, "--fail-on", fail_on, "--base", "v2.0.1").code == 0


def test_doubt_is_incomplete_and_fails_where_it_is_wanted(run: Run, clone: Path) -> None:
    """A conflict that hides the call is green, or red where only defects were asked for."""
    edit(clone, RUN, CALL, CALL.replace("nil)", "nil"))
    for format in FORMATS:
        assert run("check", clone, "--base", "v2.0.1", *format).code == 3
        assert run("check", clone, "--base", "v2.0.1", "--fail-on", "unknown", *format).code == 1


def test_saved_check_is_rendered_again_with_its_exit_code(run: Run, clone: Path, tmp_path: Path) -> None:
    """A job that renders a saved check in another format is green, or two runs differ."""
    edit(clone, PULL, GUARD, "")
    saved = run("check", clone, "--base", "v2.0.1", "--format", "json")
    assert saved.out == run("check", clone, "--base", "v2.0.1", "--format", "json").out
    assert str(tmp_path) not in saved.out
    (tmp_path / "check.json").write_text(saved.out)
    for format in FORMATS:
        shown = run("report", tmp_path / "check.json", *format)
        assert (shown.code, shown.out) == (1, run("check", clone, "--base", "v2.0.1", *format).out)


def test_merge_base_is_compared_with(run: Run, clone: Path) -> None:
    """A branch is blamed for what came to main after it left, or excused by it."""
    git(clone, "branch", "-q", "target")
    edit(clone, PULL, GUARD, "")
    commit(clone, "break it")
    git(clone, "switch", "-q", "target")
    (clone / "README.md").write_text("more\n")
    commit(clone, "go on")
    mine = git(clone, "rev-parse", "--short=12", "mine~1")
    done = run("check", clone, "--base", "target", "--rev", "mine")
    assert done.code == 1 and f"compared with {mine}, the merge base with target" in " ".join(done.out.split())
    done = run("check", clone, "--base", "mine", "--rev", "target")
    assert done.code == 0 and "nothing is worse" in done.out
    done = run("check", clone, "--base", "mine", "--exact-base", "--rev", "target")
    assert done.code == 0 and "fixed" in done.out


def test_untracked_files_that_could_matter_are_told(run: Run, clone: Path) -> None:
    """A new file that was not added is not judged, and nobody says so."""
    (clone / RUN).with_name("more.go").write_text("package podsandbox\n")
    (clone / "reference/far.go").write_text("package reference\n")
    (clone / "reference/near.go").write_text("package reference\n\nvar _ = x.PullImage\n")
    (clone / "reference/x_test.go").write_text("package reference\n\nvar _ = x.PullImage\n")
    notes = json.loads(run("check", clone, "--format", "json").out)["notes"]
    assert [note.partition(" ")[0] for note in notes] == [RUN.replace("sandbox_run", "more"), "reference/near.go"]


# ---- baselines -------------------------------------------------------------------------------------


def test_baseline_from_first_day_to_last(run: Run, clone: Path) -> None:
    """A project with known defects cannot begin to check itself."""
    edit(clone, PULL, GUARD, "")
    known = clone / "known.json"
    done = run("baseline", "write", known, clone)
    assert (done.code, done.out) == (0, f"1 finding known in {known}\n")
    assert run("check", clone).code == 1
    done = run("check", clone, "--baseline", known)
    assert done.code == 0 and "nothing is worse than in the baseline" in done.out and str(clone.parent) not in done.out

    git(clone, "mv", RUN, RUN.replace("sandbox_run", "pause"))
    assert run("check", clone, "--baseline", known).code == 0
    (clone / RUN).with_name("second.go").write_text(
        'package podsandbox\n\nimport "context"\n\nfunc (c *Controller) again(ctx context.Context) (string, error) {\n'
        '\treturn c.imageService.PullImage(ctx, "x", nil)\n}\n'
    )
    git(clone, "add", "-N", ".")
    done = run("baseline", "diff", known, clone)
    assert done.code == 1 and "1 new" in done.out and "unchanged" in done.out

    git(clone, "rm", "-q", "--cached", str(Path(RUN).with_name("second.go")))
    (clone / RUN).with_name("second.go").unlink()
    git(clone, "restore", "--source=v2.0.1", PULL)
    done = run("baseline", "diff", known, clone)
    assert done.code == 0 and "fixed" in done.out
    done = run("baseline", "prune", known, clone)
    assert (done.code, done.out) == (0, f"1 finding known in {known}: 0 gone, 1 lowered\n")
    edit(clone, PULL, GUARD, "")
    done = run("check", clone, "--baseline", known)
    assert done.code == 1 and "worsened" in done.out


def test_baseline_written_in_doubt_says_so_and_is_not_pruned_in_doubt(run: Run, clone: Path) -> None:
    """What could not be seen is forgotten as if it were gone."""
    known = clone / "known.json"
    run("baseline", "write", known, clone)
    before = known.read_bytes()
    edit(clone, RUN, CALL, CALL.replace("nil)", "nil"))
    done = run("baseline", "prune", known, clone)
    assert (done.code, done.out) == (3, "") and "nothing was pruned" in done.err and known.read_bytes() == before
    done = run("baseline", "write", known, clone)
    assert done.code == 3 and "what is found later counts as new" in done.err


def test_baseline_keeps_the_mode_of_its_file(run: Run, clone: Path) -> None:
    """Nobody else can read the file that was committed."""
    known = clone / "known.json"
    run("baseline", "write", known, clone)
    assert known.stat().st_mode & 0o777 == 0o644
    known.chmod(0o664)
    run("baseline", "write", known, clone)
    assert known.stat().st_mode & 0o777 == 0o664


# ---- mistakes --------------------------------------------------------------------------------------


WRONG = {
    "no repository": ("check /proc", "not a git repository"),
    "a file": ("check FILE", "image_pull.go is a file: name its repository's folder"),
    "no folder": ("check /nonexistent/place", "/nonexistent/place"),
    "an address without --rev": ("check demo", "demo has no work tree here: name a commit with --rev"),
    "bare": ("check BARE", "has no work tree here: name a commit with --rev"),
    "rev": ("check CLONE --rev v2.0.O", "no tag, branch or commit v2.0.O; did you mean"),
    "base": ("check CLONE --base origin/nosuch", "in CI fetch it first, as with fetch-depth: 0"),
    "base like an option": ("check CLONE --base=--output=x", "not a revision"),
    "exact base alone": ("check CLONE --exact-base", "give that too"),
    "no such baseline": ("check CLONE --baseline /nonexistent.json", "make it with niltrail baseline write"),
    "other baseline": ("check CLONE --baseline /proc/self/cmdline", "no document of niltrail"),
    "no such ignore file": ("check CLONE --ignore-file /nonexistent.toml", "/nonexistent.toml cannot be read"),
    "ignore file": ("check CLONE --ignore-file IGNORE", "ignore.toml:1: unknown key 'ignored'"),
    "today": ("check CLONE --today tomorrow", "--today is no date: 'tomorrow'"),
    "rule": ("check CLONE --rule nosuch", "no rule 'nosuch'"),
    "root": ("check CLONE --root ../x", "is no folder of a repository"),
    "fail-on": ("check CLONE --fail-on safe", "'safe' is not one of"),
    "two paths": ("check CLONE CLONE", "got unexpected extra argument"),
    "baseline verb": ("baseline wirte known.json", "no such command 'wirte'"),
    "baseline without a file": ("baseline write", "missing argument 'FILE'"),
    "baseline nowhere": ("baseline write /nonexistent/known.json CLONE", "/nonexistent/known.json cannot be written"),
    "diff of nothing": ("baseline diff /nonexistent.json CLONE", "make it with niltrail baseline write"),
    "prune of nothing": ("baseline prune /nonexistent.json CLONE", "make it with niltrail baseline write"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_one_line_and_exit_code_2(
    run: Run, clone: Path, demo_repository: Path, tmp_path: Path, words: str, said: str
) -> None:
    """A typing mistake in a workflow ends in a traceback, or in green."""
    (tmp_path / "ignore.toml").write_text('[[ignored]]\nreason = "x"\n')
    places = {"CLONE": clone, "FILE": clone / PULL, "BARE": demo_repository, "IGNORE": tmp_path / "ignore.toml"}
    done = run(*(places.get(word, word) for word in words.split()))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("niltrail: ") and said in done.err


def test_epoch_that_is_no_date_is_said(run: Run, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that wants to be reproducible is not, and suppressions never expire."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = run("check", clone)
    assert done.code == 2 and "SOURCE_DATE_EPOCH is no date: 'yesterday'" in done.err
    edit(clone, PULL, GUARD, "")
    edit(clone, RUN, CALL, f"\t//niltrail:ignore {RULE} until=2001-09-09 -- x\n{CALL}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run("check", clone).code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000100000")
    assert run("check", clone).code == 1


def test_shallow_clone_says_what_to_do(run: Run, clone: Path, tmp_path: Path) -> None:
    """The first thing that happens in CI is an error that nobody understands."""
    shallow = tmp_path / "shallow"
    (clone / "x.md").write_text("x")
    commit(clone)
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{clone}", str(shallow))
    done = run("check", shallow, "--base", "origin/main")
    assert done.code == 2
    for said in ("no merge base of origin/main and HEAD", "shallow clone", "fetch-depth: 0", "--exact-base"):
        assert said in done.err
    assert run("check", shallow, "--base", "v2.0.1", "--exact-base").code == 0
    assert run("check", shallow).code == 0


def test_histories_without_a_common_commit(run: Run, clone: Path) -> None:
    """A fork that was imported cannot be compared with its upstream."""
    git(clone, "switch", "-q", "--orphan", "alone")
    git(clone, "restore", "--source=v2.0.1", "--staged", "--worktree", ".")
    done = run("check", clone, "--base", "v2.0.1")
    assert done.code == 2 and "no merge base" in done.err and "--exact-base" in done.err
    assert run("check", clone, "--base", "v2.0.1", "--exact-base").code == 0
    commit(clone)
    done = run("check", clone, "--base", "v2.0.1")
    assert done.code == 2 and "they have no common history" in done.err


def test_ignore_file_of_a_fork(run: Run, clone: Path, tmp_path: Path) -> None:
    """A fork has to touch upstream's files."""
    edit(clone, PULL, GUARD, "")
    ignore = tmp_path / "ignore.toml"
    ignore.write_text(f'[[ignore]]\nfingerprint = "{FINGERPRINT}"\nreason = "agreed"\n')
    done = run("check", clone, "--ignore-file", ignore, "--base", "v2.0.1")
    assert done.code == 0 and "agreed (ignore.toml:1)" in done.out
