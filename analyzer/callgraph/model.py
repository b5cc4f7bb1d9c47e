"""What a question about calls is answered with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from analyzer.facts import ir
from analyzer.places import Place, place

if TYPE_CHECKING:
    from analyzer.program import Body
    from analyzer.program.model import Function

Kind = Literal["static", "interface", "dynamic", "builtin", "conversion"]
Sure = Literal["exact", "narrowed", "possible"]
NOTHING_STORED = "no function was seen to be stored in it"
"""The reason of an answer about a function value that nothing but nil was seen to be stored in."""


@dataclass(frozen=True, slots=True)
class Target:
    """One callee: a declared ``function``, a function ``literal`` with the body it stands in, or the name of something
    outside the tree, ``external`` (``path.Name`` or ``path.(T).Name``). Exactly one is set."""

    function: Function | None = None
    literal: tuple[Body, ir.FuncLit] | None = None
    external: str = ""

    @property
    def place(self) -> Place | None:
        """Where it is declared; None outside the tree."""
        if self.function is not None:
            return self.function.place
        if self.literal is not None:
            return place(self.literal[0].file.path, self.literal[1].at)
        return None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The key that sorts targets: by place, those outside the tree last."""
        at = self.place
        return ("\U0010ffff", 0, 0, self.external) if at is None else (at.path, at.line, at.column, "")


@dataclass(frozen=True, slots=True)
class Callees:
    """The callees of one call, sorted by place.

    ``sure``: ``exact`` when Go's rules name the callee, ``narrowed`` when every value the call can meet was seen,
    ``possible`` otherwise: for an interface call every instantiated type that fits, for a function value those seen.
    ``reason`` is '' or why some callees may not be among them.
    """

    kind: Kind
    targets: tuple[Target, ...] = ()
    sure: Sure = "exact"
    reason: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether a function value was followed to its end without any function."""
        return not self.targets and self.reason == NOTHING_STORED


@dataclass(frozen=True, slots=True)
class Callers:
    """Production calls that can enter a function, in source order; ``reason`` is '' or why others may exist."""

    calls: tuple[tuple[Body, ir.Call], ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Reasons:
    """Why something cannot be seen: the first few, each once, in the order met."""

    texts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if text and text not in self.texts and len(self.texts) < 3:
            self.texts.append(text)

    def __str__(self) -> str:
        return "; ".join(self.texts)


def sorted_targets(targets: set[Target]) -> tuple[Target, ...]:
    """Targets by place, then those outside the tree by name."""
    return tuple(sorted(targets, key=lambda target: target.order))
