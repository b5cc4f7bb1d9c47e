"""Every format of every document, whatever its words and numbers are: it is made, or refused in one line."""

from __future__ import annotations

import enum
import functools
import json
import types
import typing
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.report import KINDS, Document, formats_of, read, render
from analyzer.report.documents import write

WORDS = st.one_of(
    st.sampled_from(
        [
            "", " ", "v1.0.0", "v2.0.0-rc.1", "v2.0.0+build", "api/v1.0.0", "main", "0.1", "2024-02-29", "2024-13-99", "9" * 40, "a" * 40,
            "1.0", "other", "nil-literal", "vulnerable", "nil", "https://github.com/example/pullbox", "https://u:p@[::1", "file:///etc",
            "example.org/mod/v2", "a.go", "../../etc/passwd", "<script>alert(1)</script>", "]]>", "--", "\x1b[2J", "\u202e", "\ud800", "::error::",
            "a\nb", "| `x` |", "%0A", "&", '"', "\x00", "\ufffe", "(*T).M", "len(x) > 0",
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip
NUMBERS = st.sampled_from([0, 1, 2, 7, -1, 10**6, 2**31, 2**53, 2**63 - 1, -(2**63)])
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS, int: NUMBERS, bool: st.booleans(), float: st.floats(allow_nan=False, allow_infinity=False), types.NoneType: st.none()
}  # fmt: skip
PROFILE = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@functools.cache
def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a message's type."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in SCALARS:
        return SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(list(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        fixed = {"document": st.just(_default(kind, "document")), "format": st.just(_default(kind, "format"))}
        return st.builds(
            kind,
            **{
                name: fixed[name] if name in fixed and kind in KINDS.values() else anything(hints[name])
                for name in kind.__struct_fields__
            },
        )
    if origin is tuple and inner[-1] is ...:
        return st.lists(anything(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(anything, inner))
    if origin is dict:
        return st.dictionaries(anything(inner[0]), anything(inner[1]), max_size=2)
    return st.one_of(*map(anything, inner))


def _rendered(document: Document, format: str) -> tuple[str, str]:
    try:
        return render(document, format), ""
    except UsageError as refused:
        return "", str(refused)


def _default(kind: type[msgspec.Struct], name: str) -> Any:
    return next((one.default for one in msgspec.structs.fields(kind) if one.name == name), None)


JSON_FORMATS = ("json", "sarif", "gitlab", "osv", "openvex", "csaf")


@pytest.mark.parametrize("kind", KINDS)
@PROFILE
@given(data=st.data())
def test_every_format_of_any_document_is_made_or_refused_in_one_line(kind: str, data: st.DataObject) -> None:
    """A document that another program, an older niltrail or an attacker wrote ends in a traceback."""
    document = read(write(data.draw(anything(KINDS[kind]))).encode(), "any.json")
    for name in formats_of(kind):
        made, refused = _rendered(document, name)
        assert "\n" not in refused
        assert "\x1b" not in made and "\x00" not in made
        if made and name in JSON_FORMATS:
            json.loads(made)
