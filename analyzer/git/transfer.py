"""The network, through GitPython: what a remote has, and fetching it into a mirror of ours.

Nothing asks for anything, and nothing outlives an interruption: git runs in a session of its own, without a terminal,
which is ended whole. What git says becomes one line with what to do (`analyzer.git.complaints`).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from analyzer.errors import RepositoryError
from analyzer.git.complaints import explained
from analyzer.git.environment import REMOTE, fetching
from analyzer.git.remotes import Remote

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, how much of it is done, of how much); 0 of 0 where that is unknown."""

_OPTIONS = (
    "--progress", "--force", "--no-tags", "--no-write-fetch-head", "--update-head-ok", "--update-shallow",
    "--no-recurse-submodules", "--no-auto-maintenance", "--no-show-forced-updates", "--stdin",
)  # fmt: skip
_LISTED = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64})\t(refs/(?:heads|tags)/[^^]+)")
_HEAD = re.compile(r"ref: (refs/heads/.+)\tHEAD")
_PATIENCE = 2  # seconds between asking to end and ending


@dataclass(frozen=True, slots=True)
class Listed:
    """A remote's heads and tags, full names with their ids, and the branch its HEAD names ('' for none)."""

    refs: dict[str, str]
    head: str


@dataclass(frozen=True, slots=True)
class Connection:
    """The way to a remote. ``folder`` is its mirror, ``lock`` the descriptor of the mirror's lock: git holds it too, so
    that nobody else begins while a git that lost its niltrail still writes."""

    remote: Remote
    folder: Path
    lock: int
    progress: Progress

    def list(self) -> Listed:
        """What the remote has.

        Raises:
            RepositoryError: it cannot be asked.
        """
        self.progress(f"asking {self.remote.shown}", 0, 0)
        with self._git("ls-remote", "--symref", REMOTE) as process:
            out, said = process.communicate()
        self._judge(process, said.decode("utf-8", "replace").splitlines())
        lines = out.decode("utf-8", "surrogateescape").split("\n")
        refs = {found[2]: found[1] for line in lines if (found := _LISTED.fullmatch(line))}
        heads = [found[1] for line in lines if (found := _HEAD.fullmatch(line))]
        return Listed(refs, heads[0] if heads else "")

    def fetch(self, refspecs: Sequence[str], *options: str, step: str = "") -> None:
        """Fetches refspecs (git-fetch(1)); ``step`` is added to what progress shows.

        Raises:
            RepositoryError: it did not work; what earlier calls fetched is kept.
        """
        said: deque[str] = deque(maxlen=40)
        with tempfile.TemporaryFile() as wanted:
            wanted.write(b"".join(os.fsencode(refspec) + b"\n" for refspec in refspecs))
            wanted.seek(0)
            with self._git("fetch", *_OPTIONS, *options, REMOTE, stdin=wanted) as process:
                assert process.stderr is not None
                hear = _listener(self.progress, f"{self.remote.shown}{step}")
                lines = io.TextIOWrapper(process.stderr, "utf-8", "replace")
                for line in iter(lambda: lines.readline(4096), ""):
                    hear(line)
                    said.append(line.strip())
        self._judge(process, said)

    @contextlib.contextmanager
    def _git(self, *words: str, stdin: IO[bytes] | None = None) -> Iterator[subprocess.Popen[bytes]]:
        try:
            from git.cmd import Git

            started: Any = Git(self.folder).execute(
                ["git", *words],
                stdin,  # type: ignore[arg-type]
                as_process=True,
                env=fetching(self.folder, self.remote.url),
                start_new_session=True,
                pass_fds=(self.lock,),
            )
        except (ImportError, OSError) as error:  # GitPython looks for git as it is imported
            raise RepositoryError("git is not on the PATH; install it first") from error
        process: subprocess.Popen[bytes] = started.proc
        try:
            yield process
            process.wait()
        finally:
            _end(process)

    def _judge(self, process: subprocess.Popen[bytes], said: Sequence[str]) -> None:
        if process.returncode:
            raise RepositoryError(explained(said, self.remote, self.folder))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends git and what it started, if it has not ended; the programs of its session share its id as their group."""
    for deadly in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, deadly)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _listener(progress: Progress, where: str) -> Callable[[str], None]:
    from git import RemoteProgress

    words = {
        RemoteProgress.COUNTING: "counting",
        RemoteProgress.COMPRESSING: "compressing",
        RemoteProgress.RECEIVING: "receiving",
        RemoteProgress.RESOLVING: "resolving",
    }

    class Listener(RemoteProgress):
        def update(
            self, op_code: int, cur_count: str | float, max_count: str | float | None = None, message: str = ""
        ) -> None:
            doing = words.get(op_code & self.OP_MASK)
            if doing is not None:
                progress(f"{doing} {where}", int(cur_count or 0), int(max_count or 0))

    listener = Listener()
    hear = listener.new_message_handler()

    def bounded(line: str) -> None:
        hear(line)
        del listener.other_lines[:], listener.error_lines[:]

    return bounded
