"""The examples of a rule: small Go programs that say which verdict is right for them.

An example is a txtar archive. Its comment begins with lines ``verdict: vulnerable``, and where it matters ``site: file.go:12``,
``condition: ...``, ``passes: ...``; after an empty line it is prose. Each of the four but ``verdict`` may be repeated.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from analyzer.errors import RuleError
from analyzer.findings import Scan, Verdict
from analyzer.rules import txtar
from analyzer.rules.check import Mistakes

_WORDS = ("verdict", "site", "condition", "passes")


@dataclass(frozen=True, slots=True)
class Example:
    """A program and what is wanted of it; empty ``sites``, ``conditions`` and ``passes`` are not compared."""

    path: Path
    files: dict[str, bytes]
    verdict: Verdict
    sites: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    def differences(self, scan: Scan) -> list[str]:
        """What a scan of the program says otherwise than wanted, one line each."""
        worst = [finding for finding in scan.findings if finding.verdict is scan.verdict]
        pairs = (
            ("verdict", (self.verdict.value,), [scan.verdict.value]),
            ("site", self.sites, [str(finding.site) for finding in scan.findings]),
            ("condition", self.conditions, [finding.condition for finding in worst if finding.condition]),
            ("passes", self.passes, [finding.passes for finding in scan.findings]),
        )
        return [
            f"{name}: {_listed(wanted)} wanted, {_listed(found)} found"
            for name, wanted, found in pairs
            if wanted and set(wanted) != set(found)
        ]


def examples(folders: Iterable[Path]) -> tuple[Example, ...]:
    """The examples in ``examples/`` of some rule folders, by name.

    Raises:
        RuleError: any mistake in any of them.
    """
    found: list[Example] = []
    wrong: list[str] = []
    for path in (path for folder in folders for path in sorted((folder / "examples").glob("*.txtar"))):
        mistakes = Mistakes(str(path))
        try:
            found.append(_example(path, path.read_text(encoding="utf-8"), mistakes))
        except UnicodeDecodeError:
            mistakes.add(1, "not UTF-8")
        except OSError as error:
            mistakes.add(1, f"cannot be read: {error.strerror}")
        wrong += mistakes.texts()
    if wrong:
        raise RuleError("\n".join(wrong))
    return tuple(found)


def _example(path: Path, text: str, mistakes: Mistakes) -> Example:
    comment, members = txtar.parse(text)
    wanted: dict[str, list[str]] = {word: [] for word in _WORDS}
    for number, text_line in enumerate(comment.splitlines(), 1):
        if not text_line.strip():
            break
        word, colon, value = (part.strip() for part in text_line.partition(":"))
        if word in wanted and value:
            wanted[word].append(" ".join(value.split()))
        else:
            near = difflib.get_close_matches(word, _WORDS, n=1) if colon else []
            hint = (
                f"; did you mean {near[0]!r}?"
                if near
                else f": it begins with lines {', '.join(_WORDS)}, then an empty line"
            )
            mistakes.add(number, f"{word!r} says nothing about an example{hint}")
    files: dict[str, bytes] = {}
    for name, content, line in members:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or name in files:
            mistakes.add(line, f"{name!r} is there twice, or is no path inside the program")
        files[name] = content.encode()
    if not any(name.endswith(".go") for name in files):
        mistakes.add(1, "no Go file: after the comment comes a line such as '-- main.go --'")
    return Example(
        path, files, _verdict(wanted["verdict"], mistakes),
        tuple(wanted["site"]), tuple(wanted["condition"]), tuple(wanted["passes"]),
    )  # fmt: skip


def _verdict(words: list[str], mistakes: Mistakes) -> Verdict:
    known = [verdict.value for verdict in Verdict]
    if len(words) == 1 and words[0] in known:
        return Verdict(words[0])
    mistakes.add(1, f"an example needs one line 'verdict: WORD' with one of {', '.join(known)}")
    return Verdict.UNKNOWN


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(set(values))) or "none"
