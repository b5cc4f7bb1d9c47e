"""Help texts whose examples keep their lines; click would fill them into one paragraph."""

from __future__ import annotations

import click

EXIT_CODES = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, 3 incomplete, 4 internal error."


class Command(click.Command):
    """A command whose epilog is shown as it stands."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(self.epilog)


class Group(Command, click.Group):
    """A group whose epilog is shown as it stands."""
