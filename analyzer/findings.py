"""The messages between analysis and everything after it: scans, findings, timelines.

Reports, timelines and saved JSON see nothing else. A saved document read back equals the one written;
nothing here holds a time of running, an absolute path or a source line.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from analyzer.places import Place

FORMAT = 1
"""Version of the JSON documents; raised when a field changes its meaning."""


class Verdict(str, Enum):
    """What a rule says of a revision or of one site, worst first."""

    VULNERABLE = "vulnerable"
    UNKNOWN = "unknown"
    MITIGATED = "mitigated"
    SAFE = "safe"
    NOT_APPLICABLE = "not-applicable"

    @property
    def severity(self) -> int:
        """0 for not-applicable up to 4 for vulnerable."""
        return len(_WORST_FIRST) - 1 - _WORST_FIRST.index(self)


_WORST_FIRST = list(Verdict)


def worst(verdicts: list[Verdict]) -> Verdict:
    """The worst of some verdicts; not-applicable when there are none."""
    return max(verdicts, key=lambda verdict: verdict.severity, default=Verdict.NOT_APPLICABLE)


class Hop(msgspec.Struct, frozen=True):
    """One step of the value. ``kind``: pass, call, assign, capture, store, load, return, sink, guard, escape.

    ``text`` names what happens in the field's terms, e.g. "argument credentials of (*T).Pull".
    """

    place: Place
    kind: str
    text: str


class Guard(msgspec.Struct, frozen=True):
    """A test that stops or replaces nil.

    ``covers`` is "every path", or "some paths" for one that does not stand before every sink,
    or "nothing" for a test that cannot be reached with nil any more.
    ``fallback`` names what is read instead, '' when nobody can tell or the guard ``blocks``: ends in an error or a panic.
    """

    place: Place
    text: str
    covers: str
    fallback: str = ""
    condition: str = ""
    blocks: bool = False


class Reach(msgspec.Struct, frozen=True):
    """One way to one sink.

    ``outcome``: "nil" (nothing arrives and no fallback was consulted), "covered" (nil after the fallback was
    consulted), "guarded" (replaced before it arrives), "blocked" (the path ends in an error), "unknown".
    """

    sink: Place
    name: str
    outcome: str
    condition: str = ""
    path: tuple[Hop, ...] = ()
    reason: str = ""


class Contrast(msgspec.Struct, frozen=True):
    """A call of the same function that passes something: what the finding's call could look like. ``text`` is what it passes, as an
    expression in at most 80 characters."""

    place: Place
    caller: str
    text: str


class Finding(msgspec.Struct, frozen=True):
    """What one rule says of one call site.

    ``passes`` is how nothing is passed: nil-literal, typed-nil, unassigned-variable, omitted-field,
    omitted-option, conditional-nil. ``parameter`` is the callee's parameter, ``omits`` the field left out.
    ``fingerprint`` has no line numbers in it and survives moves and line shifts.
    ``entry`` leads from an API call to the site; it is empty where the caller is the API call itself, and in timelines: only scans
    look for it. ``condition`` is '' when nothing restricts the path.
    ``contrast`` is the nearest call that passes something, None where the revision has none.
    """

    rule: str
    verdict: Verdict
    fingerprint: str
    site: Place
    caller: str
    callee: str
    passes: str
    parameter: str
    condition: str = ""
    omits: str = ""
    entry: tuple[Hop, ...] = ()
    reaches: tuple[Reach, ...] = ()
    guards: tuple[Guard, ...] = ()
    note: str = ""
    contrast: Contrast | None = None


class Blind(msgspec.Struct, frozen=True):
    """Something that could not be seen, and why. ``place`` is None for a whole revision.

    ``kind``: "parse" a file that is not all Go to us, "call" a call on a path whose callee is not known, "object" a file or
    commit that git cannot give, "bound" a path cut off for its length, "hidden" what a change took out of sight, '' for anything else.
    """

    reason: str
    place: Place | None = None
    kind: str = ""


class Coverage(msgspec.Struct, frozen=True):
    """What a verdict rests on. ``files`` Go files in the tree, ``candidates`` that mention a name of the rule,
    ``parsed`` files whose outline was needed, ``bodies`` functions interpreted."""

    files: int = 0
    candidates: int = 0
    parsed: int = 0
    bodies: int = 0
    blind: tuple[Blind, ...] = ()


class RuleResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One rule's verdict on one revision. ``note`` says why where there is no finding to say it. ``named`` are the calls of the rule's
    sources, as its file has them, that are functions here.

    In a scan ``findings`` stays empty: they stand in `Scan.findings` with their rule, once.
    """

    rule: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = Coverage()
    note: str = ""
    named: tuple[str, ...] = ()


