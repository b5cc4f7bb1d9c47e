"""Options that several commands share, and what they add up to."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from analyzer.cli.help import ORDER
from analyzer.cli.targets import Target, targets

SYSTEMS = (
    "aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "linux", "netbsd", "openbsd", "plan9", "solaris",
    "wasip1", "windows",
)  # fmt: skip
ARCHITECTURES = (
    "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
)  # fmt: skip
FAIL_ON = ("vulnerable", "unknown", "mitigated")
Command = Callable[..., int]
Option = Callable[[Command], Command]


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is shown. At most one of the ``targets`` is standard output."""

    targets: tuple[Target, ...]
    color: str
    fail_on: str
    verbose: bool
    profile: str = "full"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked, of which repository. ``repo`` '' means the one that the rules were written for."""

    repo: str
    rule: tuple[str, ...]
    rules: tuple[Path, ...]
    jobs: int
    goos: str
    goarch: str
    build_tags: tuple[str, ...]
    tests: bool
    cache_dir: Path
    root: str


def _cache_dir(_: click.Context, __: click.Parameter, value: Path | None) -> Path:
    if value is not None:
        return value
    import platformdirs

    return Path(platformdirs.user_cache_dir("niltrail"))


def _repo(_: click.Context, __: click.Parameter, value: str | None) -> str:
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; give a path or an address, or leave the option out")
    return value or ""


def _root(_: click.Context, __: click.Parameter, value: str) -> str:
    parts = [part for part in value.split("/") if part not in ("", ".")]
    if ".." in parts or not value.isprintable():
        raise click.BadParameter(f"{value!r} is no folder of a repository")
    return "/".join(parts)


def _build_tags(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    tags = [tag for text in value for tag in text.replace(" ", ",").split(",") if tag]
    for tag in tags:
        if not all(character.isalnum() or character in "_." for character in tag):
            raise click.BadParameter(f"{tag!r} is no build tag: letters, digits, '_' and '.' only")
    return tuple(dict.fromkeys(tags))


cache_dir_option: Option = click.option(
    "--cache-dir", type=click.Path(file_okay=False, path_type=Path), envvar="NILTRAIL_CACHE_DIR", callback=_cache_dir, metavar="DIR",
    help="Where mirrors, facts and verdicts are kept  [default: the user's cache folder; env: NILTRAIL_CACHE_DIR]",
)  # fmt: skip
rules_option: Option = click.option(
    "--rules", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="Rules of your own, added to the built-in ones: a folder of rule folders, or one of them. May be repeated.",
)  # fmt: skip
rule_option: Option = click.option(
    "--rule", multiple=True, metavar="ID", help="Ask this rule only; see: niltrail rules list. May be repeated."
)
jobs_option: Option = click.option(
    "--jobs", "-j", type=click.IntRange(0, 256), default=0, metavar="N", help="Worker processes; 0 is one for each core  [default: 0]"
)  # fmt: skip


def build_tags_option(*names: str) -> Option:
    """The option for build tags, under some names."""
    return click.option(
        *names, "build_tags", multiple=True, callback=_build_tags, metavar="TAG,...",
        help="Build tags that hold besides GOOS and GOARCH, as for 'go build -tags'; 'cgo' turns cgo on.",
    )  # fmt: skip


system_options: tuple[Option, ...] = (
    click.option("--goos", type=click.Choice(SYSTEMS), default="linux", show_default=True, metavar="OS", help="GOOS of the build."),
    click.option(
        "--goarch", type=click.Choice(ARCHITECTURES), default="amd64", show_default=True, metavar="ARCH", help="GOARCH of the build."
    ),
)  # fmt: skip
tests_option: Option = click.option("--tests", is_flag=True, help="Take test files for production code too.")
build_options: tuple[Option, ...] = (*system_options, build_tags_option("--build-tags"), tests_option, jobs_option)
_ASK: tuple[Option, ...] = (
    click.option(
        "--repo", callback=_repo, metavar="PATH|URL|demo",
        help="A clone (work tree, bare or mirror), an address that is cloned at first use, or the built-in demonstration.  "
        "[default: the repository that the rules were written for]",
    ),
    rule_option,
    rules_option,
    click.option(
        "--root", callback=_root, default="", metavar="DIR",
        help="Judge what is below this folder of the repository, as where a copy is embedded. Paths are shown relative to it.",
    ),
    *build_options,
    cache_dir_option,
)  # fmt: skip
_OUTPUT: tuple[Option, ...] = (
    click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default="vulnerable",
        show_default=True,
        help="The mildest verdict that exits with 1.",
    ),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colours; NO_COLOR is obeyed.",
    ),
    click.option(
        "-v", "--verbose", is_flag=True, help="Tell how many files were looked at, and everything that was not seen."
    ),
)


_PROFILE: Option = click.option(
    "--sarif-profile", "profile", type=click.Choice(["full", "github"]), default="full", show_default=True,
    help="Whom a SARIF log is for: github keeps it within what GitHub's code scanning takes, and leaves out what is suppressed.",
)  # fmt: skip


def asking(command: Command) -> Command:
    """Gives a command the options about the question, as its argument ``ask``."""
    return gathered(command, _ASK, Ask, "ask")


def asking_here(command: Command) -> Command:
    """The same for a command whose argument PATH is the repository."""
    path = click.argument("repo", metavar="[PATH]", default=".", callback=_repo)
    return gathered(command, (path, *_ASK[1:]), Ask, "ask")


def showing_of(*kinds: str) -> Option:
    """Gives a command the options about its output, as its argument ``output``. Its documents are of some kinds
    (`analyzer.report.KINDS`), and all formats that they have can be asked for."""
    from analyzer.report.formats import formats_of

    formats = formats_of(*kinds)
    where: tuple[Option, ...] = (
        click.option(
            "--format", "formats", type=click.Choice(formats), multiple=True, metavar="FORMAT",
            help=f"What is written: {', '.join(formats)}. May be repeated, each with an --output.  [default: text]",
        ),
        click.option(
            "--output", "files", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
            help="The file that the --format before it is written to, instead of standard output.",
        ),
    )  # fmt: skip
    if "sarif" in formats:
        where += (_PROFILE,)
    return lambda command: gathered(command, (*where, *_OUTPUT), Output, "output")


def gathered(command: Command, options: Sequence[Option], kind: type[Any], name: str) -> Command:
    """Gives a command some options, as one argument ``name`` of the record ``kind``, whose fields are the options' names."""

    @functools.wraps(command)
    def gathering(**given: Any) -> int:
        if kind is Output:
            given["targets"] = targets(
                given.pop("formats"), given.pop("files"), click.get_current_context().meta[ORDER]
            )
        values = {field.name: given.pop(field.name) for field in fields(kind) if field.name in given}
        return command(**{name: kind(**values)}, **given)

    with_options: Command = gathering
    for option in reversed(options):
        with_options = option(with_options)
    return with_options
