"""Blocks in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.text import Text as Styled

from analyzer.report.blocks import Bit, Block, Item, Row, Text, Title
from analyzer.report.terminal.page import Page, said, style_of

_STYLES = {"": "", "name": "", "strong": "bold", "place": "blue"}


def blocks_page(page: Page, blocks: Iterable[Block]) -> None:
    """Writes blocks one below the other."""
    for kind, group in groupby(blocks, key=type):
        some = list(group)
        if kind is Row:
            page.blank()
            _table(page, [block for block in some if isinstance(block, Row)])
            page.blank()
            continue
        for block in some:
            _write(page, block)


def _write(page: Page, block: Block) -> None:
    match block:
        case Title(bits, level, verdict):
            page.blank()
            head = [page.verdict(verdict)] if verdict is not None else []
            page.add(page.joined([*head, styled(page, bits)]), 2 if level > 1 else 0)
            page.blank()
        case Item(label, bits, depth):
            page.hang(
                said(" " * (2 + 4 * depth) + f"{label:<10} " if label else " " * (2 + 4 * depth), "dim"),
                styled(page, bits),
            )
        case Text(bits):
            page.blank()
            page.add(styled(page, bits))


def styled(page: Page, bits: Sequence[Bit]) -> Styled:
    """Bits in their styles."""
    line = Styled()
    for bit in bits:
        if bit.kind == "verdict" and bit.verdict is not None:
            line.append_text(said(f"{page.signs.verdict(bit.verdict)} {bit.text}", style_of(bit.verdict)))
        else:
            line.append_text(said(bit.text, _STYLES[bit.kind]))
    return line


def _table(page: Page, rows: Sequence[Row]) -> None:
    """Columns as wide as their widest cell; the last one may wrap."""
    cells = [[styled(page, bits) for bits in row.cells] for row in rows]
    widths = [max(row[column].cell_len for row in cells) for column in range(len(cells[0]))]
    for number, row in enumerate(cells):
        label = Styled("  ")
        for column, cell in enumerate(row[:-1]):
            if number == 0:
                cell.stylize("dim")
            label.append_text(cell).append(" " * (widths[column] - cell.cell_len + 2))
        page.hang(label, row[-1] if number else said(row[-1].plain, "dim"))
