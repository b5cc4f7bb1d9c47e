"""One program and what was asked of it; small edits, and whether the replies tell that the answers change.

The answers are the callees of every call of some functions, the callers of others, the types of what is called, and where a word stands
near something that cannot be read.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

import pytest

from analyzer.callgraph import Callgraph, Target
from analyzer.callgraph.nodes import index
from analyzer.places import Place, place
from analyzer.program import Body, Program, asked
from analyzer.program.asked import Question, Seen, Shift, verify
from analyzer.program.types import text
from analyzer.tree import memory_tree
from tests.programs import files_in, program_of

PROGRAM = """
-- go.mod --
module example.com/m

go 1.21
-- README.md --
-- main.go --
package main

import (
	"fmt"

	"example.com/m/server"
	. "example.com/m/words"
	"example.org/dep"
)

const size = 3

type table [size]int

func unrelated() int { return 1 }

func run(s *server.Service, n int) {
	s.Pull("x", nil)
	s.Inner.List()
	Say(s.Name)
	hook(n)
	dep.Do(s.Times)
	fmt.Println(table{}[0])
	server.Default.Pull("y", nil)
	later()
}

func later() {}

var hook = func(int) {}

func main() {
	run(server.New(), 3)
}
-- server/service.go --
// Package server serves.
package server

// Puller pulls.
type Puller interface {
	Pull(ref string, creds func() string) error
	List() []string
}

// Service is a Puller.
type Service struct {
	base
	Inner Puller
	Name  string
	Times int
}

// New makes one.
func New() *Service {
	return &Service{Inner: &remote{}, Name: "a"}
}

// Pull pulls.
func (s *Service) Pull(ref string, creds func() string) error {
	return s.Inner.Pull(ref, creds)
}

// Default is made elsewhere.
var Default Puller = &remote{}
-- server/remote.go --
package server

type remote struct{ n int }

func (r *remote) Pull(ref string, creds func() string) error {
	if creds != nil {
		return nil
	}
	return check(ref)
}

func check(ref string) error {
	return nil
}
-- server/list.go --
package server

func (r *remote) List() []string { return nil }

type base struct{}

func (base) List() []string { return nil }
-- server/service_test.go --
package server

func helper() Puller { return nil }
-- server/service_windows.go --
package server

func (s *Service) Windows() {}
-- words/words.go --
package words

// Say says.
func Say(word string) {
	print(word)
}
-- other/other.go --
package other

func alone() {}
-- vendor/example.org/dep/dep.go --
package dep

