"""Tags, branches and revisions: each one is answered for itself, however broken its neighbours are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analyzer.git import BrokenRevision, Repository, Revision, RevisionError, open_repository
from tests.git.making import WHO, bare, commit, git, remove, ruin

ODD = [
    "-x",
    "@",
    "HEAD",
    "a/b/c",
    "line\u2028break",
    "next\u0085line",
    "x'\"$(touch)",
    "ünïcode",
    "V1.0",
    "refs/tags/v1.0",
]


@pytest.fixture
def place(upstream: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(upstream, tmp_path / "place.git"))


def opened(place: Path) -> Repository:
    return open_repository(str(place), None)


def raw(place: Path, kind: str, content: bytes) -> str:
    """An object that git itself would refuse to write."""
    return git(place, "hash-object", "-w", "--stdin", "--literally", "-t", kind, stdin=content)


def tag(place: Path, name: str, id: str) -> None:
    """A tag that git itself would refuse to make."""
    file = place / "refs" / "tags" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{id}\n")


def test_revision_says_what_its_commit_says(upstream: Path) -> None:
    """Timelines show wrong dates, authors or parents."""
    with opened(upstream) as repository:
        found = repository.resolve("v1.1")
    assert (found.name, found.commit) == ("v1.1", git(upstream, "rev-parse", "v1.1^{commit}"))
    assert found.tree == git(upstream, "rev-parse", "v1.1^{tree}")
    assert (found.date, found.seconds) == ("2023-11-17", 1700200000)
    assert (found.author, found.summary) == ("A U Thor", "change 2")
    assert found.parents == (git(upstream, "rev-parse", "v1.0^{commit}"),)


@pytest.mark.parametrize(
    "rev", ["v2.0", "tags/v2.0", "refs/tags/v2.0", "main", "HEAD", "@", "v2.0^{}", "v2.0~0", "v1.1^0"]
)
def test_resolves_what_git_calls_a_revision(rev: str, upstream: Path) -> None:
    """A revision copied from git's output is not understood."""
    with opened(upstream) as repository:
        assert repository.resolve(rev).commit == git(upstream, "rev-parse", f"{rev}^{{commit}}")
        short = repository.resolve(rev).commit[:12]
        assert repository.resolve(short).commit.startswith(short)


@pytest.mark.parametrize(
    ("rev", "said"),
    [
        ("", "not a revision: ''"),
        ("-v", "not a revision: '-v'"),
        ("--upload-pack=touch", "not a revision"),
        ("v1.0..v2.0", "not a revision"),
        ("^v1.0", "not a revision"),
        (":/change", "not a revision"),
        ("v1.0\nv2.0", "not a revision"),
        ("v1.0\0", "not a revision"),
        ("\udcff", "not a revision"),
        ("nowhere", "no tag, branch or commit nowhere$"),
        ("1.1", r"no tag, branch or commit 1\.1; did you mean v1\.1"),
        ("v2.1", r"did you mean v2\.0 or v1\.1"),
        ("mian", "did you mean main"),
        ("v1.0^{tree}", "no tag, branch or commit|not a commit"),
        ("main:go.mod", "not a commit|no tag, branch or commit"),
        ("blob", "blob is a tag of a blob, not a commit"),
        ("tree", "tree is a tag of a tree, not a commit"),
        ("light", "light is a blob, not a commit"),
        ("lost", "lost leads to an object that is missing"),
        ("1" * 40, "no tag, branch or commit 1111"),
        ("v" * 5000, "no tag, branch or commit"),
    ],
)
def test_revision_that_is_none_is_one_clear_line(rev: str, said: str, place: Path) -> None:
    """A typing mistake ends in a traceback or a riddle, or reaches git as an option."""
    git(place, "tag", "-a", "-m", "b", "blob", "v1.0:go.mod")
    git(place, "tag", "-a", "-m", "t", "tree", "v1.0^{tree}")
    git(place, "tag", "light", "v1.0:go.mod")
    tag(place, "lost", "2" * 40)
    with opened(place) as repository, pytest.raises(RevisionError, match=said) as told:
        repository.resolve(rev)
    assert told.value.exit_code == 2
    assert "\n" not in str(told.value)


