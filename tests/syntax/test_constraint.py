"""Build constraints, as go/build reads them."""

from __future__ import annotations

import pytest

from tests.syntax.notation import outline


@pytest.mark.parametrize(
    ("header", "want"),
    [
        ("", ""),
        ("// linux only\n\n", ""),
        ("//go:build linux\n\n", "linux"),
        ("//go:build linux\n", "linux"),
        ("//go:build   linux && (amd64 || !cgo)  \r\n\r\n", "linux && (amd64 || !cgo)"),
        ("\ufeff//go:build linux\n", "linux"),
        ("// Copyright\n\n//go:build a\n// +build b\n\n// Package p\n", "a"),
        ("/* Copyright */\n//go:build linux\n", "linux"),
        ("/*\n//go:build linux\n*/\n", ""),
        ("/* a */ //go:build linux\n", ""),
        ("  //go:build linux\n", "linux"),
        ("// go:build linux\n", ""),
        ("//go:buildlinux\n", ""),
        ("// +build linux\n\n", "linux"),
        ("// +build linux\n", ""),
        ("// +build linux\n// Package p\n", ""),
        ("// +build linux\n\n// Package p\n", "linux"),
        ("//+build linux\n\n", "linux"),
        ("//  +build  linux\n\n", "linux"),
        ("// +buildlinux\n\n", ""),
        ("// +build linux darwin\n\n", "linux || darwin"),
        ("// +build linux,amd64\n\n", "linux && amd64"),
        ("// +build linux,!cgo darwin\n\n", "(linux && !cgo) || darwin"),
        ("// +build linux darwin\n// +build amd64\n\n", "(linux || darwin) && amd64"),
        ("// +build !a\n// +build b,c\n\n", "!a && b && c"),
        ("// +build a,b c\n// +build d\n\n", "((a && b) || c) && d"),
        ("// +build a\n\n/* b */\n// +build c\n\n", "a"),
        ("// +build go1.18 x.y_z\n\n", "go1.18 || x.y_z"),
        ("// +build !!a\n\n", "ignore"),
        ("// +build !\n\n", "ignore"),
        ("// +build\n\n", "ignore"),
        ("// +build a-b !c-d\n\n", "ignore || !ignore"),
    ],
)
def test_constraint(header: str, want: str) -> None:
    """A file of another platform is taken into the program, or one of this platform is left out."""
    found = outline(f"{header}package p\n")
    assert found.constraint == want
    assert found.trouble == ()


def test_constraint_after_the_package_clause_is_none() -> None:
    """A comment in the code decides about the whole file."""
    assert outline("package p\n\n//go:build linux\n\n// +build linux\n\nvar x int\n").constraint == ""


def test_two_constraints_are_an_error() -> None:
    """A file that Go refuses to build is judged by one of its two constraints, without a word."""
    found = outline("//go:build a\n//go:build b\npackage p\n")
    assert found.constraint == "a"
    assert [one.reason for one in found.trouble] == ["more than one //go:build line"]


def test_constraint_of_a_file_without_package_clause() -> None:
    """A broken file of another platform makes this platform's verdict unknown."""
    assert outline("//go:build windows\n\nfunc f() {}\n").constraint == "windows"
