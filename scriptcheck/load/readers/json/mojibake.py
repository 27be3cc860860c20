"""UTF-8 that was taken for other encodings: ``ä½ å¥½``, as Facebook exports it, and ``浣犲ソ``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.language import Text
from scriptcheck.text.frequent_characters import FREQUENT

if TYPE_CHECKING:
    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

# Two bytes of one character, as they are or as JSON escapes them.
_SUSPECT: Final = re.compile(
    r"(?:[\u00c2-\u00f4]|\\u00[c-fC-F][0-9a-fA-F])(?:[\u0080-\u00bf]|\\u00[89abAB])"
)
# The first two bytes of a Chinese character in UTF-8, as the character that they are in GBK.
_GBK: Final = re.compile(
    "["
    + "".join(
        bytes((first, second)).decode("gb18030")
        for first in range(0xE4, 0xEA)
        for second in range(0x80, 0xC0)
    )
    + "]"
)
_ESCAPED: Final = re.compile(r"\\u[5-9]")
_BYTES: Final = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")


def repaired(value: Any, text: str) -> tuple[Any, int]:
    """Return ``value``, the JSON of ``text``, with its texts put right, and how many were wrong.

    A text is wrong if all of its characters are bytes, and these are Chinese in UTF-8, more than
    blanks and signs.
    """
    if not any(form.search(text) for form in (_SUSPECT, _GBK, _ESCAPED)):
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
    text = _utf8_of(value) if isinstance(value, str) else None
    if text is None:
        return value
    counted[0] += 1
    return text


def _utf8_of(value: str) -> str | None:
    """Return the text whose UTF-8 was taken for something else; ``None`` where that is not sure."""
    try:
        if _BYTES.search(value) is not None:
            text = value.encode("latin-1").decode("utf-8")
            return text if _HAN.search(text) else None
        if _GBK.search(value) is not None:
            text = value.encode("gb18030").decode("utf-8")
            return text if _frequent(value) < _frequent(text) else None
    except UnicodeError:
        pass
    return None


def _frequent(text: str) -> int:
    return sum(map(FREQUENT.__contains__, text))
