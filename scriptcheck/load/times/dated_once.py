"""Times of day in a text that says the date only once, or only where it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scriptcheck.load.times.hours_minutes import is_of_day
from scriptcheck.load.times.midnight import DAY_MS, end_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.times.stamps import Stamp

_HALF_A_DAY: Final = DAY_MS // 2


def with_dates(stamps: Sequence[Stamp | None]) -> list[Stamp | None]:
    """Return ``stamps`` with the date of the one before for those that are times of day without.

    Where the first of these without a date is nearer to the start of the recording than to the
    time of day beside it, they count from the start of the recording and stay as they are. Two
    numbers (``14:32``) are hours and minutes where as such they are nearer.
    """
    dated = next((stamp for stamp in stamps if stamp and stamp.dated), None)
    short = next((stamp for stamp in stamps if stamp and stamp.short and not stamp.dated), None)
    if dated and short and is_of_day(short.start_ms, dated.start_ms % DAY_MS):
        stamps = [stamp.as_hours() if stamp else None for stamp in stamps]
    bare = next((stamp for stamp in stamps if stamp and not stamp.dated), None)
    if dated is None or bare is None or abs(_distance(dated, bare)) >= bare.start_ms:
        return list(stamps)
    found: list[Stamp | None] = []
    beside = dated
    for stamp in stamps:
        if stamp is not None:
            beside = stamp if stamp.dated else _of_day(stamp, beside)
        found.append(None if stamp is None else beside)
    return found


def _distance(dated: Stamp, bare: Stamp) -> int:
    """Return the milliseconds from ``dated`` to the nearest moment of the time of day ``bare``."""
    return (bare.start_ms - dated.start_ms + _HALF_A_DAY) % DAY_MS - _HALF_A_DAY


def _of_day(bare: Stamp, beside: Stamp) -> Stamp:
    start = beside.start_ms + _distance(beside, bare)
    end = end_after(bare.start_ms, bare.end_ms)
    moved = None if end is None else end + start - bare.start_ms
    return replace(bare, start_ms=start, end_ms=moved, dated=True)
