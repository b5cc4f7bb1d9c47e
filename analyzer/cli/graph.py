"""niltrail graph: questions to the call graph of one revision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import Command, Group
from analyzer.cli.options import Command as CommandFunction
from analyzer.cli.options import Option, build_tags_option, cache_dir_option, gathered, system_options, tests_option

if TYPE_CHECKING:
    from analyzer.callgraph.ask import Questions
    from analyzer.callgraph.graph import Graph
    from analyzer.graphing import Found
    from analyzer.report.graph import Answer

_EXAMPLES = """\
Examples:
  niltrail graph callers --repo demo --rev v2.0.0 login
  niltrail graph path cmd/server.main '(*Client).Pull'
  niltrail graph focus client/pull.go:42 --format dot | dot -Tsvg > focus.svg
  niltrail graph export --format tsv > calls.tsv

A function is named by the end of its name (Pull, (*Client).Pull, client.(*Client).Pull$1), or by a place in it: path/to/file.go:120.
Exit codes: 0 answered, 1 no such path, 2 usage, 3 incomplete, 4 internal error.
"""
NOTHING = 1
"""The exit code of a path that does not exist."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which graph is meant."""

    repo: str
    rev: str
    goos: str
    goarch: str
    build_tags: tuple[str, ...]
    tests: bool
    cache_dir: Path
    verbose: bool


_WHERE: tuple[Option, ...] = (
    click.option("--repo", default=".", show_default=True, metavar="PATH|URL|demo", help="A clone, an address, or the demonstration."),
    click.option("--rev", default="HEAD", show_default=True, metavar="REV", help="A tag, a branch or a commit."),
    *system_options,
    build_tags_option("--tags", "--build-tags"),
    tests_option,
    cache_dir_option,
    click.option("-v", "--verbose", is_flag=True, help="Tell how many packages were read, and how many were known."),
)  # fmt: skip


def _about_graph(command: CommandFunction) -> CommandFunction:
    """Gives a command the options that say which graph is meant, as its argument ``where``."""
    return gathered(command, _WHERE, Where, "where")


_format = click.option(
    "--format", type=click.Choice(["text", "json", "dot"]), default="text", show_default=True, help="What is written."
)


@click.group(cls=Group, epilog=_EXAMPLES)
def graph() -> None:
    """Ask the call graph of a revision: who calls what, and how.

    Every answer says how sure it is. The graph covers all modules of the repository as they are built for one system, without a Go toolchain. Calls through interfaces
    and of function values are resolved by the types and functions that flow to them.
    """


def _loaded(where: Where) -> tuple[Graph, str]:
    """The graph that is meant, and what it is called."""
    from analyzer.cli.asking import opened
    from analyzer.cli.guard import say
    from analyzer.cli.progress import progress
    from analyzer.findings import Build
    from analyzer.graphing import Asked, graph_of

    build = Build(where.goos, where.goarch, tuple(sorted(where.build_tags)))
    with progress() as bar, opened(where.repo, where.cache_dir, bar) as repository:
        revision = repository.resolve(where.rev)
        asked = Asked(build, where.tests, where.cache_dir, once=True)
        found = graph_of(repository.objects, revision.tree, asked, bar.judging)
        title = f"{repository.name} {revision.name}"
    for path, reason in found.graph.blind:
        say(f"{path}: {reason}")
    if where.verbose:
        say(_told(found))
    return found.graph, title


def _told(found: Found) -> str:
    """How much of a graph was known before."""
    if not found.packages:
        return "the graph was known"
    return f"{found.packages} packages, {found.reused} of them as in a revision before"


def _asked(where: Where) -> Questions:
    from analyzer.callgraph.ask import Questions

    return Questions(_loaded(where)[0])


def _shown(answer: Answer, format: str) -> int:
    from analyzer.cli.guard import INCOMPLETE
    from analyzer.cli.output import write
    from analyzer.report.graph import render

    write(render(answer, format))
    if answer.chains == ():
        return NOTHING
    return INCOMPLETE if answer.graph.blind else 0


@graph.command(cls=Command)
@click.argument("function")
@_format
@_about_graph
def callers(where: Where, function: str, format: str) -> int:
    """The calls that can enter FUNCTION."""
    from analyzer.callgraph.find import find
    from analyzer.report.graph import Answer

    asked = _asked(where)
    node = find(asked.graph, function)
    return _shown(Answer(asked.graph, f"callers {function}", node, edges=tuple(asked.callers(node))), format)


