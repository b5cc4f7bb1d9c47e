"""What ends a run early, as one line and an exit code. A traceback is shown only to those who set NILTRAIL_DEBUG=1."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from analyzer.errors import NiltrailError

USAGE, INCOMPLETE, INTERNAL = 2, 3, 4
INTERRUPTED = 130
BROKEN_PIPE = 141
_PACKAGE = Path(__file__).parent.parent
_LONGEST = 300


def guarded(run: Callable[[], int]) -> int:
    """Runs a command to the end of its output."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: nobody listens
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - as long as the process
    try:
        code = run()
        sys.stdout.flush()
    except (KeyboardInterrupt, click.exceptions.Abort):
        return _ended("interrupted; what was read is kept, and the same command goes on from there", INTERRUPTED)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.ClickException as error:
        return _ended(_usage(error), USAGE)
    except NiltrailError as error:
        return _ended(str(error), error.exit_code)
    except BrokenPipeError:
        _forget_output()
        return BROKEN_PIPE
    except OSError as error:
        _forget_output()
        return _ended(_system(error), INCOMPLETE)
    except MemoryError:
        return _ended("out of memory; try fewer --jobs", INCOMPLETE)
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        return _ended(_internal(error), INTERNAL)
    return code


def say(text: str) -> None:
    """Writes lines to standard error, each after the command's name."""
    from analyzer.report.escape import visible

    with contextlib.suppress(OSError, AttributeError):
        for line in text.splitlines():
            sys.stderr.write(f"niltrail: {visible(line)}\n".encode("utf-8", "backslashreplace").decode())
        sys.stderr.flush()


def _ended(text: str, code: int) -> int:
    if os.environ.get("NILTRAIL_DEBUG") == "1" and sys.exc_info()[0] is not KeyboardInterrupt:
        traceback.print_exc()
    say(text)
    return code


def _usage(error: click.ClickException) -> str:
    text = error.format_message().rstrip(".").replace("\n", " ")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{text[:1].lower()}{text[1:]}; see: {context.command_path if context else 'niltrail'} --help"


def _system(error: OSError) -> str:
    reason = error.strerror or str(error)
    hint = "; free some space, or choose another folder with --cache-dir" if error.errno == errno.ENOSPC else ""
    return f"{error.filename}: {reason}{hint}" if error.filename else f"cannot write: {reason}{hint}"


def _internal(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    last = (ours or frames)[-1]
    place = f"{Path(last.filename).relative_to(_PACKAGE.parent) if ours else last.name}:{last.lineno}"
    text = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    return f"internal error at {place}, {text}; please report it with what the same command says under NILTRAIL_DEBUG=1"


def _forget_output() -> None:
    """Nothing more can be written to standard output; Python would try again at exit, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
