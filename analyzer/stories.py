"""The messages about history, between the walks and everything after them: transitions, differences, backports, news.

As for `analyzer.findings`: a saved document read back equals the one written, and nothing here holds a time of running, an absolute
path or a source line.
"""

from __future__ import annotations

import msgspec

from analyzer.findings import FORMAT, Build, Change, Commit, Finding, Match, Transition, Verdict


class Walk(msgspec.Struct, frozen=True):
    """One branch's first-parent history. ``commits`` it has in the range, of which ``examined`` were judged, or have the relevant
    files of one that was; ``first`` and ``verdict`` are those of its oldest and newest commit. ``unreadable`` counts commits without a
    verdict, ``note`` tells what cut the walk short."""

    branch: str
    head: str
    commits: int
    examined: int
    first: Verdict
    verdict: Verdict
    transitions: tuple[Transition, ...] = ()
    unreadable: int = 0
    note: str = ""


class Bisection(msgspec.Struct, frozen=True):
    """All transitions of some branches. ``verdict`` is the worst of their newest commits; ``fast`` tells that only some were probed."""

    walks: tuple[Walk, ...]
    rules: tuple[str, ...]
    verdict: Verdict
    fast: bool = False
    build: Build = Build()
    repository: str = ""
    document: str = "bisect"
    format: int = FORMAT


class Pair(msgspec.Struct, frozen=True):
    """One site in two revisions. ``standing``: same, moved, changed (another way, the same verdict), fixed, better, worsened, new,
    gone."""

    standing: str
    before: Finding | None
    after: Finding | None
    changes: tuple[Change, ...] = ()


class End(msgspec.Struct, frozen=True):
    """One of two revisions that are compared."""

    revision: str
    commit: str
    date: str
    verdict: Verdict
    notes: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """What changed between two revisions, site by site. ``verdict`` is that of the second."""

    before: End
    after: End
    pairs: tuple[Pair, ...]
    rules: tuple[str, ...]
    verdict: Verdict
    build: Build = Build()
    repository: str = ""
    document: str = "diff"
    format: int = FORMAT


class Pick(msgspec.Struct, frozen=True):
    """A fix tried on a branch without a work tree. ``applies``: cleanly, with-conflicts, no. ``conflicts`` are paths; ``verdict`` is
    that of the tree that it leads to, unknown where there is none. ``command`` does it."""

    commit: Commit
    applies: str
    conflicts: tuple[str, ...]
    verdict: Verdict
    command: str


class Standing(msgspec.Struct, frozen=True):
    """How one rule stands on one supported branch. ``state``: fixed, vulnerable, not-affected, unknown. ``release`` is the branch's
    last release with its verdict, '' and not-applicable for none. ``fix`` is the branch's own, ``backport`` whose copy it is."""

    branch: str
    rule: str
    head: str
    verdict: Verdict
    state: str
    release: str
    released: Verdict
    pick: Pick | None = None
    fix: Commit | None = None
    backport: Match | None = None


class Backports(msgspec.Struct, frozen=True):
    """Supported branches x rules. ``supported`` says how the branches were chosen; ``verdict`` is the worst of their heads."""

    standings: tuple[Standing, ...]
    supported: str
    rules: tuple[str, ...]
    verdict: Verdict
    build: Build = Build()
    repository: str = ""
    document: str = "backports"
    format: int = FORMAT


class Item(msgspec.Struct, frozen=True):
    """One piece of news. ``kind``: affected-release, fixed-release, release, fix, regression, change, gone, first-sight. ``name`` is a
    tag or branch; ``before`` is None for one that was not there."""

    kind: str
    name: str
    rule: str
    before: Verdict | None
    after: Verdict | None
    commit: str = ""
    changes: tuple[Change, ...] = ()


class News(msgspec.Struct, frozen=True):
    """What changed since the last time. ``verdict`` is the worst that is news; ``known`` counts what was judged before, ``judged`` now."""

    items: tuple[Item, ...]
    known: int
    judged: int
    rules: tuple[str, ...]
    verdict: Verdict
    build: Build = Build()
    repository: str = ""
    document: str = "track"
    format: int = FORMAT
