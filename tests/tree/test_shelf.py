"""Files of a revision on demand: what is read, what is remembered for the next revision and the next run, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from analyzer.facts import ir
from analyzer.git import MissingObject, open_repository
from analyzer.program import Program
from analyzer.program.model import Opaque
from analyzer.tree import GitBlobs, MemoryBlobs, RevisionTree, Shelf, memory_tree
from analyzer.tree.blobs import Directory
from analyzer.tree.kept import Kept
from analyzer.tree.table import Table
from tests.git.making import git

FILES = {
    "go.mod": b"module example.com/m\n",
    "main.go": b"package main\n\nfunc main() { Start() }\n",
    "server/start.go": b"package server\n\n// Start starts.\nfunc Start() {\n\tpull()\n}\n\ntype T struct{}\n\nfunc (T) Start() {}\n",
    "server/pull.go": b"package server\n\nfunc pull() {}\n",
    "server/start_test.go": b"package server\n\nfunc testStart() { Start() }\n",
    "server/deep/er/d.go": b"package er\n\nvar x = Start\n",
    "vendor/example.org/dep/go.mod": b"module example.org/dep\n",
    "vendor/example.org/dep/dep.go": b"package dep\n\nfunc Start() {}\n",
    "testdata/t.go": b"package t\n\nfunc Start() {}\n",
    "testdata/go.mod": b"module t\n",
    ".hidden/h.go": b"package h\n\nfunc Start() {}\n",
    "_build/b.go": b"package b\n\nfunc Start() {}\n",
    "api/go.mod": b"module example.com/m/api\n",
    "api/v1/api.go": b"package v1\n",
    "notes.txt": b"Start\n",
}


class Counted:
    """Blobs that count what is read, and lack some."""

    def __init__(self, files: Mapping[str, bytes], missing: Iterable[str] = ()) -> None:
        self._blobs = MemoryBlobs(files)
        self.root = self._blobs.root
        self.missing = set(missing)
        self.read: list[str] = []

    def blob(self, id: str) -> bytes:
        self.read.append(id)
        if id in self.missing:
            raise MissingObject(id, "it is gone")
        return self._blobs.blob(id)

    def directories(self, ids: Iterable[str]) -> Iterator[tuple[str, Directory | MissingObject]]:
        for id, found in self._blobs.directories(ids):
            self.read.append(id)
            yield id, MissingObject(id, "it is gone") if id in self.missing else found

    def files(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | MissingObject]]:
        for id, found in self._blobs.files(ids):
            self.read.append(id)
            yield id, MissingObject(id, "it is gone") if id in self.missing else found

    def id_of(self, path: str) -> str:
        """The id of a file or directory."""
        id = self.root
        for name in path.split("/") if path else []:
            ((_, found),) = self._blobs.directories((id,))
            assert isinstance(found, Directory)
            id = found.listing.go.get(name) or found.ids[name]
        return id


class Remembering(dict[tuple[str, str], bytes]):
    """A store in memory."""

    def get_many(self, kind: str, keys: Iterable[str]) -> Mapping[str, bytes]:
        return {key: self[kind, key] for key in keys if (kind, key) in self}

    def get(self, kind: str, key: str) -> bytes | None:  # type: ignore[override]
        return super().get((kind, key))

    def put(self, kind: str, key: str, value: bytes) -> None:
        self[kind, key] = value


def two_revisions(
    edit: Mapping[str, bytes], *, missing: Iterable[str] = ()
) -> tuple[Counted, RevisionTree, RevisionTree]:
    """A revision and an edited one, on one shelf."""
    files = {f"old/{path}": text for path, text in FILES.items()}
    files |= {f"new/{path}": text for path, text in {**FILES, **edit}.items()}
    blobs = Counted(files)
    blobs.missing = {blobs.id_of(path) for path in missing}
    shelf = Shelf(blobs)
    return blobs, RevisionTree(shelf, blobs.id_of("old")), RevisionTree(shelf, blobs.id_of("new"))


# -- directories and files -----------------------------------------------------------------------------


def test_directory() -> None:
    """A package has no files, or those of another directory."""
    tree = memory_tree(FILES)
    root, server = tree.directory(""), tree.directory("server")
    assert root is not None and server is not None
    assert (set(root.go), set(root.others)) == ({"main.go"}, {"go.mod", "notes.txt"})
    assert root.directories == {"server", "vendor", "testdata", ".hidden", "_build", "api"}
    assert (set(server.go), set(server.directories)) == ({"start.go", "pull.go", "start_test.go"}, {"deep"})
    for path in ("nothing", "server/nothing/x", "main.go", "server/start.go/x"):
        assert tree.directory(path) is None, path


def test_text() -> None:
    """A go.mod is not found, or one of another directory is."""
    tree = memory_tree(FILES)
    assert tree.text("api/go.mod") == FILES["api/go.mod"]
    assert tree.text("server/pull.go") == FILES["server/pull.go"]
    for path in ("server", "server/go.mod", "nothing/go.mod", "go.mod/x"):
        assert tree.text(path) is None, path


def test_directories_with_a_go_mod() -> None:
    """A module of the repository is not known, or a vendored one is taken for its own."""
    assert list(memory_tree(FILES).holding("go.mod")) == ["", "api"]
    assert list(memory_tree(FILES).holding("main.go")) == []


@pytest.mark.parametrize(("tests", "count"), [(False, 6), (True, 7)])
def test_number_of_files(tests: bool, count: int) -> None:
    """The report says that more, or fewer, files were searched than there are."""
    assert memory_tree(FILES, tests=tests).files == count


# -- searches ------------------------------------------------------------------------------------------


def paths(tree: RevisionTree, word: str, under: str = "") -> list[str]:
    return [path for path, _ in tree.mentioning(word, under)]


def test_search() -> None:
    """A file that mentions a name is not looked at, or one that no build takes is."""
    tree = memory_tree(FILES)
    everywhere = ["main.go", "server/deep/er/d.go", "server/start.go", "vendor/example.org/dep/dep.go"]
    assert paths(tree, "Start") == everywhere
    assert paths(tree, "Start", "server") == ["server/deep/er/d.go", "server/start.go"]
    assert paths(tree, "Start", "server/deep") == ["server/deep/er/d.go"]
    assert paths(tree, "Start", "nothing") == []
    assert paths(tree, "NoSuchWord") == []
    assert paths(tree, "func pull() {}") == ["server/pull.go"]
    assert "server/start_test.go" in paths(memory_tree(FILES, tests=True), "Start")


def test_words_asked_one_after_the_other() -> None:
    """A second search answers what the first was asked."""
    tree = memory_tree(FILES)
    assert not tree.knows("pull")
    assert paths(tree, "pull") == ["server/pull.go", "server/start.go"]
    assert (tree.knows("pull"), tree.knows("Start")) == (True, False)
    assert paths(tree, "struct") == ["server/start.go"]
    assert paths(tree, "pull") == ["server/pull.go", "server/start.go"]


def test_expected_words_are_searched_for_together() -> None:
    """A large repository is read once more for every word that turns up."""
    blobs = Counted(FILES)
    tree = RevisionTree(Shelf(blobs), blobs.root)
    tree.expect(["Start", "pull", "Stop"])
    assert paths(tree, "pull") == ["server/pull.go", "server/start.go"]
    blobs.read.clear()
    assert [len(paths(tree, word)) for word in ("Start", "pull", "Stop")] == [4, 2, 0]
    assert (blobs.read, tree.knows("Start"), tree.knows("x")) == ([], True, False)


@pytest.mark.parametrize("words", [["ar", "Start", "tart"], ["Start", "tart", "ar"]], ids=["shortest first", "last"])
def test_words_within_words(words: list[str]) -> None:
    """A file that has the longer word is missed, or one that has the shorter only is found for both."""
    tree = memory_tree({"a.go": b"Start", "b.go": b"tart", "c.go": b"ar", "d.go": b"art Stop"})
    assert {word: paths(tree, word) for word in words} == {
        "Start": ["a.go"], "tart": ["a.go", "b.go"], "ar": ["a.go", "b.go", "c.go", "d.go"],
    }  # fmt: skip


def test_next_revision_reads_what_changed() -> None:
    """A timeline of many releases reads every file of each."""
    text = b"package server\n\nfunc pull() { Start() }\n"
    blobs, old, new = two_revisions({"server/pull.go": text})
    assert "server/pull.go" not in paths(old, "Start")
    before = len(blobs.read)
    assert "server/pull.go" in paths(new, "Start")
    assert set(blobs.read[before:]) == {
        blobs.id_of("new"),
        blobs.id_of("new/server"),
        blobs.id_of("new/server/pull.go"),
    }
    before = len(blobs.read)
    assert paths(old, "Start") + paths(new, "Start") != []
    assert len(blobs.read) == before


def test_equal_directories_have_equal_states() -> None:
    """A verdict is not reused though nothing changed, or is though something did."""
    _, old, new = two_revisions({"server/pull.go": b"package server\n"})
    assert old.files_of("") == new.files_of("")
    assert old.files_of("server/deep/er") == new.files_of("server/deep/er") is not None
    assert old.files_of("server") != new.files_of("server")
    assert old.files_of("nothing") is new.files_of("nothing") is None


# -- facts ---------------------------------------------------------------------------------------------


def test_declarers() -> None:
    """A function, or a method, is not found in the files of its package."""
    tree = memory_tree(FILES)
    assert list(tree.declarers("server", "Start")) == ["start.go"]
    assert list(tree.declarers("server", "T.Start")) == ["start.go"]
    assert list(tree.declarers("server", "T.")) == ["start.go"]
    assert list(tree.declarers("server", "T.pull")) == list(tree.declarers("server", "U.")) == []
    assert list(tree.declarers("server", "testStart")) == []
    assert list(tree.declarers("nothing", "Start")) == []
    assert list(memory_tree(FILES, tests=True).declarers("server", "testStart")) == ["start_test.go"]
    assert tree.declares("server", "start.go", "Start")
    assert not tree.declares("server", "pull.go", "Start")
    assert not tree.declares("server", "nothing.go", "Start")
    assert not tree.declares("nothing", "start.go", "Start")


def test_entries_of_a_file() -> None:
    """A declaration is looked up under another's name or place."""
    tree = memory_tree(FILES)
    server = tree.directory("server")
    assert server is not None
    blob = server.go["start.go"]
    source = FILES["server/start.go"]
    function, method = tree.entry(blob, "", "Start"), tree.entry(blob, "T", "Start")
    assert function is not None and method is not None
    assert (function.kind, method.kind, tree.entry(blob, "T", "T")) == ("func", "method", None)
    places = [source.index(b"Start starts"), source.index(b"pull()"), source.index(b"(T)"), len(source) - 1]
    assert tree.entries_at(blob, places) == [function, method]
    assert tree.entries_at(blob, []) == []
    assert list(tree.occurrences(blob, "Start", embedded=False)) == [
        found for found in range(len(source)) if source.startswith(b"Start", found)
    ]
    assert tree.has(blob, "type T struct{}") and not tree.has(blob, "type U")
    declared = tree.declaration(blob, function)
    assert isinstance(declared, ir.FuncDecl) and declared.name == "Start"
    assert tree.declaration(blob, function) is declared


