"""One self-contained page that draws a call graph, with Cytoscape.js in it. It loads nothing from anywhere, and its policy lets
nothing run but its own scripts, known by their hashes."""

from __future__ import annotations

import html
import json
import re

from analyzer import resources
from analyzer.callgraph.graph import KINDS, SURE, Graph
from analyzer.report.escape import visible
from analyzer.report.policy import hash_source

_CONTAINER = ".__________cytoscape_container { position: relative; }"
"""The one style that Cytoscape.js adds to a page."""
_MARK = re.compile(r"@([A-Z]+)@")


def page(graph: Graph, title: str, about: int = -1) -> str:
    """The page; it starts with the packages, or with what is around the function ``about``."""
    style, script = resources.asset("graph/page.css"), resources.asset("graph/page.js")
    library = resources.asset("graph/cytoscape.min.js").replace("</script", "<\\/script")
    parts = {
        "POLICY": f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {hash_source(style)} {hash_source(_CONTAINER)}; "
        f"script-src {hash_source(library)} {hash_source(script)}",
        "TITLE": html.escape(visible(title)),
        "STYLE": style,
        "DATA": _data(graph, about),
        "LIBRARY": library,
        "SCRIPT": script,
    }
    return _MARK.sub(lambda found: parts[found[1]], resources.asset("graph/page.html"))


def _data(graph: Graph, about: int) -> str:
    """The graph as the script reads it; nothing in it can end the element that it stands in."""
    packages = {path: number for number, path in enumerate(dict.fromkeys(node.package for node in graph.nodes))}
    nodes = [
        [
            visible(node.name[len(node.package) :].lstrip(".") if node.package else node.name),
            packages[node.package],
            visible(node.place) if node.path else "",
            int(node.own),
            int(node.root),
        ]
        for node in graph.nodes
    ]
    edges = [
        [edge.caller, edge.callee, KINDS.index(edge.kind), SURE.index(edge.sure), int(edge.handed), visible(edge.place)]
        for edge in graph.edges
        if edge.callee >= 0
    ]
    shown = {"packages": [visible(path) for path in packages], "nodes": nodes, "edges": edges, "about": about}
    return json.dumps(shown, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e")
