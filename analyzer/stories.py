"""The messages about history, between the walks and everything after them: transitions, differences, backports, news.

As for `analyzer.findings`: a saved document read back equals the one written, and nothing here holds a time of running, an absolute
path or a source line.
"""

from __future__ import annotations

import msgspec

from analyzer.findings import FORMAT, Build, Finding, Verdict
from analyzer.places import Place


class Commit(msgspec.Struct, frozen=True):
    """A commit as people speak of it. ``date`` is the commit's, ``authored`` its author's, as YYYY-MM-DD. ``request`` is the number of
    the pull request that brought it, '' where the message names none."""

    commit: str
    date: str
    authored: str
    author: str
    summary: str
    request: str = ""


class Change(msgspec.Struct, frozen=True):
    """One thing that differs between two judgements of one site.

    ``what``: site, source, hop, guard, sink. ``how``: appeared, vanished, moved, changed. ``name`` is the site's call, the guard's
    test, the sink, or the hop's text; ``before`` and ``after`` what is said of it there: how nothing is passed, what a guard covers
    ("every sink", "some paths", ...), what a sink gets, a hop's text. ``fallback`` is what a guard reads instead.
    """

    what: str
    how: str
    place: Place
    name: str
    before: str = ""
    after: str = ""
    fallback: str = ""


class Match(msgspec.Struct, frozen=True):
    """A change of one branch recognised as that of another. ``signals`` that agree: patch-id, cherry-picked-from, author-and-date,
    pull-request, issue, same-change."""

    branch: str
    commit: str
    signals: tuple[str, ...]


class Transition(msgspec.Struct, frozen=True):
    """A commit of a branch's first-parent history where a rule's verdict changes.

    ``merged`` is that commit, mostly a merge; ``responsible`` the one inside it that changes the verdict, or the same. ``releases``
    are the first tags of each line whose trees have the new verdict. ``shared`` names the branch on whose history it lies as well,
    '' for none. ``unjudged`` counts commits right before it that could not be judged: it may lie among them.
    """

    rule: str
    before: Verdict
    after: Verdict
    merged: Commit
    responsible: Commit
    changes: tuple[Change, ...] = ()
    releases: tuple[str, ...] = ()
    shared: str = ""
    backport: Match | None = None
    unjudged: int = 0


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
    last release with its verdict, '' and not-applicable for none."""

    branch: str
    rule: str
    head: str
    verdict: Verdict
    state: str
    release: str
    released: Verdict
    pick: Pick | None = None
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
