"""Objects are read in order and in bulk, whatever state they or the git behind them are in."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.git import MissingObject, Objects, TreeEntry, open_repository, parse_tree
from tests.git.making import git, remove, ruin


@pytest.fixture
def place(upstream: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(upstream, tmp_path / "place.git"))


@pytest.fixture
def objects(place: Path) -> Iterator[Objects]:
    """Its objects."""
    with open_repository(str(place), None) as repository:
        yield repository.objects


def blobs(place: Path, contents: list[bytes]) -> list[str]:
    """The ids of many new blobs, written at once."""
    stream = b"".join(b"blob\nmark :%d\ndata %d\n%b\n" % (at, len(text), text) for at, text in enumerate(contents, 1))
    git(place, "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--export-marks=marks", stdin=stream)
    marks = [line.split() for line in (place / "marks").read_text().splitlines()]
    return [id for _, id in sorted(marks, key=lambda pair: int(pair[0][1:]))]


def test_many_are_answered_in_the_order_asked(place: Path, objects: Objects) -> None:
    """Files get each other's contents, or a scan hangs where answers are larger than a pipe."""
    contents = [bytes([65 + at % 26]) * (at * 37 % 90000 + at) for at in range(300)]
    ids = blobs(place, contents)
    asked = [id for pair in zip(ids, ("5" * 40, "6" * 40) * 150, strict=True) for id in pair]
    found = list(objects.read_many(asked))
    assert [id for id, _ in found] == asked
    assert [read[1] for _, read in found[::2] if not isinstance(read, MissingObject)] == contents
    assert all(isinstance(read, MissingObject) and read.reason == "missing" for _, read in found[1::2])


def test_reading_may_be_given_up_half_way(place: Path, objects: Objects) -> None:
    """What is read next is an answer to an older question."""
    ids = blobs(place, [b"%d" % at for at in range(200)])
    for _, read in objects.read_many(ids):
        assert read == ("blob", b"0")
        break
    assert objects.blob(ids[150]) == b"150"


def test_asking_while_reading_is_answered_rightly(place: Path, objects: Objects) -> None:
    """The ids to read come from what was read before, and answers get mixed up."""
    ids = blobs(place, [b"%d" % at for at in range(60)])
    other = objects.another()
    wanted = (id for id in ids if other.blob(id))
    assert [read[1] for _, read in objects.read_many(wanted) if not isinstance(read, MissingObject)] == [
        b"%d" % at for at in range(60)
    ]
    other.close()


def test_damaged_object_does_not_stop_the_others(place: Path, objects: Objects) -> None:
    """One damaged file of a release, and nothing after it is read."""
    ids = blobs(place, [b"%d" % at * 20 for at in range(9)])
    ruin(place, ids[4])
    found = dict(objects.read_many(ids))
    assert [id for id in ids if isinstance(found[id], MissingObject)] == [ids[4]]
    assert objects.blob(ids[5]) == b"5" * 20


def test_git_that_is_killed_is_started_again(place: Path, objects: Objects) -> None:
    """A git process killed for memory ends the scan."""
    ids = blobs(place, [b"%d" % at for at in range(200)])
    seen = []
    for at, (_, read) in enumerate(objects.read_many(ids)):
        seen.append(read)
        if at == 50:
            assert objects._process is not None
            objects._process.kill()
            objects._process.wait()
    assert seen == [("blob", b"%d" % at) for at in range(200)]


def test_objects_that_nobody_can_read_are_answered(place: Path, objects: Objects) -> None:
    """A repository with a broken store makes niltrail start git for ever."""
    shutil.rmtree(place / "objects")
    (place / "objects").write_text("")
    found = list(objects.read_many(["1" * 40] * 200))
    assert len(found) == 200
    assert all(isinstance(read, MissingObject) for _, read in found)


def test_huge_objects_are_not_read(place: Path, objects: Objects) -> None:
    """A video in the tree fills the memory."""
    huge, small = blobs(place, [b"x" * 200000, b"small"])
    with pytest.raises(MissingObject, match="larger than 0 MiB"):
        objects.read(huge, limit=100000)
    assert objects.blob(small) == b"small"


