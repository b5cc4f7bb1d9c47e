"""Deciding conditions: nil tests on known values, and remembered answers for all others.

A test whose answer is not known splits the path in two; the answer is kept as a fact, so that the same question about the same
unmodified expression gets the same answer later on that path, in callees too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from analyzer.facts import ir
from analyzer.nilflow import expressions, reads, suspended, terms
from analyzer.nilflow.machine import Frame
from analyzer.nilflow.state import State, merged
from analyzer.nilflow.values import FALSE, TRUE, Address, Func, Opaque, Ref, Test, Value, Zero

TESTS = frozenset(("==", "!=", "<", "<=", ">", ">=", "&&", "||"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that split the path: its key, its answer in words ('' when no reader needs it), and what it says of a fallback: ``absent`` when the
    answer is that there is nothing, ``present`` that there is something. ``value`` is what was tested, for those who look closer."""

    key: str
    words: str
    fallback: str
    polarity: str
    value: Value


@dataclass(frozen=True, slots=True)
class Decision:
    """One outcome of a condition. ``met`` tells that a test of something watched took part, ``idle`` lists tests on what
    has replaced it already."""

    truth: bool
    state: State
    asked: tuple[Asked, ...] = ()
    met: bool = False
    idle: tuple[Test, ...] = ()


def decide(frame: Frame, state: State, expr: ir.Expr, at: int) -> list[Decision]:
    """Every outcome of an expression as a condition; ``at`` is the statement that asks."""
    if isinstance(expr, ir.Unary) and expr.op == "!":
        return [
            Decision(not one.truth, one.state, one.asked, one.met, one.idle) for one in decide(frame, state, expr.x, at)
        ]
    if isinstance(expr, ir.Binary) and expr.op in TESTS:
        if expr.op in ("&&", "||"):
            return _both(frame, state, expr, at)
        return _comparison(frame, state, expr, at)
    found: list[Decision] = []
    for value, after in expressions.evaluate(frame, state, expr):
        found += _boolean(frame, after, value, at)
    return [_unsaid(decision) for decision in found] if _asks_error(expr) else found


def _both(frame: Frame, state: State, expr: ir.Binary, at: int) -> list[Decision]:
    stops = expr.op == "||"
    found: list[Decision] = []
    for first in decide(frame, state, expr.x, at):
        if first.truth is stops:
            found.append(first)
            continue
        for second in decide(frame, first.state, expr.y, at):
            asked = (*first.asked, *second.asked)
            found.append(
                Decision(second.truth, second.state, asked, first.met or second.met, (*first.idle, *second.idle))
            )
    return found


def _boolean(frame: Frame, state: State, value: Value, at: int) -> list[Decision]:
    """A boolean value as a condition; a small predicate of the program is looked into."""
    if type(value) is Zero:
        return [Decision(False, state)]
    if type(value) is not Opaque:
        return [Decision(True, state), Decision(False, state.fork())]
    if value.term in ("true", "false"):
        return [Decision(value.term == "true", state)]
    if value.suspended is not None and value.term not in state.facts:
        opened = suspended.predicate(state, value)
        if opened is not None:
            found: list[Decision] = []
            for result, after in opened:
                if type(result) is Opaque and result.suspended is None:
                    found += _boolean(frame, after, result, at)
                else:
                    found += _ask(after, (value.term, True), value.term, "", "", value.fallback, value)
            return found
    if value.comparison is not None:
        left, op, right = value.comparison
        return _ask(state, terms.question(op, left, right), left, op, right, value.fallback, value)
    said = value.term.removeprefix("ok ")
    return _ask(state, (value.term, True), said, "", "", value.fallback, value)


def _comparison(frame: Frame, state: State, expr: ir.Binary, at: int) -> list[Decision]:
    found: list[Decision] = []
    for (left, right), after in expressions.evaluate_all(frame, state, (expr.x, expr.y)):
        if expr.op in ("==", "!=") and (type(right) is Zero or type(left) is Zero):
            tested, written = (left, expr.x) if type(right) is Zero else (right, expr.y)
            if type(tested) is Opaque and terms.is_literal(tested.term):
                found.append(Decision(terms.is_zero(tested.term) is (expr.op == "=="), after))
                continue
            if type(left) is type(right):
                tested, written = (left, expr.x) if left.origin is not None or right.origin is None else (right, expr.y)  # type: ignore[union-attr]
            found += _nil_test(frame, after, expr, tested, written, at)
            continue
        one, two = expressions.term_of(left), expressions.term_of(right)
        if type(left) is Zero:
            one = "0" if terms.is_literal(two) and not two.startswith('"') else '""'
        certain = terms.compared(expr.op, _constant(frame, left, one), _constant(frame, right, two))
        if certain is not None:
            found.append(Decision(certain, after))
            continue
        fallback = expressions.fallback_of(left) or expressions.fallback_of(right)
        if not fallback and terms.asks_absence(expr.op, two) is not None:
            fallback = _counted_fallback(frame, expr.x)
        found += _ask(after, terms.question(expr.op, one, two), one, expr.op, two, fallback, left)
    return found


