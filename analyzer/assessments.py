"""The messages of an assessment: whether a release, as it is configured, is hurt.

As for `analyzer.findings`: a saved document read back equals the one written, and nothing here holds a time of running or an absolute
path that was not given. No credential is ever in one: of a login only the place where it stands.
"""

from __future__ import annotations

import msgspec

from analyzer.findings import FORMAT, About, Build, Verdict
from analyzer.places import Place


class Value(msgspec.Struct, frozen=True):
    """What a setting comes to. ``origin``: file (at ``place``), default (no file sets it), unset (neither), unknown.

    ``shown`` is the value as TOML has it, '' for one that is not shown; ``wrong`` says what is the matter with it.
    """

    key: str
    origin: str
    shown: str = ""
    place: Place | None = None
    wrong: str = ""


class Decided(msgspec.Struct, frozen=True):
    """A way from one finding to a sink, under the configuration.

    ``holds``: yes, no, unknown. ``settings`` are those that decided it, ``unseen`` the parts of the condition that nothing says.
    """

    rule: str
    fingerprint: str
    site: Place
    condition: str
    holds: str
    settings: tuple[Value, ...] = ()
    unseen: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True):
    """A host that is asked for an image. ``login``: configured (at ``place``), sent (in a header that goes out in any case), none, unknown."""

    host: str
    login: str
    place: Place | None = None


class Pulled(msgspec.Struct, frozen=True):
    """An image that the watched calls pull. ``image`` is its full name, '' for not known, ``registry`` the host in it.

    ``lost`` tells whether a login that is configured would not be used: yes, no, unknown; ``reason`` why in one sentence.
    ``elsewhere`` are further hosts that have a login, ``unseen`` says why other hosts may be asked.
    """

    name: str
    image: str
    registry: str
    value: Value
    hosts: tuple[Asked, ...]
    lost: str
    reason: str
    elsewhere: tuple[str, ...] = ()
    unseen: str = ""


class Sign(msgspec.Struct, frozen=True):
    """What one sees where it hurts, and where one sees it."""

    text: str
    where: str


class Assessment(msgspec.Struct, frozen=True):
    """Whether it hurts a deployment.

    ``asked`` is what was asked about, as given; ``revision`` the tag or revision that was judged for it, with its verdict ``released``.
    ``outcome``: affected, not-affected, unknown; ``reasons`` say why, the first one decides. ``files`` were read. ``fixed`` is the next
    release of the same line that is not vulnerable, '' for none known. ``notes`` limit what is said. ``verdict`` is vulnerable where it
    is affected, unknown where nobody can tell, else at most mitigated.
    """

    asked: str
    revision: str
    commit: str
    date: str
    released: Verdict
    outcome: str
    reasons: tuple[str, ...]
    decided: tuple[Decided, ...]
    pulled: tuple[Pulled, ...]
    files: tuple[str, ...]
    fixed: str
    signs: tuple[Sign, ...]
    verdict: Verdict
    notes: tuple[str, ...] = ()
    about: tuple[About, ...] = ()
    build: Build = Build()
    repository: str = ""
    document: str = "assessment"
    format: int = FORMAT
