"""What git says when a fetch fails, turned into one line that says what to do. Addresses are never repeated: they may
hold passwords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from analyzer.git.remotes import Remote

_KEPT = "what has arrived is kept"
_KNOWN = [
    (re.compile(pattern, re.IGNORECASE), advice)
    for pattern, advice in (
        (
            r"No space left|disk quota exceeded",
            f"the disk is full: make room for {{folder}} and run this again; {_KEPT}",
        ),
        (r"Read-only file system|insufficient permission", "{folder} cannot be written"),
        (
            r"resolve host|unable to look up|Name or service not known|in name resolution",
            "its host is not known: check the address and the network, or give a local clone with --from",
        ),
        (
            r"on the remote side|^remote: fatal",
            "it is damaged there, or lacks objects: a local folder can be given with --from",
        ),
        (r"dubious ownership", "it belongs to another user: give its folder with --from"),
        (r"certificate|gnutls|SSL|TLS", "its host cannot be trusted: check certificates and proxy"),
        (
            (
                r"Connection refused|timed out|no route to host|is unreachable"
                r"|failed to connect|could not connect|unable to connect"
            ),
            "its host cannot be reached: check the network and proxy, or give a local clone with --from",
        ),
        (
            (
                r"Authentication failed|could not read (Username|Password)|prompts disabled"
                r"|Permission denied|error: 40[13]|host key"
            ),
            "it needs a login, or is not there: set up a credential helper or an ssh key that asks for nothing",
        ),
        (
            r"repository .*not found|does not exist|not appear to be a git repo|error: 404|not exported|no such",
            "there is no such repository, or it is not for you",
        ),
        (
            (
                r"not send all necessary objects|unresolved deltas|bad object|corrupt|bad tree|is empty"
                r"|unable to read|could not read [0-9a-f]{40}"
            ),
            "the mirror is damaged: remove {folder} and run this again",
        ),
        (
            r"early EOF|hung up|disconnect|RPC failed|connection reset|unexpected|index-pack|broken pipe|truncated",
            f"the connection broke: run this again; {_KEPT}",
        ),
    )
]


def explained(said: Sequence[str], remote: Remote, folder: Path) -> str:
    """One line about what git ``said`` on its way to ``remote``, whose mirror is ``folder``."""
    for known, advice in _KNOWN:
        if any(known.search(line) for line in said):
            return f"cannot fetch {remote.shown}: {advice.format(folder=folder)}"
    lines = [line for line in said if line.startswith(("fatal:", "error:", "remote:"))] or [*said, "git gave no reason"]
    last = re.sub(r"//\S*@", "//", lines[-1].removeprefix("fatal: ").replace(remote.url, remote.shown))
    return f"cannot fetch {remote.shown}: {last}"
