"""Which directory an import path means, and which path a directory has: modules, replacements, vendor folders, trees without go.mod."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from analyzer.program import Program
from analyzer.program.layout import Layout, external_name, likely_names
from analyzer.program.model import External
from analyzer.program.types import Pointer, Type, identical, text
from analyzer.tree import memory_tree
from tests.programs import program_of


def layout(*paths: str, **texts: str) -> Layout:
    """The layout of a tree of empty packages, and of files with a text."""
    return Layout(memory_tree(files(paths, texts)))


def files(paths: tuple[str, ...], texts: Mapping[str, str]) -> dict[str, bytes]:
    found = {f"{path}/x.go".lstrip("/"): b"package x\n" for path in paths}
    return found | {path: text.encode() for path, text in texts.items()}


def found(tree: Layout, path: str, importer: str = "") -> str:
    """The directory of an import, or ``external``."""
    answer = tree.resolve(path, importer)
    return "external" if isinstance(answer, External) else answer


ONE = layout("", "a", "a/b", "vendor/example.org/dep", "empty/c", **{"go.mod": "module example.com/m\n"})


@pytest.mark.parametrize(
    ("path", "importer", "want"),
    [
        ("example.com/m", "a", ""),
        ("example.com/m/a", "", "a"),
        ("example.com/m/a/b", "a", "a/b"),
        ("example.com/m/empty/c", "a", "empty/c"),
        ("example.com/m/empty", "a", "external"),
        ("example.com/m/missing", "", "external"),
        ("example.com/mother/a", "", "external"),
        ("example.com", "", "external"),
        ("a", "", "external"),
        ("fmt", "", "external"),
        ("example.org/dep", "a/b", "vendor/example.org/dep"),
        ("example.org/dep", "vendor/example.org/dep", "vendor/example.org/dep"),
        ("example.com/m/a", "vendor/example.org/dep", "a"),
    ],
)
def test_one_module(path: str, importer: str, want: str) -> None:
    """A call into another package of the module, or into a vendored one, is not followed."""
    assert found(ONE, path, importer) == want


def test_paths_of_directories() -> None:
    """A rule that names a package does not find it."""
    assert {directory: ONE.path(directory) for directory in ("", "a/b", "vendor/example.org/dep")} == {
        "": "example.com/m",
        "a/b": "example.com/m/a/b",
        "vendor/example.org/dep": "example.org/dep",
    }


NESTED = layout(
    "",
    "lib",
    "api",
    "api/types",
    "api/vendor/example.org/dep",
    "vendor/example.org/dep",
    "vendor/example.com/m/api/types",
    "tools/gen",
    "deep/er/pkg",
    "testdata/mod/p",
    **{
        "go.mod": "module example.com/m\n\nreplace example.com/m/api => ./api\n",
        "api/go.mod": "module example.com/m/api\n",
        "tools/go.mod": "module example.net/tools/v3\n",
        "deep/er/go.mod": "// a comment\n\nmodule example.com/m/deep/er/v2 // and another\n",
        "testdata/mod/go.mod": "module example.com/ignored\n",
        "vendor/example.org/dep/go.mod": "module example.org/other\n",
    },
)


@pytest.mark.parametrize(
    ("path", "importer", "want"),
    [
        ("example.com/m/api/types", "lib", "api/types"),  # the module's own copy, not the vendored one
        ("example.com/m/api/types", "api", "api/types"),
        ("example.com/m/api/types", "tools/gen", "api/types"),
        ("example.com/m/lib", "api/types", "lib"),
        ("example.org/dep", "lib", "vendor/example.org/dep"),
        ("example.org/dep", "api/types", "api/vendor/example.org/dep"),
        ("example.net/tools/v3/gen", "", "tools/gen"),
        ("example.net/tools/gen", "", "external"),
        ("example.com/m/deep/er/v2/pkg", "", "deep/er/pkg"),
        ("example.com/ignored/p", "", "external"),
        ("example.org/other", "", "external"),
    ],
)
def test_nested_modules(path: str, importer: str, want: str) -> None:
    """A repository of several modules falls into parts that know nothing of each other."""
    assert found(NESTED, path, importer) == want


def test_paths_of_directories_in_nested_modules() -> None:
    """A package of a nested module goes by the outer module's name."""
    assert NESTED.path("api/types") == "example.com/m/api/types"
    assert NESTED.path("tools/gen") == "example.net/tools/v3/gen"
    assert NESTED.path("deep/er/pkg") == "example.com/m/deep/er/v2/pkg"
    assert NESTED.path("deep") == "example.com/m/deep"
    assert NESTED.path("api/vendor/example.org/dep") == "example.org/dep"


REPLACED = """module example.com/m

require (
	example.org/one v1.0.0
)

replace example.org/one => ./third/one

replace (
	example.org/two v1.2.3 => ./third/two // because
	"example.org/three" => "./third/three"
	example.org/two/sub => ./third/special
	example.org/away => ../away
	example.org/fork => example.org/other/fork v1.0.0
	// example.org/commented => ./third/one
)
"""
REPLACING = layout(
    "third/one", "third/one/in", "third/two/in", "third/three", "third/special", "away", "inner/x", "vendor/example.org/fork",
    **{"go.mod": REPLACED, "inner/go.mod": "module example.com/inner\n\nreplace example.org/one => ../third/three\n"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "importer", "want"),
    [
        ("example.org/one", "", "third/one"),
        ("example.org/one/in", "third/two/in", "third/one/in"),
        ("example.org/two/in", "", "third/two/in"),
        ("example.org/three", "", "third/three"),
        ("example.org/two/sub", "", "third/special"),
        ("example.org/one", "inner/x", "third/three"),
        ("example.org/away", "", "external"),  # it leaves the tree
        ("example.org/fork", "", "vendor/example.org/fork"),
        ("example.org/commented", "", "external"),
    ],
)
def test_replacements(path: str, importer: str, want: str) -> None:
    """A module that a fork keeps in its own tree is taken for an unknown one."""
    assert found(REPLACING, path, importer) == want


