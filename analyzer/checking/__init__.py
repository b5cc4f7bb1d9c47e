"""A change, a work tree or a fork judged for its author: what it makes worse, where to look, and who answers for the rest.

`check` is the whole of it. Trees are judged and findings compared, never lines: a guard that goes from a callee counts, though the call
was not touched.
"""

from analyzer.checking import baseline as baselines
from analyzer.checking import ignores as ignoring
from analyzer.checking.check import Base, Subject, Terms, check
from analyzer.checking.doubts import doubts

__all__ = ["Base", "Subject", "Terms", "baselines", "check", "doubts", "ignoring"]
