"""Conditions of findings under a configuration: Go expressions in three-valued logic. What is not a setting or a known function is
not known, and stays so.

Sources: the Go specification, Operators; the documentation of the packages strings and path/filepath.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from analyzer.assessments import Value
from analyzer.deployment.settings import Settings
from analyzer.facts import ir
from analyzer.nilflow.terms import source_text

_LONGEST = 4000
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    "<": lambda one, two: one < two,
    "<=": lambda one, two: one <= two,
    ">": lambda one, two: one > two,
    ">=": lambda one, two: one >= two,
}
_FUNCTIONS: dict[str, tuple[tuple[type, ...], Callable[..., Any]]] = {
    "strings.TrimSpace": ((str,), str.strip),
    "strings.ToLower": ((str,), str.lower),
    "strings.ToUpper": ((str,), str.upper),
    "strings.HasPrefix": ((str, str), str.startswith),
    "strings.HasSuffix": ((str, str), str.endswith),
    "strings.Contains": ((str, str), lambda text, part: part in text),
    "strings.Count": ((str, str), lambda text, part: text.count(part) if part else len(text) + 1),
    "strings.TrimPrefix": ((str, str), str.removeprefix),
    "strings.TrimSuffix": ((str, str), str.removesuffix),
    "strings.Split": ((str, str), lambda text, mark: text.split(mark) if mark else list(text)),
    "strings.Fields": ((str,), str.split),
    "strings.EqualFold": ((str, str), lambda one, two: one.casefold() == two.casefold()),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, or None for not known; with the settings that it rests on, and what could not be seen."""

    value: Any
    settings: tuple[Value, ...] = ()
    unseen: tuple[str, ...] = ()


class _Nil:
    """Go's nil."""


NIL = _Nil()


def holds(condition: str, settings: Settings, goos: str = "linux") -> Answer:
    """Whether a condition holds: True, False, or None where nobody can tell. An empty one always does."""
    if not condition:
        return Answer(True)
    expr = parsed(condition)
    if expr is None:
        return Answer(None, (), (condition,))
    answer = _Evaluation(settings, ";" if goos == "windows" else ":").of(expr)
    return answer if isinstance(answer.value, bool) else Answer(None, answer.settings, answer.unseen or (condition,))


def parsed(text: str) -> ir.Expr | None:
    """A Go expression; None for what is none, or more than one."""
    from analyzer.syntax import lower_file

    if len(text) > _LONGEST or not text.isprintable():
        return None
    outline, declarations = lower_file(f"package p\n\nvar _ = {text}\n".encode())
    if outline.trouble or len(declarations) != 1 or not isinstance(declarations[0], ir.Declare):
        return None
    (spec,) = declarations[0].specs
    return spec.values[0] if isinstance(spec, ir.ValueSpec) and len(spec.values) == 1 else None


@dataclass(frozen=True, slots=True)
class _Evaluation:
    settings: Settings
    separator: str

    def of(self, expr: ir.Expr) -> Answer:
        match expr:
            case ir.Binary(op="&&" | "||"):
                return self.both(expr)
            case ir.Binary(op=op, x=x, y=y) if op in _COMPARE:
                return self.compared(op, x, y, expr)
            case ir.Unary(op="!", x=x):
                inner = self.of(x)
                return Answer(not inner.value, inner.settings) if isinstance(inner.value, bool) else _lost(expr, inner)
            case ir.Call(func=func, args=args, spread=False):
                return self.call(source_text(func), args, expr)
            case ir.Select(x=x, name=name):
                return self.field(x, name, expr)
            case ir.Name(name="true" | "false" as name):
                return Answer(name == "true")
            case ir.Name(name="nil"):
                return Answer(NIL)
            case ir.Lit(kind=kind, text=text):
                return Answer(_literal(kind, text), (), () if _literal(kind, text) is not None else (text,))
        return _lost(expr)

    def both(self, expr: ir.Binary) -> Answer:
        decides = expr.op == "||"
        sides = [self.of(expr.x), self.of(expr.y)]
        for side in sides:
            if side.value is decides:
                return side
        if all(isinstance(side.value, bool) for side in sides):
            return Answer(not decides, _settings(sides))
        return Answer(None, _settings(sides), _unseen(sides))

    def compared(self, op: str, x: ir.Expr, y: ir.Expr, expr: ir.Expr) -> Answer:
        one, two = self.of(x), self.of(y)
        if one.value is None or two.value is None:
            return _lost(expr, one, two)
        if NIL in (one.value, two.value):
            return _lost(expr, one, two)  # what is nil depends on more than a configuration's text
        if type(one.value) is not type(two.value) or (isinstance(one.value, bool | list) and op not in ("==", "!=")):
            return _lost(expr, one, two)
        return Answer(_COMPARE[op](one.value, two.value), _settings((one, two)))

    def call(self, name: str, args: tuple[ir.Expr, ...], expr: ir.Expr) -> Answer:
        given = [self.of(arg) for arg in args]
        values = [one.value for one in given]
        if name == "len" and len(values) == 1 and isinstance(values[0], str | list):
            return Answer(len(values[0].encode()) if isinstance(values[0], str) else len(values[0]), given[0].settings)
        if name == "filepath.SplitList" and len(values) == 1 and isinstance(values[0], str):
            return Answer(values[0].split(self.separator) if values[0] else [], given[0].settings)
        if name == "string" and len(values) == 1 and isinstance(values[0], str):
            return given[0]
        kinds, function = _FUNCTIONS.get(name, ((), None))
        if function is None or len(kinds) != len(values) or not all(map(isinstance, values, kinds)):
            return _lost(expr, *given)
        return Answer(function(*values), _settings(given))

    def field(self, x: ir.Expr, name: str, expr: ir.Expr) -> Answer:
        owner = x.name if isinstance(x, ir.Select | ir.Name) else ""
        settled = self.settings.field(owner, name) if owner else None
        if settled is None:
            return _lost(expr)
        value = list(settled.value) if isinstance(settled.value, tuple) else settled.value
        unseen = () if settled.known else (source_text(expr),)
        return Answer(value if settled.known else None, (settled.told,), unseen)


def _literal(kind: str, text: str) -> Any:
    if text.startswith('"') and "\\" not in text:
        return text[1:-1]
    if text.startswith("`"):
        return text[1:-1]
    return int(text) if text.isascii() and text.isdecimal() and (text == "0" or text[0] != "0") else None


def _lost(expr: ir.Expr, *parts: Answer) -> Answer:
    """Not known: for a part that is not, or because of the whole."""
    unseen = _unseen(part for part in parts if part.value is None)
    return Answer(None, _settings(parts), unseen or (source_text(expr),))


def _settings(parts: Iterable[Answer]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(value for part in parts for value in part.settings))


def _unseen(parts: Iterable[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for part in parts for text in part.unseen))
