"""What was once found out about a blob, by the blob's id, kept between runs in one SQLite file in the cache folder.

A store may lose what was put into it, at any time; it never gives anything else. Every value carries a checksum over
itself, its key, its kind and the version of the program that wrote it. Whatever is wrong with the file or the disk,
callers only see that nothing is found: a file that is damaged or not ours is remade, a full or read-only disk is left
alone, and `Store.info` tells.

Any number of processes may use one file (https://sqlite.org/wal.html). No connection crosses a fork: it is closed
before and opened again on both sides. One `Store` is for one thread.
"""

from analyzer.cache.store import LIMIT, Info, Store

__all__ = ["LIMIT", "Info", "Store"]