HEADS = {
    # function: whether an edit of its body changes its head too
    "func f() {\n\tx()\n}": False,
    "func (t *T) f(a int, b ...string) (n int, err error) {\n\tx()\n}": False,
    "func f(\n\ta int,\n) {\n\tx()\n}": False,
    "func f[T interface{ ~int }](t T) {\n\tx()\n}": False,
    "func f(a struct {\n\tb int\n}) {\n\tx()\n}": True,
    "func f() interface {\n\tM()\n} {\n\tx()\n}": True,
    "func f() { x() }": True,
    "func f() { // a comment\n\tx()\n}": True,
}


@pytest.mark.parametrize("function", HEADS)
def test_digest(function: str) -> None:
    """A verdict is kept though a signature changed; or is found anew for a body that nobody looked at."""

    def digests(text: str) -> tuple[bytes, bytes, int]:
        tree = memory_tree({"a.go": f"package p\n\n// Comment.\n{text}\n".encode()})
        root = tree.directory("")
        assert root is not None
        blob = root.go["a.go"]
        (entry,) = tree.outline(blob).entries
        head, lines = tree.digest(blob, entry, head=True)
        whole, same = tree.digest(blob, entry, head=False)
        assert lines == same
        return head, whole, lines

    head, whole, lines = digests(function)
    body_head, body_whole, _ = digests(function.replace("x()", "y()"))
    assert (head != body_head, whole != body_whole) == (HEADS[function], True)
    other_head, other_whole, _ = digests(function.replace(" f", " g", 1))
    assert head != other_head and whole != other_whole
    assert lines == function.count("\n")


