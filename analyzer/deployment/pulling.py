"""What is lost where the configured login is not used: for each image the hosts that are asked, and their logins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from analyzer.assessments import Asked, Pulled
from analyzer.deployment.configuration import Configuration
from analyzer.deployment.files import Node
from analyzer.deployment.hosts import Hosted, by_folders, by_mirrors, folders, logins
from analyzer.deployment.references import reference
from analyzer.deployment.releases import first, holding
from analyzer.deployment.settings import settled
from analyzer.places import Place
from analyzer.rules.deployment import Deployment, Image, path_of

_FEW = 4


@dataclass(frozen=True, slots=True)
class Pulling:
    """Everything that answers it: the configuration, the rule's rows, and where files are. ``hosts_dirs`` stand for the folders that the
    configuration names."""

    configuration: Configuration
    release: str
    rows: Deployment
    node: Node
    hosts_dirs: tuple[Path, ...] = ()

    def images(self) -> Iterator[tuple[Pulled, tuple[str, ...]]]:
        """Each image, with the files that were read for it.

        Raises:
            UsageError: a registry's file cannot be read, or is no TOML.
        """
        for row in {one.name: one for one in reversed(list(holding(self.rows.images, self.release)))}.values():
            yield self._image(row)

    def _image(self, row: Image) -> tuple[Pulled, tuple[str, ...]]:
        found = settled(self.configuration, row.key, row.default or None)
        text = found.value if found.known else None
        named = reference((text or row.default) if isinstance(text, str) else "")
        if named is None:
            told = msgspec.structs.replace(found.told, shown="", wrong=found.told.wrong or "it is no image's name")
            return Pulled(
                row.name, "", "", told, (), "unknown", f"which image is pulled is not known: {told.wrong}."
            ), ()
        hosted = self._hosted(named.registry)
        everywhere, by_host = self._logins()
        asked = tuple(_with_login(one, everywhere, by_host) for one in hosted.asked)
        lost, reason = _lost(asked, hosted, by_host, everywhere)
        if asked and all(one.login == "none" for one in asked) and lost == "no" and row.without:
            reason = f"{reason} {row.without}"
        elsewhere = tuple(sorted(set(by_host) - {one.host for one in asked}))
        return Pulled(
            row.name, named.name, named.registry, found.told, asked, lost, reason, elsewhere, hosted.unseen
        ), hosted.files

    def _hosted(self, registry: str) -> Hosted:
        row = first(self.rows.hosts, self.release)
        if row is not None:
            named = settled(self.configuration, (row.key,), "")
            if not named.known:
                return Hosted((Asked(registry, "unknown"),), unseen=f"{named.told.place}: {named.told.wrong}")
            if named.value:
                places = folders(named.value, self.hosts_dirs, self.configuration, self.node)
                return by_folders(registry, places, row, self.rows, self.node)
        mirror = first(self.rows.mirrors, self.release)
        return by_mirrors(registry, self.configuration.table, mirror, self.rows)

    def _logins(self) -> tuple[Place | None, dict[str, Place]]:
        """The login that goes to every host whatever is passed, and the configured ones by host."""
        everywhere: Place | None = None
        by_host: dict[str, Place] = {}
        for row in holding(self.rows.logins, self.release):
            found = logins(self.configuration.table, path_of(row.key), row.fields, urls=row.urls)
            if row.kept:
                everywhere = everywhere or found.get("")
            else:
                by_host = {**found, **by_host}
        return everywhere, by_host


def _with_login(one: Asked, everywhere: Place | None, by_host: dict[str, Place]) -> Asked:
    if one.login == "sent":
        return one
    if everywhere is not None:
        return Asked(one.host, "sent", everywhere)
    place = by_host.get(one.host, by_host.get(""))
    return Asked(one.host, "configured" if place is not None else "none", place)


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


def _lost(
    asked: Sequence[Asked], hosted: Hosted, by_host: dict[str, Place], everywhere: Place | None
) -> tuple[str, str]:
    """Whether a login is lost, and why."""
    configured = [one for one in asked if one.login == "configured"]
    if configured:
        one = configured[0]
        return "yes", f"the login for {one.host} at {one.place} is not used: {one.host} is asked anonymously."
    if hosted.unseen and by_host and everywhere is None:
        return "unknown", f"{hosted.unseen}. A login is configured for {_few(sorted(by_host))}."
    sent = [one for one in asked if one.login == "sent"]
    besides = [(one, place) for one in sent if (place := by_host.get(one.host, by_host.get("")))]
    if besides:
        one, place = besides[0]
        return "unknown", (
            f"{one.host} gets a login in a header from {one.place}, but not the one at {place}: whether the header is enough, or the "
            "registry gives tokens to logins only, is not known."
        )
    if sent:
        return "no", f"{sent[0].host} gets its login in a header from {sent[0].place}, which is sent all the same."
    hosts = _few([one.host for one in asked])
    if not asked:
        return "no", "no host is asked for it."
    return "no", f"no login is configured for {hosts}: it is asked anonymously in every release, and nothing is lost."
