"""Names of columns and keys that hold what is said as somebody corrected it: 修正文本."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = "(?:人工|手工|质检)?(?:(?:修正|校对|校正|订正|更正|纠正|审校)(?:后的?)?|修改后的?)"
_CHINESE: Final = re.compile(rf"{_MARKS}(?P<text>.{{0,8}})")
_BEHIND: Final = re.compile(rf"(?P<text>.{{1,8}}?){_MARKS}(?:稿|版)?")
_ENGLISH: Final = re.compile(r"(?:corrected|revised|proofread)(?P<text>.{1,24})")
_NOTE: Final = re.compile(rf".{{0,40}}[(\[]\s?(?:{_MARKS}(?:稿|版)?|corrected|revised)\s?[)\]]")
_NOTHING_MORE: Final = frozenset({"", "稿", "版"})


def uncorrected(name: str) -> str | None:
    """Return what ``name`` says that was corrected: 文本 of 修正文本, nothing of 人工校对.

    ``name`` has no blanks and separators; ``None`` is for one that speaks of no correction.
    """
    for pattern in (_CHINESE, _ENGLISH, _BEHIND):
        if (found := pattern.fullmatch(name)) is not None:
            return "" if found["text"] in _NOTHING_MORE else found["text"]
    return None


def notes_correction(name: str) -> bool:
    """Return whether ``name``, in plain width, ends with brackets that say so: 文本（修正后）."""
    return _NOTE.fullmatch(name) is not None