def test_type_has_no_head() -> None:
    """A struct's new field changes no verdict."""
    found = []
    for field in ("a int", "b int"):
        tree = memory_tree({"a.go": f"package p\n\ntype T struct {{\n\t{field}\n}}\n".encode()})
        root = tree.directory("")
        assert root is not None
        (entry,) = tree.outline(root.go["a.go"]).entries
        found.append(tree.digest(root.go["a.go"], entry, head=True))
    assert found[0] != found[1]


def test_facts_are_kept_for_the_next_run() -> None:
    """Every run parses again what the last one has parsed."""
    store = Remembering()
    blobs = Counted(FILES)
    first = Shelf(blobs, store)
    id = blobs.id_of("server/start.go")
    entry = first.file(id).table.find("", "Start")
    assert entry is not None
    lowered = first.declaration(id, entry)
    assert store == {}
    first.write()
    assert list(store) == [("facts", id)]
    blobs.read.clear()
    second = Shelf(blobs, store)
    assert second.file(id).facts.outline == first.file(id).facts.outline
    assert msgspec.msgpack.encode(second.declaration(id, entry)) == msgspec.msgpack.encode(lowered)
    assert blobs.read == []
    other = second.file(id).table.find("T", "Start")
    assert other is not None
    assert isinstance(second.declaration(id, other), ir.FuncDecl)
    second.write()
    third = Shelf(blobs, store)
    blobs.read.clear()
    assert isinstance(third.declaration(id, other), ir.FuncDecl)
    assert blobs.read == []