class Build(msgspec.Struct, frozen=True):
    """The build configuration that selects files: GOOS, GOARCH and extra tags; cgo is off unless tagged "cgo"."""

    goos: str = "linux"
    goarch: str = "amd64"
    tags: tuple[str, ...] = ()


class About(msgspec.Struct, frozen=True):
    """What a rule says of itself to people; ``help`` is Markdown, ``workaround`` what helps where no fixed release can be had."""

    rule: str
    title: str
    summary: str
    help: str = ""
    workaround: str = ""
    repository: str = ""


class Scan(msgspec.Struct, frozen=True):
    """All rules on one revision. ``verdict`` is the worst; ``date`` is the commit's, as YYYY-MM-DD. One of several scans in a document
    leaves ``about`` to it. ``module`` is the path that the go.mod at the tree's root declares, '' where there is no
    go.mod, None where it could not be read."""

    revision: str
    commit: str
    date: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    rules: tuple[RuleResult, ...]
    about: tuple[About, ...] = ()
    build: Build = Build()
    repository: str = ""
    module: str | None = None
    document: str = "scan"
    format: int = FORMAT


class Scans(msgspec.Struct, frozen=True):
    """Several revisions in one document."""

    scans: tuple[Scan, ...]
    about: tuple[About, ...] = ()
    document: str = "scans"
    format: int = FORMAT


class Release(msgspec.Struct, frozen=True):
    """One release tag of a timeline. ``line`` is its release line such as "2.0", ``module`` as in a scan. ``verdicts`` are those of each
    rule in the timeline's order, () where it has one rule."""

    tag: str
    commit: str
    date: str
    line: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    note: str = ""
    module: str | None = None
    verdicts: tuple[Verdict, ...] = ()


class Span(msgspec.Struct, frozen=True):
    """Consecutive releases of one line with one verdict; ``first`` and ``last`` are tags."""

    line: str
    verdict: Verdict
    first: str
    last: str
    count: int


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
    """A change of one branch recognised as that of another, whose merge there is of ``date``. ``signals`` that agree: patch-id,
    cherry-picked-from, author-and-date, pull-request, issue, same-change."""

    branch: str
    commit: str
    date: str
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


class Line(msgspec.Struct, frozen=True):
    """One release line: first release that is vulnerable, first one after it that no longer is ('' if none), ``days`` between the two;
    and the commits that brought the one and the other, None where there is none or the history does not tell."""

    line: str
    first_affected: str = ""
    first_fixed: str = ""
    days: int = 0
    introduced: Transition | None = None
    fixed: Transition | None = None


class Against(msgspec.Struct, frozen=True):
    """A fork's release beside the upstream release it is made from. ``base`` is that release's tag, '' where none fits, and ``how`` it
    was found: tag (the same version), commit (the same commit), line (the last before it on its line), date (the last before it).
    ``standing``: same, fixed-here-first, patched-differently, behind, reintroduced, differs, no-base. ``changes`` from base to fork."""

    tag: str
    base: str
    how: str
    standing: str
    verdict: Verdict
    upstream: Verdict
    changes: tuple[Change, ...] = ()


class Upstream(msgspec.Struct, frozen=True):
    """The releases of a fork beside those of ``repository``."""

    repository: str
    releases: tuple[Against, ...]


class Timeline(msgspec.Struct, frozen=True):
    """Verdicts over releases, in release order."""

    releases: tuple[Release, ...]
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    rules: tuple[str, ...]
    verdict: Verdict
    coverage: Coverage = Coverage()
    build: Build = Build()
    repository: str = ""
    upstream: Upstream | None = None
    about: tuple[About, ...] = ()
    document: str = "timeline"
    format: int = FORMAT
