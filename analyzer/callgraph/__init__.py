"""Which functions a call enters, and which calls enter a function: found when asked for, with how sure that is."""

from analyzer.callgraph.callees import Callgraph
from analyzer.callgraph.model import Callees, Callers, Target

__all__ = ["Callees", "Callers", "Callgraph", "Target"]