@graph.command(cls=Command)
@click.argument("function")
@_format
@_about_graph
def callees(where: Where, function: str, format: str) -> int:
    """What FUNCTION can call."""
    from analyzer.callgraph.find import find
    from analyzer.report.graph import Answer

    asked = _asked(where)
    node = find(asked.graph, function)
    return _shown(Answer(asked.graph, f"callees {function}", node, edges=tuple(asked.callees(node))), format)


@graph.command(cls=Command)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@_format
@_about_graph
def path(where: Where, source: str, target: str, format: str) -> int:
    """A shortest chain of calls from one function to another; exits with 1 if there is none."""
    from analyzer.callgraph.find import find
    from analyzer.report.graph import Answer

    asked = _asked(where)
    start = find(asked.graph, source)
    chain = asked.path(start, find(asked.graph, target))
    chains = () if chain is None else (tuple(chain),)
    return _shown(Answer(asked.graph, f"path {source} {target}", start, chains=chains), format)


@graph.command(cls=Command)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="At most so many.")
@_format
@_about_graph
def paths(where: Where, source: str, target: str, limit: int, format: str) -> int:
    """Chains of calls from one function to another, shortest first; exits with 1 if there is none."""
    from analyzer.callgraph.find import find
    from analyzer.report.graph import Answer

    asked = _asked(where)
    start = find(asked.graph, source)
    chains = tuple(tuple(chain) for chain in asked.paths(start, find(asked.graph, target), limit))
    return _shown(Answer(asked.graph, f"paths {source} {target}", start, chains=chains), format)


@graph.command(cls=Command)
@click.argument("function", metavar="FROM")
@_format
@_about_graph
def reachable(where: Where, function: str, format: str) -> int:
    """The functions that FROM can enter, directly or through others."""
    from analyzer.callgraph.find import find
    from analyzer.report.graph import Answer

    asked = _asked(where)
    node = find(asked.graph, function)
    return _shown(Answer(asked.graph, f"reachable {function}", nodes=tuple(asked.reachable((node,)))), format)


@graph.command(cls=Command)
@_format
@_about_graph
def unreachable(where: Where, format: str) -> int:
    """Functions that nothing enters: neither main, init or initialisation (without a main package, what is exported), nor code outside."""
    from analyzer.report.graph import Answer

    asked = _asked(where)
    return _shown(Answer(asked.graph, "unreachable", nodes=tuple(asked.unreachable())), format)


@graph.command(cls=Command)
@click.argument("function")
@click.option(
    "--depth", type=click.IntRange(1), default=2, show_default=True, metavar="N", help="Steps in both directions."
)
@click.option("--open", "open_page", is_flag=True, help="Write a page that draws it, and open it in the browser.")
@_format
@_about_graph
def focus(where: Where, function: str, depth: int, open_page: bool, format: str) -> int:
    """The calls around FUNCTION, in both directions."""
    from analyzer.callgraph.find import find
    from analyzer.report.graph import Answer

    asked = _asked(where)
    node = find(asked.graph, function)
    if open_page:
        return _opened(asked, node, where.cache_dir)
    return _shown(
        Answer(asked.graph, f"focus {function}", nodes=(node,), edges=tuple(asked.focus(node, depth))), format
    )


def _opened(asked: Questions, node: int, cache_dir: Path) -> int:
    """Writes a page about a function into the cache folder, and shows it."""
    from analyzer.report.graph.page import page

    target = cache_dir / "pages" / "focus.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(asked.graph, asked.graph.nodes[node].name, node), encoding="utf-8")
    click.echo(str(target))
    click.launch(target.as_uri())
    return 0


@graph.command(cls=Command)
@click.option(
    "--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is written."
)
@_about_graph
def stats(where: Where, format: str) -> int:
    """How many functions, calls and edges there are, by kind and certainty."""
    from analyzer.cli.guard import INCOMPLETE
    from analyzer.cli.output import write
    from analyzer.report.graph import render_stats

    asked = _asked(where)
    write(render_stats(asked.stats(), format))
    return INCOMPLETE if asked.graph.blind else 0


@graph.command(cls=Command)
@click.option(
    "--format",
    type=click.Choice(["tsv", "json", "dot", "graphml", "html"]),
    default="tsv",
    show_default=True,
    help="What is written.",
)
@_about_graph
def export(where: Where, format: str) -> int:
    """Write the whole graph."""
    from analyzer.cli.guard import INCOMPLETE
    from analyzer.cli.output import write
    from analyzer.report.graph import export as exported

    found, title = _loaded(where)
    write(exported(found, format, title=title))
    return INCOMPLETE if found.blind else 0
