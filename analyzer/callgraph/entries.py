"""How a function is entered from outside its package: the shortest chain of calls from an exported function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.types import exported

if TYPE_CHECKING:
    from analyzer.callgraph.callees import Callgraph
    from analyzer.program import Body
    from analyzer.program.model import Function

_LONGEST = 8

Chain = tuple[tuple["Body", ir.Call], ...]


def entry_chain(graph: Callgraph, function: Function) -> Chain:
    """The calls that lead from an exported function, or from one that nobody calls, to ``function``, first call first.

    Of several chains the shortest, then the one with fewer calls through interfaces and function values, then the first by place;
    empty where ``function`` is exported itself or nobody calls it.
    """
    known: dict[Function, Chain] = {function: ()}
    level = [function]
    for _ in range(_LONGEST):
        ends = [one for one in level if exported(one.name)]
        if ends:
            return min((known[one] for one in ends), key=lambda chain: _rank(graph, chain))
        above: dict[Function, list[Chain]] = {}
        for callee in level:
            for body, call in graph.function_callers(callee).calls:
                if body.function is not None and body.function not in known:
                    above.setdefault(body.function, []).append(((body, call), *known[callee]))
        if not above:
            break
        known |= {caller: min(chains, key=lambda chain: _rank(graph, chain)) for caller, chains in above.items()}
        level = list(above)
    return min((known[one] for one in level), key=lambda chain: _rank(graph, chain))


def _rank(graph: Callgraph, chain: Chain) -> tuple[object, ...]:
    indirect = sum(graph.static(body, call) is None for body, call in chain)
    return indirect, [(body.file.path, call.at) for body, call in chain]
