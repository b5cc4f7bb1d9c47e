"""Which files a build takes: names, ``//go:build`` and ``// +build`` lines, cgo, tags."""

from __future__ import annotations

import pytest

from analyzer.findings import Build
from analyzer.program.constraints import Constraints
from tests.programs import program_of

LINUX = Build()
WINDOWS = Build(goos="windows", goarch="arm64")
ANDROID = Build(goos="android", goarch="arm64")
IOS = Build(goos="ios", goarch="arm64")
JS = Build(goos="js", goarch="wasm")
TAGGED = Build(tags=("cgo", "integration", "my.tag"))

NAMES: dict[str, tuple[Build, ...]] = {
    # name: the builds that take it
    "a.go": (LINUX, WINDOWS, ANDROID, IOS, JS),
    "a_linux.go": (LINUX, ANDROID),
    "a_linux_test.go": (LINUX, ANDROID),
    "a_android.go": (ANDROID,),
    "a_darwin.go": (IOS,),
    "a_windows.go": (WINDOWS,),
    "a_amd64.go": (LINUX,),
    "a_arm64_test.go": (WINDOWS, ANDROID, IOS),
    "a_linux_amd64.go": (LINUX,),
    "a_linux_arm64.go": (ANDROID,),
    "a_windows_amd64.go": (),
    "a_windows_linux.go": (LINUX, ANDROID),  # only the last word counts unless it is an architecture
    "a_linux_other.go": (LINUX, WINDOWS, ANDROID, IOS, JS),
    "a_other_wasm.go": (JS,),
    "a_unix.go": (LINUX, WINDOWS, ANDROID, IOS, JS),  # "unix" is a tag, not a suffix
    "a_cgo.go": (LINUX, WINDOWS, ANDROID, IOS, JS),
    "a_test.go": (LINUX, WINDOWS, ANDROID, IOS, JS),
    "linux.go": (LINUX, WINDOWS, ANDROID, IOS, JS),  # the first word never counts
    "windows_amd64.go": (LINUX,),
    "a_windows.pb.go": (WINDOWS,),  # what stands behind the first dot does not count
    "a.pb_windows.go": (LINUX, WINDOWS, ANDROID, IOS, JS),
    "_a.go": (),
    ".a.go": (),
    "_linux.go": (),
}


@pytest.mark.parametrize("name", NAMES)
def test_file_name(name: str) -> None:
    """A function is found twice, or only the one of another system."""
    taken = tuple(build for build in (LINUX, WINDOWS, ANDROID, IOS, JS) if Constraints(build).name(name))
    assert taken == NAMES[name]


@pytest.mark.parametrize(
    ("expression", "taken"),
    [
        ("", (LINUX, WINDOWS, IOS, TAGGED)),
        ("linux", (LINUX, TAGGED)),
        ("!linux", (WINDOWS, IOS)),
        ("darwin", (IOS,)),
        ("unix", (LINUX, IOS, TAGGED)),
        ("amd64 && linux", (LINUX, TAGGED)),
        ("linux || windows", (LINUX, WINDOWS, TAGGED)),
        ("windows || linux && arm64", (WINDOWS,)),
        ("(windows || linux) && arm64", (WINDOWS,)),
        ("!(linux || windows)", (IOS,)),
        ("!linux && !windows", (IOS,)),
        ("gc && !gccgo", (LINUX, WINDOWS, IOS, TAGGED)),
        ("go1.18", (LINUX, WINDOWS, IOS, TAGGED)),
        ("!go1.21", ()),
        ("cgo", (TAGGED,)),
        ("!cgo", (LINUX, WINDOWS, IOS)),
        ("integration", (TAGGED,)),
        ("my.tag && !other", (TAGGED,)),
        ("ignore", ()),
        ("linux&&amd64||windows", (LINUX, WINDOWS, TAGGED)),
        # what Go refuses takes no part
        ("linux &&", ()),
        ("linux windows", ()),
        ("(linux", ()),
        ("linux)", ()),
        ("&& linux", ()),
        ("linux & windows", ()),
        ("!", ()),
        ("(" * 5000 + "linux" + ")" * 5000, ()),
    ],
)
def test_expression(expression: str, taken: tuple[Build, ...]) -> None:
    """Code of another platform is judged, or the code of this one is not."""
    builds = (LINUX, WINDOWS, IOS, TAGGED)
    assert tuple(build for build in builds if Constraints(build).expression(expression)) == taken


FILES = """
-- go.mod --
module m
-- a.go --
package m

func A() {}
-- b_windows.go --
package m

func B() {}
-- c.go --
//go:build windows && arm64

package m

func C() {}
-- d.go --
// Copyright of somebody.

// +build linux,amd64 windows
// +build !special

package m

func D() {}
-- e.go --
//go:build windows
// +build linux

package m

func E() {}
-- f.go --
// +build windows
package m

func F() {}
-- g.go --
package m

//go:build windows

func G() {}
-- h.go --
/* A comment. */ //go:build windows

package m

func H() {}
-- i.go --
package m

import "C"

func I() {}
-- j.go --
//go:build ignore

package main

func J() {}
-- k_test.go --
package m

func K() {}
-- l_test.go --
package m_test

func L() {}
"""


@pytest.mark.parametrize(
    ("build", "tests", "want"),
    [
        (LINUX, False, "A D F G H"),
        (LINUX, True, "A D F G H K"),
        (Build(tags=("special",)), False, "A F G H"),
        (WINDOWS, False, "A B C D E F G H"),
        (TAGGED, False, "A D F G H I"),
        (Build(tags=("ignore",)), False, "A D F G H J"),
    ],
)
def test_files_that_take_part(build: Build, tests: bool, want: str) -> None:
    """A verdict rests on files that the user's build leaves out, or leaves out files that it has."""
    package = program_of(FILES, build, tests=tests).package("")
    assert package is not None
    assert package.name == "m"
    declared = {name for file in package.files for entry in file.outline.entries for name in entry.names}
    assert declared == set(want.split())
    for name in "ABCDEFGHIJKL":
        assert (package.member(name) is not None) == (name in want.split()), name


def test_one_name_in_files_of_two_systems() -> None:
    """The function of another system is followed."""
    archive = "-- go.mod --\nmodule m\n" + "".join(
        f"-- a_{system}.go --\npackage m\n\nfunc open() {{}}\n" for system in ("darwin", "linux", "windows")
    )
    for build in (LINUX, WINDOWS, IOS):
        package = program_of(archive, build).package("")
        assert package is not None
        member = package.member("open")
        assert member is not None
        assert member.file.path == f"a_{'darwin' if build is IOS else build.goos}.go"