def test_declaration_that_is_too_deep_to_store() -> None:
    """One generated file of a repository stops the run where the cache folder is in use."""
    deep = b"package p\n\nvar x = " + b"(" * 3 + b"1" + b" + 1" * 5000 + b")" * 3 + b"\n"
    blobs = Counted({"a.go": deep})
    store = Remembering()
    shelf = Shelf(blobs, store)
    id = blobs.id_of("a.go")
    entry = shelf.file(id).table.find("", "x")
    assert entry is not None
    assert isinstance(shelf.declaration(id, entry), ir.Declare)
    shelf.write()
    again = Shelf(blobs, store)
    assert isinstance(again.declaration(id, entry), ir.Declare)


# -- what cannot be read -------------------------------------------------------------------------------


def test_missing_file() -> None:
    """A file whose object is gone counts as one that mentions nothing."""
    blobs = Counted(FILES)
    blobs.missing = {blobs.id_of("server/start.go")}
    tree = RevisionTree(Shelf(blobs), blobs.root)
    assert list(tree.blind) == []
    assert paths(tree, "Start") == ["main.go", "server/deep/er/d.go", "vendor/example.org/dep/dep.go"]
    ((path, reason),) = tree.blind
    assert path == "server/start.go" and "cannot be read" in reason
    with pytest.raises(Opaque, match="cannot be read"):
        tree.text("server/start.go")
    with pytest.raises(Opaque):
        tree.declarers("server", "pull")


