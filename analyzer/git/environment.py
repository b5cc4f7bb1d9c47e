"""The environment every git child process runs in: nothing asks, nothing is obeyed but the arguments given here.

Reading never sees the repository's own configuration at all (see `analyzer.git.layout.View`), nor the user's.
The network needs the user's (proxies, certificates, ssh), so there it is kept, without prompts.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyzer.errors import RepositoryError

SETTINGS = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.commitGraph", "false"),  # a file of the repository's that may say what its objects do not,
    ("core.multiPackIndex", "false"),  # as may this
    ("core.askPass", ""),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("protocol.allow", "never"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("transfer.bundleURI", "false"),
    ("fetch.writeCommitGraph", "false"),
)
_MEMORY = (
    ("core.deltaBaseCacheLimit", "6m"),  # git would keep 96 MiB of undone deltas in every process, and map whole packs
    ("core.packedGitLimit", "8m"),
    ("core.packedGitWindowSize", "1m"),
)
_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "LANGUAGE": "C",
}
_KEPT_FOR_READING = frozenset({"GIT_EXEC_PATH"})
_NETWORK = ("https", "ssh", "git", "file")
REMOTE = "niltrail-upstream"
"""What a mirror's remote is called; a name that no user's configuration has."""


def reading(directory: Path) -> dict[str, str]:
    """The environment that reads ``directory`` (a git directory); see git(1), ENVIRONMENT VARIABLES."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT_FOR_READING
    }
    alone = {
        "GIT_DIR": str(directory),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }
    return {**inherited, **_QUIET, **alone, **_configured((*SETTINGS, *_MEMORY))}


def fetching(directory: Path, url: str) -> dict[str, str]:
    """What is set on top of the user's environment to fetch from ``url`` into ``directory``, a mirror of ours.

    The address is the remote `REMOTE` and given here, not as an argument, as every user can read arguments. Variables
    that would lead git elsewhere are overruled, as GitPython adds to the environment and cannot take away.
    """
    settings = [*SETTINGS, *((f"protocol.{name}.allow", "always") for name in _NETWORK)]
    settings += [(f"remote.{REMOTE}.url", url), ("fetch.unpackLimit", "1")]
    overruled = {
        "GIT_DIR": str(directory),
        "GIT_COMMON_DIR": str(directory),
        "GIT_OBJECT_DIRECTORY": str(directory / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
        "GIT_NAMESPACE": "",
        "GIT_CONFIG_PARAMETERS": "",
        "GIT_ALLOW_PROTOCOL": ":".join(_NETWORK),
    }
    return {**_QUIET, **overruled, **_ssh(url), **_configured(settings)}


def run(
    directory: Path, *arguments: str, stdin: bytes | None = None, work_tree: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Runs a reading git command on ``directory``, some of them with a work tree; its exit code is the caller's to judge.

    Raises:
        RepositoryError: there is no git.
    """
    environment = reading(directory) | ({"GIT_WORK_TREE": str(work_tree)} if work_tree is not None else {})
    try:
        return subprocess.run(
            ["git", *arguments], env=environment, input=stdin, capture_output=True, check=False, cwd=work_tree
        )
    except FileNotFoundError as error:
        raise RepositoryError("git is not on the PATH; install it first") from error


def last_line(said: bytes) -> str:
    """The last thing git said, for a one-line message."""
    lines = said.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"


def _ssh(url: str) -> dict[str, str]:
    """An ssh without prompts, unless the user has an ssh of their own: then theirs, which has no terminal to ask on."""
    if url.startswith(("https:", "git:", "file:")) or os.environ.keys() & {"GIT_SSH", "GIT_SSH_COMMAND"}:
        return {}
    configured = subprocess.run(
        ["git", "config", "--get", "core.sshCommand"],
        env={**os.environ, "GIT_DIR": os.devnull},
        capture_output=True,
        check=False,
    )
    return {} if configured.stdout.strip() else {"GIT_SSH_COMMAND": "ssh -oBatchMode=yes"}


def _configured(settings: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    pairs = {"GIT_CONFIG_COUNT": str(len(settings))}
    for index, (key, value) in enumerate(settings):
        pairs[f"GIT_CONFIG_KEY_{index}"] = key
        pairs[f"GIT_CONFIG_VALUE_{index}"] = value
    return pairs
