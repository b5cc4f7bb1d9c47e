"""The command and its subcommands, each loaded when it is used."""

from __future__ import annotations

import importlib

import click

from analyzer import __version__
from analyzer.cli.help import Group

_COMMANDS = {
    "scan": "analyzer.cli.scan:scan",
    "check": "analyzer.cli.check:check",
    "baseline": "analyzer.cli.baseline:baseline",
    "timeline": "analyzer.cli.timeline:timeline",
    "bisect": "analyzer.cli.bisect:bisect",
    "diff": "analyzer.cli.diff:diff",
    "backports": "analyzer.cli.backports:backports",
    "track": "analyzer.cli.track:track",
    "assess": "analyzer.cli.assess:assess",
    "explain": "analyzer.cli.explain:explain",
    "graph": "analyzer.cli.graph:graph",
    "report": "analyzer.cli.report:report",
    "rules": "analyzer.cli.rules:rules",
    "schema": "analyzer.cli.schema:schema",
    "clone": "analyzer.cli.clone:clone",
    "cache": "analyzer.cli.cache:cache",
}

_EXAMPLES = """\
Start here:
  niltrail scan --repo demo v2.0.0       one revision of the built-in demonstration
  niltrail timeline --repo demo          all of its releases
  niltrail timeline                      the repository the rule was written for
  niltrail scan --repo . HEAD main       your own clone
"""


class _Lazy(Group):
    """A group whose members are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(_COMMANDS)}"
            raise click.UsageError(f"no command {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"niltrail {__version__}")
        ctx.exit()


@click.group(
    cls=_Lazy,
    invoke_without_command=True,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def app(ctx: click.Context, /) -> None:
    """Finds Go calls that pass nothing where something was needed, and says where, when and since which release
    that nothing hurts.

    Repositories are read as git objects: no checkout, no build, no Go toolchain.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
