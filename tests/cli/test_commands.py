"""Commands: what they ask, what they write, how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analyzer import __version__, resources
from analyzer.findings import Build, Scan, Scans, Timeline, Verdict
from analyzer.git import mirror_path, open_repository
from analyzer.report import read
from tests.cli.conftest import FakePipeline, Run
from tests.report.samples import VULNERABLE
from tests.rules.test_mistakes import RIGHT, rule

V, U, M, S = Verdict.VULNERABLE, Verdict.UNKNOWN, Verdict.MITIGATED, Verdict.SAFE
EXITS = [
    (V, "vulnerable", 1), (U, "vulnerable", 3), (M, "vulnerable", 0), (S, "vulnerable", 0),
    (V, "unknown", 1), (U, "unknown", 1), (M, "unknown", 0), (M, "mitigated", 1), (S, "mitigated", 0),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "fail_on", "code"), EXITS)
@pytest.mark.parametrize("format", ["text", "json", "markdown", "sarif", "junit"])
def test_exit_code_is_the_same_for_every_format(
    run: Run, fake: FakePipeline, verdict: Verdict, fail_on: str, code: int, format: str
) -> None:
    """A pipeline of somebody's passes because it asked for JSON."""
    fake.verdicts["v2.0.0"] = verdict
    done = run("scan", "--repo", "demo", "v2.0.0", "--format", format, "--fail-on", fail_on)
    assert (done.code, done.err) == (code, "")
    assert verdict.value in done.out


def test_scan_without_a_revision_judges_head(run: Run, fake: FakePipeline) -> None:
    """`niltrail scan --repo .` in CI judges something else than what was checked out."""
    assert run("scan", "--repo", "demo").code == 0
    assert fake.asked == [("HEAD",)]


def test_question_carries_the_options(run: Run, fake: FakePipeline, own_cache: Path) -> None:
    """An option is accepted and has no effect."""
    words = "--goos windows --goarch arm64 --build-tags cgo,seccomp --build-tags seccomp --tests --jobs 3"
    run("scan", "--repo", "demo", *words.split(), "--rule", "nil-pull-credentials")
    (question,) = fake.questions
    assert [one.id for one in question.rules] == ["nil-pull-credentials"]
    assert question.build == Build("windows", "arm64", ("cgo", "seccomp"))
    assert (question.tests, question.jobs, question.cache_dir) == (True, 3, own_cache / "commands")


