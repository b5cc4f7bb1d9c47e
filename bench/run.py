"""niltrail's budgets, measured beside other tools in one run on one machine; prints a table, changes no file of the project.

ast-grep and Semgrep search a checkout made in a temporary folder (making it is not counted) for the call that
niltrail explains. They are taken from the PATH, else installed at first use into environments of their own in the user's
cache folder; a row whose tool is not to be had says so. Times are wall time, the best of a few runs, with Python's compiled
files kept as for every user; memory is the highest sum of resident memory over all processes of a command.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from bench.measure import CommandFailed, Run, best, fastest, measure

FINDINGS = (0, 1)
GRAPHS = ("v2.0.0", "v2.3.4")
"""Further tags whose call graph is built."""
NEIGHBOURS = ("v2.0.0", "v2.0.1")
"""Tags whose graphs are built one after the other."""
BENCH = Path(__file__).parent
TIMELINE_MEGABYTES = 400
SEMGREP_RULE = """rules:
- {id: call, languages: [go], severity: INFO, message: call, pattern: $X.PullImage(...)}
"""
PARTS = ("start", "scan", "check", "graph", "timeline", "history", "search")
GUARD = "if credentials == nil {"
"""What the change that is checked takes away, with its block."""
FIXED = "v2.0.1"
SEARCHED = ("v2.0.0", "v2.1.0")
PROBE_RULE = """rules:
- id: guard
  languages: [go]
  severity: INFO
  message: guard
  pattern: |
    func ($C *CRIImageService) PullImage(...) (...) { ... if credentials == nil { ... } ... }
