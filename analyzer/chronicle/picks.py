"""Where a fix is still missing: supported branches x rules, with the fix tried on those that lack it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer import history, pipeline
from analyzer.answers import Question
from analyzer.chronicle.commits import told
from analyzer.chronicle.ledger import Ledger
from analyzer.chronicle.walks import Range, Teller
from analyzer.findings import Release, Transition, Verdict, worst
from analyzer.git import BrokenRevision, MissingObject, Repository, Revision, Tried, Workbench, workbench
from analyzer.stories import Backports, Pick, Standing

MONTHS = 12
"""How old a line's last release may be, by default, for its branch to count as supported."""
_TABLES = ("RELEASES.md", "SUPPORT.md", "docs/RELEASES.md")
_AFFECTED = Verdict.VULNERABLE
_UNTRIED = Tried("", reason="what it was made on is not here")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch's newest commit and the tags of its line, in order."""

    name: str
    head: Revision
    tags: Sequence[Revision]


def supported(
    repository: Repository,
    main: Revision | None,
    branches: Sequence[str],
    releases: Sequence[Revision | BrokenRevision],
    months: int | None,
) -> tuple[list[str], str]:
    """The release branches that are supported, and how that is known: by the project's table, unless ``months`` are given, else by
    their last release."""
    by_line = {history.line_of_branch(name): name for name in branches}
    if months is None and main is not None:
        for path in _TABLES:
            try:
                text = repository.objects.read(f"{main.commit}:{path}")[2].decode("utf-8", "replace")
            except MissingObject:
                continue
            found = [by_line[line] for line in history.lines_in_table(text) if line in by_line]
            if found:
                return found, f"as {path} of {main.name} says"
    dated = [
        Release(tag.name, tag.commit, tag.date, history.line_of(tag.name), Verdict.UNKNOWN)
        for tag in releases
        if isinstance(tag, Revision)
    ]
    wanted = months if months is not None else MONTHS
    lines = history.lines_released_since(dated, wanted)
    return (
        [by_line[line] for line in by_line if line in lines],
        f"branches with a release in the {wanted} months before the newest one",
    )


def backports(
    repository: Repository,
    main: Revision | None,
    branches: Sequence[Branch],
    how: str,
    question: Question,
    progress: pipeline.Progress | None = None,
) -> Backports:
    """How every rule stands on every branch. Fixes are looked for on the main branch, then on the branches themselves."""
    with Ledger(repository, question, progress) as ledger, workbench(repository) as bench:
        ledger.judge([branch.head for branch in branches])
        ledger.judge([tag for branch in branches for tag in branch.tags])
        seeker = _Seeker(repository, question, ledger, bench, main)
        standings = [
            seeker.standing(branch, rule, branches) for branch in branches for rule in range(len(question.rules))
        ]
    return Backports(
        standings=tuple(standings),
        supported=how,
        rules=tuple(rule.id for rule in question.rules),
        verdict=worst([standing.verdict for standing in standings]),
        build=question.build,
        repository=repository.name,
    )


class _Seeker:
    def __init__(
        self, repository: Repository, question: Question, ledger: Ledger, bench: Workbench, main: Revision | None
    ) -> None:
        self._repository = repository
        self._question = question
        self._ledger = ledger
        self._bench = bench
        self._main = main
        self._teller = Teller(repository, question, ledger, {})

    def standing(self, branch: Branch, rule: int, branches: Sequence[Branch]) -> Standing:
        """One rule on one branch."""
        verdict = self._ledger.verdict(branch.head, rule)
        last = branch.tags[-1] if branch.tags else None
        state, pick, fixed = "unknown", None, None
        if verdict is _AFFECTED:
            state = "vulnerable"
            fix = self._fix(branch, rule, branches)
            pick = self._pick(branch, fix, rule) if fix is not None else None
        elif verdict is not Verdict.UNKNOWN:
            fixes = self._fixes(branch, rule)
            was = any(self._ledger.verdict(tag, rule) is _AFFECTED for tag in branch.tags)
            state = "fixed" if fixes or was else "not-affected"
            fixed = self._matched(branch, fixes[-1], rule) if fixes else None
        return Standing(
            branch=branch.name,
            rule=self._question.rules[rule].id,
            head=branch.head.commit,
            verdict=verdict,
            state=state,
            release=last.name if last is not None else "",
            released=self._ledger.verdict(last, rule) if last is not None else Verdict.NOT_APPLICABLE,
            pick=pick,
            fix=fixed.responsible if fixed is not None else None,
            backport=fixed.backport if fixed is not None else None,
        )

    def _fixes(self, branch: Branch, rule: int) -> list[Transition]:
        """The fixes that a branch got of its own."""
        return self._between(branch.name, branch.head, self._main, rule) if self._main is not None else []

    def _between(self, name: str, head: Revision, start: Revision | None, rule: int) -> list[Transition]:
        found = self._teller.told(Range(name, head, start))
        return [one for one in found if one.before is _AFFECTED and one.rule == self._question.rules[rule].id]

    def _fix(self, branch: Branch, rule: int, branches: Sequence[Branch]) -> Transition | None:
        """The last fix on the main branch that the branch does not have, else on another branch."""
        places = [(self._main.name, self._main)] if self._main is not None else []
        places += [(other.name, other.head) for other in reversed(branches) if other.name != branch.name]
        for name, head in places:
            if self._ledger.verdict(head, rule) in history.FIXED:
                found = self._between(name, head, branch.head, rule)
                if found:
                    return found[-1]
        return None

    def _matched(self, branch: Branch, fix: Transition, rule: int) -> Transition:
        if self._main is None:
            return fix
        originals = self._between(self._main.name, self._main, branch.head, rule)
        return self._teller.matched(fix, self._main.name, originals)

    def _pick(self, branch: Branch, fix: Transition, rule: int) -> Pick:
        """The responsible commit; where it alone does not help, all that its merge brought."""
        best = self._tried(branch, fix, fix.responsible.commit, rule)
        if best.verdict not in history.FIXED and fix.merged.commit != fix.responsible.commit:
            whole = self._tried(branch, fix, fix.merged.commit, rule)
            if whole.verdict in history.FIXED:
                return whole
        return best

    def _tried(self, branch: Branch, fix: Transition, id: str, rule: int) -> Pick:
        commit = self._teller.commit(id)
        assert commit is not None
        base = self._teller.commit(commit.parents[0]) if commit.parents else None
        tried = self._bench.pick(base, commit, branch.head) if base is not None else _UNTRIED
        merge = "-m 1 " if len(commit.parents) > 1 else ""
        known = self._repository.refs().keys() & {f"refs/heads/{branch.name}"}
        applies = "cannot-tell" if not tried.tree else "with-conflicts" if tried.conflicts else "cleanly"
        return Pick(
            commit=told(self._repository, commit, fix.merged.request),
            applies=applies,
            conflicts=tried.conflicts if tried.tree else (tried.reason,),
            verdict=self._verdict(tried.tree, rule) if applies == "cleanly" else Verdict.UNKNOWN,
            command=f"git switch {'' if known else '--detach '}{shlex.quote(branch.name)} && git cherry-pick -x {merge}{id}",
        )

    def _verdict(self, tree: str, rule: int) -> Verdict:
        from analyzer.judging import judge_trees

        ((_, results),) = judge_trees(self._bench.objects, [tree], self._question)
        return results[rule].verdict
