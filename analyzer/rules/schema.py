"""The JSON schema of a rule file, for editors that check TOML; the loader checks more than a schema can say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analyzer.rules.form import EXTENSION, NEW, Key
from analyzer.rules.rows import NEEDED_ROWS, ROW_MEANINGS, ROWS


def rule_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a rule and of an extension of one."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "niltrail rule",
        "description": "A rule file, rule.toml, of niltrail: docs/rules.md explains it.",
        "anyOf": [_table(NEW, NEEDED_ROWS, rows=True), _table(EXTENSION, (), rows=True)],
        "$defs": {name: _row(name) for name in ROWS},
    }


def _row(name: str) -> dict[str, Any]:
    row = {"description": ROW_MEANINGS[name], **_table(ROWS[name], ())}
    if name == "sink":
        either = [
            {"required": [one], "not": {"required": [other]}}
            for one, other in (("argument", "parameter"), ("parameter", "argument"))
        ]
        row["oneOf"] = [
            {
                "required": ["assigns"],
                "not": {"anyOf": [{"required": [key]} for key in ("call", "argument", "parameter")]},
            },
            {"required": ["call"], "not": {"required": ["assigns"]}, "oneOf": either},
        ]
    return row


def _table(keys: Sequence[Key], needed: Sequence[str], *, rows: bool = False) -> dict[str, Any]:
    properties = {key.name: {"description": key.meaning, **_value(key)} for key in keys}
    if rows:
        properties |= {name: {"type": "array", "minItems": 1, "items": {"$ref": f"#/$defs/{name}"}} for name in ROWS}
    return {
        "type": "object",
        "properties": properties,
        "required": [key.name for key in keys if key.required] + list(needed),
        "additionalProperties": False,
    }


def _value(key: Key) -> dict[str, Any]:
    return {"anyOf": [key.schema, {"type": "array", "items": key.schema, "minItems": 1}]} if key.many else key.schema
