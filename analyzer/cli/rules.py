"""niltrail rules list, check, test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.help import Group
from analyzer.cli.options import rule_option, rules_option

if TYPE_CHECKING:
    from analyzer.rules import Example, Loaded

_WANTED = ("vulnerable", "mitigated", "safe")

_EXAMPLES = """\
Examples:
  niltrail rules list
  niltrail rules check my-rules/
  niltrail rules test --rules my-rules/
"""


@click.group(cls=Group, epilog=_EXAMPLES)
def rules() -> None:
    """List, check and test rules.

    A rule is a folder with a rule.toml; docs/rules.md tells how to write one for another project.
    """


@rules.command("list")
@rules_option
@click.option("-v", "--verbose", is_flag=True, help="Show each rule's help text as well.")
def list_rules(rules: tuple[Path, ...], verbose: bool) -> int:
    """List the rules there are: id, title, what they find."""
    import textwrap

    from analyzer.cli.output import terminal_width, write
    from analyzer.report import visible
    from analyzer.rules import load

    width = terminal_width()
    for one in load(rules):
        rule = one.rule
        origin = "built in" if one.builtin else str(one.folders[0])
        lines = [f"{rule.id}  ({origin})", f"  {rule.title}"]
        lines += textwrap.wrap(rule.summary, width, initial_indent="  ", subsequent_indent="  ")
        lines += [f"  for {rule.repository}"] if rule.repository else []
        lines += [f"  extended by {folder}" for folder in one.folders[1:]]
        if verbose:
            lines += ["", *(f"  {line}" for line in rule.help.splitlines())]
        write("".join(f"{visible(line).rstrip()}\n" for line in lines))
    return 0


@rules.command("check")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[DIR]...")
def check_rules(folders: tuple[Path, ...]) -> int:
    """Check rule files and examples: all mistakes, file and line.

    DIR is a folder of rules, or one of them (default: the built-in rules). Exits with 2 when there is a mistake.
    """
    from analyzer.cli.output import write
    from analyzer.errors import RuleError
    from analyzer.report.words import counted
    from analyzer.rules import examples, load

    mistakes: list[str] = []
    loaded: tuple[Loaded, ...] = ()
    try:
        loaded = load(folders)
    except RuleError as error:
        mistakes.append(str(error))
    count = 0
    for one in loaded:
        try:
            count += len(examples(one.folders))
        except RuleError as error:
            mistakes.append(str(error))
    if mistakes:
        raise RuleError("\n".join(mistakes))
    write(f"well formed: {counted(len(loaded), 'rule')}, {counted(count, 'example')}\n")
    return 0


@rules.command("test")
@rule_option
@rules_option
def test_rules(rule: tuple[str, ...], rules: tuple[Path, ...]) -> int:
    """Judge every rule's examples and compare with the verdict they want.

    Exits with 0 when all are as wanted, 1 when one differs, 2 when a file is wrong.
    """
    from analyzer.cli.asking import chosen
    from analyzer.cli.output import write
    from analyzer.rules import examples, load

    differing = 0
    for one in chosen(load(rules), rule):
        found = examples(one.folders)
        write(f"{one.rule.id}\n")
        for example in found:
            differences = _differences(one, example)
            differing += bool(differences)
            write(f"  {'differs' if differences else 'ok     '}  {example.path.name}\n")
            write("".join(f"             {line}\n" for line in differences))
        write("".join(f"  {line}\n" for line in _missing(found)))
    write("all as wanted\n" if not differing else f"{differing} not as wanted\n")
    return 1 if differing else 0


def _differences(one: Loaded, example: Example) -> list[str]:
    from analyzer import pipeline
    from analyzer.answers import Question
    from analyzer.report import visible

    scan = pipeline.try_program(example.files, Question(rules=(one.rule,), jobs=1))
    return [visible(line) for line in example.differences(scan)]


def _missing(found: Sequence[Example]) -> list[str]:
    there = {example.verdict.value for example in found}
    return [f"no example wants the verdict {wanted}" for wanted in _WANTED if wanted not in there]
