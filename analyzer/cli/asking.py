"""From options to what the pipeline takes: rules, a repository, a question."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.cli.options import Ask
from analyzer.errors import UsageError

if TYPE_CHECKING:
    from analyzer.answers import Question
    from analyzer.cli.progress import Bar
    from analyzer.git import Repository
    from analyzer.rules import Loaded, Rule


def chosen(loaded: Sequence[Loaded], ids: Sequence[str]) -> tuple[Loaded, ...]:
    """The rules of some ids, all when there are none.

    Raises:
        UsageError: there is no such rule.
    """
    known = {one.rule.id: one for one in loaded}
    for id in ids:
        if id not in known:
            near = difflib.get_close_matches(id, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
            raise UsageError(f"no rule {id!r}{hint}")
    return tuple(known[id] for id in dict.fromkeys(ids or known))


def question(ask: Ask) -> Question:
    """What is asked of every revision.

    Raises:
        RuleError: a rule file is wrong.
        UsageError: a rule that was asked for is not there.
    """
    from analyzer.answers import Question
    from analyzer.findings import Build
    from analyzer.rules import load

    rules = tuple(one.rule for one in chosen(load(ask.rules), ask.rule))
    build = Build(ask.goos, ask.goarch, tuple(sorted(ask.build_tags)))
    return Question(rules=rules, build=build, tests=ask.tests, jobs=ask.jobs, cache_dir=ask.cache_dir)


def repository(
    ask: Ask, rules: Sequence[Rule], bar: Bar, names: Sequence[str] = (), globs: Sequence[str] = ()
) -> Repository:
    """The repository that is asked about. Where there is no mirror of it yet, only the tags that match ``globs`` are fetched,
    or those that ``names`` name, if all of them are versions.

    Raises:
        UsageError: it is not told which, or it is none.
        RepositoryError: it cannot be opened or cloned.
    """
    from analyzer.history import module_of, read

    tags = names if all(not read(name).unversioned and not module_of(name) for name in names) else ()
    found = opened(ask.repo or upstream(rules), ask.cache_dir, bar, globs or tags)
    found.root = ask.root
    return found


def opened(where: str, cache_dir: Path, bar: Bar, tags: Sequence[str] = ()) -> Repository:
    """The repository at a path or address, or the built-in demonstration. Of one that is cloned anew, only ``tags`` are fetched
    where some are given.

    Raises:
        RepositoryError: it cannot be opened or cloned.
    """
    from analyzer.git import open_repository

    if where == "demo":
        from analyzer import demo

        found = open_repository(str(demo.repository(cache_dir)), cache_dir)
        found.name = "demo"
        return found
    return open_repository(where, cache_dir, tags=tuple(tags), progress=bar.transfer)


def refreshed(ask: Ask, rules: Sequence[Rule], bar: Bar) -> Repository:
    """The repository that is asked about, its mirror fetched first where it is an address.

    Raises:
        UsageError: it is not told which, or it is none.
        RepositoryError: it cannot be opened, cloned or fetched.
    """
    from pathlib import Path

    from analyzer.git import clone, is_url

    where = ask.repo or upstream(rules)
    if where != "demo" and is_url(where) and not Path(where).exists():
        clone(where, ask.cache_dir, None, bar.transfer)
    return repository(ask, rules, bar)


def upstream(rules: Sequence[Rule]) -> str:
    """The repository that all of some rules were written for.

    Raises:
        UsageError: there is not exactly one.
    """
    addresses = sorted({rule.repository for rule in rules} - {""})
    if len(addresses) != 1:
        named = f"the rules were written for {' and '.join(addresses)}" if addresses else "no rule names a repository"
        raise UsageError(f"{named}: say which repository is meant with --repo, or choose a rule with --rule")
    return addresses[0]
