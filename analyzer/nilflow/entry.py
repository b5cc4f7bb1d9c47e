"""Which API call leads to a finding's site: looked for after the verdict, which does not rest on it.

The search asks far more of the tree than a verdict does, so it has a program of its own whose questions nobody keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from analyzer.callgraph import Callgraph
from analyzer.callgraph.entries import Chain, Step, entry_chain
from analyzer.facts import ir
from analyzer.findings import Hop, RuleResult
from analyzer.places import Place, place
from analyzer.program import types as go
from analyzer.program.model import Opaque

if TYPE_CHECKING:
    from analyzer.program import Body, Program


def with_entries(program: Program, results: Iterable[RuleResult]) -> tuple[RuleResult, ...]:
    """Results whose findings say how their sites are entered, as far as that can be seen."""
    graph = Callgraph(program)
    return tuple(
        msgspec.structs.replace(
            result,
            findings=tuple(
                msgspec.structs.replace(one, entry=tuple(_hop(step) for step in _chain(graph, one.site)))
                for one in result.findings
            ),
        )
        for result in results
    )


def _chain(graph: Callgraph, site: Place) -> Chain:
    try:
        body = _body(graph.program, site)
        return entry_chain(graph, body, site) if body is not None else ()
    except (Opaque, RecursionError):
        return ()


def _body(program: Program, site: Place) -> Body | None:
    """The declaration that a site stands in. Raises Opaque."""
    file = program.file(site.path)
    above = [entry for entry in file.outline.entries if entry.line <= site.line] if file is not None else []
    if file is None or not above:
        return None
    return program.mentions.body_of(file, max(above, key=lambda entry: (entry.line, entry.column)))


def _hop(step: Step) -> Hop:
    where = place(step.body.file.path, step.call.at)
    return Hop(where, "call", f"{_caller(step)} calls {step.callee.qualified}{_through(step)}")


def _caller(step: Step) -> str:
    function = step.body.function
    if function is not None:
        return f"an HTTP handler in {function.qualified}" if step.handler else function.qualified
    decl = step.body.decl
    specs = [spec for spec in decl.specs if isinstance(spec, ir.ValueSpec)] if isinstance(decl, ir.Declare) else []
    names = [name.name for spec in specs for name in spec.names]
    return f"the initial value of {step.body.package.name}.{names[0] if names else '_'}"


def _through(step: Step) -> str:
    if step.interface is None:
        return " through a function value" if step.dynamic else ""
    return f" through {'interface ' if isinstance(step.interface, go.Named) else ''}{go.text(step.interface)}"
