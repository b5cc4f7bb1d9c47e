"""Expressions as text with locals expanded: the identity of a question, and what a reader is shown.

A term carries marks such as ``‹7›`` that keep different activations, evaluations and writes apart; `shown` removes them.
Two tests ask the same question when their keys are equal (`question`).
"""

from __future__ import annotations

import re

from analyzer.facts import ir

_MARK = re.compile(r"‹[^›]*›")
_LONGEST = 200
_PURE = frozenset(
    ("strings", "filepath", "path", "strconv", "bytes", "unicode", "utf8", "slices", "maps", "cmp", "math")
)
_SAME_EMPTINESS = frozenset(("filepath.SplitList", "string", "[]byte", "[]rune"))
_COMPLEMENT = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_LITERAL = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|`[^`]*`|-?\d[\w.]*|'(?:[^'\\]|\\.)+'|true|false)$""")
_ZERO = frozenset(('""', "``", "0", "0.0", "false", "'\\x00'", "0x0"))
_LENGTH_IS_ZERO = {
    ("==", "0"): True, ("<=", "0"): True, ("<", "1"): True, ("!=", "0"): False, (">", "0"): False, (">=", "1"): False,
}  # fmt: skip


def shown(term: str) -> str:
    """The term as a reader should see it."""
    return _MARK.sub("", term)


def mark(name: str, *numbers: int) -> str:
    """A name made unique by numbers that are not shown."""
    return f"{name}‹{'.'.join(map(str, numbers))}›"


def bounded(term: str, name: str, *numbers: int) -> str:
    """The term, or a short unique name where it is too long to be read."""
    return term if len(term) <= _LONGEST else mark(name, *numbers)


def is_literal(term: str) -> bool:
    """Whether a term is a basic literal: two different ones are different values."""
    return _LITERAL.match(term) is not None


def compared(op: str, left: str, right: str) -> bool | None:
    """The outcome of a comparison of two literals; None when nobody can tell."""
    if not is_literal(left) or not is_literal(right):
        return None
    one, two = _number(left), _number(right)
    if op in ("==", "!="):
        same = left == right if one is None or two is None else one == two
        return same is (op == "==")
    if one is None or two is None:
        return None
    return {"<": one < two, "<=": one <= two, ">": one > two, ">=": one >= two}.get(op)


def _number(term: str) -> int | None:
    """The value of a decimal integer literal, or of a hexadecimal one."""
    digits = term.replace("_", "").lower()
    if re.fullmatch(r"0|-?[1-9]\d*|0x[\da-f]+", digits) is None:
        return None
    return int(digits, 0)


def is_zero(term: str) -> bool:
    """Whether a term is the zero value of its type."""
    return term in _ZERO


def is_pure(function: str) -> bool:
    """Whether a function of the standard library gives equal results for equal arguments."""
    return function in ("len", "cap", "min", "max") or function.partition(".")[0] in _PURE


def question(op: str, left: str, right: str) -> tuple[str, bool]:
    """A comparison as (key, sign): equal keys ask the same question, sign False asks its opposite.

    Emptiness is one question however it is asked: ``len(x) > 0``, ``x != ""``, ``len(x) == 0``.
    """
    empty = _emptiness(op, left, right)
    if empty is not None:
        return empty
    if op in ("!=", ">=", ">"):
        key, sign = question(_COMPLEMENT[op], left, right)
        return key, not sign
    if op == "==" and right < left and right != "nil":
        left, right = right, left
    return f"{left} {op} {right}", True


def asks_absence(op: str, right: str) -> bool | None:
    """Whether a comparison holds when the left side is nothing (True) or something (False); None when it asks something else."""
    if right == "nil" or is_zero(right):
        if op == "==":
            return True
        if op in ("!=", ">"):
            return False
        if op == "<=" and right == "0":
            return True
    if (op, right) in (("<", "1"), (">=", "1")):
        return op == "<"
    return None


def answer(left: str, op: str, right: str, *, truth: bool) -> str:
    """A decided test in words: ``len(paths) > 0`` when it held, ``len(paths) <= 0`` when it did not."""
    if op:
        return f"{shown(left)} {op if truth else _COMPLEMENT[op]} {shown(right)}"
    said = shown(left)
    if truth:
        return said
    if said.startswith("!") and " " not in said:
        return said[1:]
    return f"!({said})" if " " in said else f"!{said}"


def _emptiness(op: str, left: str, right: str) -> tuple[str, bool] | None:
    if right.startswith("len(") and not left.startswith("len("):
        left, right, op = right, left, _MIRROR.get(op, op)
    if left == '""' and right != '""':
        left, right, op = right, left, _MIRROR.get(op, op)
    if left.startswith("len(") and left.endswith(")"):
        sign = _LENGTH_IS_ZERO.get((op, right))
        return None if sign is None else (f"empty {_carrier(left[4:-1])}", sign)
    if right == '""' and op in ("==", "!="):
        return f"empty {_carrier(left)}", op == "=="
    return None


def _carrier(term: str) -> str:
    function, _, rest = term.partition("(")
    return _carrier(rest[:-1]) if function in _SAME_EMPTINESS and rest.endswith(")") else term


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


def source_text(expr: ir.Expr) -> str:
    """An expression in a few words, as a reader would quote it."""
    match expr:
        case ir.Name(name=name):
            return name
        case ir.Lit(text=text):
            return text
        case ir.Select(x=x, name=name):
            return f"{source_text(x)}.{name}"
        case ir.Call(func=func, args=args):
            return f"{source_text(func)}({', '.join(map(source_text, args)) if len(args) < 3 else '…'})"
        case ir.Index(x=x, indices=indices):
            return f"{source_text(x)}[{', '.join(map(source_text, indices))}]"
        case ir.Star(x=x):
            return f"*{source_text(x)}"
        case ir.Unary(op=op, x=x):
            return f"{op}{source_text(x)}"
        case ir.Binary(op=op, x=x, y=y):
            return f"{source_text(x)} {op} {source_text(y)}"
    return "…"