"""


@dataclass(frozen=True)
class Row:
    """niltrail's run beside another one, or beside the reason why there is none. ``goal`` is the highest ratio wanted, with
    ``spare`` seconds on top, ``ceiling`` the most memory in megabytes."""

    name: str
    ours: Run
    other: str
    theirs: Run | str
    goal: float | None = None
    spare: float = 0.0
    ceiling: float | None = None

    def __str__(self) -> str:
        ours = f"{self.name:<32}{self.ours.seconds:>9.3f} s{self.ours.megabytes:>7.0f} MB   {self.other:<26}"
        if isinstance(self.theirs, str):
            return f"{ours}not measured: {self.theirs}"
        ratio = self.ours.seconds / self.theirs.seconds
        theirs = f"{self.theirs.seconds:>9.3f} s{self.theirs.megabytes:>7.0f} MB   {ratio:>7.3f}"
        return f"{ours}{theirs}  {', '.join(self._goals(self.theirs))}".rstrip()

    def _goals(self, theirs: Run) -> Iterator[str]:
        if self.goal is not None:
            met = self.ours.seconds <= self.goal * theirs.seconds + self.spare
            yield f"<= {self.goal:g}" + (f" + {self.spare * 1000:.0f} ms" if self.spare else "") + _judged(met)
        if self.ceiling is not None:
            yield f"<= {self.ceiling:.0f} MB" + _judged(self.ours.megabytes <= self.ceiling)


def _judged(met: bool) -> str:
    return "" if met else " MISSED"


class Bench:
    """One run of the bench on one repository; ``scratch`` is a temporary folder."""

    def __init__(self, repository: str, tag: str, times: int, scratch: Path) -> None:
        self.repository = repository
        self.tag = tag
        self.times = times
        self.scratch = scratch
        self._caches = 0

    def rows(self, only: Sequence[str] = ()) -> Iterator[Row | str]:
        """All rows, or those of some parts, or the reason where something could not be run."""
        for make in (self._start, self._scan, self._check, self._graph, self._timeline, self._history, self._search):
            if only and make.__name__.strip("_") not in only:
                continue
            try:
                yield from make()
            except (CommandFailed, subprocess.CalledProcessError, OSError) as error:
                yield f"{make.__name__.strip('_')}: not measured: {error}"

    def _start(self) -> Iterator[Row | str]:
        ours = best(_niltrail("--version"), dict(os.environ), 10)
        bare = best([sys.executable, "-c", "pass"], dict(os.environ), 10)
        yield Row("niltrail --version", ours, "python -c pass", bare, goal=2.0, spare=0.06)

    def _scan(self) -> Iterator[Row | str]:
        command = _niltrail("scan", self.tag, "--repo", self.repository, "--format", "json")
        cold = fastest([_answered(measure(command, self._cold(), FINDINGS)) for _ in range(self.times)])
        warm = _answered(best(command, self._warm(), self.times, FINDINGS))
        ast_grep = _or_why(self._ast_grep)
        yield Row(f"scan {self.tag}, cold", cold, "ast-grep, same tree", ast_grep, goal=1.0)
        yield Row(f"scan {self.tag}, warm", warm, "ast-grep, same tree", ast_grep)
        yield Row(f"scan {self.tag}, cold", cold, "Semgrep, same tree", _or_why(self._semgrep))

    def _check(self) -> Iterator[Row | str]:
        """A change that deletes the guard, with the base's verdict remembered, beside a search of the same tree for the call."""
        clone = self._changed()
        command = _niltrail("check", str(clone), "--base", FIXED, "--format", "json")
        judge_base = _niltrail("scan", FIXED, "--repo", str(clone), "--format", "json")
        cold = fastest([_answered(measure(command, self._cold(), FINDINGS)) for _ in range(self.times)])
        known = []
        for _ in range(self.times):
            cache = self._cold()
            measure(judge_base, cache, FINDINGS)
            known.append(_answered(measure(command, cache, FINDINGS)))
        again = _answered(best(command, self._warm(), self.times, FINDINGS))
        ast_grep = _or_why(lambda: self._searched(clone))
        yield Row("check --base, cold", cold, "ast-grep, same tree", ast_grep)
        yield Row("check --base, base known", fastest(known), "ast-grep, same tree", ast_grep, goal=2.0)
        yield Row("check --base, warm", again, "ast-grep, same tree", ast_grep, goal=2.0)

    def _changed(self) -> Path:
        """A work tree of the fixed release without its first guard."""
        clone = self.scratch / "changed"
        if not clone.exists():
            command = ["git", "clone", "-q", "--shared", "--no-checkout", self.repository, str(clone)]
            subprocess.run(command, check=True, capture_output=True)
            subprocess.run(["git", "-C", str(clone), "checkout", "-q", FIXED], check=True, capture_output=True)
            searched = ["git", "-C", str(clone), "grep", "-n", "-F", GUARD, FIXED, "--", "internal/*.go"]
            first = subprocess.run(searched, check=True, capture_output=True, text=True).stdout.splitlines()[0]
            _, path, line = first.split(":")[:3]
            lines = (clone / path).read_text().splitlines(keepends=True)
            end = next(at for at in range(int(line), len(lines)) if lines[at] == "\t}\n")
            (clone / path).write_text("".join(lines[: int(line) - 1] + lines[end + 1 :]))
        return clone

    def _ast_grep(self) -> Run:
        return self._searched(self._checkout())

    def _searched(self, tree: Path) -> Run:
        command = [_tool("ast-grep", "ast-grep-cli"), "run", "--lang", "go", "--pattern", "$X.PullImage($$$)"]
        return best([*command, str(tree)], dict(os.environ), self.times, FINDINGS)

    def _semgrep(self) -> Run:
        rule = self.scratch / "rule.yml"
        rule.write_text(SEMGREP_RULE)
        words = ["scan", "--metrics=off", "--disable-version-check", "--quiet", "--json", "--no-git-ignore"]
        command = [_tool("semgrep", "semgrep"), *words, "--config", str(rule), str(self._checkout())]
        return measure(command, {**os.environ, "HOME": str(self.scratch)}, FINDINGS)

    def _graph(self) -> Iterator[Row | str]:
        for tag in dict.fromkeys((self.tag, *GRAPHS)):
            parsed = measure([sys.executable, str(BENCH / "parse_blobs.py"), self.repository, tag], dict(os.environ))
            files, _, seconds = parsed.output.split()
            theirs = Run(float(seconds), parsed.megabytes, "")
            command = _niltrail("graph", "stats", "--repo", self.repository, "--rev", tag)
            cold = fastest([measure(command, self._cold()) for _ in range(self.times)])
            warm = best(command, self._warm(), self.times)
            yield Row(f"graph of {tag}, cold", cold, f"parse its {int(files):,} own files", theirs)
            yield Row(f"graph of {tag}, warm", warm, f"parse its {int(files):,} own files", theirs)
        before, after = NEIGHBOURS
        first, second = (
            _niltrail("graph", "stats", "-v", "--repo", self.repository, "--rev", tag) for tag in NEIGHBOURS
        )
        pairs = [(measure(first, self._cold()), measure(second, self._warm())) for _ in range(self.times)]
        run = fastest([one for _, one in pairs])
        yield Row(
            f"graph of {after} after {before}", run, f"graph of {before}, cold", fastest([one for one, _ in pairs])
        )
        yield f"({run.said.strip().removeprefix('niltrail: ')})"

    def _timeline(self) -> Iterator[Row | str]:
        parsed = measure([sys.executable, str(BENCH / "parse_blobs.py"), self.repository], dict(os.environ))
        files, size, seconds = parsed.output.split()
        theirs = Run(float(seconds), parsed.megabytes, "")
        other = f"parse {int(files):,} own blobs"
        command = _niltrail("timeline", "--repo", self.repository, "--format", "json")
        cold_cache = self._cold()
        cold = _answered(measure(command, cold_cache, FINDINGS))
        warm = _answered(best(command, cold_cache, self.times, FINDINGS))
        yield Row("timeline, cold", cold, other, theirs, goal=0.7, ceiling=TIMELINE_MEGABYTES)
        yield Row("timeline, warm", warm, other, theirs, goal=0.05, ceiling=TIMELINE_MEGABYTES)
        yield f"({other}: {int(size) / 1e6:.0f} MB, tree-sitter alone on one core)"

    def _history(self) -> Iterator[Row | str]:
        """Every first-parent commit of the main branch, beside all releases."""
        timeline = _answered(
            measure(_niltrail("timeline", "--repo", self.repository, "--format", "json"), self._cold(), FINDINGS)
        )
        command = _niltrail(
            "bisect", "--branch", _main_branch(self.repository), "--repo", self.repository, "--format", "json"
        )
        cold_cache = self._cold()
        cold = _answered(measure(command, cold_cache, FINDINGS))
        warm = _answered(best(command, cold_cache, self.times, FINDINGS))
        count = json.loads(cold.output)["walks"][0]["commits"]
        yield Row(
            f"bisect, {count:,} commits, cold", cold, "timeline, cold", timeline, goal=2.0, ceiling=TIMELINE_MEGABYTES
        )
        yield Row("bisect, warm", warm, "timeline, cold", timeline, ceiling=TIMELINE_MEGABYTES)
        fast = _answered(measure([*command, "--fast"], self._cold(), FINDINGS))
        yield Row("bisect --fast, cold", fast, "timeline, cold", timeline)

    def _search(self) -> Iterator[Row | str]:
        """Every commit of a range, beside halving it with a probe."""
        words = ("bisect", "--from", SEARCHED[0], "--to", SEARCHED[1], "--repo", self.repository, "--format", "json")
        ours = _answered(measure(_niltrail(*words), self._cold(), FINDINGS))
        count = json.loads(ours.output)["walks"][0]["commits"]
        probed = _or_why(self._git_bisect)
        yield Row(f"bisect, {count:,} commits, cold", ours, "git bisect run semgrep", probed, goal=1.0)

    def _git_bisect(self) -> Run:
        """Git bisect run with Semgrep on a checkout of the part of the tree that the probe reads."""
        semgrep = _tool("semgrep", "semgrep")
        tree = self.scratch / "bisected"
        rule = self.scratch / "probe.yml"
        rule.write_text(PROBE_RULE)
        git = ["git", "-C", str(tree)]
        clone = ["git", "clone", "-q", "--shared", "--no-checkout", self.repository, str(tree)]
        subprocess.run(clone, check=True, capture_output=True)
        base = subprocess.run(
            [*git, "merge-base", *SEARCHED], check=True, capture_output=True, text=True
        ).stdout.strip()
        for words in (["checkout", "-q", SEARCHED[1]], ["bisect", "start", "--first-parent", SEARCHED[1], base]):
            subprocess.run([*git, *words], check=True, capture_output=True)
        words = [
            "scan",
            "--metrics=off",
            "--disable-version-check",
            "--quiet",
            "--error",
            "--no-git-ignore",
            "--config",
        ]
        probe = [semgrep, *words, str(rule), "internal/cri/server/images"]
        return measure([*git, "bisect", "run", *probe], {**os.environ, "HOME": str(self.scratch)})

    def _cold(self) -> dict[str, str]:
        self._caches += 1
        return {**os.environ, "XDG_CACHE_HOME": str(self.scratch / f"cache{self._caches}")}

    def _warm(self) -> dict[str, str]:
        return {**os.environ, "XDG_CACHE_HOME": str(self.scratch / f"cache{self._caches}")}

    def _checkout(self) -> Path:
        tree = self.scratch / "tree"
        if not tree.exists():
            tree.mkdir()
            archive = subprocess.Popen(["git", "-C", self.repository, "archive", self.tag], stdout=subprocess.PIPE)
            subprocess.run(["tar", "-x", "-C", str(tree)], stdin=archive.stdout, check=True)
            if archive.wait():
                raise CommandFailed(f"git archive {self.tag} failed")
        return tree