OLD = layout(
    "pkg/x",
    "pkg/y",
    "Godeps/_workspace/src/z",
    "vendor/github.com/dep/one",
    "vendor/github.com/dep/one/vendor/github.com/dep/two",
    "vendor/github.com/dep/two",
    "cmd/vendor/github.com/dep/two",
    **{
        "cmd/main.go": 'package main\n\nimport (\n\t"fmt"\n\n\t"github.com/old/tool/pkg/x"\n\ty "github.com/old/tool/pkg/y"\n)\n',
        "pkg/x/imports.go": 'package x\n\nimport "github.com/old/tool/pkg/y"\n',
        "pkg/y/imports.go": 'package y\n\nimport "github.com/stranger/pkg/x"\n',
    },
)


@pytest.mark.parametrize(
    ("path", "importer", "want"),
    [
        ("github.com/old/tool/pkg/x", "cmd", "pkg/x"),
        ("github.com/old/tool/pkg/y", "pkg/x", "pkg/y"),
        ("github.com/stranger/pkg/x", "pkg/y", "external"),
        ("github.com/dep/one", "pkg/x", "vendor/github.com/dep/one"),
        ("github.com/dep/two", "pkg/x", "vendor/github.com/dep/two"),
        ("github.com/dep/two", "vendor/github.com/dep/one", "vendor/github.com/dep/one/vendor/github.com/dep/two"),
        ("github.com/dep/two", "cmd", "cmd/vendor/github.com/dep/two"),
        ("github.com/dep/two", "vendor/github.com/dep/two", "vendor/github.com/dep/two"),
        ("fmt", "cmd", "external"),
    ],
)
def test_tree_from_before_modules(path: str, importer: str, want: str) -> None:
    """Releases from before Go modules have no call graph."""
    assert found(OLD, path, importer) == want


def test_root_of_a_tree_without_modules() -> None:
    """Packages of an old release go by no import path, so that no rule finds them."""
    assert OLD.root == "github.com/old/tool"
    assert OLD.path("pkg/x") == "github.com/old/tool/pkg/x"
    assert OLD.path("cmd/vendor/github.com/dep/two") == "github.com/dep/two"
    nothing = layout("a", "b")
    assert (nothing.root, nothing.path("a"), found(nothing, "a")) == ("", "a", "external")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("module example.com/m\n", "example.com/m"),
        ('module "example.com/m"\n', "example.com/m"),
        ("module example.com/m\r\n\r\ngo 1.21\r\n", "example.com/m"),
        ("// Deprecated: no module of this\nmodule example.com/m // v2 is better\n", "example.com/m"),
        ("\n\n  module   example.com/m/v2", "example.com/m/v2"),
        ("go 1.21\nmodule m\n", "m"),
    ],
)
def test_module_line(text: str, path: str) -> None:
    """An unusual go.mod makes all packages of a repository unknown."""
    assert layout("a", **{"go.mod": text}).path("a") == f"{path}/a"


@pytest.mark.parametrize("text", ["", "go 1.21\n", "// module m\n", "\xff\x00"])
def test_go_mod_without_a_module(text: str) -> None:
    """A broken go.mod stops the run, or is taken for a module without a name."""
    tree = layout("a", **{"go.mod": text})
    assert (tree.modules, tree.path("a")) == ((), "a")


@pytest.mark.parametrize(
    ("path", "name", "likely"),
    [
        ("fmt", "fmt", "fmt"),
        ("net/http", "http", "http"),
        ("example.com/m/v2", "m", "m"),
        ("gopkg.in/yaml.v3", "yaml", "yaml"),
        ("k8s.io/api/core/v1", "core", "v1"),
        ("github.com/x/go-client", "go-client", "client"),
        ("github.com/x/client-go", "client-go", "client"),
        ("github.com/x/client.go", "client.go", "client"),
        ("github.com/x/runtime-spec", "runtime-spec", "spec"),
        ("github.com/x/two-words", "two-words", "twowords"),
        ("v2", "v2", "v2"),
    ],
)
def test_names_of_packages_outside_the_tree(path: str, name: str, likely: str) -> None:
    """A call into a dependency that is not vendored is taken for a call of something undeclared."""
    assert external_name(path) == name
    assert likely in likely_names(path)


def test_two_copies_of_one_package_have_different_types() -> None:
    """A type of one vendored copy is taken for that of another, which Go refuses."""
    program = program_of("""
-- go.mod --
module example.com/m
-- a.go --
package m

import (
	"example.org/dep"
	"example.org/other"
)

var One dep.T
var Two = other.Value
var Three = &One
-- vendor/example.org/dep/dep.go --
package dep

type T struct{}
-- vendor/example.org/other/other.go --
package other

import "example.org/dep"

var Value dep.T
-- vendor/example.org/other/vendor/example.org/dep/dep.go --
package dep

type T struct{}
""")
    one, two, three = (type_of(program, name) for name in ("One", "Two", "Three"))
    assert text(one) == text(two) == "dep.T"
    assert not identical(one, two)
    assert identical(three, Pointer(one))


def type_of(program: Program, name: str) -> Type:
    package = program.package("")
    assert package is not None
    member = package.member(name)
    assert member is not None
    return program.types.of_member(member)