def _nil_test(frame: Frame, state: State, expr: ir.Binary, value: Value, written: ir.Expr, at: int) -> list[Decision]:
    wants_nil = expr.op == "=="
    value = reads.as_method(frame, value)
    if type(value) is Zero:
        if value.origin is not None:
            state.test = Test(frame.place(at), f"{terms.source_text(written)} {expr.op} nil", value.origin)
        return [Decision((value.typed is None) is wants_nil, state, met=value.origin is not None)]
    idle = _idle(frame, expr, value, written, at)
    if type(value) is Opaque and value.instead is None and not value.error:
        term = value.term
        fallback = value.fallback or reads.held_fallback(frame, written)
        asked = _ask(state, terms.question(expr.op, term, "nil"), term, expr.op, "nil", fallback, value)
        return [_unsaid(decision) for decision in asked] if _names_error(written) else asked
    if type(value) is Address or type(value) is Func or type(value) is Ref or type(value) is Opaque:
        return [Decision(not wants_nil, state, idle=idle)]
    return [Decision(True, state), Decision(False, state.fork())]


def _constant(frame: Frame, value: Value, term: str) -> str:
    """The term, or the literal that a constant stands for."""
    if type(value) is not Opaque or value.variable is None or value.variable.kind != "const":
        return term
    return frame.machine.program.types.constants.literal_of(value.variable) or term


def _counted_fallback(frame: Frame, written: ir.Expr) -> str:
    """The fallback that is held by what ``len`` counts."""
    if (
        isinstance(written, ir.Call)
        and isinstance(written.func, ir.Name)
        and written.func.name == "len"
        and written.args
    ):
        return reads.held_fallback(frame, written.args[0])
    return ""


def _names_error(written: ir.Expr) -> bool:
    """Whether a variable holds an error by Go's naming convention: readers take the test of one for granted."""
    return isinstance(written, ir.Name) and written.name.lower().endswith("err")


def _asks_error(expr: ir.Expr) -> bool:
    """Whether a call asks what kind of error there is, as ``errors.Is(err, fs.ErrNotExist)`` does."""
    return isinstance(expr, ir.Call) and any(_names_error(argument) for argument in expr.args)


def _unsaid(decision: Decision) -> Decision:
    return Decision(decision.truth, decision.state, tuple(replace(asked, words="") for asked in decision.asked))


def _idle(frame: Frame, expr: ir.Binary, value: Value, written: ir.Expr, at: int) -> tuple[Test, ...]:
    """A nil test on what has replaced nothing already: it may guard nothing any more."""
    if isinstance(value, Opaque | Func | Ref) and value.instead is not None:
        return (Test(frame.place(at), f"{terms.source_text(written)} {expr.op} nil", value.instead.origin),)
    return ()


def _ask(
    state: State, question: tuple[str, bool], left: str, op: str, right: str, fallback: str, value: Value
) -> list[Decision]:
    key, sign = question
    known = state.facts.get(key)
    absence = terms.asks_absence(op, right) if op else False
    if known is not None:
        truth = known is sign
        return [Decision(truth, state, (_asked(key, left, op, right, truth, absence, fallback, value),))]
    other = state.fork()
    state.facts[key] = sign
    other.facts[key] = not sign
    return [
        Decision(truth, after, (_asked(key, left, op, right, truth, absence, fallback, value),))
        for truth, after in ((True, state), (False, other))
    ]


def _asked(
    key: str, left: str, op: str, right: str, truth: bool, absence: bool | None, fallback: str, value: Value
) -> Asked:
    polarity = "" if absence is None else "absent" if absence is truth else "present"
    return Asked(key, terms.answer(left, op, right, truth=truth), fallback, polarity, value)


def as_value(frame: Frame, state: State, expr: ir.Binary | ir.Unary) -> list[tuple[Value, State]]:
    """A boolean expression as a value. It splits the path only when a test of something watched takes part."""
    start = state.fork()
    decisions = decide(frame, state, expr, expr.at)
    if len(decisions) < 2 or any(decision.met or decision.idle for decision in decisions):
        return [(TRUE if decision.truth else FALSE, decision.state) for decision in decisions]
    fallback = next((asked.fallback for decision in decisions for asked in decision.asked if asked.fallback), "")
    value = Opaque(terms.bounded(_term(frame, start, expr), "condition", frame.machine.fresh()), fallback)
    if type(expr) is ir.Binary and expr.op not in ("&&", "||"):
        value = msgspec.structs.replace(
            value, comparison=(_term(frame, start, expr.x), expr.op, _term(frame, start, expr.y))
        )
    return [(value, after) for after in merged([decision.state for decision in decisions])]


def _term(frame: Frame, state: State, expr: ir.Expr) -> str:
    if type(expr) is ir.Unary and expr.op == "!":
        return f"!{_term(frame, state, expr.x)}"
    if type(expr) is ir.Binary and expr.op in TESTS:
        text = f"{_term(frame, state, expr.x)} {expr.op} {_term(frame, state, expr.y)}"
        return f"({text})" if expr.op in ("&&", "||") else text
    ways = expressions.evaluate(frame, state.fork(), expr)
    return expressions.term_of(ways[0][0]) if ways else "?"
