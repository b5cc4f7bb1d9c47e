"""Types as text: writing them as Go does."""

from __future__ import annotations

from analyzer.program.types import (
    ArrayOf,
    Basic,
    ChanOf,
    InterfaceOf,
    MapOf,
    Named,
    Pointer,
    Signature,
    SliceOf,
    StructOf,
    Term,
    Tuple,
    Type,
    TypeParameter,
    Unknown,
)

_DEEPEST = 40
"""Types nest deeper only where a program was made to."""


def write(t: Type, depth: int = 0) -> str:
    """A type as Go writes it, with bare package names: ``map[string]*pkg.T``. ``[]uint8`` is written ``[]byte``."""
    if depth > _DEEPEST:
        return "..."
    depth += 1
    match t:
        case Basic():
            return t.name
        case Named():
            name = f"{t.bare}.{t.name}" if t.bare and t.local is None else t.name
            return f"{name}[{_list(t.args, depth)}]" if t.args else name
        case Pointer():
            return f"*{write(t.elem, depth)}"
        case SliceOf():
            return f"[]{_element(t.elem, depth)}"
        case ArrayOf():
            return f"[{'?' if t.length is None else t.length}]{_element(t.elem, depth)}"
        case MapOf():
            return f"map[{write(t.key, depth)}]{write(t.value, depth)}"
        case ChanOf():
            return _channel(t, depth)
        case Signature():
            return f"func{signature(t, depth)}"
        case StructOf():
            fields = (write(f.type, depth) if f.embedded else f"{f.name} {write(f.type, depth)}" for f in t.fields)
            return f"struct{{{'; '.join(fields)}}}"
        case InterfaceOf():
            return _interface(t, depth)
        case TypeParameter():
            return t.name
        case Tuple():
            return f"({_list(t.types, depth)})"
        case Unknown():
            return "unknown"


def signature(t: Signature, depth: int = 0) -> str:
    """A signature without the word ``func``: ``(string, ...int) (bool, error)``."""
    params = [write(param, depth) for param in t.params]
    if t.variadic and params and isinstance(t.params[-1], SliceOf):
        params[-1] = f"...{write(t.params[-1].elem, depth)}"
    taken = f"({', '.join(params)})"
    if not t.results:
        return taken
    given = _list(t.results, depth)
    return f"{taken} {given}" if len(t.results) == 1 else f"{taken} ({given})"


def _list(types: tuple[Type, ...], depth: int) -> str:
    return ", ".join(write(t, depth) for t in types)


def _element(t: Type, depth: int) -> str:
    return "byte" if t == Basic("uint8") else write(t, depth)


def _channel(t: ChanOf, depth: int) -> str:
    elem = write(t.elem, depth)
    if t.dir == "receive":
        return f"<-chan {elem}"
    if t.dir == "send":
        return f"chan<- {elem}"
    return f"chan ({elem})" if elem.startswith("<-") else f"chan {elem}"


def _interface(t: InterfaceOf, depth: int) -> str:
    parts = [f"{method.name}{signature(method.signature, depth)}" for method in t.methods]
    parts += [" | ".join(_term(term, depth) for term in union) for union in t.unions]
    if t.comparable:
        parts.append("comparable")
    return f"interface{{{'; '.join(parts)}}}" if parts else "any"


def _term(term: Term, depth: int) -> str:
    return f"{'~' if term.tilde else ''}{write(term.type, depth)}"
