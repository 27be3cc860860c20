"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole_file(path: Path, *, durable: bool = False) -> Iterator[Path]:
    """Yield a path to write to, which becomes ``path`` at the end, or goes where writing failed.

    What an earlier run left at ``path`` goes at once: beside newer reports it would be wrong. What
    is ``durable`` also outlives a loss of power from then on, which takes milliseconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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
