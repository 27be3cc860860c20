"""How much is read of one thing before it is taken for no transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

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


_WIDEST: Final = 4
"""Bytes that a character takes at most in UTF-8."""


def utf8_size(text: str) -> int:
    """Return how many bytes ``text`` takes in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def require_call_size(value: Any, source: str, line: int | None = None) -> None:
    """Raise ``LoadError`` where the texts in ``value``, a call, have more bytes than one may.

    ``value`` is plain data, as a row of a table holds it, and stands in ``line`` of ``source``.
    """
    if _size(value, len) * _WIDEST > LARGEST_CALL and _size(value, utf8_size) > LARGEST_CALL:
        raise LoadError(too_large(source, LARGEST_CALL, line))


def _size(value: Any, size_of: Callable[[str], int]) -> int:
    if isinstance(value, str):
        return size_of(value)
    if isinstance(value, bytes):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(_size(each, size_of) for each in inner)
