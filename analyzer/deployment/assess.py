"""A judged release and a deployment's configuration -> whether it hurts there. Start reading here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from analyzer.assessments import Assessment, Decided, Pulled, Sign, Value
from analyzer.deployment.configuration import Configuration, configuration
from analyzer.deployment.expressions import holds
from analyzer.deployment.files import Node
from analyzer.deployment.pulling import Pulling
from analyzer.deployment.releases import holding
from analyzer.deployment.settings import Settings
from analyzer.deployment.tables import at, under
from analyzer.findings import Build, Finding, Release, Verdict
from analyzer.rules import Rule, path_of

_VERDICTS = {"affected": Verdict.VULNERABLE, "unknown": Verdict.UNKNOWN}
_NEVER = {
    Verdict.MITIGATED: "every way is guarded in it",
    Verdict.SAFE: "nothing is passed there, or there is nothing to fall back to",
    Verdict.NOT_APPLICABLE: "it has none of the code in question",
}


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
    outcome, reasons = _outcome(release, decided, pulled, rule, read, deployed.version)
    if release.verdict in _NEVER or _closed(decided) or (read is not None and _disabled(rule, read, deployed.version)):
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


def _closed(decided: Sequence[Decided]) -> bool:
    """Whether there are ways, and none is open under the configuration."""
    return bool(decided) and all(way.holds == "no" for way in decided)


def _spared(image: Pulled) -> Pulled:
    """An image where no way is open."""
    if image.lost == "no":
        return image
    return msgspec.structs.replace(image, lost="no", reason="a login that is configured is used.")


# ---- what follows ----------------------------------------------------------------------------------


def _outcome(
    release: Release,
    decided: Sequence[Decided],
    pulled: Sequence[Pulled],
    rule: Rule,
    read: Configuration | None,
    version: str,
) -> tuple[str, tuple[str, ...]]:
    """The outcome and why, from what is sure to what is not."""
    if release.verdict in _NEVER:
        return "not-affected", (f"{release.tag} is {release.verdict.value}: {_NEVER[release.verdict]}.",)
    if release.verdict is Verdict.UNKNOWN and not decided:
        return "unknown", (f"{release.tag} could not be judged{': ' if release.note else ''}{release.note}.",)
    if not decided:
        outcome = "unknown" if release.note else "not-affected"
        return outcome, (
            f"{rule.id} finds nothing in {release.tag} that hurts{': ' if release.note else ''}{release.note}.",
        )
    if read is None:
        return _unconfigured(decided)
    if read.unseen:
        return "unknown", tuple(f"{reason}." for reason in read.unseen)
    disabled = _disabled(rule, read, version)
    if disabled:
        return "not-affected", (disabled,)
    if _closed(decided):
        return "not-affected", tuple(dict.fromkeys(_because(way) for way in decided))
    refused = [*read.refused, *_conflicts(rule, read, version)]
    if refused:
        return "unknown", tuple(f"{release.tag} does not run with this configuration: {reason}." for reason in refused)
    true = [way for way in decided if way.holds == "yes"]
    doubtful = [way for way in decided if way.holds == "unknown"]
    return _lost(true, doubtful, pulled)


def _unconfigured(decided: Sequence[Decided]) -> tuple[str, tuple[str, ...]]:
    if any(not way.condition and way.holds == "yes" for way in decided):
        return "affected", ("it depends on no setting.",)
    conditions = " or ".join(dict.fromkeys(way.condition for way in decided if way.condition))
    return "unknown", (f"it depends on the configuration: {conditions}. Give it with --config.",)


def _lost(
    true: Sequence[Decided], doubtful: Sequence[Decided], pulled: Sequence[Pulled]
) -> tuple[str, tuple[str, ...]]:
    """What follows from the images, where a way is open or may be."""
    ways = tuple(dict.fromkeys(_because(way) for way in (true or doubtful)))
    lost = [image for image in pulled if image.lost == "yes"]
    unknown = [image for image in pulled if image.lost == "unknown"]
    if pulled and not lost and not unknown:
        return "not-affected", (*(f"{image.name} {image.image}: {image.reason}" for image in pulled), *ways)
    if true and (lost or not pulled):
        return "affected", (*(f"{image.name} {image.image}: {image.reason}" for image in lost), *ways)
    return "unknown", (*(f"{image.name}: {image.reason}" for image in (() if lost else unknown)), *ways)


def _because(way: Decided) -> str:
    """What decides a way, in one sentence."""
    told = "; ".join(setting_text(setting) for setting in way.settings)
    if way.holds == "unknown":
        return f"{' and '.join(way.unseen)} is not known{': ' if told else ''}{told}."
    if not way.condition:
        return "the way to the sink depends on no setting."
    return f"{told or 'the condition'}, so {way.condition} {'holds' if way.holds == 'yes' else 'does not hold'}."


def setting_text(setting: Value) -> str:
    """A setting in a few words."""
    name = path_of(setting.key)[-1]
    if setting.wrong:
        return f"{name}{f' at {setting.place}' if setting.place else ''}: {setting.wrong}"
    shown = setting.shown or "(not shown)"
    if setting.origin == "default":
        return f"no file sets {name}, which is {shown} by default"
    return f"{name} is {shown} at {setting.place}"


def _disabled(rule: Rule, read: Configuration, version: str) -> str:
    for row in holding(rule.deployment.disabled, version):
        leaf = at(read.table, path_of(row.key))
        found = (
            [one for one in leaf.value if one in row.values]
            if leaf is not None and isinstance(leaf.value, list)
            else []
        )
        if leaf is not None and found:
            return f"{found[0]} is disabled at {leaf.place}: the code in question does not run."
    return ""


def _conflicts(rule: Rule, read: Configuration, version: str) -> Iterator[str]:
    for row in holding(rule.deployment.conflicts, version):
        one, two = (_filled(read, key) for key in (row.key, row.other))
        if one and two:
            yield f"{path_of(row.key)[-1]} ({one}) cannot be set beside {path_of(row.other)[-1]} ({two})"


def _filled(read: Configuration, key: str) -> str:
    """Where a key has something, '' for nowhere."""
    return next((str(leaf.place) for _, leaf in under(read.table, path_of(key)) if leaf.value), "")
