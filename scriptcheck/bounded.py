"""Files that are read whole or line by line, in no more memory than such a file can need.

A device such as ``/dev/zero`` has no end and no line breaks; nor has a small packed file that
unfolds without end.
"""

from __future__ import annotations

import errno
import os
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_WHOLE: Final = 64 << 20
"""Bytes of a lexicon's file, a list or what else is read whole."""
LONGEST_LINE: Final = 1 << 29
"""Bytes of a line: some times the report on the longest call that is read."""


def read_whole(path: Path) -> bytes:
    """Return what ``path`` holds; raises ``OSError`` where it is more than such a file can be."""
    with path.open("rb") as file:
        data = file.read(LARGEST_WHOLE + 1)
    if len(data) > LARGEST_WHOLE:
        raise too_large(path)
    return data


def read_text(path: Path) -> str:
    r"""Return the text of ``path``, UTF-8 with or without a mark, with line breaks as ``\\n``.

    Raises ``OSError`` as ``read_whole`` does, and ``UnicodeDecodeError``.
    """
    text = read_whole(path).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bounded_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of ``file``; raises ``OSError`` where one has no end that can be."""
    while line := file.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise too_large(getattr(file, "name", ""))
        yield line


def too_large(path: object) -> OSError:
    """Return the error of a file that is larger than it can be."""
    return OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
