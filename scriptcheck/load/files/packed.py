"""Archives of kinds that are not read: known by how they begin, and refused with what to do."""

from __future__ import annotations

import re
from typing import Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

_BEGINS: Final = (
    ("7z", re.compile(rb"7z\xbc\xaf\x27\x1c")),
    ("RAR", re.compile(rb"Rar!\x1a\x07")),
    ("bzip2", re.compile(rb"BZh[1-9]1AY&SY")),
    ("xz", re.compile(rb"\xfd7zXZ\x00")),
    ("Zstandard", re.compile(rb"\x28\xb5\x2f\xfd")),
    ("tar", re.compile(rb".{257}ustar[ \x00]", re.DOTALL)),
)


def packed_as(head: bytes) -> str | None:
    """Return what packed a file that begins with ``head``; ``None`` for what is no such archive."""
    return next((name for name, begins in _BEGINS if begins.match(head)), None)


def unread_archive(source: str, kind: str) -> Problem:
    """Return the problem of an archive of ``kind`` at ``source``."""
    message = Text(
        f"这是 {kind} 压缩包，无法读取。", f"This is packed by {kind}, which cannot be read."
    )
    fix = Text("请解压，或打成 .zip 或 .gz。", "Unpack it, or pack it as .zip or .gz.")
    return Problem("unread-archive", message, source, fix=fix)
