"""Files that are at every moment the old or the new one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_MODE = 0o644


def replace(file: Path, content: bytes) -> None:
    """Replaces a file in one step; a kill at any moment leaves the old or the new one. Its mode stays.

    Raises:
        OSError: it cannot be written.
    """
    mode = file.stat().st_mode & 0o777 if file.is_file() else _MODE
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
