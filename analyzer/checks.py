"""The messages of a check: what a change, a work tree or a fork makes of the findings, and which of them are suppressed.

As for `analyzer.findings`: a saved document read back equals the one written, and nothing here holds a time of running, an absolute
path or a source line.
"""

from __future__ import annotations

import msgspec

from analyzer.findings import FORMAT, About, Build, Change, Finding, RuleResult, Verdict
from analyzer.places import Place

COUNTING = ("present", "new", "worsened")
"""The states of findings that a check is answerable for."""
STATES = (*COUNTING, "unchanged", "better", "fixed")
"""All states, those that count first."""
UNSEEN = ("parse", "object", "hidden")
"""The kinds of what was not seen that may hide whole findings; the others belong to a finding's path."""


class Suppression(msgspec.Struct, frozen=True):
    """A finding that somebody answers for. ``where``: comment (in the source), file (an ignore file); ``place`` is that comment or row,
    in an ignore file with the file's name as it was given.

    ``rule`` is '' for all rules. A row of a file names a ``fingerprint`` or a ``path`` (a pattern), a comment neither. ``until`` is
    the last day it holds, as YYYY-MM-DD, '' for ever. ``state``: used, unused, expired, wrong; ``trouble`` says what is wrong with it.
    """

    where: str
    place: Place
    rule: str
    reason: str
    until: str = ""
    fingerprint: str = ""
    path: str = ""
    state: str = "unused"
    trouble: str = ""


class Result(msgspec.Struct, frozen=True):
    """One finding of a check.

    ``state``: present (nothing to compare with), new, worsened, unchanged, better, fixed (gone, or no longer as bad as it was);
    of a fixed one that is gone ``finding`` is the former finding. ``place`` is where a reader of the change should look: the hop,
    guard or site that changed, else the finding's site; ``change`` is what changed there (the place of what vanished is the base's).
    ``before`` is what the base or baseline had. The place of a fixed one that is gone is the base's too.
    """

    finding: Finding
    state: str
    place: Place
    before: Verdict | None = None
    change: Change | None = None
    suppressed: Suppression | None = None

    @property
    def counts(self) -> bool:
        """Whether this check is answerable for it."""
        return self.state in COUNTING and self.suppressed is None

    @property
    def gone(self) -> bool:
        """Whether its site is there no more: the finding is the former one, as bad as it was."""
        return self.state == "fixed" and self.before is self.finding.verdict


class Check(msgspec.Struct, frozen=True):
    """A revision or work tree judged for its author.

    ``revision`` is "work tree" or a name; ``commit`` what it stands on, ``changed`` how many tracked files differ from that. ``base``
    and ``base_commit`` are what it is compared with, '' for nothing; ``baseline`` the name of the file of known findings, '' for none.
    ``verdict`` is the worst of the results that count and of the rules that found nothing to show for theirs, unknown where this tree
    could not be seen in full, safe where nothing counts; ``notes`` tell what could not be had, such as a base that cannot be judged.
    """

    revision: str
    commit: str
    date: str
    changed: int
    base: str
    base_commit: str
    baseline: str
    results: tuple[Result, ...]
    suppressions: tuple[Suppression, ...]
    rules: tuple[RuleResult, ...]
    verdict: Verdict
    notes: tuple[str, ...] = ()
    about: tuple[About, ...] = ()
    build: Build = Build()
    repository: str = ""
    document: str = "check"
    format: int = FORMAT


class Known(msgspec.Struct, frozen=True):
    """A finding that a baseline knows. Only rule, fingerprint and verdict count; the rest is for people."""

    fingerprint: str
    rule: str
    verdict: Verdict
    caller: str
    callee: str
    path: str


class Baseline(msgspec.Struct, frozen=True):
    """The findings that were there when a project began to check itself, by fingerprint and rule."""

    findings: tuple[Known, ...]
    document: str = "baseline"
    format: int = FORMAT
