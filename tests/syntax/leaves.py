"""Whether a file's IR still says all that the file says: every name and literal, at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import asdict
from tree_sitter import Node

from analyzer.facts import ir
from analyzer.places import column_of, line_of, pack
from analyzer.syntax import lower_file
from analyzer.syntax.grammar import parse

NAMES = {"identifier", "type_identifier", "field_identifier", "package_identifier", "nil", "true", "false", "iota"}
LITERALS = {"int_literal", "float_literal", "imaginary_literal", "rune_literal"}
STRINGS = {"raw_string_literal", "interpreted_string_literal"}
ELSEWHERE = {"comment", "package_clause", "import_declaration"}

Leaf = tuple[str, int]


def written(source: bytes) -> list[Leaf]:
    """The names and literals of a file with their places; labels and struct tags, which have none in the IR, with 0."""
    found: list[Leaf] = []
    waiting = [parse(source)]
    while waiting:
        node = waiting.pop()
        kind = node.type
        if kind in ELSEWHERE or node.is_missing:
            continue
        text = (node.text or b"").decode("utf-8", "replace")
        if kind == "label_name" or (kind in STRINGS and is_tag(node)):
            found.append((text, 0))
        elif kind in NAMES or kind in LITERALS or kind in STRINGS:
            found.append((text, pack(node.start_point.row + 1, node.start_point.column + 1)))
        else:
            waiting.extend(node.children)
    return found


def is_tag(node: Node) -> bool:
    """Whether a string is a struct field's tag."""
    return node.parent is not None and node.parent.type == "field_declaration"


def lowered(declarations: Iterable[ir.Declaration]) -> Counter[Leaf]:
    """The names and literals of declarations, with the same convention."""
    found: Counter[Leaf] = Counter()
    waiting: list[object] = list(declarations)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, ir.Node):
            fields = asdict(node)
            waiting.extend(fields.values())
            if isinstance(node, ir.Lit):
                found[node.text, node.at] += 1
            elif "name" in fields:
                found[fields["name"], fields["at"]] += 1
            for unplaced in ("label", "tag"):
                if fields.get(unplaced):
                    found[fields[unplaced], 0] += 1
    return found


def dropped(source: bytes) -> list[str]:
    """What a file says and its IR does not."""
    left = lowered(lower_file(source)[1])
    return [f"{line_of(at)}:{column_of(at)}: {text}" for text, at in written(source) if (text, at) not in left]
