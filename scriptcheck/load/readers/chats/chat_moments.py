"""Dates and clocks of chats in text, as each country writes them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from scriptcheck.load.times.day_periods import PERIODS, hour_of_day

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOCK: Final = (
    rf"(?P<before>{PERIODS}|AM|PM)?[\s\u202f]*"
    r"(?P<hour>[0-9]{1,2})[:：.](?P<minute>[0-9]{2})(?:[:：.](?P<second>[0-9]{2}))?"
    r"(?:[\s\u202f]*(?P<after>[AaPp]\.?[\s\u202f]?[Mm]\.?))?"
)
"""A time of day, in groups of its own."""
_YEAR_DIGITS: Final = 4
_CENTURY: Final = 2000
_Date = tuple[int, int, int]


def time_of_day(found: re.Match[str]) -> timedelta | None:
    """Return the time that ``CLOCK`` found; ``None`` where there is none such."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    hour = hour_of_day(hour, found["before"] or found["after"] or "")
    if hour >= 24 or minute >= 60 or second >= 60:  # noqa: PLR2004  (hours, minutes and seconds)
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def dates_of(texts: Sequence[str]) -> tuple[list[datetime] | None, bool]:
    """Return the days that ``texts``, all of one chat, are, and whether they are certain.

    ``5/1/24`` may be a day of January or of May: the order holds that fits all of them, and of two
    that do, the one by which the chat takes less time. ``None`` where none fits, or one is empty.
    """
    if not all(texts):
        return None, False
    parts = [tuple(map(int, re.split(r"[/.\-]", text))) for text in texts]
    if any(len(part) != 3 for part in parts):  # noqa: PLR2004  (year, month and day)
        return None, False
    if texts and len(re.split(r"[/.\-]", texts[0])[0]) == _YEAR_DIGITS:
        return _days([(year, month, day) for year, month, day in parts]), True
    orders = (
        _days([(year, month, day) for day, month, year in parts]),
        _days([(year, month, day) for month, day, year in parts]),
    )
    known = [days for days in orders if days is not None]
    if not known:
        return None, False
    is_certain = len(known) == 1 or known[0] == known[1]
    return min(known, key=lambda days: max(days) - min(days)), is_certain


def day_of_some_year(text: str) -> datetime | None:
    """Return the day that ``text``, such as ``05-01``, is in a leap year; ``None`` for none."""
    month, day = map(int, re.split(r"[-/月]", text))
    try:
        return datetime(_CENTURY, month, day)
    except ValueError:
        return None


def _days(dates: Sequence[_Date]) -> list[datetime] | None:
    try:
        return [
            datetime(year if year >= _CENTURY else year + _CENTURY, month, day)
            for year, month, day in dates
        ]
    except ValueError:
        return None