def test_missing_directory() -> None:
    """A directory whose object is gone counts as an empty one."""
    blobs = Counted(FILES)
    blobs.missing = {blobs.id_of("server")}
    tree = RevisionTree(Shelf(blobs), blobs.root)
    assert paths(tree, "Start") == ["main.go", "vendor/example.org/dep/dep.go"]
    assert [path for path, _ in tree.blind] == ["server"]
    with pytest.raises(Opaque, match="a directory cannot be read"):
        tree.directory("server")
    with pytest.raises(Opaque):
        tree.directory("server/deep")
    assert isinstance(tree.files_of("server"), str)
    assert tree.files == 3
    assert list(tree.holding("go.mod")) == ["", "api"]


def test_what_one_revision_lacks_does_not_blind_another() -> None:
    """One damaged release makes every later one unknown."""
    broken = b"package server\n\nfunc pull() { broken() }\n"
    _, old, new = two_revisions({"server/pull.go": broken}, missing=["new/server/pull.go"])
    assert paths(new, "Start") != []
    assert [path for path, _ in new.blind] == ["server/pull.go"]
    assert paths(old, "Start") != []
    assert list(old.blind) == []


def test_program_with_a_missing_file_is_answered() -> None:
    """A missing object ends in a traceback instead of a reason."""
    blobs = Counted(FILES)
    blobs.missing = {blobs.id_of("server/pull.go")}
    program = Program(RevisionTree(Shelf(blobs), blobs.root))
    bodies, missing = program.mentions.bodies("pull", program.package("server"))
    assert (bodies, "cannot be read" in missing) == ([], True)


# -- git -----------------------------------------------------------------------------------------------


def test_git_tree_without_links_and_submodules(tmp_path: Path) -> None:
    """A link to somewhere else is read, or a submodule is taken for a directory."""
    git(tmp_path, "init", "-q")
    (tmp_path / "a.go").write_text("package a\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.go").write_text("package b\n\nfunc F() {}\n")
    (tmp_path / "link.go").symlink_to("/etc/passwd")
    (tmp_path / "folder").symlink_to("sub")
    git(tmp_path, "add", ".")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    git(tmp_path, "commit", "-q", "-m", "x")
    with open_repository(str(tmp_path), None) as repository:
        root = git(tmp_path, "rev-parse", "HEAD^{tree}")
        tree = RevisionTree(Shelf(GitBlobs(repository.objects)), root)
        listing = tree.directory("")
        assert listing is not None
        assert (set(listing.go), set(listing.directories), set(listing.others)) == ({"a.go"}, {"sub"}, set())
        assert paths(tree, "func") == ["sub/b.go"]
        assert (tree.text("link.go"), tree.directory("folder"), tree.directory("module")) == (None, None, None)
        with pytest.raises(Opaque, match="cannot be read"):
            RevisionTree(Shelf(GitBlobs(repository.objects)), "2" * 40).directory("")
        file = RevisionTree(Shelf(GitBlobs(repository.objects)), listing.go["a.go"])
        with pytest.raises(Opaque, match="not a directory"):
            file.directory("")


# -- parts ---------------------------------------------------------------------------------------------


