"""Options for documents that are published (osv, openvex, csaf): who speaks, under which names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import click

from analyzer.cli.options import Command, Option, Output, gathered

if TYPE_CHECKING:
    from analyzer.findings import Transition
    from analyzer.report import Publication

PUBLISHED = ("osv", "openvex", "csaf")
_SAID_IN = {"namespace": ("openvex", "csaf"), "tlp": ("csaf",), "with": ("osv",)}
TLP = ("WHITE", "GREEN", "AMBER", "RED")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~/%+-]*)?")


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the publisher; '' where nothing."""

    id: str
    author: str
    namespace: str
    tlp: str

    def publication(
        self, output: Output, rule: str = "", transitions: Sequence[Transition] = (), rules: Sequence[str] = ()
    ) -> Publication:
        """The same for the documents. ``rule`` is the one that is chosen, ``rules`` are those that will be judged.

        Raises:
            UsageError: something is said, and no such document is wanted; or a document that is wanted cannot be made of this.
        """
        from analyzer.report.publication import UNSAID, Publication

        given = {**{field.name: getattr(self, field.name) for field in fields(self)}, "rule": rule, "with": transitions}
        for name, value in given.items():
            places = _SAID_IN.get(name, PUBLISHED)
            if value and not any(target.format in places for target in output.targets):
                raise click.UsageError(f"--{name} goes with --format {' or '.join(places)}")
        if len(rules) > 1 and (self.id or any(target.format == "osv" for target in output.targets)):
            what = "--id names" if self.id else "an OSV record is about"
            raise click.UsageError(
                f"{what} one rule's finding, and there are {', '.join(rules)}: choose one with --rule"
            )
        author = self.author or UNSAID.author
        return Publication(self.id, author, self.namespace, rule, self.tlp, tuple(transitions))


def _author(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not (value.strip() and value.isprintable()):
        raise click.BadParameter("it must be a name or an address, on one line")
    return value.strip()


def _namespace(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no address such as https://example.org/vex")
    return value


_OPTIONS: tuple[Option, ...] = (
    click.option("--id", default="", metavar="ID", help="For osv, openvex, csaf: the vulnerability's name  [default: one of our own, x_NILTRAIL-...]"),
    click.option(
        "--author", default="", callback=_author, metavar="NAME", help="For osv, openvex, csaf: who publishes it  [default: niltrail]"
    ),
    click.option(
        "--namespace", default="", callback=_namespace, metavar="URL",
        help="For openvex, csaf: an address of the publisher's, below which the document will be.",
    ),
    click.option("--tlp", type=click.Choice(TLP), callback=lambda _, __, value: value or "", help="For csaf: how it may be shared."),
)  # fmt: skip


def publishing(command: Command) -> Command:
    """Gives a command the options about the publisher, as its argument ``said``."""
    return gathered(command, _OPTIONS, Said, "said")