def test_ambiguous_short_id_is_called_ambiguous(place: Path) -> None:
    """The user is told that a commit that is there is not there."""
    starts: dict[str, int] = {}
    stream = b"".join(b"blob\ndata 5\n%05d\n" % number for number in range(2000))
    git(place, "-c", "fastimport.unpackLimit=10000", "fast-import", "--quiet", stdin=stream)
    for id in git(place, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split():
        starts[id[:4]] = starts.get(id[:4], 0) + 1
    several = max(starts, key=lambda start: starts[start])
    assert starts[several] > 1
    with opened(place) as repository, pytest.raises(RevisionError, match="ambiguous"):
        repository.resolve(several)


def test_broken_tags_do_not_stop_the_others(place: Path) -> None:
    """One bad tag of a thousand, and there is no timeline."""
    good = git(place, "rev-parse", "v1.0^{commit}")
    tagger = f"tagger {WHO} 0 +0000\n\nx\n".encode()
    tag(place, "blob", git(place, "rev-parse", "v1.0:go.mod"))
    tag(place, "tree", git(place, "rev-parse", "v1.0^{tree}"))
    tag(place, "lost", "2" * 40)
    tag(place, "garbage", "not an id")
    tag(place, "zero", "0" * 40)
    tag(place, "empty", "")
    tag(place, "dangling", "ref: refs/heads/nowhere")
    tag(place, "to-lost", raw(place, "tag", b"object %s\ntype commit\ntag x\n%s" % (b"3" * 40, tagger)))
    tag(place, "no-target", raw(place, "tag", b"type commit\ntag x\n" + tagger))
    tag(place, "expression", raw(place, "tag", b"object HEAD\ntype commit\ntag x\n" + tagger))
    tag(
        place,
        "nested",
        git(
            place, "mktag", stdin=b"object %s\ntype tag\ntag x\n%s" % (git(place, "rev-parse", "v1.0").encode(), tagger)
        ),
    )
    deep = good
    for level in range(12):
        kind = b"tag" if level else b"commit"
        deep = raw(place, "tag", b"object %s\ntype %s\ntag x\n%s" % (deep.encode(), kind, tagger))
    tag(place, "deep", deep)
    damaged = commit(place, "damaged", ref="refs/tags/damaged")
    ruin(place, damaged)
    with opened(place) as repository:
        found = {each.name: each for each in repository.tags()}
    reasons = {name: each.reason for name, each in found.items() if isinstance(each, BrokenRevision)}
    assert sorted(found.keys() - reasons.keys()) == ["nested", "v1.0", "v1.1", "v2.0"]
    assert isinstance(found["nested"], Revision) and found["nested"].commit == good
    assert reasons.pop("damaged").startswith(f"object {damaged[:12]} is ")
    assert "too many tags" in reasons.pop("deep")
    assert reasons.pop("dangling", "the ref is broken").startswith("the ref is broken")
    assert reasons == {
        "blob": "a blob, not a commit",
        "tree": "a tree, not a commit",
        "lost": "object 222222222222 is missing",
        "to-lost": "object 333333333333 is missing",
        "garbage": "the ref is broken: it holds no object id",
        "zero": "the ref is broken: it holds no object id",
        "empty": "the ref is broken: it holds no object id",
        "no-target": "a damaged tag",
        "expression": "a damaged tag",
    }


def test_odd_names_are_only_names(place: Path) -> None:
    """A tag with a strange name hides other releases, or makes niltrail crash."""
    id = git(place, "rev-parse", "v1.0")
    for name in ODD:
        tag(place, name, id)
    tag(place, "latin-\udce9", id)
    with opened(place) as repository:
        names = [each.name for each in repository.tags() if isinstance(each, Revision)]
        assert sorted(names) == sorted([*ODD, "latin-\\xe9", "v1.0", "v1.1", "v2.0"])
        assert [each.name for each in repository.tags(["latin-*"])] == ["latin-\\xe9"]
        assert "".join(names).encode()
        assert repository.resolve("ünïcode").name == "ünïcode"


def test_patterns_choose_tags(place: Path) -> None:
    """--tags chooses other releases than git would."""
    git(place, "tag", "api/v1.0", "v1.0")
    with opened(place) as repository:
        assert [each.name for each in repository.tags(["v1.*", "v2.0"])] == ["v1.0", "v1.1", "v2.0"]
        assert [each.name for each in repository.tags(["*v1.0"])] == ["api/v1.0", "v1.0"]
        assert repository.tags(["[!v"]) == []


def test_branches_of_remotes_come_after_ones_own(upstream: Path, tmp_path: Path) -> None:
    """A release branch that only the remote has cannot be named."""
    git(tmp_path, "clone", "-q", f"file://{upstream}", "work")
    git(tmp_path / "work", "branch", "topic", "v1.0")
    with opened(tmp_path / "work") as repository:
        assert [each.name for each in repository.branches()] == ["main", "topic", "origin/HEAD", "origin/main"]
        assert repository.resolve("origin/main").commit == repository.resolve("main").commit


@pytest.mark.parametrize(
    ("committer", "date"),
    [
        (b"A <a> 1700000000 +0000", "2023-11-14"),
        (b"A <a> 1700000000 -2300", "2023-11-13"),
        (b"A <a> 1700000000 +9999", "1970-01-01"),
        (b"A <a> %s +0000" % (b"9" * 18), "1970-01-01"),
        (b"A <a> %s +0000" % (b"9" * 5000), "1970-01-01"),
        (b"A <a> -1 +0000", "1969-12-31"),
        (b"nobody", "1970-01-01"),
        (b"\xff\xfe <> 5 +0000", "1970-01-01"),
    ],
)
def test_commits_with_nonsense_in_them_are_read(committer: bytes, date: str, place: Path) -> None:
    """A release made by a broken tool makes niltrail crash."""
    tree = git(place, "rev-parse", "v1.0^{tree}").encode()
    tag(
        place,
        "odd",
        raw(place, "commit", b"tree %s\nauthor %s\ncommitter %s\n\nx\xff\n" % (tree, committer, committer)),
    )
    with opened(place) as repository:
        assert repository.resolve("odd").date == date


@pytest.mark.parametrize("head", [b"", b"tree HEAD^{tree}\n", b"tree %(tree)s\nparent HEAD\n", b"author x\n"])
def test_commits_without_a_tree_are_broken(head: bytes, place: Path) -> None:
    """A hostile commit could name what niltrail reads next."""
    tree = git(place, "rev-parse", "v1.0^{tree}").encode()
    tag(place, "odd", raw(place, "commit", head % {b"tree": tree} + b"\nx\n"))
    with opened(place) as repository:
        (found,) = repository.tags(["odd"])
        assert isinstance(found, BrokenRevision) and "damaged" in found.reason
        with pytest.raises(RevisionError, match="damaged"):
            repository.resolve("odd")


def test_first_parents_end_where_history_is_cut(upstream: Path, tmp_path: Path) -> None:
    """History of a shallow clone cannot be shown at all."""
    git(tmp_path, "clone", "-q", "--bare", "--depth=2", f"file://{upstream}", "shallow.git")
    with opened(tmp_path / "shallow.git") as repository:
        assert [each.name[:0] for each in repository.first_parents("HEAD")] == ["", ""]
    with opened(upstream) as repository:
        walked = repository.first_parents("v2.0")
        assert [each.summary for each in walked if isinstance(each, Revision)] == ["change 3", "change 2", "change 1"]


def test_first_parents_name_the_commit_that_is_missing(tmp_path: Path) -> None:
    """History that could be judged is not, because older history is lost."""
    place = bare(tmp_path / "place.git", ["v1", "v2", "v3", "v4"])
    lost = git(place, "rev-parse", "v2^{commit}")
    remove(place, lost)
    with opened(place) as repository:
        *found, last = repository.first_parents("v4")
        assert [each.summary for each in found if isinstance(each, Revision)] == ["change 4", "change 3"]
        assert last == BrokenRevision(lost, f"object {lost[:12]} is missing")


def test_repository_without_anything_in_it(tmp_path: Path) -> None:
    """An empty repository ends in a traceback."""
    git(tmp_path, "init", "-q", "--bare", "empty.git")
    with opened(tmp_path / "empty.git") as repository:
        assert (repository.tags(), repository.branches(), repository.commits([])) == ([], [], [])
        with pytest.raises(RevisionError, match="empty repository"):
            repository.resolve("HEAD")
