"""Readings that are taken again: the graph must be what it would be without them, whatever changed two imports away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.callgraph.graph import Graph
from analyzer.callgraph.whole.build import Built, build
from analyzer.findings import Build
from analyzer.git import MissingObject
from analyzer.program import Program
from analyzer.tree import MemoryBlobs, RevisionTree, Shelf
from tests.callgraph.test_programs import PROGRAMS
from tests.callgraph.test_whole import WHOLE
from tests.programs import files_in

BASE = """
-- go.mod --
module m

require ext.org/lib v1.0.0
-- vendor/ext.org/lib/lib.go --
package lib

type Thing struct{}

func (Thing) Run() {}

func Make() Thing { return Thing{} }
-- other/lib.go --
package lib

type Thing struct{}

func (*Thing) Run() {}

func Make() *Thing { return nil }
-- d/d.go --
package c

type Box struct{ Value Runner }

type Runner interface{ Run() }

type Embedded struct{}

func (Embedded) Run() {}

type List[T any] struct{ Head T }

func Apply[T Runner](t T) { t.Run() }

func Sum(numbers [Size]Runner) {}

const Size = 2

const Low = 1

var Default Runner
-- c/c.go --
package c

type Runner interface{ Run() }

type Inner struct{}

func (Inner) Run() {}

type Other struct{}

func (Other) Run() {}

type Box struct{ Value Inner }

type Embedded struct{ Inner }

type List[T any] struct{ Head T }

func Apply[T Runner](t T) {
	t.Run()
}

func Sum(numbers [Size]Runner) {}

type Level int

func (Level) Run() {}

type Rank int

func (Rank) Run() {}

const Size = 2

const Low Level = 1

var Default = standard()

func standard() Inner { return Inner{} }
-- c/special.go --
//go:build special

package c

func (Box) Run() {}
-- b/b.go --
package b

import (
	"ext.org/lib"
	"m/c"
)

type Holder struct {
	c.Embedded
	Box  c.Box
	List c.List[c.Runner]
}

func New() *Holder { return &Holder{List: c.List[c.Runner]{Head: c.Default}} }

func Get() c.Runner { return c.Default }

const Low = c.Low

var Lib = lib.Make()

var Several [c.Size]c.Runner
-- a/a.go --
package main

import (
	"elsewhere.org/x"
	"m/b"
	"m/c"
)

func main() {
	b.New().Box.Value.Run()
	b.New().Run()
	b.Get().Run()
	b.Low.Run()
	b.Lib.Run()
	b.New().List.Head.Run()
	c.Apply(b.Get())
	c.Sum(b.Several)
	x.Name(1)
	var all interface{ Run() } = b.New().Box
	all.Run()
}
-- e/e.go --
package e

func Empty() {}
"""


class Edit(NamedTuple):
    """A text in a file that is replaced; without one, a file that is written, or removed."""

    path: str
    old: str
    new: str


EDITS = {
    "type of a field": Edit("c/c.go", "Box struct{ Value Inner }", "Box struct{ Value Other }"),
    "a method that implements": Edit("c/more.go", "", "package c\n\nfunc (Box) Run() {}\n"),
    "a method of an interface": Edit("c/c.go", "Runner interface{ Run() }", "Runner interface{ Run(); Stop() }"),
    "embedded struct": Edit("c/c.go", "Embedded struct{ Inner }", "Embedded struct{ Other }"),
    "a method over an embedded one": Edit("c/over.go", "", "package c\n\nfunc (Embedded) Run() {}\n"),
    "type of a constant": Edit("c/c.go", "Low Level = 1", "Low Rank = 1"),
    "value of a constant": Edit("c/c.go", "Size = 2", "Size = 3"),
    "result behind an initial value": Edit("c/c.go", "standard() Inner { return Inner{} }", "standard() Other { return Other{} }"),
    "constraint": Edit("c/c.go", "Apply[T Runner]", "Apply[T interface{ *Inner; Run() }]"),
    "type parameter": Edit("c/c.go", "List[T any] struct{ Head T }", "List[T any] struct{ Head *T }"),
    "pointer receiver": Edit("c/c.go", "func (Inner) Run()", "func (*Inner) Run()"),
    "alias": Edit("c/c.go", "type Inner struct{}", "type Inner = Other"),
    "constraint of a file": Edit("c/special.go", "special", "!special"),
    "replace": Edit("go.mod", "v1.0.0\n", "v1.0.0\n\nreplace ext.org/lib => ./other\n"),
    "vendored package": Edit("vendor/ext.org/lib/lib.go", "func (Thing) Run()", "func (*Thing) Run()"),
    "vendored package is gone": Edit("vendor/ext.org/lib/lib.go", "", ""),
    "modules.txt": Edit("vendor/modules.txt", "", "# ext.org/lib v1.0.0\n"),
    "module path": Edit("go.mod", "module m", "module n"),
    "another package under the name": Edit("b/b.go", '"m/c"', 'c "m/d"'),
    "dot import": Edit("b/b.go", '"m/c"', '. "m/c"'),
    "name of a package": Edit("c/c.go", "package c", "package see"),
    "type outside": Edit("e/e.go", "package e\n", 'package e\n\nimport "elsewhere.org/x"\n\nvar v x.Name\n'),
    "body": Edit("c/c.go", "t.Run()\n", "t.Run()\n\tt.Run()\n"),
    "import for a body": Edit("c/uses.go", "", 'package c\n\nimport "ext.org/lib"\n\nfunc uses() { lib.Make() }\n'),
    "unexported": Edit("c/hidden.go", "", "package c\n\nfunc hidden() {}\n"),
    "a module inside": Edit("c/go.mod", "", "module other/c\n"),
    "lines": Edit("c/c.go", "package c\n", "package c\n\n\n"),
}  # fmt: skip


def edited(edits: Sequence[Edit]) -> dict[str, bytes]:
    """The program with some edits."""
    files = files_in(BASE)
    for path, old, new in edits:
        files[path] = files.get(path, b"").replace(old.encode(), new.encode()) if old else new.encode()
        if not files[path]:
            del files[path]
    return files


class Memory:
    """Keeps what is put."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.values.get((kind, key))

    def get_many(self, kind: str, keys: Iterable[str]) -> Mapping[str, bytes]:
        return {key: self.values[kind, key] for key in keys if (kind, key) in self.values}

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.values[kind, key] = value


