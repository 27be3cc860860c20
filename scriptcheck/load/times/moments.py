"""Times as recognisers and exports give them: numbers, text or clocks."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final, NamedTuple, TypeAlias

from scriptcheck.load.times.stamps import read_stamp

MILLISECONDS: Final = 1.0
SECONDS: Final = 1000.0
MICROSECONDS: Final = 0.001
TICKS: Final = 0.0001
MINUTES: Final = 60_000.0
HOURS: Final = 3_600_000.0
DAYS: Final = 86_400_000.0
"""Milliseconds in one unit; a tick is 100 nanoseconds."""

_EXACT: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""

_LONGEST_NUMBER: Final = 32
_WITH_UNIT: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(s|ms|秒|毫秒)")
_UNITS: Final = {"s": SECONDS, "ms": MILLISECONDS, "秒": SECONDS, "毫秒": MILLISECONDS}


class Moment(NamedTuple):
    """A time whose unit is known."""

    ms: int


Time: TypeAlias = int | float | str | Moment | None
"""A time as a source has it: a number, perhaps as text, or a clock such as ``00:01:02.5``."""


def milliseconds(time: Time, ms_per_unit: float) -> int | None:
    """Return ``time`` in whole milliseconds; ``None`` where it says none."""
    if isinstance(time, Moment):
        return _whole(time.ms)
    if isinstance(time, str) and (":" in time or "：" in time):
        return _clock(time.strip())
    if isinstance(time, str) and (found := _WITH_UNIT.fullmatch(time.strip())):
        return _whole(float(found[1]) * _UNITS[found[2]])
    number = number_of(time)
    return None if number is None else _whole(number * ms_per_unit)


def number_of(time: Time) -> float | None:
    """Return ``time`` as the number that it is; ``None`` where it is none, or a clock."""
    if isinstance(time, str):
        if len(time) > _LONGEST_NUMBER:
            return None
        try:
            time = float(time)
        except ValueError:
            return None
    if time is None or isinstance(time, bool | Moment) or not _is_finite(time):
        return None
    return float(time)


def _is_finite(number: float) -> bool:
    try:
        return isfinite(number)
    except OverflowError:
        return False


def _clock(text: str) -> int | None:
    found = read_stamp(text, 0)
    if found is None or found[1] != len(text) or found[0].dated:
        return None
    return found[0].start_ms


def _whole(number: float) -> int | None:
    if not _is_finite(number) or abs(number) > _EXACT:
        return None
    return round(number)
