"""The store of facts: it may forget, it never invents, and nothing that happens to its file is the user's concern."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.cache import Store

ROOT = Path(__file__).parent.parent
NAME = "facts-1.sqlite"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.getuid()
        or shutil.which("mount") is None
        or os.system(f"mount -t tmpfs -o size=256k none {disk} 2>/dev/null")
    ):
        pytest.skip("no disk can be mounted here")
    yield disk
    assert os.system(f"umount {disk}") == 0, "something is still open"


def value(number: int) -> bytes:
    """A value that tells which one it is, some too small to be compressed."""
    return b"%d " % number * (number % 200 + 1)


def key(number: int) -> str:
    """A blob id."""
    return f"{number:040x}"


def fill(folder: Path, count: int, version: str = "1") -> None:
    with Store.open(folder, version) as store:
        for number in range(count):
            store.put("facts", key(number), value(number))


def right(folder: Path, count: int, version: str = "1") -> int:
    """How many values are found; all of them must be right, one by one and together."""
    with Store.open(folder, version) as store:
        one_by_one = {number: store.get("facts", key(number)) for number in range(count)}
        found = {number: each for number, each in one_by_one.items() if each is not None}
        assert found == {number: value(number) for number in found}
        together = store.get_many("facts", [key(number) for number in range(count)])
        assert together == {key(number): value(number) for number in range(count) if key(number) in together}
    return len(found)


def works(folder: Path) -> bool:
    """Whether what is put now is found later."""
    with Store.open(folder, "1") as store:
        store.put("again", "key", b"new")
    with Store.open(folder, "1") as store:
        return store.get("again", "key") == b"new"


def run(program: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Another process."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_what_is_put_is_found_by_the_next_run(folder: Path) -> None:
    """Every run starts from nothing."""
    with Store.open(folder, "1") as store:
        assert store.get("facts", key(1)) is None
        store.put("facts", key(1), b"one")
        store.put("facts", "", b"")
        store.put("verdict", key(1), b"other")
        store.put("facts", key(2), b"x" * 100000)
        assert store.get("facts", key(1)) == b"one"
    with Store.open(folder, "1") as store:
        assert store.get("facts", key(1)) == store.get("facts", bytes.fromhex(key(1))) == b"one"
        assert store.get("facts", "") == b""
        assert store.get("verdict", key(1)) == b"other"
        assert store.get("facts", key(2)) == b"x" * 100000
        assert store.get("facts", key(3)) is None
        assert store.get("unheard", key(1)) is None
        store.put("facts", key(1), b"two")
        store.flush()
        assert store.get("facts", key(1)) == b"two"
        assert store.get_many("facts", [key(9), key(1), ""]) == {key(1): b"two", "": b""}
        assert store.get_many("facts", []) == {}
    assert store.get("facts", key(1)) == b"two"
    store.close()


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["", "k", "ÿ", "\udcff", key(7)]), st.binary(max_size=300)),
        max_size=30,
    )
)
def test_last_value_of_each_key_is_kept(steps: list[tuple[str, str, bytes]]) -> None:
    """Facts of one file are given for another."""
    wanted = {(kind, name): content for kind, name, content in steps}
    with tempfile.TemporaryDirectory() as folder:
        for some in (steps[:15], steps[15:]):
            with Store.open(Path(folder), "1") as store:
                for kind, name, content in some:
                    store.put(kind, name, content)
        with Store.open(Path(folder), "1") as store:
            assert {where: store.get(*where) for where in wanted} == wanted


def test_other_versions_are_not_seen(folder: Path) -> None:
    """After an upgrade, facts of an older and wrong analysis are believed."""
    fill(folder, 5)
    with Store.open(folder, "2") as store:
        assert store.get("facts", key(1)) is None
        store.put("facts", key(1), b"new")
    assert right(folder, 5) == 5
    with Store.open(folder, "2") as store:
        assert store.get("facts", key(1)) == b"new"
        assert (store.info().entries, store.info().outdated) == ({"facts": 1}, 5)


@pytest.mark.parametrize("where", [None, "file"])
def test_without_a_folder_nothing_is_kept_and_nothing_fails(where: str | None, tmp_path: Path) -> None:
    """Nothing runs where there is no home folder."""
    (tmp_path / "file").write_text("")
    with Store.open(tmp_path / where / "cache" if where else None, "1") as store:
        store.put("facts", key(1), b"one")
        store.flush()
        assert store.get_many("facts", [key(1)]) == {}
        info = store.info()
        assert (info.size, info.entries, bool(info.trouble)) == (0, {}, True)
        assert store.clear().entries == {}


def test_full_disk_keeps_what_was_there(small_disk: Path) -> None:
    """A full disk ends the run, or spoils the store."""
    fill(small_disk / "cache", 50)
    with Store.open(small_disk / "cache", "1") as store:
        for number in range(50, 90):
            store.put("facts", key(number), random.Random(number).randbytes(20000))
        store.flush()
        assert store.get("facts", key(3)) == value(3)
        assert "full" in store.info().trouble
        store.put("facts", key(99), b"ignored")
    assert right(small_disk / "cache", 50) == 50
    os.system(f"mount -o remount,size=8m {small_disk}")
    assert works(small_disk / "cache")


def test_disk_that_is_full_from_the_start(small_disk: Path) -> None:
    """A full disk ends every run."""
    (small_disk / "ballast").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize))
    with Store.open(small_disk, "1") as store:
        store.put("facts", key(1), b"one")
        store.flush()
        assert store.get("facts", key(1)) is None
        assert store.info().trouble


def test_read_only_disk_is_read(small_disk: Path) -> None:
    """A shared cache that only an administrator fills is of no use."""
    fill(small_disk, 50)
    os.system(f"mount -o remount,ro {small_disk}")
    assert right(small_disk, 50) == 50
    with Store.open(small_disk, "1") as store:
        store.put("facts", key(99), b"ignored")
        store.flush()
        assert store.get("facts", key(99)) is None
        assert "Read-only" in store.info().trouble
        assert store.info().entries == {"facts": 50}


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everything")
def test_folder_that_may_not_be_written_is_read(folder: Path) -> None:
    """A cache folder of somebody else's ends the run."""
    fill(folder, 50)
    folder.chmod(0o500)
    try:
        assert right(folder, 50) == 50
        assert not works(folder)
    finally:
        folder.chmod(0o700)


