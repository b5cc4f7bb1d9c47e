"""What is news since the last time: a small state file, and only what is not in it is judged.

The state is written after the news was told, in one step: who is stopped in between tells it again rather than never. One run at a
time has the file's lock. docs/history.md describes it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from analyzer import history, pipeline, saving
from analyzer.answers import Question
from analyzer.chronicle.ledger import Ledger
from analyzer.errors import RepositoryError, UsageError
from analyzer.findings import Change, Verdict, worst
from analyzer.git import BrokenRevision, Repository, Revision, locked
from analyzer.stories import Item, News

_FORMAT = 1
_AFFECTED = Verdict.VULNERABLE
_TAGS, _HEADS = "tags/", "heads/"


class Known(msgspec.Struct, frozen=True):
    """What was found out about one tag or branch head: its commit, and each rule's verdict."""

    commit: str
    verdicts: dict[str, Verdict]


class State(msgspec.Struct, frozen=True):
    """The state file. ``rules`` are digests by id and ``build`` the configuration and folder with which ``seen`` was judged; ``seen`` is by
    ``tags/NAME`` and ``heads/NAME``."""

    repository: str
    rules: dict[str, str]
    build: str
    seen: dict[str, Known]
    document: str = "track-state"
    format: int = _FORMAT


@contextlib.contextmanager
def holding(file: Path) -> Iterator[State | None]:
    """The state in a file, None if there is none yet; until the end nobody else has it.

    Raises:
        UsageError: it is no state file of ours.
        RepositoryError: it cannot be read or locked.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(file.with_name(f"{file.name}.lock"), lambda: None))
            state = _read(file)
        except OSError as error:
            raise RepositoryError(f"{file}: {error.strerror}") from error
        yield state


def _read(file: Path) -> State | None:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return None
    try:
        state = msgspec.json.decode(raw, type=State)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is no state of niltrail track: {error}; remove it to begin anew") from error
    if state.document != "track-state" or state.format > _FORMAT:
        raise UsageError(f"{file} is no state that this niltrail knows; remove it to begin anew")
    return state


def write(file: Path, state: State) -> None:
    """Replaces the state in one step; a kill at any moment leaves the old or the new one."""
    text = msgspec.json.format(msgspec.json.encode(state, order="sorted"), indent=1) + b"\n"
    saving.replace(file, text)


def track(
    repository: Repository,
    heads: Mapping[str, Revision],
    tags: Sequence[Revision | BrokenRevision],
    state: State | None,
    question: Question,
    progress: pipeline.Progress | None = None,
) -> tuple[News, State]:
    """What changed since ``state``, and the state to remember once that was told. ``tags`` are in order."""
    now: dict[str, Revision] = {f"{_TAGS}{tag.name}": tag for tag in tags if isinstance(tag, Revision)}
    now |= {f"{_HEADS}{name}": head for name, head in heads.items()}
    digests = {rule.id: rule.digest for rule in question.rules}
    build = msgspec.json.encode((question.build, question.tests, repository.root)).decode()
    same = state is not None and state.build == build
    former = state.seen if state is not None and same else {}
    asked = [id for id, digest in digests.items() if state is None or not same or state.rules.get(id) != digest]
    todo = {
        ref: one for ref, one in now.items() if asked or former.get(ref) is None or former[ref].commit != one.commit
    }
    with Ledger(repository, question, progress) as ledger:
        ledger.judge(todo.values())
        seen = {ref: former[ref] for ref in now.keys() - todo.keys()}
        for ref, one in todo.items():
            verdicts = {rule.id: ledger.verdict(one, number) for number, rule in enumerate(question.rules)}
            seen[ref] = Known(one.commit, verdicts)
        teller = _Teller(repository, question, ledger, former, seen, asked)
        items = [
            item for ref in (*now, *sorted(former.keys() - now.keys())) for item in teller.items(ref, now.get(ref))
        ]
    news = News(
        items=tuple(items),
        known=len(now) - len(todo),
        judged=len(todo),
        rules=tuple(digests),
        verdict=worst([item.after for item in items if item.after is not None]),
        build=question.build,
        repository=repository.name,
    )
    return news, State(repository.name, digests, build, dict(sorted(seen.items())))


class _Teller:
    def __init__(
        self,
        repository: Repository,
        question: Question,
        ledger: Ledger,
        former: Mapping[str, Known],
        seen: Mapping[str, Known],
        asked: Sequence[str],
    ) -> None:
        self._repository = repository
        self._rules = [rule.id for rule in question.rules]
        self._ledger = ledger
        self._former = former
        self._seen = seen
        self._first = frozenset(asked)

    def items(self, ref: str, revision: Revision | None) -> Iterator[Item]:
        """What is news about one tag or branch."""
        name = ref.partition("/")[2]
        for number, rule in enumerate(self._rules):
            old = None if rule in self._first else self._former.get(ref)
            before = old.verdicts.get(rule) if old is not None else None
            if revision is None:
                if before is _AFFECTED:
                    yield Item("gone", name, rule, before, None)
                continue
            after = self._seen[ref].verdicts[rule]
            if rule in self._first:
                if after is _AFFECTED and (ref.startswith(_HEADS) or self._newest_of_line(name)):
                    yield Item("first-sight", name, rule, None, after, revision.commit)
            elif before is None:
                kind = self._release(name, after, rule) if ref.startswith(_TAGS) else self._branch(after)
                if kind:
                    yield Item(kind, name, rule, None, after, revision.commit)
            elif old is not None and old.commit != revision.commit:
                yield from self._moved(name, number, before, after, old.commit, revision)

    def _moved(
        self, name: str, number: int, before: Verdict, after: Verdict, old: str, revision: Revision
    ) -> Iterator[Item]:
        (former,) = self._repository.commits([old])
        found = self._ledger.findings(former, number) if isinstance(former, Revision) else ()
        pairs = history.compared(found, self._ledger.findings(revision, number)) if isinstance(former, Revision) else []
        worse = any(
            pair.standing == "worsened" or (pair.standing == "new" and pair.after and pair.after.verdict is _AFFECTED)
            for pair in pairs
        )
        if after is before and not worse:
            return
        changes: tuple[Change, ...] = tuple(dict.fromkeys(change for pair in pairs for change in pair.changes))
        kind = "fix" if before is _AFFECTED and after in history.FIXED else "change"
        kind = "regression" if worse or after is _AFFECTED else kind
        yield Item(kind, name, self._rules[number], before, after, revision.commit, changes)

    def _branch(self, after: Verdict) -> str:
        return "regression" if after is _AFFECTED else "change" if after is Verdict.UNKNOWN else ""

    def _release(self, tag: str, after: Verdict, rule: str) -> str:
        if after is _AFFECTED:
            return "affected-release"
        if after is Verdict.UNKNOWN:
            return "release"
        line = self._line(tag)
        before = line[: line.index(tag)]
        fixed = before and self._seen[f"{_TAGS}{before[-1]}"].verdicts[rule] is _AFFECTED
        return "fixed-release" if fixed else ""

    def _newest_of_line(self, tag: str) -> bool:
        return self._line(tag)[-1] == tag

    def _line(self, tag: str) -> list[str]:
        line = history.line_of(tag)
        names = [ref.removeprefix(_TAGS) for ref in self._seen if ref.startswith(_TAGS)]
        return history.order(name for name in names if history.line_of(name) == line)
