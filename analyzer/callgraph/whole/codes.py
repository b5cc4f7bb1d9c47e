"""What functions are called inside the whole-program resolution: names that mean the same in every revision and process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyzer.callgraph.model import Target

if TYPE_CHECKING:
    from analyzer.program import Program
    from analyzer.program.model import Function

OWN, VENDORED, LITERAL, OUTSIDE = "f", "v", "l", "x"


class Code(NamedTuple):
    """A function.

    ``kind``: a declared one of own packages (``f``) or of vendored ones (``v``, whose ``receiver`` says ``*T`` or ``T``) by directory,
    receiver and name; a literal, or the body of a loop over a function, by file and place (``l``); one outside the tree by its whole
    name (``x``). A declaration that its name does not find (``init``, ``_``) has its ``file`` and place, too.
    """

    kind: str
    home: str = ""
    receiver: str = ""
    name: str = ""
    at: int = 0
    file: str = ""


def is_own(directory: str) -> bool:
    """Whether the package in a directory belongs to a module of the tree, and is not vendored."""
    return "/vendor/" not in f"/{directory}/"


class Codes:
    """The codes of one program's functions."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[Function, Code] = {}

    def of(self, target: Target) -> Code:
        """The code of a target."""
        if target.function is not None:
            return self.of_function(target.function)
        if target.literal is not None:
            return Code(LITERAL, target.literal[0].file.path, "", "", target.literal[1].at)
        return Code(OUTSIDE, name=target.external)

    def of_function(self, function: Function) -> Code:
        """The code of a declared function."""
        found = self._known.get(function)
        if found is None:
            directory = function.package.directory
            if is_own(directory):
                member = function.package.lookup(function.receiver, function.name)
                first = member is not None and self._program.function(member) is function
                found = Code(OWN, directory, function.receiver, function.name)
                if not first:
                    found = found._replace(at=function.decl.at, file=function.file.path)
            else:
                receiver = f"*{function.receiver}" if function.pointer else function.receiver
                found = Code(VENDORED, directory, receiver, function.name)
            self._known[function] = found
        return found

    def function(self, code: Code) -> Function | None:
        """The declared function that a code names. Raises Opaque."""
        if code.kind not in (OWN, VENDORED):
            return None
        package = self._program.package(code.home)
        member = package.lookup(code.receiver.lstrip("*"), code.name) if package is not None else None
        return self._program.function(member) if member is not None and member.kind in ("func", "method") else None
