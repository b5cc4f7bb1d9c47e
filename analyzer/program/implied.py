"""Types of composite literals that leave theirs out (Go spec, "Composite literals": elision)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.facts import ir
from analyzer.program.types import ArrayOf, MapOf, Pointer, SliceOf, Type, Unknown, text

if TYPE_CHECKING:
    from analyzer.program.scope import Body
    from analyzer.program.typing import Types


class Implied:
    """Knows, per body, which literal a literal without a type is an element of."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._outer: dict[Body, dict[ir.Composite, tuple[ir.Composite, bool]]] = {}

    def forget(self) -> None:
        """Lets go of all bodies."""
        self._outer.clear()

    def type_of(self, body: Body, e: ir.Composite) -> Type:
        """The implied type: the element or key type of the literal around it. Where that is ``*T`` the literal is ``&T{...}``."""
        if body not in self._outer:
            self._outer[body] = _elements(body.decl)
        around = self._outer[body].get(e)
        if around is None:
            return Unknown("a composite literal without a type")
        outer, key = around
        found = self._types.expr(body, outer)
        if outer.type is None and isinstance(found, Pointer):
            found = found.elem
        container = self._types.core(found)
        match container:
            case MapOf():
                return container.key if key else container.value
            case SliceOf() | ArrayOf():
                return container.elem
            case Unknown():
                return container
        return Unknown(f"{text(found)} has no elements")


def _elements(root: ir.Node) -> dict[ir.Composite, tuple[ir.Composite, bool]]:
    """Every literal without a type, with the literal it is an element of, and whether as a key."""
    found: dict[ir.Composite, tuple[ir.Composite, bool]] = {}
    stack: list[object] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif isinstance(node, ir.Node):
            if isinstance(node, ir.Composite):
                for element in node.elements:
                    for part, key in ((element.key, True), (element.value, False)):
                        if isinstance(part, ir.Composite) and part.type is None:
                            found[part] = (node, key)
            stack.extend(getattr(node, name) for name in node.__struct_fields__)
    return found
