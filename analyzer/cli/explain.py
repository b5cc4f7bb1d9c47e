"""niltrail explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from analyzer.cli.help import Command
from analyzer.cli.options import Ask, Output, asking, showing_of

if TYPE_CHECKING:
    from analyzer.findings import Scan

_SHORTEST = 4

_EXAMPLES = """\
Examples:
  niltrail explain 1f0c9a6b --repo demo --rev v2.0.0
  niltrail explain 1f0c9a6b --rev main --format markdown

Exit codes: as niltrail scan; 2 when the revision has no such finding.
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("fingerprint")
@click.option("--rev", default="HEAD", show_default=True, metavar="REV", help="The revision that has the finding.")
@asking
@showing_of("scan")
def explain(ask: Ask, output: Output, fingerprint: str, rev: str) -> int:
    """Show one finding in full: every path, not only the worst.

    FINGERPRINT is the finding's, as 'niltrail scan' shows it, or its first characters. It stays the same when lines shift or
    files move, so it can be asked of other revisions too.
    """
    from analyzer import pipeline
    from analyzer.cli.asking import question, repository
    from analyzer.cli.output import show
    from analyzer.cli.progress import progress
    from analyzer.cli.scan import resolved
    from analyzer.errors import UsageError

    if len(fingerprint) < _SHORTEST:
        raise UsageError(f"{fingerprint!r} is too short for a fingerprint: give at least {_SHORTEST} characters")
    asked = question(ask)
    with progress() as bar, repository(ask, asked.rules, bar, (rev,)) as opened:
        found, wrong = resolved(opened, [rev])
        if not found:
            raise UsageError("\n".join(wrong))
        (judged,) = pipeline.scan(opened, found, asked, bar.judging)
    return show(only(judged, fingerprint), output, full=True)


def only(scan: Scan, fingerprint: str) -> Scan:
    """A scan with one finding.

    Raises:
        UsageError: no finding or several have a fingerprint that begins so.
    """
    import msgspec

    from analyzer.errors import UsageError

    found = [finding for finding in scan.findings if finding.fingerprint.startswith(fingerprint)]
    if not found:
        known = ", ".join(sorted({finding.fingerprint for finding in scan.findings}))
        raise UsageError(
            f"{scan.revision} has no finding {fingerprint}; " + (f"it has {known}" if known else "it has none at all")
        )
    if len({finding.fingerprint for finding in found}) > 1:
        raise UsageError(
            f"several findings begin with {fingerprint}: {', '.join(finding.fingerprint for finding in found)}"
        )
    rules = tuple(result for result in scan.rules if result.rule == found[0].rule)
    verdict = max((finding.verdict for finding in found), key=lambda one: one.severity)
    return msgspec.structs.replace(scan, findings=tuple(found), rules=rules, verdict=verdict)
