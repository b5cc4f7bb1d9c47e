"""Messages <-> JSON documents, and the schemas that describe them.

A document is UTF-8, indented by two, its keys sorted, with a newline at its end; equal messages give equal bytes.
What `read` gives back equals what was written.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from analyzer.assessments import Assessment
from analyzer.checks import Baseline, Check
from analyzer.errors import UsageError
from analyzer.findings import FORMAT, Scan, Scans, Timeline
from analyzer.stories import Backports, Bisection, Difference, News

Document = Scan | Scans | Timeline | Bisection | Difference | Backports | News | Check | Assessment
KINDS: dict[str, type[Document]] = {
    "scan": Scan,
    "scans": Scans,
    "timeline": Timeline,
    "bisect": Bisection,
    "diff": Difference,
    "backports": Backports,
    "track": News,
    "check": Check,
    "assessment": Assessment,
}
_UNSEEN = re.compile(r"[^ -~]")
_FILES: dict[str, type[msgspec.Struct]] = {"baseline": Baseline}
"""What is a document, and no answer: it is not rendered."""
_MAY_LEAVE_OUT = {"RuleResult"}


Kind = TypeVar("Kind")


class _Head(msgspec.Struct):
    document: str = ""
    format: int = 0


def write(document: Document) -> str:
    """A document's text. Names that are no Unicode (lone surrogates stand for their bytes) get question marks."""
    try:
        raw = msgspec.json.encode(document, order="sorted")
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_unicode(msgspec.to_builtins(document)), order="sorted")
    return msgspec.json.format(raw, indent=2).decode() + "\n"


def as_json(value: Any, *, ordered: bool = False) -> str:
    """The text of a document whose form somebody else has defined: keys as they were put, or ``ordered``; names that are no Unicode as
    in `write`; what cannot be seen is escaped, and reads back the same."""
    raw = msgspec.json.encode(_unicode(value), order="sorted" if ordered else None)
    text = msgspec.json.format(raw, indent=2).decode()
    return "\n".join(line if line.isprintable() else _UNSEEN.sub(_escaped, line) for line in text.split("\n")) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]


def _unicode(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: _unicode(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_unicode(inner) for inner in value]
    return value


def read(raw: bytes, name: str) -> Document:
    """A saved document; ``name`` is its file's, for messages.

    Raises:
        UsageError: it is none of ours, damaged, or written by a newer niltrail.
    """
    return read_one_of(KINDS, raw, name)


def read_one_of(kinds: Mapping[str, type[Kind]], raw: bytes, name: str) -> Kind:
    """The same for some kinds of documents.

    Raises:
        UsageError: as `read`.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{name} is no document of niltrail: {_reason(error)}") from error
    if head.document not in kinds:
        raise UsageError(f"{name} is no document of niltrail: its 'document' must be {_one_of(kinds)}")
    if head.format > FORMAT:
        raise UsageError(
            f"{name} was written by a newer niltrail (format {head.format}, known is {FORMAT}): update niltrail"
        )
    try:
        return msgspec.json.decode(raw, type=kinds[head.document])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{name} is a damaged {head.document}: {_reason(error)}") from error


def _one_of(kinds: Mapping[str, Any]) -> str:
    return f"one of {', '.join(kinds)}" if len(kinds) > 1 else repr(next(iter(kinds)))


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of document, as niltrail writes it: no key is left out unless it says so."""
    described = {**KINDS, **_FILES}[kind]
    made = msgspec.json.schema(described)
    for definition in made["$defs"].values():
        if "properties" in definition and definition["title"] not in _MAY_LEAVE_OUT:
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
        if "description" in definition:
            definition["description"] = " ".join(definition["description"].replace("``", "'").split())
    made["$defs"][described.__name__]["properties"]["document"] = {"const": kind}
    made["$defs"][described.__name__]["properties"]["format"] = {"const": FORMAT}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"niltrail {kind}", **made}
