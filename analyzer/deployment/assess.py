"""A judged release and a deployment's configuration -> whether it hurts there. Start reading here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from analyzer.assessments import Assessment, Decided, Pulled, Sign
from analyzer.deployment.configuration import Configuration, configuration
from analyzer.deployment.expressions import holds
from analyzer.deployment.files import Node
from analyzer.deployment.outcome import HARMLESS, closed, disabled_by, outcome_of
from analyzer.deployment.pulling import Pulling
from analyzer.deployment.settings import Settings
from analyzer.findings import Build, Finding, Release, Verdict
from analyzer.rules import Rule

_VERDICTS = {"affected": Verdict.VULNERABLE, "unknown": Verdict.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Deployed:
    """What is assessed: the release as it was ``asked`` for, and files. ``version`` is the tag that settings are looked up by; ``merged``
    files have what they import in them."""

    asked: str
    version: str
    configs: tuple[Path, ...] = ()
    merged: bool = False
    hosts_dirs: tuple[Path, ...] = ()
    node: Node = field(default_factory=Node)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What one rule makes of it."""

    outcome: str
    reasons: tuple[str, ...]
    decided: tuple[Decided, ...] = ()
    pulled: tuple[Pulled, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def assess(
    deployed: Deployed, release: Release, rules: Sequence[Rule], build: Build, *, fixed: str = "", repository: str = ""
) -> Assessment:
    """Whether a release hurts, as it is configured; ``fixed`` is the next release that does not.

    Raises:
        UsageError: a file of the configuration cannot be read, or is none.
    """
    ruled = [_ruled(deployed, release, rule, build) for rule in rules]
    outcome = next(
        (word for word in ("affected", "unknown") if any(one.outcome == word for one in ruled)), "not-affected"
    )
    deciding = [one for one in ruled if one.outcome == outcome]
    hurts = release.verdict in (Verdict.VULNERABLE, Verdict.UNKNOWN)
    signs = [Sign(one.text, one.where) for rule in rules for one in rule.deployment.symptoms] if hurts else []
    return Assessment(
        asked=deployed.asked,
        revision=release.tag,
        commit=release.commit,
        date=release.date,
        released=release.verdict,
        outcome=outcome,
        reasons=tuple(dict.fromkeys(reason for one in deciding for reason in one.reasons)),
        decided=tuple(way for one in ruled for way in one.decided),
        pulled=tuple(image for one in ruled for image in one.pulled),
        files=tuple(dict.fromkeys(file for one in ruled for file in one.files)),
        fixed=fixed,
        signs=tuple(dict.fromkeys(signs)),
        verdict=_VERDICTS.get(outcome, min(release.verdict, Verdict.MITIGATED, key=lambda one: one.severity)),
        notes=tuple(dict.fromkeys((*deployed.notes, *(note for one in ruled for note in one.notes)))),
        about=tuple(rule.about for rule in rules),
        build=build,
        repository=repository,
    )


def _ruled(deployed: Deployed, release: Release, rule: Rule, build: Build) -> _Ruled:
    read = _configuration(deployed, rule)
    settings = Settings(rule, deployed.version, read)
    findings = [one for one in release.findings if one.rule == rule.id]
    decided = tuple(way for finding in findings for way in _ways(finding, settings, build))
    pulled, files = _pulled(deployed, rule, read)
    outcome, reasons = outcome_of(release, decided, pulled, rule, read, deployed.version)
    if (
        release.verdict in HARMLESS
        or closed(decided)
        or (read is not None and disabled_by(rule, read, deployed.version))
    ):
        pulled = tuple(_spared(image) for image in pulled)
    files = (*(read.files if read is not None else ()), *files)
    return _Ruled(outcome, reasons, decided, pulled, files, tuple(read.notes) if read is not None else ())


def _configuration(deployed: Deployed, rule: Rule) -> Configuration | None:
    if not deployed.configs:
        return None
    return configuration(deployed.configs, deployed.version, rule.deployment, deployed.node, merged=deployed.merged)


def _ways(finding: Finding, settings: Settings, build: Build) -> Iterator[Decided]:
    """The ways of a finding that hurt or may, each under the configuration."""
    if finding.verdict not in (Verdict.VULNERABLE, Verdict.UNKNOWN):
        return
    hurting = [one for one in finding.reaches if one.outcome in ("nil", "unknown")]
    conditions = dict.fromkeys((one.condition, one.outcome == "unknown", one.reason) for one in hurting)
    for condition, doubtful, reason in conditions or {
        (finding.condition, finding.verdict is Verdict.UNKNOWN, finding.note): None
    }:
        answer = holds(condition, settings, build.goos)
        word = "unknown" if answer.value is None else "yes" if answer.value else "no"
        unseen = answer.unseen
        if condition and settings.configuration is not None and settings.configuration.unseen:
            word, unseen = "unknown", tuple(settings.configuration.unseen)
        if doubtful and word != "no":
            word, unseen = "unknown", (*unseen, reason or "what happens to the value there")
        yield Decided(finding.rule, finding.fingerprint, finding.site, condition, word, answer.settings, unseen)


def _pulled(deployed: Deployed, rule: Rule, read: Configuration | None) -> tuple[tuple[Pulled, ...], tuple[str, ...]]:
    if read is None:
        return (), ()
    found = list(Pulling(read, deployed.version, rule.deployment, deployed.node, deployed.hosts_dirs).images())
    return tuple(image for image, _ in found), tuple(file for _, files in found for file in files)


def _spared(image: Pulled) -> Pulled:
    """An image where no way is open."""
    if image.lost == "no":
        return image
    return msgspec.structs.replace(image, lost="no", reason="a login that is configured is used.")
