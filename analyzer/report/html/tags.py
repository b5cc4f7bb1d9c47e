"""HTML as text that is built element by element, so that nothing of a message can be anything but text or an attribute's value.

What is `Markup` stands as it is; every other text is escaped (`analyzer.report.escape`). There is no template: names of messages are
checked by the type checker, and a text that is not escaped has to say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.report.escape import address, xml

_EMPTY = frozenset(("meta", "link", "input", "br"))


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Inside = str | None | Iterable["Inside"]
"""What can stand in an element: text, markup, nothing, or several of these."""
Value = str | bool | None
"""An attribute's value; True is an attribute without one, False and None are no attribute."""


def el(name: str, /, *inside: Inside, **attributes: Value) -> Markup:
    """An element. In the names of attributes ``_`` stands for ``-``, and one at the end for nothing (``class_``, ``for_``)."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{text(inside)}</{name}>")


def text(inside: Inside) -> Markup:
    """What stands in an element."""
    if inside is None:
        return Markup()
    if isinstance(inside, str):
        return inside if isinstance(inside, Markup) else Markup(xml(inside))
    return Markup("".join(text(one) for one in inside))


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    written = name.removesuffix("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{xml(value)}"'


def anchor(kind: str, name: str) -> str:
    """The id of an element about something, usable behind a ``#`` as it is: letters, digits and ``-._~/%``."""
    return f"{kind}-{address(name)}"


def link(where: str, *inside: Inside, **attributes: Value) -> Markup:
    """A link to an https address or into the page; what is neither is shown and leads nowhere."""
    if where.startswith("#"):
        return el("a", *inside, href=where, **attributes)
    if where.startswith("https://"):
        return el("a", *inside, href=where, rel="noopener noreferrer", **attributes)
    return text(inside)
