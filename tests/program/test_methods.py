"""Method sets, and which type implements which interface (Go spec, "Method sets", "Implementing an interface")."""

from __future__ import annotations

import pytest

from analyzer.program import Program
from analyzer.program.types import Pointer, Type, Unknown
from tests.programs import program_of

PROGRAM = program_of("""
-- go.mod --
module example.com/m

go 1.21
-- a.go --
package m

import (
	"bytes"
	"io"

	"example.com/m/other"
	"example.org/elsewhere"
)

type Plain struct{}

func (Plain) A()       {}
func (*Plain) B()      {}
func (Plain) c() error { return nil }

type Embeds struct{ Plain }

type EmbedsPointer struct{ *Plain }

type Twice struct {
	Plain
	Other
}

type Other struct{}

func (Other) A() {}
func (Other) D() {}

type Hides struct {
	Plain
	A int
}

type Deep struct {
	Embeds
	Other
}

type Interface interface {
	A()
	private()
}

type WithInterface struct{ Interface }

type Int int

func (*Int) Set(string) {}

type Defined Plain

type Alias = Plain

type Wrapped interface {
	error
	Unwrap() error
}

type Problem struct{ error }

func (Problem) Unwrap() error { return nil }

type Box[T any] struct{ held T }

func (b Box[T]) Get() T  { return b.held }
func (b *Box[T]) Set(T)  {}

type Strings struct{ Box[string] }

type Getter[T any] interface{ Get() T }

type TextGetter interface{ Get() string }

type Setter interface{ Set(string) }

type Variadic struct{}

func (Variadic) Set(...string) {}

type Chain struct{}

func (Chain) Next() *Chain { return nil }

type Linked interface{ Next() *Chain }

type Buffer struct{ bytes.Buffer }

type Reader interface{ io.Reader }

type Far struct{ elsewhere.Thing }

type FarInterface interface{ elsewhere.Face }

type Takes struct{}

func (Takes) Take(elsewhere.Thing) {}

type Taker interface{ Take(elsewhere.Thing) }

type OtherTaker interface{ Take(elsewhere.Another) }

type OtherPrivate struct{ other.Private }

type Hidden interface{ hidden() }

type OwnHidden struct{}

func (OwnHidden) hidden() {}

type Number interface{ ~int | ~float64 }

type Cyclic interface {
	Same(Cyclic) Cyclic
}

type IsCyclic struct{}

func (IsCyclic) Same(Cyclic) Cyclic { return nil }

type Recursive struct{ *Recursive }

type Nothing interface{}
-- other/other.go --
package other

type Private interface{ hidden() }

type Concrete struct{}

func (Concrete) hidden() {}
""")


def named(program: Program, name: str) -> Type:
    """A type by its name: ``*T``, ``other.T``, ``T[string]``."""
    if name.startswith("*"):
        return Pointer(named(program, name[1:]))
    if name == "error":
        return type_at(program, "Problem", "error")
    directory, _, bare = name.rpartition(".")
    package = program.package(directory)
    assert package is not None
    if bare.endswith("[string]"):
        return type_at(program, "Strings", "Box") if bare.startswith("Box") else Unknown(bare)
    member = package.member(bare)
    assert member is not None, name
    return program.types.of_member(member)


def type_at(program: Program, owner: str, field: str) -> Type:
    """The type of a struct's field."""
    return program.types.field(named(program, owner), field).type  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "methods"),
    [
        ("Plain", "A c"),
        ("*Plain", "A B c"),
        ("Embeds", "A c"),
        ("*Embeds", "A B c"),
        ("EmbedsPointer", "A B c"),
        ("*EmbedsPointer", "A B c"),
        ("Twice", "D c"),  # A is there twice: it is promoted from neither
        ("*Twice", "B D c"),
        ("Hides", "c"),  # a field hides the method
        ("*Hides", "B c"),
        ("Deep", "A D c"),  # the less deep A
        ("*Deep", "A B D c"),
        ("Interface", "A private"),
        ("*Interface", ""),  # a pointer to an interface has none
        ("WithInterface", "A private"),
        ("Int", ""),
        ("*Int", "Set"),
        ("Defined", ""),  # a defined type has none of the methods of what it is defined as
        ("*Defined", ""),
        ("Alias", "A c"),
        ("Wrapped", "Error Unwrap"),
        ("Problem", "Error Unwrap"),
        ("error", "Error"),
        ("Box", "Get"),
        ("*Box", "Get Set"),
        ("Strings", "Get"),
        ("*Strings", "Get Set"),
        ("Recursive", ""),
        ("Nothing", ""),
        ("Reader", "Read"),
        ("other.Concrete", "hidden"),
    ],
)
def test_method_set(name: str, methods: str) -> None:
    """A type is taken for an implementation that it is not, or the reverse."""
    found = PROGRAM.types.method_set(named(PROGRAM, name))
    assert list(found) == sorted(methods.split())
    assert len(found) == len(methods.split())
    assert all(one in found for one in methods.split())
    assert "Missing" not in found


@pytest.mark.parametrize(
    ("name", "interface", "want"),
    [
        ("Plain", "Nothing", True),
        ("Problem", "Wrapped", True),
        ("*Problem", "Wrapped", True),
        ("Problem", "error", True),
        ("Plain", "error", False),
        ("Int", "Setter", False),
        ("*Int", "Setter", True),
        ("*Box[string]", "Setter", True),
        ("Box[string]", "Setter", False),
        ("Box[string]", "TextGetter", True),
        ("Strings", "TextGetter", True),
        ("*Strings", "Setter", True),
        ("Variadic", "Setter", False),
        ("Chain", "Linked", True),
        ("WithInterface", "Interface", True),
        ("Embeds", "Interface", False),
        ("Wrapped", "error", True),
        ("error", "Wrapped", False),
        ("*Buffer", "Reader", True),
        ("Buffer", "Reader", False),
        ("IsCyclic", "Cyclic", True),
        ("Cyclic", "Cyclic", True),
        ("Plain", "Plain", False),
        # unexported methods belong to their package
        ("OwnHidden", "Hidden", True),
        ("other.Concrete", "Hidden", False),
        ("OwnHidden", "other.Private", False),
        ("OtherPrivate", "other.Private", True),
        ("OtherPrivate", "Hidden", False),
        # unions
        ("Int", "Number", True),
        ("Plain", "Number", False),
        # what is not in the tree
        ("Far", "Setter", None),
        ("Plain", "FarInterface", None),
        ("Far", "Nothing", True),
        ("Takes", "Taker", True),
        ("Takes", "OtherTaker", False),
    ],
)
def test_implements(name: str, interface: str, want: bool | None) -> None:
    """An interface call enters a method that cannot be behind it, or misses one that can; None is that nobody can tell."""
    answer = PROGRAM.types.implements(named(PROGRAM, name), named(PROGRAM, interface))
    assert (None if isinstance(answer, Unknown) else answer) is want


def test_reason_why_nobody_can_tell() -> None:
    """A verdict is unknown and the user is not told which package is missing."""
    answer = PROGRAM.types.implements(named(PROGRAM, "Far"), named(PROGRAM, "Setter"))
    assert isinstance(answer, Unknown)
    assert "example.org/elsewhere.Thing is outside the tree" in answer.reason
