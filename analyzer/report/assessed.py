"""An assessment as blocks: whether it hurts, why, what is lost, what to do, what to look for."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.assessments import Asked, Assessment, Pulled, Value
from analyzer.findings import Verdict
from analyzer.report.blocks import Bit, Block, Item, Text, Title, at, name, own, strong, verdict
from analyzer.report.sentences import tag_bits

_OUTCOMES = {
    "affected": (Verdict.VULNERABLE, "affected"),
    "not-affected": (Verdict.SAFE, "not affected"),
    "unknown": (Verdict.UNKNOWN, "cannot tell"),
}
_OPEN = (Verdict.VULNERABLE, Verdict.UNKNOWN)
_HOLDS = {"yes": "holds", "no": "does not hold", "unknown": "cannot be told"}
_LOGINS = {
    "sent": "gets its login in a header all the same",
    "configured": "login configured",
    "none": "no login configured",
    "unknown": "login not known",
}


def assessment(told: Assessment) -> Iterator[Block]:
    """The blocks of an assessment."""
    asked = (
        () if told.asked in ("", told.revision, told.revision.removeprefix("v")) else (own(" for "), name(told.asked))
    )
    sign, word = _OUTCOMES.get(told.outcome, (Verdict.UNKNOWN, told.outcome))
    yield Title((verdict(sign, word), own(" · "), strong(told.revision), *asked))
    for number, reason in enumerate(told.reasons):
        yield Item("and" if number else "because", (own(reason),))
    where = (own(" at "), name(told.commit[:12]), own(f", {told.date}")) if told.commit else ()
    yield Item("release", (strong(told.revision), own(" is "), verdict(told.released), *where))
    yield from _decided(told)
    for image in told.pulled:
        yield from _pulled(image, asks=told.released in _OPEN)
    if told.files:
        yield Item("read", tuple(tag_bits(told.files)))
    for note in told.notes:
        yield Item("note", (own(note),))
    yield from _advice(told)


def _decided(told: Assessment) -> Iterator[Block]:
    for way in told.decided:
        yield Item("site", (at(way.site),), commit=told.commit)
        if way.condition:
            yield Item(
                "when",
                (name(way.condition), *((own(f" {_HOLDS.get(way.holds, way.holds)} here"),) if told.files else ())),
                1,
            )
        for setting in way.settings if told.files else ():
            yield Item("setting", tuple(_setting(setting)), 1)
        for part in way.unseen if told.files else ():
            yield Item("unknown", (name(part),), 1)


def _setting(setting: Value) -> Iterator[Bit]:
    yield name(setting.key)
    if setting.shown:
        yield own(" = ")
        yield name(setting.shown)
    if setting.origin == "default":
        yield own(", the default: no file sets it")
    if setting.place is not None:
        yield own(" at ")
        yield name(str(setting.place))
    if setting.wrong:
        yield own(", ")
        yield name(setting.wrong)


def _pulled(image: Pulled, *, asks: bool) -> Iterator[Block]:
    where = (own(" from "), name(image.registry)) if image.registry else ()
    yield Item("pulls", (own(f"{image.name} "), strong(image.image or "not known"), *where))
    yield Item("setting", tuple(_setting(image.value)), 1)
    for host in image.hosts:
        yield Item("asks", tuple(_asked(host)), 1)
    if image.unseen and asks:
        yield Item("unknown", (name(image.unseen),), 1)
    if image.elsewhere:
        yield Item("others", (own("with a login: "), *tag_bits(image.elsewhere)), 1)


def _asked(host: Asked) -> Iterator[Bit]:
    yield name(host.host)
    yield own(f": {_LOGINS.get(host.login, host.login)}")
    if host.place is not None:
        yield own(", ")
        yield name(str(host.place))


def _advice(told: Assessment) -> Iterator[Block]:
    """What to do, and what to look for, where the release is not out of question."""
    if told.released not in _OPEN:
        return
    yield Title((own("What to do" if told.outcome != "not-affected" else "If the configuration changes"),), 2)
    if told.fixed:
        yield Item("update", (own("to "), strong(told.fixed), own(" or later of the same line: it is not vulnerable")))
    elif told.released is Verdict.VULNERABLE:
        yield Item("update", (own("no later release of the same line is known that is not vulnerable"),))
    for about in told.about:
        if about.workaround:
            yield Item("or", (own(about.workaround),))
    if told.signs and told.outcome != "not-affected":
        yield Title((own("What to look for"),), 2)
        for sign in told.signs:
            yield Item("see", (name(sign.text), own(f": {sign.where}")))
    yield Text((own("It shows when the image is pulled; one that is on the node already is not pulled again."),))
