"""niltrail: finds Go calls that pass nothing where something was needed, and where that nothing hurts.

`call_graph` is the call graph of a revision as a networkx graph; what it needs is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.graphing import call_graph as call_graph

__version__ = "0.1.0"
__all__ = ["call_graph"]


def __getattr__(name: str) -> object:
    """The public functions, each imported at first use: the command must start fast."""
    if name == "call_graph":
        import importlib

        return importlib.import_module("analyzer.graphing").call_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
