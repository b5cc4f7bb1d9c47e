"""What the standard library does with values it is given: which functions share them, and which give them back.

Values given to a method stay with its type, those given to a function with the function, but for packages that are one unit. Nothing comes
back except where `_GIVES` says so: the others return types of their own. Callbacks get what their unit holds. Errors have rules of their own:
one that was given as an error, or that a method returned to the library, comes back from whatever may call methods; `_OWN_ERRORS` are the
functions that are documented to make, or wrap, all errors that they return.
"""

from __future__ import annotations

EVERYTHING = ""
"""The unit of all that leaves the tree."""
_PREFIX = "std:"
POOL = "std:"
"""The unit of everything that the standard library was given."""
ERRORS = "std:error"
"""The unit of all errors that the standard library was given as errors, or that what it calls has returned."""
_LOOKS_AT_ERRORS = frozenset((
    "std:errors.As", "std:errors.Is", "std:errors.Unwrap", "std:os.IsExist", "std:os.IsNotExist", "std:os.IsPermission", "std:os.IsTimeout",
))  # fmt: skip
"""What takes an error and forgets it."""
_WHOLE = frozenset(("context", "container/heap", "container/list", "container/ring", "net/http"))
"""Packages whose functions and types share what they are given."""
_OWN_ERRORS = {
    "errors": ("New", "Join"),
    "fmt": ("Errorf", "Sscan", "Sscanf", "Sscanln"),
    "net/http": (
        "(Client).Do", "(Client).Get", "(Client).Head", "(Client).Post", "(Client).PostForm", "Get", "Head", "NewRequest", "NewRequestWithContext",
        "Post", "PostForm", "(Request).Cookie",
    ),
    "os": (
        "Chdir", "Chmod", "Chown", "Chtimes", "Create", "CreateTemp", "Executable", "FindProcess", "Hostname", "Lchown", "Link", "Lstat", "Mkdir",
        "MkdirAll", "MkdirTemp", "NewSyscallError", "Open", "OpenFile", "Pipe", "Readlink", "Remove", "RemoveAll", "Rename", "Setenv", "Stat",
        "Symlink", "Truncate", "Unsetenv", "UserHomeDir", "(File).Chmod", "(File).Close", "(File).Stat", "(File).Sync", "(File).Truncate",
    ),
    "path/filepath": ("Abs", "EvalSymlinks", "Glob", "Match", "Rel"),
}  # fmt: skip
_OWN_ERRORS_ONLY = frozenset((
    "context", "encoding/base32", "encoding/base64", "encoding/hex", "go/token", "html", "math", "math/big", "mime", "net", "net/netip", "net/url",
    "path", "regexp", "sort", "strconv", "strings", "syscall", "time", "unicode/utf8",
))  # fmt: skip
"""Functions, and whole packages, whose errors are of their own making: they call nothing that they are given."""
_GIVES = {
    "container/heap": ("Pop", "Remove"),
    "container/list": ("(Element).Value", "(List).Remove", "(List).InsertBefore"),
    "container/ring": ("(Ring).Value",),
    "context": ("(Context).Value",),
    "sync": ("(Map).Load", "(Map).LoadOrStore", "(Map).LoadAndDelete", "(Map).Swap", "(Pool).Get"),
    "sync/atomic": ("(Value).Load", "(Value).Swap"),
    "expvar": ("Get",),
    "reflect": ("(Value).Interface",),
    "flag": ("(Flag).Value",),
}
"""What gives back a value that its unit was given, by package."""


def parted(external: str) -> tuple[str, str]:
    """A package's path and the name in it, ``F`` or ``(T).m``."""
    if ".(" in external:
        path, _, rest = external.partition(".(")
        return path, f"({rest}"
    path, _, name = external.rpartition(".")
    return path, name


def unit(path: str, name: str) -> str:
    """The unit that takes what a function or method is given."""
    if path == "reflect":
        return POOL
    if path in _WHOLE:
        return f"{_PREFIX}{path}"
    return f"{_PREFIX}{path}.{name.partition(')')[0] + ')' if name.startswith('(') else name}"


def is_unit(unit: str) -> bool:
    """Whether a unit is of the standard library."""
    return unit.startswith(_PREFIX)


def gives(path: str, name: str) -> str | None:
    """The unit whose values a function's results, or a field, can be; None where only types of its own come back."""
    return unit(path, name) if name in _GIVES.get(path, ()) else None


def errors_of(unit: str) -> str:
    """The unit of the errors that a unit's callbacks return."""
    return f"{unit} errors"


def keeps_errors(unit: str) -> bool:
    """Whether an error that a unit was given can be returned by it, or by another of the standard library that calls it."""
    return is_unit(unit) and unit not in _LOOKS_AT_ERRORS


def unwraps(path: str, name: str) -> bool:
    """Whether a function gives back errors that others have wrapped."""
    return (path, name) == ("errors", "Unwrap")


def is_pooled(path: str, name: str) -> bool:
    """Whether the errors of a function may be those of anything that the standard library calls."""
    return path not in _OWN_ERRORS_ONLY and name not in _OWN_ERRORS.get(path, ())
