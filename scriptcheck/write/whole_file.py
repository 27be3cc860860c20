"""Files that appear under their name when they are whole, and files that grow under it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO, BinaryIO


@contextmanager
def whole_file(path: Path, *, durable: bool = False, keep: bool = False) -> Iterator[Path]:
    """Yield a path to write to, which becomes ``path`` at the end, or goes where writing failed.

    What an earlier run left at ``path`` goes at once, as beside newer reports it would be wrong,
    or with ``keep`` when the new file is whole. What is ``durable`` also outlives a loss of power
    from then on, which takes milliseconds. A device or a pipe is written to as it is.
    """
    if is_stream(path):
        yield path
        return
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    if not keep:
        path.unlink(missing_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        if durable:
            _sync(part, os.O_RDWR)
        part.replace(path)
        if durable:
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def is_stream(path: Path) -> bool:
    """Return whether ``path`` is a device, a pipe or a name of an open file, as ``/dev/stdout`` is.

    These are not ours to replace or to remove.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return True
    folder = os.path.realpath(path.parent)
    return folder == "/dev" or folder.startswith("/proc/")


@contextmanager
def growing_file(path: Path) -> Iterator[BinaryIO]:
    """Yield the file ``path``, empty and open to be written to.

    Raises ``OSError`` where it is not there any more at the end.
    """
    with path.open("wb") as file:
        yield file
        require_there(file, path)


def require_there(file: IO[bytes], path: Path) -> None:
    """Raise ``OSError`` where the open ``file`` does not lie at ``path``.

    Whoever removes or renames a folder that is written to takes away what is written, and nothing
    else would say so.
    """
    if not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def sync_folder(folder: Path) -> None:
    """See to it that the names in ``folder`` outlive a loss of power, where the system can."""
    if os.name != "nt":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
