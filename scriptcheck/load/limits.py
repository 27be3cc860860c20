"""How much is read of one thing before it is taken for no transcript."""

from __future__ import annotations

from typing import Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text

MIB: Final = 1 << 20
LARGEST_CALL: Final = 64 * MIB
"""Bytes in one call: an hour's with the time of every word takes some five MiB."""

LARGEST_FILE: Final = 1024 * MIB
"""Bytes in a file that must be held in memory as a whole."""


def too_large(source: str, limit: int, line: int | None = None) -> Problem:
    """Return the problem of more than ``limit`` bytes, which are not read.

    Where ``line`` is given, what begins there is too large, else the whole of ``source``.
    """
    what = Text("文件", "The file") if line is None else Text("这里的内容", "What begins here")
    message = Text(
        f"{what.zh}超过 {limit // MIB} MiB，没有读取。",
        f"{what.en} has more than {limit // MIB} MiB and was not read.",
    )
    fix = Text(
        "一通电话不会这么大；很多通电话请写成 JSON Lines，一行一通。",
        "No call is as large as that; write many calls as JSON Lines, one a line.",
    )
    return Problem("too-large", message, source, line, fix=fix)
