"""The form of a rule file: its tables, their keys, and what may stand there. The loader and the JSON schema both follow it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from analyzer.rules.patterns import NotAPattern, field, function, pattern

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_ID = 64
_LONGEST_LINE = 200
_ADDRESS = re.compile(r"(https|ssh|git|file)://\S+")
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Wrong(ValueError):
    """Why a value cannot stand where it does, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: how its value is read, what the JSON schema says of it, and its meaning in words.

    With ``many`` the value may be an array of such values as well; it is read as a tuple then and otherwise.
    """

    name: str
    read: Callable[[Any], Any]
    schema: dict[str, Any]
    meaning: str
    required: bool = True
    many: bool = False


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(f"must be a string, not {_kind(value)}")
    if not value.strip():
        raise Wrong("is empty")
    return value


def _kind(value: Any) -> str:
    named = {bool: "true or false", int: "an integer", float: "a number", list: "an array", dict: "a table"}
    return named.get(type(value), "a date or time")


def _line(value: Any) -> str:
    text = _text(value)
    if not text.isprintable() or len(text) > _LONGEST_LINE:
        raise Wrong(f"must be one line of at most {_LONGEST_LINE} printable characters")
    return text


def identifier(value: Any) -> str:
    """A rule's id."""
    text = _text(value)
    if not ID.fullmatch(text) or len(text) > _LONGEST_ID:
        raise Wrong(f"must be lower-case words joined by '-', at most {_LONGEST_ID} characters, not {text!r}")
    return text


def _address(value: Any) -> str:
    text = _line(value)
    if not _ADDRESS.fullmatch(text):
        raise Wrong(f"must be the repository's https, ssh, git or file URL, not {text!r}")
    return text


def _name(value: Any) -> str:
    text = _text(value)
    if not text.isidentifier():
        raise Wrong(f"must be a Go name, not {text!r}")
    return text


def _type(value: Any) -> str:
    text = _line(value)
    if not _balanced(text):
        raise Wrong(f"must be a Go type, but the brackets of {text!r} do not match")
    return " ".join(text.split())


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for character in text:
        if character in _PAIRS.values():
            opened.append(character)
        elif character in _PAIRS and (not opened or opened.pop() != _PAIRS[character]):
            return False
    return not opened


def _member(value: Any) -> tuple[str, str]:
    text = _text(value)
    struct, _, member = text.partition(".")
    if not struct.isidentifier() or not member.isidentifier():
        raise Wrong(f"must be Struct.Field, not {text!r}")
    return struct, member


def _index(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong(f"must be the argument's number, counted from 0, not {_kind(value)}; a name goes into 'parameter'")
    if not 0 <= value < 256:
        raise Wrong(f"must be the argument's number, counted from 0, not {value}")
    return value


def _setting(value: Any) -> str:
    text = _line(value)
    try:
        tomllib.loads(f"{text} = 0")
    except tomllib.TOMLDecodeError as error:
        raise Wrong(f"must be a dotted TOML key, not {text!r}") from error
    return text


def _named(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        try:
            return read(_text(value))
        except NotAPattern as error:
            raise Wrong(str(error)) from error

    return checked


_WORDS = {"type": "string", "minLength": 1}
_QUALIFIED = {**_WORDS, "pattern": r"^[^()\[\]\s]+\.[^()\[\]\s]+$"}
_GO_NAME = {**_WORDS, "pattern": r"^[^\W\d]\w*$"}


SOURCE = (
    Key("call", _named(function), _QUALIFIED, "the function or method whose calls are watched"),
    Key("parameter", _name, _GO_NAME, "the parameter that must not be nothing"),
    Key("type", _type, _WORDS, "the parameter's Go type, to find it where it was renamed", required=False),
    Key(
        "omits", _member, {**_WORDS, "pattern": r"^\w+\.\w+$"},
        "Struct.Field of the parameter: the field is watched instead of the parameter", required=False,
    ),
)  # fmt: skip
SINK = (
    Key("assigns", _named(field), _QUALIFIED, "a struct's field: it hurts when nil is assigned to it", required=False),
    Key("call", _named(function), _QUALIFIED, "a function or method: it hurts when nil is passed to it", required=False),
    Key(
        "argument", _index, {"type": "integer", "minimum": 0, "maximum": 255},
        "which argument of 'call', counted from 0", required=False,
    ),
    Key("parameter", _name, _GO_NAME, "which parameter of 'call', by name", required=False),
)  # fmt: skip
FALLBACK = (Key("reads", _named(field), _QUALIFIED, "fields that hold the value to use instead", many=True),)
SETTING = (
    Key("reads", _named(field), _QUALIFIED, "a field that the configuration fills"),
    Key("key", _setting, _WORDS, "the configuration's dotted keys that fill it", many=True),
)
ROWS = {"source": SOURCE, "sink": SINK, "fallback": FALLBACK, "setting": SETTING}
ROW_MEANINGS = {
    "source": "calls whose value is watched",
    "sink": "places where nothing hurts; each 'assigns' a field, or is a 'call' with its 'argument' or 'parameter'",
    "fallback": "reading one of these and using what was read makes nothing harmless",
    "setting": "which configuration feeds a field, so that a condition can be checked against a deployment",
}
NEEDED_ROWS = ("source", "sink", "fallback")
HARMLESS = Key(
    "harmless", _named(pattern), _QUALIFIED,
    "calls that only look at the value, such as logging; '*' may stand for any name", required=False, many=True,
)  # fmt: skip
NEW = (
    Key("id", identifier, {**_WORDS, "pattern": f"^{ID.pattern}$", "maxLength": _LONGEST_ID}, "the rule's name"),
    Key("title", _line, {**_WORDS, "maxLength": _LONGEST_LINE}, "what it finds, in a few words"),
    Key("summary", _text, _WORDS, "what it finds and why that hurts, in a sentence or two"),
    Key("repository", _address, _WORDS, "URL of the repository it was written for", required=False),
    Key(
        "workaround",
        _text,
        _WORDS,
        "what to do where no fixed release can be had, in a sentence or two",
        required=False,
    ),
    HARMLESS,
)
EXTENSION = (
    Key("extends", identifier, NEW[0].schema, "id of the rule that these rows are added to"),
    HARMLESS,
)