@pytest.mark.parametrize("name", ["", "a\nb", "a\0b", " ", "x" * 70000, "\udcff", "HEAD missing", "1" * 39])
def test_names_that_are_none_are_missing(name: str, objects: Objects, upstream: Path) -> None:
    """An odd name leaves the next answers one place behind."""
    with pytest.raises(MissingObject):
        objects.read(name)
    assert objects.read("v1.0^{tree}")[0] == git(upstream, "rev-parse", "v1.0^{tree}")


def test_tree_is_no_file(objects: Objects) -> None:
    """A folder named like a Go file is parsed."""
    with pytest.raises(MissingObject, match="a tree, not a file"):
        objects.blob("v1.0^{tree}")


def test_child_process_reads_for_itself(place: Path, objects: Objects) -> None:
    """Worker processes get each other's answers."""
    ids = blobs(place, [b"%d" % at for at in range(100)])
    assert objects.blob(ids[0]) == b"0"
    child = os.fork()
    if child == 0:
        right = [read for _, read in objects.read_many(ids)] == [("blob", b"%d" % at) for at in range(100)]
        objects.close()
        os._exit(0 if right else 1)
    assert [read for _, read in objects.read_many(ids)] == [("blob", b"%d" % at) for at in range(100)]
    assert os.waitpid(child, 0)[1] == 0


def test_objects_travel_to_another_process(objects: Objects) -> None:
    """Worker processes cannot be given a repository."""
    with pickle.loads(pickle.dumps(objects)) as copy:
        assert copy.read("v1.0^{tree}") == objects.read("v1.0^{tree}")


def test_closing_ends_git(objects: Objects) -> None:
    """Every scan leaves a git process behind."""
    objects.read("HEAD")
    assert objects._process is not None
    number = objects._process.pid
    objects.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, signal.SIG_DFL)


def test_tree_has_what_git_lists(upstream: Path) -> None:
    """Files are missing from a release, or get another's content."""
    with open_repository(str(upstream), None) as repository:
        found = parse_tree(repository.objects.read("v2.0^{tree}")[2], repository.objects.hash_size)
    listed = [line.split() for line in git(upstream, "ls-tree", "v2.0").splitlines()]
    assert [(f"{entry.mode:06o}", entry.id.hex(), entry.name) for entry in found] == [
        (mode, id, name) for mode, _, id, name in listed
    ]
    assert [(entry.directory, entry.file) for entry in found] == [(False, True), (True, False)]


ENTRY = st.builds(
    TreeEntry,
    st.sampled_from([0o100644, 0o100755, 0o040000, 0o120000, 0o160000]),
    st.text(st.characters(blacklist_characters="/\0\\", blacklist_categories=["Cs"]), min_size=1).filter(
        lambda name: name not in (".", "..")
    ),
    st.binary(min_size=20, max_size=20),
)


@given(st.lists(ENTRY), st.integers(0, 200), st.binary(max_size=30))
def test_damaged_tree_gives_what_comes_before_the_damage(entries: list[TreeEntry], cut: int, junk: bytes) -> None:
    """A damaged tree makes niltrail crash, or invents files."""
    content = b"".join(b"%o %b\0%b" % (mode, name.encode(), id) for mode, name, id in entries)
    assert parse_tree(content, 20) == entries
    whole = parse_tree(content[:cut], 20)
    assert whole == entries[: len(whole)]
    assert all(len(entry.id) == 20 for entry in parse_tree(content[:cut] + junk, 20))


@pytest.mark.parametrize("name", [b".", b"..", b"", b"a/b", b"../../etc/passwd"])
def test_names_that_lead_elsewhere_are_no_entries(name: bytes) -> None:
    """A hostile tree could stand for files outside the repository."""
    assert parse_tree(b"100644 %b\0%b100644 ok\0%b" % (name, b"x" * 20, b"y" * 20), 20) == [
        TreeEntry(0o100644, "ok", b"y" * 20)
    ]


def test_missing_files_of_a_commit_are_named_one_by_one(place: Path, objects: Objects) -> None:
    """A partial clone is of no use at all."""
    lost = git(place, "rev-parse", "v1.0:go.mod")
    kept = git(place, "rev-parse", "v2.0:go.mod")
    remove(place, lost)
    found = dict(objects.read_many([lost, kept]))
    assert isinstance(found[lost], MissingObject)
    assert not isinstance(found[kept], MissingObject)
