"""Declarations that mention a word: in the tree, in a package, in files that import it; embedded; near what cannot be read."""

from __future__ import annotations

import pytest

from analyzer.program import Body, Program
from analyzer.program.mentions import MOST_FILES
from analyzer.program.model import Member
from analyzer.program.package import Package
from tests.programs import program_of

PROGRAM = """
-- go.mod --
module example.com/m
-- a/a.go --
package a

// Pull in a comment of no declaration.

type Puller interface{ Pull() }

type Remote struct{ n int }

// Pull pulls.
func (r *Remote) Pull() {}

var Default = (*Remote).Pull

func use(r *Remote) { r.Pull() }

func says() string { return "Pull" }

func other() { Pulled() }

func Pulled() {}

const Pulls = "Pull"
-- a/a_test.go --
package a

func test(r *Remote) { r.Pull() }
-- a/a_windows.go --
package a

func windows(r *Remote) { r.Pull() }
-- b/b.go --
package b

import "example.com/m/a"

type Wrapped struct {
	*a.Remote
	Other *a.Remote
}

type Named struct {
	Remote a.Remote
}

func Use(r a.Remote) { r.Pull() }
-- c/c.go --
package c

type Remote struct{}

func (Remote) Pull() {}

func use(r Remote) { r.Pull() }
-- vendor/example.org/dep/dep.go --
package dep

func use(r interface{ Pull() }) { r.Pull() }
-- testdata/t.go --
package t

func use(r interface{ Pull() }) { r.Pull() }
-- _hidden/h.go --
package h

func use(r interface{ Pull() }) { r.Pull() }
"""


def package_of(program: Program, directory: str) -> Package:
    package = program.package(directory)
    assert package is not None
    return package


def told(bodies: list[Body]) -> list[str]:
    """Bodies as ``directory name``."""
    return [f"{body.package.directory} {names(body)}" for body in bodies]


def names(body: Body) -> str:
    if body.function is not None:
        return body.function.name
    return next(entry.names[0] for entry in body.file.outline.entries if entry.kind == "var")


def test_bodies_of_the_tree() -> None:
    """A call is not looked at, or every file of the tree is."""
    bodies, missing = program_of(PROGRAM).mentions.bodies("Pull")
    assert missing == ""
    assert told(bodies) == [
        "a Pull",
        "a Default",
        "a use",
        "a says",
        "b Use",
        "c Pull",
        "c use",
        "vendor/example.org/dep use",
    ]


def test_bodies_with_tests() -> None:
    """`--tests` leaves test files out."""
    bodies, _ = program_of(PROGRAM, tests=True).mentions.bodies("Pull")
    assert "a test" in told(bodies)


def test_bodies_of_a_package() -> None:
    """An unexported name is looked for in the whole tree."""
    program = program_of(PROGRAM)
    bodies, _ = program.mentions.bodies("Pull", package_of(program, "c"))
    assert told(bodies) == ["c Pull", "c use"]
    assert program.opened == 1


def test_using_a_member() -> None:
    """A function that another package uses, or only the package itself, is looked for in too few files or too many."""
    program = program_of(PROGRAM)
    package = package_of(program, "a")
    everywhere, _ = program.mentions.using(package, "Remote", everywhere=True)
    assert told(everywhere) == ["a Pull", "a Default", "a use", "b Use"]
    inside, _ = program.mentions.using(package, "Remote", everywhere=False)
    assert told(inside) == ["a Pull", "a Default", "a use"]


def type_names(found: list[tuple[Member, object]]) -> list[str]:
    return [f"{member.file.package.directory} {member.name}" for member, _ in found]


def test_types_that_mention_a_word() -> None:
    """A type that holds another is not found."""
    program = program_of(PROGRAM)
    package = package_of(program, "a")
    assert type_names(list(program.mentions.types("Pull"))) == ["a Puller"]
    assert type_names(list(program.mentions.types("Remote", package))) == ["a Remote", "b Wrapped", "b Named"]
    assert type_names(list(program.mentions.types("Remote", package, everywhere=False))) == ["a Remote"]