// Do does.
func Do(times int) error {
	return nil
}
"""


@dataclass(frozen=True)
class Answers:
    """What was found out about a program, in comparable form: lines of text and places."""

    found: tuple[tuple[str, Place | None], ...]

    def moved(self, shifts: tuple[Shift, ...]) -> Answers:
        """The answers where declarations stand elsewhere."""
        return Answers(tuple((said, at if at is None else moved(at, shifts)) for said, at in self.found))


def moved(at: Place, shifts: tuple[Shift, ...]) -> Place:
    for shift in shifts:
        if shift.path == at.path and shift.first <= at.line <= shift.last:
            return Place(at.path, at.line + shift.by, at.column)
    return at


def answers_of(program: Program) -> Answers:
    """The answers, found anew."""
    graph = Callgraph(program)
    found: list[tuple[str, Place | None]] = []

    def tell(said: str, targets: tuple[Target, ...]) -> None:
        names = sorted(target.function.qualified if target.function else target.external for target in targets)
        found.append((f"{said}: {' '.join(names)}", None))
        found.extend((said, target.place) for target in targets)

    for directory, receiver, name in (("", "", "run"), ("server", "Service", "Pull"), ("server", "", "New")):
        body = body_of(program, directory, receiver, name)
        if body is None:
            found.append((f"no {name}", None))
            continue
        for call in index(body.decl).calls:
            answer = graph.callees(body, call)
            tell(f"{name} {answer.kind} {answer.sure} {answer.reason}", answer.targets)
            found += [(text(program.types.expr(body, part)), None) for part in (call.func, *call.args)]
    for receiver, name in (("remote", "Pull"), ("", "check"), ("Service", "Pull")):
        body = body_of(program, "server", receiver, name)
        if body is not None and body.function is not None:
            callers = graph.function_callers(body.function)
            found += [
                (f"caller of {name} {callers.reason}", place(other.file.path, call.at)) for other, call in callers.calls
            ]
    found += [(reason, Place(path, line, 1)) for path, line, reason in program.mentions.troubled("Pull")]
    package = program.package("server")
    if package is not None:
        service = package.member("Service")
        if service is not None:
            named = program.types.of_member(service)
            methods = program.types.method_set(named)
            found += [(f"{name} {text(methods[name].signature)}", None) for name in methods]
        found.append((f"{package.path} {package.name} {bool(service and service.file.outline.generated)}", None))
    return Answers(tuple(found))


def body_of(program: Program, directory: str, receiver: str, name: str) -> Body | None:
    package = program.package(directory)
    member = package.lookup(receiver, name) if package is not None else None
    return None if member is None else program.body(program.function(member))


def program_with(edits: dict[str, str | tuple[str, str] | None]) -> Program:
    """The program with some files replaced, added, removed (None), or one stretch of text replaced."""
    files = files_in(PROGRAM)
    for path, edit in edits.items():
        if edit is None:
            del files[path]
        elif isinstance(edit, str):
            files[path] = edit.encode()
        else:
            old, new = (part.encode() for part in edit)
            assert files[path].count(old) == 1, f"{edit[0]!r} in {path}"
            files[path] = files[path].replace(old, new)
    return Program(memory_tree(files))


BEFORE = program_with({})
OLD = answers_of(BEFORE)
BEFORE.asked.finish(BEFORE)

SAME: dict[str, dict[str, str | tuple[str, str] | None]] = {
    "nothing": {},
    "text of the README": {"README.md": "Hello.\n"},
    "go.mod asks for a newer Go": {"go.mod": "module example.com/m\n\ngo 1.22\n"},
    "a test": {"server/service_test.go": ("return nil", "return New()")},
    "a file of another system": {"server/service_windows.go": ("Windows() {}", "Windows() { s.Inner = nil }")},
    "body of an unrelated function": {"main.go": ("return 1", "return 2")},
    "lines above everything": {"main.go": ("const size", "// A comment\n// of two lines.\nconst size")},
    "lines inside an unrelated function": {"main.go": ("int { return 1 }", "int {\n\treturn 1\n}")},
    "a comment on a declaration": {"server/service.go": ("// New makes one.", "// New makes\n// another one.")},
    "an unrelated function": {"server/remote.go": ("func check", "func more() {}\n\nfunc check")},
    "another order": {"main.go": PROGRAM[PROGRAM.index("package main") : PROGRAM.index("-- server/service.go --")].replace(
        "func unrelated() int { return 1 }\n\n", "") + "\nfunc unrelated() int { return 1 }\n"},
    "an unrelated file": {"server/more.go": "package server\n\nfunc more() {}\n"},
    "an unrelated package": {"more/more.go": "package more\n\nfunc More() {}\n"},
    "an unrelated vendored package": {"vendor/example.org/more/more.go": "package more\n"},
    "body of a function that is only called": {"words/words.go": ("print(word)", "println(word)")},
    "body of a vendored function": {"vendor/example.org/dep/dep.go": ("return nil", "return error(nil)")},
    "another module": {"tools/go.mod": "module example.com/tools\n", "tools/t.go": "package tools\n"},
    "an unrelated constant": {"main.go": ("const size = 3\n", "const size = 3\n\nconst other = 4\n")},
    "a broken function": {"other/other.go": ("{}", "{ x := }")},
}  # fmt: skip

OTHER: dict[str, dict[str, str | tuple[str, str] | None]] = {
    "the function's own body": {"main.go": ("\tlater()\n", "\tlater()\n\tunrelated()\n")},
    "signature of a callee": {"vendor/example.org/dep/dep.go": ("times int", "times int64")},
    "type of a field": {"server/service.go": ("Times int", "Times int64")},
    "a field fewer": {"server/service.go": ("\tName  string\n", "")},
    "receiver of a method": {"server/service.go": ("func (s *Service) Pull", "func (s Service) Pull")},
    "another method of an interface": {"server/service.go": ("List() []string", "List() []string\n\tMore()")},
    "a callee elsewhere": {"main.go": ("func later() {}\n", ""), "late.go": "package main\n\nfunc later() {}\n"},
    "a callee gone": {"main.go": ("func later() {}\n", "")},
    "another implementer, made and stored": {
        "server/more.go": (
            "package server\n\ntype local struct{}\n\nfunc (*local) Pull(string, func() string) error { return nil }\n"
            "func (*local) List() []string { return nil }\n\nfunc init() { Default = &local{} }\n"
        )
    },
    "a field stored in another package": {
        "other/other.go": (
            'package other\n\nimport "example.com/m/server"\n\ntype local struct{}\n\n'
            "func (local) Pull(string, func() string) error { return nil }\nfunc (local) List() []string { return nil }\n\n"
            "func set(s *server.Service) { s.Inner = local{} }\n"
        )
    },
    "another caller": {"other/other.go": 'package other\n\nimport "example.com/m/server"\n\n'
                                         'func call(s *server.Service) { s.Pull("", nil) }\n'},
    "another caller in the package": {"server/more.go": 'package server\n\nfunc more() { check("") }\n'},
    "a method gone, so that the type implements nothing": {
        "server/list.go": ("func (r *remote) List() []string { return nil }\n", "")
    },
    "the method of an embedded type is hidden": {
        "server/more.go": "package server\n\nfunc (s *Service) List() []string { return nil }\n"
    },
    "a method of an embedded type": {"server/list.go": ("func (base) List", "func (base) Other")},
    "what a variable holds": {"main.go": ("var hook = func(int) {}", "var hook = print\n\nfunc print(int) {}")},
    "what a variable is set to": {"late.go": "package main\n\nfunc init() { hook = func(n int) { println(n) } }\n"},
    "a constant in an array's length": {
        "main.go": ("fmt.Println(table{}[0])", "fmt.Println(table{})"), "late.go": "package main\n"
    },
    "an import's path": {"main.go": ('"example.org/dep"', 'dep "example.com/m/words"')},
    "a declaration hides an import": {"late.go": "package main\n\nvar dep other\n\ntype other struct{}\n"
                                                 "\nfunc (other) Do(int) {}\n"},
    "a declaration hides a dotted name": {"late.go": "package main\n\nfunc Say(string) {}\n"},
    "a dotted package declares another": {"words/words.go": ("func Say(word string)", "func Say(words ...string)")},
    "a dotted package declares it no more": {"words/words.go": ("func Say(", "func Tell(")},
    "a file leaves the build": {"server/list.go": ("package server", "//go:build windows\n\npackage server")},
    "a file is removed": {"server/list.go": None},
    "a package is renamed": {"server/service.go": ("package server", "package served"),
                             "server/remote.go": ("package server", "package served"),
                             "server/list.go": ("package server", "package served")},
    "a nearer vendored copy": {"vendor/example.org/dep/dep.go": None, "dep/go.mod": "module example.org/dep\n",
                               "dep/dep.go": "package dep\n\nfunc Do(times int) {}\n"},
    "a module is replaced": {"go.mod": ("module example.com/m\n", "module example.com/m\n\nreplace example.org/dep => ./near\n"),
                             "near/near.go": "package dep\n\nfunc Do(times int) error { return nil }\n"},
    "the module is renamed": {"go.mod": "module example.com/renamed\n"},
    "code becomes generated": {"server/service.go": ("// Package server serves.", "// Code generated by x. DO NOT EDIT.\n")},
    "a mention that cannot be read": {"other/other.go": ("{}", "{ x := ; Pull() }")},
    "a vendored package goes": {"vendor/example.org/dep/dep.go": None},
}  # fmt: skip


@pytest.mark.parametrize("edit", SAME)
def test_edit_that_changes_no_answer(edit: str) -> None:
    """A verdict is found anew for every release, or is reported at lines where something else stands now."""
    after = program_with(SAME[edit])
    shifts = verify(BEFORE.asked, after)
    assert shifts is not None, BEFORE.asked.telling
    assert OLD.moved(shifts) == answers_of(after)


@pytest.mark.parametrize("edit", OTHER)
def test_edit_that_changes_an_answer(edit: str) -> None:
    """A verdict of an earlier release is repeated for one where it is wrong."""
    after = program_with(OTHER[edit])
    assert answers_of(after) != OLD, "the edit changes nothing"
    assert verify(BEFORE.asked, after) is None


def test_small_edits_of_every_line() -> None:
    """A verdict of an earlier release is repeated for one where it is wrong: each line left out, each word changed."""
    stale: list[str] = []
    reused = other = 0
    for path, source in files_in(PROGRAM).items():
        lines = source.split(b"\n")
        edits = {f"{path}:{at + 1} left out": [*lines[:at], *lines[at + 1 :]] for at in range(len(lines))}
        for found in re.finditer(rb"[A-Za-z]\w+", source):
            edited = source[: found.start()] + b"other" + source[found.start() :]
            edits[f"{path} at {found.start()}: other{found[0].decode()}"] = edited.split(b"\n")
        for edit, edited_lines in edits.items():
            tree = memory_tree({**files_in(PROGRAM), path: b"\n".join(edited_lines)})
            shifts = verify(BEFORE.asked, Program(tree))
            if shifts is None:
                other += 1
            elif OLD.moved(shifts) == answers_of(Program(tree)):
                reused += 1
            else:
                stale.append(edit)
    assert stale == []
    assert reused > 100 and other > 100


def test_method_that_an_interface_asks_for_is_gone() -> None:
    """A caller through an interface is kept, though the type no longer implements it."""
    archive = """
