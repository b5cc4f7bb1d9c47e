"""The call that a finding is compared with: it calls the same function, and passes something there.

All calls of the function were looked at for the verdict, so nothing more is asked of the tree. Whether what is passed is right is
not known; only that it is never seen to be nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analyzer.facts import ir
from analyzer.findings import Contrast
from analyzer.nilflow import terms
from analyzer.nilflow.machine import Events, Sighting, Watched
from analyzer.nilflow.values import ELEMENT
from analyzer.places import Place, place

if TYPE_CHECKING:
    from analyzer.program import Body
    from analyzer.program.model import Function

_LONGEST = 80


class _Call(NamedTuple):
    """A call that passes something, and where it stands."""

    place: Place
    body: Body
    call: ir.Call
    watched: Watched


class Contrasts:
    """The calls that pass something, of one rule in one program."""

    def __init__(self, found: Iterable[tuple[Body, Events]]) -> None:
        self._calls: dict[tuple[Function, str, str], list[_Call]] = {}
        for body, events in found:
            nothing = {(sighting.call, sighting.watched) for sighting in events.sightings.values()}
            for (call, watched), seen in events.set_elsewhere.items():
                if seen and (call, watched) not in nothing and not body.file.outline.generated:
                    one = _Call(place(body.file.path, call.at), body, call, watched)
                    self._calls.setdefault(_named(watched), []).append(one)

    def to(self, sighting: Sighting) -> Contrast | None:
        """The nearest call that passes something: in the same package if there is one, else the first by place."""
        home = sighting.body.package.directory
        calls = self._calls.get(_named(sighting.watched), ())
        nearest = min(calls, key=lambda one: (one.body.package.directory != home, one.place), default=None)
        if nearest is None:
            return None
        caller = nearest.body.function.qualified if nearest.body.function is not None else nearest.body.package.name
        return Contrast(nearest.place, caller, _short(_passed(nearest.call, nearest.watched)))


def _named(watched: Watched) -> tuple[Function, str, str]:
    return watched.callee, watched.parameter, watched.omits


def _passed(call: ir.Call, watched: Watched) -> str:
    """What a call passes, as it is written there; of a struct literal the field that is watched."""
    if watched.index < 0:
        return _text(call.func.x if isinstance(call.func, ir.Select) else call.func, ())
    fields, end = watched.fields, watched.index + 1
    if fields[:1] == (ELEMENT,):
        fields, end = fields[1:], len(call.args)
    return ", ".join(_text(argument, fields) for argument in call.args[watched.index : end])


def _text(expr: ir.Expr, fields: tuple[str, ...]) -> str:
    match expr:
        case ir.FuncLit(signature=signature):
            return f"{terms.signature_text(signature)} {{…}}"
        case ir.Composite(type=written, elements=elements):
            return f"{terms.type_text(written) if written is not None else ''}{{{_inside(elements, fields)}}}"
        case ir.Unary(op="&", x=ir.Composite() as literal):
            return f"&{_text(literal, fields)}"
    return terms.source_text(expr)


def _inside(elements: Sequence[ir.Element], fields: tuple[str, ...]) -> str:
    for element in elements:
        if fields and isinstance(element.key, ir.Name) and element.key.name == fields[0]:
            more = ", …" if len(elements) > 1 else ""
            return f"{element.key.name}: {_text(element.value, fields[1:])}{more}"
    return "…" if elements else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