def _niltrail(*words: str) -> list[str]:
    script = Path(sys.executable).with_name("niltrail")
    if script.exists():
        return [str(script), *words]
    return [sys.executable, "-c", "import sys; from analyzer.cli import main; sys.exit(main())", *words]


def _answered(run: Run) -> Run:
    if not run.output.startswith("{"):
        raise CommandFailed("niltrail gave no document")
    return run


def _or_why(measured: Callable[[], Run]) -> Run | str:
    """The other tool's run, or why it could not be made: niltrail's own figures do not depend on it."""
    try:
        return measured()
    except (CommandFailed, subprocess.CalledProcessError, OSError) as error:
        return str(error)


def _tool(command: str, distribution: str) -> str:
    """The command on the PATH; else in an environment of its own, installed at first use: its dependencies are not niltrail's.

    Raises:
        CommandFailed: it cannot be installed.
    """
    there = shutil.which(command)
    if there:
        return there
    folder = Path(platformdirs.user_cache_dir("niltrail")) / "bench" / distribution
    found = folder / "bin" / command
    if not found.exists():
        print(f"installing {distribution}", file=sys.stderr)
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", distribution]
        try:
            measure(pip, dict(os.environ))
        except CommandFailed:
            raise CommandFailed(f"{command} is not on the PATH, and pip cannot install {distribution}") from None
    return str(found)


