"""A fork's releases beside upstream's, by what their trees do: histories need have nothing in common."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.findings import Against, Finding, Release, Timeline, Upstream, Verdict
from analyzer.history.branches import line_of_branch
from analyzer.history.changes import compared, standing_before
from analyzer.history.tags import OTHER, line_of, module_of, read
from analyzer.history.timeline import FIXED

_AFFECTED = Verdict.VULNERABLE
_IDLE = "nothing"


def against(fork: Timeline, upstream: Timeline) -> Upstream:
    """Every release of a fork beside the upstream release that it is made from."""
    return Upstream(upstream.repository, tuple(_beside(release, upstream) for release in fork.releases))


def _beside(release: Release, upstream: Timeline) -> Against:
    base, how = _base(release, upstream.releases)
    if base is None:
        return Against(release.tag, "", "", "no-base", release.verdict, Verdict.NOT_APPLICABLE)
    pairs = compared(base.findings, release.findings)
    changes = tuple(dict.fromkeys(change for pair in pairs for change in pair.changes))
    standing = _standing(release, base, upstream)
    return Against(
        release.tag, base.tag, how, standing, release.verdict, base.verdict, changes if standing != "same" else ()
    )


def _base(release: Release, known: Sequence[Release]) -> tuple[Release | None, str]:
    """The upstream release that a fork's is made from."""
    for one in known:
        if one.commit == release.commit:
            return one, "commit"
    version = _version(release.tag)
    for one in known:
        if (
            version is not None
            and _version(one.tag) == version
            and read(one.tag).place[1:] == read(f"v{version}").place[1:]
        ):
            return one, "tag"
    line = line_of_branch(release.tag) or line_of(release.tag.rpartition("/")[2])
    earlier = [one for one in known if one.date <= release.date and not module_of(one.tag)]
    for how, some in (("line", [one for one in earlier if one.line == line and line != OTHER]), ("date", earlier)):
        if some:
            return max(some, key=lambda one: (how == "date" and _in_common(release, one), one.date)), how
    return None, ""


def _in_common(release: Release, other: Release) -> int:
    """How many of the files that findings speak of are the same: a release of no version is most likely made from where these are."""
    return len(_files(release) & _files(other))


def _files(release: Release) -> set[str]:
    guards = {guard.place.path for finding in release.findings for guard in finding.guards}
    return guards | {finding.site.path for finding in release.findings}


def _version(tag: str) -> str | None:
    name = read(tag.rpartition("/")[2])
    return None if name.unversioned else str(name.place[0])


def _standing(release: Release, base: Release, upstream: Timeline) -> str:
    if release.verdict is _AFFECTED:
        if base.verdict in FIXED:
            return "reintroduced"
        return "behind" if _fixed_since(base, upstream) is not None else "same"
    if base.verdict is _AFFECTED and release.verdict in FIXED:
        fixed = _fixed_since(base, upstream)
        return "fixed-here-first" if fixed is None or _alike(release, fixed) else "patched-differently"
    if release.verdict is base.verdict and _alike(release, base):
        return "same"
    return "patched-differently" if _guards(release) - _guards(base) else "differs"


def _fixed_since(base: Release, upstream: Timeline) -> Release | None:
    """The first release after an affected one, on its line or later, that no longer is."""
    at = upstream.releases.index(base)
    later = [one for one in upstream.releases[at:] if one.verdict in FIXED]
    own = [one for one in later if one.line == base.line]
    return next(iter([*own, *later]), None)


def _alike(one: Release, other: Release) -> bool:
    return _guards(one) == _guards(other) and _outcomes(one) == _outcomes(other)


def _guards(release: Release) -> set[tuple[str, str, str]]:
    return {
        (guard.text, guard.fallback, standing_before(guard, finding))
        for finding in release.findings
        for guard in finding.guards
        if guard.covers != _IDLE
    }


def _outcomes(release: Release) -> set[tuple[str, str, str]]:
    return {(reach.name, reach.outcome, _way(finding)) for finding in release.findings for reach in finding.reaches}


def _way(finding: Finding) -> str:
    return f"{finding.passes} {finding.omits or finding.parameter}"