def test_rules_of_ones_own_are_asked_too(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """`--rules DIR` is read and left out."""
    rule(tmp_path, RIGHT)
    run("scan", "--repo", "demo", "--rules", tmp_path)
    run("scan", "--repo", "demo", "--rules", tmp_path, "--rule", "forgotten-token")
    assert [len(question.rules) for question in fake.questions] == [2, 1]


def test_one_bad_revision_does_not_stop_the_others(run: Run, fake: FakePipeline) -> None:
    """One typing mistake among ten tags costs the other nine."""
    done = run("scan", "--repo", "demo", "v2.0.1", "v2.0.99", "v1.1.0", "--format", "json")
    assert done.code == 2
    assert "no tag, branch or commit v2.0.99; did you mean" in done.err and done.err.count("\n") == 1
    document = read(done.out.encode(), "x")
    assert isinstance(document, Scans) and [scan.revision for scan in document.scans] == ["v2.0.1", "v1.1.0"]


def test_broken_tag_is_judged_as_unknown(run: Run, fake: FakePipeline, demo_repository: Path, tmp_path: Path) -> None:
    """A tag that cannot be read is taken for a typing mistake, or for a clean one."""
    import shutil

    broken = shutil.copytree(demo_repository, tmp_path / "broken.git")
    (broken / "refs" / "tags").mkdir(parents=True, exist_ok=True)
    (broken / "refs" / "tags" / "v9.9.9").write_text("1234567890123456789012345678901234567890\n")
    done = run("scan", "--repo", broken, "v9.9.9")
    assert done.code == 3
    assert "unknown" in done.out and "missing" in done.out


def test_timeline_leaves_other_modules_out_until_asked(run: Run, fake: FakePipeline) -> None:
    """Releases of an API module are judged as releases of the program."""
    run("timeline", "--repo", "demo")
    assert fake.asked[0][:2] == ("v1.0.0", "v1.1.0") and not any("/" in tag for tag in fake.asked[0])
    run("timeline", "--repo", "demo", "--tags", "api/*")
    assert fake.asked[1] and all(tag.startswith("api/") for tag in fake.asked[1])


def test_timeline_of_some_tags_and_lines(run: Run, fake: FakePipeline) -> None:
    """All releases are judged although one line was asked for."""
    run("timeline", "--repo", "demo", "--line", "2.0", "--line", "1.4")
    run("timeline", "--repo", "demo", "--tags", "v2.0.0*", "--tags", "v1.1.*")
    assert {tag[:4] for tag in fake.asked[0]} == {"v2.0", "v1.4"}
    assert fake.asked[1] == ("v1.1.0", "v2.0.0-beta.0", "v2.0.0-beta.1", "v2.0.0-rc.0", "v2.0.0")


def test_timeline_of_some_tags_fetches_no_others(
    run: Run, fake: FakePipeline, demo_repository: Path, tmp_path: Path
) -> None:
    """A question about one release line downloads a whole repository."""
    address = demo_repository.as_uri()
    assert run("timeline", "--repo", address, "--tags", "v1.4.*", "--cache-dir", tmp_path).err == ""
    assert fake.asked == [("v1.4.0", "v1.4.1", "v1.4.2")]
    with open_repository(str(mirror_path(address, tmp_path)), None) as mirror:
        assert [tag.name for tag in mirror.tags()] == ["v1.4.0", "v1.4.1", "v1.4.2"]


def test_timeline_tells_since_when_and_until_when(run: Run, fake: FakePipeline) -> None:
    """The question the command is there for has no answer."""
    done = run("timeline", "--repo", "demo")
    assert done.code == 1
    assert "first affected v2.0.0-rc.0, first fixed v2.0.1" in done.out
    document = read(run("timeline", "--repo", "demo", "--format", "json").out.encode(), "x")
    assert isinstance(document, Timeline) and document.repository == "demo"


def test_explain_shows_one_finding_in_full(run: Run, fake: FakePipeline) -> None:
    """Only the worst path is shown, or other findings as well."""
    done = run("explain", VULNERABLE.fingerprint[:6], "--repo", "demo", "--rev", "v2.0.0")
    assert done.code == 1
    assert done.out.count("╰ sink") == 2 and "image_ensure.go" not in done.out
    document = read(
        run("explain", VULNERABLE.fingerprint, "--repo", "demo", "--rev", "v2.0.0", "--format", "json").out.encode(),
        "x",
    )
    assert isinstance(document, Scan) and document.findings == (VULNERABLE,)


def test_explain_of_a_milder_finding_is_not_alarmed_by_the_worst(run: Run, fake: FakePipeline) -> None:
    """Explaining a mitigated finding says vulnerable at its head."""
    done = run("explain", "77d5f0a3", "--repo", "demo", "--rev", "v2.0.0")
    assert done.code == 0 and "vulnerable" not in done.out


@pytest.mark.parametrize("command", [("scan", "v2.0.0"), ("scan", "v2.0.0", "v1.1.0"), ("timeline",)])
def test_report_of_a_saved_document_is_what_was_shown(
    run: Run, fake: FakePipeline, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A report made from a saved scan differs from the scan."""
    saved = tmp_path / "saved.json"
    saved.write_text(run(*command, "--repo", "demo", "--format", "json").out, encoding="utf-8")
    for format in ("text", "json", "markdown"):
        direct = run(*command, "--repo", "demo", "--format", format)
        assert run("report", saved, "--format", format) == direct


def test_verbose_tells_how_many_files_were_looked_at(run: Run, fake: FakePipeline) -> None:
    """Nobody can see that a scan reads 31 files and not 5,210."""
    told = "5,210 Go files in the tree, 12 mention a name of the rules, 31 were read, 57 functions followed"
    assert told in " ".join(run("scan", "--repo", "demo", "-v").out.split())
    done = run("timeline", "--repo", "demo", "-v", "--format", "json")
    assert told in done.err and json.loads(done.out)["coverage"]["parsed"] == 31


def test_rules_list_names_rule_and_origin(run: Run, tmp_path: Path) -> None:
    """A user cannot find out what --rule takes."""
    rule(tmp_path, RIGHT)
    done = run("rules", "list", "--rules", tmp_path)
    assert done.code == 0
    assert "nil-pull-credentials  (built in)" in done.out
    assert f"forgotten-token  ({tmp_path / 'one'})" in done.out
    assert "## What to do" in run("rules", "list", "-v").out


def test_rules_check_reports_every_mistake(run: Run, tmp_path: Path) -> None:
    """Mistakes in examples are found only when somebody runs them."""
    assert run("rules", "check").code == 0
    folder = rule(tmp_path, RIGHT)
    (folder / "examples").mkdir()
    (folder / "examples" / "bad.txtar").write_text("verdict: bad\n")
    done = run("rules", "check", tmp_path)
    assert done.code == 2 and done.err.count("bad.txtar:1: ") == 2
    rule(tmp_path, RIGHT.replace("title", "titel"), "two")
    done = run("rules", "check", tmp_path)
    assert done.code == 2 and "two/rule.toml:2: unknown key" in done.err


def test_rules_test_compares_examples_with_verdicts(run: Run, fake: FakePipeline, tmp_path: Path) -> None:
    """A rule's author is told that a wrong example is fine."""
    folder = rule(tmp_path, RIGHT)
    (folder / "examples").mkdir()
    (folder / "examples" / "one.txtar").write_text("verdict: safe\n-- a.go --\npackage a\n")
    words = ("rules", "test", "--rules", tmp_path, "--rule", "forgotten-token")
    done = run(*words)
    assert done.code == 0
    assert "ok       one.txtar" in done.out and "no example wants the verdict vulnerable" in done.out
    fake.verdicts["program"] = Verdict.UNKNOWN
    done = run(*words)
    assert done.code == 1
    assert "differs  one.txtar" in done.out and "verdict: safe wanted, unknown found" in done.out


@pytest.mark.parametrize("kind", ["scan", "scans", "timeline", "rule"])
def test_schema_is_printed(run: Run, kind: str) -> None:
    """A program that reads our documents cannot get at their schema without a checkout."""
    assert json.loads(run("schema", kind).out)["$schema"].startswith("https://json-schema.org/")


def test_clone_from_a_local_repository_serves_its_address(
    run: Run, fake: FakePipeline, demo_repository: Path, tmp_path: Path
) -> None:
    """Without network the upstream repository cannot be asked about, although a clone is at hand."""
    words = ("--cache-dir", tmp_path / "cache")
    done = run("clone", "https://example.com/pullbox", "--from", demo_repository, *words)
    assert done.code == 0 and "https://example.com/pullbox: 6 branches" in done.out
    assert run("scan", "--repo", "https://example.com/pullbox", "v1.1.0", *words).code == 0
    assert "nothing new" in run("clone", "https://example.com/pullbox", "--from", demo_repository, *words).out


def test_repository_of_the_rule_is_the_default(
    run: Run, fake: FakePipeline, demo_repository: Path, tmp_path: Path
) -> None:
    """A new user has to know where the code is that the built-in rule is about."""
    cache = tmp_path / "cache"
    assert run("clone", "--from", demo_repository, "--cache-dir", cache).code == 0
    assert run("scan", "v1.1.0", "--cache-dir", cache).code == 0


def test_version_is_the_released_one(run: Run) -> None:
    """Bug reports name a version that does not exist."""
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert run("--version").out == f"niltrail {project['version']}\n" == f"niltrail {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "scan",
        "timeline",
        "assess",
        "explain",
        "report",
        "rules",
        "rules test",
        "schema",
        "clone",
        "cache",
        "cache info",
    ],
)
def test_help_teaches_the_command(run: Run, words: str) -> None:
    """The tool can be learnt only from its source."""
    done = run(*words.split(), "--help")
    assert done.code == 0 and done.out.startswith("Usage: niltrail")
    if words in ("", "scan", "timeline", "assess", "explain", "report", "rules", "schema", "clone"):
        assert f"  niltrail {words}".rstrip() in done.out.partition("Options:")[2]


