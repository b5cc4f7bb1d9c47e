"""A rule as data: which calls pass the value, where nil hurts, what makes it harmless.

Written by `analyzer.rules.load`; `queries/rules/<id>/rule.toml` is its text form.
"""

from __future__ import annotations

import msgspec

from analyzer.findings import About


class Pattern(msgspec.Struct, frozen=True):
    """A qualified Go name: ``package`` matches by trailing path segments ('*' any), ``symbols`` by name.

    ``client/http.Options.Token`` is package ``("client", "http")`` and symbols ``("Options", "Token")``.
    A ``*`` segment or symbol matches any one; ``*.Send`` (package '*') is a function or method Send of any receiver.
    """

    package: tuple[str, ...]
    symbols: tuple[str, ...]
    text: str

    def in_package(self, path: str) -> bool:
        """Whether an import path or directory matches by its trailing segments (a /vN suffix is looked through)."""
        if self.package == ("*",):
            return True
        parts = [part for part in path.split("/") if not _is_major(part)]
        wanted = self.package
        return len(parts) >= len(wanted) and all(
            want in ("*", part) for want, part in zip(reversed(wanted), reversed(parts), strict=False)
        )

    @property
    def name(self) -> str:
        """The last symbol: the function, method or field itself."""
        return self.symbols[-1]

    def names(self, receiver: str, name: str) -> bool:
        """Whether a function or method (receiver type name or '') or a field (its struct's name) is meant."""
        if self.symbols[-1] not in ("*", name):
            return False
        return len(self.symbols) == 1 or self.symbols[0] in ("*", receiver)


def _is_major(part: str) -> bool:
    return len(part) > 1 and part[0] == "v" and part[1:].isdigit() and part != "v1"


class Source(msgspec.Struct, frozen=True):
    """Calls to watch. ``parameter`` is found by name or, where forks renamed it, by ``type`` (Go text with bare
    package names, '' when only the name counts). With ``omits`` (``Request.Token``) the watched value is that
    field of the parameter. ``generated`` callees (stubs) are never sources."""

    call: Pattern
    parameter: str
    type: str = ""
    omits: tuple[str, str] | None = None


class Sink(msgspec.Struct, frozen=True):
    """A place where nil hurts: a field that is assigned, or an argument (by index or parameter name) of a call."""

    assigns: Pattern | None = None
    call: Pattern | None = None
    argument: int | None = None
    parameter: str = ""


class Fallback(msgspec.Struct, frozen=True):
    """Reading one of these, and replacing the value by what was read, is what makes nil harmless."""

    reads: tuple[Pattern, ...]


class Setting(msgspec.Struct, frozen=True):
    """Which configuration key feeds a field, so that a condition can be checked against a deployment."""

    reads: Pattern
    key: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True):
    """A loaded rule. ``digest`` identifies its content; ``help`` is help.md's text. ``harmless`` calls only look at
    the value (logging, formatting). ``repository`` is the address of the repository it was written for, '' if none; ``workaround``
    says in a sentence or two what to do where no fixed release can be had."""

    id: str
    title: str
    summary: str
    sources: tuple[Source, ...]
    sinks: tuple[Sink, ...]
    fallbacks: tuple[Fallback, ...]
    settings: tuple[Setting, ...] = ()
    harmless: tuple[Pattern, ...] = ()
    repository: str = ""
    workaround: str = ""
    help: str = ""
    digest: str = ""

    @property
    def about(self) -> About:
        """What it says of itself to people."""
        return About(self.id, self.title, self.summary, self.help, self.workaround, self.repository)
