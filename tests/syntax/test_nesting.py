"""Nesting is bounded by memory only, and costs time in proportion."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator

import pytest

from analyzer.facts import ir
from analyzer.syntax import lower, lower_file
from analyzer.syntax.outlines import outline
from tests.syntax.leaves import dropped, lowered

DEEP = 10_000
BODIES = {
    "parentheses": ("x = ", "(", "y", ")"),
    "calls": ("x = ", "f(", "y", ")"),
    "call chain": ("x = a", ".b()", "", ""),
    "selectors": ("x = a", ".b", "", ""),
    "indices": ("x = ", "a[", "y", "]"),
    "instances": ("x = ", "F[", "T", "]"),
    "operands": ("x = a", " + a", "", ""),
    "comparisons": ("x = a", " && nil == b", "", ""),
    "operators": ("x = ", "!", "y", ""),
    "dereferences": ("x = ", "*", "y", ""),
    "conversions": ("x = ", "(*T)(", "y", ")"),
    "assertions": ("x = y", ".(T)", "", ""),
    "composite literals": ("x = ", "T{a: ", "y", "}"),
    "elided literals": ("x = []T", "{", "y", "}"),
    "function literals": ("x = ", "func() { x = ", "y", "}"),
    "declared function literals": ("", "var x = func() { ", "", "}"),
    "blocks": ("", "{", "x()", "}"),
    "ifs": ("", "if nil == a {\n", "", "}\n"),
    "else ifs": ("if a {}", " else if b := c; b {}", "", ""),
    "loops": ("", "for i := 0; ; {\n", "", "}\n"),
    "ranges": ("", "for range x {\n", "", "}\n"),
    "switches": ("", "switch f() { case a:\n", "", "}\n"),
    "type switches": ("", "switch x := y.(type) { case a:\n", "", "}\n"),
    "selects": ("", "select { default:\n", "", "}\n"),
    "labels": ("", "L: ", "x()", ""),
    "pointer types": ("var x ", "*", "T", ""),
    "map types": ("var x ", "map[K]", "T", ""),
    "function types": ("var x ", "func(", "T", ")"),
    "channel types": ("var x ", "chan <-", "chan T", ""),
    "struct types": ("type x ", "struct { a ", "T", "}"),
    "types in functions": ("", "type T struct { a [func() { ", "}]int }", ""),
}


@pytest.fixture(autouse=True)
def usual_limit() -> Iterator[None]:
    """Python's own recursion limit, whatever other tests left behind; it is the same afterwards."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    after = sys.getrecursionlimit()
    sys.setrecursionlimit(before)
    assert after == 1000


def nested(name: str, depth: int) -> bytes:
    """A function whose body nests one construct."""
    before, opening, core, closing = BODIES[name]
    if name == "types in functions":
        return f"package p\nfunc f() {{ {opening * depth}{core * depth} }}\n".encode()
    return f"package p\nfunc f() {{\n{before}{opening * depth}{core}{closing * depth}\n}}\n".encode()


@pytest.mark.parametrize("name", BODIES)
def test_deep_nesting_is_lowered(name: str) -> None:
    """Generated or hostile code in a pull request stops the run, or crashes the interpreter."""
    source = nested(name, DEEP)
    assert outline(source).trouble == ()
    assert dropped(source) == []


@pytest.mark.parametrize("name", ["calls", "function literals", "composite literals", "ifs"])
def test_deep_nesting_around_an_error_is_lowered(name: str) -> None:
    """As above, in a file that has a mistake too."""
    before, opening, _, closing = BODIES[name]
    source = f"package p\nfunc f() {{\n{before}{opening * DEEP}y y{closing * DEEP}\n}}\nvar z int\n".encode()
    seen, declarations = lower_file(source)
    assert seen.trouble and [entry.names for entry in seen.entries] == [("f",), ("z",)]
    assert len(lowered(declarations)) > 1


@pytest.mark.slow
def test_what_is_too_deep_for_memory_is_unread() -> None:
    """A file of nothing but nesting takes the machine's memory."""
    source = b"package p\nfunc f() { x = " + b"func() { x = " * 100_000 + b"y" + b"}" * 100_000 + b" }\n"
    (function,) = lower_file(source)[1]
    assert isinstance(function, ir.FuncDecl) and function.body is not None
    assert [type(stmt) for stmt in function.body.stmts] == [ir.BadStmt]


def test_callers_in_threads_do_not_disturb_each_other() -> None:
    """Two threads that read deep files fail now and then."""
    source = nested("blocks", 3_000)
    (entry,) = outline(source).entries
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(type(lower(source, entry)).__name__)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["FuncDecl"] * 4


@pytest.mark.parametrize("text", ["{", "x(", "(])", "x();;", "\0", "if x { ) ", "var (x int\n", "func f() {"])
def test_wide_errors_take_no_quadratic_time(text: str) -> None:
    """A large broken file makes a run hang."""
    source = f"package p\nfunc f() {{ {text * 40_000}".encode()
    start = time.process_time()
    lower_file(source)
    assert time.process_time() - start < 20