def test_types_that_embed_another() -> None:
    """A method is not found on the types that it is promoted to."""
    program = program_of("""
-- go.mod --
module example.com/m
-- a/a.go --
package a

type T[P any] struct{}

type (
	One   struct{ T[int] }
	Two   struct{ *T[int] }
	Three struct {
		n int
		T[string] `json:"t"`
	}
	Four interface {
		T[int] // really
	}
	Five  struct{ t T[int] }
	Six   struct{ T T[int] }
	Seven []T[int]
	Eight struct{ t, u int; T[int]; v int }
	Nine  struct{ T[int] "tag" }
)

type Ten struct { n struct{ T[int] } }
-- b/b.go --
package b

import x "example.com/m/a"

type Outside struct {
	*x.T[int]
}

type Field struct {
	T x.T[int]
}
""")
    member = package_of(program, "a").member("T")
    assert member is not None
    found = type_names(list(program.mentions.embedding(member, everywhere=True)))
    assert found == [
        *(f"a {name}" for name in ("One", "Two", "Three", "Four", "Eight", "Nine", "Ten")),
        "b Outside",
    ]
    assert "b Outside" not in type_names(list(program.mentions.embedding(member, everywhere=False)))


def test_declarations_of_a_name() -> None:
    """An implementation is not found by the name of its method."""
    program = program_of(PROGRAM)
    found = program.mentions.declaring("Pull")
    assert [(one.file.path, one.entry.receiver, one.kind) for one in found] == [
        ("a/a.go", "Remote", "method"),
        ("c/c.go", "Remote", "method"),
    ]
    assert [one.file.path for one in program.mentions.declaring("Remote")] == ["a/a.go", "c/c.go"]
    assert program.mentions.declaring("Pul") == []


def test_texts_in_a_package() -> None:
    """A type is taken for one that nobody makes."""
    program = program_of(PROGRAM)
    package = package_of(program, "c")
    assert program.mentions.writes(package, ("no such text", "type Remote"))
    assert not program.mentions.writes(package, ("no such text", "Default"))


@pytest.mark.parametrize(
    ("go", "want"),
    [
        ("func f() { Pull(; ) }", ["a.go 3 syntax error"]),
        ("func f() { x := ; Pull() }", ["a.go 3 syntax error"]),
        ("func f() { x := }\n\nfunc g() { Pull() }", []),
        ("func f() { Pull() }", []),
        ("}\n\nfunc g() { Pull() }", []),
        ("Pull()", ["a.go 3 statement outside a function"]),
    ],
)
def test_words_near_what_cannot_be_read(go: str, want: list[str]) -> None:
    """A call that could not be read counts as one that is not there."""
    program = program_of(f"-- go.mod --\nmodule m\n-- a.go --\npackage m\n\n{go}\n")
    assert [f"{path} {line} {reason}" for path, line, reason in program.mentions.troubled("Pull")] == want


def test_search_is_cut_where_a_word_is_everywhere() -> None:
    """A frequent name makes a scan read the whole tree; or the cut is not said."""
    files = "".join(f"-- p{n:03}/a.go --\npackage p\n\nfunc f() {{ Common() }}\n" for n in range(MOST_FILES + 1))
    program = program_of(f"-- go.mod --\nmodule m\n{files}")
    bodies, missing = program.mentions.bodies("Common")
    assert len(bodies) == MOST_FILES
    assert missing == "more files mention Common than are looked into"
    fewer = program_of(f"-- go.mod --\nmodule m\n{files.partition('-- p080/')[0]}")
    assert fewer.mentions.bodies("Common")[1] == ""


def test_a_search_starts_from_what_is_known() -> None:
    """Each interface costs a search of the whole tree, though one of its names was looked for before."""
    program = program_of(PROGRAM)
    assert program.mentions.rarest(["Get", "Unwrap", "Pull"]) == "Unwrap"
    program.mentions.bodies("Pull")
    assert program.mentions.rarest(["Get", "Unwrap", "Pull"]) == "Pull"


def test_only_files_that_mention_the_word_are_opened() -> None:
    """A scan parses the whole tree."""
    files = "".join(f"-- p{n}/a.go --\npackage p\n\nfunc f() {{}}\n" for n in range(50))
    program = program_of(f"{PROGRAM}{files}")
    program.mentions.bodies("Pull")
    assert program.opened == 4
