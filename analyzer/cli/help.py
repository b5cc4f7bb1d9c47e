"""Help texts whose examples keep their lines; click would fill them into one paragraph."""

from __future__ import annotations

import click

EXIT_CODES = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, 3 incomplete, 4 internal error."


ORDER = "niltrail.order"
"""Where a context's ``meta`` has the names of the parameters as they were given, repeated ones as often."""


class Command(click.Command):
    """A command whose epilog is shown as it stands, and that knows in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta[ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(self.epilog)


class Group(Command, click.Group):
    """A group whose epilog is shown as it stands."""
