"""Edits that a pull request could make, each with what it does to the findings and where that is shown."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from analyzer.checking import Base, Subject, Terms, check
from analyzer.checks import Check
from analyzer.findings import Verdict
from analyzer.git import open_repository
from tests.checking.making import (
    PULL,
    RULE,
    RUN,
    Edit,
    Files,
    both,
    checked,
    committed,
    lines,
    moved,
    question,
    replaced,
)
from tests.demo_files import files_of

V201 = dict(files_of("v2.0.1"))
GUARD = lines(V201, PULL, 39, 47)
CALL = lines(V201, RUN, 30, 30)
ENSURE = lines(V201, RUN, 24, 35)
OTHER = "internal/cri/server/podsandbox/image.go"
HEAD = 'package podsandbox\n\nimport (\n\t"context"\n\t"fmt"\n\n\t"example.com/pullbox/errdefs"\n\timagestore "example.com/pullbox/images"\n)\n\n'
SECOND = """
// Refresh fetches an image again.
func (c *Controller) Refresh(ctx context.Context, name string) (string, error) {
	return c.imageService.PullImage(ctx, name, nil)
}
"""
TWICE = (
    CALL.replace("ref, err := ", "if _, err := ").replace("nil)\n", "nil); err != nil {\n")
    + "\t\treturn image, err\n\t}\n"
)
deleted = replaced(PULL, GUARD, "")
after_the_sink = both(
    deleted,
    replaced(PULL, "\ttarget, err := resolver", GUARD + "\ttarget, err := resolver"),
)


def call_moved(files: Files) -> Files:
    """The function with the call goes to another file of its package."""
    files = replaced(RUN, ENSURE, "")(files)
    run = files[RUN].decode().replace('\timagestore "example.com/pullbox/images"\n', "")
    return {**files, RUN: run.encode(), OTHER: (HEAD + ENSURE).encode()}


def new_function(files: Files) -> Files:
    return {**files, RUN: files[RUN] + SECOND.encode()}


def shifted(files: Files) -> Files:
    return {**files, RUN: b"// Licence\n// text\n\n" + files[RUN], PULL: b"// Licence\n\n" + files[PULL]}


PULLER = """
func (c *Controller) fetch(ctx context.Context, name string) (string, error) {
	return c.imageService.PullImage(ctx, name, nil)
}
"""
extracted = both(
    replaced(RUN, CALL, CALL.replace("c.imageService.PullImage(ctx, name, nil)", "c.fetch(ctx, name)")),
    lambda files: {**files, RUN: files[RUN] + PULLER.encode()},
)


SINK = "\toptions.Credentials = credentials\n"
early = replaced(
    PULL,
    GUARD,
    "\tresolver := docker.NewResolver(docker.ResolverOptions{Hosts: s.registryHosts(credentials)})\n" + GUARD,
)
CASES: dict[str, tuple[Edit, str, str, str]] = {
    "nothing": (lambda files: files, "v2.0.1", "unchanged mitigated", ""),
    "guard deleted in the callee": (deleted, "v2.0.1", "worsened vulnerable", f"{PULL}: guard vanished"),
    "guard deleted, file renamed": (
        both(deleted, moved(PULL, PULL.replace("image_pull", "pull"))),
        "v2.0.1", "worsened vulnerable", f"{PULL.replace('image_pull', 'pull')}: guard vanished",
    ),
    "guard moved after the sink": (after_the_sink, "v2.0.1", "worsened vulnerable", f"{PULL}: hop changed"),
    "the sink before the guard": (
        both(early, replaced(PULL, "\tresolver := docker.NewResolver(docker.ResolverOptions{Hosts: s.registryHosts(credentials)})\n\ttarget", "\ttarget")),
        "v2.0.1", "worsened vulnerable", f"{PULL}: hop changed",
    ),
    "guard for another variable": (
        replaced(PULL, "\tif credentials == nil {\n\t\tcredentials = func(host string)", "\tif fallback := credentials; fallback == nil {\n\t\tfallback = func(host string)"),
        "v2.0.1", "worsened vulnerable", f"{PULL}: guard vanished",
    ),
    "call moved to another file": (call_moved, "v2.0.1", "unchanged mitigated", ""),
    "call moved and guard deleted": (both(call_moved, deleted), "v2.0.1", "worsened vulnerable", f"{PULL}: guard vanished"),
    "file renamed": (moved(RUN, OTHER), "v2.0.1", "unchanged mitigated", ""),
    "vulnerable file renamed": (moved(RUN, OTHER), "v2.0.0", "unchanged vulnerable", ""),
    "function renamed": (
        both(replaced(RUN, ") ensureImage(", ") fetchImage("), replaced(RUN, "c.ensureImage(", "c.fetchImage("), replaced(RUN, "// ensureImage ", "// fetchImage ")),
        "v2.0.0", "unchanged vulnerable", "",
    ),
    "new call, guarded": (new_function, "v2.0.1", "unchanged mitigated, new mitigated", f"{RUN}: site appeared"),
    "new call, not guarded": (new_function, "v2.0.0", "unchanged vulnerable, new vulnerable", f"{RUN}: site appeared"),
    "new call before the known one": (
        replaced(RUN, CALL, TWICE + CALL), "v2.0.0", "unchanged vulnerable, new vulnerable", f"{RUN}: site appeared",
    ),
    "one call instead of another": (
        both(new_function, replaced(RUN, "name, nil)\n\tif", "name, noLogin)\n\tif"),
             replaced(RUN, "// Start starts", 'func noLogin(string) (string, string, error) { return "", "", nil }\n\n// Start starts')),
        "v2.0.0", "fixed vulnerable, new vulnerable", f"{RUN}: site appeared",
    ),
    "call fixed": (
        both(replaced(RUN, "name, nil)", "name, noLogin)"),
             replaced(RUN, "// Start starts", 'func noLogin(string) (string, string, error) { return "", "", nil }\n\n// Start starts')),
        "v2.0.0", "fixed vulnerable", "",
    ),
    "guard added": (
        lambda files: {**files, PULL: files[PULL].replace(b"(string, error) {\n\tref, err := reference", b"(string, error) {\n" + GUARD.encode() + b"\tref, err := reference")},
        "v2.0.0", "fixed mitigated", "",
    ),
    "sink added": (
        replaced(PULL, GUARD, "\tdocker.WithAuthCreds(credentials)\n" + GUARD),
        "v2.0.1", "worsened vulnerable", f"{PULL}: sink changed",
    ),
    "another sink of a vulnerable call": (
        replaced(PULL, "\tresolver := docker", "\tdocker.WithAuthCreds(credentials)\n\tresolver := docker"),
        "v2.0.0", "worsened vulnerable", f"{PULL}: sink changed",
    ),
    "nil passed where something was": (
        replaced(PULL, "\tref, err := s.CRIImageService.PullImage(ctx, r.GetImage(), credentials)", "\t_ = credentials\n\tref, err := s.CRIImageService.PullImage(ctx, r.GetImage(), nil)"), "v2.0.0",
        "unchanged vulnerable, new vulnerable", f"{PULL}: site appeared",
    ),
    "guard behind a hook that nobody sets": (
        both(replaced(PULL, GUARD, "\tcredentials = s.hook(credentials)\n"),
             replaced("internal/cri/server/images/service.go", "type CRIImageService struct {", "type CRIImageService struct {\n\thook func(func(string) (string, string, error)) func(string) (string, string, error)")),
        "v2.0.1", "worsened unknown", f"{PULL}: sink appeared",
    ),
    "call removed": (
        replaced(RUN, '\tref, err := c.imageService.PullImage(ctx, name, nil)\n\tif err != nil {\n\t\treturn imagestore.Image{}, fmt.Errorf("pull %q: %w", name, err)\n\t}\n\treturn c.imageService.LocalResolve(ref)', "\treturn image, err"),
        "v2.0.0", "fixed vulnerable", "",
    ),
    "file with the call removed": (
        lambda files: {path: text for path, text in files.items() if path != RUN}, "v2.0.0", "fixed vulnerable", "",
    ),
    "whitespace": (
        lambda files: {path: text.replace(b"\n\t", b"\n\t ") if path in (PULL, RUN) else text for path, text in files.items()},
        "v2.0.0", "unchanged vulnerable", "",
    ),
    "lines shifted": (shifted, "v2.0.0", "unchanged vulnerable", ""),
    "lines shifted, guard deleted": (both(deleted, shifted), "v2.0.1", "worsened vulnerable", f"{PULL}: guard vanished"),
    "call put into a helper": (extracted, "v2.0.0", "unchanged vulnerable", ""),
    "call put into a helper, guard deleted": (both(extracted, deleted), "v2.0.1", "worsened vulnerable", f"{PULL}: guard vanished"),
    "only the documentation": (lambda files: {**files, "README.md": b"more\n"}, "v2.0.0", "unchanged vulnerable", ""),
}  # fmt: skip

UNFINISHED = ("file with the call removed",)
"""What nobody can build."""


def told(found: Check) -> str:
    """States and verdicts, what does not count first."""
    results = [f"{one.state} {one.finding.verdict.value}" for one in reversed(found.results)]
    return ", ".join(sorted(results, key=lambda one: one.startswith(("new", "worsened"))))


@pytest.mark.parametrize(("edit", "base", "wanted", "shown"), CASES.values(), ids=CASES.keys())
def test_change_is_told_and_placed(edit: Edit, base: str, wanted: str, shown: str, tmp_path: Path) -> None:
    """A pull request that brings the defect back passes, one that does not fails, or the alert is where no reviewer sees it."""
    found = checked(tmp_path / "r", edit, base)
    assert told(found) == wanted
    counting = [one for one in found.results if one.counts]
    why = [f"{one.place.path}: {one.change.what} {one.change.how}" for one in counting if one.change is not None]
    assert why == [shown] * len(counting) and bool(counting) == bool(shown)
    before, after = dict(files_of(base)), edit(dict(files_of(base)))
    for one in counting:
        assert one.place.line in _near(before, after, one.place.path), f"{one.place} is not at the change"
    bad = [one for one in counting if one.finding.verdict is Verdict.VULNERABLE]
    assert (found.verdict is Verdict.VULNERABLE) == bool(bad)


def _near(before: Files, after: Files, path: str) -> set[int]:
    """The lines of a file that a text comparison of all old and new files calls new, and those right behind what is gone."""
    old = next((before[name] for name in (path, PULL) if name in before), b"")
    matcher = difflib.SequenceMatcher(None, old.splitlines(), after[path].splitlines(), autojunk=False)
    blocks = (block for block in matcher.get_opcodes() if block[0] != "equal")
    return {line + 1 for _, _, _, first, last in blocks for line in range(first, max(last, first + 1))}


def test_guard_stands_where_it_was_deleted(tmp_path: Path) -> None:
    """The alert for a deleted guard is beside the change, where code-scanning services do not show it."""
    (result,) = checked(tmp_path / "r", deleted).results
    assert (str(result.place), str(result.change and result.change.place)) == (f"{PULL}:39", f"{PULL}:39")
    assert result.change is not None and re.search("credentials == nil", result.change.name)
    assert result.before is Verdict.MITIGATED


def test_file_of_the_guard_is_gone(tmp_path: Path) -> None:
    """The place of a result is in a file that is not there, and no service shows it."""
    other = "internal/cri/server/images/other.go"
    text = deleted(V201)[PULL].decode().replace("resolver", "theResolver").replace("\terr", "\tproblem")

    def edit(files: Files) -> Files:
        rest = {path: content for path, content in files.items() if path != PULL}
        reworked = "\n".join(line + "  // reworked" if line.strip() else line for line in text.splitlines())
        return {**rest, other: reworked.encode() + b"\n"}

    (result,) = checked(tmp_path / "r", edit).results
    after = edit(V201)
    assert result.place.path in after and result.place.line <= after[result.place.path].count(b"\n")


def test_last_lines_of_a_file_can_be_the_change(tmp_path: Path) -> None:
    """A place behind the end of a file is refused by the service, and with it all results."""
    tail = "\nfunc (s *CRIImageService) either(given func(string) (string, string, error)) func(string) (string, string, error) {\n"
    body = "\tif given == nil {\n\t\treturn func(host string) (string, string, error) { return login(requestAuth(*s.config.Registry.Configs[host].Auth)) }\n\t}\n\treturn given\n}\n"

    def helper(files: Files) -> Files:
        files = replaced(PULL, GUARD, "\tcredentials = s.either(credentials)\n")(files)
        return {**files, PULL: files[PULL] + (tail + body).encode()}

    def without(files: Files) -> Files:
        files = replaced(PULL, GUARD, "\tcredentials = s.either(credentials)\n")(files)
        return {**files, PULL: files[PULL] + (tail + "\treturn given\n}").encode()}

    before, after = helper(V201), without(V201)
    with open_repository(str(committed(tmp_path / "r", before, after)), None) as repository:
        base = Base("before", repository.resolve("before"))
        found = check(repository, Subject(repository.resolve("main")), base, Terms("", (RULE,)), question())
    (result,) = found.results
    assert (result.state, result.finding.verdict) == ("worsened", Verdict.VULNERABLE)
    assert result.place.path == PULL and result.place.line <= len(after[PULL].splitlines())
