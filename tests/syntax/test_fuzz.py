"""Whatever is done to a file, it is answered, and what is said of it lies inside it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.facts import ir
from analyzer.places import column_of, line_of
from analyzer.syntax import lower, lower_file
from analyzer.syntax.outlines import outline
from tests.syntax.test_file import EVERYTHING, declared
from tests.syntax.test_places import nodes

PIECES = [
    *(b"{ } ( ) [ ] ; , : := = . ... ~ | * & <- ! \" ` ' // /* */".split()),
    *(word + b" " for word in b"func if else for range switch case default: select type var const go defer".split()),
    *(
        word + b" "
        for word in b"struct{ interface{ map[ chan return goto fallthrough package import L: nil x 1".split()
    ),
    *(b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"\n<<<<<<< HEAD\n", "ä".encode()),
]
STARTS = [match for match in range(len(EVERYTHING)) if EVERYTHING[match - 1 : match] == b"\n"]
CHUNKS = [EVERYTHING[start:end] for start, end in pairwise([*STARTS, len(EVERYTHING)])]

edits = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), st.sampled_from([b"", *PIECES, *CHUNKS])),
    min_size=1,
    max_size=8,
)


def edited(source: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The source with stretches replaced: (where, how many bytes, by what)."""
    for where, length, piece in changes:
        start = int(where * (len(source) + 1))
        source = source[:start] + piece + source[start + length :]
    return source


@settings(derandomize=True, database=None, deadline=None, max_examples=250, suppress_health_check=list(HealthCheck))
@given(start=st.sampled_from(STARTS), changes=edits)
def test_mutilated_files_are_answered(start: int, changes: list[tuple[float, int, bytes]]) -> None:
    """A file that somebody is in the middle of editing stops the run, or is reported at places it does not have."""
    source = edited(b"package p\n" + EVERYTHING[start : start + 1500], changes)
    seen, declarations = lower_file(source)
    assert seen == outline(source)
    lines = [*source.split(b"\n"), b""]
    ranges = [(one.start, one.end) for one in seen.entries] + [(one.start, one.end) for one in seen.trouble]
    assert all(0 <= start <= end <= len(source) for start, end in ranges)
    for entry, declaration in zip(seen.entries, declarations, strict=True):
        assert source.rfind(b"\n", 0, entry.start) == entry.start - entry.column
        assert source.count(b"\n", 0, entry.start) == entry.line - 1
        assert set(entry.names) <= declared(declaration)
        for node in nodes(lower(source, entry)):
            assert 1 <= column_of(node.at) <= len(lines[line_of(node.at) - 1]) + 1, node  # type: ignore[attr-defined]


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(source=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_answered(source: bytes) -> None:
    """A binary file with the name of a Go file stops the run."""
    seen, declarations = lower_file(source)
    assert len(seen.entries) == len(declarations)
    assert all(isinstance(declaration, ir.FuncDecl | ir.Declare) for declaration in declarations)
