"""Expressions as text with locals expanded: the identity of a condition, and what a reader is shown.

A term carries marks such as ``‹7›`` that keep different activations and different writes apart; `shown` removes them.
Two tests agree when their keys are equal (see `test_key`).
"""

from __future__ import annotations

import re

from analyzer.facts import ir

_MARK = re.compile(r"‹[^›]*›")
_LONGEST = 160
_PURE_PACKAGES = frozenset({"strings", "filepath", "path", "strconv", "bytes", "unicode", "utf8", "slices", "maps", "len", "cap"})
_SAME_EMPTINESS = frozenset({"filepath.SplitList"})
_COMPLEMENT = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


def shown(term: str) -> str:
    """The term as a reader should see it."""
    return _MARK.sub("", term)


def mark(name: str, *numbers: int) -> str:
    """A name made unique by numbers that are not shown."""
    return f"{name}‹{'.'.join(map(str, numbers))}›"


def bounded(term: str, name: str, *numbers: int) -> str:
    """The term, or a short unique name for it when it is too long to be read."""
    return term if len(term) <= _LONGEST else mark(name, *numbers)


def call_term(function: str, arguments: list[str], at: int, frame: int) -> str:
    """A call as a term. Only calls that are known to have no effects and no memory agree with their repetition."""
    text = f"{function}({', '.join(arguments)})"
    pure = function.partition(".")[0] in _PURE_PACKAGES
    return text if pure else mark(text, frame, at)


def signature_text(signature: ir.FuncType) -> str:
    """``func(string) (string, string, error)`` as written, without parameter names."""
    results = [type_text(result.type) for result in signature.results]
    tail = "" if not results else f" {results[0]}" if len(results) == 1 else f" ({', '.join(results)})"
    return f"func({', '.join(type_text(param.type) for param in signature.params)}){tail}"


def type_text(expr: ir.Expr | None) -> str:
    """A type as Go writes it; what is no plain type is ``?``."""
    match expr:
        case ir.Name(name=name):
            return name
        case ir.Select(x=x, name=name):
            return f"{type_text(x)}.{name}"
        case ir.Star(x=x):
            return f"*{type_text(x)}"
        case ir.ArrayType(len=None, elem=elem):
            return f"[]{type_text(elem)}"
        case ir.MapType(key=key, value=value):
            return f"map[{type_text(key)}]{type_text(value)}"
        case ir.Ellipsis(elem=elem):
            return f"...{type_text(elem)}"
        case ir.FuncType():
            return signature_text(expr)
        case ir.InterfaceType(methods=(), embeds=()):
            return "any"
        case ir.Index(x=x, indices=indices):
            return f"{type_text(x)}[{', '.join(map(type_text, indices))}]"
    return "?"


def test_key(op: str, left: str, right: str) -> tuple[str, bool]:
    """A comparison as (key, sign): equal keys ask the same question, sign False asks its opposite.

    Emptiness is one question however it is asked: ``len(x) > 0``, ``x != ""``, ``len(x) == 0``.
    """
    empty = _emptiness(op, left, right)
    if empty is not None:
        return empty
    if op in ("!=", ">=", ">"):
        key, sign = test_key(_COMPLEMENT[op], left, right)
        return key, not sign
    if op == "==" and right < left and right not in ("nil",):
        left, right = right, left
    return f"{left} {op} {right}", True


def answer_text(words: tuple[str, str, str], truth: bool) -> str:
    """A decided test in words: ``len(paths) > 0`` when it held, ``len(paths) <= 0`` when it did not."""
    left, op, right = words
    if not op:
        return shown(left) if truth else f"!{shown(left)}" if " " not in shown(left) else f"!({shown(left)})"
    return f"{shown(left)} {op if truth else _COMPLEMENT[op]} {shown(right)}"


def _emptiness(op: str, left: str, right: str) -> tuple[str, bool] | None:
    if right.startswith("len(") and not left.startswith("len("):
        left, right, op = right, left, _MIRROR.get(op, op)
    if left == '""' and right != '""':
        left, right = right, left
    if left.startswith("len(") and left.endswith(")"):
        asked = {("==", "0"): True, ("<=", "0"): True, ("<", "1"): True, ("!=", "0"): False, (">", "0"): False, (">=", "1"): False}
        sign = asked.get((op, right))
        return None if sign is None else (f"empty {_carrier(left[4:-1])}", sign)
    if right == '""' and op in ("==", "!="):
        return f"empty {_carrier(left)}", op == "=="
    return None


def _carrier(term: str) -> str:
    function, _, rest = term.partition("(")
    return _carrier(rest[:-1]) if function in _SAME_EMPTINESS and rest.endswith(")") else term
