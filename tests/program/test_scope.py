"""What a piece of code declares, captures, assigns and uses. What names mean is told by their types (`types/names.txtar`)."""

from __future__ import annotations

import pytest

from analyzer.facts import ir
from analyzer.program import Body
from analyzer.program.model import Local
from tests.programs import bodies, program_of

FUNCTION = """
func f(a int, b *int, c ...string) (r int, err error) {
	v, w := 1, 2
	outer := func(a int) {
		w = a
		inner := func() {
			v, err = 3, nil
			r++
			u := a
			_ = u
			*b = v
		}
		inner()
		_, w := c, 3
		_ = w
	}
	outer(v)
	for i, x := range c {
		v := i
		_, _ = v, x
	}
	switch y := any(v).(type) {
	case int:
		func() { _ = y }()
	default:
		_ = y
	}
	type v2 int
	func() {
		const k = 1
		type local v2
		_ = local(k)
	}()
	return
}
"""


def body_of(go: str) -> Body:
    """The body of the first function of a file."""
    program = program_of(f"-- go.mod --\nmodule m\n\ngo 1.21\n-- a.go --\npackage m\n{go}")
    return next(bodies(program))


BODY = body_of(FUNCTION)
LITERALS = [node for node in ir.walk(BODY.decl) if isinstance(node, ir.FuncLit)]
BLOCKS = [node for node in ir.walk(BODY.decl) if isinstance(node, ir.Block)]


def names(locals_: object) -> list[str]:
    """Locals by name, sorted."""
    assert isinstance(locals_, tuple | frozenset)
    return sorted(local.name for local in locals_)


@pytest.mark.parametrize(
    ("literal", "captured", "assigned"),
    [
        (0, ["b", "c", "err", "r", "v", "w"], ["err", "r", "v", "w"]),
        (1, ["a", "b", "err", "r", "v"], ["err", "r", "v"]),
        (2, ["y"], []),
        (3, [], []),
    ],
)
def test_captured_variables(literal: int, captured: list[str], assigned: list[str]) -> None:
    """A variable that a closure sets is taken to keep its value, or one of its own is taken for the outer one."""
    assert names(BODY.captures(LITERALS[literal])) == captured
    assert names(BODY.assigned_in(LITERALS[literal])) == assigned


def test_captured_variable_is_the_outer_one() -> None:
    """Two variables of one name are mixed up."""
    outer, inner = LITERALS[:2]
    (a,) = [local for local in BODY.captures(inner) if local.name == "a"]
    assert (a.kind, a.inside) == ("parameter", outer)
    assert isinstance(BODY.decl, ir.FuncDecl)
    assert {BODY.declared(param) for param in BODY.decl.signature.params}.isdisjoint({a})
    (w,) = [local for local in BODY.captures(outer) if local.name == "w"]
    assert (w.kind, w.inside) == ("var", None)


def test_declared_in_a_block() -> None:
    """Variables of a loop outlive it, or those around it are forgotten."""
    loop = next(node for node in ir.walk(BODY.decl) if isinstance(node, ir.Range))
    assert names(BODY.declared_in(loop.body)) == ["v"]
    switch = next(node for node in ir.walk(BODY.decl) if isinstance(node, ir.TypeSwitch))
    assert [names(BODY.declared_in(case.body)) for case in switch.cases] == [[], []]
    assert isinstance(BODY.decl, ir.FuncDecl) and BODY.decl.body is not None
    assert names(BODY.declared_in(BODY.decl.body)) == ["i", "inner", "k", "outer", "u", "v", "v", "w", "w", "x"]


def test_symbol_of_a_type_switch_is_another_in_each_clause() -> None:
    """A value that a clause narrows is narrowed in the others too."""
    switch = next(node for node in ir.walk(BODY.decl) if isinstance(node, ir.TypeSwitch))
    first, second = (BODY.declared(case) for case in switch.cases)
    assert first is not None and second is not None and first is not second
    assert [local for node, local in BODY.uses.items() if local is first] != []
    assert names(BODY.captures(LITERALS[2])) == [first.name]
    assert BODY.captures(LITERALS[2]) == (first,)


def test_parameters_and_results_are_declared() -> None:
    """What is passed for a parameter is lost, or a bare return gives nothing."""
    assert isinstance(BODY.decl, ir.FuncDecl)
    signature = BODY.decl.signature
    found = [BODY.declared(param) for param in (*signature.params, *signature.results)]
    assert [(local.name, local.kind) for local in found if local is not None] == [
        ("a", "parameter"),
        ("b", "parameter"),
        ("c", "parameter"),
        ("r", "result"),
        ("err", "result"),
    ]
    assert isinstance(BODY.declared(LITERALS[0].signature.params[0]), Local)


def test_unnamed_parameters_declare_nothing() -> None:
    """``_`` or a type is taken for a variable."""
    for go in ("func g(int, string) (error, int) { return nil, 1 }", "func g(_, _ int) (_ error, _ int) { return }"):
        decl = (body := body_of(f"\n{go}\n")).decl
        assert isinstance(decl, ir.FuncDecl)
        assert [body.declared(param) for param in (*decl.signature.params, *decl.signature.results)] == [None] * 4


@pytest.mark.parametrize(
    ("position", "names_used", "locals_used", "calls"),
    [
        (0, {"a", "b", "c", "g", "x", "Field"}, {"a", "b", "c", "x"}, 2),
        (1, {"a", "b", "g", "x", "Field"}, {"a", "b", "x"}, 2),
        (2, {"a", "g"}, {"a"}, 1),
        (3, set(), set(), 0),
    ],
)
def test_used_from_a_statement_on(position: int, names_used: set[str], locals_used: set[str], calls: int) -> None:
    """The rest of a function is left out though it uses the value that is followed."""
    body = body_of("\nfunc f(a func(), b, c int) {\n\t_ = c\n\t_ = func() { x := g(b); _ = x.Field }\n\tg(a)\n}\n")
    assert isinstance(body.decl, ir.FuncDecl) and body.decl.body is not None
    used = body.used_from(body.decl.body.stmts, position)
    assert used.names - {"_"} == names_used
    assert {local.name for local in used.locals} == locals_used
    assert len(used.calls) == calls


def test_calls_in_a_literal() -> None:
    """A call inside a closure, or inside one in it, is not seen."""
    assert len(BODY.calls_in(LITERALS[0])) == 1
    assert len(BODY.calls_in(LITERALS[1])) == 0
    inner = body_of("\nfunc f() {\n\t_ = func() {\n\t\tg(h())\n\t\t_ = func() { i() }\n\t}\n\tj()\n}\n")
    literal = next(node for node in ir.walk(inner.decl) if isinstance(node, ir.FuncLit))
    called = {call.func.name for call in inner.calls_in(literal) if isinstance(call.func, ir.Name)}
    assert called == {"g", "h", "i"}
