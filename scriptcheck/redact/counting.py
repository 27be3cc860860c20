"""What stands beside digits and says that they count something: 3天, 第2, 8800元."""

from __future__ import annotations

import re
from typing import Final

UNITS: Final = frozenset(
    "块元毛角分钱点号月日天年岁个次台套件位度楼层栋期平米升斤千百十万亿％%℃兆GgMmKk小周星折级匹寸倍"
    "室幢座弄巷路单户人口只条张本家遍种样起成多几来"
)
"""What counts the digits before it, so that they are no part of a longer number."""
MONEY: Final = frozenset("元块万亿％%")
"""What counts a sum of money."""
_BEFORE: Final = frozenset("第￥¥$#")


_DATES: Final = re.compile("元[旦宵月]|万[一分望不]")
"""Words that begin like units, behind a number: 13800001234元旦后打."""


def unit_after(text: str, end: int) -> str:
    """Return the character at ``end`` of ``text``, if it may be a unit; else nothing."""
    return "" if _DATES.match(text, end) else text[end : end + 1]


def counts(text: str, start: int, end: int) -> bool:
    """Return whether what stands beside ``text[start:end]`` says that it counts something."""
    after, before = unit_after(text, end), text[start - 1 : start] if start else ""
    return (after != "" and after in UNITS) or (before != "" and before in _BEFORE)
