"""A folder of the user's own, for what takes long to make and can be made again.

What lies there is unpickled, so nothing is read that another user could have written: the folder
must be the user's and closed to everybody else, each file a plain file of the user's. Whatever is
wrong with the folder or a file costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

SWITCH: Final = "SCRIPTCHECK_CACHE"
"""The environment variable that names another folder, or says ``0`` for none."""

BOUND: Final = "SCRIPTCHECK_CACHE_MIB"
"""The environment variable that says how many MiB are kept."""

MOST_BYTES: Final = 128 << 20
"""Bytes kept by default; beyond them, what was used least recently goes."""

_OFF: Final = frozenset({"", "0", "off", "no", "false"})
_NUMBER: Final = re.compile("[0-9]{1,9}")
_OURS: Final = re.compile(r"[a-z]+-[0-9a-f]{64}\.cache(\.\w+)?")
_DIGEST_BYTES: Final = hashlib.sha256().digest_size
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


def entry_name(kind: str, *key: str) -> str:
    """Return the file name of what is of ``kind`` and was made from ``key``."""
    digest = hashlib.sha256("\0".join(key).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{kind}-{digest}.cache"


def cache_folder() -> Path | None:
    """Return the folder, which need not exist; ``None`` where nothing is to be kept."""
    given = os.environ.get(SWITCH)
    if given is not None:
        return None if given.strip().lower() in _OFF else Path(given)
    from platformdirs import user_cache_path

    folder = user_cache_path("scriptcheck", appauthor=False)
    return folder if folder.is_absolute() else None  # a user without a home has "~" there


def read_cached(name: str) -> memoryview | None:
    """Return what was written under ``name``, as it was; ``None`` where that is not certain."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        if not _is_private(folder.lstat()):
            return None
        handle = os.open(folder / name, os.O_RDONLY | _NO_FOLLOW | _BINARY)
        with os.fdopen(handle, "rb") as file:
            if not _is_own_file(os.fstat(file.fileno())):
                return None
            content = memoryview(file.read())
        os.utime(folder / name)
    except OSError:
        return None
    digest, data = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return data if digest == _digest(name, data) else None


def write_cached(name: str, data: bytes) -> None:
    """Keep ``data`` under ``name``, at once or not at all, and drop what is beyond the bound."""
    folder = cache_folder()
    if folder is None or len(data) > _most_bytes():
        return
    # A full disk or a home that cannot be written costs time, and nothing else.
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder.lstat()):
            return
        handle, new = tempfile.mkstemp(dir=folder, prefix=f"{name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(name, data))
                file.write(data)
            Path(new).replace(folder / name)
        finally:
            Path(new).unlink(missing_ok=True)
        _prune(folder)


def _most_bytes() -> int:
    """Return how many bytes are kept; what is no number of MiB counts for nothing."""
    given = os.environ.get(BOUND, "").strip()
    return int(given) << 20 if _NUMBER.fullmatch(given) else MOST_BYTES


def _digest(name: str, data: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(name.encode())
    digest.update(data)
    return digest.digest()


def _is_private(status: os.stat_result) -> bool:
    """Return whether ``status`` is of a folder of the user's that nobody else may enter."""
    if not stat.S_ISDIR(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (  # Windows keeps the folder to its user
        status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


def _is_own_file(status: os.stat_result) -> bool:
    """Return whether ``status`` is of a plain file that nobody but the user could have written."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (
        status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def _prune(folder: Path) -> None:
    """Remove what was used least recently, until the rest is within the bound."""
    most = _most_bytes()
    found = [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]
    statuses = [(path, path.lstat()) for path in found]
    total = 0
    for path, status in sorted(statuses, key=lambda each: -each[1].st_mtime_ns):
        total += status.st_size
        if total > most:
            path.unlink(missing_ok=True)
