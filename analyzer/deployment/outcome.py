"""What follows for a deployment from open ways, images and logins: affected, not affected, or nobody can tell; and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.assessments import Decided, Pulled, Value
from analyzer.deployment.configuration import Configuration
from analyzer.deployment.releases import holding
from analyzer.deployment.tables import at, under
from analyzer.findings import Release, Verdict
from analyzer.rules import Rule, path_of

HARMLESS = {
    Verdict.MITIGATED: "every way is guarded in it",
    Verdict.SAFE: "nothing is passed there, or there is nothing to fall back to",
    Verdict.NOT_APPLICABLE: "it has none of the code in question",
}
"""Verdicts of releases that hurt nobody, and why."""


def outcome_of(
    release: Release,
    decided: Sequence[Decided],
    pulled: Sequence[Pulled],
    rule: Rule,
    read: Configuration | None,
    version: str,
) -> tuple[str, tuple[str, ...]]:
    """The outcome and why, from what is sure to what is not."""
    if release.verdict in HARMLESS:
        return "not-affected", (f"{release.tag} is {release.verdict.value}: {HARMLESS[release.verdict]}.",)
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
    disabled = disabled_by(rule, read, version)
    if disabled:
        return "not-affected", (disabled,)
    if closed(decided):
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


def disabled_by(rule: Rule, read: Configuration, version: str) -> str:
    """What keeps the code in question from running, in one sentence; '' for nothing."""
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


def closed(decided: Sequence[Decided]) -> bool:
    """Whether there are ways, and none is open under the configuration."""
    return bool(decided) and all(way.holds == "no" for way in decided)
