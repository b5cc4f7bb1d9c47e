"""What the settings of a rule come to under a configuration: from a file, by default, or not known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from analyzer.assessments import Value
from analyzer.deployment.configuration import Configuration
from analyzer.deployment.releases import holding
from analyzer.deployment.tables import Leaf, at, under
from analyzer.rules import Rule, dotted, path_of
from analyzer.rules.model import Setting

_KINDS: dict[str, tuple[type, str]] = {
    "string": (str, "a string"),
    "boolean": (bool, "true or false"),
    "integer": (int, "a number"),
    "array": (list, "an array"),
}
_USERINFO = re.compile(r"(?<=//)[^/\s]*@")


@dataclass(frozen=True, slots=True)
class Settled:
    """A setting's value for reckoning, and as it is told. ``known`` is False where nobody can tell the value."""

    value: Any
    known: bool
    told: Value


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a rule for one release; ``configuration`` is None where no file was given."""

    rule: Rule
    release: str
    configuration: Configuration | None

    def field(self, owner: str, name: str) -> Settled | None:
        """The setting that fills the field ``name`` of something called ``owner``; None where the rule has none."""
        rows = (one for one in self.rule.settings if one.reads.name == name and _owns(one, owner))
        row = next(holding(rows, self.release), None)
        return None if row is None else self.settled(row)

    def settled(self, row: Setting) -> Settled:
        """What one comes to."""
        secret = row.secret or any(path_of(key)[-1] in self._secrets() for key in row.key)
        return settled(self.configuration, row.key, row.default, row.kind, secret=secret)

    def _secrets(self) -> set[str]:
        return {name for login in self.rule.deployment.logins for name in login.fields}


def settled(
    configuration: Configuration | None,
    keys: Sequence[str],
    default: Any,
    kind: str = "string",
    *,
    secret: bool = False,
) -> Settled:
    """What the first of some keys that is set comes to."""
    if configuration is None:
        return Settled(None, known=False, told=Value(keys[0], "unknown", wrong="no configuration was given"))
    for key in keys:
        path = path_of(key)
        leaf = at(configuration.table, path)
        if leaf is None:
            below = next((one for rest, one in under(configuration.table, path) if rest), None)
            leaf = None if below is None else Leaf({}, below.place, path)
        if leaf is not None:
            return _filed(leaf, kind, secret=secret)
    if default is None:
        return Settled(None, known=False, told=Value(keys[0], "unset", wrong="what holds without it is not known"))
    return Settled(default, known=True, told=Value(keys[0], "default", "" if secret else quoted(default)))


def _filed(leaf: Leaf, kind: str, *, secret: bool) -> Settled:
    wanted, name = _KINDS[kind]
    told = Value(dotted(leaf.key), "file", place=leaf.place)
    if not isinstance(leaf.value, wanted) or (kind == "integer" and isinstance(leaf.value, bool)):
        return Settled(None, known=False, told=msgspec.structs.replace(told, wrong=f"it must be {name}"))
    shown = "" if secret else quoted(leaf.value)
    return Settled(leaf.value, known=True, told=msgspec.structs.replace(told, shown=shown))


def _owns(row: Setting, owner: str) -> bool:
    return row.reads.symbols[0] == "*" or row.reads.symbols[0].casefold() == owner.casefold()


def quoted(value: Any) -> str:
    """A value as TOML has it; names and passwords in addresses are left out."""
    return _USERINFO.sub("", msgspec.json.encode(value).decode("utf-8", "replace"))
