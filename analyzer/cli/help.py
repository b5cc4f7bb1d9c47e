"""Help texts whose examples keep their lines; click would fill them into one paragraph."""

from __future__ import annotations

import textwrap

import click

EXIT_CODES = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, 3 incomplete, 4 internal error."


ORDER = "niltrail.order"
"""Where a context's ``meta`` has the names of the parameters as they were given, repeated ones as often."""


class Command(click.Command):
    """A command whose epilog keeps its lines, and that knows in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta[ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write("".join(f"{_fitted(line, formatter.width)}\n" for line in self.epilog.splitlines()))


def _fitted(line: str, width: int) -> str:
    """A line of prose, wrapped; one that is indented or has columns is an example, to be copied as it stands."""
    return line if line.startswith(" ") or "   " in line else textwrap.fill(line, width, break_on_hyphens=False)


class Group(Command, click.Group):
    """A group whose epilog keeps its lines."""
