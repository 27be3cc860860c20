"""Turns whose times are of the day, beside a start of the call: from that start on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from scriptcheck.load.times.midnight import DAY_MS, clock_ms
from scriptcheck.load.times.moments import Moment, Time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.sentence import Sentence

_HOUR_MS: Final = 60 * 60 * 1000
"""From here on the clock of the first turn is a time of day: no recording is silent for an hour."""
_MOST_MS: Final = _HOUR_MS
"""How long after its start a call is answered at most."""


def since_start(said: Sequence[Sentence], start_time: object) -> tuple[list[Sentence], str | None]:
    """Return ``said`` with times of day counted from ``start_time``, and when the call began.

    Where ``start_time`` is no more than a day, the call began with the first turn on that day;
    ``None`` where it is to stay as it is. What does not look like times of day is not changed.
    """
    first = _first_clock(said)
    start = _moment(start_time)
    if first is None or start is None:
        return list(said), None
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    if start == midnight:
        return _from(said, first), (start + timedelta(milliseconds=first)).isoformat()
    begins = round((start - midnight).total_seconds() * 1000)
    # Clocks of two systems may differ: nothing is said before a call begins.
    if not -_MOST_MS < (later := _apart(begins, first)) < _MOST_MS:
        return list(said), None
    return _from(said, begins if later >= 0 else first), None


def _first_clock(said: Sequence[Sentence]) -> int | None:
    """Return the time of day of the first of ``said``; ``None`` where not all have one."""
    clocks = [_ms(each.start) for each in said]
    if not clocks or None in clocks or clock_ms(said[0].start) is None:
        return None
    first = clocks[0]
    return first if first is not None and first >= _HOUR_MS else None


def _ms(time: Time) -> int | None:
    """Return the milliseconds of a clock, and of one that stands for the next day."""
    return round(time.ms) if isinstance(time, Moment) else clock_ms(time)


def _moment(start_time: object) -> datetime | None:
    try:
        return datetime.fromisoformat(start_time) if isinstance(start_time, str) else None
    except ValueError:
        return None


def _apart(begins: int, clock: int) -> int:
    """Return by how much ``clock`` is later than ``begins``, on whichever day is nearer."""
    return (clock - begins + DAY_MS // 2) % DAY_MS - DAY_MS // 2


def _from(said: Sequence[Sentence], begins: int) -> list[Sentence]:
    def moved(time: Time) -> Time:
        at = _ms(time)
        return time if at is None else Moment((at - begins) % DAY_MS)

    return [
        replace(
            each,
            start=moved(each.start),
            end=moved(each.end),
            words=tuple((word, moved(start), moved(end)) for word, start, end in each.words),
        )
        for each in said
    ]
