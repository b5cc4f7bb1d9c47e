"""All tables of a rule file: those about code, and those about deployments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from analyzer.rules.deployment import path_of
from analyzer.rules.form import FALLBACK, SETTING, SINK, SOURCE, WORDS, Key, Wrong, kind_of, one_line, setting

_RANGE = re.compile(r"(<=|>=|<|>|=)\s*v?(\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z.]+)?)")


def _releases(value: Any) -> tuple[tuple[str, str], ...]:
    found = []
    for part in one_line(value).split(","):
        matched = _RANGE.fullmatch(part.strip())
        if matched is None:
            raise Wrong(f"must be comparisons of versions such as '>=2.0, <2.2', not {value!r}")
        found.append((matched[1], matched[2]))
    return tuple(found)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"must be true or false, not {kind_of(value)}")
    return value


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1000:
        raise Wrong("must be a version of the file format, such as 2")
    return value


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise Wrong(f"must be {' or '.join(map(repr, words))}")
        return str(value)

    return read


def _default(value: Any) -> Any:
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise Wrong(f"must be a string, a number, true, false or an array of strings, not {kind_of(value)}")


def _starred(value: Any) -> str:
    key = setting(value)
    if path_of(key).count("*") != 1:
        raise Wrong("must have one name '*', quoted as TOML wants it, for the registry's host")
    return key


def _key(name: str, meaning: str, *, required: bool = True, many: bool = False) -> Key:
    return Key(name, setting, WORDS, meaning, required=required, many=many)


def _words(name: str, meaning: str, *, required: bool = True, many: bool = False) -> Key:
    return Key(name, one_line, WORDS, meaning, required=required, many=many)


def _version(name: str, meaning: str, *, required: bool = False) -> Key:
    return Key(name, _number, {"type": "integer", "minimum": 0, "maximum": 999}, meaning, required=required)


RELEASES = Key(
    "releases", _releases, {**WORDS, "pattern": r"^\s*(<=|>=|<|>|=)"},
    "the releases for which the row holds, such as '>=2.0, <2.2'; all where it is left out", required=False,
)  # fmt: skip
_KINDS = ("string", "boolean", "integer", "array")

ROWS: dict[str, tuple[Key, ...]] = {
    "source": SOURCE,
    "sink": SINK,
    "fallback": FALLBACK,
    "setting": (
        *SETTING,
        Key("kind", _one_of(*_KINDS), {"enum": list(_KINDS)}, "what the value must be; a string where it is left out", required=False),
        Key(
            "default", _default, {"anyOf": [{"type": ["string", "boolean", "integer"]}, {"type": "array", "items": {"type": "string"}}]},
            "the value where no key is set; not known where it is left out", required=False,
        ),
        Key("secret", _flag, {"type": "boolean"}, "never show the value", required=False),
        RELEASES,
    ),
    "configuration": (
        _key("imports", "the key with the names of further files; no file is imported where it is left out", required=False),
        _key("version", "the key with the version of the file's format", required=False),
        _version("latest", "the newest version of the format"),
        _key("replaces", "tables (a name may be '*') that a later file replaces as a whole; others are merged key by key", required=False),
        _key("joins", "arrays to which a later file adds; others are replaced", required=False, many=True),
        Key(
            "migrates", _one_of("each", "last"), {"enum": ["each", "last"]},
            "each: every file by its own version (where it is left out); last: all together by the last version that is stated",
            required=False,
        ),
        _version("alone", "files below this version are migrated to it one by one, and taken for the latest"),
        _version("unstated", "the version of a file that states none; the latest where it is left out"),
        RELEASES,
    ),
    "migration": (
        _key("key", "the key as older files have it"),
        _key("to", "where its value is looked for"),
        _version("below", "files below this version are older", required=True),
        RELEASES,
    ),
    "image": (
        _words("name", "what people call it"),
        _key("key", "the dotted keys that name it, the first that is set", many=True),
        _words("default", "the image where no key is set", required=False),
        _words("without", "what to know where no login is configured for it", required=False),
        RELEASES,
    ),
    "login": (
        _key("key", "a table, with '*' for the registry's host; without one it is for every host"),
        _words("fields", "keys of the table, one of which is filled where there is a login", many=True),
        Key("kept", _flag, {"type": "boolean"}, "it reaches the registry whatever is passed", required=False),
        Key("urls", _flag, {"type": "boolean"}, "what stands for '*' may be a URL of the host", required=False),
        RELEASES,
    ),
    "hosts": (
        _key("key", "the setting with the folders"),
        _words("file", "the file in a registry's folder"),
        _words("others", "the folder for all registries without one of their own"),
        _key("server", "in it, the registry's address"),
        _key("table", "in it, the table of addresses that are asked first"),
        _key("header", "in it, at the top and in each address's table, the headers that are sent"),
        _words("fields", "headers that are a login", many=True),
        _key("can", "in it, what an address is used for", required=False),
        _words("pulls", "values of it that pulling needs one of", required=False, many=True),
        RELEASES,
    ),
    "mirror": (
        Key("key", _starred, WORDS, "the array of addresses asked instead of a registry, with '*' for its host"),
        _words("others", "the name that stands for all other registries", required=False),
        RELEASES,
    ),
    "alias": (_words("registry", "a registry in image names"), _words("host", "the host that is asked for it")),
    "disabled": (
        _key("key", "an array"),
        _words("values", "elements with which the code does not run", many=True),
        RELEASES,
    ),
    "conflict": (_key("key", "a key"), _key("other", "another that must not be filled beside it"), RELEASES),
    "symptom": (_words("text", "what one sees"), _words("where", "where one sees it")),
}  # fmt: skip
_TYPES = {"string": str, "boolean": bool, "integer": int, "array": list}


def setting_mistakes(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong between the keys of a setting's row."""
    kind = row.get("kind", "string")
    default = row.get("default")
    if default is not None and kind in _TYPES and type(default) is not _TYPES[kind]:
        yield f"'default' in [[setting]] is {kind_of(default)}, and its kind is {kind}"


ROW_MEANINGS = {
    "source": "calls whose value is watched",
    "sink": "places where nothing hurts; each 'assigns' a field, or is a 'call' with its 'argument' or 'parameter'",
    "fallback": "reading one of these and using what was read makes nothing harmless",
    "setting": "which configuration feeds a field, so that a condition can be checked against a deployment",
    "configuration": "how configuration files are read and merged",
    "migration": "a key that has moved since an older version of the file format",
    "image": "an image that the watched calls pull",
    "login": "where credentials for registries stand",
    "hosts": "folders with files that say which hosts are asked for a registry",
    "mirror": "addresses asked instead of a registry",
    "alias": "a registry that is asked at another host",
    "disabled": "a setting with which the code in question does not run",
    "conflict": "two keys that must not be filled together",
    "symptom": "what one sees where it hurts",
}
NEEDED_ROWS = ("source", "sink", "fallback")
