"""Where a program is entered from outside: what serves a call that comes over the wire, or starts a command.

Generated code stands between a service and its clients: it calls the methods of an interface that it declares itself, with what
the program registered behind it. So a method that is called like that serves an API, whatever the service or its protocol is called.
An HTTP handler is told by its signature (net/http, `HandlerFunc`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.nodes import walk
from analyzer.callgraph.sites import Through
from analyzer.facts import ir
from analyzer.places import place
from analyzer.program import types as go

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.places import Place
    from analyzer.program import Body
    from analyzer.program.model import Function

_HTTP = "net/http"


def starts(function: Function) -> bool:
    """Whether a command begins with a function."""
    return function.name == "main" and not function.receiver and function.package.name == "main"


def serves(graph: Callgraph, body: Body, call: ir.Call) -> bool:
    """Whether a call is that of generated code that enters a service through the interface generated for it."""
    if not body.file.outline.generated:
        return False
    found = graph.kind(body, call)
    member = graph.member_of(found.interface) if isinstance(found, Through) else None
    return member is not None and member.file.outline.generated


def handles(graph: Callgraph, function: Function) -> bool:
    """Whether a function has the signature of an HTTP handler."""
    return len(function.decl.signature.params) == 2 and _is_handler(graph.program.types.signature(function))


def handler_around(graph: Callgraph, body: Body, call: Place) -> bool:
    """Whether the call at a place stands in a function literal that is an HTTP handler."""
    if graph.program.imports(body.file).get("http") is None:
        return False
    return any(
        isinstance(node, ir.FuncLit)
        and len(node.signature.params) == 2
        and _is_handler(graph.program.types.expr(body, node))
        and any(isinstance(one, ir.Call) and place(call.path, one.at) == call for one in walk(node.body))
        for node in walk(body.decl)
    )


def _is_handler(signature: go.Type) -> bool:
    if not isinstance(signature, go.Signature) or signature.results or len(signature.params) != 2:
        return False
    writer, request = signature.params
    return _is_http(writer, "ResponseWriter") and isinstance(request, go.Pointer) and _is_http(request.elem, "Request")


def _is_http(t: go.Type, name: str) -> bool:
    return isinstance(t, go.Named) and (t.package, t.name) == (_HTTP, name)
