"""Folders of rules on disk -> rules, with every mistake of every file reported together.

A rule is a folder with ``rule.toml``, and beside it ``help.md`` and ``examples/*.txtar``. A file that ``extends`` a rule adds its
rows to that rule, whose id stays.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from analyzer.errors import RuleError, UsageError
from analyzer.resources import queries
from analyzer.rules.check import Content, Mistakes, check
from analyzer.rules.model import Fallback, Rule, Setting, Sink, Source

FILE = "rule.toml"
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rule, and the folders its text and its examples come from: its own first, then those that extend it."""

    rule: Rule
    folders: tuple[Path, ...]
    builtin: bool


@dataclass(frozen=True, slots=True)
class _Read:
    folder: Path
    shown: str
    content: Content
    help: str


def builtin_rules() -> Path:
    """The folder of the rules that niltrail ships with."""
    return queries() / "rules"


def rule_folders(directory: Path) -> list[Path]:
    """The rule folders in a directory, by name; the directory itself where it is one.

    Raises:
        UsageError: there is none, or the directory cannot be read.
    """
    try:
        if (directory / FILE).is_file():
            return [directory]
        found = sorted(folder for folder in directory.iterdir() if (folder / FILE).is_file())
    except OSError as error:
        raise UsageError(f"the rules in {directory} cannot be read: {error.strerror}") from error
    if not found:
        raise UsageError(f"no rules in {directory}: a rule is a folder with a {FILE}")
    return found


def load(directories: Iterable[Path] = ()) -> tuple[Loaded, ...]:
    """The shipped rules and those of more directories, by id.

    Raises:
        RuleError: any mistake in any of their files.
        UsageError: a directory has no rules.
    """
    shipped = rule_folders(builtin_rules())
    folders = dict.fromkeys(folder.resolve() for folder in shipped)
    shown = {folder.resolve(): folder for folder in shipped}
    for directory in directories:
        for folder in rule_folders(directory):
            folders[folder.resolve()] = None
            shown[folder.resolve()] = folder
    return load_folders([shown[folder] for folder in folders], builtin=len(shipped))


def load_folders(folders: Sequence[Path], *, builtin: int = 0) -> tuple[Loaded, ...]:
    """The rules of exactly these folders, by id; the first ``builtin`` of them are shipped ones.

    Raises:
        RuleError: any mistake in any of their files.
    """
    mistakes: list[Mistakes] = []
    read = [_read(folder, mistakes) for folder in folders]
    loaded: dict[str, Loaded] = {}
    for number, one in enumerate(read):
        if one is not None and "id" in one.content.top:
            _add(one, number < builtin, loaded, mistakes)
    for one in read:
        if one is not None and "extends" in one.content.top:
            _extend(one, loaded, mistakes)
    texts = [text for file in mistakes for text in file.texts()]
    if texts:
        raise RuleError("\n".join(texts))
    return tuple(loaded[id] for id in sorted(loaded))


def _read(folder: Path, mistakes: list[Mistakes]) -> _Read | None:
    shown = str(folder / FILE)
    mine = Mistakes(shown)
    mistakes.append(mine)
    try:
        raw = (folder / FILE).read_bytes()
        help = (
            (folder / "help.md").read_text(encoding="utf-8", errors="replace") if (folder / "help.md").is_file() else ""
        )
    except OSError as error:
        mine.add(1, f"cannot be read: {error.strerror}")
        return None
    if len(raw) > _LARGEST:
        mine.add(1, f"not a rule: larger than {_LARGEST >> 20} MiB")
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        mine.add(raw.count(b"\n", 0, error.start) + 1, "not UTF-8")
        return None
    content = check(text.replace("\r\n", "\n"), mine)
    return None if content is None else _Read(folder, shown, content, help)


def _add(one: _Read, builtin: bool, loaded: dict[str, Loaded], mistakes: list[Mistakes]) -> None:
    id = one.content.top["id"]
    if id in loaded:
        other = loaded[id].folders[0] / FILE
        _mistake(
            one,
            ("id",),
            f"rule {id!r} is there already, in {other}; to add rows to it write: extends = {id!r}",
            mistakes,
        )
        return
    top = {"title": "", "summary": "", **one.content.top}
    rule = _with_rows(Rule(**top, sources=(), sinks=(), fallbacks=(), help=one.help), one.content)
    loaded[id] = Loaded(rule, (one.folder,), builtin)


def _extend(one: _Read, loaded: dict[str, Loaded], mistakes: list[Mistakes]) -> None:
    id = one.content.top["extends"]
    if id not in loaded:
        near = difflib.get_close_matches(id, loaded, n=1)
        _mistake(
            one, ("extends",), f"no rule {id!r} to extend" + (f"; did you mean {near[0]!r}?" if near else ""), mistakes
        )
        return
    base = loaded[id]
    more = one.content.top.get("harmless", ())
    rule = _with_rows(msgspec.structs.replace(base.rule, harmless=base.rule.harmless + more), one.content)
    loaded[id] = Loaded(rule, (*base.folders, one.folder), base.builtin)


def _mistake(one: _Read, path: tuple[str, ...], text: str, mistakes: list[Mistakes]) -> None:
    next(file for file in mistakes if file.path == one.shown).add(one.content.lines[path], text)


def _with_rows(rule: Rule, content: Content) -> Rule:
    rule = msgspec.structs.replace(
        rule,
        sources=rule.sources + _structs(Source, content.rows.get("source", [])),
        sinks=rule.sinks + _structs(Sink, content.rows.get("sink", [])),
        fallbacks=rule.fallbacks + _structs(Fallback, content.rows.get("fallback", [])),
        settings=rule.settings + _structs(Setting, content.rows.get("setting", [])),
    )
    return msgspec.structs.replace(rule, digest=digest(rule))


def _structs(kind: type[Any], rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Rows as structs; those that lack something are reported already, and no rule comes of them."""
    needed = {field.encode_name for field in msgspec.structs.fields(kind) if field.required}
    return tuple(kind(**row) for row in rows if needed <= row.keys())


def digest(rule: Rule) -> str:
    """Identifies everything about a rule that can change a verdict: not its words for people, nor where it applies."""
    decisive = msgspec.structs.replace(rule, title="", summary="", help="", repository="", workaround="", digest="")
    return hashlib.sha256(msgspec.json.encode(decisive)).hexdigest()