def test_help_fits_a_terminal_of_80_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command does is cut off in the list of commands, and exit codes are broken inside a word."""
    monkeypatch.setenv("COLUMNS", "80")
    listed = run("--help").out.partition("Commands:")[2].partition("Start here:")[0]
    assert "..." not in listed
    for name in re.findall(r"^  (\w+)", listed, re.MULTILINE):
        prose = [line for line in run(name, "--help").out.splitlines() if "   " not in line and line[:1] != " "]
        assert [line for line in prose if len(line) > 80] == []


def test_cache_tells_what_it_holds_and_forgets_it(run: Run, tmp_path: Path) -> None:
    """A user whose disk is full cannot see what niltrail takes, or give it back."""
    from analyzer.cache import Store

    with Store.open(tmp_path, resources.version()) as store:
        store.put("facts", "a" * 40, b"x" * 100)
    done = run("cache", "info", "--cache-dir", tmp_path)
    assert done.code == 0 and "        1  facts" in done.out
    assert "forgotten entries: 1," in run("cache", "clear", "--cache-dir", tmp_path).out
    assert "facts\n" not in run("cache", "info", "--cache-dir", tmp_path).out
    (tmp_path / "file").write_text("no folder")
    done = run("cache", "clear", "--cache-dir", tmp_path / "file" / "below")
    assert done.code == 3 and "the cache cannot be cleared" in done.err
