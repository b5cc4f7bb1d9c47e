"""The functions of own code by their codes, with their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.callgraph.whole.codes import OWN, VENDORED, Code
from analyzer.callgraph.whole.naming import declared
from analyzer.callgraph.whole.reading import NONE, Reading, Routine
from analyzer.program import types as go
from analyzer.program.model import Opaque

if TYPE_CHECKING:
    from analyzer.callgraph.whole.engine import Engine
    from analyzer.callgraph.whole.typerows import Types
    from analyzer.program.model import Function


class Routines:
    """What is known of functions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[Code, tuple[Routine, Types, Reading]] = {}
        self._functions: dict[Code, Function | None] = {}

    def add(self, reading: Reading, types: Types) -> None:
        """Takes in the functions of a package."""
        for routine in reading.routines:
            self._known.setdefault(routine.code, (routine, types, reading))

    def get(self, code: Code) -> tuple[Routine, Reading] | None:
        """A function of the packages that were read, and its package."""
        found = self._known.get(code)
        return None if found is None else (found[0], found[2])

    def function(self, code: Code) -> Function | None:
        """The declaration of a function in the tree; None if it cannot be read."""
        if code not in self._functions:
            try:
                self._functions[code] = self._engine.codes.function(code)
            except Opaque:
                self._functions[code] = None
        return self._functions[code]

    def is_open(self, code: Code) -> bool:
        """Whether the body of a function takes part."""
        found = self._known.get(code)
        if found is not None:
            return found[0].open
        if code.kind != OWN:
            return False
        function = self.function(code)
        return function is not None and function.decl.body is not None

    def signature(self, code: Code) -> go.Signature | None:
        """A function's type; None for one outside the tree."""
        found = self._known.get(code)
        if found is not None:
            t = found[1][found[0].signature]
            return t if isinstance(t, go.Signature) else None
        function = self.function(code)
        return None if function is None else self._engine.types.signature(function)

    def receiver(self, code: Code) -> go.Type | None:
        """The type of a method's receiver."""
        found = self._known.get(code)
        if found is not None:
            return None if found[0].receiver == NONE else found[1][found[0].receiver]
        function = self.function(code)
        if function is None or function.decl.receiver is None:
            return None
        return self._engine.types.form(self._engine.program.body(function), function.decl.receiver.type)

    def name(self, code: Code) -> str:
        """A function's name as Go prints it."""
        found = self._known.get(code)
        if found is not None:
            return found[0].name
        if code.kind in (OWN, VENDORED):
            function = self.function(code)
            receiver = code.receiver
            if code.kind == OWN and function is not None and function.pointer:
                receiver = f"*{receiver}"
            return declared(self._engine.program.layout.path(code.home), receiver, code.name)
        return code.name
