"""What a file's header says: build constraints and the mark of generated code.

Follows go/build: ``//go:build`` counts in the leading comments and wins; ``// +build`` lines count only where a blank line
follows before the package clause.
"""

from __future__ import annotations

import re

_GO_BUILD = re.compile(rb"//go:build[ \t]+(.*)")
_PLUS_BUILD = re.compile(rb"//[ \t]*\+build(?:[ \t]+(.*))?")
_GENERATED = re.compile(rb"^// Code generated .* DO NOT EDIT\.\r?$", re.MULTILINE)
_TAG = re.compile(r"[\w.]+")
_NEVER = "ignore"  # what Go reads a malformed tag as


def generated(header: bytes) -> bool:
    """Whether the text before the package clause says that the file is generated."""
    return b"Code generated" in header and _GENERATED.search(header) is not None


def constraint(header: bytes) -> tuple[str, int]:
    """The build constraint in the text before the package clause, '' if there is none; and how many //go:build lines there are."""
    if b"build" not in header:
        return "", 0
    lines, blank = _leading(header)
    written = [found[1] for line in lines if (found := _GO_BUILD.fullmatch(line))]
    if written:
        return written[0].strip().decode("utf-8", "replace"), len(written)
    legacy = [
        _plus_build((found[1] or b"").decode("utf-8", "replace"))
        for line in lines[:blank]
        if (found := _PLUS_BUILD.fullmatch(line))
    ]
    return " && ".join(f"({line})" if " || " in line and len(legacy) > 1 else line for line in legacy), 0


def _leading(header: bytes) -> tuple[list[bytes], int]:
    """The header's lines outside ``/* */``, and how many of them stand before the last blank line of the leading // comments."""
    lines: list[bytes] = []
    blank = 0
    inside = ended = False
    whole = header.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if not whole[-1].strip():
        whole.pop()  # the package clause's own line is not blank
    for line in map(bytes.strip, whole):
        if not inside and line.startswith(b"//"):
            lines.append(line)
            continue
        if not line and not ended:
            blank = len(lines)
            continue
        ended = True
        while line:
            if inside:
                _, closed, line = line.partition(b"*/")
                inside = not closed
                line = line.strip()
            elif line.startswith(b"/*"):
                inside, line = True, line[2:]
            elif line.startswith(b"//"):
                break
            else:
                return lines, blank
    return lines, blank


def _plus_build(options: str) -> str:
    """One ``// +build`` line: options are alternatives, commas join, ``!`` negates."""
    alternatives = [" && ".join(_term(term) for term in option.split(",")) for option in options.split()]
    if len(alternatives) < 2:
        return alternatives[0] if alternatives else _NEVER
    return " || ".join(f"({option})" if " && " in option else option for option in alternatives)


def _term(term: str) -> str:
    negated = term.startswith("!")
    tag = term[1:] if negated else term
    if tag.startswith("!") or not tag:
        return _NEVER
    return ("!" if negated else "") + (tag if _TAG.fullmatch(tag) else _NEVER)
