"""Saved documents: read back equal, match their schema, and are told from everything else."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from analyzer.errors import UsageError
from analyzer.findings import Scans, Verdict
from analyzer.report import KINDS, Document, read, render, schema
from tests.report.samples import (
    BACKPORTS,
    BISECTION,
    CHECK,
    DIFFERENCE,
    MITIGATED,
    NEWS,
    UNKNOWN,
    VULNERABLE,
    explained,
    history,
    scan_of,
)  # fmt: skip

DOCS = Path(__file__).parents[2] / "docs" / "schemas"
SCAN = scan_of(VULNERABLE, MITIGATED, UNKNOWN)
DOCUMENTS: dict[str, Document] = {
    "scan": SCAN,
    "scans": Scans((SCAN, scan_of(revision="v1.0.0", note="there is nothing to fall back to"))),
    "timeline": explained(),
    "bisect": BISECTION,
    "diff": DIFFERENCE,
    "backports": BACKPORTS,
    "track": NEWS,
    "check": CHECK,
}


@pytest.mark.parametrize("kind", KINDS)
def test_saved_document_reads_back_equal(kind: str) -> None:
    """`niltrail report` shows something else than the scan did."""
    text = render(DOCUMENTS[kind], "json")
    assert read(text.encode(), "saved.json") == DOCUMENTS[kind]
    assert render(read(text.encode(), "saved.json"), "json") == text


@pytest.mark.parametrize("kind", KINDS)
def test_document_matches_its_schema(kind: str) -> None:
    """A program written against the schema fails on a document."""
    Draft202012Validator.check_schema(schema(kind))
    Draft202012Validator(schema(kind)).validate(json.loads(render(DOCUMENTS[kind], "json")))


@pytest.mark.parametrize("kind", KINDS)
def test_published_schema_is_the_current_one(kind: str) -> None:
    """docs/schemas describes an older format. Remake it with: niltrail schema KIND > docs/schemas/KIND.schema.json"""
    assert json.loads((DOCS / f"{kind}.schema.json").read_text()) == json.loads(json.dumps(schema(kind)))


def test_every_promised_key_is_written_even_when_empty() -> None:
    """A script that reads finding["condition"] fails on findings without one."""
    (finding,) = json.loads(render(scan_of(msgspec.structs.replace(UNKNOWN, reaches=())), "json"))["findings"]
    promised = [
        "rule",
        "verdict",
        "fingerprint",
        "site",
        "caller",
        "passes",
        "condition",
        "entry",
        "reaches",
        "guards",
        "note",
    ]
    assert set(promised) <= finding.keys()
    assert finding["site"].keys() == {"path", "line", "column"}
    release = json.loads(render(history(), "json"))["releases"][0]
    assert {"tag", "commit", "date", "line", "verdict", "findings"} <= release.keys()


DAMAGED = {
    "empty": (b"", "no document of niltrail"),
    "not JSON": (b"{", "no document of niltrail"),
    "a list": (b"[]", "no document of niltrail"),
    "binary": (b"\xff\xfe\x00", "no document of niltrail"),
    "deep": (b"[" * 100_000, "no document of niltrail"),
    "other JSON": (b'{"findings": []}', "'document' must be one of scan, scans, timeline"),
    "other kind": (b'{"document": "sarif", "format": 1}', "'document' must be one of"),
    "newer": (b'{"document": "scan", "format": 99}', "newer niltrail"),
    "incomplete": (b'{"document": "scan", "format": 1}', "damaged scan: Object missing required field"),
    "wrong verdict": (render(SCAN, "json").replace('"vulnerable"', '"terrible"').encode(), "damaged scan"),
}


@pytest.mark.parametrize(("raw", "said"), DAMAGED.values(), ids=DAMAGED.keys())
def test_anything_else_is_refused_in_one_line(raw: bytes, said: str) -> None:
    """The wrong file given to `niltrail report` ends in a traceback."""
    with pytest.raises(UsageError, match=said) as refused:
        read(raw, "saved.json")
    assert str(refused.value).startswith("saved.json") and "\n" not in str(refused.value)


def test_verdicts_are_ordered_worst_first() -> None:
    """The worst verdict of a revision is not the one shown."""
    assert [verdict.severity for verdict in Verdict] == [4, 3, 2, 1, 0]
