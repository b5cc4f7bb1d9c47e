"""The Go program of one revision: modules, packages, scopes, types. What cannot be seen is `Unknown` with a reason."""

from analyzer.program.packages import Program
from analyzer.program.scope import Body

__all__ = ["Body", "Program"]
