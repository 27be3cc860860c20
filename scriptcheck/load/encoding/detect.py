"""Which encoding Chinese text is in, recognised by its bytes.

Marks at the beginning decide first, then strict UTF-8, which other text is next to never. What is
left is read in each encoding, and the reading that looks most like Chinese wins: bytes read in the
wrong encoding turn into rare characters, which no call is made of.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from scriptcheck.load.roles.label_words import LABEL_WORDS
from scriptcheck.text.frequent_characters import FREQUENT

UTF8: Final = "utf-8"
ENCODINGS: Final = (UTF8, "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
"""Python's names of the encodings that are told apart; where two fit alike, the earlier is taken.

GB18030 includes GBK and GB2312; cp950 is Big5 as Windows writes it, and HKSCS its Cantonese
additions.
"""
_WIDE: Final = ("utf-16-le", "utf-16-be")
_MARKS: Final = (
    # UTF-32's mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x841\x953", "gb18030"),
)

_SAMPLE_BYTES: Final = 16384
_NUL: Final = re.compile(rb"\x00")
_NO_ASCII: Final = re.compile(rb"[\x80-\xff]")
_LABELS: Final = re.compile("|".join(word for word in LABEL_WORDS if not word.isascii()))
_ACCEPTED: Final = 0.2
"""Chinese calls score above 0.6, even short ones; bytes that are no text stay below 0."""

_LABEL_BONUS: Final = 0.5
"""A label such as 客服 does not come about by chance."""


def detect(data: bytes) -> str | None:
    """Return Python's name of the encoding of ``data``; ``None`` where no encoding makes sense.

    Broken bytes here and there, or a character cut in two at the end, change nothing.
    """
    if marked := next((name for mark, name in _MARKS if data.startswith(mark)), None):
        return marked
    if b"\0" in data and (wide := _best(_from_first(_NUL, data), _WIDE)):
        return wide
    try:
        data.decode(UTF8)
    except UnicodeDecodeError:
        return _best(sample(data), ENCODINGS)
    return UTF8


def plausibility(text: str) -> float:
    """Return how much ``text`` looks like Chinese.

    Frequent characters alone give 1, what can be no text is below 0, and plain ASCII, which says
    nothing, is 0.
    """
    counted = [_weight(char) for char in text if not (char.isascii() and _is_text(char))]
    if not counted:
        return 0.0
    return sum(counted) / len(counted) + (_LABEL_BONUS if _LABELS.search(text) else 0)


def read_leniently(data: bytes, encoding: str) -> str:
    """Return ``data`` in ``encoding``, with U+FFFD for what is broken, but for a cut-off end."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(data)


def sample(data: bytes) -> bytes:
    """Return a piece of ``data`` that shows its encoding, if any does."""
    return _from_first(_NO_ASCII, data)


def _from_first(pattern: re.Pattern[bytes], data: bytes) -> bytes:
    first = pattern.search(data)
    # Two bytes are one character in UTF-16.
    start = first.start() // 2 * 2 if first else 0
    return data[start : start + _SAMPLE_BYTES]


def _best(piece: bytes, encodings: tuple[str, ...]) -> str | None:
    readings = {name: plausibility(_reading(piece, name)) for name in encodings}
    best = max(encodings, key=readings.__getitem__)
    return best if readings[best] >= (0 if encodings is _WIDE else _ACCEPTED) else None


def _reading(piece: bytes, encoding: str) -> str:
    text = read_leniently(piece, encoding)
    # Files are padded with NUL, which says nothing but where it is half of a character.
    return text if encoding in _WIDE else text.replace("\0", "")


def _is_text(char: str) -> bool:
    return char.isprintable() or char in "\t\n\r\f"


def _weight(char: str) -> float:
    if char in FREQUENT:
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        return -0.1
    if "\u3000" <= char <= "\u3011" or "\uff01" <= char <= "\uff5e" or char in "“”‘’…—·\ufeff":
        return 0.5
    if char == "\ufffd":
        return -1.5
    if not char.isprintable():
        return -3.0
    return -0.5
