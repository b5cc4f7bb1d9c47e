"""The command: argv in, text out, one clear line for every mistake. The only printer.

Nothing but click is imported before a command is chosen; every command's own module says what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs niltrail with the process's arguments, or these, and returns the exit code (docs/output.md, Exit codes)."""
    import os
    import sys

    try:
        from analyzer.cli.guard import guarded
    except KeyboardInterrupt:  # click is being loaded, and there is nothing yet to say it with
        return 130

    def run() -> int:
        from analyzer.cli.app import app

        if "_NILTRAIL_COMPLETE" in os.environ:
            app.main(prog_name="niltrail")
        words = sys.argv[1:] if arguments is None else list(arguments)
        with app.make_context("niltrail", words) as context:  # click's own main would end the process in its own words
            code = app.invoke(context)
        return code if isinstance(code, int) else 0

    return guarded(run)