def _last_tag(repository: str) -> str:
    command = ["git", "-C", repository, "tag", "--list", "v*", "--sort=-version:refname"]
    tags = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return "v2.0.0" if "v2.0.0" in tags else tags[0]


def _main_branch(repository: str) -> str:
    """Main or master, one's own or origin's."""
    refs = subprocess.run(
        ["git", "-C", repository, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    return next(name for name in ("main", "master", "origin/main", "origin/master", "HEAD") if name in [*refs, "HEAD"])


def _default_repository() -> str | None:
    return os.environ.get("NILTRAIL_CORPUS")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repo", default=_default_repository(), help="a clone of the real repository")
    parser.add_argument("--tag", help="the release to scan (default v2.0.0, else the last one)")
    parser.add_argument("--only", action="append", default=[], choices=PARTS, help="this part only; may be repeated")
    parser.add_argument("--times", type=int, default=3, help="runs of which the best counts")
    options = parser.parse_args()
    if not options.repo:
        parser.error("no repository: give --repo PATH (make bench REPO=PATH) or set NILTRAIL_CORPUS")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="niltrail-bench-") as scratch:
        bench = Bench(options.repo, options.tag or _last_tag(options.repo), options.times, Path(scratch))
        head = f"{'niltrail':<32}{'time':>11}{'peak':>10}   {'beside':<26}{'time':>11}{'peak':>10}   {'ratio':>7}  goal"
        print(head)
        for row in bench.rows(options.only):
            print(row, flush=True)


if __name__ == "__main__":
    main()
