"""Types, which are written with the nodes of expressions."""

from __future__ import annotations

import pytest

from tests.syntax.notation import type_of

TYPES = [
    ("int", "int"),
    ("p.T", "(. p T)"),
    ("*T", "(star T)"),
    ("**T", "(star (star T))"),
    ("(T)", "T"),
    ("[]T", "([] T)"),
    ("[N]T", "(array N T)"),
    ("[2*N]T", "(array (* 2 N) T)"),
    ("[4]p.T", "(array 4 (. p T))"),
    ("map[K]V", "(map K V)"),
    ("map[string]map[int][]T", "(map string (map int ([] T)))"),
    ("chan T", "(chan both T)"),
    ("chan<- T", "(chan send T)"),
    ("<-chan T", "(chan receive T)"),
    ("chan <-chan T", "(chan send (chan both T))"),
    ("chan<- chan T", "(chan send (chan both T))"),
    ("chan<- <-chan T", "(chan send (chan receive T))"),
    ("chan (<-chan T)", "(chan both (chan receive T))"),
    ("<-chan <-chan T", "(chan receive (chan receive T))"),
    ("chan<- chan<- chan T", "(chan send (chan send (chan both T)))"),
    ("chan<- func() <-chan T", "(chan send []->[(chan receive T)])"),
    ("func()", "[]->[]"),
    ("func(int, string)", "[int, string]->[]"),
    ("func(a, b int)", "[a int, b int]->[]"),
    ("func(int) string", "[int]->[string]"),
    ("func() (int, error)", "[]->[int, error]"),
    ("func() (n int, err error)", "[]->[n int, err error]"),
    ("func(...int)", "[...int]->[]"),
    ("func(a int, xs ...p.T)", "[a int, xs ...(. p T)]->[]"),
    (
        "func(a, b func(int) error, c [N]T, d, e G[int], g *T, h chan<- int, i p.T)",
        "[a [int]->[error], b [int]->[error], c (array N T), d (index G int), e (index G int), g (star T), h (chan send int), i (. p T)]->[]",
    ),
    ("func(ctx, p.T)", "[ctx, (. p T)]->[]"),
    ("func(a.B, c.D)", "[(. a B), (. c D)]->[]"),
    ("func(a, b, c)", "[a, b, c]->[]"),
    ("func((int))", "[int]->[]"),
    ("func() (func() error)", "[]->[[]->[error]]"),
    ("func() func() error", "[]->[[]->[error]]"),
    ("func(new int, nil T)", "[new int, nil T]->[]"),
    ("func(_, _ int)", "[_ int, _ int]->[]"),
    ("func(G[int], U)", "[(index G int), U]->[]"),
    ("func(interface{}, error)", "[(interface), error]->[]"),
    ("func(\n\ta int,\n)", "[a int]->[]"),
    ("G[int]", "(index G int)"),
    ("G[int, string]", "(index G int string)"),
    ("p.G[[]T]", "(index (. p G) ([] T))"),
    ("G[G[int]]", "(index G (index G int))"),
    ("*G[T]", "(star (index G T))"),
]

STRUCTS = [
    ("struct{}", "(struct)"),
    ("struct{ a int }", "(struct (field a int))"),
    ('struct{ a, b int; c string `json:"c"` }', '(struct (field a int) (field b int) (field c string `json:"c"`))'),
    (
        "struct{ T; *U; p.V; *p.W }",
        "(struct (embed T T) (embed U (star U)) (embed V (. p V)) (embed W (star (. p W))))",
    ),
    (
        "struct{ G[int]; *G[int]; p.G[int]; *p.G[K, V] }",
        "(struct (embed G (index G int)) (embed G (star (index G int))) (embed G (index (. p G) int)) (embed G (star (index (. p G) K V))))",
    ),
    ('struct{ T "tag"; *U `t` }', '(struct (embed T T "tag") (embed U (star U) `t`))'),
    (
        "struct{ _ int; f func(); g [N]int; h struct{ i int } }",
        "(struct (field _ int) (field f []->[]) (field g (array N int)) (field h (struct (field i int))))",
    ),
    ("struct {\n\t// doc\n\ta int // line\n\n\tb string\n}", "(struct (field a int) (field b string))"),
    ("interface{}", "(interface)"),
    ("interface{ M() }", "(interface (M []->[]))"),
    ("interface{ M(a int) (b, error); N() int }", "(interface (M [a int]->[b, error]) (N []->[int]))"),
    ("interface{ I; p.J; G[int] }", "(interface I (. p J) (index G int))"),
    ("interface{ ~int | ~string; comparable }", "(interface (| (~ int) (~ string)) comparable)"),
    ("interface{ ~[]byte; *T; (U) }", "(interface (~ ([] byte)) (star T) U)"),
    ("interface{ int | string | p.T }", "(interface (| (| int string) (. p T)))"),
    ("interface{ ~p.T[int]; ~T[int] }", "(interface (~ (index (. p T) int)) (~ (index T int)))"),
]


@pytest.mark.parametrize(("go", "want"), TYPES)
def test_types(go: str, want: str) -> None:
    """A parameter gets the wrong name or type, so the rule's parameter is not found."""
    assert type_of(go) == want


@pytest.mark.parametrize(("go", "want"), STRUCTS)
def test_structs_and_interfaces(go: str, want: str) -> None:
    """A field, an embedded type or a method is missing: calls through it go nowhere."""
    assert type_of(go) == want
