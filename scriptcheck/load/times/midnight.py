"""Times of day without dates, in a call that lasts over midnight."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scriptcheck.load.times.moments import Moment, Time, milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY_MS: Final = 24 * 60 * 60 * 1000
LEAST_FALL_MS: Final = 12 * 60 * 60 * 1000
"""By how much a clock must go back between two turns for midnight to lie between them."""


def first_after_midnight(starts: Sequence[int | None]) -> int | None:
    """Return which of ``starts`` is the first of a new day; ``None`` where all are of one.

    They are milliseconds, ``None`` where nothing is known. What jumps back and forth is out of
    order instead.
    """
    known = [(number, start) for number, start in enumerate(starts) if start is not None]
    jumps = [
        (number, start - before)
        for (_, before), (number, start) in pairwise(known)
        if abs(start - before) > LEAST_FALL_MS
    ]
    return jumps[0][0] if len(jumps) == 1 and jumps[0][1] < 0 else None


def end_after(start: int | None, end: int | None) -> int | None:
    """Return ``end`` a day later where midnight lies between it and ``start``."""
    if start is None or end is None or start - end <= LEAST_FALL_MS:
        return end
    return end + DAY_MS


def clock_ms(time: Time) -> int | None:
    """Return the milliseconds of a clock such as ``23:59:58``; ``None`` for any other time."""
    is_clock = isinstance(time, str) and (":" in time or "：" in time)
    return milliseconds(time, 1) if is_clock else None


def next_day(time: Time) -> Time:
    """Return ``time`` a day later; what is no clock is returned as it is."""
    clock = clock_ms(time)
    return time if clock is None else Moment(clock + DAY_MS)
