"""The outline of a file: what it declares and imports, from flat queries over its tree."""

from __future__ import annotations

import re

from tree_sitter import Node

from analyzer.facts.outline import Entry, Import, Outline, Trouble
from analyzer.places import pack
from analyzer.syntax import constraint
from analyzer.syntax.grammar import COMMENT, ERROR, kind, matches, parse
from analyzer.syntax.troubles import trouble, troubles

_TOP_LEVEL = frozenset(
    kind(name)
    for name in (
        "comment",
        "const_declaration",
        "empty_statement",
        "function_declaration",
        "import_declaration",
        "method_declaration",
        "package_clause",
        "type_declaration",
        "var_declaration",
        "';'",
    )
) | {ERROR, kind("''")}
_PACKAGE = kind("package_clause")
_SPACE = re.compile(rb"\s*")
_TYPE_NAME = kind("type_identifier")


def outline(source: bytes) -> Outline:
    """The outline of a file's bytes, whatever they are."""
    return outline_of(source, parse_file(source))[0]


def parse_file(source: bytes) -> Node:
    """A file's tree. The grammar wants a newline after some declarations, Go does not at the end of a file."""
    root = parse(source)
    if root.has_error and not source.endswith(b"\n"):
        ended = parse(source + b"\n")
        return root if troubles(ended) else ended
    return root


def outline_of(source: bytes, root: Node) -> tuple[Outline, list[Node]]:
    """The outline of a parsed file, and the nodes of its entries."""
    package, entries, nodes = _declarations(source, root)
    imports = _imports(source, root)
    header, trouble = _top_level(source, root)
    condition, conditions = constraint.constraint(header)
    if conditions > 1:
        trouble.append(Trouble("more than one //go:build line", pack(1, 1), 0, len(header)))
    return (
        Outline(
            package,
            condition,
            constraint.generated(header),
            any(found.path == "C" for found in imports),
            tuple(imports),
            tuple(entries),
            _outermost(trouble),
        ),
        nodes,
    )


def _outermost(found: list[Trouble]) -> tuple[Trouble, ...]:
    """In source order, without those inside others."""
    kept: list[Trouble] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.end > kept[-1].end or one.start > kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _declarations(source: bytes, root: Node) -> tuple[str, list[Entry], list[Node]]:
    package = ""
    entries: list[Entry] = []
    nodes: list[Node] = []
    group: tuple[str, Node, list[str]] | None = None
    lost = _lost_bodies(source, root)

    def add(what: str, names: tuple[str, ...], receiver: str, node: Node) -> None:
        if "" not in names and names and not (root.has_error and _inside_a_body(root, what, node)):
            row, column = node.start_point
            space = _SPACE.match(source, node.end_byte) if lost else None
            end = node.end_byte if space is None else lost.get(space.end(), node.end_byte)
            entries.append(Entry(what, names, receiver, node.start_byte, end, row + 1, column + 1))
            nodes.append(node)

    for captures in matches("declarations", root):
        if "member" in captures:
            if group is not None and captures["member"][0].end_byte <= group[1].end_byte:
                group[2].append(_text(source, captures["member"][0]))
            continue
        if group is not None:
            add(group[0], tuple(group[2]), "", group[1])
            group = None
        if "package" in captures:
            package = package or _text(source, captures["package"][0])
        elif "name" in captures:
            name = (_text(source, captures["name"][0]),)
            if "func" in captures:
                add("func", name, "", captures["func"][0])
            elif "method" in captures:
                add("method", name, _receiver(source, captures["receiver"][0]), captures["method"][0])
            else:
                add("type", name, "", captures["type"][0])
        else:
            for what, (node, *_) in captures.items():
                group = (what, node, [])
    if group is not None:
        add(group[0], tuple(group[2]), "", group[1])
    return package, entries, nodes


def _lost_bodies(source: bytes, root: Node) -> dict[int, int]:
    """Start and end of what looks like a body and is an ERROR: it belongs to the function before it."""
    if not root.has_error:
        return {}
    errors = [child for child in root.children if child.is_error]
    return {
        child.start_byte: child.end_byte for child in errors if source[child.start_byte : child.start_byte + 1] == b"{"
    }


def _inside_a_body(root: Node, what: str, node: Node) -> bool:
    """Whether a declaration found inside an ERROR may be local: neither a function nor at the start of a line."""
    declared = node.parent if what == "type" and node.parent is not None else node
    return (
        what not in ("func", "method")
        and declared.start_point.column != 0
        and (root.is_error or declared.parent != root)
    )


def _receiver(source: bytes, parameters: Node) -> str:
    """The name of a receiver's type without stars, parentheses and type arguments."""
    node: Node | None = next((child for child in parameters.children if child.type == "parameter_declaration"), None)
    node = node.children[-1] if node is not None and node.children else None
    while node is not None and node.kind_id != _TYPE_NAME:
        node = next((child for child in node.children if child.is_named and child.kind_id != COMMENT), None)
    return "" if node is None else _text(source, node)


def _imports(source: bytes, root: Node) -> list[Import]:
    found: list[Import] = []
    for captures in matches("imports", root):
        row, column = captures["import"][0].start_point
        name = _text(source, captures["name"][0]) if "name" in captures else ""
        found.append(Import(name, _text(source, captures["path"][0])[1:-1], pack(row + 1, column + 1)))
    return found


def _text(source: bytes, node: Node) -> str:
    return source[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _top_level(source: bytes, root: Node) -> tuple[bytes, list[Trouble]]:
    """The text before the package clause, and what cannot be read or does not belong where it stands."""
    found = troubles(root)
    header = len(source)
    package = False
    for child in root.children:
        child_kind = child.kind_id
        if child_kind == COMMENT:
            continue
        if not package:
            header = min(header, child.start_byte)
            package = child_kind == _PACKAGE
        if child_kind not in _TOP_LEVEL and not root.is_error:
            found.append(trouble("statement outside a function", child))
    if not package:
        found.append(Trouble("no package clause", pack(1, 1), 0, 0))
    nul = source.find(b"\0")
    if nul >= 0:
        line = source.count(b"\n", 0, nul) + 1
        found.insert(0, Trouble("NUL byte", pack(line, nul - source.rfind(b"\n", 0, nul)), nul, nul + 1))
    return source[:header], found
