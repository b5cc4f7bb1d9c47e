"""niltrail schema."""

from __future__ import annotations

import click

from analyzer.cli.help import Command

KINDS = ("scan", "scans", "timeline", "bisect", "diff", "backports", "track", "check", "rule")

_EXAMPLES = """\
scan       what 'niltrail scan REV --format json' writes
scans      the same for several revisions
timeline   what 'niltrail timeline --format json' writes
bisect     what 'niltrail bisect --format json' writes; so for diff, backports, track and check
rule       a rule.toml, for editors that check TOML

Example:
  niltrail schema rule > rule.schema.json
"""


@click.command(cls=Command, epilog=_EXAMPLES)
@click.argument("kind", type=click.Choice(KINDS))
def schema(kind: str) -> int:
    """Print the JSON schema of a document, or of a rule file."""
    import json

    from analyzer import report
    from analyzer.cli.output import write
    from analyzer.rules import rule_schema

    write(json.dumps(rule_schema() if kind == "rule" else report.schema(kind), indent=2) + "\n")
    return 0
