"""Sentences whose times are two numbers, such as ``14:32``, with what these are found out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from scriptcheck.load.times.hours_minutes import Reading, ShortTime, read_short_times
from scriptcheck.load.times.midnight import clock_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.sentence import Sentence
    from scriptcheck.load.times.moments import Time

_SHORT: Final = re.compile(r"\s*(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9]\s*")
_NONE: Final = Reading(are_hours=False)


def with_hours(
    said: Sequence[Sentence], start_time: object, *, are_sent: bool = False
) -> tuple[list[Sentence], Reading]:
    """Return ``said`` with ``14:32`` as ``14:32:00`` where it is a time of day.

    ``start_time`` is when the call began; ``are_sent`` is as for ``read_short_times``.
    """
    times = [(each.start, each.end) for each in said]
    given = [time for pair in times for time in pair if time is not None and time != ""]
    if not given or not all(isinstance(time, str) and _SHORT.fullmatch(time) for time in given):
        return list(said), _NONE
    short = [
        ShortTime(ms, len(each.text)) for each in said if (ms := clock_ms(each.start)) is not None
    ]
    reading = read_short_times(short, start_ms=_time_of_day(start_time), are_sent=are_sent)
    if not reading.are_hours:
        return list(said), reading
    return [replace(each, start=_whole(each.start), end=_whole(each.end)) for each in said], reading


def _whole(time: Time) -> Time:
    return f"{time.strip()}:00" if isinstance(time, str) and time.strip() else time


def _time_of_day(start_time: object) -> int | None:
    """Return the time of day of ``start_time`` in milliseconds; ``None`` where it is none."""
    try:
        start = datetime.fromisoformat(start_time) if isinstance(start_time, str) else None
    except ValueError:
        return None
    if start is None or start.time() == start.time().min:
        return None
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    return round((start - midnight).total_seconds() * 1000)