def built(files: Mapping[str, bytes], kept: Memory | None = None, build_of: Build | None = None) -> Built:
    """The graph of a program, with what was kept."""
    blobs = MemoryBlobs(files)
    shelf = Shelf(blobs, kept)
    found = build(Program(RevisionTree(shelf, blobs.root), build_of, traced=False), kept)
    shelf.write()
    return found


def cold(files: Mapping[str, bytes], build_of: Build | None = None) -> Graph:
    """The graph of a program by itself."""
    return built(files, None, build_of).graph


@pytest.mark.parametrize(
    "source", [*PROGRAMS, *WHOLE], ids=lambda source: source.stem if isinstance(source, Path) else ""
)
def test_stored_readings_make_the_same_graph(source: Path | str) -> None:
    """What is stored of a package says less, or something else, than the package."""
    files = files_in(source.read_text() if isinstance(source, Path) else source)
    kept = Memory()
    first, second = built(files, kept), built(files, kept)
    assert first.graph == second.graph == cold(files)
    assert second.reused == second.packages


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_edit_is_seen_wherever_it_matters(edit: Edit) -> None:
    """A package keeps calls that its imports no longer allow: the graph of a release is that of another."""
    for before, after in ((edited([]), edited([edit])), (edited([edit]), edited([]))):
        kept = Memory()
        built(before, kept)
        assert built(after, kept).graph == cold(after)


@settings(max_examples=60)
@given(*[st.lists(st.sampled_from(sorted(EDITS.values())), max_size=4)] * 3)
def test_any_edits_after_any_others(first: list[Edit], second: list[Edit], third: list[Edit]) -> None:
    """Readings of several revisions get mixed up."""
    kept = Memory()
    for edits in (first, second, third):
        files = edited(edits)
        assert built(files, kept).graph == cold(files)


_INERT = {"unexported", "lines", "modules.txt", "value of a constant"}


@pytest.mark.parametrize("name", sorted(EDITS.keys() - _INERT))
def test_edit_matters(name: str) -> None:
    """The table above tests nothing: the graph does not depend on what is edited."""
    assert cold(edited([EDITS[name]])) != cold(edited([]))


def test_another_build_has_its_own_readings() -> None:
    """The graph for one system, or with build tags, has calls of another's files."""
    files, kept = edited([]), Memory()
    built(files, kept)
    for special in (Build(tags=("special",)), Build(goos="windows")):
        assert built(files, kept, special).graph == cold(files, special)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("body", 1),
        ("unexported", 1),
        ("import for a body", 1),
        ("lines", 1),
        ("modules.txt", 0),
        ("type outside", 2),
        ("type of a field", 3),
        ("vendored package", 2),
    ],
)
def test_little_is_read_again(name: str, read: int) -> None:
    """A change inside one function costs as much as the first graph."""
    kept = Memory()
    built(edited([]), kept)
    found = built(edited([EDITS[name]]), kept)
    assert found.packages - found.reused == read


class Gaps(MemoryBlobs):
    """Files, one of which is missing."""

    def __init__(self, files: Mapping[str, bytes], path: str) -> None:
        super().__init__(files)
        self._gap = files[path]

    def blob(self, id: str) -> bytes:
        """A file's bytes."""
        found = super().blob(id)
        if found == self._gap:
            raise MissingObject(id, "missing")
        return found


@pytest.mark.parametrize("path", ["c/c.go", "b/b.go", "vendor/ext.org/lib/lib.go"])
def test_nothing_is_kept_of_what_rests_on_a_missing_file(path: str) -> None:
    """A clone that lacks objects leaves a poor graph behind, which is given out when the objects are there."""
    files, kept = edited([]), Memory()
    blobs = Gaps(files, path)
    build(Program(RevisionTree(Shelf(blobs, kept), blobs.root), traced=False), kept)
    assert built(files, kept).graph == cold(files)
