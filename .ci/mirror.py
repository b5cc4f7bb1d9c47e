"""Prints the folder of niltrail's own mirror of the repository the corpus tests judge; nothing where there is none."""

from pathlib import Path

import platformdirs

mirrors = Path(platformdirs.user_cache_dir("niltrail")) / "mirrors"
found = (folder for folder in sorted(mirrors.rglob("*containerd*")) if (folder / "objects").is_dir())
print(next(found, ""))
