"""Blocks in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analyzer.findings import Verdict
from analyzer.places import Place
from analyzer.report.blocks import Bit, Block, Item, Row, Text, Title
from analyzer.report.escape import cell, code, prose

Source = Callable[[Place, str], str]
"""A place in a commit, as a link or plain."""


def marked(blocks: Iterable[Block], signs: dict[Verdict, str], source: Source) -> Iterable[str]:
    """The lines of some blocks."""
    former: Block | None = None
    for block in blocks:
        if former is not None and (type(block) is not type(former) or isinstance(block, Title | Text)):
            yield ""
        match block:
            case Title(bits, level, verdict):
                sign = f"{signs[verdict]} " if verdict is not None else ""
                yield f"{'#' * (level + 1)} {sign}{_line(bits, signs, source, '')}"
            case Item(label, bits, depth, commit):
                named = f"**{prose(label)}** " if label else ""
                yield f"{'  ' * depth}- {named}{_line(bits, signs, source, commit)}"
            case Text(bits):
                yield _line(bits, signs, source, "")
            case Row(cells):
                first = not isinstance(former, Row)
                texts = ["".join(_cell(bit, signs, source) for bit in bits) or "—" for bits in cells]
                yield f"| {' | '.join(texts)} |"
                if first:
                    yield "|" + "---|" * len(cells)
        former = block


def _line(bits: Sequence[Bit], signs: dict[Verdict, str], source: Source, commit: str) -> str:
    return "".join(_bit(bit, signs, source, commit) for bit in bits)


def _cell(bit: Bit, signs: dict[Verdict, str], source: Source) -> str:
    return cell(bit.text) if bit.kind in ("name", "strong") else _bit(bit, signs, source, "")


def _bit(bit: Bit, signs: dict[Verdict, str], source: Source, commit: str) -> str:
    if bit.verdict is not None:
        return f"{signs[bit.verdict]} **{prose(bit.text)}**"
    if bit.place is not None:
        return source(bit.place, commit)
    if bit.kind:
        return code(bit.text)
    return prose(bit.text)