def test_what_was_not_used_for_longest_goes_first() -> None:
    """Memory grows with every revision, or the file that is needed all the time is read all the time."""
    kept: Kept[str, str] = Kept(10)
    for key in "abc":
        kept.put(key, key, 3)
    assert kept.get("a") == "a"
    kept.put("d", "d", 3)
    assert [kept.get(key) for key in "abcd"] == ["a", None, "c", "d"]
    kept.put("a", "A", 9)
    assert [kept.get(key) for key in "abcd"] == ["A", None, None, None]
    assert kept.put("large", "x", 1000) == "x"
    assert (kept.get("large"), kept.get("a")) == ("x", None)
    kept.put("small", "y", 1)
    assert (kept.get("large"), kept.get("small")) == (None, "y")


def test_first_declaration_of_a_name_counts() -> None:
    """A name that is declared twice, which does not build, gives another answer each time."""
    source = b"package p\n\nfunc f() {}\n\nfunc f() {}\n\nvar _, x = 1, 2\n\nfunc (T) f() {}\n\nvar x = 3\n"
    tree = memory_tree({"a.go": source})
    root = tree.directory("")
    assert root is not None
    entries = tree.outline(root.go["a.go"]).entries
    table = Table(entries)
    assert table.find("", "f") is entries[0]
    assert table.find("", "x") is entries[2]
    assert table.find("T", "f") is entries[3]
    assert table.find("", "_") is None
    assert sorted(table.names()) == ["T.", "T.f", "f", "x"]
    assert (table.mentions("f"), table.mentions("g")) == (True, False)


def _searched(
    files: Mapping[str, bytes], store: Remembering, *words: str, missing: Iterable[str] = (), tests: bool = False
) -> tuple[dict[str, list[str]], int]:
    """Where words stand, and how many files were read to find out, in a run of its own."""
    blobs = Counted(files, missing)
    shelf = Shelf(blobs, store, tests=tests)
    found = {word: [path for path, _ in shelf.words.files(blobs.root, word)] for word in words}
    shelf.write()
    directories = {key for key in blobs.read if key in blobs._blobs._trees}
    return found, len([key for key in blobs.read if key not in directories])


def test_next_run_searches_only_what_differs() -> None:
    """Every check of a small change reads the whole tree again."""
    store = Remembering()
    first, read = _searched(FILES, store, "Start", "pull")
    assert read == 6
    assert _searched(FILES, store, "Start", "pull") == (first, 0)
    edited = {**FILES, "server/pull.go": b"package server\n\nfunc pull() { Start() }\n"}
    found, read = _searched(edited, store, "Start", "pull")
    assert (found["Start"], read) == (sorted([*first["Start"], "server/pull.go"]), 3)


def test_words_of_several_runs_are_kept_beside_each_other() -> None:
    """Two rules asked in turn forget each other's searches, or a new word is taken for absent."""
    store = Remembering()
    _searched(FILES, store, "Start")
    found, _ = _searched(FILES, store, "pull")
    assert found["pull"] == ["server/pull.go", "server/start.go"]
    assert _searched(FILES, store, "Start", "pull")[1] == 0


def test_searches_with_and_without_tests_are_kept_apart() -> None:
    """A run with --tests does not find what stands in test files only."""
    store = Remembering()
    without, _ = _searched(FILES, store, "testStart")
    within, _ = _searched(FILES, store, "testStart", tests=True)
    assert (without["testStart"], within["testStart"]) == ([], ["server/start_test.go"])
    assert _searched(FILES, store, "testStart")[0] == without


def test_what_could_not_be_read_is_not_remembered() -> None:
    """In a partial clone that is completed, a word stays absent for ever."""
    store = Remembering()
    blob = MemoryBlobs(FILES)
    lost = next(id for id, text in blob._files.items() if text == FILES["server/pull.go"])
    found, _ = _searched(FILES, store, "pull", missing=[lost])
    assert found["pull"] == ["server/start.go"]
    assert _searched(FILES, store, "pull")[0]["pull"] == ["server/pull.go", "server/start.go"]
