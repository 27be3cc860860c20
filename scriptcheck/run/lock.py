"""One run at a time in one folder: what two write to the same files is mixed and lost."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.write.registry import RUN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK_FILE: Final = "lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder``, which is made where it is not there, against other runs.

    The system lets go of it when the process ends, however it ends. Raises ``UsageError`` where
    another run holds it, and ``OSError`` where it cannot be made.
    """
    inner = folder / RUN_FOLDER
    inner.mkdir(parents=True, exist_ok=True)
    descriptor = _open(inner)
    try:
        if not _lock(descriptor):
            raise UsageError(_in_use(folder))
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int:
        return os.open(folder / _LOCK_FILE, os.O_RDWR | os.O_CREAT)

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some network drives know no locks: a run there is as good as it was without.
            return True
        return True


def _in_use(folder: Path) -> Problem:
    message = Text(
        "另一次运行正在写入这个文件夹。", "Another run is writing to this folder at the moment."
    )
    fix = Text(
        "请等它结束，或用 -o 换一个文件夹。", "Wait for its end, or choose another folder with -o."
    )
    return Problem("folder-in-use", message, folder.as_posix(), fix=fix)
