"""Deciding conditions: nil tests on known values, and remembered answers for all others.

A test whose answer is not known splits the path in two; the answer is kept as a fact, so that the same question about the same
unmodified expression gets the same answer later on that path, in callees too.
"""

from __future__ import annotations

from typing import NamedTuple

from analyzer.facts import ir
from analyzer.nilflow import expressions, terms
from analyzer.nilflow.machine import Frame, Machine
from analyzer.nilflow.values import Address, Closure, Nothing, Reference, State, Test, Thing, Value

TESTS = frozenset({"==", "!=", "<", "<=", ">", ">=", "&&", "||"})


class Decision(NamedTuple):
    """One outcome of a condition: ``fallback`` names the fallback a test of it reads, ``touched`` tells that a nil
    test on a known nil (or on what replaced it) took part, ``split`` that the other outcome is possible too."""

    truth: bool
    state: State
    fallback: str = ""
    touched: bool = False
    split: bool = False
    source: Thing | None = None


def decide(m: Machine, frame: Frame, state: State, expr: ir.Expr, at: int) -> list[Decision]:
    """Every outcome of ``expr`` as a condition; ``at`` is the statement that asks."""
    if type(expr) is ir.Unary and expr.op == "!":
        return [decision._replace(truth=not decision.truth) for decision in decide(m, frame, state, expr.x, at)]
    if type(expr) is ir.Binary:
        if expr.op in ("&&", "||"):
            return _both(m, frame, state, expr, at)
        if expr.op in TESTS:
            return _comparison(m, frame, state, expr, at)
    found: list[Decision] = []
    for value, after in expressions.evaluate(m, frame, state, expr):
        if type(value) is Thing and value.term in ("true", "false"):
            found.append(Decision(value.term == "true", after, value.fallback, value.instead is not None))
        else:
            term = expressions.value_term(value)
            found += _asked(m, after, (term, True), (term, "", ""), _fallback(value), value)
    return found


def _both(m: Machine, frame: Frame, state: State, expr: ir.Binary, at: int) -> list[Decision]:
    stops = expr.op == "||"
    found: list[Decision] = []
    for first in decide(m, frame, state, expr.x, at):
        if first.truth is stops:
            found.append(first)
            continue
        for second in decide(m, frame, first.state, expr.y, at):
            found.append(
                second._replace(
                    fallback=second.fallback or first.fallback,
                    touched=second.touched or first.touched,
                    split=second.split or first.split,
                    source=second.source or first.source,
                )
            )
    return found


def _comparison(m: Machine, frame: Frame, state: State, expr: ir.Binary, at: int) -> list[Decision]:
    found: list[Decision] = []
    for (left, right), after in expressions.evaluate_all(m, frame, state, (expr.x, expr.y)):
        if type(right) is Nothing and right.how == "nil-literal" and expr.op in ("==", "!="):
            found += _nil_test(m, frame, after, expr, left, at)
            continue
        if type(left) is Nothing and type(right) is not Nothing and expr.op in ("==", "!="):
            left, right = right, left
        operands = expressions.value_term(left), expressions.value_term(right)
        key, sign = terms.test_key(expr.op, *operands)
        fallback = _fallback(left) or _fallback(right)
        if not (type(left) is Thing and type(right) in (Thing, Nothing)):
            key = terms.mark(key, expr.at, frame.number)
        found += _asked(m, after, (key, sign), (operands[0], expr.op, operands[1]), fallback, left)
    return found


def _nil_test(m: Machine, frame: Frame, state: State, expr: ir.Binary, value: Value, at: int) -> list[Decision]:
    wants_nil = expr.op == "=="
    if type(value) is Address:
        return [Decision(not wants_nil, state)]
    if type(value) is Nothing:
        test = Test(frame.place(at), f"{shown_operand(expr.x)} {expr.op} nil", value.origin)
        state.test = test
        is_nil = not value.typed
        if value.doubt:
            other = state.fork()
            return [Decision(is_nil is wants_nil, state, touched=True), Decision(is_nil is not wants_nil, other)]
        return [Decision(is_nil is wants_nil, state, touched=True)]
    if type(value) is Closure or type(value) is Reference:
        _idle(m, frame, value, expr, at)
        return [Decision(not wants_nil, state, touched=type(value) is Closure and value.instead is not None)]
    term = expressions.value_term(value)
    if type(value) is Thing and value.instead is not None:
        _idle(m, frame, value, expr, at)
        return [Decision(not wants_nil, state, touched=True)]
    if type(value) is Thing and value.error:
        return [Decision(not wants_nil, state)]
    asked = terms.test_key(expr.op, term, "nil")
    return _asked(m, state, asked, (term, expr.op, "nil"), _fallback(value), value)


def shown_operand(expr: ir.Expr) -> str:
    """The tested operand in a few words."""
    match expr:
        case ir.Name(name=name):
            return name
        case ir.Select(x=x, name=name):
            return f"{shown_operand(x)}.{name}"
        case ir.Call(func=func):
            return f"{shown_operand(func)}(…)"
        case ir.Star(x=x):
            return f"*{shown_operand(x)}"
    return "…"


def _idle(m: Machine, frame: Frame, value: Value, expr: ir.Binary, at: int) -> None:
    """A nil test on what has replaced nil already: it guards nothing any more."""
    instead = value.instead if isinstance(value, Thing | Closure) else None
    if instead is not None and instead.origin is not None:
        test = Test(frame.place(at), f"{shown_operand(expr.x)} {expr.op} nil", instead.origin)
        m.events.idle_tests.add((instead.origin, test))


def _fallback(value: Value) -> str:
    return value.fallback if type(value) is Thing else ""


def _asked(
    m: Machine, state: State, question: tuple[str, bool], words: tuple[str, str, str], fallback: str, value: Value
) -> list[Decision]:
    key, sign = question
    m.words.setdefault(key, (words, sign))
    known = state.facts.get(key)
    if known is not None:
        return [Decision(known is sign, state, fallback)]
    source = value if type(value) is Thing and value.source is not None else None
    other = state.fork()
    state.facts[key] = True
    other.facts[key] = False
    return [
        Decision(sign, state, fallback, split=True, source=source),
        Decision(not sign, other, fallback, split=True, source=source),
    ]


def as_value(m: Machine, frame: Frame, state: State, expr: ir.Binary | ir.Unary) -> expressions.Ways:
    """A boolean as a value. It splits the path only when a nil test on a known nil takes part; otherwise it stays one value."""
    trial = decide(m, frame, state.fork(), expr, expr.at)
    if any(decision.touched for decision in trial):
        return [
            (Thing("true" if decision.truth else "false", decision.fallback), decision.state) for decision in trial
        ]
    fallback = next((decision.fallback for decision in trial if decision.fallback), "")
    if len(trial) == 1:
        return [(Thing("true" if trial[0].truth else "false", fallback), trial[0].state)]
    return [(Thing(_term(m, frame, state, expr), fallback), state)]


def _term(m: Machine, frame: Frame, state: State, expr: ir.Expr) -> str:
    if type(expr) is ir.Unary and expr.op == "!":
        return f"!{_term(m, frame, state, expr.x)}"
    if type(expr) is ir.Binary and expr.op in ("&&", "||"):
        return f"({_term(m, frame, state, expr.x)} {expr.op} {_term(m, frame, state, expr.y)})"
    if type(expr) is ir.Binary and expr.op in TESTS:
        left = _term(m, frame, state, expr.x)
        return f"{left} {expr.op} {_term(m, frame, state, expr.y)}"
    value, _ = expressions.evaluate(m, frame, state.fork(), expr)[0]
    return expressions.value_term(value)
