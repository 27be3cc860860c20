"""Halves and other parts of a day beside a clock of twelve hours: 下午 2:30, 2:30 PM, 凌晨 1:05."""

from __future__ import annotations

from typing import Final

PERIODS: Final = "上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|午夜|半夜"
"""The words that stand before a clock, as alternatives of a pattern."""
FIRST_OF_PERIODS: Final = frozenset(word[0] for word in PERIODS.split("|"))
_NOON: Final = 12
_EVE_OF_NOON: Final = 11
"""From here on an hour of 中午 is before noon or at noon."""
_AFTER_NOON: Final = ("下午", "傍晚", "晚上", "中午", "p")
_BEFORE_NOON: Final = ("上午", "凌晨", "清晨", "早上", "早晨", "午夜", "半夜", "a")


def hour_of_day(hour: int, period: str) -> int:
    """Return ``hour`` of a clock as one of 24, given what part of the day stands beside it."""
    half = period.casefold()
    if half.startswith(_AFTER_NOON):
        is_before = hour >= _NOON or (half == "中午" and hour >= _EVE_OF_NOON)
        return hour if is_before else hour + _NOON
    return 0 if hour == _NOON and half.startswith(_BEFORE_NOON) else hour