def text(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def a_folder(file: Path) -> None:
    file.unlink(missing_ok=True)
    (file / "inside").mkdir(parents=True)


def dangling(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.symlink_to("nowhere")


def another_programs(file: Path) -> None:
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE entry (a, b, c)")
        db.execute("PRAGMA user_version = 1")
    db.close()


def other_format(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 77")
    db.close()


def other_tables(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("DROP TABLE content")
        db.execute("CREATE TABLE content (something, other)")
    db.close()


def journal_of_another(file: Path) -> None:
    other = file.with_name("other")
    db = sqlite3.connect(other)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE space (x)")
    db.commit()
    shutil.copy(f"{other}-wal", f"{file}-wal")
    file.unlink()
    db.close()


@pytest.mark.parametrize(
    "spoil", [text, empty, a_folder, dangling, another_programs, other_format, other_tables, journal_of_another]
)
def test_file_that_is_no_store_is_replaced(spoil: object, folder: Path) -> None:
    """After some mishap every run fails until somebody removes a hidden file."""
    fill(folder, 5)
    assert callable(spoil)
    spoil(folder / NAME)
    assert right(folder, 5) == 0
    assert works(folder)
    aside = folder / NAME.replace("sqlite", "aside")
    if spoil is text:
        assert aside.read_text().startswith("Dear diary")
    if spoil is a_folder:
        assert (aside / "inside").is_dir()


@pytest.mark.parametrize("seed", range(40))
def test_damaged_file_never_gives_wrong_values(seed: int, folder: Path) -> None:
    """A bad disk makes niltrail crash, or worse: say that a vulnerable release is safe."""
    fill(folder, 300)
    file = folder / NAME
    dice = random.Random(seed)
    content = bytearray(file.read_bytes())
    if seed % 4 == 0:
        content = content[: dice.randrange(len(content))]
    elif seed % 4 == 1:
        for _ in range(dice.choice([1, 20, 400])):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    elif seed % 4 == 2:
        page = dice.randrange(len(content) // 4096) * 4096
        content[page : page + 4096] = dice.choice([bytes(4096), dice.randbytes(4096)])
    else:
        one, other = (dice.randrange(1, len(content) // 4096) * 4096 for _ in range(2))
        content[one : one + 4096], content[other : other + 4096] = (
            content[other : other + 4096],
            content[one : one + 4096],
        )
    file.write_bytes(content)
    right(folder, 300)
    with Store.open(folder, "1") as store:
        for number in range(300):
            store.put("facts", key(number), value(number))
        store.flush()
        store.info()
    right(folder, 300)
    with Store.open(folder, "1") as store:
        store.clear()
    assert works(folder)


@pytest.mark.parametrize("spoil", ["damage", "truncate", "remove", "replace"])
def test_file_spoiled_while_it_is_open(spoil: str, folder: Path) -> None:
    """Something else touches the cache, and a long run is lost."""
    fill(folder, 3000)
    with Store.open(folder, "1") as store:
        assert store.get("facts", key(1)) == value(1)
        file = folder / NAME
        if spoil == "damage":
            with file.open("r+b") as opened:
                opened.seek(4096)
                opened.write(b"\xa5" * (file.stat().st_size - 8192))
        elif spoil == "truncate":
            os.truncate(file, 8192)
        else:
            file.unlink()
            if spoil == "replace":
                text(file)
        for number in range(3000):
            assert store.get("facts", key(number)) in (None, value(number))
            store.put("facts", key(number), value(number))
    right(folder, 3000)
    assert works(folder)


def test_many_processes_write_at_once(folder: Path) -> None:
    """Worker processes lose each other's facts, or wait for each other for ever."""
    program = """
import sys
import tempfile
from pathlib import Path
from analyzer.cache import Store
from tests.test_cache import key, value
with Store.open(Path(sys.argv[1]), "1") as store:
    sys.stdin.readline()
    for number in range(1500):
        wanted = (number * 7 + int(sys.argv[2])) % 1500
        assert store.get("facts", key(wanted)) in (None, value(wanted))
        store.put("facts", key(wanted), value(wanted))
        if number % 50 == 0:
            store.flush()
print("done")
"""
    processes = [run(program, folder, str(start)) for start in (0, 400, 800, 1200)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        with process:
            assert process.communicate()[0] == "done\n"
    assert right(folder, 1500) == 1500


def test_killed_process_loses_only_what_it_had_not_written(folder: Path) -> None:
    """A run that is killed leaves a store that fails or lies."""
    program = """
import sys
import tempfile
from pathlib import Path
from analyzer.cache import Store
from tests.test_cache import key, value
store = Store.open(Path(sys.argv[1]), "1")
for start in range(int(sys.argv[2]), 100000, 20):
    for number in range(start, start + 20):
        store.put("facts", key(number), value(number))
    store.flush()
    print(start + 20, flush=True)
"""
    written = 0
    for rounds in (3, 11, 47):
        process = run(program, folder, str(written))
        assert process.stdout is not None
        for _ in range(rounds):
            written = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        with process:
            process.communicate()
        assert right(folder, written) == written
    assert works(folder)


def test_child_process_has_a_connection_of_its_own(folder: Path) -> None:
    """Worker processes damage the store that they were started with."""
    fill(folder, 100)
    store = Store.open(folder, "1")
    assert store.get("facts", key(1)) == value(1)
    store.put("facts", "parent", b"of the parent")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if store.get("facts", key(2)) == value(2) and store.get("facts", "parent") is None:
                store.put("facts", "child", b"of the child")
                store.close()
                status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert store.get("facts", key(3)) == value(3)
    assert store.get("facts", "child") == b"of the child"
    store.close()
    with Store.open(folder, "1") as again:
        assert again.get_many("facts", ["parent", "child"]) == {"parent": b"of the parent", "child": b"of the child"}


def test_store_travels_to_another_process(folder: Path) -> None:
    """Worker processes cannot be given a store."""
    fill(folder, 5)
    with Store.open(folder, "1", 1 << 20) as store, pickle.loads(pickle.dumps(store)) as copy:
        assert copy.get("facts", key(4)) == value(4)
        assert copy.info().limit == 1 << 20


def test_size_is_bounded(folder: Path) -> None:
    """The cache fills the user's disk."""
    limit = 2 << 20
    noise = random.Random(1)
    with Store.open(folder, "1", limit) as store:
        for number in range(6000):
            store.put("facts", key(number), noise.randbytes(1000))
            if number % 500 == 0:
                assert store.info().size < limit * 3 // 2
    with Store.open(folder, "1", limit) as store:
        assert store.info().size < limit * 9 // 8
        assert store.info().entries["facts"] > 1000
        assert store.get("facts", key(5999)) is not None


def test_what_was_not_used_for_longest_goes_first(folder: Path) -> None:
    """Facts of the releases that are judged every day are thrown away."""
    noise = random.Random(1)
    limit = 2 << 20
    with Store.open(folder, "old", limit) as store:
        for number in range(300):
            store.put("facts", key(number), noise.randbytes(1000))
    with Store.open(folder, "1", limit) as store:
        for number in range(1000):
            store.put("facts", key(number), noise.randbytes(1000))
    with Store.open(folder, "1", limit) as store:
        store._hour += 1
        assert len(store.get_many("facts", [key(number) for number in range(200)])) == 200
        store.flush()
        for number in range(1000, 1700):
            store.put("facts", key(number), noise.randbytes(1000))
    with Store.open(folder, "1", limit) as store:
        assert len(store.get_many("facts", [key(number) for number in range(200)])) == 200
        assert len(store.get_many("facts", [key(number) for number in range(1000, 1700)])) == 700
        assert len(store.get_many("facts", [key(number) for number in range(200, 1000)])) < 790
        assert store.info().outdated == 0


def test_lower_limit_gives_the_disk_back(folder: Path) -> None:
    """A user who sets a limit still has a full disk."""
    noise = random.Random(1)
    with Store.open(folder, "1") as store:
        for number in range(3000):
            store.put("facts", key(number), noise.randbytes(1000))
    with Store.open(folder, "1", 1 << 20) as store:
        store.put("facts", "one", b"more")
        store.flush()
        assert store.info().size < 1 << 21
        assert store.get("facts", "one") == b"more"


def test_clearing_empties_the_store_for_everybody(folder: Path) -> None:
    """`niltrail cache clear` frees nothing, or breaks a run that is under way."""
    fill(folder, 3000)
    with Store.open(folder, "1") as other:
        assert other.get("facts", key(1)) == value(1)
        with Store.open(folder, "2") as store:
            store.put("facts", key(1), b"never written")
            held = store.clear()
            assert (held.outdated, held.entries) == (3000, {})
            assert store.info().size < held.size
        assert other.get("facts", key(1)) is None
        other.put("facts", key(2), b"two")
    assert right(folder, 1) == 0
    with Store.open(folder, "1") as store:
        assert store.get("facts", key(2)) == b"two"
        assert store.info().entries == {"facts": 1}
