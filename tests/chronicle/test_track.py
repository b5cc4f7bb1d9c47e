"""News since the last time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from analyzer import chronicle, history
from analyzer.answers import Question
from analyzer.chronicle.track import State
from analyzer.errors import UsageError
from analyzer.findings import Verdict
from analyzer.git import Revision, open_repository
from analyzer.stories import News
from tests.chronicle.series import Series, make
from tests.command import ROOT, niltrail
from tests.git.making import git

HISTORY = """\
a main - v2.0.0-beta.0 tag=v1.9.0 | start
b main a v2.0.0 tag=v2.0.0 | split the service
c main b v2.0.1 tag=v2.0.1 | use the login
d main c v2.0.1!readme | words
e main d v2.0.0 | Revert "use the login"
"""


def at(series: Series, commit: str, *tags: str) -> None:
    """Makes a repository what it was when a commit was main's newest, with these tags only."""
    git(series.folder, "update-ref", "refs/heads/main", series.ids[commit])
    for tag in git(series.folder, "tag").split():
        git(series.folder, "tag", "-d", tag)
    for tag, where in (word.split("=") for word in tags):
        git(series.folder, "tag", tag, series.ids[where])


def news(series: Series, question: Question, file: Path) -> News:
    """One run of the scheduled job."""
    with chronicle.holding(file) as former, open_repository(str(series.folder), question.cache_dir) as opened:
        tags = {tag.name: tag for tag in opened.tags() if isinstance(tag, Revision)}
        ordered = [tags[name] for name in history.order(tags)]
        told, after = chronicle.track(opened, {"main": opened.resolve("main")}, ordered, former, question)
        chronicle.write_state(file, after)
    return told


def kinds(told: News) -> list[tuple[str, str]]:
    return [(item.kind, item.name) for item in told.items]


def test_news_is_told_once_and_only_what_is_new_is_judged(tmp_path: Path, question: Question) -> None:
    """A bot repeats itself every night, or stays silent when a release is affected."""
    series, file = make(HISTORY, tmp_path / "r.git"), tmp_path / "state.json"
    at(series, "a", "v1.9.0=a")
    assert (kinds(news(series, question, file)), kinds(news(series, question, file))) == ([], [])
    at(series, "b", "v1.9.0=a", "v2.0.0=b")
    told = news(series, question, file)
    assert kinds(told) == [("affected-release", "v2.0.0"), ("regression", "main")]
    assert (told.judged, told.known, told.verdict) == (2, 1, Verdict.VULNERABLE)
    assert news(series, question, file).items == ()
    at(series, "c", "v1.9.0=a", "v2.0.0=b", "v2.0.1=c")
    told = news(series, question, file)
    assert kinds(told) == [("fixed-release", "v2.0.1"), ("fix", "main")]
    assert [change.how for change in told.items[1].changes if change.what == "guard"] == ["appeared"]
    at(series, "d", "v1.9.0=a", "v2.0.0=b", "v2.0.1=c")
    assert news(series, question, file).items == ()
    at(series, "e", "v1.9.0=a", "v2.0.0=b", "v2.0.1=c")
    told = news(series, question, file)
    assert kinds(told) == [("regression", "main")]
    assert [change.how for change in told.items[0].changes if change.what == "guard"][-1] == "vanished"


def test_first_time_tells_what_is_affected_now(tmp_path: Path, question: Question) -> None:
    """Somebody who begins to watch is never told that main is affected, or gets a list of all history."""
    series, file = make(HISTORY, tmp_path / "r.git"), tmp_path / "state.json"
    told = news(series, question, file)
    assert kinds(told) == [("first-sight", "main")]


def test_another_rule_is_no_news_of_the_repository(tmp_path: Path, question: Question) -> None:
    """An update of niltrail's rules is told as a fix or a regression of somebody's branch."""
    series, file = make(HISTORY, tmp_path / "r.git"), tmp_path / "state.json"
    at(series, "d", "v2.0.1=c")
    news(series, question, file)
    changed = replace(question, rules=tuple(msgspec.structs.replace(rule, digest="other") for rule in question.rules))
    told = news(series, changed, file)
    assert (told.items, told.judged) == ((), 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"document": "scan"}',
        '{"document":"track-state","format":99,"repository":"","rules":{},"build":"","seen":{}}',
    ],
)
def test_what_is_no_state_is_refused(text: str, tmp_path: Path) -> None:
    """The wrong file given as --state is overwritten."""
    file = tmp_path / "state.json"
    file.write_text(text)
    with pytest.raises(UsageError, match="remove it to begin anew"), chronicle.holding(file):
        pass
    assert file.read_text() == text


def test_kill_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    """A job that was killed leaves half a file, and all later ones fail."""
    file = tmp_path / "state.json"
    program = (
        "import sys; from pathlib import Path; from analyzer.chronicle.track import State, Known, write\n"
        "number = 0\n"
        "while True:\n"
        "    number += 1\n"
        "    write(Path(sys.argv[1]), State('r' * 100_000, {}, '', {}))\n"
        "    print(number, flush=True)\n"
    )
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", program, file], stdout=subprocess.PIPE, cwd=ROOT)
        assert process.stdout
        with process:
            for _ in range(5):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        with chronicle.holding(file) as state:
            assert isinstance(state, State) and len(state.repository) == 100_000


def test_two_runs_at_once_tell_it_once(tmp_path: Path, question: Question) -> None:
    """Two scheduled jobs overlap: the state is damaged, or the same news comes twice."""
    series, file = make(HISTORY, tmp_path / "r.git"), tmp_path / "state.json"
    words = ["track", "--repo", str(series.folder), "--state", str(file), "--format", "json"]
    command = [sys.executable, "-c", "import sys; from analyzer.cli import main; sys.exit(main())", *words]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(2)]
    said = [json.loads(process.communicate()[0]) for process in running]
    assert sorted(len(one["items"]) for one in said) == [0, 1]
    assert sorted(process.returncode for process in running) == [0, 1]
    assert json.loads(file.read_text())["document"] == "track-state"


def test_command_writes_a_comment_for_a_bot(tmp_path: Path) -> None:
    """A bot cannot find its own comment again, or the job's exit code does not tell that there is news."""
    state = tmp_path / "state.json"
    done = niltrail("track", "--repo", "demo", "--state", state, "--format", "comment")
    assert done.returncode == 0 and done.stdout.startswith(b"<!-- niltrail track -->\n## ")
    known = json.loads(state.read_text())
    del known["seen"]["tags/v2.0.0"]
    state.write_text(json.dumps(known))
    done = niltrail("track", "--repo", "demo", "--state", state)
    assert done.returncode == 1 and b"new release, affected" in done.stdout