-- go.mod --
module m
-- a.go --
package m

type I interface {
	A()
	B()
}

func use(i I) { i.A() }
-- b.go --
package m

type T struct{}

func (T) A() {}
-- c.go --
package m

func (T) B() {}
"""

    def callers(program: Program) -> int:
        body = body_of(program, "", "T", "A")
        assert body is not None and body.function is not None
        return len(Callgraph(program).callers_of(body.function))

    program, after = program_of(archive), program_of(archive.replace("T) B()", "T) C()"))
    assert (callers(program), callers(after)) == (1, 0)
    program.asked.finish(program)
    assert verify(program.asked, after) is None


def test_every_kind_of_question_is_asked() -> None:
    """A kind of question is never put to another program, and its replies are wrong."""
    kinds = {kind for _, kind in inspect.getmembers(asked, inspect.isclass) if hasattr(kind, "reply")} - {Question}
    met = {type(question) for question in BEFORE.asked.replies}
    assert met == kinds


def test_replies_are_what_a_new_program_replies() -> None:
    """What is noted while answering differs from what the question gives when it is put again: nothing is ever reused."""
    again = program_with({})
    differing = {q: (reply, q.reply(again)) for q, reply in BEFORE.asked.replies.items() if q.reply(again) != reply}
    assert differing == {}


def test_shifts_are_those_of_the_declarations() -> None:
    """A finding is reported some lines away from its call."""
    edits: dict[str, str | tuple[str, str] | None] = {
        "main.go": ("func run(", "// One.\n// Two.\nfunc run("),
        "server/remote.go": ("func check", "\nfunc check"),
    }
    shifts = verify(BEFORE.asked, program_with(edits))
    assert shifts is not None
    run = next(one for one in seen() if one.names == ("", "run"))
    check = next(one for one in seen() if one.names == ("", "check"))
    assert {shift for shift in shifts if shift.path == "main.go" and shift.first == run.line} == {
        Shift("main.go", run.line, run.line + run.lines, 2)
    }
    assert Shift("server/remote.go", check.line, check.line + 2, 1) in shifts
    assert {shift.path for shift in shifts} == {"main.go", "server/remote.go"}


def seen() -> list[Seen]:
    """Every declaration among the replies."""
    return [
        one
        for reply in BEFORE.asked.replies.values()
        if isinstance(reply, tuple)
        for one in reply
        if isinstance(one, Seen)
    ]


def test_the_telling_question_is_asked_first() -> None:
    """A difference that stays for many releases costs the whole comparison each time."""
    program = program_with({})
    answers_of(program)
    program.asked.finish(program)
    assert verify(program.asked, program_with(OTHER["type of a field"])) is None
    telling = program.asked.telling
    assert telling is not None
    after = program_with(OTHER["type of a field"])
    assert verify(program.asked, after) is None
    assert after.opened <= 3
    assert verify(program.asked, program_with({})) == ()
