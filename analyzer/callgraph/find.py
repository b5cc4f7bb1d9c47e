"""Functions by loose names: ``Pull``, ``(*Client).Pull``, ``client.(*Client).Pull$1``, ``path/to/file.go:120``."""

from __future__ import annotations

import difflib
import re

from analyzer.callgraph.graph import Graph, Node
from analyzer.errors import UsageError

_PLACE = re.compile(r"(?P<path>[^:]+\.go):(?P<line>\d+)(?::\d+)?$")
_RECEIVER = re.compile(r"[(*)]")
_MOST = 12


def find(graph: Graph, name: str) -> int:
    """The one function that a name means.

    Raises:
        UsageError: there is none, or more than one; the message names near ones, or the candidates.
    """
    place = _PLACE.match(name)
    found = _at(graph, place["path"], int(place["line"])) if place is not None else _named(graph, name)
    if len(found) == 1:
        return found[0]
    if not found:
        near = difflib.get_close_matches(name, {_short(node) for node in graph.nodes}, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f"no function {name!r}{hint}")
    shown = [f"  {graph.nodes[number].name}  {graph.nodes[number].place}" for number in found[:_MOST]]
    more = [f"  and {len(found) - _MOST} more"] if len(found) > _MOST else []
    raise UsageError("\n".join([f"{name!r} can be {len(found)} functions; name one of them:", *shown, *more]))


def _at(graph: Graph, path: str, line: int) -> list[int]:
    """The innermost function that starts at a line or last above it, in the file with that path or end of a path."""
    inside = [
        (node.path, node.line, number)
        for number, node in enumerate(graph.nodes)
        if (node.path == path or node.path.endswith(f"/{path}")) and node.line <= line
    ]
    files = {path for path, _, _ in inside}
    return [max(one for one in inside if one[0] == file)[2] for file in sorted(files)]


def _named(graph: Graph, name: str) -> list[int]:
    """Functions with exactly that name; else own ones whose name ends so, and then those outside. Receivers may be written
    without parentheses and star."""
    exact = [number for number, node in enumerate(graph.nodes) if node.name == name]
    if exact:
        return exact
    wanted = _RECEIVER.sub("", name)
    ends = tuple(f"{mark}{wanted}" for mark in ("/", "."))
    found = []
    for number, node in enumerate(graph.nodes):
        plain = _RECEIVER.sub("", node.name)
        if plain.endswith(ends) or f"{node.bare}{plain[len(node.package) :]}" == wanted:
            found.append(number)
    return [number for number in found if graph.nodes[number].own] or found


def _short(node: Node) -> str:
    return node.name.rpartition(".")[2]
