"""Programs that do not build: every question is answered, and a call that cannot be told says so."""

from __future__ import annotations

import pytest

from analyzer.callgraph import Callgraph
from analyzer.callgraph.nodes import index
from analyzer.facts import ir
from analyzer.program.types import text
from tests.programs import bodies, program_of

BROKEN = {
    # what stands in f: kind and certainty of its last call, and whether a reason is given
    "undeclared": ("g()", "dynamic possible unseen"),
    "undeclared method": ("var t T; t.none()", "dynamic possible unseen"),
    "undeclared package": ("none.Call()", "dynamic possible unseen"),
    "undeclared in a package": ("fmt.NoSuchName()", "static exact seen"),
    "undeclared type": ("var x None; x.Call()", "dynamic possible unseen"),
    "method of a number": ("x := 1; x.Call()", "dynamic possible unseen"),
    "call of a number": ("x := 1; x()", "dynamic possible unseen"),
    "call of nil": ("nil()", "builtin exact seen"),
    "result of a function without one": ("x := nothing(); x()", "dynamic possible unseen"),
    "two results of one": ("a, b := one(); b(); _ = a", "dynamic possible unseen"),
    "result of a function that returns too little": ("a, b := two(); b(); _ = a", "dynamic possible unseen"),
    "one of several results": ("x := two(); x()", "dynamic narrowed seen"),
    "several results as one argument": ("takes(two()); p()", "dynamic possible unseen"),
    "too many arguments": ("takes(one, one, one)", "static exact seen"),
    "too few arguments": ("takes()", "static exact seen"),
    "too many fields": ("x := T{nothing, nothing, nothing}; x.call()", "dynamic narrowed seen"),
    "no such field": ("x := T{none: nothing}; x.call()", "dynamic possible unseen"),
    "variable of its own type": ("x := x; x()", "dynamic possible unseen"),
    "variables of each other": ("cyclicA()", "dynamic possible unseen"),
    "type of itself": ("var x Self; x.call()", "dynamic possible unseen"),
    "interface of itself": ("var x SelfInterface; x.Call()", "dynamic possible unseen"),
    "alias of itself": ("var x SelfAlias; x.Call()", "dynamic possible unseen"),
    "struct that embeds itself": ("var x SelfEmbedding; x.Call()", "dynamic possible unseen"),
    "value twice": ("var t Twice; t.Both()", "dynamic possible unseen"),
    "selector without a name": ("x.", ""),
    "call without an end": ("nothing(", ""),
    "method expression without a receiver": ("Face.Call()", "interface possible unseen"),
    "type arguments of nothing": ("nothing[int]()", "static exact seen"),
    "type arguments too many": ("generic[int, string](1)", "static exact seen"),
    "conversion of two": ("_ = T(1, 2)", "conversion exact seen"),
    "builtin without arguments": ("make()", "builtin exact seen"),
    "element of a number": ("x := 1; x[0]()", "dynamic possible unseen"),
    "element of a function": ("nothing[0]()", "static exact seen"),
    "star of a number": ("x := 1; (*x)()", "dynamic possible unseen"),
    "assertion of a number": ("x := 1; x.(func())()", "dynamic possible unseen"),
    "return outside": ("}\nreturn nothing()\nfunc more() {", ""),
    "range over a function of nothing": ("for x := range nothing { x() }", "dynamic possible unseen"),
    "range over a number": ("for _, x := range 3 { x() }", "dynamic possible unseen"),
    "receive from a number": ("x := <-3; x()", "dynamic possible unseen"),
    "switch on no interface": ("switch x := one().(type) { case int: x() }", "dynamic possible unseen"),
}
REST = """

import "fmt"

type T struct{ call func() }

func nothing() { return }

func one() func() { return nothing }

func two() (func(), func()) { return nothing }

func takes(f, g func()) { f() }

func generic[P any](p P) P { return p }

var cyclicA = cyclicB
var cyclicB = cyclicA

type Self Self

type SelfInterface interface{ SelfInterface }

type SelfAlias = SelfAlias

type SelfEmbedding struct{ SelfEmbedding }

type A struct{}

func (A) Both() {}

type B struct{}

func (B) Both() {}

type Twice struct {
	A
	B
}

type Face interface{ Call() }

var _ = fmt.Sprint
"""


@pytest.mark.parametrize(("go", "want"), BROKEN.values(), ids=BROKEN.keys())
def test_program_that_does_not_build(go: str, want: str) -> None:
    """A fork in the middle of an edit ends the run with a traceback, or a call that leads nowhere counts as harmless."""
    program = program_of(f"-- go.mod --\nmodule m\n\ngo 1.21\n-- a.go --\npackage m\n\nfunc f() {{ {go} }}{REST}")
    graph = Callgraph(program)
    last = ""
    for body in bodies(program):
        for call in index(body.decl).calls:
            answer = graph.callees(body, call)
            if body.function is not None and body.function.name == "f":
                last = f"{answer.kind} {answer.sure} {'unseen' if answer.reason else 'seen'}"
        for node in ir.walk(body.decl):
            if isinstance(node, ir.Name | ir.Select | ir.Call | ir.Composite):
                text(program.types.expr(body, node))
        if body.function is not None:
            graph.function_callers(body.function)
    assert last == want
