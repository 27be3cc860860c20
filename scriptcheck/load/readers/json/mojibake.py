"""UTF-8 that was written as if each byte were a character: ``ä½ å¥½``, as Facebook exports it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

# Two bytes of one character, as they are or as JSON escapes them.
_SUSPECT: Final = re.compile(
    r"(?:[\u00c2-\u00f4]|\\u00[c-fC-F][0-9a-fA-F])(?:[\u0080-\u00bf]|\\u00[89abAB])"
)
_BYTES: Final = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")


def repaired(value: Any, text: str) -> tuple[Any, int]:
    """Return ``value``, the JSON of ``text``, with its texts put right, and how many were wrong.

    A text is wrong if all of its characters are bytes, and these are Chinese in UTF-8, more than
    blanks and signs.
    """
    if _SUSPECT.search(text) is None:
        return value, 0
    counted = [0]
    return _repaired(value, counted), counted[0]


def repaired_warning(count: int, origin: Origin) -> Problem:
    """Return the warning that ``count`` texts of a call were put right."""
    message = Text(
        f"有 {count} 段文字的 UTF-8 被逐字节当成字符写出，已还原。",
        f"{count} texts had their UTF-8 written byte by byte; they were put right.",
    )
    fix = Text("请核对文字；最好修正导出程序。", "Check the texts; better have the exporter fixed.")
    return origin.problem("mojibake", message, fix)


def _repaired(value: Any, counted: list[int]) -> Any:
    if isinstance(value, dict):
        return {_repaired(key, counted): _repaired(item, counted) for key, item in value.items()}
    if isinstance(value, list):
        return [_repaired(item, counted) for item in value]
    if not isinstance(value, str) or _BYTES.search(value) is None:
        return value
    try:
        text = value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
    if _HAN.search(text) is None:
        return value
    counted[0] += 1
    return text
